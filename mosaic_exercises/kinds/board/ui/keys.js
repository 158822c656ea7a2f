// Keys and dragging. Every note and button is a Tab stop; arrows walk from note to note, with Alt they move the note.

import { focusOn } from "../../../panel/ui/kit/dom.js";
import { makeDrag, makeLanding } from "../../../panel/ui/kit/drag.js";

/** @param {BoardEditor} desk @param {any} grid */
export function makeKeys(desk, grid) {
  const rows = desk.task.layout === "rows"; // there the notes of a part stand beside each other
  /** @param {any} section */
  const notesOf = (section) => [...section.querySelectorAll(".mo-bd-main")];
  const sections = () => [...grid.querySelectorAll(".mo-bd-section")];
  grid.addEventListener("keydown", (/** @type {any} */ event) => {
    const main = event.target.closest(".mo-bd-main");
    if (!main || event.ctrlKey || event.metaKey) return;
    const card = main.closest(".mo-bd-note");
    const id = card.dataset.note;
    const way = /** @type {Record<string, any>} */ ({ ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] })[event.key];
    if (way) {
      event.preventDefault();
      const [within, across] = rows ? way : [way[1], way[0]];
      if (event.altKey) {
        if (card.hasAttribute("data-given")) return desk.api.announce("This note was given; it stays where it is.");
        return within ? desk.step(id, within) : desk.cross(id, across);
      }
      const section = main.closest(".mo-bd-section");
      const here = notesOf(section);
      if (within) return focusOn(here[here.indexOf(main) + within]);
      for (let i = sections().indexOf(section) + across; sections()[i]; i += across) {
        const there = notesOf(sections()[i]);
        if (there.length) return focusOn(there[Math.min(here.indexOf(main), there.length - 1)]);
      }
    } else if ((event.key === "Delete" || event.key === "Backspace") && !event.altKey) {
      event.preventDefault();
      if (!card.hasAttribute("data-given")) desk.remove(id);
    }
  });
}

/** @param {BoardEditor} desk @param {Made} root @param {AbortSignal} signal */
export function makeBoardDrag(desk, root, signal) {
  /** Where a held thing would land: a part and the note it comes before, or (from the tray) a note to base on it.
   *  @param {any} item @param {any} under @param {any} event */
  function target(item, under, event) {
    const onto = item.dataset.source !== undefined && under?.closest(".mo-bd-note:not([data-given])");
    if (onto) return { node: onto, note: onto.dataset.note };
    const node = under?.closest(".mo-bd-section");
    if (!node) return null;
    const before = [...node.querySelectorAll(".mo-bd-note:not([data-given])")].find((n) => {
      if (n === item) return false;
      const box = n.getBoundingClientRect();
      if (event.clientY < box.top) return true;
      if (event.clientY > box.bottom) return false;
      const beside = box.width < node.querySelector(".mo-bd-notes").getBoundingClientRect().width * 0.6;
      return beside ? event.clientX < box.left + box.width / 2 : event.clientY < box.top + box.height / 2;
    });
    return { node, section: node.dataset.section, before: before ?? null };
  }
  makeDrag(
    root,
    {
      items: ".mo-bd-note:not([data-given]), .mo-bd-offer",
      grip: ".mo-grip",
      ignore: "select, input, textarea, a, .mo-icon-btn, [data-nodrag]",
      ...makeLanding(root, target),
      drop(item, under, event) {
        const to = target(item, under, event);
        if (!to) return;
        if (item.dataset.source === undefined) desk.carry(item.dataset.note, to.section, to.before?.dataset.note ?? null);
        else if (to.note) desk.cite(to.note, desk.source(Number(item.dataset.source)), true);
        else desk.pull(Number(item.dataset.source), to.section);
      },
    },
    signal,
  );
}

/** Escape closes the note that is open, and so does Ctrl + Enter in its text; JupyterLab hears neither.
 *  @param {Made} root @param {() => boolean} isOpen @param {() => void} close */
export function closeByKeys(root, isOpen, close) {
  root.addEventListener("keydown", (event) => {
    if (!isOpen()) return;
    if (event.key === "Escape" && event.target.closest(".mo-bd-editor")) {
      event.preventDefault();
      event.stopPropagation();
      return close();
    }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.matches("textarea")) {
      event.preventDefault();
      close();
    }
  });
}
