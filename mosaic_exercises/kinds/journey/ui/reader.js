// What both the editor and a map to look through say of a map's words.

import { byId } from "../../../panel/ui/kit/ids.js";
import { personaName } from "./model.js";

/** @param {Task<"journey">} task @param {() => JourneyMap} map */
export function readerOf(task, map) {
  /** @type {Map<any, any>} */
  const types = new Map(task.lane_types.map((t) => [t.id, t]));
  return {
    task,
    map,
    /** @param {any} type */
    typeName: (type) => types.get(type)?.name ?? type,
    /** @param {any} type */
    guidance: (type) => types.get(type)?.guidance ?? "",
    /** @param {string} name */
    limit: (name) => /** @type {Record<string, any>} */ (task.limits)[name],
    /** A persona's name as it is today.
     *  @param {string} id */
    nameOf: (id) => (byId(map().personas, id) ? personaName(byId(map().personas, id), task) : ""),
  };
}
