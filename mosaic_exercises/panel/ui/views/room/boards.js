// What hangs on the wall: rows with how far apart they are, the two sides of a debate.

import { h } from "../../kit/dom.js";

/** The widest apart first. @param {WallRowView[]} rows */
export function rowsOf(rows) {
  const asked = rows.some((row) => row.raters.length);
  return h(
    "div.mo-room-table",
    { role: "region", "aria-label": "Ratings", tabindex: "0" },
    h(
      "table",
      {},
      h("caption", {}, "The row that people see most differently comes first: begin with the two who are furthest apart.", asked && " By whom: the mean of those who rated their own place, and of those whom they asked."),
      h(
        "thead",
        {},
        h("tr", {}, h("th", { scope: "col" }, "Row"), (rows[0]?.counts ?? []).map((_, i) => h("th.n", { scope: "col" }, String(rows[0].low + i))), h("th.n", { scope: "col" }, "Mean"), asked && h("th", { scope: "col" }, "By whom"), h("th", { scope: "col" }, "Lowest and highest")),
      ),
      h("tbody", {}, rows.map((row) => rowOf(row, asked))),
    ),
  );
}

/** @param {WallRowView} row @param {boolean} asked */
function rowOf(row, asked) {
  const most = Math.max(...row.counts);
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, row.text),
    row.counts.map((n) => h("td.n", {}, h("span.mo-room-bar-of", { style: `--share:${most ? n / most : 0}`, "aria-hidden": "true" }), String(n))),
    h("td.n", {}, row.mean.toFixed(1)),
    asked && h("td", {}, h("ul.mo-room-raters", {}, row.raters.map((one) => h("li", {}, h("bdi", {}, one.name), " ", h("strong", {}, one.mean.toFixed(1)), " ", h("span.mo-small", {}, `(${one.ratings})`))))),
    h("td", {}, row.spread ? [some(row.lowest), " ↔ ", some(row.highest)] : "all alike"),
  );
}

/** The first three names. @param {string[]} who */
const some = (who) => [who.slice(0, 3).map((name, i) => [i ? ", " : "", h("bdi", {}, name)]), who.length > 3 && ` and ${who.length - 3} more`];

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
