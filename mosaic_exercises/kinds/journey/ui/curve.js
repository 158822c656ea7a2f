// The lane of emotion: smooth curves through points. A pointer drags a point or sets one by a press above the stage.

import { fill, h, svg } from "../../../panel/ui/kit/dom.js";
import { setText } from "../../../panel/ui/kit/keep.js";
import { CURVES } from "./figures.js";
import { emotion, initialsOf, personaName, signed } from "./model.js";
import { makePointer } from "./pointer.js";
import { makePoints } from "./points.js";
import { curvePath, dropPath, pointsOf, topOf, xyOf } from "./shape.js";

/** desk.feel(stage, curve, value or null) sets a point. read-only where desk.editable is false.
 *  @param {MapEditor} desk */
export function makeCurve(desk) {
  let active = "as_is";
  /** @type {JourneyMap} */
  let map = /** @type {any} */ (null);
  let persona = "";
  const others = svg("g");
  const drop = svg("path.mo-jm-drop", { fill: "none" });
  /** @type {Record<string, any>} */
  const lines = {
    to_be: svg("path.mo-jm-line", { "data-curve": "to_be", fill: "none" }),
    as_is: svg("path.mo-jm-line", { "data-curve": "as_is", fill: "none" }),
  };
  const bands = svg("g.mo-jm-bands");
  const picture = svg(
    "svg.mo-jm-svg",
    { preserveAspectRatio: "none", "aria-hidden": "true", focusable: "false" },
    bands,
    others,
    drop,
    lines.to_be,
    lines.as_is,
  );
  const points = makePoints(desk, { map: () => map, persona: () => persona, /** @param {any} curve */ pick: (/** @type {any} */ curve) => pick(curve) });
  const here = h("div.mo-jm-here");
  const labels = h("div.mo-jm-ends", { "aria-hidden": "true" });
  const ground = h("div.mo-jm-ground", {}, here, picture, labels, points.node);
  const scale = h(
    "div.mo-jm-scale",
    { "aria-hidden": "true" },
    [2, 1, 0, -1, -2].map((v) => h("span", { style: `top:${topOf(v)}%` }, signed(v))),
  );
  const who = h("span.mo-small", { dir: "auto" });
  const header = h(
    "div.mo-jm-lane.mo-jm-curve-head",
    { role: "rowheader" },
    h("div.mo-jm-lane-main", {}, h("span.mo-jm-name", {}, "Emotion"), who, legend()),
    scale,
  );
  const cell = h("div.mo-jm-cell.mo-jm-curve", { role: "gridcell" }, ground);
  const node = h("div.mo-jm-group", { role: "rowgroup" }, h("div.mo-jm-row", { role: "row" }, header, cell));

  function legend() {
    /** @param {any} curve */
    const key = (curve) => h("span.mo-jm-key", { "data-curve": curve });
    if (!desk.editable || desk.curves.length < 2)
      return h(
        "span.mo-jm-legend",
        {},
        desk.curves.map((c) => h("span", {}, key(c), CURVES[c])),
      );
    return h(
      "span.mo-jm-legend",
      { role: "group", "aria-label": "Curve that a press draws" },
      desk.curves.map((c) =>
        h(
          "button.mo-jm-pick",
          { type: "button", "aria-pressed": String(c === active), "data-curve": c, onclick: () => pick(c) },
          key(c),
          CURVES[c],
        ),
      ),
    );
  }
  /** @param {any} curve */
  function pick(curve) {
    active = curve;
    for (const b of header.querySelectorAll(".mo-jm-pick"))
      b.setAttribute("aria-pressed", String(b.dataset.curve === curve));
    node.dataset.active = curve;
  }
  node.dataset.active = active;

  /** The other personas' curves, thin, with their initials at the end. */
  function drawOthers() {
    const rest = map.personas.map((p, nth) => ({ p, nth, xy: xyOf(map, p.id, "as_is") })).filter(({ p }) => p.id !== persona);
    fill(
      others,
      rest.map(({ nth, xy }) =>
        svg("path.mo-jm-other", { d: curvePath(xy), fill: "none", style: `--who:var(--mo-jm-${nth % 6})` }),
      ),
    );
    fill(
      labels,
      rest.map(({ p, nth, xy }) => {
        const last = xy.at(-1);
        const place = last && { "data-nth": nth, style: `left:${last[0]}%;top:${last[1]}%` };
        return place && h("span.mo-jm-who", place, initialsOf(personaName(p, desk.task)));
      }),
    );
  }

  if (desk.editable)
    makePointer(desk, ground, {
      stages: () => map.stages,
      /** @param {any} stage @param {any} curve */
      value: (stage, curve) => emotion(map, stage, persona)[curve],
      active: () => active,
      focus: points.focus,
    });

  return {
    node,
    /** The stage shown alone on a narrow output.
     *  @param {any} stage */
    now(stage) {
      const i = map ? map.stages.findIndex((s) => s.id === stage) : -1;
      here.style.cssText = i < 0 ? "" : `left:${(i / map.stages.length) * 100}%;width:${100 / map.stages.length}%`;
    },
    /** @param {any} next @param {any} who_ */
    draw(next, who_) {
      [map, persona] = [next, who_];
      const n = Math.max(1, map.stages.length);
      picture.setAttribute("viewBox", "0 0 100 100");
      setText(who, map.personas.length ? desk.nameOf(persona) : "");
      const nth = Math.max(0, map.personas.findIndex((p) => p.id === persona)) % 6;
      header.style.setProperty("--who", `var(--mo-jm-${nth})`);
      cell.setAttribute("aria-colspan", String(n));
      if (bands.childNodes.length !== n + 1) {
        fill(
          bands,
          svg("path.mo-jm-zero", { d: "M0 50H100" }),
          map.stages.map((_, i) => svg("path.mo-jm-rule", { d: `M${(i / n) * 100} 0V100` })),
        );
      }
      for (const curve of desk.curves) lines[curve].setAttribute("d", curvePath(xyOf(map, persona, curve)));
      drop.setAttribute("d", dropPath(map, persona));
      drawOthers();
      points.draw(pointsOf(map, persona, desk.curves, desk.editable));
    },
  };
}
