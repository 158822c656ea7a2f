// The forecast: a bar for each of the next days, with its figure, and the same as a sentence.

import { h } from "../../kit/dom.js";

const DAYS = 14;

/** The midnight `n` days after the last one: clocks that change do not move it.
 *  @param {Date} today @param {number} n */
const midnight = (today, n) => new Date(today.getFullYear(), today.getMonth(), today.getDate() + n);

/** When this day and the next ones end, in ms, where the learner is. */
export const dayEnds = (today = new Date()) => Array.from({ length: DAYS }, (_, n) => midnight(today, n + 1).getTime());

/** @param {any[]} days @param {string} id @param {any} [today] */
export function forecast(days, id, today = new Date()) {
  const most = Math.max(1, ...days);
  const names = days.map((_, n) => (n ? nameOf(midnight(today, n)) : "Today"));
  const words = days.map((n, i) => `${names[i]}: ${n}`).join(", ");
  return h(
    "figure.mo-forecast",
    { "aria-labelledby": `${id}-forecast` },
    h("figcaption.mo-criteria-title", { id: `${id}-forecast` }, "Two weeks from today"),
    h(
      "ol.mo-forecast-days",
      { "aria-label": words },
      days.map((n, i) =>
        h(
          "li",
          { "aria-hidden": "true" },
          h("span.mo-forecast-column", {}, h("span.mo-forecast-n", {}, n || ""), h("span.mo-forecast-bar", { style: `--part: ${n / most}` })),
          h("span.mo-forecast-day", {}, nameOf(midnight(today, i))),
        ),
      ),
    ),
  );
}

/** @param {any} day */
const nameOf = (day) => day.toLocaleDateString("en-GB", { weekday: "short", day: "numeric" });
