// Journey: a journey map made (task.mode "build"), or looked through for planted faults ("find").

import { h, uid } from "../../../panel/ui/kit/dom.js";
import { say } from "../../../panel/ui/kit/markup.js";
import { buildMap } from "./build.js";
import { makeCurve } from "./curve.js";
import { figureTable } from "./figures.js";
import { findFaults } from "./find.js";
import { makeGrid } from "./grid.js";
import { told } from "./marks.js";
import { nameOf, read } from "./model.js";

/** @type {KindUi<"journey">} */
const journeyUi = {
  noun: (view) => (view.task.mode === "find" ? "Find the faults" : "Map the journey"),
  history: true,
  mount: (host, view, api) => (view.task.mode === "find" ? findFaults : buildMap)(host, view, api),

  /** The solution: a map to read, or the marks on the map. */
  summary(view, answer, reasonOf) {
    const { task } = view;
    const finding = task.mode === "find";
    const map = read(finding ? task.map : answer, task);
    if (finding)
      return h(
        "ol.mo-jm-marks",
        {},
        (answer?.marks ?? []).map((/** @type {any} */ m) => {
          const item = m.lane ? `${m.stage}/${m.lane}` : m.stage;
          const rule = task.rules.find((r) => r.id === m.rule)?.text ?? m.rule;
          return h(
            "li",
            { dir: "auto" },
            h("strong", {}, placeOf(map, item)),
            `: ${rule} `,
            reasonOf(item) && say("span.mo-why", reasonOf(item)),
          );
        }),
      );
    return mapPicture(view, map);
  },

  itemText: (view, item) =>
    placeOf(read(view.task.mode === "find" ? view.task.map : view.solution?.answer, view.task), item),
};

export default journeyUi;

/** @param {JourneyMap} map @param {any} item */
const placeOf = (map, item) => {
  const [stage, lane] = item.split("/");
  return (
    [nameOf(map.stages, stage), nameOf(map.lanes, lane)].filter(Boolean).join(", ") || "The whole map"
  );
};

/** A map to read only.
 *  @param {View<"journey">} view @param {JourneyMap} map */
function mapPicture(view, map) {
  const { task } = view;
  /** @type {Map<any, any>} */
  const types = new Map(task.lane_types.map((t) => [t.id, t]));
  const persona = map.personas[0]?.id ?? "";
  /** @type {MapEditor} */
  const desk = {
    task,
    id: () => uid(),
    editable: false,
    commit: () => {},
    finding: false,
    curves: map.emotions.some((e) => e.to_be !== null) ? ["as_is", "to_be"] : ["as_is"],
    map: () => map,
    /** @param {any} type */
    typeName: (type) => types.get(type)?.name ?? type,
    /** @param {string} id */
    nameOf: (id) => nameOf(map.personas, id),
    found: () => [],
    findings: () => map,
    /** @param {any} m */
    peek: (m) => m.notes,
  };
  const curve = makeCurve(desk);
  desk.stepped = curve.now;
  const grid = makeGrid(desk, { label: "Journey map of the solution", curve: curve.node });
  curve.draw(map, persona);
  grid.draw(map);
  grid.scroller.tabIndex = 0;
  grid.scroller.setAttribute("role", "region");
  grid.scroller.setAttribute("aria-label", "Journey map of the solution");
  const figures = figureTable("Figures of the curve");
  figures.draw(map, persona, desk.curves);
  return h(
    "div.mo-jm",
    {},
    told(map),
    grid.node,
    figures.node,
  );
}
