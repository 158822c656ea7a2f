// Where the answer to a press is told: where it was pressed. An answer carries the number of the message that asked.

import { fill, h } from "../../kit/dom.js";

/** @param {any} usual where all is told that was asked nowhere else */
export function makePlaces(usual) {
  let last = 0;
  /** @type {Map<number, any>} */
  const open = new Map(); // number of a message -> its place
  /** @param {any} place @param {string} words @param {string} [tone] */
  const tell = (place, words, tone = "part") => fill(place, words && h("p.mo-notice", { "data-tone": tone, dir: "auto" }, words));
  return {
    /** The number of a message that goes out. What its place said before is of another press.
     *  @param {any} [place] */
    asked(place) {
      if (place) fill(place);
      open.set(++last, place ?? usual);
      return last;
    },
    /** The place that an answer belongs to.
     *  @param {number} n */
    answered(n) {
      const place = open.get(n) ?? usual;
      open.delete(n);
      return place;
    },
    tell,
    /** Nobody answers: where somebody waits it is said.
     *  @param {string} words */
    silent(words) {
      for (const place of open.values()) if (place !== usual) tell(place, words, "bad");
      open.clear();
    },
  };
}
