// One row of a rating: a radio group for each question asked of it, or a field for its weight.

import { h } from "../../../panel/ui/kit/dom.js";
import { plain } from "../../../panel/ui/kit/markup.js";
import { numberField } from "../../../panel/ui/kit/number.js";

/** The points of a task's scale: [{ value, text, word }]; `word` is what stands in the chip.
 *  @param {{ points?: any[], low?: any, high?: any, anchors?: any }} given */
export function points({ points = [], low, high, anchors = {} }) {
  if (points.length) return points.map((p) => ({ value: p.id, text: p.text, word: p.text }));
  const numbers = Array.from({ length: high - low + 1 }, (_, i) => low + i);
  /** @param {any} n */
  const sign = (n) => (n < 0 ? `−${-n}` : low < 0 && n > 0 ? `+${n}` : String(n)); // a scale around 0 shows its signs
  const named = numbers.every((n) => anchors[n]);
  return numbers.map((n) => ({
    value: n,
    text: anchors[n] ? `${sign(n)}, ${anchors[n]}` : sign(n),
    word: named ? `${sign(n)} ${anchors[n]}` : sign(n),
  }));
}

/** The words at the two ends, where the points themselves carry numbers only.
 *  @param {{ points?: any[], low?: any, high?: any, anchors?: any }} given */
function ends({ points = [], low, high, anchors = {} }) {
  const all = Array.from({ length: high - low + 1 }, (_, i) => low + i).every((n) => anchors[n]);
  return points.length || all ? ["", ""] : [anchors[low] ?? "", anchors[high] ?? ""];
}

/** @param {Task<"rate">} task @param {any} row @param {any} column @param {Api} api @param {any} on */
function makeScale(task, row, column, api, on) {
  const name = api.id(`${row.id}-${column.id}`);
  const inputs = points(task).map(({ value, text, word }) => {
    const input = h("input", { type: "radio", name, value, "aria-label": text, onchange: () => on.rate(row.id, column.id, value) });
    return { value, input, node: h("label.mo-rate-point", {}, input, h("span", { dir: "auto" }, word)) };
  });
  const [from, to] = ends(task);
  const node = h(
    "div.mo-rate-question",
    {},
    column.text && plain("span.mo-rate-column", column.text),
    h(
      "div.mo-rate-scale",
      { role: "radiogroup", "aria-label": [row.text, column.text].filter(Boolean).join(": ") },
      from && plain("span.mo-rate-end", from),
      inputs.map((i) => i.node),
      to && plain("span.mo-rate-end", to),
    ),
  );
  return {
    node,
    /** @param {any} value */
    set(value) {
      for (const i of inputs) i.input.checked = i.value === value;
    },
  };
}

/** @param {Task<"rate">} task @param {any} row @param {any} column @param {Api} api @param {any} on */
function makeWeight(task, row, column, api, on) {
  const { field, note, show, clear } = numberField(".mo-rate-weight", {
    id: api.id(`${row.id}-${column.id}`),
    low: 0,
    high: task.total,
    live: true,
    drops: true,
    "aria-label": [row.text, column.text].filter(Boolean).join(": "),
    took: (value) => on.rate(row.id, column.id, value ?? undefined),
    stays: () => "Until then it does not count.",
  });
  return {
    node: h("div.mo-rate-question", {}, column.text && plain("span.mo-rate-column", column.text), field, note),
    /** @param {any} value */
    set(value) {
      clear();
      show(value ?? null);
    },
  };
}

/** A row with all its questions.
 *  @param {Task<"rate">} task @param {any} row @param {Api} api @param {any} on */
export function makeRow(task, row, api, on) {
  const asked = task.columns.length ? task.columns : [{ id: "", text: "" }];
  const make = task.form === "weights" ? makeWeight : makeScale;
  /** @type {Map<any, any>} */
  const parts = new Map(asked.map((c) => [c.id, make(task, row, c, api, on)]));
  const mark = h("span.mo-item-mark");
  const node = h(
    "li.mo-rate-row",
    { "data-item": row.id },
    h("div.mo-rate-words", {}, plain("p.mo-rate-text", row.text), row.detail && plain("p.mo-small", row.detail), mark),
    h("div.mo-rate-questions", {}, [...parts.values()].map((p) => p.node)),
  );
  return { node, mark, set: (/** @type {any} */ column, /** @type {any} */ value) => parts.get(column)?.set(value) };
}
