// One part of the board: its name and guidance, its notes, buttons to add and to rank.

import { button, enable } from "../../../panel/ui/kit/button.js";
import { fill, h, unseen } from "../../../panel/ui/kit/dom.js";
import { foundList } from "../../../panel/ui/kit/found.js";
import { keyed, refill, setText } from "../../../panel/ui/kit/keep.js";
import { say } from "../../../panel/ui/kit/markup.js";
import { makeArrows } from "./arrows.js";
import { makeCard } from "./card.js";
import { makeDock } from "./dock.js";
import { iconOf } from "./icons.js";
import { isRanked, notesIn } from "./model.js";

/** @param {BoardEditor} desk @param {any} spec @param {number} nth */
function makeSection(desk, spec, nth) {
  const { task } = desk;
  /** @param {string} name */
  const at = (name) => desk.id(`${name}-${spec.id}`);
  const axes = axesOf(task, nth);
  const count = h("p.mo-bd-count");
  const found = h("div.mo-bd-found-here");
  const notes = h("ul.mo-bd-notes", { "aria-labelledby": at("h") });
  const tone = "quiet";
  const add = button("Add a note", { id: at("add"), onclick: () => desk.add(spec.id) }, { icon: "plus", tone });
  add.append(unseen(` to ${spec.name}`));
  const rank = button("", { id: at("rank"), onclick: () => desk.rank(spec.id) }, { icon: iconOf("rank"), tone });
  const foot = desk.editable ? h("div.mo-bd-foot", {}, add, spec.ranked && rank) : null;
  const node = h(
    "div.mo-bd-section",
    // A group, not a landmark: a page may have two boards.
    { role: "group", "aria-labelledby": at("h"), "data-section": spec.id },
    h(
      "div.mo-bd-head",
      {},
      h("h4.mo-bd-name", { id: at("h"), dir: "auto" }, spec.name),
      axes && h("p.mo-bd-axes", {}, axes),
      desk.editable && spec.guidance && say("p.mo-bd-guide", spec.guidance),
      desk.editable && count,
    ),
    found,
    notes,
    foot,
  );
  return {
    node,
    /** @param {any} _ @param {Board} board */
    draw(_, board) {
      const own = notesIn(board, spec.id);
      const given = task.given.filter((n) => n.section === spec.id);
      keyed(notes, [...given, ...own], (note) => makeCard(desk, given.includes(note)));
      notes.hidden = !given.length && !own.length;
      if (!desk.editable) return;
      const ranked = isRanked(board, spec.id);
      const least = task.min_notes?.[spec.id] ?? 0;
      const most = spec.limit ?? 12;
      setText(
        count,
        [
          `${own.length} of up to ${most}`,
          own.length < least ? `at least ${least} asked for` : "",
          ranked ? "ranked" : "",
        ]
          .filter(Boolean)
          .join(" · "),
      );
      enable(add, own.length < most);
      rank.hidden = own.length < 2 && !ranked;
      if (rank.dataset.on !== String(ranked)) {
        rank.dataset.on = String(ranked);
        fill(rank.lastChild, ranked ? "Take the ranks off" : "Rank these", unseen(`: ${spec.name}`));
      }
      const here = desk.found(spec.id);
      refill(found, here, () => foundList(here));
      node.toggleAttribute("data-wrong", here.length > 0);
    },
  };
}

/** Quadrants: the words of both axes for one of them.
 *  @param {Task<"board">} task @param {number} nth */
function axesOf({ layout, axes }, nth) {
  if (layout !== "quadrants" || !axes || nth > 3) return "";
  return `${axes.top[nth % 2]} · ${axes.side[Math.floor(nth / 2)]}`;
}

/** All parts in their layout, with the words at the edges and the links drawn between the notes.
 *  @param {BoardEditor} desk */
export function makeGrid(desk) {
  const { task } = desk;
  const axes = task.layout === "quadrants" ? task.axes : null;
  /** @param {any} kind @param {number} nth @param {string} words */
  const edge = (kind, nth, words) =>
    h("p.mo-bd-edge", { "aria-hidden": "true", "data-edge": `${kind}${nth}` }, h("span", {}, words));
  const boxes = task.sections.map((spec, nth) => makeSection(desk, spec, nth));
  const grid = h(
    "div.mo-bd-grid",
    { "data-layout": task.layout, "data-axes": Boolean(axes) || null },
    axes?.top.map((/** @type {string} */ words, /** @type {number} */ i) => edge("top", i, words)),
    axes?.side.map((/** @type {string} */ words, /** @type {number} */ i) => edge("side", i, words)),
    boxes.map((b) => b.node),
  );
  grid.style.setProperty("--n", String(task.sections.length));
  const arrows = task.links.length ? makeArrows(desk, grid) : null;
  const dock = desk.editable ? makeDock(desk, grid) : null;
  return {
    node: grid,
    editor: () => dock?.editor(),
    /** @param {Board} board */
    draw(board) {
      boxes.forEach((box, i) => box.draw(task.sections[i], board));
      dock?.draw();
      arrows?.draw(board);
    },
  };
}
