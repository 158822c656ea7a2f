// Terms of the glossary in a prompt: the first use of a word becomes a link to its entry, which says what it means.

import { h } from "./dom.js";
import { notebookLink } from "./place.js";

const FILE = "glossary.ipynb";
const JOINED = /[\p{L}\p{N}-]/u;

/** Links each of `terms` where `node` uses its word first.
 *  @param {Made} node @param {PromptTermView[]} [terms] */
export function linkTerms(node, terms = []) {
  for (const term of terms) {
    const walk = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const text = /** @type {Text} */ (walk.currentNode);
      const at = text.parentElement?.closest("a, code") ? -1 : wordAt(text.data, term.word);
      if (at < 0) continue;
      const word = text.splitText(at);
      word.splitText(term.word.length);
      const link = notebookLink({ file: FILE, hash: term.id }, { class: "mo-term", "data-mosaic-open": null, target: "_blank", title: term.meaning });
      word.replaceWith(link);
      link.append(word);
      break;
    }
  }
  return node;
}

/** Where a word stands by itself; -1 where it does not.
 *  @param {string} text @param {string} word */
export function wordAt(text, word) {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (!JOINED.test(text[at - 1] ?? " ") && !JOINED.test(text[at + word.length] ?? " ")) return at;
  return -1;
}

/** The prompt of an exercise, with its links.
 *  @param {string} id @param {View} view @param {any} nodes */
export const promptOf = (id, view, nodes) => linkTerms(h("div.mo-prompt", { id: `${id}-prompt` }, nodes), view.terms);
