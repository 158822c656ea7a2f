// Board: notes in columns, quadrants, rows or a chain, ranked, linked, based on what was made elsewhere.
// Answer: { notes: [{ id, section, text, fields, refs, rank }], links: [{ id, kind, from, to }] }.

import { h, uid } from "../../../panel/ui/kit/dom.js";
import { inline } from "../../../panel/ui/kit/markup.js";
import { buildBoard } from "./build.js";
import { iconOf } from "./icons.js";
import { noteOf, read, sectionOf } from "./model.js";
import { readerOf } from "./reader.js";
import { makeGrid } from "./section.js";

/** @type {KindUi<"board">} */
const boardUi = {
  noun: (view) => `Fill the ${view.task.noun ?? "board"}`,
  history: true,
  mount: buildBoard,
  summary: (view, answer, reasonOf) => boardPicture(view.task, read(answer, view.task), reasonOf),
  itemText(view, item) {
    const { task } = view;
    const board = read(view.solution?.answer, task);
    const [id] = item.split("/");
    return sectionOf(task, id)?.name ?? noteOf(board, task, id)?.text ?? "";
  },
};

export default boardUi;

/** A board to read only: the solution.
 *  @param {Task<"board">} task @param {Board} board @param {(item: string) => string} [reasonOf] */
function boardPicture(task, board, reasonOf = () => "") {
  /** @type {BoardEditor} */
  const desk = {
    ...readerOf(task, () => board),
    id: () => uid(),
    editable: false,
    commit: () => {},
    found: () => [],
    foundIn: () => [],
  };
  /** @type {Map<any, any>} */
  const ids = new Map();
  desk.id = (/** @type {string} */ name) => {
    if (!ids.has(name)) ids.set(name, uid());
    return ids.get(name);
  };
  const grid = makeGrid(desk);
  grid.draw(board);
  const why = task.sections.map(({ id, name }) => ({ name, text: reasonOf(id) })).filter(({ text }) => text);
  return h(
    "div.mo-bd",
    {},
    grid.node,
    board.links.length > 0 &&
      h(
        "ul.mo-bd-refs",
        {},
        board.links.map((l) => h("li.mo-bd-ref", {}, iconOf("link"), h("span", { dir: "auto" }, desk.linkWords(l)))),
      ),
    why.map(({ name, text }) => h("p.mo-why", { dir: "auto" }, h("strong", {}, `${name}: `), inline(text))),
  );
}
