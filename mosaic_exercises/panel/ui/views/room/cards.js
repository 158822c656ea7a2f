// Cards side by side. A full room has hundreds of them: each shows whose it is, its lines are drawn when it comes near
// the screen, and it stays as it is while nothing of it changes, so that a file that arrives moves no other card.

import { h } from "../../kit/dom.js";
import { count } from "../../kit/words.js";

const NEAR = "600px"; // of the screen's edge

/** @param {AbortSignal} signal @returns {(cards: WallCardView[]) => HTMLElement} */
export function makeCards(signal) {
  /** @type {Map<string, Made>} */
  let kept = new Map();
  /** @type {Map<Element, WallCardView>} */
  const waiting = new Map();
  /** @param {Element} node */
  const whole = (node) => {
    const card = waiting.get(node);
    if (!card) return;
    waiting.delete(node);
    near.unobserve(node);
    node.removeAttribute("data-waiting");
    node.append(linesOf(card));
  };
  /** @type {IntersectionObserverInit & { scrollMargin: string }} */
  const where = { rootMargin: NEAR, scrollMargin: NEAR }; // the second where it scrolls inside the notebook
  const near = new IntersectionObserver((seen) => seen.forEach((one) => one.isIntersecting && whole(one.target)), where);
  signal.addEventListener("abort", () => near.disconnect());
  addEventListener("beforeprint", () => [...waiting.keys()].forEach(whole), { signal });

  return (cards) => {
    const before = kept;
    kept = new Map();
    for (const card of cards) {
      let key = JSON.stringify(card);
      while (kept.has(key)) key += "+"; // two of one name who wrote the same
      const node = before.get(key) ?? h("li.mo-room-card", { "data-waiting": true }, h("h4", { dir: "auto" }, card.title), h("p.mo-small.mo-room-who", { dir: "auto" }, card.who));
      before.delete(key);
      if (node.hasAttribute("data-waiting")) {
        waiting.set(node, card);
        near.observe(node);
      }
      kept.set(key, node);
    }
    for (const node of before.values()) {
      waiting.delete(node);
      near.unobserve(node);
    }
    return h("ul.mo-room-cards", { "aria-label": count(cards.length, "card") }, [...kept.values()]);
  };
}

/** @param {WallCardView} card */
const linesOf = (card) => h("dl", {}, card.lines.map((line) => h("div", {}, h("dt", {}, line.head), h("dd", { dir: "auto" }, line.text))));
