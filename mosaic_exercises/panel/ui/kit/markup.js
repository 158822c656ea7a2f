// The tiny markup of course text: paragraphs, lists of "- " lines, **bold**, *em*, `code`, [text](https://...).
// It becomes nodes, and these become DOM nodes, never HTML, so a text cannot become anything else than text. Python reads
// the same grammar into the same nodes (reading/markup.py); the texts travel, for they are shorter than their nodes.

import { h } from "./dom.js";

// A star inside a word or beside a blank is a star: 5*3, 2 * 3.
const INLINE =
  /\*\*([^*]+(?:\*(?!\*)[^*]*)*)\*\*|(?<![\p{L}\p{N}*])\*(?![*\s])([^*]+)(?<!\s)\*(?![\p{L}\p{N}*])|`([^`]+)`|\[([^\]]+)\]\((https?:\/\/[^\s)]+)\)/gu;

/** The nodes of one line: texts, ["strong", nodes], ["em", nodes], ["code", text], ["a", text, address].
 *  @param {string} text
 *  @returns {any[]} */
export function spans(text) {
  const nodes = [];
  let done = 0;
  for (const hit of text.matchAll(INLINE)) {
    const [all, bold, em, code, label, href] = hit;
    if (hit.index > done) nodes.push(text.slice(done, hit.index));
    if (bold !== undefined) nodes.push(["strong", spans(bold)]);
    else if (em !== undefined) nodes.push(["em", spans(em)]);
    else nodes.push(code !== undefined ? ["code", code] : ["a", label, href]);
    done = hit.index + all.length;
  }
  if (done < text.length) nodes.push(text.slice(done));
  return nodes;
}

/** The nodes of a whole text: ["p", nodes] and ["ul", [nodes of an item, ...]].
 *  @param {string} text */
export function parsed(text) {
  /** @type {any[]} */
  const out = [];
  /** @type {any[]} */
  let lines = [];
  /** @type {any[]} */
  let items = [];
  const flush = () => {
    if (lines.length) out.push(["p", spans(lines.join(" "))]);
    if (items.length) out.push(["ul", items.map(spans)]);
    lines = [];
    items = [];
  };
  for (const line of text.split("\n").map((l) => l.trim())) {
    if (!line) flush();
    else if (line.startsWith("- ")) {
      if (lines.length) flush();
      items.push(line.slice(2));
    } else if (items.length) items[items.length - 1] += ` ${line}`;
    else lines.push(line);
  }
  flush();
  return out;
}

/** @param {any[]} nodes
 *  @returns {Node[]} */
const drawn = (nodes) =>
  nodes.map((node) => {
    if (typeof node === "string") return document.createTextNode(node);
    const [tag, inside, href] = node;
    if (tag === "a") return h("a", { href, target: "_blank", rel: "noopener noreferrer" }, inside);
    return h(tag, {}, tag === "code" ? inside : drawn(inside));
  });

/** Inline markup as DOM nodes.
 *  @param {string} text */
export const inline = (text) => drawn(spans(String(text)));

/** Block markup as paragraphs and lists.
 *  @param {string} text */
export const blocks = (text) =>
  parsed(String(text ?? "")).map(([tag, inside]) =>
    h(tag, { dir: "auto" }, tag === "ul" ? inside.map((/** @type {any} */ item) => h("li", {}, drawn(item))) : drawn(inside)),
  );

/** Course or learner text that stands alone, in its own direction of writing.
 *  @param {any} spec @param {string} text */
export const say = (spec, text) => h(spec, { dir: "auto" }, inline(String(text ?? "")));

/** The same without any markup: for what a learner wrote.
 *  @param {any} spec @param {string} text */
export const plain = (spec, text) => h(spec, { dir: "auto" }, String(text ?? ""));
