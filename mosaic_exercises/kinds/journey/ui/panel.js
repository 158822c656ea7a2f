// The panel that opens under the row of what was chosen: a note, a stage, a lane. Made once for a choice; while the
// learner types only values change.

import { fill, focusOn, h } from "../../../panel/ui/kit/dom.js";
import { byId } from "../../../panel/ui/kit/ids.js";
import { panels } from "./panels.js";

/** @param {MapEditor} desk */
export function makePanel(desk) {
  const box = h("div.mo-jm-panel", { role: "group", "data-nodrag": "" });
  const node = h("div.mo-jm-row.mo-jm-open", { role: "row" }, h("div.mo-jm-open-cell", { role: "gridcell" }, box));
  /** @type {any} */
  let sel = null;
  /** @type {any[]} */
  let binds = [];
  let shape = "";

  function build() {
    binds = [];
    const { label, parts } = panels[sel.kind](desk, binds, sel);
    box.setAttribute("aria-label", label);
    fill(box, parts);
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

/** Lays the panel under the row of what was chosen, as the map is now, and marks what is open.
 *  @param {ReturnType<typeof makePanel>} panel @param {any} grid @param {JourneyMap} map @param {Api} api */
export function layPanel(panel, grid, map, api) {
  const sel = panel.selected();
  if (!sel || !panel.draw()) {
    panel.show(null);
    panel.node.remove();
  } else {
    const lane = sel.kind === "note" ? byId(map.notes, sel.id).lane : undefined;
    const home = grid.place({ ...sel, lane });
    if (panel.node.parentNode !== home) home?.append(panel.node);
  }
  const chosen = panel.selected();
  const openId = chosen ? api.id(`${chosen.kind}-${chosen.id}`) : "";
  for (const card of grid.grid.querySelectorAll("[data-open]"))
    if (card.id !== openId) card.removeAttribute("data-open");
  if (openId) document.getElementById(openId)?.setAttribute("data-open", "");
}
