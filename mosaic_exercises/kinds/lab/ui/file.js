// The file control of a lab: the course's own data, or a CSV file of the learner's. It also gives the empty form and
// takes a file in. { node, get(), set(value), files(names), saved(name) }.

import { fill, h } from "../../../panel/ui/kit/dom.js";
import { filePicker, fileText, saveFile } from "../../../panel/ui/kit/files.js";

const FILE_MOST = 5_000_000; // bytes; Python says the same

/** @param {Control} control @param {Api} api @param {(...args: any[]) => any} changed */
export function makeFile(control, api, changed) {
  const ours = control.options ?? [];
  const label = `${control.label}: empty form`;
  const select = h("select.mo-input.mo-select", { id: api.id(`file-${control.id}`), onchange: picked });
  const said = h("p.mo-small", { role: "status" });
  const form = h(
    "button.mo-btn",
    {
      type: "button",
      "aria-label": label,
      onclick: () => {
        saveFile({ name: `${control.form}.csv`, mime: "text/csv", text: control.template });
        said.textContent = `Saved: ${control.form}.csv. ${control.how}`;
      },
    },
    "Empty form",
  );
  const add = filePicker("Add a CSV", { id: api.id(`add-${control.id}`), accept: ".csv,text/csv", took });
  let value = ours[0]?.id ?? "";
  /** @type {any[]} */
  let own = [];

  function draw() {
    const gone = value && !ours.some((/** @type {any} */ o) => o.id === value) && !own.includes(value);
    fill(
      select,
      ours.map((/** @type {any} */ o) => h("option", { value: o.id }, o.text)),
      (own.length > 0 || gone) &&
        h(
          "optgroup",
          { label: "Your files" },
          own.map((name) => h("option", { value: name }, name)),
          gone && h("option", { value }, value),
        ),
    );
    select.value = value;
  }

  function picked() {
    value = select.value;
    said.textContent = "";
    changed();
  }

  /** @param {any} file */
  async function took(file) {
    if (!/\.csv$/i.test(file.name)) return (said.textContent = `${file.name} is no CSV file. Save it as CSV first.`);
    if (file.size > FILE_MOST) return (said.textContent = `${file.name} is too large: at most 5 MB are read.`);
    said.textContent = `Adding ${file.name} ...`;
    try {
      api.send({ type: "live", file: { name: file.name, text: await fileText(file) } });
    } catch {
      said.textContent = `${file.name} could not be read. Copy it to this computer first.`;
    }
  }

  draw();
  return {
    node: h(
      "div.mo-control",
      { "data-type": "file" },
      h("label.mo-control-label", { for: select.id }, control.label),
      select,
      h(
        "details.mo-own",
        {},
        h("summary", {}, "Use your own data"),
        h("p.mo-small", {}, "1. Take the empty form. 2. Fill it in with a spreadsheet and save it as CSV. 3. Add it here. A message that names row 1 means the first row below the headings."),
        h("div.mo-own-row", {}, form, add),
        said,
      ),
    ),
    get: () => value,
    /** @param {any} next */
    set(next) {
      value = typeof next === "string" ? next : value;
      draw();
    },
    /** @param {any} names */
    files(names) {
      own = names;
      draw();
    },
    /** The file is in the learner's folder: choose it.
     *  @param {string} name */
    saved(name) {
      value = name;
      if (!own.includes(name)) own = [...own, name].sort();
      draw();
      said.textContent = `${name} was added to my_work/data and chosen.`;
      changed();
    },
    /** @param {string} words */
    refused(words) {
      said.textContent = words;
    },
  };
}
