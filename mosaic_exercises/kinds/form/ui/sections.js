// The editor of one entry: its sections, in a column or on a canvas.

import { focusOn, h } from "../../../panel/ui/kit/dom.js";
import { say } from "../../../panel/ui/kit/markup.js";
import { areas } from "./card.js";
import { fieldsOf } from "./entries.js";
import { makeField } from "./field.js";

/** @param {FormEditor} desk */
export function makeEditor(desk) {
  const { task, api } = desk;
  /** @type {Map<any, any>} */
  const fields = new Map(
    fieldsOf(task)
      .filter((f) => f.type !== "portrait" || task.portrait)
      .map((f) => [f.id, makeField(desk, f)]),
  );
  /** @param {any} s */
  const section = (s) =>
    h(
      "section.mo-fo-section",
      { "aria-labelledby": api.id(`s-${s.id}`), style: task.layout === "canvas" ? `grid-area:${s.id}` : null },
      h(
        "div.mo-fo-section-head",
        {},
        h("h4", { id: api.id(`s-${s.id}`), dir: "auto" }, s.name),
        s.guidance && say("p.mo-fo-guide", s.guidance),
      ),
      h("div.mo-fo-fields", {}, s.fields.filter((/** @type {any} */ f) => fields.has(f.id)).map((/** @type {any} */ f) => fields.get(f.id).node)),
    );
  const node = h("div.mo-fo-editor", { "data-layout": task.layout, style: areas(task) }, task.sections.map(section));
  return {
    node,
    /** @param {Entry} entry */
    draw: (entry) => fields.forEach((field) => field.draw(entry)),
    focus: () => focusOn(node.querySelector("input, textarea, select, button")),
  };
}
