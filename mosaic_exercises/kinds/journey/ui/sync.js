// Differential drawing: nodes are kept by key, moved only when they stand wrong, and drawn only when their thing changed.

import { fill, h } from "../../../panel/ui/kit/dom.js";

const parts = new WeakMap();

/** parent's children become one node for each of `things`. make(thing) -> { node, draw(thing, context) }. */
export function sync(parent, things, make, context = null) {
  const kept = parts.get(parent) ?? new Map();
  parts.set(parent, kept);
  const wanted = new Set(things.map((t) => t.id));
  for (const [id, part] of kept)
    if (!wanted.has(id)) {
      part.node.remove();
      kept.delete(id);
    }
  things.forEach((thing, i) => {
    let part = kept.get(thing.id);
    if (!part) {
      part = make(thing);
      kept.set(thing.id, part);
    }
    if (part.thing !== thing || part.context !== context) {
      part.thing = thing;
      part.context = context;
      part.draw(thing, context);
    }
    if (parent.children[i] !== part.node) parent.insertBefore(part.node, parent.children[i] ?? null);
  });
}

/** Sets a control's value unless it has it: the caret stays. */
export function setValue(control, value) {
  if (control.type === "checkbox") {
    if (control.checked !== Boolean(value)) control.checked = Boolean(value);
  } else if (control.value !== String(value ?? "")) control.value = value ?? "";
}

export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** Options of a menu, changed only when they differ. */
export function setOptions(select, options) {
  const print = JSON.stringify(options);
  if (select.dataset.options === print) return;
  select.dataset.options = print;
  const value = select.value;
  fill(
    select,
    options.map(({ id, name }) => h("option", { value: id }, name)),
  );
  if (options.some((o) => o.id === value)) select.value = value;
}

export const curvePath = (points) => {
  if (points.length < 2) return "";
  // Monotone cubic: smooth, and never above or below the values it joins (Fritsch and Carlson 1980).
  const n = points.length;
  const slope = points.slice(1).map(([x, y], i) => (y - points[i][1]) / (x - points[i][0]));
  const tangent = points.map((_, i) =>
    i === 0
      ? slope[0]
      : i === n - 1
        ? slope[n - 2]
        : slope[i - 1] * slope[i] <= 0
          ? 0
          : (2 * slope[i - 1] * slope[i]) / (slope[i - 1] + slope[i]),
  );
  let d = `M${points[0].join(" ")}`;
  for (let i = 1; i < n; i++) {
    const [[x0, y0], [x1, y1]] = [points[i - 1], points[i]];
    const third = (x1 - x0) / 3;
    d += `C${x0 + third} ${y0 + third * tangent[i - 1]} ${x1 - third} ${y1 - third * tangent[i]} ${x1} ${y1}`;
  }
  return d;
};
