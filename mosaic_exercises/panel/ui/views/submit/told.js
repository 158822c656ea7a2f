// What handing in says in words: the points so far, and where the file goes.

import { h } from "../../kit/dom.js";
import { earnedWords, pointsWords, whenWords } from "../../kit/words.js";

/** Where the file goes, and when the last one went.
 *  @param {SubmitView} view */
export const handedWords = ({ drop, handed }) => [
  `"Hand in" puts the file into your folder in ${drop}, where your instructor collects. `,
  handed ? `You last handed in on ${whenWords(handed)}; you can do so again, and the newest counts.` : "You have not handed in there yet.",
];

/** All points in one sentence or a few.
 *  @param {any} total */
export function totalLine(total) {
  if (!total?.possible) return null;
  const { points, possible, waiting, closed } = total;
  return h(
    "div.mo-total-points",
    { "data-part": "points" },
    h("p", {}, "You have earned ", h("strong", {}, earnedWords(points, possible)), "."),
    waiting > 0 && h("p", {}, `${pointsWords(tenth(waiting))} more wait for a person to read what you wrote.`),
    closed > 0 &&
      h("p", {}, `${pointsWords(tenth(closed))} can no longer be earned, because you opened the solution first.`),
    h("p.mo-small", {}, "Points are rounded to a tenth here. Your instructor's list has the exact figures."),
  );
}

/** @param {any} n */
const tenth = (n) => Math.max(0.1, Math.round(n * 10) / 10);
