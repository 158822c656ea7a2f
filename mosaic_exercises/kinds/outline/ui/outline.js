// Outline: the list and the map of one tree. Answer: { nodes: [...] }, a flat list with levels.

import { button } from "../../../panel/ui/kit/button.js";
import { fill, focusOn, h } from "../../../panel/ui/kit/dom.js";
import { freshId } from "../../../panel/ui/kit/ids.js";
import { placed, setValue } from "../../../panel/ui/kit/keep.js";
import { plain } from "../../../panel/ui/kit/markup.js";
import { count } from "../../../panel/ui/kit/words.js";
import { drawMap } from "./map.js";
import { makeRow } from "./row.js";
import { endOf, hasChildren, linkOf, MOST, moved, raw, read, shifted, visible, withNode } from "./tree.js";
import { makeView } from "./view.js";

/** @type {KindUi} */
const outlineUi = {
  noun: "Build a map",
  verb: "Record",
  recorded: true,
  undo: true,

  mount(host, view, api) {
    const { root, start = [] } = view.task;
    let nodes = read(start);
    let current = nodes[0]?.id ?? null;
    /** @type {Map<any, any>} */
    let rows = new Map();
    const list = h("ul.mo-outline-list", { "aria-label": `Branches of ${root}` });
    const map = makeView({ api, go: (i) => focusOn(rows.get(nodes[i].id).field) });
    const fault = h("div", { role: "alert" });
    /** @param {string} id */
    const index = (id) => nodes.findIndex((n) => n.id === id);
    const on = { at, text, fold, add, remove, step, move, shift };

    /** @param {string} label @param {(...args: any[]) => any} run @param {string} [icon] */
    const tool = (label, run, icon = "") => button(label, { onclick: () => run(current) }, { icon, tone: "quiet" });
    const tools = h(
      "div.mo-outline-tools",
      { role: "toolbar", "aria-label": "The branch at hand" },
      tool("Add", add),
      tool("Out", (id) => shift(id, -1), "left"),
      tool("In", (id) => shift(id, 1), "right"),
      tool("Up", (id) => move(id, -1), "up"),
      tool("Down", (id) => move(id, 1), "down"),
      tool("Remove", remove, "cross"),
    );
    const note = h("textarea.mo-input", { id: api.id("note"), rows: 2, maxlength: 4000, dir: "auto", oninput: () => put({ note: note.value }) });
    const link = h("input.mo-input", { id: api.id("link"), type: "url", maxlength: 1000, placeholder: "https://", onchange: linked });
    const detail = h(
      "div.mo-outline-detail",
      {},
      h("label.mo-label", { for: api.id("note") }, "Note on this branch"),
      note,
      h("label.mo-label", { for: api.id("link") }, "Link"),
      link,
    );
    host.append(
      h("p.mo-how", {}, h("kbd", {}, "Enter"), " adds a branch, ", h("kbd", {}, "Alt"), " + arrows move it or take it in and out, ", h("kbd", {}, "Ctrl"), " + ", h("kbd", {}, "Space"), " folds it."),
      h(
        "div.mo-outline",
        {},
        h("div.mo-outline-side", {}, plain("p.mo-label", root), tools, list),
        h("div.mo-outline-beside", {}, detail, fault),
        map.node,
      ),
    );

    /** @param {any} next @param {{ focus?: any, words?: string }} [given] */
    function change(next, { focus = current, words = "" } = {}) {
      nodes = next;
      current = index(focus) >= 0 ? focus : (nodes[0]?.id ?? null);
      draw();
      if (words) focusOn(rows.get(current)?.field);
      api.change(answer());
      if (words) api.announce(words);
    }

    /** @param {string} id */
    function at(id) {
      if (current === id) return;
      current = id;
      draw();
    }

    /** @param {string} id @param {any} value */
    function text(id, value) {
      change(withNode(nodes, index(id), { text: value }));
    }

    /** @param {any} part */
    const put = (part) => current && change(withNode(nodes, index(current), part));

    function linked() {
      const value = link.value.trim();
      const bad = value && !linkOf(value);
      fill(fault, bad && h("p.mo-notice", { "data-tone": "part" }, "A link begins with https://, http:// or mailto:. It was not kept."));
      if (!bad) put({ link: value });
    }

    /** @param {string} id */
    function fold(id) {
      const i = index(id);
      if (i < 0 || !hasChildren(nodes, i)) return;
      change(withNode(nodes, i, { shut: !nodes[i].shut }));
      api.announce(nodes[i].shut ? "Folded." : "Unfolded.");
    }

    /** @param {string} id */
    function add(id) {
      if (nodes.length >= MOST) return api.announce(`${MOST} branches are the most.`);
      const fresh = { id: freshId("n"), level: 0, text: "", note: "", link: "", shut: false };
      const i = index(id);
      if (i < 0) return change([...nodes, fresh], { focus: fresh.id, words: "Branch added." });
      const open = hasChildren(nodes, i) && !nodes[i].shut;
      const spot = open ? i + 1 : endOf(nodes, i);
      fresh.level = nodes[i].level + (open ? 1 : 0);
      change([...nodes.slice(0, spot), fresh, ...nodes.slice(spot)], { focus: fresh.id, words: `Branch added on level ${fresh.level + 1}.` });
    }

    /** @param {string} id */
    function remove(id) {
      const i = index(id);
      if (i < 0) return;
      const end = endOf(nodes, i);
      const near = (nodes[i - 1] ?? nodes[end])?.id ?? null;
      change([...nodes.slice(0, i), ...nodes.slice(end)], { focus: near, words: `${count(end - i, "branch", "branches")} removed. Undo brings it back.` });
    }

    /** @param {string} id @param {number} way */
    function step(id, way) {
      const shown = visible(nodes);
      const next = shown[shown.indexOf(index(id)) + way];
      if (next !== undefined) focusOn(rows.get(nodes[next].id).field);
    }

    /** @param {string} id @param {number} way */
    function move(id, way) {
      const next = index(id) >= 0 ? moved(nodes, index(id), way) : null;
      if (!next) return api.announce(way < 0 ? "First of its row." : "Last of its row.");
      change(next, { focus: id, words: way < 0 ? "Moved up." : "Moved down." });
    }

    /** @param {string} id @param {number} way */
    function shift(id, way) {
      const next = index(id) >= 0 ? shifted(nodes, index(id), way) : null;
      if (!next) return api.announce(way < 0 ? "It cannot go further out." : "It cannot go further in.");
      change(next, { focus: id, words: `Level ${next[index(id)].level + 1}.` });
    }

    function draw() {
      const shown = visible(nodes);
      const ids = new Set(shown.map((i) => nodes[i].id));
      if (!ids.has(current)) current = shown.length ? nodes[shown.filter((i) => i <= Math.max(0, index(current))).at(-1) ?? 0].id : null;
      const seen = shown.map((i) => nodes[i]);
      const parts = placed(list, seen, (n) => makeRow(n, api, on));
      parts.forEach((row, at) =>
        row.draw({ node: seen[at], parent: hasChildren(nodes, shown[at]), current: seen[at].id === current }),
      );
      rows = new Map(parts.map((row, at) => [seen[at].id, row]));
      const now = nodes[index(current)];
      detail.hidden = !now;
      setValue(note, now?.note);
      if (document.activeElement !== link || !now) link.value = now?.link ?? "";
      map.draw(drawMap(root, nodes, index(current)));
    }

    const answer = () => (nodes.length ? { nodes: raw(nodes) } : {});
    draw();
    return {
      answer,
      set(raw) {
        nodes = read(raw?.nodes ?? start);
        current = nodes[0]?.id ?? null;
        draw();
      },
    };
  },

  summary: (view, answer) =>
    h("div.mo-scroll", { tabindex: "0", role: "group", "aria-label": "One good map" }, drawMap(view.task.root, read(answer?.nodes))),
};

export default outlineUi;
