// What will be looked at, and what a check found, by place.

/** What will be looked at, before the first check. */
function journeyRules({ rules = [], rubric = [] }) {
  if (!rules.length && !rubric.length) return null;
  return h(
    "details.mo-rubric",
    {},
    h("summary", {}, "What will be looked at"),
    h(
      "ul",
      {},
      rules.map((r) => say("li", r.text)),
      rubric.map((r) => say("li", `${r.label} (read by a person)`)),
    ),
  );
}

/** Findings by place, of those parts that stand as they did when they were checked. */
function journeyFindings(result, then, now) {
  const found = new Map();
  if (!result || !then) return found;
  const print = (map, place) => {
    const [stage, lane] = place.split("/");
    const notes = map.notes.filter((n) => n.stage === stage && (!lane || n.lane === lane || n.persona === place));
    return JSON.stringify([
      journeyFind(map.stages, stage),
      notes,
      map.emotions.filter((e) => e.stage === stage || e.persona === stage),
      journeyFind(map.personas, stage),
    ]);
  };
  for (const c of result.criteria ?? []) {
    if (!c.item || c.met !== false) continue;
    if (print(then, c.item) === print(now, c.item)) found.set(c.item, [...(found.get(c.item) ?? []), c]);
  }
  return found;
}
