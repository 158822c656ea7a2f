// What a view from Python changes on the screen, what is said of it, and where the learner is led.

import { fill, focusOn, h, keepFocus, reveal, same } from "./dom.js";
import { feedback, leadToItems } from "./feedback.js";
import { hintList, hintsLeft, solutionPanel, solutionQuestion } from "./help.js";

/** Says that a kind is missing; for a workbook that is older than its course.
 *  @param {Made} host @param {View} view */
export function showUnknown(host, view) {
  host.append(
    h("p.mo-notice", {}, `This workbook is older than the exercise: it has no kind "${view.kind}". Please update it.`),
  );
}

/** Draws what a view may change: not the body, which the kind keeps itself. `before`: the view that is drawn, null at
 *  first; `ask`: what the question before a solution needs, false where it is not asked; `late`: Python was waited for.
 *  @param {any} part @param {Mounted<any>} body
 *  @param {{ id: string, view: View, before: View | null, ask: any, late: boolean, drawState: () => void }} now */
export function showView(part, body, { id, view, before, ask, late, drawState }) {
  keepFocus(part.root, () => {
    fill(part.hints, hintList(view.hints));
    fill(part.ask, ask && solutionQuestion(view, { id, ...ask }));
    if (!before || !same(before.solution, view.solution)) fill(part.solution, view.solution && solutionPanel(view, id));
    if (!before || !same([before.result, before.checked, before.attempts], [view.result, view.checked, view.attempts])) {
      fill(part.live, view.result?.outcome && feedback(view, { late }));
      leadToItems(part.live, part.body);
      body.mark?.(view.result ?? null, view.checked ?? null);
    }
    drawState();
  });
}

/** Tells the page of a check, and leads to the feedback. Pressed long ago (`late`), the learner may read elsewhere by now:
 *  the page stays where it is.
 *  @param {any} part @param {View} view @param {boolean} late */
export function afterCheck(part, view, late) {
  document.dispatchEvent(
    new CustomEvent("mosaic:changed", { detail: { slug: view.slug, outcome: view.result?.outcome } }),
  );
  if (!late) reveal(part.live.querySelector(".mo-feedback") ?? part.live);
}

/** @param {any} part @param {View} view @param {(text: string) => void} announce */
export function afterHint(part, view, announce) {
  const shown = view.hints.shown.length;
  announce(`Hint ${shown} of ${view.hints.total}. ${view.hints.shown[shown - 1]}`);
  if (!hintsLeft(view)) focusOn(part.hints.querySelector(".mo-hint:last-child"));
}

/** @param {any} part @param {(text: string) => void} announce */
export function afterSolution(part, announce) {
  announce("The solution is shown below.");
  focusOn(part.solution.querySelector("summary"));
}
