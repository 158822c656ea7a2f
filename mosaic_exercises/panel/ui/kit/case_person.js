// A person of the case: who they are, and what they said, to be read and to be heard.

import { makeAloud } from "./aloud.js";
import { h } from "./dom.js";
import { svgUrl } from "./drawn.js";
import { makeReaderRow } from "./reader_row.js";
import { readMarked, readPlain, readSentences, saidWords } from "./said.js";

const NO_VOICE = "This browser has no English voice, so nothing can be read aloud here. You can read the words here.";
const TINTS = 6;

/** The drawn face, or initials in a circle: the name stands beside it.
 *  @param {{ person: string, face: string }} given */
export function faceOf({ person, face }) {
  if (face) return h("img.mo-case-face", { src: svgUrl(face), alt: "" });
  const parts = person.split(/\s+/).filter(Boolean);
  const tint = [...person].reduce((sum, sign) => sum + Number(sign.codePointAt(0)), 0) % TINTS;
  return h("span.mo-case-face", { "aria-hidden": "true", "data-tint": tint }, [parts[0], parts.length > 1 && parts.at(-1)].map((p) => p && Array.from(p)[0]));
}

/** Somebody who was interviewed; two voices read: one says who speaks, the other speaks.
 *  @param {string} id @param {any} person
 *  @param {{ box: () => Made | null, list: Made, announce: (text: string) => void, signal: AbortSignal }} given */
export function interviewRow(id, person, { box, list, announce, signal }) {
  saidWords.set(person.key, person.text);
  const row = makeReaderRow(id, person, { take: null, hint: "", list, taken: () => {}, face: faceOf(person) });
  row.fill();
  let aloud = /** @type {ReturnType<typeof makeAloud> | null} */ (null);
  row.node.addEventListener("click", (/** @type {any} */ event) => {
    const at = row.says().indexOf(event.target.closest(".mo-rd-say"));
    if (at >= 0 && document.getSelection()?.isCollapsed) aloud?.from(at + 1);
  });
  /** The player is made when somebody opens the row. */
  const watch = new MutationObserver(() => {
    if (aloud || !row.node.hasAttribute("data-open")) return;
    const spoken = [
      { who: "b", text: `${person.person}, ${person.role}. ${person.name}.` },
      ...readSentences(person.text).map((text) => ({ who: "a", text })),
    ];
    aloud = makeAloud(id, spoken, {
      marks: [row.node.querySelector(".mo-rd-name"), ...row.says()],
      box,
      announce,
      what: person.person,
      missing: NO_VOICE,
      ended: "That was the whole interview.",
      signal,
    });
    row.text.before(aloud.node);
  });
  watch.observe(row.node, { attributes: true, attributeFilter: ["data-open"] });
  signal.addEventListener("abort", () => watch.disconnect());
  return { node: row.node, find: row.find, show: (/** @type {string} */ words = "") => row.show(words), quiet: () => aloud?.stop() };
}

/** What is found by the words in its places; those are marked.
 *  @param {Made} node @param {[Made, string][]} places */
export function findable(node, places) {
  const all = readPlain(places.map(([, text]) => text).join(" "));
  return {
    node,
    /** @param {string[]} words */
    find(words) {
      const fits = words.every((w) => all.includes(w));
      node.hidden = !fits;
      if (fits) for (const [place, text] of places) place.replaceChildren(...readMarked(text, words));
      return fits;
    },
  };
}
