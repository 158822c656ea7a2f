// Where a curve goes in its lane, in per cent from left and top: no page here.

import { figuresOf, steps } from "./figures.js";
import { emotion } from "./model.js";

/** How far from the top a value lies.
 *  @param {number} value */
export const topOf = (value) => 14 + ((2 - value) / 4) * 72; // % of the height

/** The middle of the stage with this index.
 *  @param {JourneyMap} map @param {number} i */
export const middleOf = (map, i) => ((i + 0.5) / Math.max(1, map.stages.length)) * 100;

/** A persona's curve as points ([x, y]), of those stages where something is said.
 *  @param {JourneyMap} map @param {string} persona @param {string} curve */
export const xyOf = (map, persona, curve) =>
  map.stages
    .map((s, i) => ({ x: middleOf(map, i), value: emotion(map, s.id, persona)[curve] }))
    .filter(({ value }) => value !== null)
    .map(({ x, value }) => [x, topOf(value)]);

/** The points of a persona's curves: { id, stage, curve, x, value, name, same, note }. `every`: also where nothing is said
 *  yet; `same`: both curves lie on one place; `note`: the lowest point and the peak of how it is.
 *  @param {JourneyMap} map @param {string} persona @param {string[]} curves @param {boolean} every */
export function pointsOf(map, persona, curves, every) {
  const figures = figuresOf(steps(map, persona, "as_is"));
  /** @param {string} stage @param {any} value */
  const noteOf = (stage, value) =>
    [
      figures?.lowestAt.some((l) => l.id === stage) && value < 0 && "lowest",
      figures?.peakAt.some((l) => l.id === stage) && value > 0 && "peak",
    ]
      .filter(Boolean)
      .join(", ");
  return curves.flatMap((curve) =>
    map.stages.flatMap(({ id, name }, i) => {
      const feel = emotion(map, id, persona);
      const value = feel[curve];
      if (value === null && !every) return [];
      const other = curves.find((c) => c !== curve);
      const same = other !== undefined && (value ?? 0) === (feel[other] ?? 0);
      const note = curve === "as_is" && value !== null ? noteOf(id, value) : "";
      return [{ id: `${curve}/${id}`, stage: id, curve, x: middleOf(map, i), value, name, same, note }];
    }),
  );
}

/** The line along the largest drop of how it is, as an SVG path; "" where nothing falls.
 *  @param {JourneyMap} map @param {string} persona */
export function dropPath(map, persona) {
  const drop = figuresOf(steps(map, persona, "as_is"))?.drops[0];
  if (!drop) return "";
  /** @param {{ id: string, value: number }} step */
  const spot = ({ id, value }) => `${middleOf(map, map.stages.findIndex((s) => s.id === id))} ${topOf(value)}`;
  return `M${spot(drop.from)}L${spot(drop.to)}`;
}

/** The smooth line through points ([x, y]), as an SVG path.
 *  @param {any[]} points */
export const curvePath = (points) => {
  if (points.length < 2) return "";
  // Monotone cubic: smooth, and never above or below the values it joins (Fritsch and Carlson 1980).
  const n = points.length;
  const slope = points.slice(1).map(([x, y], i) => (y - points[i][1]) / (x - points[i][0]));
  const tangent = points.map((_, i) =>
    i === 0
      ? slope[0]
      : i === n - 1
        ? slope[n - 2]
        : slope[i - 1] * slope[i] <= 0
          ? 0
          : (2 * slope[i - 1] * slope[i]) / (slope[i - 1] + slope[i]),
  );
  let d = `M${points[0].join(" ")}`;
  for (let i = 1; i < n; i++) {
    const [[x0, y0], [x1, y1]] = [points[i - 1], points[i]];
    const third = (x1 - x0) / 3;
    d += `C${x0 + third} ${y0 + third * tangent[i - 1]} ${x1 - third} ${y1 - third * tangent[i]} ${x1} ${y1}`;
  }
  return d;
};
