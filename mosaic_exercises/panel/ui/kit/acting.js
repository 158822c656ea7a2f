// What the learner does with an exercise: a change, a reset, a check.

import { isBlank } from "./dom.js";

/** @param {{ body: any, undo: any, elsewhere: any, saver: any, checks: any, watch: any, announce: (text: string) => void, drawState: () => void }} parts of the frame */
export function makeActing({ body, undo, elsewhere, saver, checks, watch, announce, drawState }) {
  let touched = false; // since this panel was drawn
  return {
    touched: () => touched,

    /** @param {any} answer @param {boolean} [undone] */
    changed(answer, undone = false) {
      if (!undone) undo.note(answer);
      touched = true;
      elsewhere.forget();
      saver.change(answer);
      drawState();
    },

    reset() {
      if (undo.untouched()) return announce("There is nothing to reset.");
      undo.replace(null);
      announce("Cleared. Undo brings it back.");
    },

    check() {
      if (checks.running()) return;
      const answer = body.answer();
      const at = saver.change(answer);
      if (isBlank(answer))
        saver.flush(); // Python writes no blank check down, so the draft must say it
      else saver.drop();
      checks.press(answer, at);
      watch.asked();
      drawState();
    },
  };
}
