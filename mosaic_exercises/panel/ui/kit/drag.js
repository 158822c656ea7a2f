// Dragging by mouse, pen and touch, shared by the kinds that place things. The thing itself is lifted into the browser's
// top layer: above everything in the page, cut off by no cell, panel or scroll box. On touch a drag starts at the grip
// only, so that the page can still be scrolled. Every drag has a plain alternative by click and by keyboard in the kind.

import { calm, h } from "./dom.js";
import { scrollWhileHeld } from "./scroll.js";

export const DRAG_FROM = 6; // px of movement that tell a drag from a click

/**
 * root: the body; items: selector of what can be dragged; grip: selector of its handle; upright: up and down only.
 * over(item, target element, event) while dragging, drop(item, target element, event), end(item) always. Escape lets go.

 *  @param {Made} root
 *  @param {{ items?: any, grip?: any, ignore?: string, upright?: boolean, over: (...args: any[]) => any, drop: (...args: any[]) => any, end: (...args: any[]) => any }} given
 *  @param {AbortSignal} signal */
export function makeDrag(
  root,
  { items, grip, ignore = "select, a, [data-nodrag]", upright = false, over, drop, end },
  signal,
) {
  /** @type {any} */
  let held = null;

  /** @param {any} event */
  const at = (event) => {
    held.item.style.pointerEvents = "none";
    const under = document.elementFromPoint(event.clientX, event.clientY);
    held.item.style.pointerEvents = "";
    return under && root.contains(under) ? under : null;
  };

  /** @param {any} event */
  const move = (event) => {
    if (event.pointerId !== held?.pointer) return;
    const [dx, dy] = [event.clientX - held.x, event.clientY - held.y];
    if (!held.started) {
      if (Math.hypot(dx, dy) < DRAG_FROM) return;
      held.started = true;
      held.item.setPointerCapture(event.pointerId);
      held.item.classList.add("mo-dragging");
      root.classList.add("mo-has-drag");
      held.lay = lift(held.item);
      held.scroll = scrollWhileHeld(root, () => held && over(held.item, at(held.event), held.event));
    }
    event.preventDefault();
    held.event = event;
    held.item.style.transform = `translate(${upright ? 0 : dx}px, ${dy}px)`;
    held.scroll.pointer(event);
    over(held.item, at(event), event);
  };

  /** @param {any} event @param {any} dropped */
  const stop = (event, dropped) => {
    if (!held || (event && event.pointerId !== held.pointer)) return;
    const { item, started, scroll, lay } = held;
    const target = started && dropped ? at(event) : null;
    held = null;
    if (!started) return;
    scroll.stop();
    lay();
    item.classList.remove("mo-dragging");
    root.classList.remove("mo-has-drag");
    swallowClick(root);
    if (target) drop(item, target, event);
    end(item);
  };

  /** @param {any} event */
  const start = (event) => {
    if (held || event.button !== 0 || !event.isPrimary || event.target.closest(ignore)) return;
    const item = event.target.closest(items);
    if (!item || !root.contains(item)) return;
    if (event.pointerType === "touch" && !event.target.closest(grip)) return;
    held = { item, pointer: event.pointerId, x: event.clientX, y: event.clientY };
  };

  /** @param {any} event */
  const letGo = (event) => {
    if (event.key !== "Escape" || !held?.started) return;
    event.stopPropagation();
    event.preventDefault();
    stop(null, false);
  };

  root.addEventListener("pointerdown", start, { signal });
  document.addEventListener("pointermove", (e) => held && move(e), { signal, passive: false });
  document.addEventListener("pointerup", (e) => stop(e, true), { signal });
  document.addEventListener("pointercancel", (e) => stop(e, false), { signal });
  document.addEventListener("keydown", letGo, { signal, capture: true });
  signal.addEventListener("abort", () => stop(null, false));
  root.addEventListener("dragstart", (e) => e.preventDefault(), { signal });
  return { active: () => Boolean(held?.started), cancel: () => stop(null, false) };
}

/** Lifts `item` into the top layer where it stands, with a hole of its size in its place. Returns what lays it back.
 *  @param {any} item */
function lift(item) {
  const own = item.getAttribute("style");
  const look = getComputedStyle(item);
  const box = item.getBoundingClientRect();
  const { padding, color, backgroundColor, gridArea, margin, flexShrink } = look;
  const borders = ["top", "right", "bottom", "left"].map((side) => look.getPropertyValue(`border-${side}-width`)).join(" ");
  const flows = look.position !== "absolute";
  const hole = h(`${item.localName}.mo-hole`, { "aria-hidden": "true" });
  Object.assign(hole.style, { height: `${box.height}px`, width: `${box.width}px`, maxWidth: "100%", gridArea, margin, flexShrink });
  if (flows) item.before(hole);
  item.setAttribute("popover", "manual");
  item.showPopover?.();
  // What a browser's own style gives a popover is set back to what the thing had.
  Object.assign(item.style, {
    position: "fixed",
    inset: `${box.top}px auto auto ${box.left}px`,
    width: `${box.width}px`,
    height: `${box.height}px`,
    margin: "0",
    maxWidth: "none",
    overflow: "visible",
    translate: "none",
    borderWidth: borders,
    padding,
    color,
    backgroundColor,
  });
  return () => {
    hole.remove();
    item.hidePopover?.();
    item.removeAttribute("popover");
    if (own === null) item.removeAttribute("style");
    else item.setAttribute("style", own);
  };
}

/** The click that follows a drag is no click.
 *  @param {Made} root */
export function swallowClick(root) {
  /** @param {any} event */
  const eat = (event) => (event.stopPropagation(), event.preventDefault());
  root.addEventListener("click", eat, { capture: true, once: true });
  setTimeout(() => root.removeEventListener("click", eat, { capture: true }), 0);
}

/** Moves nodes by `change` and lets them glide from where they were, unless the learner wants no motion.
 *  @param {any[]} nodes @param {(...args: any[]) => any} change */
export function glide(nodes, change) {
  /** @type {Map<any, any>} */
  const from = new Map(calm() ? [] : [...nodes].map((n) => [n, n.getBoundingClientRect()]));
  change();
  for (const [node, box] of from) {
    const now = node.getBoundingClientRect();
    const dx = box.left - now.left;
    const dy = box.top - now.top;
    if (dx || dy)
      node.animate([{ transform: `translate(${dx}px, ${dy}px)` }, { transform: "none" }], {
        duration: 160,
        easing: "ease-out",
      });
  }
}

/** Shows where a held thing would land: { over, end } for `makeDrag`. `target(item, under, event)` says it: null, or
 *  `node`, and `before`, the thing that it would stand before.
 *  @param {Made} root @param {(item: any, under: any, event: any) => { node: any, before?: any } | null} target */
export function makeLanding(root, target) {
  const end = () => {
    for (const n of root.querySelectorAll("[data-target], [data-before]")) {
      n.removeAttribute("data-target");
      n.removeAttribute("data-before");
    }
  };
  return {
    end,
    /** @param {any} item @param {any} under @param {any} event */
    over(item, under, event) {
      end();
      const to = target(item, under, event);
      to?.node.setAttribute("data-target", "");
      to?.before?.setAttribute("data-before", "");
    },
  };
}
