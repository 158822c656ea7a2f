// What both the editor and a board to read need to say of a board.

import { h } from "../../../panel/ui/kit/dom.js";
import { say } from "../../../panel/ui/kit/markup.js";
import { linkName, noteName } from "./model.js";

/** What both the editor and a board to read need to say of a board. */
export function readerOf(task, board) {
  const named = (id) => `“${noteName(board(), task, id)}”`;
  return {
    task,
    board,
    /** A link in words; seen from one of its notes where `from` names it. */
    linkWords(link, of = "") {
      const verb = linkName(task, link.kind);
      if (of === link.from) return `${verb} ${named(link.to)}`;
      if (of === link.to) return `${named(link.from)} ${verb} this`;
      return `${named(link.from)} ${verb} ${named(link.to)}`;
    },
    ties: (id) =>
      board()
        .links.filter((l) => l.from === id)
        .map((l) => `${linkName(task, l.kind)} ${named(l.to)}`),
  };
}

/** What will be looked at, before the first check. */
export function rulesList({ rules = [], rubric = [] }) {
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
