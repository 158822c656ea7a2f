// The marks on a map with planted faults, as a list that never changes: { stage, lane, rule }. No page here.

import { byId } from "../../../panel/ui/kit/ids.js";
import { nameOf } from "./model.js";

/** What an answer and a check call a mark's place.
 *  @param {{ stage: string, lane: string }} mark */
export const markPlace = ({ stage, lane }) => (lane ? `${stage}/${lane}` : stage);

/** @param {FaultMark} a @param {FaultMark} b */
const alike = (a, b) => a.stage === b.stage && a.lane === b.lane && a.rule === b.rule;

/** @param {FaultMark[]} marks @param {FaultMark} mark */
export const hasMark = (marks, mark) => marks.some((one) => alike(one, mark));

/** The same with the mark, or without it where it was there.
 *  @param {FaultMark[]} marks @param {FaultMark} mark */
export const toggled = (marks, mark) => (hasMark(marks, mark) ? marks.filter((one) => !alike(one, mark)) : [...marks, mark]);

/** The marks of a raw answer, as far as this exercise has their rules.
 *  @param {Raw} raw @param {Task<"journey">["rules"]} rules
 *  @returns {FaultMark[]} */
export const readMarks = (raw, rules) =>
  (raw?.marks ?? [])
    .filter((mark) => rules.some((rule) => rule.id === mark.rule))
    .map(({ stage = "", lane = "", rule }) => ({ stage, lane, rule }));

/** @param {FaultMark[]} marks */
export const writeMarks = (marks) => (marks.length ? { marks } : null);

/** What the last check said of a mark that still stands: a place may have several marks, and a check speaks of them in
 *  their order. null where it said nothing.
 *  @param {FaultMark} mark @param {Raw} checked @param {Result | null} result */
export function verdictOn(mark, checked, result) {
  const here = (checked?.marks ?? []).filter((one) => markPlace(one) === markPlace(mark));
  const said = (result?.criteria ?? []).filter((c) => c.id === "mark" && c.item === markPlace(mark));
  const at = here.findIndex((one) => alike({ ...one, lane: one.lane ?? "" }, mark));
  return at < 0 ? null : (said[at]?.met ?? null);
}

/** A place of the map in words: the stage and the lane, or the whole map. `typeName(type)`: what a lane without a name of
 *  its own is called.
 *  @param {JourneyMap} map @param {{ stage?: any, lane?: any }} place @param {(type: any) => string} typeName */
export function whereWords(map, { stage, lane }, typeName) {
  const laneWords = lane && (nameOf(map.lanes, lane) || typeName(byId(map.lanes, lane)?.type));
  return [nameOf(map.stages, stage), laneWords].filter(Boolean).join(", ") || "The whole map";
}
