// Marks on parts of an answer: a sign, a word and a border, never colour alone.

import { fill, h } from "./dom.js";
import { iconOf } from "./icons.js";

/** What a criterion says of its part: true, false, or "close" for a near miss that earns part of the point.
 *  @param {Criterion} criterion */
export const verdictOf = (criterion) => (criterion.worth && !criterion.met ? "close" : criterion.met);

/** What a check said of one part: those criteria of it that are right or wrong.
 *  @param {Result | null} result @param {string} item */
export const judgedOf = (result, item) => (result?.criteria ?? []).filter((c) => c.item === item && typeof c.met === "boolean");

/** Right where all of them are; null where nothing was judged.
 *  @param {Criterion[]} found */
export const allMet = (found) => (found.length ? found.every((c) => c.met) : null);

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
