// Marks on parts of an answer: a sign, a word and a border, never colour alone.

import { fill, h } from "./dom.js";
import { iconOf } from "./icons.js";

/** What a criterion says of its part: true, false, or "close" for a near miss that earns part of the point.
 *  @param {Criterion} criterion */
export const verdictOf = (criterion) => (criterion.worth && !criterion.met ? "close" : criterion.met);

/** met: true, false, "close", or null for no mark.
 *  @param {any} node @param {any} place @param {any} met @param {string} [wrongWord] */
export function setItemMark(node, place, met, wrongWord = "Not yet") {
  if (met === null || met === undefined) {
    delete node.dataset.mark;
    fill(place);
    return;
  }
  if (met === "close") {
    node.dataset.mark = "part";
    fill(place, iconOf("half"), h("span", {}, "Close"));
    return;
  }
  node.dataset.mark = met ? "good" : "bad";
  fill(place, iconOf(met ? "check" : "cross"), h("span", {}, met ? "Right" : wrongWord));
}
