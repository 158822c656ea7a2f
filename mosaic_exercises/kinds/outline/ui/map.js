// The outline drawn as a map: the middle on the left, branches to the right of it, as far as they are unfolded. Each
// branch has all its words, in a box as wide as they need.

import { svg } from "../../../panel/ui/kit/dom.js";
import { count } from "../../../panel/ui/kit/words.js";
import { sizeOf } from "./picture.js";
import { hasChildren, MOST, visible } from "./tree.js";

const FONT = 12; // px
const LINE = 15.5; // px from line to line
const WIDE = 168; // px: words are broken there
const PAD = { x: 9, y: 6 };
const SHOWN = [150, 110]; // px that a picture is fitted into
const GAP = { x: 40, y: 8 }; // px between levels, and between branches

/** Words as lines of at most WIDE px, by the panel's own type. */
const linesOf = (() => {
  /** @type {any} */
  let pen = null;
  /** @type {Map<any, any>} */
  const known = new Map(); // a map is drawn anew at each key: one branch of hundreds has other words
  return (/** @type {string} */ text, /** @type {any} */ bold) => {
    const key = `${bold} ${text}`;
    if (!known.has(key)) {
      if (known.size > 2 * MOST) known.clear();
      known.set(key, broken(text, bold));
    }
    return known.get(key);
  };
  /** @param {string} text @param {any} bold */
  function broken(text, bold) {
    pen ??= document.createElement("canvas").getContext("2d");
    pen.font = `${bold ? 600 : 400} ${FONT}px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif`;
    /** @param {string} words */
    const wide = (words) => pen.measureText(words).width * 1.04; // the panel's type may be a little wider
    const lines = [];
    let line = "";
    for (const word of text.split(/[ \t\n]+/)) {
      let rest = word;
      if (line && wide(`${line} ${rest}`) <= WIDE) {
        line += ` ${rest}`;
        continue;
      }
      if (line) lines.push(line);
      while (wide(rest) > WIDE) {
        const signs = [...rest]; // a word too long for a line, or a script without spaces
        let n = signs.length;
        while (n > 1 && wide(signs.slice(0, n).join("")) > WIDE) n--;
        lines.push(signs.slice(0, n).join(""));
        rest = signs.slice(n).join("");
      }
      line = rest;
    }
    lines.push(line);
    return { lines, width: Math.max(...lines.map(wide)) };
  }
})();

/** How large a picture is shown, [width, height]; nothing for none. */
const fitted = (() => {
  /** @type {Map<string, number[]>} */
  const known = new Map();
  return (/** @type {string} */ picture) => {
    if (!picture) return [0, 0];
    if (!known.has(picture)) {
      if (known.size > 100) known.clear();
      const [w, h] = sizeOf(picture);
      const scale = Math.min(1, SHOWN[0] / w, SHOWN[1] / h);
      known.set(picture, [w * scale, h * scale]);
    }
    return known.get(picture) ?? [0, 0];
  };
})();

/** Where everything stands: { width, height, boxes: [{ at, x, y, w, h, lines, from }] }; at -1 is the middle.
 *  @param {string} title @param {Branch[]} nodes */
function layout(title, nodes) {
  const shown = visible(nodes);
  /** @type {Map<any, any>} */
  const boxes = new Map();
  /** @param {any} at @param {any} level @param {string} text @param {any} [parent] @param {any} [node] */
  const box = (at, level, text, parent = null, { picture = "", alt = "" } = {}) => {
    const { lines, width } = linesOf(text, at < 0);
    const [wide, high] = fitted(picture);
    /** @type {any} */
    const one = { at, level, lines, parent, own: [], w: Math.max(width, wide) + 2 * PAD.x, h: lines.length * LINE + 2 * PAD.y + (high && high + PAD.y) };
    if (picture) one.image = { picture, alt, wide, high };
    boxes.set(at, one);
    boxes.get(parent)?.own.push(one);
    return one;
  };
  const root = box(-1, 0, title);
  const trail = [];
  for (const i of shown) {
    const { level, text, note, link, shut } = nodes[i];
    trail.length = level;
    const signs = `${note ? "\u00a0✎" : ""}${link ? "\u00a0↗" : ""}${shut && hasChildren(nodes, i) ? "\u00a0+" : ""}`; // not broken off their word
    box(i, level + 1, (text || "(no text)") + signs, trail.at(-1) ?? -1, nodes[i]);
    trail.push(i);
  }
  // A column as wide as its widest box; a branch takes the height of what is under it, and stands in its middle.
  /** @type {any[]} */
  const columns = [];
  for (const one of boxes.values()) columns[one.level] = Math.max(columns[one.level] ?? 0, one.w);
  const lefts = columns.map((_, level) => columns.slice(0, level).reduce((sum, w) => sum + w + GAP.x, 1));
  /** @param {any} one */
  const tall = (one) => {
    const inside = one.own.reduce((/** @type {any} */ sum, /** @type {any} */ child) => sum + tall(child), 0) + GAP.y * Math.max(0, one.own.length - 1);
    return (one.tall = Math.max(one.h, inside));
  };
  /** @param {any} one @param {any} top */
  const place = (one, top) => {
    one.x = lefts[one.level];
    one.y = top + (one.tall - one.h) / 2;
    const inside = one.own.reduce((/** @type {any} */ sum, /** @type {any} */ child) => sum + child.tall, 0) + GAP.y * Math.max(0, one.own.length - 1);
    let next = top + (one.tall - inside) / 2;
    for (const child of one.own) {
      place(child, next);
      next += child.tall + GAP.y;
    }
  };
  tall(root);
  place(root, 1);
  return { width: lefts.at(-1) + columns.at(-1) + 1, height: root.tall + 2, boxes: [...boxes.values()], levels: columns.length - 1 };
}

/** The map as an SVG of its natural size.
 *  @param {string} title @param {Branch[]} nodes @param {any} [current] */
export function drawMap(title, nodes, current = -2) {
  const { width, height, boxes, levels } = layout(title, nodes);
  const lines = boxes.flatMap((from) =>
    from.own.map((/** @type {any} */ to) => {
      const [x1, y1, x2, y2] = [from.x + from.w, from.y + from.h / 2, to.x, to.y + to.h / 2];
      const bend = x1 + (x2 - x1) / 2;
      return svg("path.mo-map-line", { d: `M${x1} ${y1}C${bend} ${y1} ${bend} ${y2} ${x2} ${y2}` });
    }),
  );
  const drawn = boxes.map(({ at, x, y, w, h: high, lines: words, image }) =>
    svg(
      "g.mo-map-branch",
      { "data-at": at, "data-root": at < 0, "data-current": at === current },
      svg("rect.mo-map-box", { x, y, width: w, height: high, rx: 5 }),
      svg(
        "text.mo-map-text",
        {},
        words.map((/** @type {any} */ line, /** @type {number} */ i) => svg("tspan", { x: x + PAD.x, y: y + PAD.y + LINE * (i + 0.78) }, line)),
      ),
      image && svg("image", { href: image.picture, x: x + PAD.x, y: y + high - PAD.y - image.high, width: image.wide, height: image.high }, svg("title", {}, image.alt)),
    ),
  );
  return svg(
    "svg.mo-map",
    {
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: "img",
      "aria-label": `Map of ${title}: ${count(boxes.length - 1, "branch", "branches")} shown on ${count(levels, "level")}. The list has all of them in words.`,
    },
    lines,
    drawn,
  );
}
