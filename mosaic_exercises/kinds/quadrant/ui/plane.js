// The plane of a quadrant exercise: two axes, thresholds, four names, dots that can be moved, arrows from now to wanted.

import { fill, focusOn, h, svg } from "../../../panel/ui/kit/dom.js";
import { makeDrag } from "../../../panel/ui/kit/drag.js";
import { keyed } from "../../../panel/ui/kit/keep.js";
import { numberWords } from "../../../panel/ui/kit/number.js";
import { axisFigures, share, value } from "./axis.js";
import { arrow, dotsOf, headOf, spotsOf } from "./dots.js";

/** @param {Task<"quadrant">} task @param {Api} api @param {any} on */
export function makePlane(task, api, on) {
  const { x, y, quadrants } = task;
  const [cutX, cutY] = [share(x, x.threshold), share(y, y.threshold)];
  const arrows = svg("svg.mo-plane-arrows", { "aria-hidden": "true" });
  const dots = h("div.mo-plane-dots");
  const dot = dotsOf(task, api, pressed);
  /** @param {string} way */
  const figure = (way) => (/** @type {{ words: string, share?: any, cut?: any }} */ { words, share, cut }) =>
    h("span.mo-plane-figure-at", { "data-way": way, "data-cut": cut, style: `--at:${share}%` }, words);
  /** @param {any} axis @param {string} way */
  const figures = (axis, way) => h("div.mo-plane-figures", { "aria-hidden": "true", "data-way": way }, axisFigures(axis).map(figure(way)));
  /** @param {"top" | "bottom"} side */
  const names = (side) =>
    h(
      "div.mo-plane-names",
      {},
      /** @type {const} */ (["left", "right"]).map((hand) => h("span.mo-plane-name", { "data-at": `${side}_${hand}`, dir: "auto" }, quadrants[`${side}_${hand}`])),
    );
  /** @param {{ name: string, low?: any, high?: any }} given */
  const span = ({ name, low, high }) => `${name}, ${numberWords(low)} to ${numberWords(high)}`;
  // The dots move on the plane; a rim of half a dot and the quadrants' names lie around it, so that no dot is cut off and
  // none covers a name.
  const plane = h("div.mo-plane", {}, h("span.mo-plane-cut", { "data-way": "y" }), figures(y, "y"), arrows, dots);
  const box = h(
    "div.mo-plane-box",
    { role: "group", "aria-label": `Map: across ${span(x)}; up ${span(y)}`, style: `--x:${cutX / 100};--y:${cutY}%` },
    h("span.mo-plane-cut", { "data-way": "x" }),
    names("top"),
    plane,
    names("bottom"),
    figures(x, "x"),
  );
  /** @param {any} event */
  const at = (event) => {
    const { left, bottom, width, height } = plane.getBoundingClientRect();
    return [
      value(x, ((event.clientX - left) / width) * 100),
      value(y, ((bottom - event.clientY) / height) * 100),
    ];
  };
  // A click beside another dot may hit it, and means the place all the same; a dot that is pressed by key has none.
  box.addEventListener("click", (event) => event.detail > 0 && on.clicked(at(event)));
  const node = h(
    "figure.mo-plane-figure",
    {},
    axisWords("↑", y),
    box,
    axisWords("→", x),
  );
  makeDrag(
    box,
    {
      items: ".mo-dot",
      grip: ".mo-dot",
      over: () => {},
      drop: (item, _, event) => on.put(item.dataset.point, item.dataset.when, at(event)),
      end: () => {},
    },
    api.signal,
  );

  /** @param {any} event @param {string} id @param {any} when */
  function pressed(event, id, when) {
    const way = /** @type {Record<string, any>} */ ({ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] })[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      return on.put(id, when, null);
    }
    if (!way) return;
    event.preventDefault();
    const far = event.shiftKey ? 1 : 5;
    const [across, up] = on.spot(id, when);
    on.put(id, when, [
      value(x, share(x, across) + way[0] * far),
      value(y, share(y, up) + way[1] * far),
    ]);
  }

  return {
    node,
    plane,
    /** @param {string} id @param {any} when */
    focus: (id, when) => focusOn([...dots.children].find((d) => d.dataset.point === id && d.dataset.when === when)),
    /** @param {any[]} points @param {any} spots */
    draw(points, spots) {
      keyed(dots, spotsOf(task, points, spots), dot);
      const ways = points.map((point) => spots.get(point.id) ?? {}).filter(({ now, wanted }) => now && wanted);
      const head = api.id("head");
      const lines = ways.map(({ now, wanted }) => arrow(task, now, wanted, head));
      fill(arrows, lines.length > 0 && svg("defs", {}, headOf(head)), lines);
    },
  };
}

/** An axis in words: which way, its name, from where to where.
 *  @param {any} arrow @param {{ name: string, from?: any, to?: any }} given */
function axisWords(arrow, { name, from, to }) {
  const sign = h("span", { "aria-hidden": "true" }, `${arrow} `);
  return h("p.mo-plane-axis", { dir: "auto", "data-way": arrow === "↑" ? "y" : "x" }, sign, h("b", {}, name), `, from ${from} to ${to}`);
}
