// Hints, one at a time, and the solution, which stays shut until a few honest tries are made.

import { button } from "./button.js";
import { h } from "./dom.js";
import { iconOf } from "./icons.js";
import { blocks, inline } from "./markup.js";
import { kinds, ofView } from "./registry.js";
import { count } from "./words.js";

/** The hints shown so far, newest last.
 *  @param {any} hints */
export function hintList(hints) {
  if (!hints?.shown?.length) return null;
  return h(
    "div.mo-hints",
    { "data-part": "hint-list" },
    hints.shown.map((/** @type {string} */ text, /** @type {number} */ i) =>
      h(
        "div.mo-hint",
        { tabindex: "-1" },
        h("span.mo-mark.mo-mark-small", { "data-tone": "plain" }, iconOf("hint")),
        h("div", {}, h("p.mo-tag", {}, `Hint ${i + 1} of ${hints.total}`), blocks(text)),
      ),
    ),
  );
}

/** @param {View} view */
export const hintsLeft = (view) => (view.hints ? view.hints.total - view.hints.shown.length : 0);

/** What stands where the solution's button will be, while it may not be opened yet.
 *  @param {View} view */
export function solutionWait(view) {
  const left = view.solution_left ?? 0;
  if (view.solution || left <= 0 || !view.attempts) return "";
  const what = isOpenEnded(view) ? "a good answer" : "the solution";
  return `After ${count(left, "more honest try", "more honest tries")} you can see ${what}.`;
}

/** @param {View} view */
export const solutionAllowed = (view) => !view.solution && view.solution_left === 0;

/** Whether opening the solution ends the earning of points: worth a question before.
 *  @param {View} view */
export const solutionCosts = (view) => view.points > 0 && view.result?.outcome !== "correct";

/** @param {View} view */
export const isOpenEnded = (view) => Boolean(ofView(kinds[view.kind]?.recorded, view));

/** The question before the solution opens.
 *  @param {View} view @param {{ id: string, yes?: any, no?: any }} given */
export function solutionQuestion(view, { id, yes, no }) {
  const open = isOpenEnded(view);
  const words = open
    ? "What you have recorded so far is what is read for points. Once you have seen a good answer, what you record is kept and earns none."
    : "Once you have seen the solution, further checks of this exercise earn no points. Your points so far stay.";
  return h(
    "div.mo-ask",
    { role: "group", "aria-labelledby": `${id}-ask` },
    h("p", { id: `${id}-ask` }, words),
    h(
      "div.mo-row",
      {},
      button(open ? "Show a good answer" : "Show the solution", { onclick: yes, id: `${id}-ask-yes` }, { tone: "main" }),
      button("Not yet", { onclick: no, id: `${id}-ask-no` }),
    ),
  );
}

/** The solution with its reasons. A kind draws its own answer (`summary`); reasons it did not use are listed below.
 *  @param {View} view @param {string} id */
export function solutionPanel(view, id) {
  const { answer, why, reasons = [] } = /** @type {any} */ (view.solution);
  const kind = kinds[view.kind];
  const used = new Set();
  /** @param {any} item */
  const reasonOf = (item) => {
    const hit = reasons.find((/** @type {any[]} */ [key]) => key === item);
    if (hit) used.add(item);
    return hit?.[1] ?? "";
  };
  const drawn = kind.summary?.(view, answer, reasonOf);
  const left = reasons.filter((/** @type {any[]} */ [key]) => !used.has(key));
  return h(
    "details.mo-solution",
    { open: true, "data-part": "solution-panel" },
    h("summary", { id: `${id}-solution` }, iconOf("solution"), isOpenEnded(view) ? "One good answer" : "The solution"),
    h(
      "div.mo-solution-body",
      {},
      drawn,
      why && h("div.mo-solution-why", {}, blocks(why)),
      left.length > 0 &&
        h(
          "ul.mo-reasons",
          {},
          left.map((/** @type {any[]} */ [key, text]) => {
            const name = kind.itemText?.(view, key) ?? "";
            return h("li", { dir: "auto" }, name && h("strong", {}, `${name}: `), inline(text));
          }),
        ),
    ),
  );
}
