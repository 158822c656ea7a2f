// Two windows of one exercise. What another window wrote is taken over where nothing here would be lost by it, and said;
// where both have changed the answer, the learner chooses, and nothing is overwritten before that.

import { button } from "./button.js";
import { fill, h, isBlank, keepFocus, same } from "./dom.js";
import { WINDOW } from "./place.js";
import { clockWords } from "./words.js";

/** @param {string} id @param {Made} place @param {any} frame */
export function makeElsewhere(id, place, frame) {
  const { view, mirror, touched, kind, body, undo, saver, status, checks, announce, changed, drawState, toButtons } = frame;
  /** @type {any} */
  let other = null; // { answer, at, by, text } that stands in the way

  /** @param {any} answer */
  const isHere = (answer) => same(answer, body.answer()) || (isBlank(answer) && isBlank(body.answer()));

  function draw() {
    if (!other) return fill(place);
    /** @param {(...args: any[]) => any} act */
    const choose = (act) => () => {
      const chosen = other;
      other = null;
      draw();
      act(chosen);
    };
    const words = `Another window has another answer to this exercise, given at ${clockWords(other.at)}. Which one stands?`;
    return fill(
      place,
      h(
        "div.mo-ask",
        { role: "group", "aria-labelledby": `${id}-other` },
        h("p", { id: `${id}-other` }, words),
        other.text && h("blockquote.mo-other", { dir: "auto" }, other.text),
        h(
          "div.mo-row",
          {},
          button("Keep what is here", { id: `${id}-other-keep`, onclick: choose(keep) }, { tone: "main" }),
          button("Take the other answer", { id: `${id}-other-take`, onclick: choose(take) }),
        ),
      ),
    );
  }

  /** @param {any} found */
  function ask(found) {
    if (other && same(other, found)) return;
    if (!other) announce("Another window has another answer to this exercise. Choose which one stands.");
    other = found;
    keepFocus(place, draw);
  }

  /** The other window's answer is to stand; undo brings this one back.
   *  @param {any} chosen */
  function take(chosen) {
    checks.drop();
    saver.drop();
    adopt(chosen);
    saver.saved(saver.newest());
    announce("The other answer is here now. Undo brings yours back.");
    toButtons();
  }

  /** @param {any} chosen */
  function keep(chosen) {
    saver.seen(chosen.at, true);
    changed(body.answer(), true);
    checks.again();
    toButtons();
  }

  /** Puts an answer from elsewhere on the screen.
   *  @param {{ answer?: any, at?: any, by?: any }} given */
  function adopt({ answer, at, by }) {
    saver.seen(at);
    // The mirror may hold what this window had: after a reload it must not come back as the newer one.
    mirror().putDraft(view().slug, answer, saver.newest(), view().rev, saver.base());
    const restored = isBlank(body.answer()) || !by;
    if (!restored && !kind.history) undo.keep();
    body.set(answer);
    if (restored) undo.start(answer);
    else undo.settle();
    if (by && by !== WINDOW) took(at);
    drawState();
  }

  /** @param {any} at */
  function took(at) {
    other = null;
    const words = `Taken over from another window (${clockWords(at)}).`;
    if (place.textContent !== words) announce(words);
    fill(place, h("p.mo-small.mo-took", {}, words));
  }

  return {
    ask,
    isHere,
    open: () => other !== null,
    /** The learner goes on: a note of what was taken over is old. */
    forget: () => other || fill(place),
    /** Python has kept nothing of what stands here: another window has written since.
     *  @param {any} found */
    differ(found) {
      saver.refused();
      ask(found);
    },
    /** A view from Python: takes over an answer newer than the one on the screen (another window, a restored file), but
     *  never over what was changed here and does not stand yet.
     *  @param {{ answer?: any, answer_at?: number, answer_by?: string }} given */
    follow({ answer, answer_at: at = 0, answer_by: by = "" }) {
      if (at <= saver.newest()) return;
      if (isHere(answer)) saver.seen(at);
      else if (!touched() || saver.settled()) adopt({ answer, at, by });
      else if (!by || by === WINDOW) {
        // An answer of this window, by a clock that runs ahead: what was typed since is written down as the newer one.
        saver.seen(at, true);
        saver.change(body.answer());
      } // else Python will refuse what is under way, and then the learner chooses
    },
    /** Another window of this browser has typed: its draft is known here before Python has it, or while it is away.
     *  @param {any} event */
    overheard(event) {
      const draft = mirror().draftTold(view().slug, event);
      if (!draft || draft.by === WINDOW || draft.rev !== view().rev || draft.at <= saver.newest()) return;
      if (isHere(draft.answer)) saver.seen(draft.at);
      else if (!touched() || saver.settled() || draft.base >= saver.newest()) {
        saver.drop();
        adopt(draft);
        status.quiet(); // nobody but this browser has it yet
      } else this.differ({ answer: draft.answer, at: draft.at, by: draft.by, text: "" });
    },
  };
}
