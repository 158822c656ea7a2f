// Who of the case is named in a text, and what of it is quoted.

import { readPlain } from "./said.js";

/** As words are compared: one sort of quotation mark, single spaces, small letters.
 *  @param {string} text */
const bare = (text) => readPlain(text).replace(/[“”]/g, '"').replace(/[‘’]/g, "'").replace(/\s+/g, " ").trim();

/** Whether somebody says these words.
 *  @param {string} text @param {string} words */
export const says = (text, words) => bare(text).includes(bare(words).replace(/^[\s"'.,;:]+|[\s"'.,;:]+$/g, ""));

const QUOTED = /[“"]([^“”"]{8,900})[”"]/g;
const SHORT = 4; // words: fewer can be anyone's

/** The quotations in `texts` (any JSON) that are words of the case.
 *  @param {any} texts @param {CaseSectionView[]} sections
 *  @returns {string[]} */
export function quotedIn(texts, sections) {
  const known = sections.flatMap((s) => [...s.people, ...s.notes]).map((one) => one.text).filter(Boolean);
  const found = new Set();
  JSON.stringify(texts, (_, value) => {
    if (typeof value === "string")
      for (const [, words] of value.matchAll(QUOTED))
        if (words.trim().split(/\s+/).length >= SHORT && known.some((text) => says(text, words))) found.add(words.trim());
    return value;
  });
  return [...found];
}

/** The people whom `texts` (any JSON) names by their first name, as a word of its own: name -> id, an interview before a
 *  place in the firm.
 *  @param {any} texts @param {CasePersonView[]} people */
export function namedIn(texts, people) {
  const words = new Set();
  JSON.stringify(texts, (_, value) => {
    if (typeof value === "string") for (const word of value.match(/[\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*/gu) ?? []) words.add(word);
    return value;
  });
  const there = new Map();
  for (const { id, person } of people) if (words.has(person.split(" ")[0]) && !there.has(person)) there.set(person, id);
  return there;
}
