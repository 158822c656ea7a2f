// Differential drawing: nodes are kept by key, moved only when they stand wrong. Icons of the board.

import { fill, h, unseen } from "../../../panel/ui/kit/dom.js";
import { iconOf, ICONS } from "../../../panel/ui/kit/icons.js";
import { inline, say } from "../../../panel/ui/kit/markup.js";
import { byId, notesIn } from "./model.js";

Object.assign(ICONS, {
  trash: ["M3 4.5h10M6.3 4.5V3h3.4v1.5", "M4.5 4.5l.6 8.5h5.8l.6-8.5", "M6.8 7v3.6M9.2 7v3.6"],
  link: [
    "M6.6 9.4L9.4 6.6",
    "M7.2 4.9l1.4-1.4a2.7 2.7 0 0 1 3.9 3.9l-1.4 1.4",
    "M8.8 11.1l-1.4 1.4a2.7 2.7 0 0 1-3.9-3.9l1.4-1.4",
  ],
  basis: ["M8 2.5l5.2 2.9L8 8.3 2.8 5.4z", "M2.8 8.6L8 11.5l5.2-2.9", "M2.8 11.4L8 14.3l5.2-2.9"],
  rank: ["M3 4h10M3 8h7M3 12h4"],
});

const parts = new WeakMap();

/** parent's children become one node for each of `things`. make(thing) -> { node, draw(thing, index) }. */
export function sync(parent, things, make) {
  const kept = parts.get(parent) ?? new Map();
  parts.set(parent, kept);
  const wanted = new Set(things.map((t) => t.id));
  for (const [id, part] of kept)
    if (!wanted.has(id)) {
      part.node.remove();
      kept.delete(id);
    }
  things.forEach((thing, i) => {
    let part = kept.get(thing.id);
    if (!part) kept.set(thing.id, (part = make(thing)));
    part.draw(thing, i);
    if (parent.children[i] !== part.node) parent.insertBefore(part.node, parent.children[i] ?? null);
  });
}

export function setWords(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** Fills a place anew only when `print` says that it differs. */
export function refill(node, print, draw) {
  const next = JSON.stringify(print);
  if (node.dataset.print === next) return;
  node.dataset.print = next;
  fill(node, draw());
}

export const makeTool = (icon, label, onclick, more = {}) =>
  h("button.mo-icon-btn", { type: "button", "aria-label": label, title: label, onclick, ...more }, iconOf(icon));

/** What a check found at a place, in words. */
export function foundList(found) {
  if (!found.length) return null;
  return h(
    "ul.mo-bd-found",
    {},
    found.map((c) =>
      h(
        "li",
        {},
        iconOf("warn"),
        h(
          "div",
          {},
          h("p.mo-seen", { dir: "auto" }, unseen("Look again: "), c.seen),
          c.why && say("p.mo-why", c.why),
          c.try_next && h("p.mo-next", { dir: "auto" }, h("span.mo-tag", {}, "Try next"), " ", inline(c.try_next)),
        ),
      ),
    ),
  );
}

/** Findings by place, of those parts that stand as they did when they were checked. */
export function findings(result, then, now, task) {
  const found = new Map();
  if (!result || !then) return found;
  const places = new Set([
    ...task.sections.map((s) => s.id),
    ...(task.given ?? []).map((n) => n.id),
    ...[...then.notes, ...then.links].map((n) => n.id),
  ]);
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
