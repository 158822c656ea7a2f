// Outline: the list and the map of one tree. Answer: { nodes: [...], root }, a flat list with levels, and the middle where
// the learner named it anew.

import { focusOn, h, same } from "../../../panel/ui/kit/dom.js";
import { placed, setValue } from "../../../panel/ui/kit/keep.js";
import { count } from "../../../panel/ui/kit/words.js";
import { makeActs, toolbar } from "./acts.js";
import { makeBegin } from "./begin.js";
import { makeDetail } from "./detail.js";
import { drawMap } from "./map.js";
import { makeRow } from "./row.js";
import { hasChildren, raw, read, visible, withNode } from "./tree.js";
import { makeView } from "./view.js";

/** @type {KindUi<"outline">} */
const outlineUi = {
  noun: "Build a map",
  verb: "Record",
  recorded: true,
  undo: true,

  mount(host, view, api) {
    const { start = [], templates = [] } = view.task;
    let root = view.task.root;
    let nodes = read(start);
    let current = nodes[0]?.id ?? null;
    /** @type {Map<any, any>} */
    let rows = new Map();
    const list = h("ul.mo-outline-list", { "aria-label": `Branches of ${root}` });
    const map = makeView({ api, go: (i) => focusOn(rows.get(nodes[i].id).field) });
    /** @param {string} id */
    const index = (id) => nodes.findIndex((n) => n.id === id);
    const acts = makeActs({ nodes: () => nodes, change, announce: api.announce, go: (id) => focusOn(rows.get(id).field) });
    const on = { at, text, ...acts };

    const tools = toolbar(acts, () => current);
    const middle = h("input.mo-input.mo-outline-root", { id: api.id("root"), maxlength: 300, dir: "auto", autocomplete: "off", oninput: () => ((root = middle.value), change(nodes)) });
    /** @param {any} part @param {string | null} [id] */
    const put = (part, id = current) => id !== null && index(id) >= 0 && change(withNode(nodes, index(id), part));
    const detail = makeDetail({ api, put, at: () => nodes[index(current)], pictures: () => nodes.filter((n) => n.picture).length });
    const begin = makeBegin(templates, { api, use: begun, untouched: () => [start, ...templates.map((/** @type {any} */ t) => t.nodes)].some((given) => same(raw(read(given)), raw(nodes))) || !nodes.some((n) => n.text.trim()) });
    list.addEventListener("paste", (/** @type {any} */ event) => {
      const file = [...(event.clipboardData?.files ?? [])].find((f) => f.type.startsWith("image/"));
      if (file) event.preventDefault(), detail.take(file);
    });
    host.append(
      begin ?? "",
      h("p.mo-how", {}, h("kbd", {}, "Enter"), " adds a branch, ", h("kbd", {}, "Alt"), " + arrows move it or take it in and out, ", h("kbd", {}, "Ctrl"), " + ", h("kbd", {}, "Space"), " folds it."),
      h(
        "div.mo-outline",
        {},
        h("div.mo-outline-side", {}, h("label.mo-label", { for: api.id("root") }, "The middle of the map"), middle, tools, list),
        h("div.mo-outline-beside", {}, detail.node),
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
      detail.forget();
      draw();
    }

    /** @param {string} id @param {any} value */
    function text(id, value) {
      change(withNode(nodes, index(id), { text: value }));
    }

    /** @param {any} template */
    function begun(template) {
      root = template.name;
      change(read(template.nodes), { focus: template.nodes[0]?.id, words: `${template.name}: ${count(template.nodes.length, "branch", "branches")} to begin with. Undo brings back what stood here.` });
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
      detail.draw(now);
      setValue(middle, root);
      map.draw(drawMap(root.trim() || view.task.root, nodes, index(current)));
    }

    const named = () => root.trim() && root.trim() !== view.task.root;
    const answer = () => (nodes.length ? { nodes: raw(nodes), ...(named() && { root: root.trim() }) } : {});
    draw();
    return {
      answer,
      set(raw) {
        nodes = read(raw?.nodes ?? start);
        root = typeof raw?.root === "string" && raw.root.trim() ? raw.root : view.task.root;
        current = nodes[0]?.id ?? null;
        draw();
      },
    };
  },

  summary: (view, answer) =>
    h("div.mo-scroll", { tabindex: "0", role: "group", "aria-label": "One good map" }, drawMap(answer?.root ?? view.task.root, read(answer?.nodes))),
};

export default outlineUi;
