// The mirror: a copy of the learner's answers in this browser, under base URL + workbook.
//   mosaic/1/<baseUrl>/<workbook>/draft/<slug>  {answer, at, rev, base, by}: by which window, and the time of the newest
//                                               answer of any other window that it had shown
//   mosaic/1/<baseUrl>/<workbook>/check/<slug>  {id, answer, at, rev, base, by}: pressed, and not done by Python yet
//   mosaic/1/<baseUrl>/<workbook>/event/<id>    the event as Python wrote it
//   mosaic/1/<baseUrl>/<workbook>/who           {name, id, email, track, at}
//   mosaic/1/<baseUrl>/<workbook>/asked/<other> {at}: the learner decided about that other workbook

import { baseUrl, WINDOW } from "./place.js";

const MIRROR = "mosaic/1/";

/** The browser's store, or null where it is forbidden. */
function browserStore() {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

/** The mirror of one workbook. `store` is localStorage or something like it.
 *  @param {any} workbook @param {{ base?: any, store?: any }} [given] */
export function makeMirror(workbook, { base = baseUrl(), store = browserStore() } = {}) {
  const home = `${MIRROR}${base}/`;
  const own = `${home}${workbook}/`;

  /** @param {any} key */
  const read = (key) => {
    try {
      return JSON.parse(store?.getItem(key) ?? "null");
    } catch {
      return null; // a foreign or torn entry: leave it where it is, use nothing of it
    }
  };

  /** @param {any} prefix */
  const keysUnder = (prefix) => {
    const found = [];
    for (let i = 0; store && i < store.length; i++) if (store.key(i).startsWith(prefix)) found.push(store.key(i));
    return found;
  };

  /** @param {any} prefix */
  const eventsUnder = (prefix) =>
    keysUnder(`${prefix}event/`)
      .map((key) => ({ key, event: read(key) }))
      .filter(({ event }) => event && typeof event === "object" && typeof event.id === "string");

  /** Writes; where the store is full, drops this workbook's oldest events (Python has them) and tries again.
   *  @param {any} key @param {any} value */
  const write = (key, value) => {
    const text = JSON.stringify(value);
    let spare = null;
    for (;;) {
      try {
        if (!store) return false;
        store.setItem(key, text);
        return true;
      } catch {
        spare ??= eventsUnder(own)
          .filter((e) => e.key !== key)
          .sort((a, b) => String(a.event.at).localeCompare(String(b.event.at)));
        if (!spare.length) return false;
        for (const { key: old } of spare.splice(0, 20)) store.removeItem(old);
      }
    }
  };

  /** @param {any} prefix */
  const draftsUnder = (prefix) =>
    keysUnder(`${prefix}draft/`).flatMap((key) => {
      const draft = read(key);
      return draft && Number.isFinite(draft.at) ? [{ exercise: key.slice(`${prefix}draft/`.length), ...draft }] : [];
    });

  return {
    workbook,
    /** @param {string} slug */
    draft: (slug) => draftsUnder(own).find((d) => d.exercise === slug) ?? null,
    /** @param {string} slug @param {any} answer @param {any} at @param {any} rev @param {any} base */
    putDraft: (slug, answer, at, rev, base) => write(`${own}draft/${slug}`, { answer, at, rev, base, by: WINDOW }),
    /** The draft of `slug` that a storage event tells of: another window of this browser wrote it.
     *  @param {string} slug @param {any} event */
    draftTold: (slug, event) => {
      const draft = event.key === `${own}draft/${slug}` ? read(event.key) : null;
      return draft && Number.isFinite(draft.at) ? draft : null;
    },
    /** @param {string} slug */
    check: (slug) => read(`${own}check/${slug}`),
    /** @param {string} slug @param {any} check */
    putCheck: (slug, check) => write(`${own}check/${slug}`, check),
    /** @param {string} slug */
    dropCheck: (slug) => store?.removeItem(`${own}check/${slug}`),
    /** @param {any} event */
    putEvent: (event) => typeof event?.id === "string" && write(`${own}event/${event.id}`, event),
    events: (slug = null) =>
      eventsUnder(own)
        .map((e) => e.event)
        .filter((e) => slug === null || e.exercise === slug),
    drafts: () => draftsUnder(own),
    who: () => read(`${own}who`),
    /** @param {any} who */
    putWho: (who) => write(`${own}who`, { ...who, at: Date.now() }),
    /** Other workbooks that this browser holds answers of and nobody has decided about since. */
    others() {
      const names = new Set(keysUnder(home).map((key) => key.slice(home.length).split("/")[0]));
      names.delete(workbook);
      return [...names].flatMap((name) => {
        const prefix = `${home}${name}/`;
        const events = eventsUnder(prefix).map((e) => e.event);
        const drafts = draftsUnder(prefix);
        const times = [...events.map((e) => Date.parse(e.at)), ...drafts.map((d) => d.at)].filter(Number.isFinite);
        const newest = Math.max(0, ...times);
        if (!times.length || newest <= (read(`${own}asked/${name}`)?.at ?? 0)) return [];
        return [{ workbook: name, who: read(`${prefix}who`), events, drafts, newest }];
      });
    },
    /** @param {string} name @param {any} at */
    putAsked: (name, at) => write(`${own}asked/${name}`, { at }),
  };
}
