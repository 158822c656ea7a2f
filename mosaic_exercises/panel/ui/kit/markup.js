// The tiny markup of course text: paragraphs, lists of "- " lines, **bold**, *em*, `code`, [text](https://...).
// It becomes DOM nodes, never HTML, so a text cannot become anything else than text.

import { h } from "./dom.js";

const INLINE = /\*\*([^*]+(?:\*(?!\*)[^*]*)*)\*\*|\*([^*\s][^*]*)\*|`([^`]+)`|\[([^\]]+)\]\((https?:\/\/[^\s)]+)\)/g;

/** Inline markup as a list of nodes. */
export function inline(text) {
  const nodes = [];
  let done = 0;
  for (const hit of String(text).matchAll(INLINE)) {
    const [all, bold, em, code, label, href] = hit;
    if (hit.index > done) nodes.push(document.createTextNode(text.slice(done, hit.index)));
    if (bold !== undefined) nodes.push(h("strong", {}, inline(bold)));
    else if (em !== undefined) nodes.push(h("em", {}, inline(em)));
    else if (code !== undefined) nodes.push(h("code", {}, code));
    else nodes.push(h("a", { href, target: "_blank", rel: "noopener noreferrer" }, label));
    done = hit.index + all.length;
  }
  if (done < text.length) nodes.push(document.createTextNode(text.slice(done)));
  return nodes;
}

/** Block markup as a list of paragraphs and lists. */
export function blocks(text) {
  const out = [];
  let lines = [];
  let items = [];
  const flush = () => {
    if (lines.length) out.push(h("p", { dir: "auto" }, inline(lines.join(" "))));
    if (items.length)
      out.push(
        h(
          "ul",
          { dir: "auto" },
          items.map((item) => h("li", {}, inline(item))),
        ),
      );
    lines = [];
    items = [];
  };
  for (const line of String(text ?? "")
    .split("\n")
    .map((l) => l.trim())) {
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

/** Course or learner text that stands alone, in its own direction of writing. */
export const say = (spec, text) => h(spec, { dir: "auto" }, inline(String(text ?? "")));

/** The same without any markup: for what a learner wrote. */
export const plain = (spec, text) => h(spec, { dir: "auto" }, String(text ?? ""));
