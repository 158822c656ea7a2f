// The small form that names one piece of evidence: what it rests on, which one, and a note.

import { button } from "../../../panel/ui/kit/button.js";
import { fill, focusOn, h, same } from "../../../panel/ui/kit/dom.js";
import { lengthOf } from "../../../panel/ui/kit/ids.js";
import { offered, sourceOf } from "./entries.js";

/** What a piece lacks before it can be named, in words; "" for nothing. `some`: there are sources of its sort; `list`: the
 *  pieces named already; `most`: characters of a note.
 *  @param {{ source: string, ref: string, note: string }} piece @param {{ some: boolean, list: any[], most: number }} given */
export function lackOf(piece, { some, list, most }) {
  const { source, ref, note } = piece;
  if (source === "interview" && some && !ref) return "Choose the interview it comes from.";
  if (["survey", "data"].includes(source) && !ref && !note)
    return "Choose the figure, or say in the note where it can be looked up.";
  if (lengthOf(note) > most) return `The note is ${lengthOf(note) - most} characters too long.`;
  return list.some((one) => same(one, piece)) ? "This evidence is named already." : "";
}

/** The sources of one sort as options, those of the entry's own group first.
 *  @param {any[]} all @param {string} group */
function sourceOptions(all, group) {
  const mine = all.filter((s) => group && s.group === group);
  const rest = all.filter((s) => !mine.includes(s));
  /** @param {any[]} some */
  const options = (some) => some.map((s) => h("option", { value: s.id }, offered(s)));
  if (!mine.length) return options(rest);
  return [
    h("optgroup", { label: "Of this segment" }, options(mine)),
    rest.length > 0 && h("optgroup", { label: "Others" }, options(rest)),
  ];
}

/** { nodes, pressed(event) }: the form, and what its keys do. `list()`: the pieces named already; `group()`: the entry's; `put(list, words)` on adding;
 *  `close()` when it is done or given up; `read`: opens the interviews, null where there are none.
 *  @param {Task<"form">} task @param {Field} field
 *  @param {{ id: string, list: () => any[], group: () => string, put: (...args: any[]) => any, announce: (text: string) => void, read?: any, close: () => void }} given */
export function makeAdder(task, field, { id, list, group, put, announce, read, close }) {
  const kind = h(
    "select.mo-input",
    { id: `${id}-kind`, onchange: () => offer() },
    task.evidence.map((e) => h("option", { value: e }, task.evidence_names?.[e] ?? e)),
  );
  const which = h("select.mo-input", { id: `${id}-which`, onchange: () => tell() });
  const note = h("input.mo-input", {
    id: `${id}-note`,
    type: "text",
    autocomplete: "off",
    dir: "auto",
    placeholder: "Where it can be looked up",
  });
  const about = h("p.mo-small.mo-fo-about", { dir: "auto" });
  const problem = h("p.mo-fo-problem", { role: "alert" });
  const reading = button(
    "Read the interviews",
    { "data-act": "read-for", onclick: () => (close(), read({ field: field.id, id: which.value })) },
    { icon: "solution", tone: "small" },
  );
  const whichField = h("label.mo-fo-small", {}, h("span.mo-label", {}, "Which one"), which);
  const noteField = h("label.mo-fo-small", {}, h("span.mo-label", {}, "Note"), note);
  const of = () => task.sources.filter((s) => s.source === kind.value);

  function offer() {
    const none = kind.value === "interview" && of().length ? "Choose ..." : "Another one, see the note";
    fill(which, h("option", { value: "" }, none), sourceOptions(of(), group()));
    whichField.hidden = !of().length;
    reading.hidden = !read || kind.value !== "interview";
    tell();
  }

  function tell() {
    about.textContent = of().find((s) => s.id === which.value)?.text ?? "";
    about.hidden = !about.textContent;
  }

  function add() {
    const piece = { source: kind.value, ref: which.value, note: note.value.trim() };
    const lacks = lackOf(piece, { some: of().length > 0, list: list(), most: task.limits.note });
    problem.textContent = lacks;
    if (lacks) return focusOn(whichField.hidden ? note : which);
    put([...list(), piece], `evidence added to ${field.label}`);
    announce(`Evidence added to ${field.label}: ${sourceOf(piece, task)}`);
    close();
  }

  /** @param {any} event */
  function pressed(event) {
    if (event.key === "Escape") {
      event.stopPropagation();
      close();
    } else if (event.key === "Enter" && event.target.matches("input, select")) {
      event.preventDefault();
      add();
    }
  }

  offer();
  const nodes = [
    h(
      "div.mo-fo-adder-fields",
      {},
      h("label.mo-fo-small", {}, h("span.mo-label", {}, "It rests on"), kind),
      whichField,
      noteField,
    ),
    about,
    problem,
    h(
      "div.mo-row",
      {},
      button("Name it", { onclick: add }, { tone: "small" }),
      reading,
      h("button.mo-btn-link", { type: "button", onclick: close }, "Cancel"),
    ),
  ];
  return { nodes, pressed };
}
