// An outline as a value: a list of { id, level, text, note, link, shut, picture, alt }. Every change makes a new list.

import { pictureOf } from "./picture.js";

export const MOST = 500;
const DEEPEST = 11;

/** @param {string} text */
export const linkOf = (text) => (/^(https?:\/\/|mailto:)[^\s<>"]+$/i.test(text) ? text : "");

/** The index behind the last branch under `at`.
 *  @param {Branch[]} nodes @param {any} at */
export function endOf(nodes, at) {
  let end = at + 1;
  while (end < nodes.length && nodes[end].level > nodes[at].level) end++;
  return end;
}

/** @param {Branch[]} nodes @param {any} at */
export const hasChildren = (nodes, at) => endOf(nodes, at) > at + 1;

/** The indexes that are not folded away.
 *  @param {Branch[]} nodes */
export function visible(nodes) {
  const shown = [];
  for (let i = 0; i < nodes.length; ) {
    shown.push(i);
    i = nodes[i].shut ? endOf(nodes, i) : i + 1;
  }
  return shown;
}

/** @param {Branch[]} nodes @param {any} at @param {any} change */
export const withNode = (nodes, at, change) => nodes.map((n, i) => (i === at ? { ...n, ...change } : n));

/** A branch with all under it, one level in or out; null where that cannot be.
 *  @param {Branch[]} nodes @param {any} at @param {number} way */
export function shifted(nodes, at, way) {
  const end = endOf(nodes, at);
  const level = nodes[at].level + way;
  if (level < 0 || (way > 0 && (at === 0 || level > nodes[at - 1].level + 1))) return null;
  if (way > 0 && Math.max(...nodes.slice(at, end).map((n) => n.level)) >= DEEPEST) return null;
  let next = nodes.map((n, i) => (i >= at && i < end ? { ...n, level: n.level + way } : n));
  // Moved in, a branch must be seen: its new parent opens.
  if (way > 0) {
    let parent = at - 1;
    while (next[parent].level >= level) parent--;
    next = withNode(next, parent, { shut: false });
  }
  return next;
}

/** A branch with all under it, before or behind its neighbour of the same level; null at the end of its row.
 *  @param {Branch[]} nodes @param {any} at @param {number} way */
export function moved(nodes, at, way) {
  const end = endOf(nodes, at);
  const block = nodes.slice(at, end);
  if (way < 0) {
    let before = at - 1;
    while (before >= 0 && nodes[before].level > nodes[at].level) before--;
    if (before < 0 || nodes[before].level < nodes[at].level) return null;
    return [...nodes.slice(0, before), ...block, ...nodes.slice(before, at), ...nodes.slice(end)];
  }
  if (end >= nodes.length || nodes[end].level < nodes[at].level) return null;
  const next = endOf(nodes, end);
  return [...nodes.slice(0, at), ...nodes.slice(end, next), ...block, ...nodes.slice(next)];
}

/** A raw answer's branches as far as they can be shown: ids once, levels without gaps.
 *  @param {unknown} raw */
export function read(raw) {
  const seen = new Set();
  const out = [];
  for (const n of Array.isArray(raw) ? raw.slice(0, MOST) : []) {
    if (!n || typeof n.id !== "string" || seen.has(n.id)) continue;
    seen.add(n.id);
    const most = out.length ? Math.min(out[out.length - 1].level + 1, DEEPEST) : 0;
    const level = Math.min(Math.max(0, Number.isInteger(n.level) ? n.level : 0), most);
    /** @param {any} value */
    const text = (value) => (typeof value === "string" ? value : "");
    const picture = pictureOf(text(n.picture));
    const beside = { picture, alt: picture && text(n.alt) };
    out.push({ id: n.id, level, text: text(n.text), note: text(n.note), link: linkOf(text(n.link)), shut: n.shut === true, ...beside });
  }
  return out;
}

/** The branches as Python reads them: what is empty is left out.
 *  @param {Branch[]} nodes */
export const raw = (nodes) =>
  nodes.map(({ id, level, text, note, link, shut, picture, alt }) => ({
    id,
    level,
    text,
    ...(note && { note }),
    ...(link && { link }),
    ...(shut && { shut }),
    ...(picture && { picture }),
    ...(picture && alt && { alt }),
  }));
