// Table: computed in a code cell, or pasted from a spreadsheet. Answer: { columns: [...], rows: [[...]] }.

import { fill, h } from "../../../panel/ui/kit/dom.js";
import { inline } from "../../../panel/ui/kit/markup.js";
import { count } from "../../../panel/ui/kit/words.js";

const SHOWN = 12; // rows of the preview

/** @param {{ columns: any[], rows: any[] }} given @param {string} label */
const grid = ({ columns, rows }, label) =>
  h(
    "div.mo-table-scroll",
    { tabindex: "0", role: "group", "aria-label": label },
    h(
      "table.mo-table",
      {},
      h("thead", {}, h("tr", {}, columns.map((c) => h("th", { scope: "col", dir: "auto", "data-number": typeof rows[0]?.[columns.indexOf(c)] === "number" }, c)))),
      h("tbody", {}, rows.slice(0, SHOWN).map((row) => h("tr", {}, row.map((/** @type {any} */ cell) => h("td", { dir: "auto", "data-number": typeof cell === "number" }, shownCell(cell)))))),
    ),
  );

/** A cell as it is read: numbers with six digits, however many pandas has.
 *  @param {any} cell */
const shownCell = (cell) => (typeof cell === "number" ? String(Number(cell.toPrecision(6))) : String(cell ?? "–"));

/** Pasted cells: parted by tabs, the first line the names; a plain number becomes one.
 *  @param {string} text */
function pasted(text) {
  const lines = text.replace(/\r/g, "").split("\n").filter((line) => line.trim()).map((line) => line.split("\t").map((c) => c.trim()));
  if (lines.length < 2) return null;
  /** @param {any} cell */
  const value = (cell) => (cell === "" ? null : /^[-+]?\d*\.?\d+(e[-+]?\d+)?$/i.test(cell) ? Number(cell) : cell);
  return { columns: lines[0], rows: lines.slice(1).map((line) => line.map(value)) };
}

/** @type {KindUi<"table">} */
const tableUi = {
  noun: "Compute a table",

  mount(host, view, api) {
    const { columns, by, ordered, code } = view.task;
    /** @type {any} */
    let table = null;
    const place = h("div");
    const field = h("textarea.mo-input.mo-textarea", {
      id: api.id("paste"),
      rows: 3,
      oninput: () => {
        table = pasted(field.value);
        draw();
        api.change(answer());
      },
    });
    const asked = columns.map((c) =>
      h("li", {}, h("code", {}, c.name), c.text && [": ", inline(c.text)], c.unit && ` (${c.unit})`, c.name === by && ", one row for each"),
    );
    host.append(
      h("p.mo-label", {}, "Columns that are asked for"),
      h("ul", {}, asked),
      h("p.mo-how", {}, ordered ? "The order of the rows counts." : "The order of rows and columns does not count."),
      code ? h("p", {}, "In a code cell: ", h("code", {}, code)) : "",
      place,
      h("details.mo-more", {}, h("summary", {}, "Paste a table instead"), h("label.mo-label", { for: api.id("paste") }, "Cells copied from a spreadsheet, the column names first"), field),
    );

    function draw() {
      const n = table?.rows.length ?? 0;
      fill(place, h("p.mo-small", {}, n ? `Your table: ${count(n, "row")}${n > SHOWN ? `, the first ${SHOWN} shown` : ""}.` : "No table yet."), n > 0 && grid(table, "Your table"));
    }

    const answer = () => table ?? {};
    draw();
    return {
      answer,
      set(raw) {
        const fits = Array.isArray(raw?.columns) && Array.isArray(raw?.rows) && raw.rows.every(Array.isArray);
        table = fits && raw.rows.length ? raw : null;
        if (!table) field.value = "";
        draw();
      },
    };
  },

  itemText: (_, id) => id,
  summary: (_, answer) => grid(answer, "The right table"),
};

export default tableUi;
