// A journey map as a value that never changes: reading a raw answer, writing one, looking things up.

import { same } from "../../../panel/ui/kit/dom.js";
import { byId } from "../../../panel/ui/kit/ids.js";
import { short } from "../../../panel/ui/kit/words.js";

export const NOTE = {
  persona: "",
  text: "",
  channel: "",
  medium: "",
  department: "",
  initiative: "",
  corridor: "",
  customer: "",
  moment: false,
  need: "",
  owner: "",
  metric: "",
};

/** What a note may say beside its text, by the type of its lane.
 *  @type {Record<string, any>} */
const FIELDS = {
  touchpoints: ["channel", "medium", "department", "initiative", "corridor", "customer", "moment"],
  needs: ["need"],
  opportunities: ["owner", "metric"],
};
export const DERIVED = ["department", "initiative", "corridor"];

/** The map of a raw answer; null gives the map to start from. What names a part that is not there is left out.
 *  @param {Raw} raw @param {Task<"journey">} task */
export function read(raw, task) {
  const whole = { title: "", scenario: "", personas: [], notes: [], emotions: [], ...raw };
  const stages = (raw?.stages ?? task.stages).map((s) => ({ moment: false, ...s }));
  const lanes = (raw?.lanes ?? task.lanes).map((l) => ({ ...l }));
  /** @param {any[]} list */
  const has = (list) => new Set(list.map((one) => one.id));
  const [inStages, inLanes, who] = [has(stages), has(lanes), has(whole.personas)];
  /** @param {any} one */
  const known = (one) => inStages.has(one.stage) && (!one.persona || who.has(one.persona));
  return {
    title: whole.title,
    scenario: whole.scenario,
    personas: whole.personas.map((/** @type {any} */ p) => ({ ref: null, ...p })),
    stages,
    lanes,
    notes: whole.notes.filter((n) => known(n) && inLanes.has(n.lane)).map((n) => ({ ...NOTE, ...n })),
    emotions: whole.emotions.filter(known).map((/** @type {any} */ e) => ({ persona: "", as_is: null, to_be: null, ...e })),
  };
}

/** @param {any} note @param {any} type */
export const says = (note, type) => Boolean(note.text.trim()) || (type === "needs" && Boolean(note.need));

/** The raw answer; null as long as the map is as it began (`blank`) and says nothing.
 *  @param {JourneyMap} map @param {any} blank */
export function writeBegun(map, blank) {
  const raw = write(map);
  const begun = raw.notes.length || raw.emotions.length || raw.personas.length || raw.title || raw.scenario;
  return !begun && same(raw, blank) ? null : raw;
}

/** The raw answer: empty fields, empty notes and what does not belong into a note's lane are left out.
 *  @param {JourneyMap} map */
export function write(map) {
  /** @type {Map<any, any>} */
  const types = new Map(map.lanes.map((l) => [l.id, l.type]));
  const notes = map.notes
    .filter((n) => says(n, types.get(n.lane)) && !DERIVED.includes(types.get(n.lane)))
    .map((n) => {
      /** @type {Record<string, any>} */
      const kept = { id: n.id, stage: n.stage, lane: n.lane };
      for (const key of ["persona", "text", ...(FIELDS[types.get(n.lane)] ?? [])])
        if (n[key]) kept[key] = n[key];
      return kept;
    });
  const emotions = map.emotions
    .filter((e) => e.as_is !== null || e.to_be !== null)
    .filter((e) => (map.personas.length ? e.persona : !e.persona))
    .map(({ stage, persona, as_is, to_be }) => ({ stage, persona, as_is, to_be }));
  return {
    ...(map.title && { title: map.title }),
    ...(map.scenario && { scenario: map.scenario }),
    personas: map.personas.map(({ id, name, ref }) => ({ id, name, ref })),
    stages: map.stages.map(({ id, name, moment }) => ({ id, name, ...(moment && { moment }) })),
    lanes: map.lanes.map(({ id, type, name }) => ({ id, type, name })),
    notes,
    emotions,
  };
}

/** Notes by cell, as "stage/lane" -> notes in their order.
 *  @param {JourneyMap} map */
export function cellsOf(map) {
  /** @type {Map<any, any>} */
  const cells = new Map();
  for (const note of map.notes) {
    const at = `${note.stage}/${note.lane}`;
    if (cells.has(at)) cells.get(at).push(note);
    else cells.set(at, [note]);
  }
  return cells;
}

/** @param {JourneyMap} map @param {any} type */
export const byType = (map, type) => {
  const ids = new Set(map.lanes.filter((l) => l.type === type).map((l) => l.id));
  return map.notes.filter((n) => ids.has(n.lane));
};

/** The emotion of a persona at a stage: { as_is, to_be }, null where nothing is said.
 *  @param {JourneyMap} map @param {any} stage @param {any} persona
 *  @returns {Emotion} */
export const emotion = (map, stage, persona) =>
  map.emotions.find((e) => e.stage === stage && e.persona === persona) ?? { stage, persona, as_is: null, to_be: null };

/** What a persona's reference leads to today: its label; null where it leads nowhere. "" as exercise: the case's own.
 *  @param {{ exercise?: any, object?: any, label: string }} given @param {Task<"journey">} task */
function led({ exercise, object, label }, task) {
  if (!exercise) return byId(task.stand_ins, object)?.name ?? label;
  return task.offers.find((o) => o.exercise === exercise && o.object === object)?.label ?? null;
}

/** The name a persona has now: the newest of the exercise it comes from.
 *  @param {any} persona @param {Task<"journey">} task */
export function personaName(persona, task) {
  if (!persona.ref) return persona.name || "Unnamed";
  return led(persona.ref, task) ?? `no longer there (was: ${persona.ref.label || persona.name})`;
}

/** The map whose personas are called as in `answer`, the same map as Python has it.
 *  @param {JourneyMap} map @param {Raw} answer */
export function calledAnew(map, answer) {
  /** @param {Persona} p */
  const today = (p) => {
    const { name = p.name, ref = p.ref } = byId(answer?.personas ?? [], p.id) ?? {};
    return { ...p, name, ref };
  };
  return { ...map, personas: map.personas.map(today) };
}

/** What a stage, lane or persona is called ({ id, name }), or how an option reads ({ id, text }).
 *  @param {any} one */
export const reads = (one) => one?.name ?? one?.text ?? "";
/** @param {any[]} list @param {string} id */
export const nameOf = (list, id) => reads(byId(list ?? [], id));
/** @param {string} name */
export const initialsOf = (name) =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((w) => [...w][0] ?? "")
    .join("")
    .toUpperCase();
/** @param {any} n */
export const signed = (n) => (n > 0 ? `+${short(n)}` : n < 0 ? `−${short(-n)}` : "0");
