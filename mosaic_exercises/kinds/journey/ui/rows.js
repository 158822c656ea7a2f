// The rows of the list: a stage with its emotion, a lane, a note. Each is { node, draw(thing, context) }.

import { fill, h } from "../../../panel/ui/kit/dom.js";
import { foundList } from "../../../panel/ui/kit/found.js";
import { byId } from "../../../panel/ui/kit/ids.js";
import { setValue } from "../../../panel/ui/kit/keep.js";
import { edits } from "./edit.js";
import { makeField, noteFields } from "./field.js";
import { CURVES } from "./figures.js";
import { iconOf } from "./icons.js";
import { emotion, nameOf, signed } from "./model.js";
import { FEELINGS } from "./points.js";

/** @param {MapEditor} desk */
export const rowsOf = (desk) => ({
  /** @param {any} stage */
  stageRow: (stage) => stageRow(desk, stage),
  /** @param {any} lane */
  laneRow: (lane) => laneRow(desk, lane),
  /** @param {any} row */
  noteRow: (row) => noteRow(desk, row),
});

/** @param {string} icon @param {string} label @param {any} onclick */
const tool = (icon, label, onclick) =>
  h("button.mo-icon-btn", { type: "button", "aria-label": label, title: label, onclick }, iconOf(icon));

/** @param {MapEditor} desk @param {any} stage @param {any} curve */
function feel(desk, stage, curve) {
  const select = h(
    "select.mo-input",
    {
      id: desk.id(`list-${curve}-${stage}`),
      onchange: () => desk.feel(stage, curve, select.value === "" ? null : Number(select.value)),
    },
    h("option", { value: "" }, "Not set"),
    [2, 1, 0, -1, -2].map((v) => h("option", { value: v }, `${signed(v)} ${FEELINGS[v]}`)),
  );
  return select;
}

/** @param {string} label @param {any} control */
const field = (label, control) => h("label.mo-jm-field", {}, h("span.mo-label", {}, label), control);

/** @param {MapEditor} desk @param {any} stage */
function stageRow(desk, stage) {
  const { id } = stage;
  const sel = { kind: "stage", id };
  /** @type {any[]} */
  const binds = [];
  const name = makeField(desk, binds, {
    label: "Name",
    id: `row-${id}`,
    control: "text",
    limit: desk.limit("name"),
    needed: true,
    merge: "stage",
    get: (m) => byId(m.stages, id)?.name,
    put: (m, v) => edits.stage(m, id, { name: v }),
  });
  const truth = makeField(desk, binds, {
    label: "Moment of truth",
    id: `row-truth-${id}`,
    control: "check",
    get: (m) => byId(m.stages, id)?.moment,
    put: (m, moment) => edits.stage(m, id, { moment }),
  });
  /** @type {[string, Made][]} */
  const feels = desk.curves.map((c) => [c, feel(desk, id, c)]);
  const tools = h("span.mo-jm-tools");
  const found = h("div");
  return {
    node: h(
      "li.mo-jm-list-row",
      { "data-stage-row": id },
      h(
        "div.mo-jm-fields",
        {},
        name,
        feels.map(([c, s]) => field(CURVES[c], s)),
        truth,
      ),
      tools,
      found,
    ),
    /** @param {any} now @param {{ map: JourneyMap, persona?: any }} given */
    draw(now, { map, persona }) {
      for (const follow of binds) follow();
      for (const [c, select] of feels) setValue(select, String(emotion(map, id, persona)[c] ?? ""));
      if (tools.dataset.name !== now.name) {
        tools.dataset.name = now.name;
        fill(
          tools,
          tool("up", `Move up: ${now.name}`, () => desk.move(sel, -1)),
          tool("down", `Move down: ${now.name}`, () => desk.move(sel, 1)),
          tool("trash", `Delete stage: ${now.name}`, () => desk.remove(sel)),
        );
      }
      fill(found, foundList(desk.found(id)));
    },
  };
}

/** @param {MapEditor} desk @param {any} lane */
function laneRow(desk, lane) {
  const { id } = lane;
  const sel = { kind: "lane", id };
  /** @type {any[]} */
  const binds = [];
  const name = makeField(desk, binds, {
    label: `Name (${desk.typeName(lane.type)})`,
    id: `row-${id}`,
    control: "text",
    limit: desk.limit("name"),
    needed: true,
    merge: "lane",
    get: (m) => byId(m.lanes, id)?.name,
    put: (m, v) => edits.lane(m, id, { name: v }),
  });
  const tools = h("span.mo-jm-tools");
  return {
    node: h("li.mo-jm-list-row", { "data-lane-row": id }, h("div.mo-jm-fields", {}, name), tools),
    /** @param {any} now */
    draw(now) {
      for (const follow of binds) follow();
      if (tools.dataset.name === now.name) return;
      tools.dataset.name = now.name;
      fill(
        tools,
        tool("up", `Move up: ${now.name}`, () => desk.move(sel, -1)),
        tool("down", `Move down: ${now.name}`, () => desk.move(sel, 1)),
        tool("trash", `Delete lane: ${now.name}`, () => desk.remove(sel)),
      );
    },
  };
}

/** @param {MapEditor} desk @param {any} row */
function noteRow(desk, row) {
  const body = h("div.mo-jm-list-body");
  const node = h("li.mo-jm-list-row", { "data-note-row": row.id });
  /** @type {any[]} */
  let binds = [];
  let shape = "";
  node.append(body);
  return {
    node,
    /** @param {{ note?: any }} given @param {{ map: JourneyMap }} more */
    draw({ note }, { map }) {
      const lane = byId(map.lanes, note.lane);
      const next = JSON.stringify([
        note.lane,
        map.personas,
        map.stages.map((s) => s.name),
        map.lanes.map((l) => l.name),
      ]);
      if (next !== shape) {
        shape = next;
        binds = [];
        const { text, parts } = noteFields(desk, binds, note, lane);
        fill(
          body,
          text,
          h(
            "details.mo-jm-more",
            { open: body.querySelector("details")?.open },
            h("summary", {}, "Place and details"),
            h("div.mo-jm-fields", {}, parts),
          ),
          h(
            "span.mo-jm-tools",
            {},
            tool("trash", `Delete this note (${lane.name})`, () => desk.remove({ kind: "note", id: note.id })),
          ),
        );
        body.prepend(
          h(
            "p.mo-small.mo-jm-list-where",
            { dir: "auto" },
            `${nameOf(map.stages, note.stage)} · ${lane.name || desk.typeName(lane.type)}`,
          ),
        );
      }
      for (const follow of binds) follow();
    },
  };
}
