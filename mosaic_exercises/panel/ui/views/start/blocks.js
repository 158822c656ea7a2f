// The mosaic's drawing: each module is a square block, cut into as many pieces as it has tiles. Every module cuts its
// square in its own way, so that a block is known by its shape as well as by its colour. Units: a square of 100 x 100.

const SIDE = 100;
const rounded = (n) => Math.round(n * 100) / 100;
const polygon = (points) => `M${points.map(([x, y]) => `${rounded(x)} ${rounded(y)}`).join("L")}Z`;
const steps = (n) => Array.from({ length: n }, (_, i) => i);

/** The point of the square's outline at `turn` (0 to 1, clockwise from the middle of the top side). */
function rim(turn) {
  const along = (((turn % 1) + 1) % 1) * 4;
  const side = Math.floor(along + 0.5) % 4;
  const at = (along + 0.5 - Math.floor(along + 0.5)) * SIDE;
  return [
    [at, 0],
    [SIDE, at],
    [SIDE - at, SIDE],
    [0, SIDE - at],
  ][side];
}

const CORNERS = [0.125, 0.375, 0.625, 0.875];

/** Wedges around the middle. */
function pinwheel(k, shift = 0) {
  const middle = [SIDE / 2, SIDE / 2];
  return steps(k).map((i) => {
    const [from, to] = [shift + i / k, shift + (i + 1) / k];
    const corners = [-1, 0, 1, 2].flatMap((whole) => CORNERS.map((c) => c + whole)).filter((c) => c > from && c < to);
    const outline = [rim(from), ...corners.map(rim), rim(to)];
    return polygon(k === 1 ? outline : [middle, ...outline]);
  });
}

/** Wedges from the lower left corner. */
function fan(k) {
  const edge = (t) => (t <= 0.5 ? [t * 2 * SIDE, 0] : [SIDE, (t - 0.5) * 2 * SIDE]);
  return steps(k).map((i) => {
    const [from, to] = [i / k, (i + 1) / k];
    return polygon([[0, SIDE], edge(from), ...(from < 0.5 && to > 0.5 ? [[SIDE, 0]] : []), edge(to)]);
  });
}

/** Shapes inside each other: `shape(r)` for r from 1 (the square) to 0; a piece is the ring between two of them. */
function nested(k, shape) {
  const at = (i) => Math.sqrt((k - i) / k);
  return steps(k).map((i) => (i === 0 ? polygon(square(1)) : shape(at(i))) + (i < k - 1 ? shape(at(i + 1)) : ""));
}

function square(r) {
  const [a, b] = [(SIDE / 2) * (1 - r), (SIDE / 2) * (1 + r)];
  return [
    [a, a],
    [b, a],
    [b, b],
    [a, b],
  ];
}

const frames = (k) => nested(k, (r) => polygon(square(r)));
const diamonds = (k) =>
  nested(k, (r) =>
    polygon([
      [50, 50 - r * 50],
      [50 + r * 50, 50],
      [50, 50 + r * 50],
      [50 - r * 50, 50],
    ]),
  );
const circle = (r, cx, cy) => `M${cx - r} ${cy}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
const target = (k) => nested(k, (r) => circle(rounded(r * 49), 50, 50));
const quarter = (r) => `M0 ${SIDE}V${rounded(SIDE - r)}A${r} ${r} 0 0 1 ${r} ${SIDE}Z`;
const arcs = (k) => nested(k, (r) => quarter(rounded(r * 104)));
const half = (r) => `M${rounded(50 - r)} ${SIDE}A${r} ${r} 0 0 1 ${rounded(50 + r)} ${SIDE}Z`;
const hills = (k) => nested(k, (r) => half(rounded(r * 52)));

/** Bands cut by parallel lines; `cut(t)` gives the line at t from 0 to 1 as two points or more. */
function bands(k, cut) {
  return steps(k).map((i) => polygon([...cut(i / k), ...[...cut((i + 1) / k)].reverse()]));
}

const lancets = (k) =>
  bands(k, (t) => [
    [t * SIDE, 0],
    [t * SIDE, SIDE],
  ]);
const waves = (k) =>
  bands(k, (t) => [0, 25, 50, 75, 100].map((x, i) => [x, edged(t * SIDE + (t > 0 && t < 1 ? (i % 2 ? -6 : 6) : 0))]));
const chevrons = (k) =>
  bands(k, (t) => [
    [0, t * SIDE],
    [50, edged(t > 0 && t < 1 ? t * SIDE - 16 : t * SIDE)],
    [SIDE, t * SIDE],
  ]);
const edged = (y) => Math.min(SIDE, Math.max(0, y));

/** Bands along the diagonal, of equal area. */
function diagonal(k) {
  const cut = (t) => {
    const d = t <= 0.5 ? SIDE * Math.sqrt(2 * t) : 2 * SIDE - SIDE * Math.sqrt(2 * (1 - t));
    return d <= SIDE
      ? [
          [0, d],
          [d, 0],
        ]
      : [
          [d - SIDE, SIDE],
          [SIDE, d - SIDE],
        ];
  };
  return steps(k).map((i) => {
    const [a, b] = [cut(i / k), cut((i + 1) / k)];
    const turn = i / k < 0.5 && (i + 1) / k > 0.5;
    return polygon([...a, ...(turn ? [[SIDE, 0]] : []), b[1], b[0], ...(turn ? [[0, SIDE]] : [])]);
  });
}

/** A square cut off at the left, the top, the right, the bottom ... of what is left. */
function spiral(k) {
  let [x0, y0, x1, y1] = [0, 0, SIDE, SIDE];
  return steps(k).map((i) => {
    const share = 1 / (k - i);
    const [w, t] = [(x1 - x0) * share, (y1 - y0) * share];
    const box = [
      [x0, y0, x0 + w, y1],
      [x0, y0, x1, y0 + t],
      [x1 - w, y0, x1, y1],
      [x0, y1 - t, x1, y1],
    ][i % 4];
    if (i % 4 === 0) x0 += w;
    else if (i % 4 === 1) y0 += t;
    else if (i % 4 === 2) x1 -= w;
    else y1 -= t;
    const [a, b, c, d] = i === k - 1 ? [box[0], box[1], box[2], box[3]] : box;
    return polygon([
      [a, b],
      [c, b],
      [c, d],
      [a, d],
    ]);
  });
}

/** Bricks in rows of two, the rows' joints shifted. */
function bricks(k) {
  const rows = Math.ceil(k / 2);
  return steps(k).map((i) => {
    const row = Math.floor(i / 2);
    const [y0, y1] = [(row / rows) * SIDE, ((row + 1) / rows) * SIDE];
    const joint = i === k - 1 && k % 2 ? SIDE : row % 2 ? 62 : 38;
    const [x0, x1] = i % 2 ? [joint, SIDE] : [0, joint];
    return polygon([
      [x0, y0],
      [x1, y0],
      [x1, y1],
      [x0, y1],
    ]);
  });
}

const MOTIFS = [
  pinwheel,
  arcs,
  diagonal,
  spiral,
  fan,
  target,
  chevrons,
  frames,
  (k) => pinwheel(k, 0.125),
  bricks,
  hills,
  diamonds,
  waves,
  lancets,
];
const HUES = [255, 35, 190, 85, 330, 150, 20, 285, 220, 60, 120, 305];
/** The pieces of module number `index` with `k` tiles (SVG path data), and its hue in degrees. */
export function mosaicBlock(index, k) {
  return { pieces: MOTIFS[index % MOTIFS.length](Math.max(1, k)), hue: HUES[index % HUES.length] };
}
