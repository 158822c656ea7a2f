// The places of a sort: each bin with its name, what stands in it and a button to place the picked card, and the tray.

import { button } from "../../../panel/ui/kit/button.js";
import { fill, h, unseen } from "../../../panel/ui/kit/dom.js";
import { plain } from "../../../panel/ui/kit/markup.js";
import { count } from "../../../panel/ui/kit/words.js";

/** @param {any} bin @param {any} number @param {any} ladder @param {Api} api @param {any} on */
function makeBin(bin, number, ladder, api, on) {
  const cards = h("div.mo-cards", { "data-cards": "" });
  const size = h("span.mo-bin-count");
  const here = button("Place here", { hidden: true, onclick: () => on.place(bin.id) }, { tone: "small" });
  const place = h("span.mo-unseen", {}, ` in ${bin.name}`);
  here.append(place);
  const name = h("h4.mo-bin-name", { id: api.id(`bin-${bin.id}`), dir: "auto" }, bin.name);
  const node = h(
    "div.mo-bin",
    {
      role: "group",
      "aria-labelledby": api.id(`bin-${bin.id}`),
      "data-bin": bin.id,
      style: ladder ? `--rung:${number - 1}` : null,
    },
    h(
      "div.mo-bin-head",
      {},
      h("span.mo-bin-number", { "aria-hidden": "true" }, number),
      h("div.mo-bin-words", {}, name, bin.text && plain("p.mo-bin-text", bin.text)),
      size,
    ),
    cards,
    here,
  );
  node.addEventListener("click", (event) => !event.target.closest("button, .mo-card-menu, .mo-chooser") && on.place(bin.id));
  return {
    id: bin.id,
    name: bin.name,
    number,
    node,
    cards,
    /** @param {{ n?: any, offer?: any, target?: any }} given */
    draw({ n, offer, target }) {
      here.hidden = !offer;
      node.toggleAttribute("data-target", target);
      fill(size, n > 0 && [h("span", { "aria-hidden": "true" }, n), unseen(count(n, "card"))]);
    },
  };
}

/** The place of cards that are in no bin yet.
 *  @param {Api} api @param {any} on */
function makeTray(api, on) {
  const cards = h("div.mo-cards", { "data-cards": "" });
  const title = h("p.mo-tray-title", { id: api.id("tray") });
  const node = h("div.mo-tray", { role: "group", "aria-labelledby": api.id("tray"), "data-bin": "" }, title, cards);
  node.addEventListener("click", (event) => !event.target.closest(".mo-card, button") && on.place(null));
  return {
    id: null,
    name: "the cards to place",
    number: 0,
    node,
    cards,
    /** @param {{ n?: any, all?: any, target?: any }} given */
    draw({ n, all, target }) {
      title.textContent = n ? `${count(n, "card")} to place` : `All ${all} cards are placed`;
      node.toggleAttribute("data-empty", n === 0);
      node.toggleAttribute("data-target", target);
    },
  };
}

/** All places: the tray and the bins, in the order in which they are seen; `of(bin)`: where the cards of a bin lie.
 *  @param {Task<"sort">} task @param {Api} api @param {any} on */
export function makePlaces({ bins, layout }, api, on) {
  const ladder = layout === "ladder";
  const tray = makeTray(api, on);
  /** @type {Map<any, any>} */
  const binOf = new Map(bins.map((b, i) => [b.id, makeBin(b, i + 1, ladder, api, on)]));
  const order = ladder ? [...binOf.values()].reverse() : [...binOf.values()]; // the highest rung first
  const node = h(
    "div.mo-sort",
    {
      "data-layout": layout,
      style: `--rungs:${bins.length};--columns:${columnsOf(bins.length)}`,
      role: "group",
      "aria-labelledby": api.labelledby,
    },
    tray.node,
    h("div.mo-bins", {}, order.map((b) => b.node)),
  );
  return { node, tray, all: [tray, ...order], of: (/** @type {any} */ bin) => binOf.get(bin) ?? tray };
}

export const NARROW = 520; // px; below it the places lie off the screen while a card is picked, so they come to the card

/** The places as buttons under the picked card.
 *  @param {any[]} bins @param {Api} api @param {any} on */
export function makeChooser(bins, api, on) {
  return h(
    "div.mo-chooser",
    { role: "group", "aria-label": "Place it in", "data-nodrag": "" },
    bins.map((bin, i) =>
      button(
        `${i + 1} ${bin.name}`,
        { id: api.id(`to-${bin.id}`), onclick: () => on.place(bin.id) },
        { tone: "small" },
      ),
    ),
  );
}

/** Bins beside each other: up to four, else in two rows.
 *  @param {any} n */
const columnsOf = (n) => (n <= 4 ? n : Math.ceil(n / 2));
