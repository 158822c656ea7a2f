// Several raters: one's own ratings as a file for colleagues, their files laid beside one's own, and the spread.

import { button } from "../../../panel/ui/kit/button.js";
import { fill, h } from "../../../panel/ui/kit/dom.js";
import { filePicker, saveFile } from "../../../panel/ui/kit/files.js";
import { short } from "../../../panel/ui/kit/words.js";
import { points } from "./row.js";

const FILE_LIMIT = 100_000; // bytes
const MOST = 12; // colleagues

/** What is wrong with a colleague's ratings, or "" where all of them fit the task.
 *  @param {Task<"rate">} task @param {any} rates */
function faultOf(task, rates) {
  if (!rates || typeof rates !== "object" || Array.isArray(rates) || !Object.keys(rates).length)
    return "it holds no ratings";
  const values = new Set(points(task).map((p) => p.value));
  const columns = task.columns.map((c) => c.id);
  /** @param {any} value */
  const fits = (value) =>
    task.form === "weights" ? typeof value === "number" && value >= 0 && value <= task.total : values.has(value);
  for (const [id, value] of Object.entries(rates)) {
    const row = task.rows.find((r) => r.id === id);
    if (!row) return "it has a row that this exercise does not have";
    const cells = columns.length ? Object.entries(value ?? {}) : [["", value]];
    for (const [column, rating] of cells) {
      if (columns.length && !columns.includes(column)) return `a question of "${row.text}" is not in this exercise`;
      if (!fits(rating)) return `the rating of "${row.text}" is not on the scale`;
    }
  }
  return "";
}

/** Reads a colleague's file. Returns { other } or { fault }.
 *  @param {Task<"rate">} task @param {any} file */
async function readColleague(task, file) {
  /** @param {any} why */
  const not = (why) => ({ fault: `${file.name} was not added: ${why}. Ask for the file saved from this exercise.` });
  if (file.size > FILE_LIMIT) return not("it is too large for one answer");
  let data;
  try {
    data = JSON.parse(await file.text());
  } catch {
    return not("it cannot be read as an answer");
  }
  const rates = data?.answer?.rates ?? data?.rates;
  const fault = faultOf(task, rates);
  if (fault) return not(fault);
  const name = typeof data.name === "string" && data.name.trim() ? data.name : file.name.replace(/\.[^.]*$/, "");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return { other: { name: name.replace(/[\u0000-\u001f\u007f-\u009f]/g, " ").trim().slice(0, 80) || "Colleague", rates } };
}

/** @param {View<"rate">} view @param {Api} api @param {any} on */
export function makeOthers(view, api, on) {
  const { task } = view;
  const place = h("div");
  const fault = h("div", { role: "alert" });
  const save = button(
    "Save my ratings as a file",
    {
      onclick: () =>
        saveFile({
          name: `${view.slug}.rating.json`,
          text: JSON.stringify({ format: "mosaic-rating", exercise: view.slug, name: view.who, rates: on.own() }, null, 2),
        }),
    },
    { icon: "download" },
  );
  const pick = filePicker("Add a colleague's file", {
    id: api.id("colleague"),
    accept: ".json,application/json",
    async took(file) {
      const { other, fault: why } = /** @type {any} */ (await readColleague(task, file));
      const full = on.others().length >= MOST && `${MOST} colleagues are the most that fit here.`;
      fill(fault, (why || full) && h("p.mo-notice", { "data-tone": "part" }, why || full));
      if (other && !full) on.add(other);
    },
  });
  const node = h("div.mo-rate-others", {}, h("div.mo-row", {}, save, pick), fault, place);

  const order = points(task).map((p) => p.value);
  /** @param {any} value */
  const wordOf = (value) => (task.points.length ? (task.points.find((p) => p.id === value)?.text ?? "") : value);
  /** @param {any} value */
  const rank = (value) => (typeof value === "number" ? value : order.indexOf(value));

  /** @param {any} row @param {any} column @param {any[]} raters */
  function line(row, column, raters) {
    const given = raters.map((r) => (column.id ? r.rates[row.id]?.[column.id] : r.rates[row.id]));
    const ranks = given.filter((v) => v !== undefined).map(rank);
    const spread = ranks.length > 1 ? Math.max(...ranks) - Math.min(...ranks) : null;
    return h(
      "tr",
      {},
      h("th", { scope: "row", dir: "auto" }, [row.text, column.text].filter(Boolean).join(": ")),
      given.map((v) => h("td", { "data-number": !task.points.length }, v === undefined ? "–" : wordOf(v))),
      h("td", { "data-number": true }, spread === null ? "–" : h("strong", {}, short(spread))),
    );
  }

  return {
    node,
    draw() {
      const others = on.others();
      const raters = [{ name: "You", rates: on.own() }, ...others];
      const asked = task.columns.length ? task.columns : [{ id: "", text: "" }];
      fill(
        place,
        others.length > 0 && [
          h(
            "div.mo-table-scroll",
            { tabindex: "0", role: "group", "aria-label": "Ratings side by side" },
            h(
              "table.mo-table",
              {},
              h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Row"), raters.map((r) => h("th", { scope: "col", dir: "auto", "data-number": !task.points.length }, r.name)), h("th", { scope: "col", "data-number": true }, "Spread"))),
              h("tbody", {}, task.rows.flatMap((row) => asked.map((c) => line(row, c, raters)))),
            ),
          ),
          h(
            "div.mo-row",
            {},
            others.map((/** @type {any} */ o, /** @type {number} */ i) => button(`Take away ${o.name}`, { onclick: () => on.remove(i), id: api.id(`away-${i}`) }, { tone: "quiet" })),
          ),
        ],
      );
    },
  };
}
