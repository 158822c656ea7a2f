// The interviews beside the form: a sentence that is clicked is evidence of the field chosen above them.

import { button } from "../../../panel/ui/kit/button.js";
import { focusOn, h, reveal } from "../../../panel/ui/kit/dom.js";
import { lengthOf } from "../../../panel/ui/kit/ids.js";
import { makeReader } from "../../../panel/ui/kit/reader.js";
import { makeSaid } from "../../../panel/ui/kit/said.js";
import { fieldsOf } from "./entries.js";

/** @param {Task<"form">} task */
const peopleOf = (task) => task.sources.filter((s) => s.source === "interview" && s.key);

/** { node, button, draw(entry), open({ field, id, sentence }), isOpen } or null where nobody can be read.
 *  @param {FormEditor} desk @param {(...args: any[]) => any} changed */
export function makeReading(desk, changed) {
  const { task, api } = desk;
  const people = peopleOf(task);
  const fields = fieldsOf(task).filter((f) => f.evidence || f.type === "evidence");
  if (!people.length) return null;
  const most = task.limits.evidence;
  const pick = h(
    "select.mo-input",
    { id: api.id("read-for"), onchange: () => target() },
    fields.map((f) => h("option", { value: f.id }, f.label)),
  );
  let on = false;
  /** @type {any} */
  let back = null; // what had the focus before

  const field = () => fields.find((f) => f.id === pick.value);
  /** @param {any} sentence */
  const noteOf = (sentence) => {
    const room = task.limits.note;
    const quote = `“${sentence}”`;
    return lengthOf(quote) <= room ? quote : `“${[...sentence].slice(0, room - 3).join("")}…”`;
  };
  /** @param {any} person @param {any} sentence */
  const at = (person, sentence) =>
    desk.pieces(field()).findIndex((/** @type {any} */ p) => p.ref === person.id && p.note === noteOf(sentence));

  /** @param {any} person @param {any} sentence */
  function toggle(person, sentence) {
    const to = field();
    if (!to) return;
    const list = desk.pieces(to);
    const here = at(person, sentence);
    if (here >= 0) {
      desk.setPieces(to, list.toSpliced(here, 1), `evidence taken out of ${to.label}`);
      return api.announce(`No longer evidence for ${to.label}.`);
    }
    const piece = { source: "interview", ref: person.id, note: noteOf(sentence) };
    const bare = list.findIndex((/** @type {any} */ p) => p.ref === person.id && !p.note); // named without a sentence so far
    if (bare < 0 && list.length >= most)
      return api.announce(`${to.label} has as much evidence as it can hold: ${most}. Take one out first.`);
    desk.setPieces(to, bare < 0 ? [...list, piece] : list.with(bare, piece), `evidence added to ${to.label}`);
    api.announce(`Evidence for ${to.label}: ${person.person}.`);
  }

  const reader = makeReader(api.id("reader"), {
    people,
    said: makeSaid(api, people),
    title: "The interviews",
    head: fields.length
      ? h("label.mo-rd-for", {}, h("span.mo-label", {}, "A click on a sentence makes it evidence for"), pick)
      : null,
    take: fields.length ? { pressed: (/** @type {any} */ person, /** @type {any} */ sentence) => at(person, sentence) >= 0, toggle } : null,
    hint: "Arrow keys go from sentence to sentence; Enter makes one evidence, or takes it back.",
    close: () => show(false),
    signal: api.signal,
  });
  reader.node.hidden = true;
  const open = button(
    `Read the interviews (${people.length})`,
    { id: api.id("read"), "data-act": "read", "aria-expanded": "false", onclick: () => show(!on) },
    { icon: "solution" },
  );

  function target() {
    reader.draw();
    changed(on ? pick.value : "");
  }
  /** @param {any} next @param {any} [where] */
  function show(next, where = {}) {
    if (next && !on) back = document.activeElement;
    on = next;
    reader.node.hidden = !on;
    open.setAttribute("aria-expanded", String(on));
    open.lastChild.textContent = on ? "Close the interviews" : `Read the interviews (${people.length})`;
    target();
    if (on) {
      reader.show({ group: desk.group(), ...where });
      if (!where.id) reader.focus();
      reveal(reader.node);
    } else focusOn(back?.isConnected ? back : open);
  }
  return {
    node: reader.node,
    button: open,
    draw: () => on && reader.draw(),
    /** A field of the form got the focus: it is the one that evidence is for.
     *  @param {string} id */
    at(id) {
      if (!on || pick.value === id || !fields.some((f) => f.id === id)) return;
      pick.value = id;
      target();
    },
    open({ field: id = "", ...where } = {}) {
      if (fields.some((f) => f.id === id)) pick.value = id;
      show(true, where);
    },
    isOpen: () => on,
    target: () => (on ? pick.value : ""),
  };
}
