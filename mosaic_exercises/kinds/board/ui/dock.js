// Where the editor of a note stands on the board: over the whole width, under the row of parts that the note is in.

import { fill, h, keepFocus } from "../../../panel/ui/kit/dom.js";
import { makeEditor } from "./editor.js";

/** grid: the board's node; it lists its parts in their order. { draw(), editor() }.
 *  @param {BoardEditor} desk @param {any} grid */
export function makeDock(desk, grid) {
  const node = h("section.mo-bd-dock", { role: "presentation" });
  /** @type {any} */
  let editor = null; // of the note `of`
  let of = "";

  const sections = () => [...grid.children].filter((n) => n.matches(".mo-bd-section"));

  /** How many parts stand beside each other: of the grid's tracks, not of where they stand, which the editor changes. */
  function columns() {
    const tracks = getComputedStyle(grid).gridTemplateColumns.split(" ").filter((px) => parseFloat(px) > 0);
    const edge = grid.hasAttribute("data-axes") && tracks.length > 2; // the words at the side have one
    return Math.max(1, tracks.length - (edge ? 1 : 0));
  }

  /** Under the last part that stands in the same row as the note's. */
  function place() {
    if (!editor) return;
    const all = sections();
    const beside = columns();
    const note = grid.querySelector(`[data-note="${CSS.escape(of)}"]`);
    const own = note?.closest(".mo-bd-section");
    if (!own) return;
    const row = Math.floor(all.indexOf(own) / beside);
    const last = all[Math.min(all.length, (row + 1) * beside) - 1];
    if (last.nextElementSibling !== node) keepFocus(grid, () => last.after(node));
    grid.dataset.dock = row; // quadrants with axes have their places by number
    const [from, to] = [node.getBoundingClientRect().left, note.getBoundingClientRect()];
    node.style.setProperty("--notch", `${Math.round(to.left - from + Math.min(to.width / 2, 80))}px`);
  }

  if (desk.signal) {
    const watcher = new ResizeObserver(place);
    watcher.observe(grid);
    desk.signal.addEventListener("abort", () => watcher.disconnect());
  }
  return {
    editor: () => editor?.node,
    draw() {
      const now = desk.opened();
      if (now !== of) {
        of = now;
        const given = (desk.task.given).some((n) => n.id === of);
        editor = of ? makeEditor(desk, of, given) : null;
        fill(node, editor?.node);
      }
      if (!editor) {
        node.remove();
        delete grid.dataset.dock;
        return;
      }
      editor.draw();
      place();
    },
  };
}
