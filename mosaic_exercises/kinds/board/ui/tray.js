// What can be pulled in: things made in other exercises or, while there are none, Tessera's examples. Dragged into a part
// they become a note, onto a note they become what it is based on; a menu does the same.

import { fill, h } from "../../../panel/ui/kit/dom.js";
import { refill, setText } from "../../../panel/ui/kit/keep.js";
import { plain } from "../../../panel/ui/kit/markup.js";
import { grouped } from "./about.js";
import { iconOf } from "./icons.js";
import { refersTo, short, sourcesOf } from "./model.js";

/** The tray in its place above the board: made anew where what can be pulled in has changed, and as open as it was.
 *  @param {BoardEditor} desk */
export function makeTrayPlace(desk) {
  /** @type {any} */
  let tray = makeTray(desk);
  const node = h("div.mo-bd-tray-place", {}, tray.node);
  return {
    node,
    /** @param {number} nth */
    source: (nth) => tray.source(nth),
    /** @param {Board} board */
    draw: (board) => tray.draw(board),
    /** @param {Board} board */
    settle: (board) => tray.settle(board),
    renew() {
      const open = tray.node?.open ?? false;
      tray = makeTray(desk);
      fill(node, tray.node);
      if (tray.node) tray.node.open = open;
    },
  };
}

/** @param {BoardEditor} desk */
function makeTray(desk) {
  const { task } = desk;
  const sources = sourcesOf(task);
  if (!sources.length && !task.wants.length) return { node: null, draw() {}, settle() {}, source: () => null };
  const example = sources.length > 0 && sources[0].example;
  const summary = h("summary", {});
  const groups = grouped(sources).map(([label, list]) => [label, list.map((/** @type {any} */ s) => chip(s, sources.indexOf(s)))]);
  const node = h(
    "details.mo-bd-tray",
    {},
    summary,
    !sources.length &&
      h("p.mo-small", {}, "There is nothing to pull in yet: it comes from what you make in earlier exercises."),
    example &&
      h(
        "p.mo-small",
        {},
        task.wants.length
          ? "You have made nothing to pull in yet. Until you do, here are Tessera's examples."
          : "Tessera's examples, to pull in if you like.",
      ),
    h(
      "div.mo-bd-sources",
      {},
      groups.map(([label, chips]) =>
        h(
          "div.mo-bd-source-group",
          { role: "group", "aria-label": label },
          groups.length > 1 && h("p.mo-bd-source-title", {}, label),
          h(
            "ul",
            {},
            chips.map((/** @type {any} */ c) => c.node),
          ),
        ),
      ),
    ),
  );

  /** @param {any} source @param {number} nth */
  function chip(source, nth) {
    const used = h("span.mo-bd-used");
    const menu = h("select", {
      id: desk.id(`source-${nth}`),
      "aria-label": `Put into: ${short(source.label, 90)}`,
      onchange: () => {
        const [kind, id] = [menu.value[0], menu.value.slice(1)];
        menu.value = "";
        if (kind === "s") desk.pull(nth, id);
        else if (kind === "n") desk.cite(id, source, true);
      },
    });
    const part = {
      node: h(
        "li.mo-bd-offer",
        { "data-source": nth },
        h("span.mo-grip", { "aria-hidden": "true" }, iconOf("grip")),
        h("span.mo-bd-offer-text", {}, plain("span", source.label), used),
        h("span.mo-bd-put", {}, iconOf("down"), menu),
      ),
      /** @param {Board} board */
      draw(board) {
        const uses = board.notes.filter((n) => n.refs.some((ref) => refersTo(ref, source))).length;
        part.node.toggleAttribute("data-used", uses > 0);
        refill(used, uses, () => uses > 0 && [iconOf("check"), uses === 1 ? "used" : `used ${uses} times`]);
        const notes = board.notes.filter((n) => n.text.trim() && !n.refs.some((ref) => refersTo(ref, source)));
        refill(menu, notes.map((n) => [n.id, n.text]), () => [
          h("option", { value: "" }, "Put into ..."),
          h(
            "optgroup",
            { label: "A new note in" },
            task.sections.map((s) => h("option", { value: `s${s.id}` }, s.name)),
          ),
          notes.length > 0 &&
            h(
              "optgroup",
              { label: "Base a note on it" },
              notes.map((n) => h("option", { value: `n${n.id}` }, short(n.text))),
            ),
        ]);
      },
    };
    return part;
  }

  /** @param {Board} board */
  const unused = (board) =>
    sources.filter((s) => !board.notes.some((n) => n.refs.some((ref) => refersTo(ref, s)))).length;
  return {
    node,
    /** @param {number} nth */
    source: (nth) => sources[nth],
    /** Stands open while there is something left to pull in, unless it would push the board off the screen.
     *  @param {Board} board */
    settle(board) {
      if (node) node.open = sources.length <= 16 && unused(board) > 0;
    },
    /** @param {Board} board */
    draw(board) {
      const left = unused(board);
      const said = left ? `${left} not used yet` : sources.length ? "all used" : "nothing yet";
      setText(summary, `${example ? "Tessera's examples to pull in" : "To pull in"} (${said})`);
      for (const [, chips] of groups) for (const c of chips) c.draw(board);
    },
  };
}
