// Links drawn as arrows, behind the notes. The same links stand in words at the notes and below the board.

import { fill, svg } from "../../../panel/ui/kit/dom.js";

/** @param {BoardEditor} desk @param {any} grid */
export function makeArrows(desk, grid) {
  const layer = svg("svg.mo-bd-arrows", { "aria-hidden": "true", focusable: "false" });
  const kinds = (desk.task.links).map((l) => l.id);
  /** @param {any} kind */
  const head = (kind) => desk.id(`arrow-${kinds.indexOf(kind)}`);
  layer.append(
    svg(
      "defs",
      {},
      kinds.map((kind, i) =>
        svg(
          "marker",
          {
            id: head(kind),
            viewBox: "0 0 8 8",
            refX: 7,
            refY: 4,
            markerWidth: 8,
            markerHeight: 8,
            orient: "auto-start-reverse",
            markerUnits: "userSpaceOnUse",
          },
          svg("path.mo-bd-head-of", { d: "M0 0L8 4L0 8z", "data-nth": i }),
        ),
      ),
    ),
  );
  const lines = svg("g");
  layer.append(lines);
  grid.prepend(layer);
  /** @type {Board} */
  let board = /** @type {any} */ (null);
  let due = 0;

  /** The side of a box that faces another: upright where they stand above each other, else sideways.
   *  @param {any} a @param {any} b */
  function facing(a, b) {
    if (b.bottom <= a.top) return ["top", "bottom"];
    if (b.top >= a.bottom) return ["bottom", "top"];
    return b.left >= a.right ? ["right", "left"] : ["left", "right"];
  }
  function draw() {
    due = 0;
    const origin = grid.getBoundingClientRect();
    if (!origin.width || getComputedStyle(layer).display === "none") return;
    /** @type {Map<any, any>} */
    const box = new Map();
    for (const n of grid.querySelectorAll(".mo-bd-note")) box.set(n.dataset.note, n.getBoundingClientRect());
    const drawn = board.links
      .filter((l) => box.has(l.from) && box.has(l.to))
      .map((l) => ({ link: l, sides: facing(box.get(l.from), box.get(l.to)) }));
    // Arrows that share an edge of a note are spread along it, in the order of where they go.
    /** @type {Map<any, any>} */
    const edges = new Map();
    /** @param {string} note @param {any} side @param {any} other @param {any} entry */
    const join = (note, side, other, entry) => {
      const key = `${note}/${side}`;
      edges.set(key, [...(edges.get(key) ?? []), { other: box.get(other), entry }]);
    };
    for (const d of drawn) {
      join(d.link.from, d.sides[0], d.link.to, [d, "start"]);
      join(d.link.to, d.sides[1], d.link.from, [d, "end"]);
    }
    for (const [key, ends] of edges) {
      const [note, side] = key.split("/");
      const b = box.get(note);
      const upright = side === "top" || side === "bottom";
      ends.sort((/** @type {any} */ p, /** @type {any} */ q) => (upright ? p.other.left - q.other.left : p.other.top - q.other.top));
      ends.forEach((/** @type {{ entry?: any }} */ { entry: [d, end] }, /** @type {number} */ i) => {
        const share = (i + 1) / (ends.length + 1);
        const x = upright ? b.left + b.width * share : side === "right" ? b.right : b.left;
        const y = upright ? (side === "bottom" ? b.bottom : b.top) : b.top + Math.min(b.height, 64) * share;
        d[end] = [x - origin.left, y - origin.top];
      });
    }
    fill(
      lines,
      drawn.map((/** @type {any} */ { link, sides, start, end }) =>
        svg("path.mo-bd-arrow", {
          d: curve(start, end, sides),
          "data-nth": kinds.indexOf(link.kind),
          "data-link": link.id,
          "data-from": link.from,
          "data-to": link.to,
          "marker-end": `url(#${head(link.kind)})`,
        }),
      ),
    );
  }
  /** @param {any[]} pair @param {any[]} pair @param {any[]} pair */
  function curve([x1, y1], [x2, y2], [from, to]) {
    const upright = from === "top" || from === "bottom";
    const reach = Math.max(14, (upright ? Math.abs(y2 - y1) : Math.abs(x2 - x1)) * 0.45);
    /** @type {Record<string, any>} */
    const way = { top: [0, -1], bottom: [0, 1], left: [-1, 0], right: [1, 0] };
    const [ax, ay] = way[from];
    const [bx, by] = way[to];
    return `M${x1} ${y1}C${x1 + ax * reach} ${y1 + ay * reach} ${x2 + bx * reach} ${y2 + by * reach} ${x2} ${y2}`;
  }
  const soon = () => {
    if (!due && board) due = requestAnimationFrame(draw);
  };
  /** The links of the note under the pointer, or with the focus, stand out.
   *  @param {any} event */
  function light(event) {
    const id = event.target.closest?.(".mo-bd-note")?.dataset.note;
    for (const path of lines.children)
      path.toggleAttribute("data-lit", Boolean(id) && (path.dataset.from === id || path.dataset.to === id));
  }
  grid.addEventListener("pointerover", light);
  grid.addEventListener("focusin", light);
  const watcher = new ResizeObserver(soon);
  watcher.observe(grid);
  desk.signal?.addEventListener("abort", () => (watcher.disconnect(), cancelAnimationFrame(due)));
  return {
    /** @param {any} next */
    draw(next) {
      board = next;
      soon();
    },
  };
}
