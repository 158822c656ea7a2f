// Controls that choose: options (one or many), a scale, rows of a log.

import { button } from "../../../panel/ui/kit/button.js";
import { fill, focusOn, h, same, unseen } from "../../../panel/ui/kit/dom.js";
import { plain } from "../../../panel/ui/kit/markup.js";
import { iconOf } from "./icons.js";

/** @param {Field} field @param {{ id: string, put: (...args: any[]) => any, labelled?: any, described?: any }} given */
export function makeChoice(field, { id, put, labelled, described }) {
  const words = `choice in ${field.label}`;
  if (!field.many && field.options.length > 4) {
    const main = h(
      "select.mo-input",
      {
        id,
        "aria-describedby": described,
        "aria-required": field.required || null,
        onchange: () => put(main.value || null, words),
      },
      h("option", { value: "" }, "Choose ..."),
      field.options.map((o) => h("option", { value: o.id }, o.text)),
    );
    return { node: main, main, draw: (/** @type {any} */ value) => (main.value = value ?? "") };
  }
  /** @type {any[]} */
  const inputs = field.options.map((o, i) =>
    h("input", {
      type: field.many ? "checkbox" : "radio",
      name: id,
      id: `${id}-${i}`,
      value: o.id,
      onchange: () =>
        put(
          field.many ? inputs.filter((/** @type {any} */ n) => n.checked).map((/** @type {any} */ n) => n.value) : inputs.find((/** @type {any} */ n) => n.checked)?.value,
          words,
        ),
    }),
  );
  const node = h(
    "div.mo-fo-picks",
    { role: field.many ? "group" : "radiogroup", "aria-labelledby": labelled, "aria-describedby": described },
    inputs.map((/** @type {any} */ n, /** @type {number} */ i) => h("label.mo-fo-pick", {}, n, plain("span", field.options[i].text))),
  );
  return { node, main: null, draw: (/** @type {any} */ value) => inputs.forEach((/** @type {any} */ n) => (n.checked = [value].flat().includes(n.value))) };
}

/** @param {Field} field @param {{ id: string, put: (...args: any[]) => any, labelled?: any, described?: any }} given */
export function makeScale(field, { id, put, labelled, described }) {
  const steps = Array.from({ length: field.high - field.low + 1 }, (_, i) => field.low + i);
  const inputs = steps.map((n) =>
    h("input", {
      type: "radio",
      name: id,
      id: `${id}-${n}`,
      value: n,
      onchange: () => (put(n, `choice in ${field.label}`), clear.toggleAttribute("hidden", false)),
    }),
  );
  const clear = h(
    "button.mo-btn-link",
    {
      type: "button",
      onclick: () => (inputs.forEach((n) => (n.checked = false)), (clear.hidden = true), put(null, `${field.label} cleared`), focusOn(inputs[0])),
    },
    "Clear",
    unseen(` ${field.label}`),
  );
  /** @param {any} text */
  const end = (text) => text && plain("span.mo-small", text);
  const node = h(
    "div.mo-fo-scale",
    { role: "radiogroup", "aria-labelledby": labelled, "aria-describedby": described },
    end(field.low_label),
    h(
      "span.mo-fo-steps",
      {},
      inputs.map((n, i) => h("label.mo-fo-step", {}, n, h("span", {}, steps[i]))),
    ),
    end(field.high_label),
    clear,
  );
  return {
    node,
    main: null,
    /** @param {any} value */
    draw(value) {
      inputs.forEach((n, i) => (n.checked = steps[i] === value));
      clear.hidden = typeof value !== "number";
    },
  };
}

/** A log: rows of a date and texts; on a narrow output each row is a small card.
 *  @param {Field} field
 *  @param {{ id: string, put: (...args: any[]) => any, labelled?: any, described?: any, announce: (text: string) => void, count: (...args: any[]) => any }} given */
export function makeLog(field, { id, put, labelled, described, announce, count: tell }) {
  const body = h("ol.mo-fo-log");
  const add = button("Add a row", { id, onclick: () => insert() }, { icon: "plus", tone: "small" });
  add.append(unseen(` to ${field.label}`));
  const node = h(
    "div.mo-fo-lines",
    { role: "group", "aria-labelledby": labelled, "aria-describedby": described },
    body,
    add,
  );
  /** @type {Record<string, string>[]} */
  let rows = [{}];
  /** @param {string} [words] */
  const send = (words = "") => put(rows.map((row) => ({ ...row })), words);
  function insert() {
    if (rows.length >= field.max_items) return announce(`At most ${field.max_items} rows.`);
    rows = [...rows, {}];
    build();
    send(`row added to ${field.label}`);
    focusOn(body.lastChild.querySelector("input"));
  }
  /** @param {any} at */
  function remove(at) {
    rows = rows.toSpliced(at, 1);
    if (!rows.length) rows = [{}];
    build();
    send(`row ${at + 1} taken out of ${field.label}`);
    focusOn(add);
  }
  function build() {
    fill(
      body,
      rows.map((row, at) =>
        h(
          "li.mo-fo-row",
          {},
          field.columns.map((column) => {
            const input = h("input.mo-input", {
              type: column.type === "date" ? "date" : "text",
              id: `${id}-${at}-${column.id}`,
              autocomplete: "off",
              dir: column.type === "date" ? null : "auto",
              value: row[column.id] ?? "",
            });
            input.addEventListener("input", () => {
              rows = rows.with(at, { ...rows[at], [column.id]: input.value });
              if (column.type !== "date") tell(input.value, column.max_chars, input);
              send();
            });
            return h(
              "label.mo-fo-col",
              { "data-type": column.type },
              h("span.mo-small", {}, column.label, unseen(`, row ${at + 1}`)),
              input,
            );
          }),
          h(
            "button.mo-icon-btn",
            { type: "button", "aria-label": `Take out row ${at + 1}`, title: "Take out", onclick: () => remove(at) },
            iconOf("cross"),
          ),
        ),
      ),
    );
  }
  build();
  return {
    node,
    main: null,
    /** @param {any} value */
    draw(value) {
      const next = value?.length ? value : [{}];
      if (same(next, rows)) return;
      rows = next.map((/** @type {any} */ row) => ({ ...row }));
      build();
    },
  };
}
