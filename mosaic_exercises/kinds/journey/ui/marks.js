// Marks of the reverse exercise: a row of the list of marks, and the form that marks from menus.

import { button } from "../../../panel/ui/kit/button.js";
import { h } from "../../../panel/ui/kit/dom.js";
import { setItemMark } from "../../../panel/ui/kit/marks.js";
import { plain } from "../../../panel/ui/kit/markup.js";
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
