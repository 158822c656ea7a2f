// What the open panel shows of a note, a stage and a lane.

import { button } from "../../../panel/ui/kit/button.js";
import { h } from "../../../panel/ui/kit/dom.js";
import { foundList } from "../../../panel/ui/kit/found.js";
import { byId } from "../../../panel/ui/kit/ids.js";
import { say } from "../../../panel/ui/kit/markup.js";
import { edits } from "./edit.js";
import { makeField, noteFields } from "./field.js";
import { iconOf } from "./icons.js";
import { DERIVED, nameOf } from "./model.js";

/** Of each thing that can be chosen: how the panel is named, and its parts.
 *  @type {Record<string, (desk: MapEditor, binds: any[], sel: any) => { label: string, parts: any[] }>} */
export const panels = { note: notePanel, stage: stagePanel, lane: lanePanel };

/** @param {string} label @param {string} icon @param {any} onclick */
const act = (label, icon, onclick) => button(label, { onclick }, { icon: iconOf(icon), tone: "quiet" });

/** @param {MapEditor} desk @param {...any} buttons */
const bar = (desk, ...buttons) =>
  h(
    "div.mo-jm-panel-bar",
    {},
    buttons,
    h("span.mo-spring"),
    button("Done", { onclick: () => desk.close(), "data-act": "done" }, {}),
  );

/** @param {MapEditor} desk @param {any[]} binds @param {any} sel */
function notePanel(desk, binds, sel) {
  const map = desk.map();
  const note = byId(map.notes, sel.id);
  const lane = byId(map.lanes, note.lane);
  const { text, parts } = noteFields(desk, binds, note, lane);
  const guide = desk.guidance(lane.type);
  const name = lane.name || desk.typeName(lane.type);
  return {
    label: `Note in ${name}`,
    parts: [
      h("p.mo-jm-panel-title", { dir: "auto" }, `${name} · ${nameOf(map.stages, note.stage)}`),
      guide && say("p.mo-small", guide),
      foundList(desk.found(`${note.stage}/${note.lane}`)),
      text,
      h("div.mo-jm-fields", {}, parts),
      bar(
        desk,
        act("Add another", "plus", () => desk.add(note.stage, note.lane)),
        act("Delete note", "trash", () => desk.remove(sel)),
      ),
    ],
  };
}

/** @param {MapEditor} desk @param {any[]} binds @param {any} sel */
function stagePanel(desk, binds, sel) {
  const { id } = sel;
  const at = () => desk.map().stages.findIndex((s) => s.id === id);
  const name = makeField(desk, binds, {
    label: "Name",
    id: `stage-${id}`,
    control: "text",
    limit: desk.limit("name"),
    needed: true,
    merge: "stage",
    get: (m) => byId(m.stages, id)?.name,
    put: (m, value) => edits.stage(m, id, { name: value }),
  });
  const truth = makeField(desk, binds, {
    label: "Moment of truth",
    id: `truth-${id}`,
    control: "check",
    get: (m) => byId(m.stages, id)?.moment,
    put: (m, moment) => edits.stage(m, id, { moment }),
  });
  return {
    label: "Stage",
    parts: [
      h("p.mo-jm-panel-title", {}, "Stage"),
      foundList(desk.found(id)),
      h("div.mo-jm-fields", {}, name, truth),
      bar(
        desk,
        act("Move left", "left", () => desk.move(sel, -1)),
        act("Move right", "right", () => desk.move(sel, 1)),
        act("Add a stage after", "plus", () => desk.newStage(at() + 1)),
        act("Delete stage", "trash", () => desk.remove(sel)),
      ),
    ],
  };
}

/** @param {MapEditor} desk @param {any[]} binds @param {any} sel */
function lanePanel(desk, binds, sel) {
  const { id } = sel;
  const lane = byId(desk.map().lanes, id);
  const guide = desk.guidance(lane.type);
  const name = makeField(desk, binds, {
    label: "Name",
    id: `lane-${id}`,
    control: "text",
    limit: desk.limit("name"),
    needed: true,
    merge: "lane",
    get: (m) => byId(m.lanes, id)?.name,
    put: (m, value) => edits.lane(m, id, { name: value }),
  });
  return {
    label: "Lane",
    parts: [
      h("p.mo-jm-panel-title", {}, `Lane: ${desk.typeName(lane.type)}`),
      guide && say("p.mo-small", guide),
      DERIVED.includes(lane.type) &&
        h("p.mo-small", {}, "This lane shows what the touchpoints of each stage say. Change it at the touchpoint."),
      h("div.mo-jm-fields", {}, name),
      bar(
        desk,
        act("Move up", "up", () => desk.move(sel, -1)),
        act("Move down", "down", () => desk.move(sel, 1)),
        act("Delete lane", "trash", () => desk.remove(sel)),
      ),
    ],
  };
}
