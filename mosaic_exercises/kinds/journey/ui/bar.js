// Above the map: title and scenario; map or list; what can be added; undo and redo.

import { button } from "../../../panel/ui/kit/button.js";
import { h } from "../../../panel/ui/kit/dom.js";
import { historyButtons } from "../../../panel/ui/kit/history.js";
import { makeField } from "./field.js";

/** { node, draw() }: what the map is called and whose way it shows.
 *  @param {MapEditor} desk */
export function makeStory(desk) {
  /** @type {any[]} */
  const binds = [];
  /** @param {"title" | "scenario"} key @param {string} label @param {any} control */
  const field = (key, label, control) =>
    makeField(desk, binds, {
      label,
      id: key,
      control,
      limit: desk.limit(key),
      merge: key,
      wide: true,
      get: (m) => m[key],
      put: (m, v) => ({ ...m, [key]: v }),
    });
  const node = h(
    "div.mo-jm-top",
    {},
    field("title", "Title of the map", "text"),
    field("scenario", "Scenario: who wants what, and where does it begin and end?", "long"),
  );
  return { node, draw: () => binds.forEach((follow) => follow()) };
}

/** { nodes, undo, draw(listed) }; turn(listed) shows the map or the list.
 *  @param {MapEditor} desk @param {any} history @param {(...args: any[]) => any} turn */
export function makeBar(desk, history, turn) {
  const { api } = desk;
  const steps = historyButtons(api.id("map"), history);
  /** @param {string} name @param {any} on */
  const tab = (name, on) =>
    button(
      name,
      { "aria-pressed": "false", id: api.id(`view-${name.toLowerCase()}`), onclick: () => turn(on) },
      { tone: "quiet" },
    );
  const [asMap, asList] = [tab("Map", false), tab("List", true)];
  const laneMenu = h(
    "select.mo-input.mo-jm-add-menu",
    {
      id: api.id("add-lane"),
      "aria-label": "Add a lane",
      onchange: () => laneMenu.value && (desk.newLane(laneMenu.value), (laneMenu.value = "")),
    },
    h("option", { value: "" }, "Add a lane ..."),
    (desk.task.lane_types).map((t) => h("option", { value: t.id }, t.name)),
  );
  const addStage = button(
    "Add stage",
    { id: api.id("add-stage"), onclick: () => desk.newStage(desk.map().stages.length) },
    { icon: "plus", tone: "quiet" },
  );
  const bar = h(
    "div.mo-jm-bar",
    {},
    h("div.mo-jm-switch", { role: "group", "aria-label": "Show as" }, asMap, asList),
    addStage,
    laneMenu,
    h("span.mo-spring"),
    steps.undo,
    steps.redo,
  );
  /** @param {string} name */
  const key = (name) => h("kbd", {}, name);
  const how = h(
    "p.mo-how",
    {},
    ...["Choose a part to change it, ", h("b", {}, "+"), " to add a note. Drag to move, or use ", key("Alt")],
    ...[" + arrow keys; arrow keys walk over the map. On the curve ", key("↑"), " ", key("↓"), " change a point."],
  );
  return {
    nodes: [bar, how],
    undo: steps.undo,
    /** @param {any} listed */
    draw(listed) {
      how.hidden = listed;
      asMap.setAttribute("aria-pressed", String(!listed));
      asList.setAttribute("aria-pressed", String(listed));
      steps.draw();
    },
  };
}
