// What people of the case said: fetched once a page, in sentences, searched.

import { button } from "./button.js";
import { fill, h } from "./dom.js";

/** Words that this page has, by their key: no panel asks for them twice. */
export const saidWords = (globalThis.mosaicSaid ??= new Map());
const SAID_MS = 8000;

/** The words of `people` ([{ id, key }]), asked of Python where the page has not got them: done("") or done(problem).
 *  @param {{ send: (...args: any[]) => any, on: (...args: any[]) => any, signal: AbortSignal }} given
 *  @param {any[]} people */
export function makeSaid({ send, on, signal }, people) {
  /** @type {any[]} */
  const waiting = [];
  let timer = 0;
  const lacking = () => people.filter((p) => !saidWords.has(p.key));
  /** @param {any} problem */
  const settle = (problem) => {
    clearTimeout(timer);
    for (const done of waiting.splice(0)) done(problem);
  };
  signal.addEventListener("abort", () => clearTimeout(timer));
  on("case", (/** @type {{ said?: any[], problem?: string }} */ { said = [], problem = "" }) => {
    for (const one of said) saidWords.set(one.key, one.text);
    settle(problem);
  });
  return (/** @type {(...args: any[]) => any} */ done) => {
    const missing = lacking();
    if (!missing.length) return done("");
    waiting.push(done);
    if (waiting.length > 1) return;
    const away = "Python is not answering: the interviews come when it is back.";
    if (send({ type: "case", ids: missing.map((p) => p.id) }) === false) return settle(away);
    timer = setTimeout(() => settle(away), SAID_MS);
  };
}

const READ_END = /(?<=[.!?…][”’"')]*)\s+(?=[“‘"'(]*[\p{Lu}\p{N}])/u;
/** @param {string} text */
export const readSentences = (text) => text.split(READ_END).filter(Boolean);

/** Letters to compare: small, without accents, each as long as the sign it came from.
 *  @param {string} text */
export const readPlain = (text) =>
  Array.from(text, (sign) => {
    const bare = sign.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    return bare.length === sign.length ? bare : sign;
  }).join("");

/** `text` as nodes, with every one of `words` marked.
 *  @param {string} text @param {string[]} words */
export function readMarked(text, words) {
  const plain = readPlain(text);
  const hits = [];
  for (const word of words)
    for (let at = plain.indexOf(word); at >= 0; at = plain.indexOf(word, at + word.length)) hits.push([at, at + word.length]);
  hits.sort((a, b) => a[0] - b[0]);
  const nodes = [];
  let from = 0;
  for (const [a, b] of hits) {
    if (a < from) continue;
    nodes.push(text.slice(from, a), h("mark", {}, text.slice(a, b)));
    from = b;
  }
  return [...nodes, text.slice(from)];
}

/** A bar that offers words marked with the mouse or a finger, where a sentence is too much. rows(): [{ person, text }].
 *  @param {{ rows: (...args: any[]) => any, take?: any, draw: (...args: any[]) => any, signal: AbortSignal }} given */
export function readPart({ rows, take, draw, signal }) {
  const node = h("div.mo-rd-part", { hidden: true });
  /** @param {any} n */
  const inside = (n) => rows().find((/** @type {any} */ one) => n && one.text.contains(n));
  function offer() {
    const marked = /** @type {Selection} */ (document.getSelection());
    const one = inside(marked.anchorNode);
    const within = !marked.isCollapsed && one && inside(marked.focusNode) === one;
    const words = within ? String(marked).replace(/\s+/g, " ").trim() : "";
    if (node.dataset.words === words) return;
    node.dataset.words = words;
    node.hidden = !words;
    const quote = words.length > 60 ? `${words.slice(0, 57)}...` : words;
    const take_ = button(
      `Take “${quote}” as evidence`,
      {
        "data-act": "take-part",
        /** @param {any} e */
        onmousedown: (e) => e.preventDefault(), // the words stay marked until they are taken
        onclick: () => (take.toggle(one.person, words), marked.removeAllRanges(), draw()),
      },
      { tone: "small", icon: "check" },
    );
    fill(node, words && take_);
  }
  if (take) document.addEventListener("selectionchange", offer, { signal });
  return node;
}
