// What can be done, each with a form behind a fold. What is typed stays while the page is drawn anew.

import { button, enable, isOff } from "../../kit/button.js";
import { fill, h } from "../../kit/dom.js";
import { filePicker } from "../../kit/files.js";
import { placed } from "../../kit/keep.js";

/** @param {string} id
 *  @param {{ run: (action: string, place: any, filled: Record<string, string>, then?: boolean) => void, upload: (files: any[], told: (rows: any[]) => void) => void, typed: any }} acts */
export function makeActions(id, { run, upload, typed }) {
  const node = h("div.mo-class-actions");

  /** @param {ActionView} action */
  function make(action) {
    /** @type {Record<string, string>} */
    const given = Object.fromEntries(action.fields.map((field) => [field.name, field.value]));
    const before = typed.of(action.id) ?? {};
    const filled = { ...given };
    for (const { name } of action.fields) if (typeof before[name] === "string") filled[name] = before[name];
    // A tick without which nothing is done is an act of its own: nobody finds it ticked.
    const kept = action.fields.filter((field) => !(field.sort === "check" && field.needed)).map((field) => field.name);
    /** @param {string} name @param {string} value */
    const set = (name, value) => {
      filled[name] = value;
      typed.put(action.id, kept.some((one) => filled[one] !== given[one]) ? Object.fromEntries(kept.map((one) => [one, filled[one]])) : null);
    };
    const fields = action.fields.map((field) => fieldOf({ ...field, value: filled[field.name] }, `${id}-${action.id}-${field.name}`, (value) => set(field.name, value), upload));
    const said = h("div", { role: "status", "data-part": "said" });
    const then = action.then && button(action.then, { id: `${id}-${action.id}-then`, "data-act": "then", onclick: () => !isOff(then) && run(action.id, said, filled, true) }, { tone: "main" });
    const part = {
      node: h(
        "details.mo-fold.mo-class-action",
        { "data-action": action.id, open: kept.some((one) => filled[one] !== given[one]) },
        h("summary", {}, action.title),
        h(
          "form.mo-class-form",
          { onsubmit: (/** @type {any} */ event) => (event.preventDefault(), run(action.id, said, filled)) },
          h("p.mo-small", {}, action.about),
          fields.map((one) => one.node),
          h("div.mo-row", {}, h(then ? "button.mo-btn" : "button.mo-btn.mo-btn-main", { type: "submit", id: `${id}-${action.id}-go`, "data-act": "run" }, h("span.mo-btn-label", {}, action.button)), then),
          said,
        ),
      ),
      /** @param {ActionView} now */
      draw(now) {
        if (then) enable(then, now.ready);
      },
      /** Opens the form with these values.
       *  @param {Record<string, string>} values */
      open(values) {
        part.node.open = true;
        for (const field of fields) if (field.name in values) field.set(values[field.name]);
      },
    };
    return part;
  }
  /** @type {Map<string, any>} */
  let parts = new Map();
  return {
    node,
    /** @param {ActionView[]} actions */
    draw(actions) {
      const found = placed(node, actions, make);
      parts = new Map(actions.map((action, i) => [action.id, found[i]]));
      for (const action of actions) parts.get(action.id).draw(action);
    },
    /** @param {string} action @param {Record<string, string>} values */
    open(action, values) {
      const part = parts.get(action);
      part?.open(values);
      return part?.node;
    },
  };
}

/** One field; `set` hears what is filled in.
 *  @param {FieldView} field @param {string} id @param {(value: string) => void} set @param {any} upload */
function fieldOf(field, id, set, upload) {
  const { name, label, sort, hint, choices, needed, accept } = field;
  const note = hint && h("span.mo-small", { id: `${id}-hint` }, hint);
  const about = { id, "aria-describedby": hint ? `${id}-hint` : null, "aria-required": needed ? "true" : null };
  if (sort === "check") {
    const box = h("input", { ...about, type: "checkbox", checked: field.value === "true", onchange: () => set(box.checked ? "true" : "") });
    return { name, set, node: h("label.mo-class-check", { for: id }, box, h("span", {}, label)) };
  }
  if (sort === "file") {
    const state = h("span.mo-small", { role: "status" }, field.value ? `${field.value.split(/[\\/]/).pop()} is here.` : "No file chosen.");
    const took = (/** @type {any} */ file) => {
      fill(state, `Sending ${file.name} ...`);
      upload([file], (/** @type {any[]} */ [[, good, said]]) => {
        set(good ? said : "");
        fill(state, good ? `${file.name} is here.` : said);
      });
    };
    return { name, set, node: h("div.mo-field", {}, h("span.mo-label", {}, label, needed ? "" : " (not needed)"), h("div.mo-row", {}, filePicker(`Choose: ${label}`, { id, accept, took }), state)) };
  }
  /** @type {any} */
  let control;
  const oninput = () => set(control.value);
  if (sort === "choice") control = h("select.mo-input", { ...about, onchange: oninput }, choices.map(([value, words]) => h("option", { value, selected: value === field.value }, words)));
  else if (sort === "words") control = h("textarea.mo-input.mo-textarea", { ...about, rows: 3, maxlength: 5000, oninput }, field.value);
  else control = h("input.mo-input", { ...about, type: "text", inputmode: sort === "number" ? "decimal" : null, value: field.value, maxlength: 4000, spellcheck: "false", autocomplete: "off", oninput });
  const put = (/** @type {string} */ value) => (set(value), (control.value = value));
  return { name, set: put, node: h("div.mo-field", {}, h("label.mo-label", { for: id }, label, needed ? "" : " (not needed)"), control, note) };
}
