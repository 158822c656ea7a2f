// What lies on the plane: the dots, and the arrows from where a point is to where it is wanted.

import { h, svg } from "../../../panel/ui/kit/dom.js";
import { setText } from "../../../panel/ui/kit/keep.js";
import { share } from "./axis.js";

/** The quadrant's name; a tie goes up, on either axis, as in Python.
 *  @param {Task<"quadrant">} given @param {any[]} pair */
export function quadrantAt({ x, y, quadrants }, [across, up]) {
  const side = across >= x.threshold ? "right" : "left";
  return quadrants[`${up >= y.threshold ? "top" : "bottom"}_${side}`];
}

/** The dots of all points that have a place; how many lie `under` one at the same place, so that both are seen.
 *  @param {Task<"quadrant">} task @param {any[]} points @param {Map<string, any>} spots */
export function spotsOf({ x, y }, points, spots) {
  /** @type {any[]} */
  const things = [];
  points.forEach((point, i) => {
    for (const when of ["now", "wanted"]) {
      const place = spots.get(point.id)?.[when];
      if (!place) continue;
      const [across, up] = [share(x, place[0]), share(y, place[1])];
      const under = things.filter((d) => Math.hypot(d.across - across, d.up - up) < 2).length;
      things.push({ id: `${point.id} ${when}`, point, when, nth: i + 1, place, across, up, under });
    }
  });
  return things;
}

/** Makes the node of one such dot; `pressed(event, point id, when)` hears its keys.
 *  @param {Task<"quadrant">} task @param {Api} api @param {(event: any, id: string, when: any) => void} pressed */
export const dotsOf = (task, api, pressed) => (/** @type {{ point?: any, when?: any }} */ { point, when }) => {
  const spot = h("button.mo-dot", {
    type: "button",
    id: api.id(`dot-${point.id}-${when}`),
    "data-point": point.id,
    "data-when": when,
    onkeydown: (event) => pressed(event, point.id, when),
  });
  return {
    node: spot,
    /** @param {{ point?: any, nth: number, place?: any, across?: any, up?: any, under?: any }} given */
    draw({ point: now, nth, place, across, up, under }) {
      setText(spot, String(nth));
      spot.style.left = `${across}%`;
      spot.style.bottom = `${up}%`;
      spot.style.translate = under ? `${(across > 50 ? -1 : 1) * under * 13}px 0` : "";
      const what = when === "wanted" ? ", wanted" : "";
      spot.setAttribute("aria-label", `${nth}, ${now.text}${what}: ${place[0]}, ${place[1]}, ${quadrantAt(task, place)}`);
    },
  };
};

/** @param {Task<"quadrant">} task @param {any} from @param {any} to @param {string} head */
export function arrow({ x, y }, from, to, head) {
  const [x1, y1, x2, y2] = [share(x, from[0]), 100 - share(y, from[1]), share(x, to[0]), 100 - share(y, to[1])];
  return svg("line", { x1: `${x1}%`, y1: `${y1}%`, x2: `${x2}%`, y2: `${y2}%`, "marker-end": `url(#${head})` });
}

/** The arrow's head; it ends at the rim of the dot, not under it.
 *  @param {string} id */
export function headOf(id) {
  const size = { markerUnits: "userSpaceOnUse", markerWidth: 11, markerHeight: 11, viewBox: "0 0 10 10", orient: "auto" };
  return svg("marker", { id, refX: 23, refY: 5, ...size }, svg("path.mo-plane-head", { d: "M0 0L10 5L0 10z" }));
}
