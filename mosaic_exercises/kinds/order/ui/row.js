// One row of an order: its number, its text, and the arrows that move it.

import { isOff } from "../../../panel/ui/kit/button.js";
import { h } from "../../../panel/ui/kit/dom.js";
import { iconOf } from "../../../panel/ui/kit/icons.js";
import { plain } from "../../../panel/ui/kit/markup.js";

/** @param {Item} item @param {Api} api @param {(id: string, way: number) => void} move */
export function makeRow(item, api, move) {
  const number = h("span.mo-order-number");
  const mark = h("span.mo-item-mark");
  /** @param {number} way @param {"up" | "down"} word */
  const arrow = (way, word) =>
    h(
      "button.mo-icon-btn",
      {
        type: "button",
        id: api.id(`${word}-${item.id}`),
        "aria-label": `Move ${word}: ${item.text}`,
        title: `Move ${word}`,
        "data-nodrag": "",
        onclick: (event) => !isOff(event.currentTarget) && move(item.id, way),
      },
      iconOf(word),
    );
  const up = arrow(-1, "up");
  const down = arrow(1, "down");
  const node = h(
    "li.mo-order-row",
    { "data-item": item.id },
    h("span.mo-grip", { "aria-hidden": "true" }, iconOf("grip")),
    number,
    plain("span.mo-order-text", item.text),
    mark,
    h("span.mo-order-arrows", {}, up, down),
  );
  node.addEventListener("keydown", (event) => {
    const way = /** @type {Record<string, any>} */ ({ ArrowUp: -1, ArrowDown: 1 })[event.key];
    if (!way || !event.altKey) return;
    event.preventDefault();
    move(item.id, way);
  });
  return { node, number, mark, up, down, text: item.text };
}
