// What a marker can do with the answer on the screen, and by which key.

import { count } from "../../kit/words.js";

/** The marker's hand: `turn`, the criterion that digits act on; `together`, the answers just like this one go along;
 *  `choosing`, the next digit chooses a comment.
 *  @typedef {{ turn: number, together: boolean, choosing: boolean }} Hand */

/** `ask(message, leads)` carries an act to Python (leads: to another answer); `toText()` puts the focus into the comment.
 *  @param {Hand} hand
 *  @param {{ view: () => MarkingView, draft: any, ask: (message: any, leads?: boolean) => void, draw: () => void, announce: (text: string) => void, toText: () => void }} given */
export function makeMarkerActs(hand, { view, draft, ask, draw, announce, toText }) {
  /** @returns {any} */
  const card = () => view().card;
  const refs = () => [card().ref, ...(hand.together ? card().twins.map((/** @type {any} */ twin) => twin.ref) : [])];
  const act = {
    /** @param {any} part @param {any} level */
    judge(part, level) {
      const one = card()?.parts[part];
      if (!one || level >= one.levels.length) return;
      hand.turn = part;
      ask({ type: "judge", refs: refs(), criterion: one.id, level, seen: { [card().ref]: one.version } });
    },
    /** What is being written, as it is by then, or a comment used before.
     *  @param {any} [text] */
    comment(text = draft.text) {
      hand.choosing = false;
      if (!text.trim()) return announce("The comment is empty.");
      draft.sending = text;
      draft.leave();
      ask({ type: "comment", refs: refs(), text });
    },
    /** @param {any} on */
    together(on) {
      hand.together = on && card().twins.length > 0;
      draw();
      announce(`${count(refs().length, "answer")} together.`);
    },
    /** @param {any} part */
    turnTo(part) {
      hand.turn = Math.min(Math.max(part, 0), card().parts.length - 1);
      draw();
      announce(card().parts[hand.turn].label);
    },
    choose() {
      if (hand.choosing || !card().phrases.length) return act.write();
      hand.choosing = true;
      draw();
      announce(`Press 1 to ${card().phrases.length} for a comment used before, w to write one.`);
    },
    write() {
      hand.choosing = false;
      draw();
      toText();
    },
    /** @param {any} n */
    digit: (n) => (hand.choosing ? act.comment(card().phrases[n] ?? "") : act.judge(hand.turn, n)),
    next: () => ask({ type: "next" }, true),
    before: () => ask({ type: "beside", step: -1 }, true),
    undo: () => ask({ type: "undo" }, true),
  };
  return act;
}

/** The act of each key; digits are acts of their own.
 *  @param {ReturnType<typeof makeMarkerActs>} act @param {Hand} hand @returns {Record<string, () => any>} */
export const keysOf = (act, hand) => ({
  n: act.next,
  b: act.before,
  u: act.undo,
  g: () => act.together(!hand.together),
  c: act.choose,
  w: () => hand.choosing && act.write(),
  ArrowDown: () => act.turnTo(hand.turn + 1),
  ArrowUp: () => act.turnTo(hand.turn - 1),
});
