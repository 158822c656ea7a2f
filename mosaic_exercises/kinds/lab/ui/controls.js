// The controls of a lab: slider with a number box, choice, toggle. Each returns { node, get(), set(value) }.

import { h } from "../../../panel/ui/kit/dom.js";
import { numberField, numberWords } from "../../../panel/ui/kit/number.js";
import { makeFile } from "./file.js";

export function makeControl(control, api, changed) {
  return (makeControls[control.type] ?? makeControls.slider)(control, api, changed);
}

const makeControls = {
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
    function show(next) {
      value = inRange(Number(next), control);
      range.value = value;
      range.style.setProperty("--at", `${((value - min) / (max - min || 1)) * 100}%`);
      range.setAttribute("aria-valuetext", `${value}${unit ? ` ${unit}` : ""}`);
    }
    function took(next) {
      box.clear();
      show(next);
      box.show(value);
      changed();
    }
    /** A number that is typed is used as soon as it is in range, and never rewritten under the fingers. */
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
      set(next) {
        box.clear();
        show(next);
        box.show(value);
      },
    };
  },

  choice(control, api, changed) {
    const select = h(
      "select.mo-input.mo-select",
      { id: api.id(`select-${control.id}`), onchange: changed },
      (control.options ?? []).map((o) => h("option", { value: o.id }, o.text)),
    );
    return {
      node: h(
        "div.mo-control",
        { "data-type": "choice" },
        h("label.mo-control-label", { for: select.id }, control.label),
        select,
      ),
      get: () => select.value,
      set: (next) => (select.value = next),
    };
  },

  file: (control, api, changed) => makeFile(control, api, changed),

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
      set: (next) => (box.checked = Boolean(next)),
    };
  },
};

const controlNamed = (label, unit) => (unit ? `${label}, in ${unit}` : label);

/** The nearest value the slider can take; without the dust of binary fractions. */
function inRange(value, { min, max, step = 1 }) {
  const safe = Number.isFinite(value) ? value : min;
  const stepped = min + Math.round((Math.min(max, Math.max(min, safe)) - min) / step) * step;
  return Number(Math.min(max, stepped).toFixed(6));
}
