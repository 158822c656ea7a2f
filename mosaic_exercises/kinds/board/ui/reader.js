// What both the editor and a board to read need to say of a board.

import { linkName, noteName } from "./model.js";

/** What both the editor and a board to read need to say of a board.
 *  @param {Task<"board">} task @param {(...args: any[]) => any} board */
export function readerOf(task, board) {
  /** @param {string} id */
  const named = (id) => `“${noteName(board(), task, id)}”`;
  return {
    task,
    board,
    /** A link in words; seen from one of its notes where `from` names it.
     *  @param {any} link @param {string} [of] */
    linkWords(link, of = "") {
      const verb = linkName(task, link.kind);
      if (of === link.from) return `${verb} ${named(link.to)}`;
      if (of === link.to) return `${named(link.from)} ${verb} this`;
      return `${named(link.from)} ${verb} ${named(link.to)}`;
    },
    /** @param {string} id */
    ties: (id) =>
      board()
        .links.filter((/** @type {any} */ l) => l.from === id)
        .map((/** @type {any} */ l) => `${linkName(task, l.kind)} ${named(l.to)}`),
  };
}
