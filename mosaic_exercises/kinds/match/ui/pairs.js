// Who is joined to whom, as a value: left id -> right id. No page here.

import { count } from "../../../panel/ui/kit/words.js";

/** A raw answer, as far as this exercise has such items; a partner that fits once is joined once.
 *  @param {Raw} raw @param {Task<"match">} task
 *  @returns {Map<string, string>} */
export function read(raw, { left, right, reuse }) {
  const pairs = new Map();
  const free = new Set(right.map((r) => r.id));
  for (const [l, r] of Object.entries(raw && typeof raw === "object" ? raw : {})) {
    if (!free.has(r) || !left.some((one) => one.id === l)) continue;
    if (!reuse) free.delete(r);
    pairs.set(l, r);
  }
  return pairs;
}

/** The raw answer, in the order of the left side.
 *  @param {Map<string, string>} pairs @param {Item[]} left */
export const write = (pairs, left) => Object.fromEntries(left.filter((l) => pairs.has(l.id)).map((l) => [l.id, pairs.get(l.id)]));

/** The row that a partner stands in.
 *  @param {Map<string, string>} pairs @param {string} right */
export const holder = (pairs, right) => [...pairs].find(([, held]) => held === right)?.[0];

/** The same with a pair joined (`right` null: taken apart), and the row that lost its partner to it, "" for none.
 *  @param {Map<string, string>} pairs @param {string} left @param {string | null} right @param {boolean} reuse */
export function joined(pairs, left, right, reuse) {
  const next = new Map(pairs);
  const was = right && !reuse ? holder(pairs, right) : undefined;
  const loser = was && was !== left ? was : "";
  if (loser) next.delete(loser);
  if (right) next.set(left, right);
  else next.delete(left);
  return { pairs: next, loser };
}

/** What is announced of a change: `partner` by its text ("" for a pair taken apart), `loser` by the text of its row.
 *  @param {{ row: string, partner: string, loser: string, open: number }} given */
export function joinedWords({ row, partner, loser, open }) {
  const moved = loser ? ` It was taken from ${loser}; that row has a button to put it back.` : "";
  const said = partner ? `Joined: ${row}, ${partner}.${moved}` : "Taken apart.";
  return `${said} ${open ? `${count(open, "row")} without a partner.` : "All rows have a partner."}`;
}

/** The title over the partners.
 *  @param {number} free @param {boolean} reuse */
export function trayWords(free, reuse) {
  if (!free) return "All partners are used";
  return reuse ? "Partners (each may be used more than once)" : `${count(free, "partner")} to choose from`;
}
