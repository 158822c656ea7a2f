// The class's settings as a form. Python reads them as it reads the file; nothing is written before it can be used.

import { button } from "../../kit/button.js";
import { fill, focusOn, h, reveal } from "../../kit/dom.js";
import { placed } from "../../kit/keep.js";

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

/** @param {string} id @param {{ send: (settings: any, save: boolean, place: any) => void, again: (place: any) => void }} acts */
export function makeSettings(id, { send, again }) {
  /** @type {any} */
  let form = null; // null: there is nothing to fill in, because the file cannot be read
  let print = "";
  const told = h("div", { role: "status", "data-part": "settings-told" });
  const body = h("div.mo-class-settings");
  const add = h("input.mo-input", { id: `${id}-add`, list: `${id}-names`, autocomplete: "off", spellcheck: "false" });
  const names = h("datalist", { id: `${id}-names` });
  const items = h("ul.mo-class-items");
  /** @param {boolean} save */
  const press = (save) => (send(form, save, told), fill(told, h("p.mo-small", {}, save ? "Saving ..." : "Checking ...")));
  const go = h("div.mo-row", {}, button("Check", { id: `${id}-check`, "data-act": "check-settings", onclick: () => press(false) }), button("Save", { id: `${id}-save`, "data-act": "save-settings", onclick: () => press(true) }, { tone: "main" }));
  const node = h(
    "section",
    { "aria-label": "Settings" },
    body,
    go,
    told,
  );

  /** What is wrong is marked where it stands, and shown: a problem begins with the setting's name.
   *  @param {string} problem */
  function point(problem) {
    for (const one of body.querySelectorAll("[aria-invalid]")) one.removeAttribute("aria-invalid");
    const said = problem.split(": ", 1)[0].replaceAll('"', "");
    const control = [...body.querySelectorAll("[data-setting]")].find((/** @type {any} */ one) => said === one.dataset.setting);
    if (!control) return;
    control.setAttribute("aria-invalid", "true");
    const fold = control.closest("details");
    if (fold) fold.open = true;
    focusOn(control);
    reveal(control);
  }

  /** @param {string} given @param {string} label @param {string} hint @param {any} values @param {string} name @param {any[][]} [options] */
  function field(given, label, hint, values, name, options) {
    const key = `${id}-${given.replace(".", "-")}`;
    /** @type {any} */
    const control = options
      ? h("select.mo-input", { id: key, "data-setting": given, onchange: () => (values[name] = control.value) }, options.map(([value, words]) => h("option", { value, selected: value === (values[name] ?? "") }, words)))
      : h("input.mo-input", { id: key, "data-setting": given, value: values[name] ?? "", spellcheck: "false", autocomplete: "off", "aria-describedby": hint ? `${key}-hint` : null, oninput: () => (values[name] = control.value) });
    return h("div.mo-field", {}, h("label.mo-label", { for: key }, label), control, hint && h("span.mo-small", { id: `${key}-hint` }, hint));
  }

  /** @param {any} row @param {number} i */
  const notebook = (row, i) => {
    /** @param {string} name @param {string} label */
    const cell = (name, label) => {
      const control = h("input.mo-input", { id: `${id}-${name}-${i}`, "data-setting": `notebooks.${row.id}.${name}`, value: row[name], "aria-label": `${label} of ${row.title}`, spellcheck: "false", autocomplete: "off", oninput: () => (row[name] = control.value) });
      return h("td", {}, control);
    };
    return h("tr", {}, h("th", { scope: "row" }, row.title, h("span.mo-small.mo-class-under", {}, `${row.id}, ${row.points ? `${row.points} points` : "no points"}`)), cell("due", "Due date"), cell("weight", "Weight"));
  };

  function drawItems() {
    placed(items, form.items.map((/** @type {any} */ row) => ({ id: row.name, row })), ({ row }) => {
      const does = h("select.mo-input", { "aria-label": `What becomes of ${row.name}`, onchange: () => (row.does = does.value) }, [["exclude", "counts for nobody"], ["full", "full points to all who handed in"]].map(([value, words]) => h("option", { value, selected: value === row.does }, words)));
      const why = h("input.mo-input", { "aria-label": `Why, for ${row.name}`, value: row.why, placeholder: "why, as learners read it", oninput: () => (row.why = why.value) });
      const away = button("Take out", { "aria-label": `Take ${row.name} out`, onclick: () => ((form.items = form.items.filter((/** @type {any} */ one) => one !== row)), drawItems(), add.focus({ preventScroll: true })) }, { tone: "small" });
      return { node: h("li", {}, h("code", {}, row.name), does, why, away) };
    });
  }

  function addItem() {
    const name = add.value.trim();
    add.value = "";
    if (!name || form.items.some((/** @type {any} */ one) => one.name === name)) return;
    form.items = [...form.items, { name, does: "exclude", why: "" }];
    drawItems();
  }

  /** @param {SettingsView} view */
  function build(view) {
    form = structuredClone(view);
    fill(names, view.names.map(([name, title]) => h("option", { value: name }, title)));
    fill(
      body,
      h("div.mo-class-grid", {}, TOP.map(([name, label, hint]) => field(name, label, hint, form, name)), CHOICES.map(([name, label, options]) => field(name, label, "", form, name, options))),
      fold("What lateness costs", h("div.mo-class-grid", {}, LATE.map(([name, label, hint]) => field(`late.${name}`, label, hint, form.late, name)))),
      fold("Each notebook: due date and weight", h("p.mo-small", {}, "Where one notebook has a weight, each one with points needs one; 0 where it shall not count."), h("div.mo-class-table", { role: "region", tabindex: "0", "aria-label": "Notebooks" }, h("table.mo-table", {}, h("thead", {}, h("tr", {}, ["Notebook", "Due", "Weight"].map((head) => h("th", { scope: "col" }, head)))), h("tbody", {}, form.notebooks.map(notebook))))),
      fold("Questions that do not count, or count in full", items, h("div.mo-field", {}, h("label.mo-label", { for: add.id }, "Another exercise, drill or question, by its name"), h("div.mo-row", {}, add, names, button("Add", { id: `${id}-add-go`, onclick: addItem })))),
      fold("Partly right answers, by kind of exercise", h("div.mo-class-grid", {}, view.kinds.map((kind) => field(`partial.${kind}`, kind, "", form.partial, kind, WAYS)))),
    );
    drawItems();
  }

  return {
    node,
    /** @param {SettingsView} view */
    draw(view) {
      const now = JSON.stringify({ ...view, told: 0, problem: 0, saved: 0, asked: 0 });
      if (view.unread ? false : !form || (now !== print && !view.problem)) build(view);
      go.hidden = !form;
      print = now;
      point(view.problem);
      fill(told, view.problem ? wrong(view) : right(view), view.unread && h("div.mo-row", {}, button("Read it again", { id: `${id}-again`, onclick: () => again(told) })));
    },
  };
}

/** @param {string} title @param {...any} content */
const fold = (title, ...content) => h("details.mo-fold", {}, h("summary", {}, title), h("div.mo-fold-body", {}, content));

/** @param {SettingsView} view */
const wrong = (view) => h("div.mo-notice", { "data-tone": "bad" }, h("strong", {}, headOf(view)), " ", h("bdi", {}, view.problem));

/** @param {SettingsView} view */
const right = ({ saved, told }) =>
  h(
    "div.mo-notice",
    { "data-tone": saved ? "good" : "plain" },
    saved && h("p", {}, h("strong", {}, "Saved in class.toml; the comments in it stay."), " Grade again to use them: below you see first what changes."),
    h("details.mo-fold", { open: saved }, h("summary", {}, "What these settings come to, line by line"), h("pre.mo-class-said", { tabindex: "0", role: "region", "aria-label": "The settings, line by line" }, told.join("\n"))),
  );

/** @type {Record<string, string>} */
const HEADS = { save: "Not saved.", check: "These settings cannot be used." };
/** @param {SettingsView} view */
const headOf = ({ asked }) => HEADS[asked] ?? "The settings as they are cannot be used.";

/** What a screen reader is told of an answer.
 *  @param {SettingsView} view */
export const settingsWords = (view) => (view.problem ? `${headOf(view)} ${view.problem}` : view.saved ? "Saved." : "The settings can be used.");
