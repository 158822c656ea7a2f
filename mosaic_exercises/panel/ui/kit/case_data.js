// The case at hand, fetched once a page: all panels share it.

/** Cases that this page has, by the key of their files. */
const files = (globalThis.mosaicCases ??= new Map());
const CASE_MS = 8000;

/** Asks Python for the case of this key: done(sections, "") or done(null, problem).
 *  @param {string} key
 *  @param {{ link: Link, slug?: string, signal: AbortSignal }} given
 *  @param {(sections: any[] | null, problem: string) => void} done */
export function askCase(key, { link, slug = "", signal }, done) {
  const here = files.get(key);
  if (here) return done(here, "");
  const over = new AbortController();
  /** @param {any[] | null} sections @param {string} problem */
  const settle = (sections, problem) => {
    clearTimeout(timer);
    over.abort();
    if (sections) files.set(key, sections);
    done(sections, problem);
  };
  const timer = setTimeout(() => settle(null, "Python is not answering: the case comes when it is back."), CASE_MS);
  link.on(slug, (m) => m.type === "case-file" && settle(m.sections ?? null, m.problem ?? ""), AbortSignal.any([over.signal, signal]));
  link.send(slug ? { type: "case-file", slug } : { type: "case-file" });
}
