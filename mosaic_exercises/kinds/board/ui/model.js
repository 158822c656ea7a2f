// A board as a value that never changes: reading a raw answer, writing one, looking things up.

import { byId } from "../../../panel/ui/kit/ids.js";

/** @param {any} text @param {number} [most] */
export const short = (text, most = 60) => {
  const signs = [...text.replace(/\s+/g, " ").trim()];
  return signs.length > most ? `${signs.slice(0, most - 1).join("").trimEnd()}…` : signs.join("");
};

/** The board of a raw answer; null gives an empty one. What names a part that is not there is left out.
 *  @param {Raw} raw @param {Task<"board">} task */
export function read(raw, task) {
  /** @type {Map<any, any>} */
  const sections = new Map(task.sections.map((s) => [s.id, s]));
  const notes = (raw?.notes ?? [])
    .filter((n) => sections.has(n.section))
    .map((n) => ({ text: "", rank: 0, ...n, fields: { ...n.fields }, refs: [...(n.refs ?? [])] }));
  const ends = new Set([...notes, ...task.given].map((n) => n.id));
  const links = (raw?.links ?? []).filter((l) => ends.has(l.from) && ends.has(l.to)).map((l) => ({ ...l }));
  return { notes: ordered(notes, sections), links };
}

/** Notes of a section that is ranked stand in the order of their ranks; ranks with gaps are none.
 *  @param {any[]} notes @param {any} sections */
function ordered(notes, sections) {
  let next = notes;
  for (const id of sections.keys()) {
    const here = notes.filter((n) => n.section === id);
    const byRank = here.toSorted((a, b) => a.rank - b.rank);
    const ranked = here.length > 0 && byRank.every((n, i) => n.rank === i + 1);
    const queue = ranked ? byRank : here.map((n) => ({ ...n, rank: 0 }));
    next = next.map((n) => (n.section === id ? queue.shift() : n));
  }
  return next;
}

/** The raw answer; notes without a word, their links and empty parts are left out. null where nothing stands.
 *  @param {Board} board @param {Task<"board">} task */
export function write(board, task) {
  const notes = board.notes
    .filter((n) => n.text.trim())
    .map(({ id, section, text, fields, refs, rank }) => {
      const specs = byId(task.sections, section).fields ?? [];
      const said = specs
        .map((/** @type {any} */ f) => [f.id, fields[f.id]])
        .filter((/** @type {any[]} */ [, v]) => v !== undefined && v !== null && v !== "" && (typeof v !== "string" || v.trim()));
      return { id, section, text, fields: Object.fromEntries(said), refs, rank };
    });
  const ends = new Set([...notes, ...task.given].map((n) => n.id));
  const links = board.links
    .filter((l) => ends.has(l.from) && ends.has(l.to))
    .map(({ id, kind, from, to }) => ({ id, kind, from, to }));
  if (!notes.length) return links.length ? { notes, links } : null;
  return { notes, links };
}

/** @param {Board} board @param {any} section */
export const notesIn = (board, section) => board.notes.filter((n) => n.section === section);
/** @param {Board} board @param {any} section */
export const isRanked = (board, section) => notesIn(board, section).some((n) => n.rank > 0);

/** A note of the board or one that was given.
 *  @param {Board} board @param {Task<"board">} task @param {string} id */
export const noteOf = (board, task, id) => byId(board.notes, id) ?? byId(task.given, id);
/** @param {Board} board @param {Task<"board">} task @param {string} id */
export const noteName = (board, task, id) => short(noteOf(board, task, id)?.text || "(empty)");
/** @param {Task<"board">} task @param {any} kind */
export const linkName = (task, kind) => byId(task.links, kind)?.name ?? kind;
/** @param {Task<"board">} task @param {string} id */
export const sectionOf = (task, id) => byId(task.sections, id);

/** The value of a field in words; "" where there is none.
 *  @param {any} spec @param {any} value */
export function fieldWords(spec, value) {
  if (value === undefined || value === null || value === "") return "";
  if (spec.type === "choice") return byId(spec.options, value)?.text ?? String(value);
  return spec.type === "scale" ? `${value}/${spec.high}` : String(value);
}

/** What can be pulled in: the learner's own things elsewhere or, while there are none, the case's examples.
 *  @param {Task<"board">} task */
export function sourcesOf(task) {
  const offers = task.offers;
  if (offers.length) return offers.map((o) => ({ ...o, example: false }));
  return task.stand_ins.map((s) => ({
    exercise: "",
    object: s.id,
    label: s.label,
    sort: s.sort,
    title: "Tessera's examples",
    example: true,
  }));
}

/** What a reference leads to today: { label, source, broken }.
 *  @param {Reference} ref @param {Task<"board">} task */
export function refNow(ref, task) {
  if (!ref.exercise) return { label: ref.label, source: "Tessera's example", broken: false };
  const now = task.offers.find((o) => o.exercise === ref.exercise && o.object === ref.object);
  return now
    ? { label: now.label, source: now.title, broken: false }
    : { label: ref.label, source: "no longer there", broken: true };
}
/** @param {{ exercise?: any, object?: any, label: string, sort?: any }} given */
export const refOf = ({ exercise, object, label, sort }) => ({ exercise, object, label, ...(sort && { sort }) });
/** @param {Reference} ref @param {any} source */
export const refersTo = (ref, source) => ref.exercise === source.exercise && ref.object === source.object;

/** Which links could join two sections, as [link spec].
 *  @param {Task<"board">} task @param {any} section */
export const linksFrom = (task, section) => task.links.filter((l) => l.from.includes(section));
/** @param {Task<"board">} task @param {any} section */
export const linksTo = (task, section) => task.links.filter((l) => l.to.includes(section));
