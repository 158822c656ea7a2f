// The map as a grid: stages are columns, lanes are rows. Only cells whose notes changed are drawn again.
// On a narrow output one stage is shown at a time: two columns of 150 px beside a lane's name would not hold a sentence.

import { h, unseen } from "../../../panel/ui/kit/dom.js";
import { byId } from "../../../panel/ui/kit/ids.js";
import { keyed, setText } from "../../../panel/ui/kit/keep.js";
import { makeCell, makeStepper, setBadge } from "./cell.js";
import { iconOf } from "./icons.js";
import { cellsOf, DERIVED } from "./model.js";

/** desk: { task, id(), editable, finding, open(), add(), peek: notes to show }, curve: node of the curve's lane or null.
 *  @param {MapEditor} desk @param {{ label: string, curve?: any }} given */
export function makeGrid(desk, { label, curve }) {
  const head = h("div.mo-jm-row.mo-jm-head", { role: "row" });
  const headOpen = h("div.mo-jm-group", { role: "rowgroup" }, head);
  const corner = h("div.mo-jm-corner", { role: "columnheader" }, h("span", {}, "Stage"));
  const stages = h("div.mo-jm-contents", { role: "presentation" });
  head.append(corner, stages);
  const lanes = h("div.mo-jm-contents", { role: "presentation" });
  const grid = h(
    "div.mo-jm-grid",
    { role: "grid", "aria-label": label, "aria-readonly": desk.editable ? null : "true" },
    headOpen,
    curve,
    lanes,
  );
  const scroller = h("div.mo-jm-scroll", {}, grid);
  const narrow = makeStepper(desk, grid);
  const node = h("div.mo-jm-frame", {}, narrow.node, scroller);

  /** @param {any} stage */
  function stageHead(stage) {
    const name = h("span.mo-jm-name", { dir: "auto" });
    const sign = h("span.mo-jm-truth", { title: "Moment of truth" }, iconOf("diamond"), unseen(" Moment of truth. "));
    const badge = h("span.mo-jm-badge");
    const inner = [sign, name, badge];
    const act = desk.editable || desk.finding;
    const main = act
      ? h(
          "button.mo-jm-stage-main",
          {
            type: "button",
            id: desk.id(`stage-${stage.id}`),
            tabindex: "-1",
            "data-item": "",
            "data-col": stage.id,
            "data-row": "head",
            onclick: () => desk.open({ kind: "stage", id: stage.id }),
          },
          inner,
        )
      : h("div.mo-jm-stage-main", {}, inner);
    const node = h(
      "div.mo-jm-stage",
      { role: "columnheader", "data-stage": stage.id, "data-col": stage.id },
      desk.editable && h("span.mo-grip", { "aria-hidden": "true" }, iconOf("grip")),
      main,
    );
    return {
      node,
      /** @param {any} now */
      draw(now) {
        setText(name, now.name || "(no name)");
        sign.hidden = !now.moment;
        node.toggleAttribute("data-moment", now.moment);
        setBadge(node, badge, desk.found(now.id), desk);
      },
    };
  }

  /** @param {any} lane */
  function laneRow(lane) {
    const name = h("span.mo-jm-name", { dir: "auto" });
    const main = desk.editable
      ? h(
          "button.mo-jm-lane-main",
          {
            type: "button",
            id: desk.id(`lane-${lane.id}`),
            tabindex: "-1",
            "data-item": "",
            "data-col": "",
            "data-row": lane.id,
            onclick: () => desk.open({ kind: "lane", id: lane.id }),
          },
          name,
        )
      : h("div.mo-jm-lane-main", {}, name);
    const header = h(
      "div.mo-jm-lane",
      { role: "rowheader", "data-lane": lane.id, "data-type": lane.type },
      desk.editable && h("span.mo-grip", { "aria-hidden": "true" }, iconOf("grip")),
      main,
    );
    const cells = h("div.mo-jm-contents", { role: "presentation" });
    const row = h("div.mo-jm-row", { role: "row" }, header, cells);
    const group = h("div.mo-jm-group", { role: "rowgroup", "data-group": lane.id }, row);
    return {
      node: group,
      /** @param {any} _ @param {{ map: JourneyMap, notes: Map<string, any[]>, touch?: any, now?: any }} given */
      draw(_, { map, notes, touch, now }) {
        lane = byId(map.lanes, lane.id);
        setText(name, lane.name || desk.typeName(lane.type));
        const derived = DERIVED.includes(lane.type);
        keyed(cells, map.stages, (stage) => makeCell(desk, stage, lane), {
          lane,
          map,
          derived,
          now,
          /** @param {any} stage */
          notesAt: (stage) => (derived ? touch.get(stage) : notes.get(`${stage}/${lane.id}`)) ?? [],
        });
      },
    };
  }

  return {
    node,
    grid,
    scroller,
    stage: () => narrow.now(),
    /** @param {any} stage */
    show: (stage) => narrow.show(stage),
    /** Where the panel for the selected part goes: under its row.
     *  @param {any} sel */
    place(sel) {
      const lane = sel.kind === "lane" ? sel.id : sel.lane;
      return lane ? lanes.querySelector(`[data-group="${CSS.escape(lane)}"]`) : headOpen;
    },
    /** @param {JourneyMap} map */
    draw(map) {
      grid.style.setProperty("--n", String(map.stages.length));
      const notes = cellsOf({ ...map, notes: desk.peek(map) });
      /** @type {Map<any, any>} */
      const touch = new Map();
      /** @type {Map<any, any>} */
      const types = new Map(map.lanes.map((l) => [l.id, l.type]));
      for (const note of desk.peek(map))
        if (types.get(note.lane) === "touchpoints") touch.set(note.stage, [...(touch.get(note.stage) ?? []), note]);
      narrow.draw(map);
      const now = narrow.now();
      keyed(stages, map.stages, stageHead, desk.findings());
      keyed(lanes, map.lanes, laneRow, { map, notes, touch, now });
      for (const cell of grid.querySelectorAll(".mo-jm-stage"))
        cell.toggleAttribute("data-now", cell.dataset.col === now);
      if (desk.editable || desk.finding) {
        const first = grid.querySelector('[data-item][tabindex="0"]') ?? grid.querySelector("[data-item]");
        if (first && first.tabIndex !== 0) first.tabIndex = 0;
      }
    },
  };
}
