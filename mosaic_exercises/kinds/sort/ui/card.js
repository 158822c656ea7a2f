// One card of a sort: a button that picks it up, and a plain menu that moves it without any dragging.

import { h } from "../../../panel/ui/kit/dom.js";
import { iconOf } from "../../../panel/ui/kit/icons.js";
import { setItemMark } from "../../../panel/ui/kit/marks.js";
import { plain } from "../../../panel/ui/kit/markup.js";

/** @param {any} card @param {any[]} bins @param {Api} api @param {any} on */
export function makeCard(card, bins, api, on) {
  const mark = h("span.mo-item-mark");
  const main = h(
    "button.mo-card-main",
    { type: "button", id: api.id(`card-${card.id}`), "aria-pressed": "false", onclick: (/** @type {MouseEvent} */ event) => on.pick(card.id, event.detail > 0) },
    plain("span.mo-card-text", card.text),
    card.detail && plain("span.mo-card-detail", card.detail),
    mark,
  );
  const menu = h(
    "select.mo-card-select",
    {
      id: api.id(`menu-${card.id}`),
      "aria-label": `Move to: ${card.text}`,
      onchange: () => on.move(card.id, menu.value || null),
    },
    h("option", { value: "" }, "Not placed"),
    bins.map((bin, i) => h("option", { value: bin.id }, `${i + 1}  ${bin.name}`)),
  );
  const node = h(
    "div.mo-card",
    { "data-item": card.id },
    h("span.mo-grip", { "aria-hidden": "true" }, iconOf("grip")),
    main,
    h("span.mo-card-menu", { title: "Move to ..." }, iconOf("down"), menu),
  );
  return {
    id: card.id,
    text: card.text,
    node,
    main,
    menu,
    /** @param {any} is */
    picked(is) {
      node.toggleAttribute("data-picked", is);
      main.setAttribute("aria-pressed", String(is));
    },
    /** @param {any} met */
    mark: (met) => setItemMark(node, mark, met),
  };
}
