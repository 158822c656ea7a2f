// One act at a time goes to Python; what is pressed meanwhile waits its turn, so that fast typing never judges what is
// not on the screen yet.

import { makeWatch } from "../../kit/link.js";

const AHEAD = 50; // acts that may wait

/** `sent(message)` puts it on the wire; `silent()` is called when no answer comes.
 *  @param {{ send: (...args: any[]) => any, silent: (...args: any[]) => any, signal: AbortSignal }} given */
export function makeMarkingActs({ send, silent, signal }) {
  /** @type {any[]} */
  const waiting = [];
  let asked = 0;
  let busy = false;
  const watch = makeWatch(() => {
    busy = false;
    waiting.length = 0; // what was meant for another state of the queue
    silent();
  }, signal);
  return {
    /** Runs `fn` now, or once what was asked before is answered.
     *  @param {(...args: any[]) => any} fn */
    whenFree(fn) {
      if (!busy) fn();
      else if (waiting.length < AHEAD) waiting.push(fn);
    },
    /** Asks Python; call it from within `whenFree`.
     *  @param {any} message */
    ask(message) {
      busy = true;
      send({ ...message, n: ++asked });
      watch.asked();
    },
    /** Takes an answer: whether it is the one that was waited for.
     *  @param {any} n */
    heard(n) {
      watch.heard();
      if (n !== asked) return false;
      busy = false;
      return true;
    },
    /** Goes on with what waited. */
    goOn() {
      while (!busy && waiting.length) waiting.shift()();
    },
  };
}
