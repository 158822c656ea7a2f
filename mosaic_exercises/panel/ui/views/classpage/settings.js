// The class's settings as a form. Python reads them as it reads the file; nothing is written before it can be used.

import { button } from "../../kit/button.js";
import { fill, focusOn, h, reveal, same } from "../../kit/dom.js";
import { keyed, setValue } from "../../kit/keep.js";
import { KEYED, told } from "./settings_told.js";

/** @type {any[][]} */
const TOP = [
  ["due", "Due, for every notebook without a date of its own", "a day (its end) as 2026-12-18, or 2026-12-18T18:00"],
  ["zone", "Time zone of these dates", "as Europe/Kyiv; empty: this computer's"],
  ["total", "A full mark is worth", "empty: the course's points"],
];
/** @type {any[][]} */
const CHOICES = [
  ["answer", "Which answer to a question counts", [["", "the latest (as is)"], ["latest", "the latest"], ["best", "the best"]]],
  ["file", "Which file of a learner counts", [["", "the newest (as is)"], ["newest", "the newest"], ["best", "the best"]]],
  ["tracks", "Learners are graded", [["", "on the items of their track (as is)"], ["true", "on the items of their track"], ["false", "on all items"]]],
];
const LATE = [
  ["per_day", "Off for each day late, in percent", ""],
  ["cap", "The most that late work earns, in percent", ""],
  ["grace", "So much later costs nothing", "30m, 12h or 2d"],
  ["closes", "So long after, nothing counts any more", "7d; empty: never"],
];
const WAYS = [["", "as judged (as is)"], ["as-judged", "as judged"], ["half", "half the points"], ["all-or-nothing", "nothing"]];

/** @param {string} id @param {{ send: (mine: any, before: any, save: boolean, place: any) => void, again: (place: any) => void, typed: any }} acts */
export function makeSettings(id, { send, again, typed }) {
  /** @type {any} */
  let form = null; // as it is filled in; null: there is nothing to fill in, because the file cannot be read
  /** @type {any} */
  let base = null; // as the file said when this form was made of it
  /** @type {any} */
  let sent = null; // as the form was when its answer was asked for
  /** @type {Map<string, any>} */
  const controls = new Map(); // setting -> { node, of: where the form has it, name }
  const said = h("div", { role: "status", "data-part": "settings-told" });
  const body = h("div.mo-class-settings");
  const add = h("input.mo-input", { id: `${id}-add`, list: `${id}-names`, autocomplete: "off", spellcheck: "false" });
  const names = h("datalist", { id: `${id}-names` });
  const items = h("ul.mo-class-items");
  const there = h("p.mo-small", { role: "status", "data-part": "item-told" });
  /** What is filled in and not saved stays, over a reload too. */
  const keep = () => typed.put("settings", same(form, base) ? null : { form, base });
  /** @param {boolean} save */
  const press = (save) => {
    sent = structuredClone(form);
    send(form, base, save, said);
    fill(said, h("p.mo-small", {}, save ? "Saving ..." : "Checking ..."));
  };
  const go = h("div.mo-row", { hidden: true }, button("Check", { id: `${id}-check`, "data-act": "check-settings", onclick: () => press(false) }), button("Save", { id: `${id}-save`, "data-act": "save-settings", onclick: () => press(true) }, { tone: "main" }));
  const node = h("section", { "aria-label": "Settings" }, body, go, said);

  /** The control of a setting, or the first one of a group of them, as a problem names it; and what it is called here.
   *  @param {string} key */
  function found(key) {
    const plain = key.replaceAll('"', "");
    const control = controls.get(plain)?.node ?? body.querySelector(`[data-setting="${CSS.escape(plain)}"]`);
    const first = control ?? body.querySelector(`[data-setting^="${CSS.escape(plain)}."]`);
    const row = first?.closest("tr")?.querySelector("th")?.firstChild?.textContent;
    const group = row ?? first?.closest("details")?.querySelector("summary")?.textContent;
    return { control: first, label: control ? control.getAttribute("aria-label") ?? control.labels?.[0]?.textContent ?? plain : (group ?? `class.toml, ${plain}`) };
  }

  /** What is wrong is marked where it stands, and shown.
   *  @param {string} key */
  function point(key) {
    for (const one of body.querySelectorAll("[aria-invalid]")) one.removeAttribute("aria-invalid");
    const { control } = key ? found(key) : { control: null };
    if (!control) return;
    control.setAttribute("aria-invalid", "true");
    const fold = control.closest("details");
    if (fold) fold.open = true;
    focusOn(control);
    reveal(control);
  }

  /** @param {string} setting @param {() => any} of @param {string} name @param {any} about @param {any[][]} [options] */
  function controlOf(setting, of, name, about, options) {
    const put = () => ((of()[name] = control.value), keep());
    const given = { ...about, "data-setting": setting };
    const control = options ? h("select.mo-input", { ...given, onchange: put }, options.map(([value, words]) => h("option", { value }, words))) : h("input.mo-input", { ...given, maxlength: 200, spellcheck: "false", autocomplete: "off", oninput: put });
    controls.set(setting, { node: control, of, name });
    return control;
  }

  /** @param {string} setting @param {string} label @param {string} hint @param {() => any} of @param {string} name @param {any[][]} [options] */
  function field(setting, label, hint, of, name, options) {
    const key = `${id}-${setting.replace(".", "-")}`;
    const control = controlOf(setting, of, name, { id: key, "aria-describedby": hint ? `${key}-hint` : null }, options);
    return h("div.mo-field", {}, h("label.mo-label", { for: key }, label), control, hint && h("span.mo-small", { id: `${key}-hint` }, hint));
  }

  /** @param {any} row @param {number} i */
  function notebook(row, i) {
    /** @param {string} name @param {string} label */
    const cell = (name, label) => h("td", {}, controlOf(`notebooks.${row.id}.${name}`, () => form.notebooks[i], name, { "aria-label": `${label} of ${row.title}` }));
    return h("tr", {}, h("th", { scope: "row" }, row.title, h("span.mo-small.mo-class-under", {}, `${row.id}, ${row.points ? `${row.points} points` : "no points"}`)), cell("due", "Due date"), cell("weight", "Weight"));
  }

  /** @param {any} thing */
  function item({ row }) {
    let now = row;
    const does = h("select.mo-input", { "data-setting": `items.${row.name}`, "aria-label": `What becomes of ${row.name}`, onchange: () => ((now.does = does.value), keep()) }, [["exclude", "counts for nobody"], ["full", "full points to all who handed in"]].map(([value, words]) => h("option", { value }, words)));
    const why = h("input.mo-input", { "data-setting": `items.${row.name}.why`, "aria-label": `Why, for ${row.name}`, placeholder: "why, as learners read it", maxlength: 2000, oninput: () => ((now.why = why.value), keep()) });
    const away = button("Take out", { "aria-label": `Take out ${row.name}`, onclick: () => ((form.items = form.items.filter((/** @type {any} */ one) => one.name !== now.name)), drawItems(), keep(), add.focus({ preventScroll: true })) }, { tone: "small" });
    /** @param {any} next */
    const draw = (next) => ((now = next.row), setValue(does, now.does), setValue(why, now.why));
    return { node: h("li", {}, h("code", {}, row.name), does, why, away), draw };
  }
  const drawItems = () => (fill(there), keyed(items, form.items.map((/** @type {any} */ row) => ({ id: row.name, row })), item));

  function addItem() {
    const name = add.value.trim();
    add.value = "";
    const known = form.items.some((/** @type {any} */ one) => one.name === name);
    fill(there, known && `${name} stands in this list already: choose there what becomes of it.`);
    if (known) focusOn(found(`items.${name}`).control);
    if (known || !name) return;
    form.items = [...form.items, { name, does: "exclude", why: "" }];
    drawItems();
    keep();
  }

  /** @param {SettingsView} view */
  function build({ kinds }) {
    fill(
      body,
      h("div.mo-class-grid", {}, TOP.map(([name, label, hint]) => field(name, label, hint, () => form, name)), CHOICES.map(([name, label, options]) => field(name, label, "", () => form, name, options))),
      fold("What lateness costs", h("div.mo-class-grid", {}, LATE.map(([name, label, hint]) => field(`late.${name}`, label, hint, () => form.late, name)))),
      fold("Each notebook: due date and weight", h("p.mo-small", {}, "Where one notebook has a weight, each one with points needs one; 0 where it shall not count."), h("div.mo-class-table", { role: "region", tabindex: "0", "aria-label": "Notebooks" }, h("table.mo-table", {}, h("thead", {}, h("tr", {}, ["Notebook", "Due", "Weight"].map((head) => h("th", { scope: "col" }, head)))), h("tbody", {}, form.notebooks.map(notebook))))),
      fold("Questions that do not count, or count in full", items, h("div.mo-field", {}, h("label.mo-label", { for: add.id }, "Another exercise, drill or question, by its name"), h("div.mo-row", {}, add, names, button("Add", { id: `${id}-add-go`, onclick: addItem })), there)),
      fold("Partly right answers, by kind of exercise", h("div.mo-class-grid", {}, kinds.map((kind) => field(`partial.${kind}`, kind, "", () => form.partial, kind, WAYS)))),
    );
    go.hidden = false;
  }

  /** The form becomes what came, unless somebody has typed here since: that stays, and goes with the next press.
   *  @param {SettingsView} view */
  function take(view) {
    const left = form ? null : typed.of("settings");
    const before = left?.form?.late && left.base && same(rowsOf(left.form), rowsOf(view.form)) ? left : null; // of this course
    const more = form && !same(form, view.asked ? sent : base);
    if (!more || same(view.form, sent)) base = structuredClone(before?.base ?? view.base);
    if (!more) {
      form = structuredClone(before?.form ?? view.form);
      if (!controls.size) build(view);
      for (const { node: control, of, name } of controls.values()) setValue(control, of()[name]);
      drawItems();
    }
    keep();
  }

  return {
    node,
    /** @param {SettingsView} view */
    draw(view) {
      fill(names, view.names.map(([name, title]) => h("option", { value: name }, title)));
      if (!view.unread) take(view);
      point(view.clashes[0]?.[0] ?? view.problem.match(KEYED)?.[1] ?? "");
      const waits = form && !view.asked && !same(form, base);
      fill(said, waits && h("p.mo-notice", { "data-tone": "part" }, "What you filled in is not saved yet."), told(view, (key) => found(key).label), view.unread && h("div.mo-row", {}, button("Read it again", { id: `${id}-again`, onclick: () => again(said) })));
    },
  };
}

/** @param {any} form */
const rowsOf = (form) => form.notebooks?.map((/** @type {any} */ row) => row.id);

/** @param {string} title @param {...any} content */
const fold = (title, ...content) => h("details.mo-fold", {}, h("summary", {}, title), h("div.mo-fold-body", {}, content));
