// What the learner asks of Python beside a check: a hint, the solution (after a question where it costs points), and to be
// asked the exercise again in a review.

import { solutionCosts } from "./help.js";

/** `draw()` and `toBar()` are called where the question comes or goes, `toQuestion()` where it was asked; `drawState()`
 *  where only the buttons change.
 *  @param {{ view: () => View, link: Link, watch: { asked: () => void }, announce: (text: string) => void, draw: () => void, drawState: () => void, toBar: () => void, toQuestion: () => void }} given */
export function makeAsks({ view, link, watch, announce, draw, drawState, toBar, toQuestion }) {
  let asking = false;
  let wanted = false; // asked for again, since this panel was drawn

  /** @param {"hint" | "solution"} type */
  function send(type) {
    link.send({ type, slug: view().slug });
    watch.asked();
  }

  /** @param {boolean} open */
  function answered(open) {
    asking = false;
    if (open) send("solution");
    draw();
    toBar();
  }

  return {
    hint: () => send("hint"),
    solution() {
      if (!solutionCosts(view())) return answered(true);
      asking = true;
      draw();
      toQuestion();
    },
    again() {
      wanted = true;
      link.send({ type: "again", slug: view().slug });
      announce("It will come back in your next review.");
      drawState();
    },
    wanted: () => wanted,
    /** The two answers to the question; null while it is not asked. */
    question: () => (asking ? { yes: () => answered(true), no: () => answered(false) } : null),
  };
}
