// The status line (is my answer kept?), the screen reader's announcements, and the drafts behind both.

import { fill, h } from "./dom.js";
import { iconOf } from "./icons.js";
import { WINDOW } from "./place.js";
import { DRAFT_AFTER_MS, DRAFT_AT_LEAST_MS } from "./registry.js";

const NOT_ANSWERING = "Saved in this browser only: Python is not answering";
/** @param {string | boolean} done */
const waitsWords = (done) =>
  `Python is not answering. Your answer is kept in this browser and is ${done} as soon as Python is back`;
const BACK = "Python is answering again.";
const NOT_KEPT = "Not saved: Python is not answering and this browser's storage is full. Copy your text elsewhere.";

/** A polite live region for short announcements. `say` repeats a text that stands there already. */
export function makeAnnouncer() {
  const node = h("div.mo-unseen", { role: "status", "aria-live": "polite", "data-part": "announcer" });
  let timer = 0;
  /** @param {string} text */
  const announce = (text) => {
    clearTimeout(timer);
    node.textContent = "";
    timer = setTimeout(() => (node.textContent = text), 30);
  };
  return { node, announce };
}

/** The line itself. Only trouble and its end are announced; "Saved" after every word would be a nuisance.
 *  @param {(text: string) => void} announce */
export function makeStatus(announce) {
  let trouble = false; // whether trouble was announced and its end was not
  const text = h("span.mo-status-text");
  const node = h("div.mo-status", { "data-part": "status", "data-state": "" }, h("span.mo-status-mark"), text);
  /** @param {any} state @param {string} words @param {string} [icon] */
  const set = (state, words, icon = "") => {
    if (node.dataset.state === state && text.textContent === words) return;
    node.dataset.state = state;
    text.textContent = words;
    fill(node.firstChild, icon && iconOf(icon));
    if (state === "trouble") {
      trouble = true;
      announce(words);
    } else if (trouble && ["", "saved"].includes(state)) {
      trouble = false;
      announce(`${BACK} ${words}`.trim());
    }
  };
  return {
    node,
    quiet: () => set("", ""),
    saving: () => set("saving", "Saving ..."),
    waiting: () => set("waiting", "Waiting for Python ..."),
    saved: () => set("saved", "Saved", "saved"),
    /** @param {string} words */
    trouble: (words) => set("trouble", words, "warn"),
  };
}

/** Keeps a changing answer: at once in the mirror, after a pause with Python. `base` is the time of the newest answer of
 *  another window that was shown here: what is written descends from it, and from nothing newer.
 *  @param {{ slug: string, rev?: any, link: Link, mirror: (...args: any[]) => any, status?: any, watch?: any, signal: AbortSignal }} given */
export function makeSaver({ slug, rev, link, mirror, status, watch, signal }) {
  let timer = 0;
  /** @type {any} */
  let pending = null; // what Python has not been sent yet
  let since = 0;
  let last = 0; // the newest change's time
  let kept = true; // whether the mirror took it
  let sent = 0;
  let base = 0;
  let stands = 0; // up to which change Python has written, or another window has taken over

  const flush = () => {
    clearTimeout(timer);
    timer = 0;
    if (!pending) return;
    sent = pending.at;
    link.send({ type: "draft", slug, ...pending, base, by: WINDOW });
    pending = null;
    watch.asked();
  };
  signal.addEventListener("abort", flush);

  return {
    flush,
    /** @param {any} answer @param {any} [at] */
    change(answer, at = Math.max(Date.now(), last + 1)) {
      last = at;
      kept = mirror().putDraft(slug, answer, at, rev, base);
      if (!pending) since = at;
      pending = { answer, at };
      status.saving();
      clearTimeout(timer);
      timer = setTimeout(flush, at - since > DRAFT_AT_LEAST_MS ? 0 : DRAFT_AFTER_MS);
      return at;
    },
    /** A check carries the answer itself: the draft need not be sent as well. */
    drop() {
      clearTimeout(timer);
      pending = null;
      sent = last;
    },
    /** Python has written what was changed at `at`.
     *  @param {any} at */
    saved(at) {
      stands = Math.max(stands, at);
      if (pending || at < sent) return;
      if (kept) status.saved();
      else status.trouble("Saved by Python; this browser's storage is full, so it keeps no copy");
    },
    /** @param {any} problem */
    unsaved: (problem) => status.trouble(problem || "Python could not save your answer; this browser keeps it"),
    refused: () => status.trouble("Not saved yet: another window has another answer. Choose above which one stands"),
    /** `done`: what is to be done with the answer when Python is back ("checked"), "" for nothing more.
     *  @param {string | boolean} done */
    silent: (done) => status.trouble(!kept ? NOT_KEPT : done ? waitsWords(done) : NOT_ANSWERING),
    newest: () => last,
    base: () => base,
    /** Whether all that was changed here stands with Python. */
    settled: () => !pending && stands >= last,
    /** An answer from elsewhere, given at `at`, stands on the screen now or was seen and decided about.
     *  @param {any} at @param {boolean} [decided] */
    seen(at, decided = false) {
      base = Math.max(base, at);
      last = Math.max(last, at);
      if (!decided) stands = last;
    },
  };
}
