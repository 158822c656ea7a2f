// A card: its front, and once it is turned its back with four ratings. By click, or by the keys 1 to 4.

import { button } from "../../kit/button.js";
import { fill, focusOn, h } from "../../kit/dom.js";
import { blocks } from "../../kit/markup.js";

const RATINGS = [
  [1, "Again", "forgotten"],
  [2, "Hard", "it took an effort"],
  [3, "Good", "known"],
  [4, "Easy", "at once"],
];

/** @param {any} card @param {{ id: string, rate: (...args: any[]) => any }} given */
export function makeCard(card, { id, rate }) {
  const back = h("div.mo-flash-back", { "aria-live": "polite" });
  const turn = button(
    "Turn the card",
    { id: `${id}-turn`, "data-act": "turn", "aria-expanded": "false", onclick: show },
    { tone: "main" },
  );
  const ratings = RATINGS.map(([rating, word, meaning]) =>
    button(`${word} (${rating})`, { id: `${id}-rate-${rating}`, "data-act": `rate-${rating}`, title: meaning, onclick: () => rate(rating) }),
  );
  const rows = h("div.mo-flash-rate", { role: "group", "aria-label": "How well did you know it?", hidden: true }, ratings);
  const meanings = h("p.mo-small", { hidden: true }, RATINGS.map(([, word, meaning]) => `${word}: ${meaning}`).join(" · "));
  const node = h(
    "article.mo-flash",
    { "data-sort": card.sort, onkeydown: pressed },
    h("p.mo-tag", {}, card.sort === "concept" ? "Concept" : "Mix-up"),
    h("div.mo-flash-front", { tabindex: "-1" }, blocks(card.front)),
    turn,
    back,
    rows,
    meanings,
  );

  function show() {
    turn.hidden = true;
    turn.setAttribute("aria-expanded", "true");
    fill(
      back,
      blocks(card.back),
      card.example && h("p", { dir: "auto" }, h("strong", {}, "Example: "), blocksInline(card.example)),
      card.trap && h("p", { dir: "auto" }, h("strong", {}, "Watch out: "), blocksInline(card.trap)),
    );
    rows.hidden = false;
    meanings.hidden = false;
    focusOn(ratings[2]);
  }

  /** @param {any} event */
  function pressed(event) {
    if (rows.hidden || event.ctrlKey || event.metaKey || event.altKey) return;
    const rating = Number(event.key);
    if (rating >= 1 && rating <= 4) rate(rating);
  }

  return node;
}

/** A paragraph's words without the paragraph.
 *  @param {string} text */
function blocksInline(text) {
  return blocks(text).flatMap((p) => [...p.childNodes]);
}
