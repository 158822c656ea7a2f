// What can be done to the entries of a form: each change is a step of the history and says what it did.

/** desk: { task, api, entries(), entry(), commit(entries, current, words, merge) }, ui: { show(id), first() }. */
function formMoves({ task, api, entries, entry, commit }, ui) {
  const one = task.noun;
  return {
    add() {
      const next = formFresh();
      commit([...entries(), next], next.id, `added ${one}`);
      api.announce(`${formCapital(one)} ${entries().length} added.`);
      ui.edit();
    },
    copy() {
      const next = { ...structuredClone(entry()), id: formId() };
      const name = task.title_field && next.values[task.title_field];
      if (name) next.values[task.title_field] = `${name} (copy)`;
      const at = entries().indexOf(entry()) + 1;
      commit(entries().toSpliced(at, 0, next), next.id, `duplicated ${one}`);
      api.announce(`Duplicated. You are in the copy, ${formName(next, task, at)}.`);
    },
    drop() {
      const at = entries().indexOf(entry());
      const name = formName(entry(), task, at);
      const rest = entries().toSpliced(at, 1);
      if (!rest.length) rest.push(formFresh());
      commit(rest, rest[Math.min(at, rest.length - 1)].id, `deleted ${name}`);
      api.announce(`${name} deleted. Undo brings it back.`);
      ui.tab();
    },
  };
}

/** What a check found, by entry and field, while both stand as they did then. */
function formFindings(task) {
  let result = null;
  let checked = null;
  const print = (entry, field) =>
    field
      ? [formValue(field, entry.values?.[field.id]) ?? null, entry.evidence?.[field.id] ?? []]
      : formWrite([{ ...entry, values: entry.values ?? {}, evidence: entry.evidence ?? {} }], task);
  /** field null: the entry as a whole. */
  function of(entry, field) {
    const then = checked && (checked.entries ?? []).find((e) => e.id === entry.id);
    if (!result || !then) return FORM_NONE;
    const item = field ? `${entry.id}/${field.id}` : entry.id;
    const list = (result.criteria ?? []).filter((c) => c.met === false && c.item === item);
    return list.length && same(print(then, field), print(entry, field)) ? list : FORM_NONE;
  }
  return {
    of,
    count: (entry) => [null, ...formFields(task)].reduce((n, f) => n + of(entry, f).length, 0),
    mark: (...next) => ([result, checked] = next),
  };
}

/** What will be looked at, before the first check. */
const formRules = ({ rules = [], rubric = [] }) =>
  rules.length || rubric.length
    ? h(
        "details.mo-rubric",
        {},
        h("summary", {}, "What will be looked at"),
        h("ul", {}, rules.map((r) => say("li", r.text)), rubric.map((r) => say("li", `${r.label} (read by a person)`))),
      )
    : null;
