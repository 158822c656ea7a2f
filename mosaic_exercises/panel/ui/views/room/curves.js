// Journeys over each other: all curves in one picture, the one that is pointed at or focused in front; a table beside it.

import { h } from "../../kit/dom.js";
import { count } from "../../kit/words.js";

const WIDE = 900;
const TALL = 360;
const LEFT = 44;
const EDGE = 16;
const FOOT = 26; // below the curves, for the stages' names
const LETTERS = 20; // of a stage's name
const NS = "http://www.w3.org/2000/svg";
const LEVELS = [2, 1, 0, -1, -2];

/** Where a stage and a value are, in px: journeys of any length begin and end together.
 *  @param {number} i @param {number} n @param {number} value */
export const placeOf = (i, n, value) => [LEFT + (WIDE - LEFT - EDGE) * (n > 1 ? i / (n - 1) : 0.5), EDGE + ((2 - value) / 4) * (TALL - 2 * EDGE)];

/** The points of a curve; stages without a value are passed over.
 *  @param {(number | null)[]} values */
export const pointsOf = (values) => values.flatMap((value, i) => (value === null ? [] : [placeOf(i, values.length, value)]));

/** The mean of all curves at `steps` places from beginning to end, each curve read between its points.
 *  @param {(number | null)[][]} all @param {number} [steps] */
export function meanOf(all, steps = 13) {
  const lines = all.map((values) => values.flatMap((v, i) => (v === null ? [] : [[values.length > 1 ? i / (values.length - 1) : 0, v]]))).filter((line) => line.length);
  return Array.from({ length: steps }, (_, k) => {
    const x = k / (steps - 1);
    const read = lines.map((line) => {
      const after = line.findIndex(([at]) => at >= x);
      if (after <= 0) return after ? line[line.length - 1][1] : line[0][1];
      const [[a, va], [b, vb]] = [line[after - 1], line[after]];
      return va + ((x - a) / (b - a)) * (vb - va);
    });
    return read.reduce((sum, v) => sum + v, 0) / (read.length || 1);
  });
}

/** @param {string} name @param {Record<string, string | number>} attrs @param {Element[]} [children] */
function svg(name, attrs, children = []) {
  const node = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attrs)) node.setAttribute(key, String(value));
  node.append(...children);
  return node;
}

/** @param {(number | null)[]} values */
const path = (values) => pointsOf(values).map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");

/** The stages of most journeys, for the foot of the picture: none where no half of them has the same.
 *  @param {WallCurveView[]} curves */
export function stagesOf(curves) {
  const lists = curves.map((curve) => curve.stages.join("\n"));
  const [most, times] = lists.reduce((best, one) => {
    const n = lists.filter((other) => other === one).length;
    return n > best[1] ? /** @type {[string, number]} */ ([one, n]) : best;
  }, /** @type {[string, number]} */ (["", 0]));
  return times * 2 >= lists.length && most ? most.split("\n") : [];
}

/** @param {string[]} stages */
const footOf = (stages) =>
  stages.map((stage, i) => {
    const anchor = i === stages.length - 1 ? "end" : i ? "middle" : "start";
    const label = svg("text", { x: placeOf(i, stages.length, 0)[0], y: TALL + FOOT / 2, "text-anchor": anchor, class: "mo-room-level" });
    label.textContent = stage.length > LETTERS ? `${stage.slice(0, LETTERS - 1)}…` : stage;
    return label;
  });

/** @param {WallCurveView[]} curves @param {string} id */
export function curvesOf(curves, id) {
  const lines = curves.map((curve, i) => svg("polyline", { points: path(curve.values), class: "mo-room-line", "data-n": i }));
  const levels = LEVELS.flatMap((level) => {
    const y = placeOf(0, 2, level)[1];
    const label = svg("text", { x: LEFT - 10, y: y + 5, "text-anchor": "end", class: "mo-room-level" });
    label.textContent = level > 0 ? `+${level}` : String(level).replace("-", "−");
    return [svg("line", { x1: LEFT, x2: WIDE - EDGE, y1: y, y2: y, class: level ? "mo-room-grid" : "mo-room-zero" }), label];
  });
  const mean = svg("polyline", { points: path(meanOf(curves.map((c) => c.values))), class: "mo-room-mean" });
  const picture = svg("svg", { viewBox: `0 0 ${WIDE} ${TALL + FOOT}`, role: "img", "aria-labelledby": `${id}-curves` }, [...levels, ...lines, mean, ...footOf(stagesOf(curves))]);
  /** @type {Map<string, number>} */
  const times = new Map();
  /** The id of a curve's button: the same when others arrive, so that the focus stays with it. @param {WallCurveView} curve */
  const named = (curve) => {
    const key = encodeURIComponent(`${curve.who} ${curve.title}`);
    times.set(key, (times.get(key) ?? 0) + 1);
    return `${id}-${key}-${times.get(key)}`;
  };
  /** @param {number} n */
  const front = (n) => lines.forEach((line, i) => line.toggleAttribute("data-front", i === n));
  return h(
    "div.mo-room-curves",
    {},
    h("p", { id: `${id}-curves` }, `${count(curves.length, "curve")} over each other, from −2 to +2. The dotted line is the mean of all; no one felt it.`),
    picture,
    h(
      "ul.mo-room-legend",
      { onmouseleave: () => front(-1) },
      curves.map((curve, i) =>
        h(
          "li",
          {},
          h(
            "button.mo-link",
            { id: named(curve), type: "button", onmouseenter: () => front(i), onfocus: () => front(i), onclick: () => front(i) },
            h("bdi", {}, curve.who),
            curve.title && [": ", h("bdi", {}, curve.title)],
          ),
          h("span.mo-small", {}, lowest(curve)),
        ),
      ),
    ),
  );
}

/** Where a curve is lowest, in words. @param {WallCurveView} curve */
export function lowest({ stages, values }) {
  const known = values.filter((v) => v !== null);
  const low = Math.min(.../** @type {number[]} */ (known));
  return `lowest at ${stages[values.indexOf(low)]} (${low > 0 ? "+" : ""}${String(low).replace("-", "−")})`;
}
