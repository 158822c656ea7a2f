// The raw answer of a quadrant exercise and what it says: where points are, and which points are the learner's own.

/** The points of the learner's own in a raw answer: id -> { name } or { ref }.
 *  @param {Raw} raw @param {Task<"quadrant">} task @returns {Map<string, any>} */
export function readOwn(raw, task) {
  const known = new Set(task.points.map((p) => p.id));
  const extra = new Map();
  for (const [id, own] of Object.entries(raw ?? {})) {
    if (known.has(id) || extra.size >= task.own || !own) continue;
    extra.set(id, own.ref?.object ? { ref: own.ref } : { name: typeof own.name === "string" ? own.name : "" });
  }
  return extra;
}

/** Where these points are: id -> { now, wanted }, as far as they are anywhere.
 *  @param {Raw} raw @param {{ id: string }[]} points @param {string[]} whens @returns {Map<string, any>} */
export function readSpots(raw, points, whens) {
  const spots = new Map();
  for (const { id } of points) {
    const kept = whens.filter((when) => fits(raw?.[id]?.[when])).map((when) => [when, raw?.[id][when]]);
    if (kept.length) spots.set(id, Object.fromEntries(kept));
  }
  return spots;
}

/** @param {any} place */
const fits = (place) => Array.isArray(place) && place.length === 2 && place.every(Number.isFinite);

/** The raw answer: points of one's own, placed or not, and those of the exercise that are placed.
 *  @param {any[]} points @param {Map<string, any>} spots */
export function write(points, spots) {
  const shown = points.filter((p) => p.own || spots.has(p.id));
  return Object.fromEntries(shown.map((p) => [p.id, { ...whatIs(p), ...spots.get(p.id) }]));
}

/** What a point of one's own is: its name, or where it comes from and how it is called there today.
 *  @param {any} point */
function whatIs({ own, ref, text }) {
  if (!own) return {};
  return ref ? { ref: { exercise: ref.exercise, object: ref.object, label: text } } : { name: text };
}
