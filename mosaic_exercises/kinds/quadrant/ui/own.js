// The learner's own points of a quadrant: typed, or taken from what they made in another exercise.

import { button, enable } from "../../../panel/ui/kit/button.js";
import { fill, h } from "../../../panel/ui/kit/dom.js";
import { setText } from "../../../panel/ui/kit/keep.js";

const keyOf = ({ exercise = "", object } = /** @type {any} */ ({})) => `${exercise}/${object}`;

/** All that can be taken: what was made elsewhere, or the case's own while there is nothing.
 *  @param {{ offers?: any[], stand_ins?: any[], wants?: any[] }} given */
export function makeStore({ offers = [], stand_ins: standIns = [], wants = [] }) {
  const made = offers.map((o) => ({ ref: { exercise: o.exercise, object: o.object, label: o.label }, title: o.title, detail: "" }));
  const own = standIns.map((s) => ({ ref: { exercise: "", object: s.id, label: s.text }, title: "", detail: s.detail }));
  /** @type {Map<any, any>} */
  const all = new Map([...made, ...own].map((one) => [keyOf(one.ref), one]));
  return {
    example: made.length === 0,
    from: made[0]?.title ?? "",
    takeable: made.length ? made : own,
    asked: wants.length > 0,
    /** @param {Reference} ref */
    of: (ref) => all.get(keyOf(ref)),
  };
}

/** The author's points, then the learner's own, each { id, text, detail, own, ref, note }.
 *  @param {Task<"quadrant">} task @param {any} store @param {any} extra */
export function pointsOf(task, store, extra) {
  const mine = [...extra].map(([id, { name, ref }]) => {
    const made = ref && store.of(ref);
    const gone = ref && !made;
    return {
      id,
      own: true,
      ref,
      text: ref ? (made?.ref.label ?? ref.label) : name,
      detail: made?.detail ?? "",
      note: gone ? "No longer in the exercise it came from. This is what it was called." : ref?.exercise ? "" : ref ? "Tessera's example" : "",
    };
  });
  return [...task.points.map((point) => ({ ...point, own: false, ref: null, note: "" })), ...mine];
}

/** Below the list: add one by name, or take one that is there already.
 *  @param {Task<"quadrant">} task @param {any} store @param {Api} api @param {any} on */
export function makeAdd(task, store, api, on) {
  const menu = h("select.mo-input", { id: api.id("take-from") });
  const take = button("Add", { id: api.id("take"), onclick: () => menu.value && on.take(store.takeable[Number(menu.value)].ref) });
  const label = store.example ? `Or one of Tessera's ${task.nouns}` : `From “${store.from}”`;
  const taking = h(
    "div.mo-quadrant-take",
    {},
    h("label.mo-label", { for: menu.id, dir: "auto" }, label),
    h("div.mo-quadrant-takerow", {}, menu, take),
  );
  const name = button(`Name a ${task.noun} of your own`, { id: api.id("name"), onclick: on.name });
  const full = h("p.mo-small", { role: "status" });
  const hint = store.example && store.asked && store.takeable.length > 0;
  const node = h(
    "div.mo-quadrant-add",
    {},
    hint && h("p.mo-small", {}, "You have listed none yet in the exercise before. Until you do, Tessera's examples stand in."),
    h("div.mo-row", {}, name),
    store.takeable.length > 0 && taking,
    full,
  );
  return {
    node,
    /** @param {any} extra */
    draw(extra) {
      const used = new Set([...extra.values()].filter((e) => e.ref).map((e) => keyOf(e.ref)));
      const left = store.takeable.map((/** @type {any} */ one, /** @type {number} */ i) => [i, one]).filter((/** @type {any[]} */ [, one]) => !used.has(keyOf(one.ref)));
      const chosen = menu.value;
      fill(menu, left.map((/** @type {any[]} */ [i, one]) => h("option", { value: String(i) }, one.ref.label)));
      if (left.some((/** @type {any[]} */ [i]) => String(i) === chosen)) menu.value = chosen;
      const room = extra.size < task.own;
      enable(name, room);
      enable(take, room && left.length > 0);
      taking.hidden = left.length === 0;
      const said = room ? "" : `${task.own} ${task.nouns} of your own are the most that fit here.`;
      setText(full, said);
    },
  };
}
