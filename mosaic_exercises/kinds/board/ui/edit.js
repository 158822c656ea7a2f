// Changes of a board: each takes a board and gives the next one.

import { byId } from "../../../panel/ui/kit/ids.js";
import { isRanked } from "./model.js";

/** A section's ranks follow the order of its notes, all or none.
 *  @param {any[]} notes @param {any} section @param {any} ranked */
function rankAs(notes, section, ranked) {
  let place = 0;
  return notes.map((n) => {
    if (n.section !== section) return n;
    const rank = ranked ? ++place : 0;
    return n.rank === rank ? n : { ...n, rank };
  });
}

/** @type {Record<string, (board: Board, ...more: any[]) => Board>} */
export const edits = {
  note: (board, id, change) => ({
    ...board,
    notes: board.notes.map((n) => (n.id === id ? { ...n, ...change } : n)),
  }),
  field: (board, id, field, value) => {
    const { fields } = byId(board.notes, id);
    return edits.note(board, id, { fields: { ...fields, [field]: value } });
  },
  add: (board, note) => {
    const ranked = isRanked(board, note.section);
    const notes = [...board.notes, { fields: {}, refs: [], ...note, rank: 0 }];
    return { ...board, notes: rankAs(notes, note.section, ranked) };
  },
  /** Links go with their note. */
  drop: (board, id) => {
    const { section } = byId(board.notes, id);
    const ranked = isRanked(board, section);
    return {
      notes: rankAs(
        board.notes.filter((n) => n.id !== id),
        section,
        ranked,
      ),
      links: board.links.filter((l) => l.from !== id && l.to !== id),
    };
  },
  /** Puts a note into a section, before the note `before` or at its end; fields that the section lacks go. */
  move: (board, id, section, before, specs) => {
    const old = byId(board.notes, id);
    const [here, there] = [isRanked(board, old.section), isRanked(board, section)];
    const known = new Set(specs.map((/** @type {any} */ f) => f.id));
    const fields = Object.fromEntries(Object.entries(old.fields).filter(([key]) => known.has(key)));
    const note = { ...old, section, fields, rank: 0 };
    const rest = board.notes.filter((n) => n.id !== id);
    const at = before ? rest.findIndex((n) => n.id === before) : -1;
    if (at < 0) rest.push(note);
    else rest.splice(at, 0, note);
    const moved = rankAs(rest, section, there);
    return { ...board, notes: old.section === section ? moved : rankAs(moved, old.section, here) };
  },
  rank: (board, section, ranked) => ({ ...board, notes: rankAs(board.notes, section, ranked) }),
  link: (board, link) => ({ ...board, links: [...board.links, link] }),
  unlink: (board, id) => ({ ...board, links: board.links.filter((l) => l.id !== id) }),
  cite: (board, id, ref) => edits.note(board, id, { refs: [...byId(board.notes, id).refs, ref] }),
  uncite: (board, id, nth) =>
    edits.note(board, id, { refs: byId(board.notes, id).refs.filter((/** @type {any} */ _, /** @type {number} */ i) => i !== nth) }),
};
