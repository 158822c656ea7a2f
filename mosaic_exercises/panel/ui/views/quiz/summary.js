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
    h("h4.mo-title", { id: `${id}-end`, tabindex: "-1" }, open ? "So far" : view.whole ? "That was the whole pool" : "This round is done"),
    h(
      "p.mo-quiz-score",
      {},
      h("strong", {}, `${right} of ${questions.length}`),
      ` right${open ? `, ${open} still open` : ""}. Attempts do not lower the result: you can go back to any question.`,
    ),
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
      h("p", {}, `Nothing is left to look at again.${view.whole ? "" : " Another round brings other questions."}`),
    h(
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
