// Changes of a journey map: each takes a map and gives the next one.

import { byId } from "../../../panel/ui/kit/ids.js";
import { emotion, NOTE } from "./model.js";

/** @param {any[]} list @param {string} id @param {any} change */
const patch = (list, id, change) => list.map((one) => (one.id === id ? { ...one, ...change } : one));
/** @param {any[]} list @param {string} id */
const without = (list, id) => list.filter((one) => one.id !== id);

/** Moves the part `id` to `index` in its list.
 *  @param {any[]} list @param {string} id @param {number} index */
export function shift(list, id, index) {
  const one = byId(list, id);
  const rest = without(list, id);
  rest.splice(Math.max(0, Math.min(rest.length, index)), 0, one);
  return rest;
}

/** @type {Record<string, (map: JourneyMap, ...more: any[]) => JourneyMap>} */
export const edits = {
  stage: (map, id, change) => ({ ...map, stages: patch(map.stages, id, change) }),
  lane: (map, id, change) => ({ ...map, lanes: patch(map.lanes, id, change) }),
  note: (map, id, change) => ({ ...map, notes: patch(map.notes, id, change) }),
  persona: (map, id, change) => ({ ...map, personas: patch(map.personas, id, change) }),

  addStage: (map, stage, index) => {
    const stages = [...map.stages];
    stages.splice(index, 0, stage);
    return { ...map, stages };
  },
  addLane: (map, lane) => ({ ...map, lanes: [...map.lanes, lane] }),
  addNote: (map, note) => ({ ...map, notes: [...map.notes, { ...NOTE, ...note }] }),

  /** The first persona takes over the curve that was nobody's. */
  addPersona: (map, persona) => ({
    ...map,
    personas: [...map.personas, persona],
    emotions: map.personas.length ? map.emotions : map.emotions.map((e) => ({ ...e, persona: persona.id })),
  }),

  dropStage: (map, id) => ({
    ...map,
    stages: without(map.stages, id),
    notes: map.notes.filter((n) => n.stage !== id),
    emotions: map.emotions.filter((e) => e.stage !== id),
  }),
  dropLane: (map, id) => ({
    ...map,
    lanes: without(map.lanes, id),
    notes: map.notes.filter((n) => n.lane !== id),
  }),
  dropNote: (map, id) => ({ ...map, notes: without(map.notes, id) }),

  /** A persona's notes stay, for all; its curve goes, unless it was the only one. */
  dropPersona: (map, id) => {
    const last = map.personas.length === 1;
    return {
      ...map,
      personas: without(map.personas, id),
      notes: map.notes.map((n) => (n.persona === id ? { ...n, persona: "" } : n)),
      emotions: last ? map.emotions.map((e) => ({ ...e, persona: "" })) : map.emotions.filter((e) => e.persona !== id),
    };
  },

  moveStage: (map, id, index) => ({ ...map, stages: shift(map.stages, id, index) }),
  moveLane: (map, id, index) => ({ ...map, lanes: shift(map.lanes, id, index) }),

  /** Puts a note into a cell, before the note `before` of that cell or at its end. */
  moveNote: (map, id, stage, lane, before = null) => {
    const note = { ...byId(map.notes, id), stage, lane };
    const rest = without(map.notes, id);
    const at = before ? rest.findIndex((n) => n.id === before) : -1;
    if (at < 0) rest.push(note);
    else rest.splice(at, 0, note);
    return { ...map, notes: rest };
  },

  emotion: (map, stage, persona, curve, value) => {
    const old = emotion(map, stage, persona);
    const rest = map.emotions.filter((e) => !(e.stage === stage && e.persona === persona));
    return { ...map, emotions: [...rest, { ...old, [curve]: value }] };
  },
};
