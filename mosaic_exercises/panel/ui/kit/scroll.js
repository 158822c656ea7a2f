// Scrolling while something is held near an edge: by time, not by movement, and never beyond what it can be dropped on.

const SCROLL_EDGE = 52; // px from an edge
const SCROLL_SPEED = 900; // px a second at the edge itself

/** The nearest ancestor that scrolls this way ("x" or "y"), or the page.
 *  @param {any} node @param {string} way */
export function scrollerOf(node, way) {
  const [flow, inner, outer] = way === "y" ? ["overflowY", "scrollHeight", "clientHeight"] : ["overflowX", "scrollWidth", "clientWidth"];
  for (let at = node; at && at !== document.body; at = at.parentElement)
    if (["auto", "scroll"].includes(getComputedStyle(at)[/** @type {any} */ (flow)]) && at[inner] > at[outer] + 1) return at;
  return document.scrollingElement;
}

/** root: what things are dropped on; moved() after each step. { pointer(event), stop() }.
 *  @param {Made} root @param {(...args: any[]) => any} moved */
export function scrollWhileHeld(root, moved) {
  const ways = [
    { scroller: scrollerOf(root, "y"), from: "top", to: "bottom", at: "clientY", by: "scrollTop", size: () => innerHeight },
    { scroller: scrollerOf(root, "x"), from: "left", to: "right", at: "clientX", by: "scrollLeft", size: () => innerWidth },
  ];
  /** @type {any} */
  let last = null;
  let frame = 0;
  let then = 0;

  /** How far to scroll in so many seconds: 0 away from the edges, and no further than the end of the drop area.
   *  @param {{ scroller?: any, from?: any, to?: any, at?: any, size: (...args: any[]) => any }} given
   *  @param {any} seconds */
  function far({ scroller, from, to, at, size }, seconds) {
    const view = scroller === document.scrollingElement ? { [from]: 0, [to]: size() } : scroller.getBoundingClientRect();
    const [low, high] = [Math.max(0, view[from]), Math.min(size(), view[to])];
    const area = /** @type {any} */ (root.getBoundingClientRect());
    /** @param {number} distance @param {number} left */
    const step = (distance, left) => {
      const near = Math.min(1, 1 - distance / SCROLL_EDGE);
      return near > 0 && left > 0 ? Math.min(left, Math.max(1, near * SCROLL_SPEED * seconds)) : 0;
    };
    return step(high - last[at], area[to] - high) || -step(last[at] - low, low - area[from]);
  }

  /** @param {any} now */
  function step(now) {
    const seconds = Math.min(0.05, (now - then) / 1000);
    then = now;
    frame = 0;
    let again = false;
    for (const way of ways) {
      const before = way.scroller[way.by];
      way.scroller[way.by] = before + far(way, seconds);
      again ||= way.scroller[way.by] !== before;
    }
    if (!again) return;
    moved();
    frame = requestAnimationFrame(step);
  }

  return {
    /** @param {any} event */
    pointer(event) {
      last = event;
      if (frame) return;
      then = performance.now();
      frame = requestAnimationFrame(step);
    },
    stop: () => cancelAnimationFrame(frame),
  };
}
