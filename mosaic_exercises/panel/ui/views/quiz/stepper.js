// The progress of a quiz: one step a question, its state by sign and word, never by colour alone.

import { fill, h } from "../../kit/dom.js";
import { iconOf } from "../../kit/icons.js";
import { outcomeOf } from "../../kit/words.js";

/** @param {(...args: any[]) => any} go */
export function makeStepper(go) {
  const node = h("ol.mo-steps", { "aria-label": "Questions" });
  /** @type {any[]} */
  let steps = [];
  return {
    node,
    /** @param {any[]} questions @param {any} at */
    draw(questions, at) {
      if (steps.length !== questions.length) {
        steps = questions.map((_, i) => h("button.mo-step", { type: "button", onclick: () => go(i) }));
        fill(
          node,
          steps.map((s) => h("li", {}, s)),
        );
      }
      questions.forEach((q, i) => {
        const done = isAnswered(q);
        const outcome = outcomeOf(q.result);
        steps[i].dataset.tone = done ? outcome.tone : "";
        steps[i].setAttribute(
          "aria-label",
          `Question ${i + 1} of ${questions.length}: ${done ? outcome.word : "open"}`,
        );
        if (i === at) steps[i].setAttribute("aria-current", "step");
        else steps[i].removeAttribute("aria-current");
        fill(steps[i], done ? iconOf(outcome.icon) : String(i + 1));
      });
    },
  };
}

/** @param {any} view */
export const isAnswered = (view) => Boolean(view.result) && !["not_attempted", "invalid"].includes(view.result.outcome);

/** The place of the first question without an answer; of the summary where there is none.
 *  @param {any[]} questions */
export function firstOpen(questions) {
  const open = questions.findIndex((q) => !isAnswered(q));
  return open < 0 ? questions.length : open;
}
