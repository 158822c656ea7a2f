// The controls that follow the map, the fields of a note, and what a check found, in words.

import { h } from "../../../panel/ui/kit/dom.js";
import { byId, lengthOf } from "../../../panel/ui/kit/ids.js";
import { setText, setValue } from "../../../panel/ui/kit/keep.js";
import { edits } from "./edit.js";
import { DERIVED, personaName, reads } from "./model.js";

/** One labelled control that follows the map. `get(map)` gives its value, `put(map, value)` the next map.
 *  @param {MapEditor} desk
 *  @param {any} binds
 *  @param {{ label: string, id: string, control?: any, get: (...args: any[]) => any, put: (...args: any[]) => any, merge?: string, wide?: boolean, limit?: number, needed?: boolean, help?: string }} given */
export function makeField(
  desk,
  binds,
  { label, id, control, get, put, merge = "", wide = false, limit = 0, needed = false, help = "" },
) {
  /** @type {Record<string, any>} */
  const field = {
    text: () => h("input.mo-input", { type: "text", autocomplete: "off" }),
    long: () => h("textarea.mo-input.mo-jm-long", { rows: 2 }),
    check: () => h("input", { type: "checkbox" }),
  };
  const made = typeof control === "string" ? field[control]() : control;
  made.id = desk.id(`field-${id}`);
  made.dir = "auto";
  const tally = limit ? h("span.mo-tally", { id: `${made.id}-tally` }) : null;
  if (tally) made.setAttribute("aria-describedby", tally.id);
  const value = () => (made.type === "checkbox" ? made.checked : made.value);
  const count = () => {
    if (!limit) return;
    const n = lengthOf(made.value);
    const over = n - limit;
    setText(
      tally,
      over > 0 ? `${over} too many: at most ${limit} characters` : n > limit * 0.75 ? `${limit - n} left` : "",
    );
    /** @type {Made} */ (tally).dataset.tone = over > 0 ? "bad" : "";
    if (over > 0) made.setAttribute("aria-invalid", "true");
    else made.removeAttribute("aria-invalid");
  };
  made.addEventListener(made.matches("select, [type=checkbox]") ? "change" : "input", () => {
    count();
    if (needed && !made.value.trim()) return made.setAttribute("aria-invalid", "true");
    desk.commit((map) => put(map, value()), merge && `${merge}-${id}`);
  });
  if (needed)
    made.addEventListener(
      "blur",
      () => (setValue(made, get(desk.map()) ?? ""), made.removeAttribute("aria-invalid")),
    );
  binds.push(() => {
    if (!(needed && document.activeElement === made && !made.value.trim())) setValue(made, get(desk.map()) ?? "");
    count();
  });
  const name = h("span.mo-label", {}, label);
  if (made.type === "checkbox") return h("label.mo-jm-field.mo-jm-check", {}, made, name);
  return h(
    "label.mo-jm-field",
    { "data-wide": wide || null },
    h("span.mo-jm-field-head", {}, name, tally),
    made,
    help && h("span.mo-small", {}, help),
  );
}

const RECEIVERS = [
  { id: "direct", text: "Direct customer" },
  { id: "end", text: "End customer" },
];

/** @param {any[]} options @param {any} [empty] */
const makeMenu = (options, empty = null) =>
  h(
    "select.mo-input",
    {},
    empty !== null && h("option", { value: "" }, empty),
    options.map((o) => h("option", { value: o.id }, reads(o))),
  );

/** A text field that suggests.
 *  @param {MapEditor} desk @param {string} name @param {any} words */
function makeSuggest(desk, name, words) {
  const list = h(
    "datalist",
    { id: desk.id(`list-${name}`) },
    words.map((/** @type {any} */ w) => h("option", { value: w })),
  );
  return [h("input.mo-input", { type: "text", list: list.id, autocomplete: "off" }), list];
}

/** The fields of one note, for the panel and for the list.
 *  @param {MapEditor} desk
 *  @param {any} binds
 *  @param {any} note
 *  @param {any} lane
 *  @param {{ places?: boolean }} [given] */
export function noteFields(desk, binds, note, lane, { places = true } = {}) {
  const { task } = desk;
  const { limits = {} } = task;
  const type = lane.type;
  /** @param {any} key @param {string} label @param {any} control @param {any} [more] */
  const field = (key, label, control, more = {}) =>
    makeField(desk, binds, {
      label,
      id: `${key}-${note.id}`,
      control,
      get: (map) => byId(map.notes, note.id)?.[key],
      put: (map, value) => edits.note(map, note.id, { [key]: value }),
      merge: "note",
      ...more,
    });
  /** @param {any} key @param {string} label @param {any} [words] */
  const short = (key, label, words = []) => {
    const [control, list] = makeSuggest(desk, `${key}-${note.id}`, words);
    return [field(key, label, control, { limit: limits.short ?? 120 }), list];
  };
  const parts = [];
  if (type === "touchpoints")
    parts.push(
      field("channel", "Channel", makeMenu(task.channels, "Not said")),
      short("medium", "By what means", ["telephone", "e-mail", "app", "web form", "shop"]),
      short("department", "Department in charge", task.departments),
      field("initiative", "Pre-action or reaction", makeMenu(task.initiatives, "Not said")),
      field("corridor", "In the corridor", makeMenu(task.corridor, "Not said")),
      field("customer", "Whom it meets", makeMenu(task.receivers ?? RECEIVERS, "Not said")),
    );
  if (type === "needs")
    parts.push(
      field(
        "need",
        "Need",
        makeMenu(
          task.needs.map((n) => ({ id: n.id, name: `${n.name} (${n.kind}-need)` })),
          "Not said",
        ),
      ),
    );
  if (type === "opportunities") parts.push(short("owner", "Owner", task.departments), short("metric", "Metric", []));
  const people = desk.map().personas;
  if (people.length)
    parts.push(
      field(
        "persona",
        "For",
        makeMenu(
          people.map((p) => ({ id: p.id, name: personaName(p, task) })),
          "Everyone",
        ),
      ),
    );
  if (places) {
    /** @param {any} key */
    const to = (key) => (/** @type {JourneyMap} */ map, /** @type {any} */ value) =>
      edits.moveNote(
        map,
        note.id,
        key === "stage" ? value : byId(map.notes, note.id).stage,
        key === "lane" ? value : byId(map.notes, note.id).lane,
      );
    const { stages, lanes } = desk.map();
    parts.push(
      field("stage", "Stage", makeMenu(stages), { put: to("stage"), merge: "" }),
      field(
        "lane",
        "Lane",
        makeMenu(
          lanes
            .filter((l) => !DERIVED.includes(l.type))
            .map((l) => ({ id: l.id, name: l.name || desk.typeName(l.type) })),
        ),
        { put: to("lane"), merge: "" },
      ),
    );
  }
  if (type === "touchpoints") parts.push(field("moment", "Moment of truth", "check", { merge: "" }));
  return { text: field("text", desk.typeName(type), "long", { wide: true, limit: limits.text ?? 400 }), parts };
}
