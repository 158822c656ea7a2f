// The lane of emotion: smooth curves through points. A pointer drags a point or sets one by a press above the stage.

import { fill, h, svg } from "../../../panel/ui/kit/dom.js";
import { setText } from "../../../panel/ui/kit/keep.js";
import { curvePath, CURVES, figuresOf, steps } from "./figures.js";
import { emotion, initialsOf, personaName, signed } from "./model.js";
import { makePointer } from "./pointer.js";
import { makePoints, topOf } from "./points.js";

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
      /** @param {number} i */
      const at = (i) => ((i + 0.5) / n) * 100;
      const figures = figuresOf(steps(map, persona, "as_is"));
      picture.setAttribute("viewBox", "0 0 100 100");
      setText(who, map.personas.length ? desk.nameOf(persona) : "");
      header.style.setProperty(
        "--who",
        `var(--mo-jm-${
          Math.max(
            0,
            map.personas.findIndex((p) => p.id === persona),
          ) % 6
        })`,
      );
      cell.setAttribute("aria-colspan", String(n));
      if (bands.childNodes.length !== n + 1) {
        fill(
          bands,
          svg("path.mo-jm-zero", { d: "M0 50H100" }),
          map.stages.map((_, i) => svg("path.mo-jm-rule", { d: `M${(i / n) * 100} 0V100` })),
        );
      }
      /** @type {any[]} */
      const things = [];
      /** @param {any} who @param {any} curve */
      const xy = (who, curve) =>
        map.stages
          .map((s, i) => [at(i), emotion(map, s.id, who)[curve]])
          .filter(([, v]) => v !== null)
          .map(([x, v]) => [x, topOf(v)]);
      for (const curve of desk.curves) {
        lines[curve].setAttribute("d", curvePath(xy(persona, curve)));
        map.stages.forEach((s, i) => {
          const feel = emotion(map, s.id, persona);
          const value = feel[curve];
          if (value === null && !desk.editable) return;
          const note =
            curve !== "as_is" || value === null
              ? ""
              : [
                  figures?.lowestAt.some((l) => l.id === s.id) && value < 0 && "lowest",
                  figures?.peakAt.some((l) => l.id === s.id) && value > 0 && "peak",
                ]
                  .filter(Boolean)
                  .join(", ");
          things.push({
            id: `${curve}/${s.id}`,
            stage: s.id,
            curve,
            x: at(i),
            value,
            name: s.name,
            same: desk.curves.length > 1 && (value ?? 0) === (feel[desk.curves.find((c) => c !== curve) ?? ""] ?? 0),
            note,
          });
        });
      }
      const d = figures?.drops[0];
      /** @param {string} id */
      const spot = (id) => at(map.stages.findIndex((s) => s.id === id));
      drop.setAttribute(
        "d",
        d ? `M${spot(d.from.id)} ${topOf(d.from.value)}L${spot(d.to.id)} ${topOf(d.to.value)}` : "",
      );
      const rest = map.personas.map((p, nth) => ({ p, nth })).filter(({ p }) => p.id !== persona);
      fill(
        others,
        rest.map(({ p, nth }) =>
          svg("path.mo-jm-other", {
            d: curvePath(xy(p.id, "as_is")),
            fill: "none",
            style: `--who:var(--mo-jm-${nth % 6})`,
          }),
        ),
      );
      fill(
        labels,
        rest.map(({ p, nth }) => {
          const last = xy(p.id, "as_is").at(-1);
          return (
            last &&
            h(
              "span.mo-jm-who",
              { "data-nth": nth, style: `left:${last[0]}%;top:${last[1]}%` },
              initialsOf(personaName(p, desk.task)),
            )
          );
        }),
      );
      points.draw(things);
    },
  };
}
