// Which card lies where, as a value: card id -> bin id for the placed ones. No page here.

import { count } from "../../../panel/ui/kit/words.js";

/** A raw answer, as far as this exercise has such cards and bins.
 *  @param {Raw} raw @param {Thing[]} cards @param {Thing[]} bins
 *  @returns {Map<string, string>} */
export function read(raw, cards, bins) {
  const has = (/** @type {Thing[]} */ list, /** @type {string} */ id) => list.some((one) => one.id === id);
  return new Map(Object.entries(raw ?? {}).filter(([card, bin]) => has(cards, card) && has(bins, bin)));
}

/** The raw answer, in the order of the cards.
 *  @param {Map<string, string>} at @param {Thing[]} cards */
export const write = (at, cards) => Object.fromEntries(cards.filter((c) => at.has(c.id)).map((c) => [c.id, at.get(c.id)]));

/** The same with a card put into a bin (null: taken back).
 *  @param {Map<string, string>} at @param {string} card @param {string | null} bin */
export function put(at, card, bin) {
  const next = new Map(at);
  if (bin) next.set(card, bin);
  else next.delete(card);
  return next;
}

/** How many cards lie in a place (null: nowhere yet).
 *  @param {Map<string, string>} at @param {string | null} place @param {Thing[]} cards */
export const held = (at, place, cards) =>
  place === null ? cards.length - at.size : [...at.values()].filter((bin) => bin === place).length;

/** The place that one comes to from `from` by arrow keys; the ends are ends.
 *  @template {{ id: any }} P
 *  @param {P[]} places @param {any} from @param {number} way */
export const stepped = (places, from, way) =>
  places[Math.min(places.length - 1, Math.max(0, places.findIndex((p) => p.id === from) + way))];

/** What is announced of a card that was placed (`name` of its bin) or taken back ("").
 *  @param {string} text @param {string} name @param {number} left */
export const placedWords = (text, name, left) =>
  `${name ? `Placed in ${name}` : "Taken back"}: ${text}. ${left ? `${count(left, "card")} to place.` : "All cards are placed."}`;
