// Marks of the reverse exercise: a row of the list of marks, the rules that open at a place, and the form that marks
// from menus.

import { button } from "../../../panel/ui/kit/button.js";
import { fill, focusOn, h, reveal } from "../../../panel/ui/kit/dom.js";
import { setText } from "../../../panel/ui/kit/keep.js";
import { setItemMark } from "../../../panel/ui/kit/marks.js";
import { plain, say } from "../../../panel/ui/kit/markup.js";
import { hasMark } from "./faults.js";
import { iconOf } from "./icons.js";

/** what: { id, number, where, words }; met: what the last check said of it; away() takes it away.
 *  @param {{ id: string, number?: any, where?: any, words?: any }} given @param {any} met @param {any} away */
export function makeMarkRow({ id, number, where, words }, met, away) {
  const sign = h("span.mo-item-mark");
  const row = h(
    "li.mo-jm-mark",
    {},
    h("span", { dir: "auto" }, h("strong", {}, where), ` ${words}`),
    sign,
    h(
      "button.mo-icon-btn",
      { type: "button", id, "aria-label": `Take away mark ${number}: ${where}`, onclick: away },
      iconOf("trash"),
    ),
  );
  setItemMark(row, sign, met, "This rule is kept here");
  return row;
}

/** Stage, lane and broken rule from menus; also the only way to mark the whole map.
 *  @param {MapEditor} desk @param {(...args: any[]) => any} add */
export function makeMarkForm(desk, add) {
  const { task, api } = desk;
  const { stages, lanes } = desk.map();
  /** @param {string} name @param {any[]} options */
  const pick = (name, options) => {
    const select = h(
      "select.mo-input",
      { id: api.id(`find-${name}`) },
      options.map(({ id, name: n }) => h("option", { value: id }, n)),
    );
    return [select, h("label.mo-jm-field", {}, h("span.mo-label", {}, name), select)];
  };
  const [stagePick, stageField] = pick("Stage", [{ id: "", name: "The whole map" }, ...stages]);
  const [lanePick, laneField] = pick("Lane", [
    { id: "", name: "The whole stage" },
    ...lanes.map((l) => ({ id: l.id, name: l.name || desk.typeName(l.type) })),
  ]);
  const [rulePick, ruleField] = pick(
    "Broken rule",
    task.rules.map((r) => ({ id: r.id, name: r.text })),
  );
  const mark = () => ({
    stage: stagePick.value,
    lane: stagePick.value ? lanePick.value : "",
    rule: rulePick.value,
  });
  const addMark = button("Mark it", { onclick: () => add(mark()) }, { icon: "note" });
  return h("div.mo-jm-fields.mo-jm-find-form", {}, stageField, laneField, ruleField, addMark);
}

/** Title and scenario of a map to read.
 *  @param {{ title: string, scenario?: any }} given */
export const told = ({ title, scenario }) =>
  (title || scenario) &&
  h("div.mo-jm-story", {}, title && plain("p.mo-label", title), scenario && plain("p.mo-soft", scenario));

/** The rules that open at a place of the map: pressed is what is marked there. `toggle(mark)`, `done()`.
 *  @param {MapEditor} desk @param {{ toggle: (mark: FaultMark) => void, done: () => void }} on */
export function makePalette({ task, api }, { toggle, done }) {
  const rules = h("div.mo-jm-palette");
  const title = h("p.mo-jm-panel-title", { dir: "auto" });
  const bar = h("div.mo-jm-panel-bar", {}, h("span.mo-spring"), button("Done", { onclick: done }));
  const panel = h("div.mo-jm-panel", { role: "group", "aria-label": "Which rule is broken here?" }, title, rules, bar);
  const node = h("div.mo-jm-row.mo-jm-open", { role: "row" }, h("div.mo-jm-open-cell", { role: "gridcell" }, panel));
  return {
    node,
    focus() {
      focusOn(rules.querySelector("button"));
      reveal(node);
    },
    /** @param {{ stage: string, lane: string }} place @param {string} name @param {FaultMark[]} marks */
    draw(place, name, marks) {
      setText(title, `Which rule is broken here? ${name}`);
      fill(
        rules,
        task.rules.map((rule) => {
          const mark = { ...place, rule: rule.id };
          const on = hasMark(marks, mark);
          return h(
            "button.mo-jm-rule-btn",
            { type: "button", id: api.id(`rule-${rule.id}`), "aria-pressed": String(on), onclick: () => toggle(mark) },
            iconOf(on ? "ticked" : "unticked"),
            say("span", rule.text),
          );
        }),
      );
    },
  };
}
