// One persona of a map: who can be added, where a persona comes from, and the panel in which it is changed.

import { button } from "../../../panel/ui/kit/button.js";
import { h } from "../../../panel/ui/kit/dom.js";
import { foundList } from "../../../panel/ui/kit/found.js";
import { byId, freshId } from "../../../panel/ui/kit/ids.js";
import { edits } from "./edit.js";
import { makeField } from "./field.js";

/** The case's personas, for who has made none yet.
 *  @param {Task<"journey">} task */
export const standIns = (task) => (task.offers.length ? [] : task.stand_ins);

/** Who can be added to this map, as options: the learner's own personas, or the case's, and somebody else.
 *  @param {Task<"journey">} task @param {JourneyMap} map */
export function choices(task, map) {
  const used = new Set(map.personas.filter((p) => p.ref).map((p) => `${p.ref?.exercise}/${p.ref?.object}`));
  return [
    { id: "", name: "Add a persona ..." },
    ...task.offers
      .filter((o) => !used.has(`${o.exercise}/${o.object}`))
      .map((o) => ({ id: `o:${task.offers.indexOf(o)}`, name: o.label })),
    ...standIns(task)
      .map((s, i) => ({ id: `s:${i}`, name: `${s.name} (Tessera's example)`, at: `/${s.id}` }))
      .filter(({ at }) => !used.has(at))
      .map(({ id, name }) => ({ id, name })),
    { id: "new", name: "Someone else" },
  ];
}

/** The persona that such an option stands for; `most`: characters of a name.
 *  @param {string} chosen @param {Task<"journey">} task @param {JourneyMap} map @param {number} most */
export function personaOf(chosen, task, map, most) {
  const [kind, i] = chosen.split(":");
  const { exercise, object, label } =
    kind === "o"
      ? task.offers[Number(i)]
      : kind === "s"
        ? { exercise: "", object: standIns(task)[Number(i)].id, label: standIns(task)[Number(i)].name }
        : { exercise: "", object: "", label: `Persona ${map.personas.length + 1}` };
  const name = [...label].slice(0, most).join("");
  return { id: freshId("p"), name, ref: object ? { exercise, object, label: name } : null };
}

/** @param {Task<"journey">} task @param {Reference} ref */
function whence(task, ref) {
  if (!ref.exercise) return "One of Tessera's examples. Once you have made a persona of your own, take that one.";
  const offer = task.offers.find((o) => o.exercise === ref.exercise && o.object === ref.object);
  if (!offer) return "The exercise this persona came from does not have it any more. Its notes and its curve stay.";
  return `This persona comes from your exercise${offer.title ? ` “${offer.title}”` : ""}; rename it there.`;
}

/** The nodes of the panel: one's own persona can be renamed, one from elsewhere says where it comes from.
 *  @param {MapEditor} desk @param {any[]} binds @param {string} id @param {{ away: () => void, done: () => void }} on */
export function personaPanel(desk, binds, id, { away, done }) {
  const persona = byId(desk.map().personas, id);
  const rename = () =>
    makeField(desk, binds, {
      label: "Name",
      id: `persona-${id}`,
      control: "text",
      limit: desk.limit("name"),
      needed: true,
      merge: "persona",
      get: (m) => byId(m.personas, id)?.name,
      put: (m, name) => edits.persona(m, id, { name }),
    });
  return [
    foundList(desk.found(id)),
    persona.ref
      ? h("p.mo-small", {}, whence(desk.task, persona.ref))
      : h("div.mo-jm-fields", {}, rename()),
    h(
      "div.mo-jm-panel-bar",
      {},
      button("Take off the map", { onclick: away }, { icon: "trash", tone: "quiet" }),
      h("span.mo-spring"),
      button("Done", { onclick: done }),
    ),
  ];
}
