// What is typed into a form and not done yet: it is kept in the class's folder, and stands here again after a reload.

const QUIET_MS = 600; // after a key, before it is kept

/** @param {Record<string, string>} first form -> what was typed into it, as JSON
 *  @param {(form: string, text: string) => void} keep "" for nothing more @param {AbortSignal} signal */
export function makeTyped(first, keep, signal) {
  const known = new Map(Object.entries(first));
  /** @type {Map<string, any>} */
  const due = new Map(); // form -> timer
  /** @param {string} form */
  const flush = (form) => {
    clearTimeout(due.get(form));
    if (due.delete(form)) keep(form, known.get(form) ?? "");
  };
  const all = () => [...due.keys()].forEach(flush);
  addEventListener("pagehide", all, { signal });
  signal.addEventListener("abort", all);
  return {
    /** What was typed into a form, or null.
     *  @param {string} form */
    of(form) {
      try {
        return JSON.parse(known.get(form) ?? "null");
      } catch {
        return null; // somebody else wrote the file
      }
    },
    /** @param {string} form @param {any} value null: there is nothing that is not done */
    put(form, value) {
      const text = value === null ? "" : JSON.stringify(value);
      if (text === (known.get(form) ?? "")) return;
      if (text) known.set(form, text);
      else known.delete(form);
      clearTimeout(due.get(form));
      due.set(form, setTimeout(flush, QUIET_MS, form));
    },
    all: () => Object.fromEntries(known),
  };
}
