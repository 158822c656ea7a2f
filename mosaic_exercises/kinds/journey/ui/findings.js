// What will be looked at, and what a check found, by place.

import { byId } from "../../../panel/ui/kit/ids.js";

/** What stands at a place, to compare.
 *  @param {JourneyMap} map @param {any} place */
function print(map, place) {
  const [stage, lane] = place.split("/");
  const notes = map.notes.filter((n) => n.stage === stage && (!lane || n.lane === lane || n.persona === place));
  return JSON.stringify([
    byId(map.stages, stage),
    notes,
    map.emotions.filter((e) => e.stage === stage || e.persona === stage),
    byId(map.personas, stage),
  ]);
}

/** Findings of a check by place, of those parts that stand as they did then. The same Map while nothing changes. */
export function makeFindings() {
  /** @type {any[]} */
  let open = []; // { c, before }: what was missing, and what stood there
  /** @type {any[]} */
  let standing = [];
  /** @type {Map<any, any>} */
  let found = new Map();
  return {
    /** @param {Result | null} result @param {any} then */
    mark(result, then) {
      const at = (then && result?.criteria) || [];
      open = at.filter((/** @type {any} */ c) => c.item && c.met === false).map((/** @type {any} */ c) => ({ c, before: print(then, c.item) }));
    },
    /** @param {JourneyMap} map */
    of(map) {
      const now = open.filter(({ c, before }) => print(map, c.item) === before).map(({ c }) => c);
      if (now.length === standing.length && now.every((c, i) => c === standing[i])) return found;
      standing = now;
      found = grouped(now);
      return found;
    },
  };
}

/** @param {any[]} list */
function grouped(list) {
  /** @type {Map<any, any>} */
  const groups = new Map();
  for (const c of list) groups.set(c.item, [...(groups.get(c.item) ?? []), c]);
  return groups;
}
