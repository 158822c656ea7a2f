// How many words a text has, in every script, the same here and in Python: reading/words.py says how and why, and has the
// same table. tests/panel/test_words.py compares the two on every code point.

const signs = String.raw;
const WORD_SPACE = signs`\u0009\u000a\u000b\u000c\u000d \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000`;

// Scripts without spaces: their letters, and how many of them ten words have.
const WORD_LETTERS = [
  [signs`\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46`, 31], // thai
  [signs`\u0e81-\u0eb0\u0eb2\u0eb3\u0ebd-\u0ec6\u0edc-\u0edf`, 29], // lao
  [signs`\u1780-\u17b3\u17d7\u17dc`, 29], // khmer
  [
    [
      signs`\u1000-\u102a\u103f\u1050-\u1055\u105a-\u105d\u1061\u1065\u1066\u106e-\u1070\u1075-\u1081`,
      signs`\u108e`,
    ].join(""),
    22, // burmese
  ],
  [
    [
      signs`\u2e80-\u2fd5\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303c\u3041-\u3096`,
      signs`\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff`,
      signs`\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\u{1b000}-\u{1b16f}\u{20000}-\u{3ffff}`,
    ].join(""),
    17, // chinese and japanese
  ],
];

const WORD_MARKS = [
  signs`\u0e31\u0e34-\u0e3a\u0e47-\u0e4f\u0e5a\u0e5b\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u17b4-\u17d6`,
  signs`\u17d8-\u17db\u17dd\u102b-\u103e\u104a-\u104f\u1056-\u1059\u105e-\u1060\u1062-\u1064\u1067-\u106d`,
  signs`\u1071-\u1074\u1082-\u108d\u108f\u109a-\u109f\u3099-\u309c`,
].join("");

// Signs that make no word: punctuation, symbols, emoji, what cannot be seen.
const WORD_EMPTY = [
  signs`\u0000-\u0008\u000e-\u001f!-/:-@\[-\u0060{-\u0084\u0086-\u009f\u00a1-\u00a9\u00ab-\u00b1\u00b4`,
  signs`\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7\u02c2-\u02c5\u2000-\u206f\u20a0-\u20ff\u2100-\u2bff`,
  signs`\u2e00-\u2e7f\u3001-\u3004\u3008-\u3020\u3030\u3036\u3037\u303d-\u303f\u30a0\u30fb\ud800-\uf8ff`,
  signs`\ufe00-\ufe1f\ufe30-\ufe6f\ufeff\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\uffe0-\uffff`,
  signs`\u{1d000}-\u{1d1ff}\u{1f000}-\u{1faff}\u{e0000}-\u{10ffff}`,
].join("");

const unspaced = WORD_LETTERS.map(([letters]) => letters).join("");
const WORD_PIECE = new RegExp(`[${unspaced}${WORD_MARKS}]+|[^${WORD_SPACE}${unspaced}${WORD_MARKS}]+`, "gu");
const WORD_LETTER = new RegExp(`[${unspaced}]`, "u");
const WORD_FULL = new RegExp(`[^${WORD_SPACE}${WORD_EMPTY}${WORD_MARKS}]`, "u");
const WORD_COUNTED = WORD_LETTERS.map(([letters, ten]) => [new RegExp(`[${letters}]`, "gu"), ten]);
const KEYCAP = /[0-9#*]\ufe0f?\u20e3/gu; // a digit in a box: an emoji

/** How many words `text` has.
 *  @param {string} text */
export function wordsIn(text) {
  let words = 0;
  let letters = "";
  for (const [piece] of String(text).replace(KEYCAP, " ").matchAll(WORD_PIECE)) {
    if (WORD_LETTER.test(piece)) letters += piece;
    else if (WORD_FULL.test(piece)) words += 1;
  }
  for (const [found, ten] of /** @type {[RegExp, number][]} */ (WORD_COUNTED)) {
    const n = letters.match(found)?.length ?? 0;
    if (n) words += Math.max(1, Math.floor((n * 10 + Math.floor(ten / 2)) / ten));
  }
  return words;
}
