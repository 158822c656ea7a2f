// The kinds and views that are in the page (kit/assets.js enters them; the entry picks by `view.kind`), and the times
// and sizes that several modules keep to.

/** @type {Record<string, KindUi<any>>} */
export const kinds = {};
/** @type {Record<string, ViewUi>} */
export const views = {};

export const DRAFT_AFTER_MS = 500; // quiet time before a draft goes to Python
export const DRAFT_AT_LEAST_MS = 2000; // a long burst of typing is sent in between
export const SILENCE_MS = 4000; // without an answer for so long, Python is not answering
export const GREETING_MS = 15_000; // the same for a greeting: a kernel that starts runs the other cells first
export const CALL_AFTER_MS = 3000; // how soon Python is called again when it was silent and something waits for it
export const CALL_AT_MOST_MS = 30_000; // how rarely at last
export const LIVE_AFTER_MS = 150; // quiet time before a live picture is asked for
export const UPLOAD_LIMIT = 50 * 1024 * 1024; // bytes

/** What a kind says of itself: the same always, or as the exercise has it.
 *  @param {any} said @param {View} view */
export const ofView = (said, view) => (typeof said === "function" ? said(view) : said);
