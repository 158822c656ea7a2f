// What can be done to a board: each says what it did, and leaves the focus where the work goes on.

import { focusOn } from "../../../panel/ui/kit/dom.js";
import { byId, freshId } from "../../../panel/ui/kit/ids.js";
import { count } from "../../../panel/ui/kit/words.js";
import { edits } from "./edit.js";
import { isRanked, notesIn, refersTo, refOf, sectionOf, short } from "./model.js";

/** ui: { opened(id | ""), listed(), focusNote(id), undo }, what these need of the board's own parts.
 *  @param {BoardEditor} desk @param {any} ui */
export function makeMoves(desk, ui) {
  const { task, api } = desk;
  /** @param {any} section */
  const name = (section) => sectionOf(task, section).name;
  /** @param {string} id */
  const place = (id) => {
    const { section } = byId(desk.board().notes, id);
    const here = notesIn(desk.board(), section);
    return `${name(section)}, ${here.findIndex((n) => n.id === id) + 1} of ${here.length}`;
  };
  /** Whether a part takes one more note; says so where it does not.
   *  @param {any} section */
  function room(section) {
    const most = sectionOf(task, section).limit ?? 12;
    if (notesIn(desk.board(), section).length >= most) {
      api.announce(`${name(section)} is full: at most ${most} notes. Take one away first.`);
      return false;
    }
    return true;
  }
  /** @param {any} section */
  function roomOnBoard(section) {
    const most = desk.limit("notes");
    if (desk.board().notes.length >= most) {
      api.announce(`At most ${most} notes on this board.`);
      return false;
    }
    return room(section);
  }

  return {
    /** @param {any} section */
    add(section) {
      desk.tidy();
      if (!roomOnBoard(section)) return;
      const id = freshId("n");
      desk.commit((b) => edits.add(b, { id, section, text: "" }), "", "a note added");
      if (ui.listed()) return ui.focusNote(id);
      desk.open(id);
    },
    /** @param {number} nth @param {any} section */
    pull(nth, section) {
      desk.tidy();
      if (!roomOnBoard(section)) return;
      const source = desk.source(nth);
      const text = [...source.label].slice(0, desk.limit("text")).join("");
      const note = { id: freshId("n"), section, text, refs: [refOf(source)] };
      desk.commit((b) => edits.add(b, note), "", "a note pulled in");
      api.announce(`Pulled in to ${name(section)}: ${short(source.label)}.`);
    },
    /** @param {string} id @param {any} source @param {boolean} [fromTray] */
    cite(id, source, fromTray = false) {
      const note = byId(desk.board().notes, id);
      if (note.refs.some((/** @type {Reference} */ ref) => refersTo(ref, source))) return api.announce("It is based on that already.");
      if (note.refs.length >= desk.limit("refs")) return api.announce(`At most ${desk.limit("refs")}.`);
      desk.commit((b) => edits.cite(b, id, refOf(source)), "", "a note based on something");
      api.announce(`${short(note.text || "The note", 40)} is based on: ${short(source.label)}.`);
      if (!fromTray && ui.listed()) ui.focusNote(id, "cite");
    },
    /** @param {string} id @param {number} nth */
    uncite(id, nth) {
      desk.commit((b) => edits.uncite(b, id, nth), "", "what a note is based on taken away");
      api.announce("Taken away. Undo brings it back.");
      ui.focusNote(id, "cite");
    },
    /** @param {any} kind @param {any} from @param {any} to */
    link(kind, from, to) {
      const board = desk.board();
      if (board.links.some((l) => l.kind === kind && l.from === from && l.to === to))
        return api.announce("These two are linked already.");
      if (board.links.length >= desk.limit("links")) return api.announce(`At most ${desk.limit("links")} links.`);
      const link = { id: freshId("k"), kind, from, to };
      desk.commit((b) => edits.link(b, link), "", "a link made");
      api.announce(`Linked: ${desk.linkWords(link)}.`);
    },
    /** @param {string} id */
    unlink(id) {
      const words = desk.linkWords(byId(desk.board().links, id));
      const held = document.activeElement?.closest("[role=group], .mo-bd-links");
      desk.commit((b) => edits.unlink(b, id), "", "a link removed");
      api.announce(`Link removed: ${words}. Undo brings it back.`);
      if (!document.activeElement || document.activeElement === document.body)
        focusOn(held?.isConnected ? held.querySelector("select, button, summary") : ui.undo);
    },
    /** @param {any} section */
    rank(section) {
      const on = !isRanked(desk.board(), section);
      desk.commit((b) => edits.rank(b, section, on), "", on ? "notes ranked" : "ranks taken off");
      api.announce(
        on
          ? `${name(section)} is ranked: the first counts most. Move a note to change its rank.`
          : `${name(section)} has no ranks now.`,
      );
    },
    /** Moves a note by its menu; refused where the part is full.
     *  @param {Board} board @param {string} id @param {any} section */
    moved(board, id, section) {
      if (byId(board.notes, id).section === section || !room(section)) return board;
      api.announce(`Moved to ${name(section)}.`);
      return edits.move(board, id, section, null, sectionOf(task, section).fields ?? []);
    },
    /** @param {string} id @param {any} section @param {any} before */
    carry(id, section, before) {
      const note = byId(desk.board().notes, id);
      if (note.section !== section && !room(section)) return;
      desk.commit((b) => edits.move(b, id, section, before, sectionOf(task, section).fields ?? []), "", "a note moved");
      const { rank } = byId(desk.board().notes, id);
      api.announce(`Moved to ${place(id)}${rank ? `, rank ${rank}` : ""}.`);
    },
    /** One place up or down in its part.
     *  @param {string} id @param {number} way */
    step(id, way) {
      const { section } = byId(desk.board().notes, id);
      const here = notesIn(desk.board(), section);
      const at = here.findIndex((n) => n.id === id);
      if (!here[at + way]) return api.announce(way < 0 ? "It stands first already." : "It stands last already.");
      desk.carry(id, section, way < 0 ? here[at - 1].id : (here[at + 2]?.id ?? null));
    },
    /** To the part before or after.
     *  @param {string} id @param {number} way */
    cross(id, way) {
      const { section } = byId(desk.board().notes, id);
      const to = task.sections[task.sections.findIndex((s) => s.id === section) + way];
      if (!to) return api.announce("There is no part further on.");
      desk.carry(id, to.id, null);
    },
    /** @param {string} id */
    remove(id) {
      const board = desk.board();
      const { section, text } = byId(board.notes, id);
      const here = notesIn(board, section);
      const at = here.findIndex((n) => n.id === id);
      const next = here[at + 1] ?? here[at - 1];
      const links = board.links.filter((l) => l.from === id || l.to === id).length;
      ui.opened("");
      desk.commit((b) => edits.drop(b, id), "", "a note deleted");
      if (text.trim()) api.announce(`Note deleted${links ? ` with ${count(links, "link")}` : ""}. Undo brings it back.`);
      if (next) ui.focusNote(next.id);
      else focusOn(document.getElementById(desk.id(`${ui.listed() ? "ladd" : "add"}-${section}`)));
    },
  };
}
