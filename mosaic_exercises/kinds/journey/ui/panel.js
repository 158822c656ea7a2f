// The panel that opens under the row of what was chosen: a note, a stage, a lane. Made once for a choice; while the
// learner types only values change.

import { button } from "../../../panel/ui/kit/button.js";
import { fill, focusOn, h } from "../../../panel/ui/kit/dom.js";
import { foundList } from "../../../panel/ui/kit/found.js";
import { byId } from "../../../panel/ui/kit/ids.js";
import { say } from "../../../panel/ui/kit/markup.js";
import { edits } from "./edit.js";
import { makeField, noteFields } from "./field.js";
import { iconOf } from "./icons.js";
import { DERIVED, nameOf } from "./model.js";

/** @param {MapEditor} desk */
export function makePanel(desk) {
  const box = h("div.mo-jm-panel", { role: "group", "data-nodrag": "" });
  const node = h("div.mo-jm-row.mo-jm-open", { role: "row" }, h("div.mo-jm-open-cell", { role: "gridcell" }, box));
  /** @type {any} */
  let sel = null;
  /** @type {any[]} */
  let binds = [];
  let shape = "";

  /** @param {string} label @param {string} icon @param {any} onclick @param {string} [tone] */
  const act = (label, icon, onclick, tone = "quiet") => button(label, { onclick }, { icon: iconOf(icon), tone });
  const done = () => button("Done", { onclick: () => desk.close(), "data-act": "done" }, {});

  function build() {
    const map = desk.map();
    binds = [];
    const { kind, id } = sel;
    /** @param {...any} buttons */
    const bar = (...buttons) => h("div.mo-jm-panel-bar", {}, buttons, h("span.mo-spring"), done());
    if (kind === "note") {
      const note = byId(map.notes, id);
      const lane = byId(map.lanes, note.lane);
      const { text, parts } = noteFields(desk, binds, note, lane);
      const guide = desk.guidance(lane.type);
      box.setAttribute("aria-label", `Note in ${lane.name || desk.typeName(lane.type)}`);
      fill(
        box,
        h(
          "p.mo-jm-panel-title",
          { dir: "auto" },
          `${lane.name || desk.typeName(lane.type)} · ${nameOf(map.stages, note.stage)}`,
        ),
        guide && say("p.mo-small", guide),
        foundList(desk.found(`${note.stage}/${note.lane}`)),
        text,
        h("div.mo-jm-fields", {}, parts),
        bar(
          act("Add another", "plus", () => desk.add(note.stage, note.lane)),
          act("Delete note", "trash", () => desk.remove(sel)),
        ),
      );
    } else if (kind === "stage") {
      const at = () => desk.map().stages.findIndex((s) => s.id === id);
      box.setAttribute("aria-label", "Stage");
      fill(
        box,
        h("p.mo-jm-panel-title", {}, "Stage"),
        foundList(desk.found(id)),
        h(
          "div.mo-jm-fields",
          {},
          makeField(desk, binds, {
            label: "Name",
            id: `stage-${id}`,
            control: "text",
            limit: desk.limit("name"),
            needed: true,
            merge: "stage",
            get: (m) => byId(m.stages, id)?.name,
            put: (m, name) => edits.stage(m, id, { name }),
          }),
          makeField(desk, binds, {
            label: "Moment of truth",
            id: `truth-${id}`,
            control: "check",
            get: (m) => byId(m.stages, id)?.moment,
            put: (m, moment) => edits.stage(m, id, { moment }),
          }),
        ),
        bar(
          act("Move left", "left", () => desk.move(sel, -1)),
          act("Move right", "right", () => desk.move(sel, 1)),
          act("Add a stage after", "plus", () => desk.newStage(at() + 1)),
          act("Delete stage", "trash", () => desk.remove(sel)),
        ),
      );
    } else {
      const lane = byId(map.lanes, id);
      box.setAttribute("aria-label", "Lane");
      fill(
        box,
        h("p.mo-jm-panel-title", {}, `Lane: ${desk.typeName(lane.type)}`),
        desk.guidance(lane.type) && say("p.mo-small", desk.guidance(lane.type)),
        DERIVED.includes(lane.type) &&
          h("p.mo-small", {}, "This lane shows what the touchpoints of each stage say. Change it at the touchpoint."),
        h(
          "div.mo-jm-fields",
          {},
          makeField(desk, binds, {
            label: "Name",
            id: `lane-${id}`,
            control: "text",
            limit: desk.limit("name"),
            needed: true,
            merge: "lane",
            get: (m) => byId(m.lanes, id)?.name,
            put: (m, name) => edits.lane(m, id, { name }),
          }),
        ),
        bar(
          act("Move up", "up", () => desk.move(sel, -1)),
          act("Move down", "down", () => desk.move(sel, 1)),
          act("Delete lane", "trash", () => desk.remove(sel)),
        ),
      );
    }
  }

  /** What the panel is made of; when it changes the panel is made again. */
  function shapeNow() {
    const map = desk.map();
    if (sel.kind !== "note")
      return byId(sel.kind === "stage" ? map.stages : map.lanes, sel.id)
        ? JSON.stringify([sel, desk.findings().size])
        : "";
    const note = byId(map.notes, sel.id);
    if (!note) return "";
    return JSON.stringify([
      sel.id,
      note.lane,
      note.stage,
      map.personas,
      desk.findings().size,
      map.stages.map((s) => s.name),
      map.lanes.map((l) => l.name),
    ]);
  }

  return {
    node,
    selected: () => sel,
    /** @param {any} next */
    show(next) {
      sel = next;
      shape = "";
    },
    /** Follows the map; false when what was chosen is gone. */
    draw() {
      if (!sel) return true;
      const now = shapeNow();
      if (!now) return false;
      if (now !== shape) {
        shape = now;
        build();
      }
      for (const follow of binds) follow();
      return true;
    },
    focus: () => focusOn(box.querySelector("textarea, input, select, button")),
  };
}
