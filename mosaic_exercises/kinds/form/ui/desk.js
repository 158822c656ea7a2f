// The entries of a form and their history: which one is at hand, and every change that a field or a list makes to it.

import { makeHistory } from "../../../panel/ui/kit/history.js";
import { fieldsOf, read } from "./entries.js";

/** { desk, history, begin(raw), show(id) }: what the fields know, the history of the entries, what it begins with, and
 *  which entry is at hand. `changed(words)` is called after each change; words: what Undo or Redo did.
 *  @param {Task<"form">} task @param {Api} api @param {any} findings @param {(words: string) => void} changed */
export function makeDesk(task, api, findings, changed) {
  let current = "";
  // The value of the history: the entries, and the one in which the last change happened.
  const history = makeHistory((words) => {
    if (words) current = place(history.now().at);
    changed(words);
  });
  /** @param {Raw} raw */
  const begin = (raw) => ((entries) => ({ entries, at: entries[0].id }))(read(raw, task));
  history.start(begin(null));

  const entries = () => history.now().entries;
  const entry = () => entries().find((/** @type {any} */ e) => e.id === current) ?? entries()[0];
  /** @param {string} id */
  const place = (id) => (entries().some((/** @type {any} */ e) => e.id === id) ? id : entry().id);
  /** @param {any} next @param {any} at @param {string} words @param {string} [merge] */
  function commit(next, at, words, merge = "") {
    current = at;
    history.commit({ entries: next, at }, merge, words);
  }
  /** A change in a field of the entry at hand; without `words` it is typing, and quick typing is one step.
   *  @param {string} key @param {string} field @param {any} value @param {string} words */
  function patch(key, field, value, words) {
    const label = fieldsOf(task).find((f) => f.id === field)?.label;
    const { id } = entry();
    const next = entries().map((/** @type {any} */ e) => (e.id === id ? { ...e, [key]: { ...e[key], [field]: value } } : e));
    commit(next, id, words || `typing in ${label}`, words ? "" : `${id}/${field}`);
  }
  /** @type {FormEditor} */
  const desk = {
    task,
    api,
    entries,
    entry,
    commit,
    /** A field that is its whole section and is called like it: the section's name stands for both.
     *  @param {Field} field */
    alone: (field) =>
      task.sections.some((s) => s.fields.length === 1 && s.fields[0] === field && s.name === field.label),
    /** @param {string} field @param {any} value @param {string} [words] */
    put: (field, value, words = "") => patch("values", field, value, words),
    /** @param {string} field @param {any[]} list @param {string} words */
    attach: (field, list, words) => patch("evidence", field, list, words),
    /** @param {Field} field */
    pieces: (field) => (field.type === "evidence" ? entry().values[field.id] : entry().evidence[field.id]) ?? [],
    /** @param {Field} field @param {any[]} list @param {string} words */
    setPieces: (field, list, words) =>
      field.type === "evidence" ? desk.put(field.id, list, words) : desk.attach(field.id, list, words),
    found: (of, field) => findings.of(of, field),
    group: () => (task.group_field && entry().values[task.group_field]) || "",
  };
  return { desk, history, begin, show: (/** @type {string} */ id) => (current = id) };
}
