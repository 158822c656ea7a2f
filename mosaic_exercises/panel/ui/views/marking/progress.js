// How far an answer is judged: which criterion is open, which is in turn. No page here.

import { count } from "../../kit/words.js";

/** @typedef {import("../../wire").CriterionCardView} CriterionCard */

/** Whether a criterion is to be judged: not yet, or for an answer that has changed since.
 *  @param {CriterionCard} part */
const isOpen = (part) => part.level === null || part.stale;

/** The criterion to begin with: the first that is open, else the first.
 *  @param {CardView | null} card */
export const firstTurn = (card) => Math.max(0, (card?.parts ?? []).findIndex(isOpen));

/** The criterion that another card of the same answer judges anew; -1 where none does.
 *  @param {CriterionCard[]} before @param {CriterionCard[]} now */
export const judgedPart = (before, now) => now.findIndex((part, n) => part.level !== before[n].level || part.stale !== before[n].stale);

/** The criterion in turn once `judged` was: the next that is open, else the first that is, else itself.
 *  @param {CriterionCard[]} parts @param {number} judged */
export function nextTurn(parts, judged) {
  const next = parts.findIndex((part, n) => n > judged && isOpen(part));
  if (next >= 0) return next;
  const first = parts.findIndex(isOpen);
  return first >= 0 ? first : judged;
}

/** What is announced of a criterion that was judged; `worth`: what the whole answer earns, in words.
 *  @param {CriterionCard[]} parts @param {number} judged @param {string} worth */
export function judgedWords(parts, judged, worth) {
  const { level, levels } = parts[judged];
  const left = parts.filter(isOpen).length;
  return `${level === null ? "Taken back" : levels[level]}. ${left ? `${count(left, "criterion", "criteria")} open` : worth}.`;
}
