// The card in the hand, and the place that it points at before it is put there.

import { count } from "../../../panel/ui/kit/words.js";
import { held, stepped } from "./placing.js";

/** `at()`: where every card lies; `textOf(id)`: a card's words; `places`: all there are, as they are seen; `draw()`:
 *  after each change. `pointed()` is undefined while no place is chosen.
 *  @param {{ at: () => Map<string, string>, task: Task<"sort">, textOf: (id: string) => string, places: any[], announce: (text: string) => void, draw: () => void }} given */
export function makeHand({ at, task, textOf, places, announce, draw }) {
  /** @type {string | null} */
  let card = null;
  /** @type {string | null | undefined} */
  let target;

  /** @param {string | null} next */
  function hold(next) {
    card = next;
    target = undefined;
  }

  /** @param {string} words */
  function letGo(words) {
    hold(null);
    draw();
    if (words) announce(words);
  }

  return {
    card: () => card,
    pointed: () => target,
    /** Without a word and without drawing. */
    empty: () => hold(null),
    letGo,
    /** @param {string} id */
    pick(id) {
      if (card === id) return letGo("Let go.");
      hold(id);
      draw();
      announce(`Picked up: ${textOf(id)}. Arrow keys choose a place, Enter drops, Escape lets go.`);
    },
    /** @param {number} way */
    step(way) {
      const from = target === undefined ? (at().get(card ?? "") ?? null) : target;
      const next = stepped(places, from, way);
      target = next.id;
      draw();
      const n = held(at(), next.id, task.cards);
      const where = `${next.name}, ${next.number} of ${task.bins.length}, ${count(n, "card")}`;
      announce(next.id === null ? "Back to the cards to place" : where);
    },
    /** While dragging: which place lights up.
     *  @param {string | undefined} bin */
    point(bin) {
      target = bin === undefined ? undefined : bin || null;
      draw();
    },
  };
}
