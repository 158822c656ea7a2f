// The controls of a lab: slider with a number box, choice, toggle. Each returns { node, get(), set(value) }.

import { fill, h } from "../../../panel/ui/kit/dom.js";
import { numberField, numberWords } from "../../../panel/ui/kit/number.js";
import { makeFile } from "./file.js";

/** @param {Control} control @param {Api} api @param {(...args: any[]) => any} changed */
export function makeControl(control, api, changed) {
  return (makeControls[control.type] ?? makeControls.slider)(control, api, changed);
}

/** @type {Record<string, any>} */
const makeControls = {
  /** @param {Control} control @param {Api} api @param {(...args: any[]) => any} changed */
  slider(control, api, changed) {
    const { id, label, min, max, step = 1, unit = "" } = control;
    const bounds = { min, max, step };
    const range = h("input.mo-range", {
      type: "range",
      id: api.id(`range-${id}`),
      ...bounds,
      "aria-label": controlNamed(label, unit),
      oninput: () => took(range.value),
    });
    const box = numberField(".mo-range-box", {
      id: api.id(`box-${id}`),
      low: min,
      high: max,
      step,
      live: true,
      took: (next) => next !== null && typed(next),
      stays: () => `The slider stays at ${numberWords(value)}.`,
      snap: (next) => inRange(next, control),
      back: () => value,
    });
    let value = min;
    /** @param {any} next */
    function show(next) {
      value = inRange(Number(next), control);
      range.value = value;
      range.style.setProperty("--at", `${((value - min) / (max - min || 1)) * 100}%`);
      range.setAttribute("aria-valuetext", `${value}${unit ? ` ${unit}` : ""}`);
    }
    /** @param {any} next */
    function took(next) {
      box.clear();
      show(next);
      box.show(value);
      changed();
    }
    /** A number that is typed is used as soon as it is in range, and never rewritten under the fingers.
     *  @param {any} next */
    function typed(next) {
      show(next);
      changed();
    }
    return {
      node: h(
        "div.mo-control",
        { "data-type": "slider" },
        h("label.mo-control-label", { for: box.field.id }, label),
        h("span.mo-control-value", {}, box.field, unit && h("span.mo-affix-plain", {}, unit)),
        range,
        box.note,
      ),
      get: () => value,
      /** @param {any} next */
      set(next) {
        box.clear();
        show(next);
        box.show(value);
      },
    };
  },

  /** @param {Control} control @param {Api} api @param {(...args: any[]) => any} changed */
  choice(control, api, changed) {
    const ours = control.options ?? [];
    const select = h("select.mo-input.mo-select", { id: api.id(`select-${control.id}`), onchange: picked });
    let value = ours[0]?.id ?? "";
    /** @type {any[]} */
    let own = [];
    function draw() {
      const listed = ours.some((/** @type {any} */ o) => o.id === value) || own.includes(value) || !control.groups;
      const more = listed ? own : [...own, value];
      fill(
        select,
        ours.map((/** @type {any} */ o) => h("option", { value: o.id }, o.text)),
        more.length > 0 &&
          h(
            "optgroup",
            { label: "In your file" },
            more.map((name) => h("option", { value: name }, name)),
          ),
      );
      select.value = value;
    }
    function picked() {
      value = select.value;
      changed();
    }
    draw();
    return {
      node: h(
        "div.mo-control",
        { "data-type": "choice" },
        h("label.mo-control-label", { for: select.id }, control.label),
        select,
      ),
      get: () => value,
      /** @param {any} next */
      set(next) {
        value = typeof next === "string" ? next : value;
        draw();
      },
      /** The groups of the learner's own file, where the control offers them. */
      groups:
        control.groups &&
        ((/** @type {any} */ names) => {
          own = names.filter((/** @type {string} */ name) => !ours.some((/** @type {any} */ o) => o.id === name.toLowerCase()));
          draw();
        }),
    };
  },

  /** @param {Control} control @param {Api} api @param {(...args: any[]) => any} changed */
  file: (control, api, changed) => makeFile(control, api, changed),

  /** @param {Control} control @param {Api} api @param {(...args: any[]) => any} changed */
  toggle(control, api, changed) {
    const box = h("input.mo-switch", {
      type: "checkbox",
      role: "switch",
      id: api.id(`toggle-${control.id}`),
      onchange: changed,
    });
    return {
      node: h(
        "label.mo-control.mo-toggle",
        { "data-type": "toggle" },
        box,
        h("span.mo-control-label", {}, control.label),
      ),
      get: () => box.checked,
      /** @param {any} next */
      set: (next) => (box.checked = Boolean(next)),
    };
  },
};

/** @param {string} label @param {any} unit */
const controlNamed = (label, unit) => (unit ? `${label}, in ${unit}` : label);

/** The nearest value the slider can take; without the dust of binary fractions.
 *  @param {any} value @param {any} given */
function inRange(value, { min, max, step = 1 }) {
  const safe = Number.isFinite(value) ? value : min;
  const stepped = min + Math.round((Math.min(max, Math.max(min, safe)) - min) / step) * step;
  return Number(Math.min(max, stepped).toFixed(6));
}
