// The outline drawn as a map: the middle on the left, branches to the right of it, as far as they are unfolded.

const OUTLINE_ROW = 26; // px from branch to branch
const OUTLINE_STEP = 176; // px from level to level
const OUTLINE_LETTERS = 20; // of a branch's text; the list beside has all of it

function outlineMap(title, nodes, current) {
  const shown = outlineShown(nodes);
  const clip = (text) => (text.length > OUTLINE_LETTERS ? `${text.slice(0, OUTLINE_LETTERS - 1)}…` : text || "(no text)");
  let row = 0;
  const place = new Map(); // index -> y
  const children = new Map([[-1, []]]);
  const trail = [];
  for (const i of shown) {
    trail.length = nodes[i].level;
    const parent = trail.at(-1) ?? -1;
    children.set(i, []);
    children.get(parent).push(i);
    trail.push(i);
  }
  // Leaves take a row each, from the top; a parent stands in the middle of its own. Later branches come first here.
  for (const i of shown) if (!children.get(i).length) place.set(i, OUTLINE_ROW * (row++ + 0.5));
  for (const i of [...shown, -1].reverse().filter((n) => n >= 0)) {
    const own = children.get(i);
    if (own.length) place.set(i, (place.get(own[0]) + place.get(own.at(-1))) / 2);
  }
  const first = children.get(-1);
  const height = Math.max(1, row) * OUTLINE_ROW;
  const middle = first.length ? (place.get(first[0]) + place.get(first.at(-1))) / 2 : height / 2;
  const width = OUTLINE_STEP * (2 + Math.max(-1, ...shown.map((i) => nodes[i].level)));
  const at = (i) => (i < 0 ? [8, middle] : [8 + OUTLINE_STEP * (nodes[i].level + 1), place.get(i)]);
  const lines = [];
  for (const [parent, own] of children)
    for (const child of own) {
      const [x1, y1] = at(parent);
      const [x2, y2] = at(child);
      const from = x1 + OUTLINE_STEP - 22;
      lines.push(svg("path.mo-map-line", { d: `M${from} ${y1}C${(from + x2) / 2} ${y1} ${(from + x2) / 2} ${y2} ${x2 - 4} ${y2}` }));
    }
  const label = (i, text) => {
    const [x, y] = at(i);
    const folded = i >= 0 && nodes[i].shut && outlineHasChildren(nodes, i);
    const signs = i >= 0 ? `${nodes[i].note ? " ✎" : ""}${nodes[i].link ? " ↗" : ""}${folded ? " +" : ""}` : "";
    return [
      svg("rect.mo-map-box", { x: x - 4, y: y - 11, width: OUTLINE_STEP - 18, height: 22, rx: 5, "data-current": i === current, "data-root": i < 0 }),
      svg("text.mo-map-text", { x: x + 2, y: y + 4, "data-root": i < 0 }, clip(text) + signs),
    ];
  };
  const levels = shown.length ? Math.max(...shown.map((i) => nodes[i].level)) + 1 : 0;
  return svg(
    "svg.mo-map",
    {
      width,
      height: Math.max(height, OUTLINE_ROW),
      viewBox: `0 0 ${width} ${Math.max(height, OUTLINE_ROW)}`,
      role: "img",
      "aria-label": `Map of ${title}: ${count(shown.length, "branch", "branches")} shown on ${count(levels, "level")}. The list has all of them in words.`,
    },
    lines,
    label(-1, title),
    shown.map((i) => label(i, nodes[i].text)),
  );
}
