// One branch in the list: a fold, its text, signs for note and link.

import { fill, h, unseen } from "../../../panel/ui/kit/dom.js";
import { iconOf } from "../../../panel/ui/kit/icons.js";
import { setValue } from "../../../panel/ui/kit/keep.js";

/** @param {Made} node @param {Api} api @param {any} on */
export function makeRow(node, api, on) {
  const fold = h(
    "button.mo-icon-btn.mo-outline-fold",
    { type: "button", id: api.id(`fold-${node.id}`), onclick: () => on.fold(node.id) },
  );
  // As high as its words need: the box around it holds the same words, unseen.
  const field = h("textarea.mo-input.mo-outline-text", {
    rows: 1,
    id: api.id(`text-${node.id}`),
    maxlength: 300,
    dir: "auto",
    autocomplete: "off",
    onfocus: () => on.at(node.id),
    oninput: () => on.text(node.id, field.value.replace(/\s*\n\s*/g, " ")),
    onkeydown: (event) => keyOf(event, node.id, field, on),
  });
  const signs = h("span.mo-outline-signs");
  const grow = h("div.mo-outline-grow", {}, field);
  const row = h("li.mo-outline-row", { "data-node": node.id }, fold, grow, signs);
  return {
    node: row,
    field,
    /** @param {{ node?: any, parent?: any, current?: any }} given */
    draw({ node: now, parent, current }) {
      row.style.setProperty("--level", now.level);
      row.toggleAttribute("data-current", current);
      row.setAttribute("aria-level", now.level + 1);
      setValue(field, now.text);
      if (grow.dataset.text !== now.text) grow.dataset.text = now.text;
      field.setAttribute("aria-label", `Branch, level ${now.level + 1}`);
      field.tabIndex = current ? 0 : -1;
      fold.tabIndex = current && parent ? 0 : -1;
      fold.style.visibility = parent ? "" : "hidden";
      fold.setAttribute("aria-expanded", String(!now.shut));
      fold.setAttribute("aria-label", `${now.shut ? "Unfold" : "Fold"}: ${now.text || "branch without a text"}`);
      const icon = now.shut ? "right" : "down";
      if (fold.dataset.icon !== icon) fill(fold, iconOf(icon));
      fold.dataset.icon = icon;
      fill(signs, now.note && h("span", { title: "Has a note" }, "✎", unseen("has a note")), now.link && h("span", { title: "Has a link" }, "↗", unseen("has a link")), now.picture && h("span", { title: "Has a picture" }, "▣", unseen("has a picture")));
    },
  };
}

/** Enter: a new branch; Alt and arrows: move, in and out; up and down: the neighbour; Backspace on nothing: away.
 *  @param {any} event @param {string} id @param {any} field @param {any} on */
function keyOf(event, id, field, on) {
  /** @param {(...args: any[]) => any} run */
  const act = (run) => (event.preventDefault(), run());
  if (event.isComposing) return;
  /** @type {Record<string, any>} */
  const ways = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -1, ArrowRight: 1 };
  const way = ways[event.key];
  const upright = event.key === "ArrowUp" || event.key === "ArrowDown";
  if (event.altKey && way) act(() => (upright ? on.move(id, way) : on.shift(id, way)));
  else if (event.ctrlKey && (event.key === " " || event.code === "Space")) act(() => on.fold(id));
  else if (upright && !event.ctrlKey && !event.metaKey) act(() => on.step(id, way));
  else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) act(() => on.add(id));
  else if (event.key === "Backspace" && field.value === "") act(() => on.remove(id));
}
