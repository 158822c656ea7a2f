// What a check found, by place.

import { byId } from "../../../panel/ui/kit/ids.js";
import { notesIn } from "./model.js";

/** Findings by place, of those parts that stand as they did when they were checked.
 *  @param {Result | null} result @param {any} then @param {any} now @param {Task<"board">} task */
export function findings(result, then, now, task) {
  /** @type {Map<any, any>} */
  const found = new Map();
  if (!result || !then) return found;
  const places = new Set([
    ...task.sections.map((s) => s.id),
    ...task.given.map((n) => n.id),
    ...[...then.notes, ...then.links].map((n) => n.id),
  ]);
  /** @param {Board} board @param {any} item */
  const print = (board, item) => {
    const [id] = item.split("/");
    const note = byId(board.notes, id);
    return JSON.stringify([
      note && [note.section, note.text, note.fields, note.refs],
      byId(board.links, id),
      board.links.filter((l) => l.from === id || l.to === id).map((l) => [l.kind, l.from, l.to]),
      notesIn(board, id).map((n) => [n.id, n.text, n.rank]),
    ]);
  };
  for (const c of result.criteria ?? []) {
    if (!c.item || c.met !== false || !places.has(c.item.split("/")[0])) continue;
    if (print(then, c.item) === print(now, c.item)) found.set(c.item, [...(found.get(c.item) ?? []), c]);
  }
  return found;
}
