// What the questions tell: how the scores lie, keys to look at, the hardest questions with their intervals, mix-ups.

import { button } from "../../kit/button.js";
import { fill, h } from "../../kit/dom.js";
import { count } from "../../kit/words.js";

/** @param {string} id @param {{ read: () => void }} acts */
export function makeQuestions(id, { read }) {
  const node = h("div.mo-class-questions");
  let print = "";
  return {
    node,
    /** @param {ClassPageView} view */
    draw({ questions, state, job }) {
      const now = JSON.stringify([questions, state.graded, job?.state === "running"]);
      if (now === print) return;
      print = now;
      fill(node, questions ? drawn(questions) : h("div", {}, h("p", {}, state.graded ? "Every answer of the class is read once for these figures; with thousands of learners that takes a while." : "Grade the class first; then the figures of its questions are here."), state.graded > 0 && job?.state !== "running" && button("Read the class", { id: `${id}-read`, "data-act": "read", onclick: read }, { tone: "main" })));
    },
  };
}

/** @param {QuestionsView} view */
function drawn({ cards, bars, keys, hardest, mixups, items }) {
  return [
    h("ul.mo-class-cards", {}, cards.map(([figure, what]) => h("li", {}, h("strong", {}, figure), h("span.mo-small", {}, what)))),
    bars.length > 0 && section("How the scores lie", barsOf(bars)),
    section("Keys to look at", keys.length ? h("ul.mo-class-keys", {}, keys.map(keyRow)) : h("p", {}, "No key looks wrong: where the best learners fail is no more than chance would have it.")),
    section(`The hardest of ${count(items, "question")}`, h("p.mo-small", {}, "The share of its points that the class earns. The line is the interval in which 95 of 100 classes like this one would have it: few learners, a long line. First stand those that are hard beyond chance."), hardestTable(hardest)),
    section("Mix-ups", mixups.length ? h("ul.mo-class-keys", {}, mixups.map(mixRow)) : h("p", {}, "The answers that count hold none.")),
  ];
}

/** @param {string} title @param {...any} content */
const section = (title, ...content) => h("section", {}, h("h3", {}, title), content);

/** @param {[string, number][]} bars */
function barsOf(bars) {
  const most = Math.max(...bars.map(([, n]) => n));
  return h("ul.mo-class-bars", {}, bars.map(([range, n]) => h("li", {}, h("span.mo-class-column", { style: `--share:${most ? n / most : 0}`, "aria-hidden": "true" }), h("span.mo-class-bar-n", {}, n), h("span.mo-small", {}, range))));
}

/** @param {[string, string, string[], string]} row */
const keyRow = ([title, name, reasons, answer]) =>
  h("li", {}, h("strong", {}, title), h("span.mo-small", {}, ` ${name}`), h("ul", {}, reasons.map((one) => h("li", {}, one)), answer && h("li", {}, "Most of the best answer: ", h("q", { dir: "auto" }, answer))));

/** @param {[string, string, string, string]} row */
const mixRow = ([name, truth, answers, where]) => h("li", {}, h("strong", {}, name.replace(/[.]$/, "")), `: ${answers} ${answers === "1" ? "answer" : "answers"}. `, truth, h("p.mo-small", {}, where));

/** @param {number} value */
const percent = (value) => `${Math.round(value * 100)}%`;

/** @param {QuestionView[]} rows */
const hardestTable = (rows) =>
  h(
    "div.mo-class-table",
    { role: "region", tabindex: "0", "aria-label": "The hardest questions" },
    h(
      "table.mo-table",
      {},
      h("thead", {}, h("tr", {}, ["Question", "Asked", "Earned", "From – to", "Discrimination", "Blank"].map((head, i) => h("th", { scope: "col", "data-number": i === 1 || i > 3 }, head)))),
      h(
        "tbody",
        {},
        rows.map((one) =>
          h(
            "tr",
            {},
            h("th", { scope: "row" }, one.title, h("span.mo-small.mo-class-under", {}, one.name), one.wrong.length > 0 && h("details.mo-fold", {}, h("summary", {}, "Frequent answers that earn less"), h("ul", {}, one.wrong.map(([said, n]) => h("li", {}, `${n} × `, h("span", { dir: "auto" }, said)))))),
            h("td", { "data-number": true }, one.asked.toLocaleString()),
            h("td", {}, percent(one.facility), h("span.mo-class-range", { style: `--low:${one.low};--high:${one.high};--at:${one.facility}`, "aria-hidden": "true" })),
            h("td", {}, `${percent(one.low)} – ${percent(one.high)}`),
            h("td", { "data-number": true }, one.discrimination),
            h("td", { "data-number": true }, one.blank),
          ),
        ),
      ),
    ),
  );
