// DOM helpers. Text enters the page as text nodes only; nothing here parses HTML.

import { scrollerOf } from "./scroll.js";

let made = 0;
export const uid = () => `mo-${Math.random().toString(36).slice(2, 8)}-${(made++).toString(36)}`;

/** An element: `h("button.mo-btn", { type: "button", onclick }, "Check")`. null and false children are left out.
 *  @param {string} spec
 *  @param {Attrs} [attrs]
 *  @param {...Child} children
 *  @returns {Made} */
export function h(spec, attrs = {}, ...children) {
  const [tag, ...classes] = spec.split(".");
  return furnish(document.createElement(tag || "div"), classes, attrs, children);
}

/** The same for SVG elements.
 *  @param {string} spec
 *  @param {Attrs} [attrs]
 *  @param {...Child} children
 *  @returns {Made} */
export function svg(spec, attrs = {}, ...children) {
  const [tag, ...classes] = spec.split(".");
  return furnish(document.createElementNS("http://www.w3.org/2000/svg", tag), classes, attrs, children);
}

const AS_PROPERTY = new Set([
  "value",
  "checked",
  "disabled",
  "hidden",
  "open",
  "selected",
  "indeterminate",
  "required",
]);

/** @param {any} node @param {any} classes @param {any} attrs @param {any} children */
function furnish(node, classes, attrs, children) {
  if (classes.length) node.classList.add(...classes);
  for (const [key, value] of Object.entries(attrs)) {
    if (value === null || value === undefined) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (AS_PROPERTY.has(key)) node[key] = value;
    else if (value !== false) node.setAttribute(key, value === true ? "" : String(value));
  }
  add(node, ...children);
  return node;
}

/** @param {Made} node
 *  @param {...Child} children */
export function add(node, ...children) {
  for (const child of /** @type {any[]} */ (children).flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return node;
}

/** @param {Made} node
 *  @param {...Child} children */
export function fill(node, ...children) {
  node.replaceChildren();
  return add(node, ...children);
}

/** Text only a screen reader says.
 *  @param {...any} text */
export const unseen = (...text) => h("span.mo-unseen", {}, ...text);

/** Runs `draw`, which may replace parts of `root`, and gives the focus back to the element of the same id.
 *  @param {Made} root @param {(...args: any[]) => any} draw */
export function keepFocus(root, draw) {
  const held = document.activeElement;
  const id = held && root.contains(held) ? held.id : "";
  const [from, to] = held && id && "selectionStart" in held ? selection(held) : [null, null];
  draw();
  if (!id || document.activeElement?.id === id) return;
  const again = root.querySelector(`#${CSS.escape(id)}`);
  focusOn(again);
  if (again && from !== null) again.setSelectionRange(from, to);
}

/** @param {any} field */
function selection(field) {
  try {
    return [field.selectionStart, field.selectionEnd];
  } catch {
    return [null, null]; // a checkbox or a slider has no selection
  }
}

/** Focus without the page jumping.
 *  @param {any} node */
export function focusOn(node) {
  node?.focus({ preventScroll: true });
}

/** Brings `node` into sight if it is not, by the shortest way; of what is taller than the window, the beginning. A notebook
 *  lays its cells out while it scrolls, may stop half-way, and on a slow computer draws cells above for seconds: so it is
 *  looked at again for a while, unless the learner has moved on.
 *  @param {any} node */
export function reveal(node) {
  const tall = node.offsetHeight > innerHeight * 0.7;
  /** @param {any} behavior */
  const show = (behavior) => node.scrollIntoView({ block: tall ? "start" : "nearest", behavior });
  const inSight = () => {
    const { top, bottom } = node.getBoundingClientRect();
    const [from, to] = windowOf(node);
    return top >= from - 1 && (tall ? top < (from + to) / 2 : bottom <= to + 1);
  };
  if (tall && inSight()) return;
  const moved = new AbortController();
  for (const act of ["wheel", "touchmove", "keydown", "pointerdown"])
    document.addEventListener(act, () => moved.abort(), { signal: moved.signal, capture: true, passive: true });
  show(calm() ? "auto" : "smooth");
  const lookAgain = (/** @type {number} */ left) => {
    if (moved.signal.aborted || !node.isConnected || !left) return moved.abort();
    if (!inSight()) show("auto");
    setTimeout(lookAgain, LOOK_AGAIN, left - 1);
  };
  setTimeout(lookAgain, LOOK_AGAIN, LOOKS);
}

const LOOK_AGAIN = 700; // ms
const LOOKS = 6;

/** From where to where, in the window's px, what `node` scrolls in can be seen.
 *  @param {any} node */
function windowOf(node) {
  const scroller = scrollerOf(node, "y");
  if (scroller === document.scrollingElement) return [0, innerHeight];
  const { top, bottom } = scroller.getBoundingClientRect();
  return [Math.max(0, top), Math.min(innerHeight, bottom)];
}

export const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Whether two JSON values are equal; the order of an object's keys means nothing.
 *  @param {any} a @param {any} b */
export const same = (a, b) => JSON.stringify(a ?? null, byKey) === JSON.stringify(b ?? null, byKey);

/** @param {any} value */
export const isBlank = (value) =>
  value === null || value === undefined || value === "" || (typeof value === "object" && !Object.keys(value).length);

/** @param {any} _ @param {any} value */
const byKey = (_, value) =>
  value && typeof value === "object" && !Array.isArray(value)
    ? Object.fromEntries(
        Object.keys(value)
          .sort()
          .map((key) => [key, value[key]]),
      )
    : value;
