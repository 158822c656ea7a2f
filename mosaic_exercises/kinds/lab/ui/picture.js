// The live picture of a lab. The SVG is shown as an image, so nothing in it can run.

import { fill, h } from "../../../panel/ui/kit/dom.js";
import { count } from "../../../panel/ui/kit/words.js";

const WORDS = 24; // signs of a text that wants a column as wide as a line

/** @param {Api} api */
export function makePicture(api) {
  const title = h("figcaption.mo-unseen", { dir: "auto" }); // the picture carries its title in itself
  const image = h("img.mo-picture-image", { alt: "" });
  const finding = h("p.mo-finding", { dir: "auto", "aria-live": "polite", hidden: true });
  const note = h("p.mo-picture-note", { role: "status" });
  const left = h("div.mo-left-out", { hidden: true });
  const table = h("details.mo-table-toggle", { hidden: true });
  const frame = h("div.mo-picture-frame", { "data-empty": "" }, image);
  const node = h("figure.mo-picture", { id: api.id("picture") }, title, frame, note, finding, left, table);

  /** @param {{ picture?: any, finding?: string, notes?: any[], error?: string }} given */
  function draw({ picture, finding: found = "", notes = [], error = "" }) {
    note.textContent = error;
    note.hidden = !error;
    node.toggleAttribute("data-error", Boolean(error));
    if (error && !frame.hasAttribute("data-empty")) note.append(" The picture still shows the settings before.");
    if (!picture) return;
    frame.removeAttribute("data-empty");
    title.textContent = picture.title ?? "";
    image.alt = picture.alt ?? picture.title ?? "";
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(picture.svg ?? "")}`;
    finding.textContent = found;
    finding.hidden = !found;
    drawNotes(notes);
    drawTable(picture.table);
  }

  /** What was left out and what to be careful with; many notes are folded away, their number is not.
   *  @param {any[]} notes */
  function drawNotes(notes) {
    /** @param {any[]} some */
    const list = (some) => h("ul.mo-notes", {}, some.map((text) => h("li", { dir: "auto" }, text)));
    left.hidden = !notes.length;
    fill(
      left,
      list(notes.slice(0, 3)),
      notes.length > 3 && h("details", {}, h("summary", {}, count(notes.length - 3, "more note")), list(notes.slice(3))),
    );
  }

  /** @param {any} data */
  function drawTable(data) {
    table.hidden = !data?.columns?.length;
    if (table.hidden) return;
    fill(
      table,
      h("summary", {}, "Show the numbers"),
      h(
        "div.mo-table-scroll",
        { tabindex: "0", role: "region", "aria-label": `Numbers: ${title.textContent}` },
        h(
          "table.mo-table",
          {},
          h(
            "thead",
            {},
            h(
              "tr",
              {},
              data.columns.map((/** @type {any} */ c) => h("th", { scope: "col" }, c)),
            ),
          ),
          h(
            "tbody",
            {},
            data.rows.map((/** @type {any} */ row) =>
              h(
                "tr",
                {},
                row.map((/** @type {any} */ v, /** @type {number} */ i) => cell(v, i)),
              ),
            ),
          ),
        ),
      ),
    );
  }

  /** @param {any} value @param {number} i */
  const cell = (value, i) => {
    const text =
      value === null || value === undefined ? "" : typeof value === "number" ? value.toLocaleString() : String(value);
    return i === 0 ? h("th", { scope: "row" }, text) : h("td", { "data-number": typeof value === "number", "data-words": text.length > WORDS }, text);
  };

  return {
    node,
    draw,
    empty: () => frame.hasAttribute("data-empty"),
    width: () => Math.round(frame.clientWidth || 600),
    /** @param {any} is */
    busy(is) {
      node.toggleAttribute("data-busy", is);
      frame.setAttribute("aria-busy", String(is));
      if (is) note.hidden = false;
      if (is) note.textContent = "Working ...";
    },
    /** @param {string} words */
    trouble(words) {
      note.textContent = words;
      note.hidden = false;
    },
  };
}
