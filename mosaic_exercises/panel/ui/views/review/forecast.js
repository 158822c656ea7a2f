// The forecast: a bar for each of the next days, with its figure, and the same as a sentence.

import { h } from "../../kit/dom.js";

const DAY_MS = 86_400_000;

/** @param {any[]} days @param {string} id @param {any} [today] */
export function forecast(days, id, today = new Date()) {
  const most = Math.max(1, ...days);
  const names = days.map((_, n) => (n ? nameOf(new Date(today.getTime() + n * DAY_MS)) : "Today"));
  const words = days.map((n, i) => `${names[i]}: ${n}`).join(", ");
  return h(
    "figure.mo-forecast",
    { "aria-labelledby": `${id}-forecast` },
    h("figcaption.mo-criteria-title", { id: `${id}-forecast` }, "The next two weeks"),
    h(
      "ol.mo-forecast-days",
      { "aria-label": words },
      days.map((n, i) =>
        h(
          "li",
          { "aria-hidden": "true" },
          h("span.mo-forecast-n", {}, n || ""),
          h("span.mo-forecast-bar", { style: `--part: ${n / most}` }),
          h("span.mo-forecast-day", {}, names[i]),
        ),
      ),
    ),
  );
}

/** @param {any} day */
const nameOf = (day) => day.toLocaleDateString("en-GB", { weekday: "short", day: "numeric" });
