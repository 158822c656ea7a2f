// What can be done to a map: add, delete, move, feel; each says what it did.

import { focusOn } from "../../../panel/ui/kit/dom.js";
import { byId, freshId } from "../../../panel/ui/kit/ids.js";
import { count } from "../../../panel/ui/kit/words.js";
import { edits, shift } from "./edit.js";
import { cellsOf, DERIVED, nameOf, says } from "./model.js";

/** ui: { grid, panel, undo, listed(), only() }, the parts of the editor these need.
 *  @param {MapEditor} desk @param {any} ui */
export function makeMoves(desk, ui) {
  /** @param {any} sel */
  function neighbour(sel) {
    const all = [...ui.grid.grid.querySelectorAll("[data-item]")];
    const at = all.indexOf(document.activeElement);
    const near = all.slice(at + 1).find((n) => n.dataset.col === all[at]?.dataset.col) ?? all[at - 1];
    return sel.kind === "note" ? (near?.id ?? "") : "";
  }

  return {
    /** @param {any} stage @param {any} lane */
    add(stage, lane) {
      if (desk.map().notes.length >= desk.limit("notes"))
        return desk.api.announce(`At most ${desk.limit("notes")} notes.`);
      const id = freshId("n");
      desk.tidy(null);
      desk.commit((m) => edits.addNote(m, { id, stage, lane, persona: ui.only() }));
      desk.open({ kind: "note", id });
    },
    /** @param {number} index */
    newStage(index) {
      if (desk.map().stages.length >= desk.limit("stages"))
        return desk.api.announce(`At most ${desk.limit("stages")} stages.`);
      const id = freshId("s");
      desk.commit((m) => edits.addStage(m, { id, name: `Stage ${m.stages.length + 1}`, moment: false }, index));
      desk.api.announce("Stage added.");
      if (ui.listed()) return focusOn(document.getElementById(desk.api.id(`field-row-${id}`)));
      ui.grid.show(id);
      desk.open({ kind: "stage", id });
    },
    /** @param {any} type */
    newLane(type) {
      if (desk.map().lanes.length >= desk.limit("lanes"))
        return desk.api.announce(`At most ${desk.limit("lanes")} lanes.`);
      const id = freshId("l");
      desk.commit((m) => edits.addLane(m, { id, type, name: desk.typeName(type) }));
      desk.api.announce(`Lane ${desk.typeName(type)} added.`);
      if (ui.listed()) return focusOn(document.getElementById(desk.api.id(`field-row-${id}`)));
      desk.open({ kind: "lane", id });
    },
    /** @param {any} sel @param {boolean} [byKey] */
    remove(sel, byKey = false) {
      const m = desk.map();
      const near = byKey ? neighbour(sel) : "";
      const notes = m.notes.filter((n) => n[sel.kind] === sel.id).length;
      const what =
        sel.kind === "note"
          ? "Note"
          : `${sel.kind === "stage" ? "Stage" : "Lane"} ${nameOf(sel.kind === "stage" ? m.stages : m.lanes, sel.id)}`;
      ui.panel.show(null);
      desk.commit(
        /** @type {Record<string, any>} */ ({
          /** @param {any} x */
          note: (x) => edits.dropNote(x, sel.id),
          /** @param {any} x */
          stage: (x) => edits.dropStage(x, sel.id),
          /** @param {any} x */
          lane: (x) => edits.dropLane(x, sel.id),
        })[sel.kind],
      );
      desk.api.announce(`${what} deleted${notes ? ` with ${count(notes, "note")}` : ""}. Undo brings it back.`);
      focusOn(
        (near && document.getElementById(near)) ||
          (ui.listed() ? ui.undo : ui.grid.grid.querySelector('[data-item][tabindex="0"]')),
      );
    },
    /** @param {any} sel @param {number} way */
    move(sel, way) {
      const key = sel.kind === "stage" ? "stages" : "lanes";
      const at = desk.map()[key].findIndex((x) => x.id === sel.id);
      const to = at + way;
      if (to < 0 || to >= desk.map()[key].length) return desk.api.announce("It stands at the end already.");
      desk.commit((m) => ({ ...m, [key]: shift(m[key], sel.id, to) }));
      desk.api.announce(`${nameOf(desk.map()[key], sel.id)}: now ${to + 1} of ${desk.map()[key].length}.`);
    },
    /** A dragged stage or lane takes the place of another.
     *  @param {any} kind @param {string} id @param {any} over */
    put(kind, id, over) {
      const key = kind === "stage" ? "stages" : "lanes";
      if (id !== over)
        desk.commit((m) => ({
          ...m,
          [key]: shift(
            m[key],
            id,
            m[key].findIndex((x) => x.id === over),
          ),
        }));
    },
    /** @param {string} id @param {any} stage @param {any} lane @param {any} before */
    carry(id, stage, lane, before) {
      desk.commit((m) => edits.moveNote(m, id, stage, lane, before));
      const here = cellsOf(desk.map()).get(`${stage}/${lane}`);
      desk.api.announce(
        `Moved to ${nameOf(desk.map().stages, stage)}, ${nameOf(desk.map().lanes, lane)}, ${here.findIndex((/** @type {any} */ n) => n.id === id) + 1} of ${here.length}.`,
      );
    },
    /** Alt and an arrow: the note goes to the next stage, or up and down through its cell and on to the next lane.
     *  @param {any} sel @param {any} dx @param {any} dy */
    nudge(sel, dx, dy) {
      if (sel.kind === "stage") return dx && desk.move(sel, dx);
      if (sel.kind === "lane") return dy && desk.move(sel, dy);
      const m = desk.map();
      const note = byId(m.notes, sel.id);
      if (dx) {
        const to = m.stages[m.stages.findIndex((s) => s.id === note.stage) + dx];
        if (!to) return desk.api.announce("There is no stage further on.");
        desk.carry(note.id, to.id, note.lane, null);
        return ui.grid.show(to.id);
      }
      const here = cellsOf(m).get(`${note.stage}/${note.lane}`);
      const at = here.indexOf(note);
      if (here[at + dy])
        return desk.carry(note.id, note.stage, note.lane, dy < 0 ? here[at - 1].id : (here[at + 2]?.id ?? null));
      const lanes = m.lanes.filter((l) => !DERIVED.includes(l.type));
      const lane = lanes[lanes.findIndex((l) => l.id === note.lane) + dy];
      if (!lane) return desk.api.announce("There is no lane further on.");
      desk.carry(
        note.id,
        note.stage,
        lane.id,
        dy > 0 ? (cellsOf(m).get(`${note.stage}/${lane.id}`)?.[0]?.id ?? null) : null,
      );
    },
    /** @param {any} stage @param {any} curve @param {any} value @param {string} [merge] */
    feel: (stage, curve, value, merge = "") =>
      desk.commit((m) => edits.emotion(m, stage, desk.person(), curve, value), merge),
    /** A note left without a word is taken away, unless it is the one that opens.
     *  @param {any} next */
    tidy(next) {
      const sel = ui.panel.selected();
      if (sel?.kind !== "note" || (next?.kind === "note" && next.id === sel.id)) return;
      const note = byId(desk.map().notes, sel.id);
      const lane = note && byId(desk.map().lanes, note.lane);
      if (note && !says(note, lane.type)) desk.commit((m) => edits.dropNote(m, note.id));
    },
  };
}
