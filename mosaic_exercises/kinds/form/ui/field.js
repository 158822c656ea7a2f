// One field with all that belongs to it: name, guidance, control, what is left to write, evidence, what a check found.

import { button } from "../../../panel/ui/kit/button.js";
import { fill, h } from "../../../panel/ui/kit/dom.js";
import { foundList } from "../../../panel/ui/kit/found.js";
import { lengthOf } from "../../../panel/ui/kit/ids.js";
import { setText } from "../../../panel/ui/kit/keep.js";
import { inline, plain, } from "../../../panel/ui/kit/markup.js";
import { count } from "../../../panel/ui/kit/words.js";
import { makeChoice, makeLog, makeScale } from "./choice.js";
import { fieldsOf } from "./entries.js";
import { makeEvidence } from "./evidence.js";
import { makePortrait } from "./portrait.js";
import { makeList, makeText } from "./text.js";

/** @param {FormEditor} desk @param {Field} field */
export function makeField(desk, field) {
  const { task, api } = desk;
  const id = api.id(`f-${field.id}`);
  const labelled = `${id}-label`;
  const guide = field.guidance ? h("p.mo-fo-guide", { id: `${id}-guide`, dir: "auto" }, inline(field.guidance)) : null;
  const tally = h("span.mo-tally", { id: `${id}-tally` });
  const errors = h("div.mo-fo-errors", { id: `${id}-errors` });
  const described = [guide?.id, tally.id, errors.id].filter(Boolean).join(" ");
  /** @param {any} text @param {any} most @param {any} input */
  const tell = (text, most, input) => {
    const n = lengthOf(text);
    const over = n - most;
    const words = over > 0 ? `${over} too many: at most ${most} characters` : n > most * 0.7 ? `${most - n} left` : "";
    setText(tally, words);
    tally.dataset.tone = over > 0 ? "bad" : "";
    if (over > 0) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  };
  /** @param {any} value @param {string} words */
  const put = (value, words) => desk.put(field.id, value, words);
  const tools = { id, put, labelled, described, announce: api.announce, submit: api.submit, count: tell, read: desk.read };
  const own = field.type === "evidence";
  /** @type {Record<string, any>} */
  const makers = {
    short: makeText,
    long: makeText,
    list: makeList,
    choice: makeChoice,
    scale: makeScale,
    log: makeLog,
  };
  const control = own
    ? makeEvidence(task, field, { ...tools, put })
    : field.type === "portrait"
      ? makePortrait(/** @type {PortraitTable} */ (task.portrait), tools)
      : makers[field.type](field, tools);
  const proof =
    field.evidence && !own && task.evidence.length
      ? makeEvidence(task, field, { ...tools, id: `${id}-e`, put: (list, words) => desk.attach(field.id, list, words) })
      : null;
  const many =
    field.type === "list" && (field.min_items > 1 || field.max_items)
      ? ` (${field.min_items > 1 ? `at least ${field.min_items}` : `up to ${field.max_items}`})`
      : "";
  const words = [
    plain("span", field.label),
    many && h("span.mo-small", {}, many),
    !field.required && h("span.mo-small", {}, " optional"),
  ];
  const label = control.main
    ? h("label.mo-label", { id: labelled, for: id }, words)
    : h("span.mo-label", { id: labelled }, words);
  const figures = field.id === task.group_field ? makeFigures(desk, field) : null;
  const node = h(
    "div.mo-fo-field",
    {
      "data-field": field.id,
      "data-type": field.type,
      "data-wide": figures ? "" : null,
      "data-quiet": desk.alone(field) ? "" : null,
    },
    h("div.mo-fo-head", {}, label, tally),
    guide,
    control.node,
    figures?.node,
    proof?.node,
    errors,
  );
  /** @type {any[]} */
  let found = [];
  return {
    node,
    field,
    /** @param {Entry} entry */
    draw(entry) {
      const group = (task.group_field && entry.values[task.group_field]) || "";
      if (own) control.draw(entry.values[field.id] ?? NONE, group);
      else control.draw(entry.values[field.id]);
      proof?.draw(entry.evidence[field.id] ?? NONE, group);
      figures?.draw(group);
      const next = desk.found(entry, field);
      if (next.length === found.length && next.every((c, i) => c === found[i])) return;
      found = next;
      node.toggleAttribute("data-wrong", found.length > 0);
      fill(errors, foundList(found));
    },
  };
}

/** @type {any[]} */
export const NONE = [];

/** The real figures of the chosen segment, to be named as evidence in one go.
 *  @param {FormEditor} desk @param {Field} field */
function makeFigures(desk, field) {
  const { task, api } = desk;
  const fields = fieldsOf(task).filter((f) => f.evidence || f.type === "evidence");
  const pick = h(
    "select.mo-input",
    { id: api.id(`figures-${field.id}`) },
    [...fields]
      .sort((a, b) => Number(b.type === "evidence") - Number(a.type === "evidence"))
      .map((f) => h("option", { value: f.id }, f.label)),
  );
  const list = h("ul");
  const title = h("p.mo-label");
  const node = h(
    "div.mo-fo-figures",
    { hidden: true },
    title,
    list,
    h(
      "div.mo-row",
      {},
      h("label.mo-fo-small", {}, h("span.mo-small", {}, "Name them as evidence for"), pick),
      button("Fill in the figures", { onclick: () => fillIn() }, { tone: "small" }),
    ),
  );
  /** @type {any[]} */
  let mine = [];
  /** @type {any} */
  let shown = null;
  function fillIn() {
    const to = fields.find((f) => f.id === pick.value);
    if (!to) return;
    const before = desk.pieces(to);
    const room = task.limits.evidence - before.length;
    const fresh = mine
      .filter((s) => !before.some((/** @type {any} */ p) => p.ref === s.id))
      .map((s) => ({ source: s.source, ref: s.id, note: "" }));
    if (!fresh.length) return api.announce("These figures are named there already.");
    if (room <= 0) return api.announce(`“${to.label}” has as much evidence as it can hold.`);
    desk.setPieces(to, [...before, ...fresh.slice(0, room)], "figures filled in");
    api.announce(`${count(Math.min(room, fresh.length), "figure")} named as evidence for ${to.label}.`);
  }
  return {
    node,
    /** @param {any} group */
    draw(group) {
      if (group === shown) return;
      shown = group;
      mine = task.sources.filter((s) => s.source === "data" && group && s.group === group);
      node.hidden = !mine.length || !fields.length;
      title.textContent = `What the data say of this segment (${mine.length})`;
      fill(
        list,
        mine.map((s) => h("li", {}, plain("strong", s.title), " ", plain("span", s.text))),
      );
    },
  };
}
