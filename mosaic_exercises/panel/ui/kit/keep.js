// Drawing in place: nodes are kept and changed only where something differs, so that focus, caret and scroll stay.

import { add, fill, h } from "./dom.js";

const rooms = new WeakMap(); // parent -> id of a thing -> { part, and what it was drawn with }

/** The children of `parent` become one node for each of `things`, in their order: kept by `id`, moved only where they
 *  stand wrong. make(thing) gives a part { node, ... }. Gives the entries { part } in order, new ones without a thing.
 *  @param {any} parent @param {any[]} things @param {(...args: any[]) => any} make */
function settled(parent, things, make) {
  const kept = rooms.get(parent) ?? new Map();
  rooms.set(parent, kept);
  const wanted = new Set(things.map((thing) => thing.id));
  for (const [id, { part }] of kept)
    if (!wanted.has(id)) {
      part.node.remove();
      kept.delete(id);
    }
  return things.map((thing, i) => {
    if (!kept.has(thing.id)) kept.set(thing.id, { part: make(thing) });
    const { node } = kept.get(thing.id).part;
    if (parent.children[i] !== node) parent.insertBefore(node, parent.children[i] ?? null);
    return kept.get(thing.id);
  });
}

/** The parts of `things` as the children of `parent`, kept by id; drawing them is the caller's.
 *  @param {any} parent @param {any[]} things @param {(...args: any[]) => any} make */
export const placed = (parent, things, make) => settled(parent, things, make).map(({ part }) => part);

/** The same, drawn by draw(thing, context, index) of each part: with a `context`, only where the thing or the context is
 *  another than last time (both are values that never change); without one, always.
 *  @param {any} parent @param {any[]} things @param {(...args: any[]) => any} make @param {any} [context] */
export function keyed(parent, things, make, context = undefined) {
  settled(parent, things, make).forEach((entry, i) => {
    if (context !== undefined && entry.thing === things[i] && entry.context === context) return;
    entry.thing = things[i];
    entry.context = context;
    entry.part.draw(things[i], context, i);
  });
}

/** Sets the words of a node unless it has them.
 *  @param {any} node @param {string} text */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** Sets a control's value unless it has it: the caret stays.
 *  @param {Made} control @param {any} value */
export function setValue(control, value) {
  if (control.type === "checkbox") {
    if (control.checked !== Boolean(value)) control.checked = Boolean(value);
  } else if (control.value !== String(value ?? "")) control.value = value ?? "";
}

/** Fills a node anew only where `print`, a JSON value, differs from last time.
 *  @param {any} node @param {any} print @param {(...args: any[]) => any} draw */
export function refill(node, print, draw) {
  const next = JSON.stringify(print);
  if (node.dataset.print === next) return;
  node.dataset.print = next;
  fill(node, draw());
}

/** The options of a menu ({ id, name }); what is chosen stays chosen where it is still there.
 *  @param {any} select @param {any[]} options */
export function setOptions(select, options) {
  const { value } = select;
  refill(select, options, () => options.map(({ id, name }) => h("option", { value: id }, name)));
  if (options.some((o) => o.id === value)) setValue(select, value);
}

/** Fills `node` as `fill` does, and leaves standing what reads as before, so that a press that has begun on it, the focus and
 *  an opened fold stay. Only for what its text and attributes tell apart: what stands keeps its own listeners.
 *  @param {any} node
 *  @param {...Child} children */
export function renew(node, ...children) {
  becomes(node, add(h("div"), ...children));
  return node;
}

/** @param {any} node @param {any} wanted */
function becomes(node, wanted) {
  const there = [...node.childNodes];
  const next = [...wanted.childNodes];
  for (const [at, child] of next.entries()) {
    const old = there[at];
    if (!old) node.append(child);
    else if (alike(old, child)) becomes(old, child);
    else if (!old.isEqualNode(child)) old.replaceWith(child);
  }
  for (const old of there.slice(next.length)) old.remove();
}

/** Whether two elements are the same but for what they hold, and for a fold that was opened or closed.
 *  @param {any} a @param {any} b */
function alike(a, b) {
  if (a.nodeType !== Node.ELEMENT_NODE || b.nodeType !== Node.ELEMENT_NODE) return false;
  const [one, two] = [a.cloneNode(false), b.cloneNode(false)];
  if (one.tagName === "DETAILS") one.open = two.open = false;
  return one.isEqualNode(two);
}
