// The words that several parts use.

/** @type {Record<string, any>} */
export const OUTCOMES = {
  correct: { word: "Right", icon: "check", tone: "good" },
  partial: { word: "Partly right", icon: "half", tone: "part" },
  incorrect: { word: "Not yet", icon: "cross", tone: "bad" },
  recorded: { word: "Recorded", icon: "note", tone: "done" },
  not_attempted: { word: "Not answered yet", icon: "info", tone: "plain" },
  invalid: { word: "This could not be read", icon: "warn", tone: "part" },
};

/** @param {Result | null} result */
export const outcomeOf = (result) => OUTCOMES[result?.outcome ?? ""] ?? OUTCOMES.not_attempted;

/** @param {any} n @param {any} one @param {any} [many] */
export const count = (n, one, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;

/** @param {any} n */
export const triedWords = (n) => (n === 0 ? "" : n === 1 ? "Tried once" : n === 2 ? "Tried twice" : `Tried ${n} times`);

/** A number as short as it can be: 3, 2.5, 0.33.
 *  @param {any} n */
export const short = (n) => String(Math.round(n * 100) / 100);

/** Points that were earned, to a tenth. Only all of them read as all, and only nothing reads as nothing: 13.97 of 14 is
 *  "13.9", 0.03 is "0.1". The figures themselves stay exact with Python and in the grader's files.
 *  @param {any} n @param {any} of */
export function earnedShort(n, of) {
  const step = of < 1 ? 100 : 10; // a question's share of a drill may be below one point
  if (n <= 0) return "0";
  if (n >= of) return short(of);
  const most = Math.ceil(of * step - 1e-9) - 1;
  return short(Math.max(1, Math.min(most, Math.round(n * step))) / step);
}

/** @param {any} n @param {any} of */
export const earnedWords = (n, of) => `${earnedShort(n, of)} of ${pointsWords(of)}`;

/** @param {any} n */
export const pointsWords = (n) => (n ? `${short(n)} ${n === 1 ? "point" : "points"}` : "");

/** The time of a moment of today, else date and time, in the reader's own form.
 *  @param {any} ms */
export const clockWords = (ms) =>
  new Date(ms).toDateString() === new Date().toDateString()
    ? new Date(ms).toLocaleTimeString(undefined, { timeStyle: "short" })
    : whenWords(ms);

/** A date and time in the reader's own form.
 *  @param {any} ms */
export const whenWords = (ms) => new Date(ms).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
