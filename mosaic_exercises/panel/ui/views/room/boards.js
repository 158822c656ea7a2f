// What hangs on the wall: cards side by side, rows with how far apart they are, the two sides of a debate.

import { h } from "../../kit/dom.js";
import { count } from "../../kit/words.js";

/** @param {WallCardView[]} cards */
export const cardsOf = (cards) =>
  h(
    "ul.mo-room-cards",
    { "aria-label": count(cards.length, "card") },
    cards.map((card) =>
      h(
        "li.mo-room-card",
        {},
        h("h4", { dir: "auto" }, card.title),
        h("p.mo-small.mo-room-who", { dir: "auto" }, card.who),
        h("dl", {}, card.lines.map((line) => h("div", {}, h("dt", {}, line.head), h("dd", { dir: "auto" }, line.text)))),
      ),
    ),
  );

/** The widest apart first. @param {WallRowView[]} rows */
export const rowsOf = (rows) =>
  h(
    "div.mo-room-table",
    { role: "region", "aria-label": "Ratings", tabindex: "0" },
    h(
      "table",
      {},
      h("caption", {}, "The row that people see most differently comes first: begin with the two who are furthest apart."),
      h(
        "thead",
        {},
        h("tr", {}, h("th", { scope: "col" }, "Row"), (rows[0]?.counts ?? []).map((_, i) => h("th.n", { scope: "col" }, String(rows[0].low + i))), ["Mean", "Lowest and highest"].map((name) => h("th", { scope: "col" }, name))),
      ),
      h("tbody", {}, rows.map(rowOf)),
    ),
  );

/** @param {WallRowView} row */
function rowOf(row) {
  const most = Math.max(...row.counts);
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, row.text),
    row.counts.map((n) => h("td.n", {}, h("span.mo-room-bar-of", { style: `--share:${most ? n / most : 0}`, "aria-hidden": "true" }), String(n))),
    h("td.n", {}, row.mean.toFixed(1)),
    h("td", { dir: "auto" }, row.spread ? `${some(row.lowest)} ↔ ${some(row.highest)}` : "all alike"),
  );
}

/** @param {string[]} who */
const some = (who) => (who.length > 3 ? `${who.slice(0, 3).join(", ")} and ${who.length - 3} more` : who.join(", "));

/** @param {WallSideView[]} sides */
export function sidesOf(sides) {
  const all = sides.reduce((sum, side) => sum + side.stands.length, 0);
  return h(
    "div.mo-room-sides",
    {},
    sides.map((side) =>
      h(
        "section.mo-room-side",
        {},
        h("h4", {}, side.name),
        h("p.mo-small", {}, `${side.stands.length} of ${all}`),
        h("ul", {}, side.stands.map((stand) => h("li", {}, h("strong", {}, h("bdi", {}, stand.head), ": "), h("bdi", {}, stand.text || "(nothing written yet)")))),
      ),
    ),
  );
}
