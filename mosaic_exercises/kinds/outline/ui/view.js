// The map in its frame: the whole of it at first, nearer and farther by buttons, keys and Ctrl + wheel, moved by dragging
// (or as anything is scrolled).

import { button } from "../../../panel/ui/kit/button.js";
import { fill, h } from "../../../panel/ui/kit/dom.js";
import { DRAG_FROM, swallowClick } from "../../../panel/ui/kit/drag.js";

const ZOOM = { least: 0.3, most: 2, step: 1.2 };

/** go(index): a branch of the map was clicked. { node, draw(map) }.
 *  @param {{ api: Api, go: (...args: any[]) => any }} given */
export function makeView({ api, go }) {
  const frame = h("div.mo-outline-map.mo-scroll", { tabindex: "0", role: "group", "aria-label": "Map", id: api.id("map") });
  const said = h("span.mo-outline-zoom", { role: "status" });
  /** @param {string} label @param {string} icon @param {any} run */
  const tool = (label, icon, run) => button(label, { onclick: run }, { icon, tone: "quiet" });
  const tools = h(
    "div.mo-outline-tools",
    { role: "toolbar", "aria-label": "The map's size" },
    tool("Smaller", "minus", () => zoom(scale / ZOOM.step)),
    tool("Larger", "plus", () => zoom(scale * ZOOM.step)),
    tool("Whole map", "fit", fit),
    said,
  );
  const node = h("div.mo-outline-view", {}, tools, frame);
  /** @type {any} */
  let map = null;
  let size = [1, 1];
  let scale = 1;
  let fitted = true; // until the learner chooses a size

  const room = () => [frame.clientWidth - 16, parseFloat(getComputedStyle(frame).maxHeight) - 18];
  const least = () => Math.min(1, ...room().map((px, i) => px / size[i]));

  /** @param {any} next */
  function show(next) {
    scale = next;
    map.setAttribute("width", size[0] * scale);
    map.setAttribute("height", size[1] * scale);
    said.textContent = `${Math.round(scale * 100)}%`;
  }
  /** The whole map, or as near to it as can be read. */
  function fit() {
    fitted = true;
    if (frame.clientWidth) show(Math.max(ZOOM.least, least()));
  }
  /** Another size; what is in the middle (or at a point of the frame) stays there.
   *  @param {any} to @param {any[]} [pair] */
  function zoom(to, [x, y] = [frame.clientWidth / 2, frame.clientHeight / 2]) {
    const before = scale;
    fitted = false;
    show(Math.min(ZOOM.most, Math.max(Math.min(ZOOM.least, least()), to)));
    frame.scrollLeft = ((frame.scrollLeft + x) * scale) / before - x;
    frame.scrollTop = ((frame.scrollTop + y) * scale) / before - y;
  }

  frame.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey) return; // the wheel alone scrolls
      event.preventDefault();
      const { left, top } = frame.getBoundingClientRect();
      zoom(scale * (event.deltaY < 0 ? ZOOM.step : 1 / ZOOM.step), [event.clientX - left, event.clientY - top]);
    },
    { passive: false },
  );
  frame.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = /** @type {Record<string, any>} */ ({ "+": () => zoom(scale * ZOOM.step), "-": () => zoom(scale / ZOOM.step), 0: fit })[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  // A mouse drags the map; a finger scrolls it as the browser does.
  /** @type {any} */
  let held = null;
  frame.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.pointerType === "touch") return;
    held = { x: event.clientX, y: event.clientY, left: frame.scrollLeft, top: frame.scrollTop, moved: false };
  });
  frame.addEventListener("pointermove", (event) => {
    if (!held) return;
    const [dx, dy] = [event.clientX - held.x, event.clientY - held.y];
    if (!held.moved && Math.hypot(dx, dy) < DRAG_FROM) return;
    if (!held.moved) frame.setPointerCapture(event.pointerId);
    held.moved = true;
    frame.toggleAttribute("data-panning", true);
    [frame.scrollLeft, frame.scrollTop] = [held.left - dx, held.top - dy];
  });
  for (const end of ["pointerup", "pointercancel"])
    frame.addEventListener(end, () => {
      if (held?.moved) swallowClick(frame);
      held = null;
      frame.toggleAttribute("data-panning", false);
    });
  frame.addEventListener("click", (event) => {
    const at = Number(event.target.closest(".mo-map-branch")?.dataset.at ?? -1);
    if (at >= 0) go(at);
  });

  // A map that is not yet in the page, or whose cell JupyterLab took out, has no size and no style to be fitted by.
  const watcher = new ResizeObserver(() => map && fitted && fit());
  watcher.observe(frame);
  api.signal.addEventListener("abort", () => watcher.disconnect());
  return {
    node,
    /** @param {any} next */
    draw(next) {
      map = next;
      size = [Number(map.getAttribute("width")), Number(map.getAttribute("height"))];
      const [left, top] = [frame.scrollLeft, frame.scrollTop];
      fill(frame, map);
      if (fitted) return fit();
      show(scale);
      [frame.scrollLeft, frame.scrollTop] = [left, top];
    },
  };
}
