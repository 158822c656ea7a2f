// What the words were taken for: stretches of the text by role, kept in place while the learner goes on typing.

import { h } from "../../../panel/ui/kit/dom.js";

/** @type {Record<string, any>} */
const ROLES = {
  action: "Action",
  measure: "Measure",
  baseline: "Baseline",
  target: "Target",
  deadline: "Deadline",
  audience: "Audience",
  object: "What it is about",
  schedule: "Schedule",
  purpose: "Purpose",
  vague: "Vague words",
  red_flag: "Promises too much",
};
const LOOKED_FOR = ["action", "measure", "baseline", "target", "deadline", "audience"];

/** Python counts code points, the browser UTF-16 units: the spans in units.
 *  @param {string} text @param {any[]} spans */
export function unitsOf(text, spans) {
  const at = [0];
  for (const sign of text) at.push(at[at.length - 1] + sign.length);
  return spans
    .filter((s) => s.end < at.length)
    .map(({ role, start, end }) => ({ role, start: at[start], end: at[end] }));
}

/** The spans of `before` where they still hold in `after`: what was typed over loses its mark, the rest moves along.
 *  @param {any} before @param {any} after @param {any[]} spans */
export function shift(before, after, spans) {
  if (before === after) return spans;
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const moved = after.length - before.length;
  return spans.flatMap((s) => {
    if (s.end <= head) return [s];
    if (s.start >= before.length - tail) return [{ ...s, start: s.start + moved, end: s.end + moved }];
    return [];
  });
}

/** The text as nodes, its spans marked.
 *  @param {string} text @param {any[]} spans */
export function marked(text, spans) {
  const nodes = [];
  let done = 0;
  for (const { start, end, role } of spans) {
    nodes.push(text.slice(done, start), h("mark.mo-ob-mark", { "data-role": role }, text.slice(start, end)));
    done = end;
  }
  nodes.push(text.slice(done), "\n"); // a last empty line has a height too
  return nodes;
}

/** In words: each role with what was taken for it. `missing`: the parts that Python says are still to be found; it names
 * none that belongs to a criterion that is met.
 *  @param {string} text @param {any[]} spans @param {any} missing */
export function partsSaid(text, spans, missing) {
  /** @type {Map<any, any>} */
  const said = new Map();
  spans.forEach(({ role, start, end }, i) => {
    const before = spans[i - 1];
    // "the renewal rate" is one measure, though only "rate" says that it can be counted.
    const whole = role === "measure" && before?.role === "object" && !text.slice(before.end, start).trim();
    said.set(role, [...(said.get(role) ?? []), text.slice(whole ? before.start : start, end).trim()]);
  });
  if (said.has("measure")) said.delete("object");
  const roles = [...LOOKED_FOR, ...Object.keys(ROLES).filter((r) => !LOOKED_FOR.includes(r))];
  return roles
    .filter((role) => said.has(role) || missing.includes(role))
    .map((role) =>
      h(
        "div.mo-ob-part",
        { "data-part-role": role },
        h("dt", {}, h("span.mo-ob-mark", { "data-role": role }, ROLES[role])),
        said.has(role)
          ? h("dd", { dir: "auto" }, said.get(role).join("; "))
          : h("dd.mo-soft", {}, "not found yet"),
      ),
    );
}
