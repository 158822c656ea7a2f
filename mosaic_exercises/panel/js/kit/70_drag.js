// Dragging by mouse, pen and touch, shared by the kinds that place things. The thing itself moves, inside the panel:
// a ghost at a fixed place would be cut off at the cell's edge. On touch a drag starts at the grip only, so that the
// page can still be scrolled. Every drag has a plain alternative by click and by keyboard in the kind itself.

const DRAG_FROM = 6; // px of movement that tell a drag from a click

/**
 * root: the body; items: selector of what can be dragged; grip: selector of its handle; upright: up and down only.
 * over(item, target element, event) while dragging, drop(item, target element, event), end(item) always.
 */
function makeDrag(
  root,
  { items, grip, ignore = "select, a, [data-nodrag]", upright = false, over, drop, end },
  signal,
) {
  let held = null;

  const at = (event) => {
    held.item.style.pointerEvents = "none";
    const under = document.elementFromPoint(event.clientX, event.clientY);
    held.item.style.pointerEvents = "";
    return under && root.contains(under) ? under : null;
  };

  const move = (event) => {
    if (event.pointerId !== held?.pointer) return;
    const dx = event.clientX - held.x;
    const dy = event.clientY - held.y;
    if (!held.started) {
      if (Math.hypot(dx, dy) < DRAG_FROM) return;
      held.started = true;
      held.item.setPointerCapture(event.pointerId);
      held.item.classList.add("mo-dragging");
      root.classList.add("mo-has-drag");
    }
    event.preventDefault();
    held.event = event;
    scrollNear(event, held.scroller);
    const scrolled = held.scroller ? held.scroller.scrollTop - held.scroll : 0;
    held.item.style.transform = `translate(${upright ? 0 : dx}px, ${dy + scrolled}px)`;
    over(held.item, at(event), event);
  };

  const stop = (event, dropped) => {
    if (!held || (event && event.pointerId !== held.pointer)) return;
    const { item, started } = held;
    const target = started && dropped ? at(event) : null;
    held = null;
    item.style.transform = "";
    item.classList.remove("mo-dragging");
    root.classList.remove("mo-has-drag");
    if (!started) return;
    swallowClick(root);
    if (target) drop(item, target, event);
    end(item);
  };

  const start = (event) => {
    if (held || event.button !== 0 || !event.isPrimary || event.target.closest(ignore)) return;
    const item = event.target.closest(items);
    if (!item || !root.contains(item)) return;
    if (event.pointerType === "touch" && !event.target.closest(grip)) return;
    const scroller = scrollerOf(root);
    held = {
      item,
      pointer: event.pointerId,
      x: event.clientX,
      y: event.clientY,
      scroller,
      scroll: scroller?.scrollTop ?? 0,
    };
  };

  root.addEventListener("pointerdown", start, { signal });
  document.addEventListener("pointermove", (e) => held && move(e), { signal, passive: false });
  document.addEventListener("pointerup", (e) => stop(e, true), { signal });
  document.addEventListener("pointercancel", (e) => stop(e, false), { signal });
  root.addEventListener("dragstart", (e) => e.preventDefault(), { signal });
  return { active: () => Boolean(held?.started), cancel: () => stop(null, false) };
}

/** The click that follows a drag is no click. */
function swallowClick(root) {
  const eat = (event) => (event.stopPropagation(), event.preventDefault());
  root.addEventListener("click", eat, { capture: true, once: true });
  setTimeout(() => root.removeEventListener("click", eat, { capture: true }), 0);
}

function scrollerOf(node) {
  for (let at = node.parentElement; at; at = at.parentElement) {
    const flow = getComputedStyle(at).overflowY;
    if ((flow === "auto" || flow === "scroll") && at.scrollHeight > at.clientHeight) return at;
  }
  return document.scrollingElement;
}

/** Scrolls while a drag is held near the upper or lower edge. */
function scrollNear(event, scroller) {
  if (!scroller) return;
  const whole = scroller === document.scrollingElement;
  const { top, bottom } = whole ? { top: 0, bottom: innerHeight } : scroller.getBoundingClientRect();
  const edge = 48;
  if (event.clientY < top + edge) scroller.scrollTop -= 10;
  else if (event.clientY > bottom - edge) scroller.scrollTop += 10;
}

/** Moves nodes by `change` and lets them glide from where they were, unless the learner wants no motion. */
function glide(nodes, change) {
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
