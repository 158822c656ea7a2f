// What can be done to the entries of a form: each change is a step of the history and says what it did.

import { same } from "../../../panel/ui/kit/dom.js";
import { freshId } from "../../../panel/ui/kit/ids.js";
import { capital, fieldsOf, fresh, nameOf, filledIn, write } from "./entries.js";
import { NONE } from "./field.js";

/** desk: { task, api, entries(), entry(), commit(entries, current, words, merge) }, ui: { show(id), first() }.
 *  @param {{ task: Task<"form">, api: Api, entries: (...args: any[]) => any, entry: (...args: any[]) => any, commit: (...args: any[]) => any }} given
 *  @param {any} ui */
export function makeMoves({ task, api, entries, entry, commit }, ui) {
  const one = task.noun;
  return {
    add() {
      const next = fresh();
      commit([...entries(), next], next.id, `added ${one}`);
      api.announce(`${capital(one)} ${entries().length} added.`);
      ui.edit();
    },
    copy() {
      const next = { ...structuredClone(entry()), id: freshId("e") };
      const name = task.title_field && next.values[task.title_field];
      if (name) next.values[task.title_field] = `${name} (copy)`;
      const at = entries().indexOf(entry()) + 1;
      commit(entries().toSpliced(at, 0, next), next.id, `duplicated ${one}`);
      api.announce(`Duplicated. You are in the copy, ${nameOf(next, task, at)}.`);
    },
    drop() {
      const at = entries().indexOf(entry());
      const name = nameOf(entry(), task, at);
      const rest = entries().toSpliced(at, 1);
      if (!rest.length) rest.push(fresh());
      commit(rest, rest[Math.min(at, rest.length - 1)].id, `deleted ${name}`);
      api.announce(`${name} deleted. Undo brings it back.`);
      ui.tab();
    },
  };
}

/** What a check found, by entry and field, while both stand as they did then.
 *  @param {Task<"form">} task */
export function makeFindings(task) {
  /** @type {Result | null} */
  let result = null;
  /** @type {any} */
  let checked = null;
  /** @param {Entry} entry @param {Field | null} field */
  const print = (entry, field) =>
    field
      ? [filledIn(field, entry.values?.[field.id]) ?? null, entry.evidence?.[field.id] ?? []]
      : write([{ ...entry, values: entry.values ?? {}, evidence: entry.evidence ?? {} }], task);
  /** field null: the entry as a whole.
   *  @param {Entry} entry @param {Field | null} field */
  function of(entry, field) {
    const then = checked && (checked.entries ?? []).find((/** @type {any} */ e) => e.id === entry.id);
    if (!result || !then) return NONE;
    const item = field ? `${entry.id}/${field.id}` : entry.id;
    const list = (result.criteria ?? []).filter((c) => c.met === false && c.item === item);
    return list.length && same(print(then, field), print(entry, field)) ? list : NONE;
  }
  return {
    of,
    /** @param {Entry} entry */
    count: (entry) => [null, ...fieldsOf(task)].reduce((n, f) => n + of(entry, f).length, 0),
    /** @param {...any} next */
    mark: (...next) => ([result, checked] = next),
  };
}
