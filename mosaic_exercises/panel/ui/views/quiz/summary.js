// The end of a quiz: how it went, what to look at again, another round.

import { button } from "../../kit/button.js";
import { h } from "../../kit/dom.js";
import { iconOf } from "../../kit/icons.js";
import { inline } from "../../kit/markup.js";
import { outcomeOf } from "../../kit/words.js";
import { isAnswered } from "./stepper.js";

/**
 * @param {string} id
 * @param {any} view
 * @param {any[]} questions
 * @param {{ go?: any, round?: any, pool?: any }} given
 */
export function summaryOf(id, view, questions, { go, round, pool }) {
  const done = questions.filter(isAnswered);
  const right = done.filter((q) => q.result.outcome === "correct").length;
  const again = questions.map((q, i) => [q, i]).filter(([q]) => q.result?.outcome !== "correct");
  const open = questions.length - done.length;
  return h(
    "div.mo-quiz-end",
    { role: "group", "aria-labelledby": `${id}-end` },
    h("h4.mo-title", { id: `${id}-end`, tabindex: "-1" }, open ? "So far" : view.whole ? "That was the whole pool" : view.fixed ? "That was the check" : "This round is done"),
    h(
      "p.mo-quiz-score",
      {},
      h("strong", {}, `${right} of ${questions.length}`),
      ` right${open ? `, ${open} still open` : ""}. ${view.fixed ? "The first try at each is what is compared." : "Attempts do not lower the result: you can go back to any question."}`,
    ),
    grown(view.growth),
    mixups(questions),
    again.length > 0 &&
      h(
        "div",
        {},
        h("p.mo-criteria-title", {}, "Look at again"),
        h(
          "ul.mo-again",
          {},
          again.map(([q, i]) => againRow(q, i, go)),
        ),
      ),
    !again.length &&
      h("p", {}, `Nothing is left to look at again.${view.whole || view.fixed ? "" : " Another round brings other questions."}`),
    !view.fixed && h(
      "div.mo-actions",
      {},
      button(
        view.whole ? `Back to the drill of ${view.size}` : "Another round",
        { id: `${id}-round`, onclick: round, "data-act": "round" },
        { tone: "main", icon: "reset" },
      ),
      !view.whole &&
        view.pool > questions.length &&
        button(`All ${view.pool} questions`, { id: `${id}-pool`, onclick: pool, "data-act": "pool" }),
    ),
  );
}

const TRIED = { true: "right", false: "not yet", null: "not asked" };

/** The first tries of two checks, concept by concept.
 *  @param {GrowthView[]} growth */
function grown(growth) {
  const both = growth.filter((g) => g.before !== null && g.now !== null);
  if (!growth.some((g) => g.now !== null)) return null;
  if (!both.length) return h("p", {}, "You have not done the check at the start, so there is nothing to compare with.");
  const [then, now] = [both.filter((g) => g.before).length, both.filter((g) => g.now).length];
  /** @param {boolean | null} tried */
  const cell = (tried) => h("td", {}, iconOf(tried ? "check" : tried === null ? "dot" : "cross"), " ", TRIED[`${tried}`]);
  return h(
    "div.mo-grown",
    {},
    h("p", {}, "At the first try: ", h("strong", {}, `${then} of ${both.length}`), " at the start, ", h("strong", {}, `${now} of ${both.length}`), " now."),
    h(
      "table.mo-grown-table",
      {},
      h("caption", {}, "First tries, concept by concept"),
      h("thead", {}, h("tr", {}, ["Concept", "At the start", "Now"].map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, growth.map((g) => h("tr", {}, h("th", { scope: "row" }, g.concept), cell(g.before), cell(g.now)))),
    ),
    h("p.mo-small", {}, "Ten questions are few: read the rows rather than the sum."),
  );
}

/** @param {any} q @param {number} i @param {(...args: any[]) => any} go */
function againRow(q, i, go) {
  const outcome = outcomeOf(isAnswered(q) ? q.result : null);
  const topic = (q.concepts ?? []).join(", ");
  return h(
    "li",
    {},
    h("span.mo-mark.mo-mark-small", { "data-tone": outcome.tone }, iconOf(outcome.icon)),
    h(
      "div",
      {},
      h("button.mo-link", { type: "button", dir: "auto", onclick: () => go(i) }, `Question ${i + 1}: ${q.title}`),
      h("p.mo-small", { dir: "auto" }, [outcome.word, topic].filter(Boolean).join(" · ")),
    ),
  );
}

/** The mix-ups behind the wrong answers, the commonest first.
 *  @param {any[]} questions */
function mixups(questions) {
  /** @type {Map<any, any>} */
  const seen = new Map();
  for (const q of questions)
    for (const c of q.result?.criteria ?? [])
      if (c.met === false && c.misconception) seen.set(c.misconception, (seen.get(c.misconception) ?? 0) + 1);
  if (!seen.size) return null;
  const sorted = [...seen].sort((a, b) => b[1] - a[1]);
  return h(
    "div.mo-mixups",
    {},
    h("p.mo-criteria-title", {}, "Mix-ups met in this round"),
    h(
      "ul",
      {},
      sorted.map(([text, n]) =>
        h("li", { dir: "auto" }, inline(text), n > 1 && h("span.mo-small", {}, ` (${n} times)`)),
      ),
    ),
  );
}
