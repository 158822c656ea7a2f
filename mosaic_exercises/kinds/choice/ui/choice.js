// Choice: one of several, any number of several, or true against false. Answer: a list of option ids.

import { h } from "../../../panel/ui/kit/dom.js";
import { iconOf } from "../../../panel/ui/kit/icons.js";
import { judgedOf, setItemMark, verdictOf } from "../../../panel/ui/kit/marks.js";
import { plain, say } from "../../../panel/ui/kit/markup.js";

/** @type {Record<string, any>} */
const NOUNS = { one: "Choose one", many: "Choose all that fit", "true-false": "True or false" };

/** @type {KindUi<"choice">} */
const choiceUi = {
  noun: (view) => NOUNS[view.task.mode] ?? NOUNS.one,

  mount(host, view, api) {
    const { mode, options } = view.task;
    const many = mode === "many";
    /** @type {Map<any, any>} */
    const rows = new Map(); // option id -> { row, input, mark }
    for (const { id, text } of options) {
      const input = h("input", {
        type: many ? "checkbox" : "radio",
        name: api.id("options"),
        id: api.id(`option-${id}`),
        value: id,
        onchange: changed,
      });
      const mark = h("span.mo-item-mark");
      const row = h("label.mo-option", { "data-item": id }, input, plain("span.mo-option-text", text), mark);
      rows.set(id, { row, input, mark });
    }
    host.append(
      h(
        "div.mo-options",
        {
          role: many ? "group" : "radiogroup",
          "aria-labelledby": api.labelledby,
          "aria-describedby": api.describedby,
          "data-mode": mode,
        },
        [...rows.values()].map((r) => r.row),
      ),
    );
    /** @type {Result | null} */
    let result = null;
    /** @type {any} */
    let checked = null;

    const answer = () => [...rows].filter(([, r]) => r.input.checked).map(([id]) => id);

    function changed() {
      drawMarks();
      api.change(answer());
    }

    /** An option keeps its mark as long as it stands as it did when it was checked. */
    function drawMarks() {
      const now = new Set(answer());
      const then = new Set(Array.isArray(checked) ? checked : []);
      for (const [id, { row, mark }] of rows) {
        const [found] = judgedOf(result, id);
        setItemMark(row, mark, found && now.has(id) === then.has(id) ? verdictOf(found) : null, "Not this one");
      }
    }

    return {
      answer,
      set(raw) {
        const picked = new Set(Array.isArray(raw) ? raw : []);
        for (const [id, r] of rows) r.input.checked = picked.has(id);
        drawMarks();
      },
      mark(nextResult, nextChecked) {
        result = nextResult;
        checked = nextChecked;
        drawMarks();
      },
    };
  },

  summary(view, answer, reasonOf) {
    const right = new Set(answer);
    /** @param {{ id: string, text: string }} given @param {any} ok */
    const item = ({ id, text }, ok) =>
      h(
        "li.mo-solution-item",
        {},
        h("span.mo-mark.mo-mark-small", { "data-tone": ok ? "good" : "plain" }, iconOf(ok ? "check" : "cross")),
        h("div", {}, plain("p.mo-seen", text), !ok && reasonOf(id) && say("p.mo-why", reasonOf(id))),
      );
    const { options } = view.task;
    const others = options.filter((o) => !right.has(o.id));
    return [
      h(
        "ul.mo-solution-list",
        {},
        options.filter((o) => right.has(o.id)).map((o) => item(o, true)),
      ),
      others.length > 0 && view.task.mode !== "true-false" && h("p.mo-criteria-title", {}, "Why not the others"),
      h(
        "ul.mo-solution-list",
        {},
        others.map((o) => item(o, false)),
      ),
    ];
  },
};

export default choiceUi;
