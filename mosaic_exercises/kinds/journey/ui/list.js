// The same data as plain lists with ordinary controls: for those who would rather not work on a map.

import { button } from "../../../panel/ui/kit/button.js";
import { focusOn, h } from "../../../panel/ui/kit/dom.js";
import { keyed, setOptions } from "../../../panel/ui/kit/keep.js";
import { cellsOf, DERIVED } from "./model.js";
import { rowsOf } from "./rows.js";

/** @param {MapEditor} desk */
export function makeList(desk) {
  const { task } = desk;
  const people = () => desk.person();
  const stages = h("ol.mo-jm-rows");
  const lanes = h("ol.mo-jm-rows");
  const notes = h("ol.mo-jm-rows");
  const stagePick = h("select.mo-input", { id: desk.id("list-stage"), "aria-label": "Stage of the new note" });
  const lanePick = h("select.mo-input", { id: desk.id("list-lane"), "aria-label": "Lane of the new note" });
  const typePick = h(
    "select.mo-input",
    { id: desk.id("list-type"), "aria-label": "Type of the new lane" },
    task.lane_types.map((t) => h("option", { value: t.id }, t.name)),
  );
  const node = h(
    "div.mo-jm-list",
    {},
    h(
      "section",
      { "aria-labelledby": desk.id("h-stages") },
      h("h4", { id: desk.id("h-stages") }, "Stages and emotion"),
      stages,
      button("Add stage", { onclick: () => desk.newStage(desk.map().stages.length) }, { icon: "plus" }),
    ),
    h(
      "section",
      { "aria-labelledby": desk.id("h-lanes") },
      h("h4", { id: desk.id("h-lanes") }, "Lanes"),
      lanes,
      h(
        "div.mo-row",
        {},
        typePick,
        button("Add lane", { onclick: () => desk.newLane(typePick.value) }, { icon: "plus" }),
      ),
    ),
    h(
      "section",
      { "aria-labelledby": desk.id("h-notes") },
      h("h4", { id: desk.id("h-notes") }, "Notes"),
      notes,
      h(
        "div.mo-row.mo-jm-list-add",
        {},
        stagePick,
        lanePick,
        button(
          "Add note",
          { onclick: () => stagePick.value && lanePick.value && desk.add(stagePick.value, lanePick.value) },
          { icon: "plus" },
        ),
      ),
    ),
  );

  const { stageRow, laneRow, noteRow } = rowsOf(desk);
  /** @type {Map<any, any>} */
  let rows = new Map();
  return {
    node,
    /** @param {JourneyMap} map */
    draw(map) {
      const persona = people();
      keyed(stages, map.stages, stageRow, { map, persona });
      keyed(lanes, map.lanes, laneRow, map.lanes);
      const cells = cellsOf(map);
      const sorted = map.stages.flatMap((s) => map.lanes.flatMap((l) => cells.get(`${s.id}/${l.id}`) ?? []));
      /** @type {Map<any, any>} */
      const next = new Map(
        sorted.map((note) => [note.id, rows.get(note.id)?.note === note ? rows.get(note.id) : { id: note.id, note }]),
      );
      rows = next;
      const frame = [map.personas, map.stages, map.lanes];
      if (!frame.every((x, i) => x === node.frame?.[i])) node.frame = frame;
      if (node.framed !== node.frame) {
        node.framed = node.frame;
        node.context = { map };
      }
      keyed(notes, [...next.values()], noteRow, node.context);
      setOptions(
        stagePick,
        map.stages.map(({ id, name }) => ({ id, name })),
      );
      setOptions(
        lanePick,
        map.lanes
          .filter((l) => !DERIVED.includes(l.type))
          .map(({ id, name, type }) => ({ id, name: name || desk.typeName(type) })),
      );
    },
    /** @param {string} id */
    focusNote: (id) => focusOn(notes.querySelector(`[data-note-row="${CSS.escape(id)}"] textarea`)),
  };
}
