// Number: a figure as the learner types it; Python reads it. Answer: the text.

import { h, same } from "../../../panel/ui/kit/dom.js";
import { setItemMark } from "../../../panel/ui/kit/marks.js";
import { plain } from "../../../panel/ui/kit/markup.js";

/** @type {KindUi<"number">} */
const numberUi = {
  noun: "Calculate",

  mount(host, view, api) {
    const { unit = "", unit_before: before = false, decimals, placeholder = "" } = view.task;
    const field = h("input.mo-input", {
      type: "text",
      inputmode: "decimal",
      autocomplete: "off",
      spellcheck: "false",
      id: api.id("field"),
      placeholder,
      "aria-describedby": [api.describedby, unit && api.id("unit"), Number.isInteger(decimals) && api.id("places")]
        .filter(Boolean)
        .join(" "),
      oninput: () => (drawMark(), api.change(field.value)),
      onkeydown: (event) => event.key === "Enter" && !event.isComposing && (event.preventDefault(), api.submit()),
    });
    const affix = unit && h("span.mo-affix", { id: api.id("unit"), "data-side": before ? "start" : "end" }, unit);
    const mark = h("span.mo-item-mark");
    const box = h("span.mo-number-box", {}, before && affix, field, !before && affix);
    const row = h(
      "div.mo-number",
      {},
      h("label.mo-label", { for: api.id("field") }, "Your answer"),
      h("span.mo-number-row", {}, box, mark),
    );
    host.append(row);
    if (Number.isInteger(decimals)) row.append(h("span.mo-small", { id: api.id("places") }, places(decimals)));
    /** @type {Result | null} */
    let result = null;
    /** @type {any} */
    let checked = null;

    function drawMark() {
      const graded = ["correct", "partial", "incorrect"].includes(result?.outcome ?? "") && same(checked, field.value);
      const unread = result?.outcome === "invalid" && same(checked, field.value);
      field.setAttribute("aria-invalid", String(unread));
      setItemMark(box, mark, graded && result?.outcome !== "partial" ? result?.outcome === "correct" : null);
    }

    return {
      answer: () => field.value,
      set(raw) {
        field.value = raw === null || raw === undefined ? "" : String(raw);
        drawMark();
      },
      mark(nextResult, nextChecked) {
        result = nextResult;
        checked = nextChecked;
        drawMark();
      },
    };
  },

  summary(view, answer) {
    const { unit = "", unit_before: before = false } = view.task;
    const value = String(answer ?? "");
    const tight = unit === "%" || unit === "€" ? "" : "\u00a0";
    const shown =
      unit && !value.includes(unit)
        ? before
          ? `${unit}${tight}${value}`
          : `${value}${unit === "%" ? "\u00a0" : tight}${unit}`
        : value;
    return plain("p.mo-solution-number", shown);
  },
};

export default numberUi;

/** @param {any} n */
const places = (n) =>
  n === 0 ? "A whole number is enough." : `${n} ${n === 1 ? "decimal is" : "decimals are"} enough.`;
