// Figures of an emotion curve, for display while editing; Python says the same after a check.

import { fill, h } from "../../../panel/ui/kit/dom.js";
import { setText } from "../../../panel/ui/kit/keep.js";
import { count } from "../../../panel/ui/kit/words.js";
import { byType, emotion, signed } from "./model.js";

/** values: [{ id, name, value }] of the steps that have a value, in order. null where there is none.
 *  @param {any[]} steps */
export function figuresOf(steps) {
  if (!steps.length) return null;
  const values = steps.map((s) => s.value);
  const lowest = Math.min(...values);
  const peak = Math.max(...values);
  const furthest = Math.max(...values.map(Math.abs));
  const intense = furthest > 0 && lowest === -furthest ? -furthest : furthest; // a tie goes to the negative one
  const falls = steps.slice(1).map((s, i) => ({ from: steps[i], to: s, change: s.value - steps[i].value }));
  const deepest = Math.min(0, ...falls.map((f) => f.change));
  const end = values.at(-1);
  /** @param {any} value */
  const at = (value) => steps.filter((s) => s.value === value);
  return {
    lowest,
    lowestAt: at(lowest),
    peak,
    peakAt: at(peak),
    end,
    endAt: steps.at(-1),
    drop: deepest,
    drops: deepest < 0 ? falls.filter((f) => f.change === deepest) : [],
    peakEnd: (intense + end) / 2,
  };
}

/** @param {JourneyMap} map @param {any} persona @param {any} curve */
export const steps = (map, persona, curve) =>
  map.stages
    .map((s) => ({ id: s.id, name: s.name, value: emotion(map, s.id, persona)[curve] }))
    .filter((s) => s.value !== null);

/** Touchpoints no department answers for.
 *  @param {JourneyMap} map */
const unowned = (map) =>
  byType(map, "touchpoints").filter(
    (n) => n.text.trim() && ["", "unassigned"].includes(n.department.trim().toLowerCase()),
  );

/** @type {Record<string, string>} */
export const CURVES = { as_is: "As it is", to_be: "As it shall be" };

/** The strip of figures under a map; one row for each curve.
 *  @param {string} label */
export function figureTable(label) {
  const COLUMNS = ["Lowest point", "Largest drop", "Peak", "End", "Peak-end"];
  /** @type {Record<string, any>} */
  const rowOf = {};
  const body = h("tbody");
  for (const [curve, name] of Object.entries(CURVES)) {
    const cells = COLUMNS.map((c) => h("td", { "data-figure": c, "data-label": c }));
    const row = h(
      "tr",
      { "data-curve": curve },
      h("th", { scope: "row" }, h("span.mo-jm-key", { "data-curve": curve }), name),
      cells,
    );
    rowOf[curve] = { row, cells };
    body.append(row);
  }
  const owner = h("p.mo-jm-unowned", { "data-figure": "unowned" });
  const table = h(
    "table.mo-jm-figures",
    { "aria-label": label },
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("td"),
        COLUMNS.map((c) => h("th", { scope: "col" }, c)),
      ),
    ),
    body,
  );
  /** @param {any[]} list */
  const names = (list) => list.map((s) => s.name).join(", ");
  /** @param {any} cell @param {any} value @param {any} where */
  const put = (cell, value, where) => {
    const words = `${value}|${where}`;
    if (cell.dataset.words === words) return;
    cell.dataset.words = words;
    fill(cell, h("strong", {}, value), where && h("span.mo-jm-where", { dir: "auto" }, where));
  };
  return {
    node: h("div.mo-jm-facts", {}, table, owner),
    /** @param {JourneyMap} map @param {any} persona @param {any} curves */
    draw(map, persona, curves) {
      for (const curve of Object.keys(CURVES)) {
        const { row, cells } = rowOf[curve];
        row.hidden = !curves.includes(curve);
        const f = figuresOf(steps(map, persona, curve));
        const [low, drop, peak, end, peakEnd] = cells;
        put(low, f ? signed(f.lowest) : "–", f ? names(f.lowestAt) : "");
        put(
          drop,
          f?.drops.length ? signed(f.drop) : "–",
          f ? f.drops.map((d) => `${d.from.name} → ${d.to.name}`).join(", ") || "nothing falls" : "",
        );
        put(peak, f ? signed(f.peak) : "–", f ? names(f.peakAt) : "");
        put(end, f ? signed(f.end) : "–", f ? f.endAt.name : "");
        put(peakEnd, f ? signed(f.peakEnd) : "–", "");
      }
      const all = byType(map, "touchpoints").filter((n) => n.text.trim()).length;
      const alone = unowned(map).length;
      const words = !all
        ? "No touchpoints yet."
        : alone
          ? `${alone} of ${count(all, "touchpoint")} without an owner.`
          : `Every touchpoint has an owner (${all}).`;
      setText(owner, words);
    },
  };
}
