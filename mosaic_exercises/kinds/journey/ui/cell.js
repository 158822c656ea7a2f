// The cells of the map, their badges, and the row of stages for a narrow output.

import { enable, isOff } from "../../../panel/ui/kit/button.js";
import { h } from "../../../panel/ui/kit/dom.js";
import { byId } from "../../../panel/ui/kit/ids.js";
import { keyed, refill, setText } from "../../../panel/ui/kit/keep.js";
import { count } from "../../../panel/ui/kit/words.js";
import { iconOf } from "./icons.js";
import { DERIVED } from "./model.js";
import { derivedTag, makeCard } from "./note.js";

/** A cell: its notes, what a check found here, and a button to add (or, where faults are looked for, to mark).
 *  @param {MapEditor} desk @param {any} stage @param {any} lane */
export function makeCell(desk, stage, lane) {
  const list = h("div.mo-jm-notes");
  const badge = h("span.mo-jm-badge");
  const at = `${stage.id}/${lane.id}`;
  const derived = DERIVED.includes(lane.type);
  const label = h("span.mo-jm-add-label");
  const add =
    (desk.editable && !derived) || desk.finding
      ? h(
          "button.mo-jm-add",
          {
            type: "button",
            id: desk.id(`add-${stage.id}-${lane.id}`),
            tabindex: "-1",
            "data-item": "",
            "data-col": stage.id,
            "data-row": lane.id,
            onclick: () => desk.add(stage.id, lane.id),
          },
          iconOf(desk.finding ? "note" : "plus"),
          label,
        )
      : null;
  const node = h(
    "div.mo-jm-cell",
    { role: "gridcell", "data-cell": at, "data-col": stage.id, "data-type": lane.type, "data-adds": Boolean(add) },
    list,
    badge,
    add,
  );
  /** @type {any[]} */
  let shown = [];
  /** @type {any} */
  let context = null;
  return {
    node,
    /** @param {any} now @param {{ lane?: any, map: JourneyMap, notesAt: (...args: any[]) => any, now?: any }} given */
    draw(now, { lane: laneNow, map, notesAt, now: current }) {
      node.toggleAttribute("data-now", current === stage.id);
      const next = notesAt(stage.id);
      if (!context || context.personas !== map.personas)
        context = { type: laneNow.type, task: desk.task, lane: laneNow.id, map, personas: map.personas };
      if (next.length !== shown.length || next.some((/** @type {any} */ n, /** @type {number} */ i) => n !== shown[i]) || context !== node.context) {
        shown = next;
        node.context = context;
        keyed(list, next, (note) => (derived ? derivedTag(desk, note) : makeCard(desk, note)), context);
        node.toggleAttribute("data-empty", !next.length);
      }
      if (add) {
        if (desk.finding) setText(label, "Mark");
        const what = `${laneNow.name || desk.typeName(laneNow.type)}, ${now.name}`;
        const words = desk.finding ? `Mark a fault in ${what}` : `Add to ${what}`;
        if (add.getAttribute("aria-label") !== words) add.setAttribute("aria-label", words);
      }
      setBadge(node, badge, desk.found(at), desk);
    },
  };
}

/** What a check found at a place: a sign and a number; the words stand in the panel that opens there.
 *  @param {Made} node @param {any} badge @param {Criterion[]} found @param {MapEditor} desk */
export function setBadge(node, badge, found, desk) {
  const bad = found.filter((c) => c.met === false).length;
  const judged = found.every((c) => c.met !== null); // a mark that was not checked yet is neither right nor wrong
  node.dataset.mark = bad ? "bad" : found.length ? "good" : "";
  if (!found.length) delete node.dataset.mark;
  refill(
    badge,
    [found.length, bad, judged],
    () => found.length > 0 && [
      iconOf(desk.finding ? (bad ? "cross" : judged ? "check" : "note") : "warn"),
      h("span", {}, desk.finding ? count(found.length, "mark") : "Look again"),
    ],
  );
}

/** The row of stages for a narrow output.
 *  @param {MapEditor} desk @param {any} grid */
export function makeStepper(desk, grid) {
  const words = h("span.mo-jm-step-words", { "aria-live": "polite" });
  const back = h(
    "button.mo-icon-btn",
    { type: "button", "aria-label": "Previous stage", onclick: (e) => !isOff(e.currentTarget) && go(-1) },
    iconOf("left"),
  );
  const on = h(
    "button.mo-icon-btn",
    { type: "button", "aria-label": "Next stage", onclick: (e) => !isOff(e.currentTarget) && go(1) },
    iconOf("right"),
  );
  const node = h("div.mo-jm-stepper", { role: "group", "aria-label": "One stage at a time" }, back, words, on);
  let now = "";
  /** @type {JourneyMap} */
  let map = /** @type {any} */ (null);
  /** @param {number} way */
  const go = (way) => show(map.stages[map.stages.findIndex((s) => s.id === now) + way]?.id);
  /** @param {any} stage */
  function show(stage) {
    if (!stage || stage === now) return;
    now = stage;
    for (const cell of grid.querySelectorAll("[data-col]:is(.mo-jm-cell, .mo-jm-stage)"))
      cell.toggleAttribute("data-now", cell.dataset.col === now);
    draw(map);
  }
  /** @param {any} next */
  function draw(next) {
    map = next;
    if (!byId(map.stages, now)) now = map.stages[0]?.id ?? "";
    const i = map.stages.findIndex((s) => s.id === now);
    setText(words, i < 0 ? "No stage yet" : `Stage ${i + 1} of ${map.stages.length}: ${map.stages[i].name}`);
    enable(back, i > 0);
    enable(on, i < map.stages.length - 1);
    desk.stepped?.(now);
  }
  return { node, now: () => now, show, draw };
}
