// Keys and dragging on the map. One Tab stop for the whole grid: the arrows walk over names, notes and "+" buttons;
// with Alt they move what has the focus.

import { focusOn } from "../../../panel/ui/kit/dom.js";
import { makeDrag, makeLanding } from "../../../panel/ui/kit/drag.js";
import { DERIVED } from "./model.js";

/** @param {MapEditor} desk @param {any} grid */
export function makeKeys(desk, grid) {
  const items = () => [...grid.querySelectorAll("[data-item]")].filter((n) => n.offsetParent);
  grid.addEventListener("focusin", (/** @type {any} */ event) => {
    const item = event.target.closest("[data-item]");
    if (!item) return;
    for (const other of grid.querySelectorAll('[data-item][tabindex="0"]')) if (other !== item) other.tabIndex = -1;
    item.tabIndex = 0;
    if (item.dataset.col) desk.seen?.(item.dataset.col);
  });
  grid.addEventListener("keydown", (/** @type {any} */ event) => {
    const item = event.target.closest("[data-item]");
    if (!item || event.ctrlKey || event.metaKey) return;
    const way = /** @type {Record<string, any>} */ ({ ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] })[event.key];
    const sel = selectionOf(item);
    if (way) {
      event.preventDefault();
      if (event.altKey) return sel && desk.nudge?.(sel, ...way);
      return way[0] ? sideways(item, way[0]) : upright(item, way[1]);
    }
    if (event.altKey) return;
    if ((event.key === "Delete" || event.key === "Backspace") && sel && desk.remove) {
      event.preventDefault();
      desk.remove(sel, true);
    } else if (event.key === "Home" || event.key === "End") {
      event.preventDefault();
      const row = items().filter((n) => n.dataset.row === item.dataset.row);
      focusOn(event.key === "Home" ? row[0] : row.at(-1));
    }
  });

  /** @param {any} item @param {number} way */
  function upright(item, way) {
    const column = items().filter((n) => n.dataset.col === item.dataset.col);
    go(column[column.indexOf(item) + way]);
  }
  /** @param {any} item @param {number} way */
  function sideways(item, way) {
    const columns = ["", ...desk.map().stages.map((s) => s.id)];
    const to = columns[columns.indexOf(item.dataset.col) + way];
    if (to === undefined) return;
    if (to && grid.closest(".mo-jm-frame").querySelector(".mo-jm-stepper").offsetParent) desk.show(to);
    const here = items().filter((n) => n.dataset.row === item.dataset.row);
    const nth = here.filter((n) => n.dataset.col === item.dataset.col).indexOf(item);
    const there = here.filter((n) => n.dataset.col === to);
    go(there[Math.min(nth, there.length - 1)]);
  }
  /** @param {Made} node */
  function go(node) {
    if (!node) return;
    focusOn(node);
    node.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
  }
}

/** What an item of the map stands for.
 *  @param {any} item */
function selectionOf(item) {
  const note = item.closest("[data-note]")?.dataset.note;
  if (note) return { kind: "note", id: note };
  const stage = item.closest("[data-stage]")?.dataset.stage;
  if (stage) return { kind: "stage", id: stage };
  const lane = item.closest("[data-lane]")?.dataset.lane;
  return lane ? { kind: "lane", id: lane } : null;
}

/** @param {MapEditor} desk @param {any} grid @param {AbortSignal} signal */
export function makeMapDrag(desk, grid, signal) {
  /** Where a held part would land: a cell and the note it comes before; a stage; a lane.
   *  @param {any} item @param {any} under @param {any} event */
  const target = (item, under, event) => {
    if (item.dataset.note) {
      const cell = under?.closest(".mo-jm-cell[data-cell]");
      if (!cell || DERIVED.includes(cell.dataset.type)) return null;
      const before = [...cell.querySelectorAll("[data-note]")].find((n) => {
        const box = n.getBoundingClientRect();
        return n !== item && event.clientY < box.top + box.height / 2;
      });
      return { node: cell, before: before ?? null };
    }
    const kind = item.dataset.stage ? "stage" : "lane";
    const node =
      kind === "stage"
        ? under?.closest(".mo-jm-stage, .mo-jm-cell[data-col]")
        : under?.closest(".mo-jm-lane[data-lane], .mo-jm-group[data-group]");
    return node
      ? { node, id: kind === "stage" ? node.dataset.col : (node.dataset.lane ?? node.dataset.group), kind }
      : null;
  };
  makeDrag(
    grid,
    {
      items: ".mo-jm-note[data-note], .mo-jm-stage, .mo-jm-lane[data-lane]",
      grip: ".mo-grip",
      ignore: "select, input, textarea, a, [data-nodrag]",
      ...makeLanding(grid, target),
      drop(item, under, event) {
        const to = target(item, under, event);
        if (!to) return;
        if (item.dataset.note) {
          const [stage, lane] = to.node.dataset.cell.split("/");
          desk.carry(item.dataset.note, stage, lane, to.before?.dataset.note ?? null);
        } else if (to.id) desk.put(to.kind, item.dataset[to.kind ?? ""], to.id);
      },
    },
    signal,
  );
}

/** Escape closes what is open on the map, and JupyterLab does not hear it.
 *  @param {Made} root @param {(event: any) => boolean} isOpen @param {() => void} close */
export function closeByEscape(root, isOpen, close) {
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !isOpen(event)) return;
    event.preventDefault();
    event.stopPropagation();
    close();
  });
}
