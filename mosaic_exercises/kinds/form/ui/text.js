// Controls for text: one line, several lines, a list. Each is { node, draw(value), main: what a label names }.

import { button, enable, isOff } from "../../../panel/ui/kit/button.js";
import { fill, focusOn, h, same, unseen } from "../../../panel/ui/kit/dom.js";
import { setValue } from "../../../panel/ui/kit/keep.js";
import { iconOf } from "./icons.js";

const GROWS = typeof CSS !== "undefined" && CSS.supports("field-sizing", "content");

/** @param {Made} area */
function grow(area) {
  if (GROWS) return;
  area.style.height = "auto";
  if (area.scrollHeight) area.style.height = `${area.scrollHeight + 2}px`;
}

const ONE_LINE = 80; // characters

/** Takes line breaks out of what was pasted where there is one line only.
 *  @param {Made} area */
function oneLine(area) {
  if (/[\n\r]/.test(area.value)) area.value = area.value.replace(/\s*[\n\r]\s*/g, " ");
}

/**
 * @param {Field} field
 * @param {{ id: string, put: (...args: any[]) => any, described?: any, count: (...args: any[]) => any, submit: (...args: any[]) => any }} given
 */
export function makeText(field, { id, put, described, count: tell, submit }) {
  const long = field.type === "long";
  const wraps = !long && field.max_chars > ONE_LINE; // one line that grows, where it may not fit a narrow output
  const main = h(long ? "textarea.mo-input.mo-fo-long" : wraps ? "textarea.mo-input.mo-fo-line" : "input.mo-input", {
    id,
    rows: long ? 2 : wraps ? 1 : null,
    type: long || wraps ? null : "text",
    autocomplete: "off",
    dir: "auto",
    placeholder: field.placeholder || null,
    "aria-describedby": described,
    "aria-required": field.required || null,
    oninput() {
      if (wraps) oneLine(main);
      grow(main);
      tell(main.value, field.max_chars, main);
      put(main.value);
    },
    onkeydown(e) {
      if (e.key !== "Enter") return;
      if (e.ctrlKey || e.metaKey) submit();
      else if (long) return;
      e.preventDefault();
    },
  });
  return {
    node: main,
    main,
    /** @param {any} value */
    draw(value) {
      setValue(main, value);
      grow(main);
      tell(main.value, field.max_chars, main);
    },
  };
}

/** A list: Enter adds a line, Backspace in an empty one takes it away, Alt with an arrow moves it.
 *  @param {Field} field
 *  @param {{ id: string, put: (...args: any[]) => any, labelled?: any, described?: any, announce: (text: string) => void, count: (...args: any[]) => any }} given */
export function makeList(field, { id, put, labelled, described, announce, count: tell }) {
  const list = h("ol.mo-fo-list");
  const add = button(
    "Add",
    { id, onclick: () => !isOff(add) && insert(lines.length) },
    { icon: "plus", tone: "small" },
  );
  add.append(unseen(` to ${field.label}`));
  const node = h(
    "div.mo-fo-lines",
    { role: "group", "aria-labelledby": labelled, "aria-describedby": described },
    list,
    add,
  );
  let lines = [""];

  /** @param {string} [words] */
  const send = (words = "") => put([...lines], words);
  const inputs = () => [...list.querySelectorAll("textarea")];
  /** @param {any} at */
  function insert(at) {
    if (lines.length >= field.max_items) return announce(`At most ${field.max_items}.`);
    lines = lines.toSpliced(at, 0, "");
    build();
    send(`line added to ${field.label}`);
    focusOn(inputs()[at]);
  }
  /** @param {any} at */
  function remove(at) {
    lines = lines.toSpliced(at, 1);
    if (!lines.length) lines = [""];
    build();
    send(`line taken out of ${field.label}`);
    focusOn(inputs()[Math.max(0, at - 1)]);
  }
  /** @param {any} at @param {number} way */
  function move(at, way) {
    const to = at + way;
    if (to < 0 || to >= lines.length) return announce(way < 0 ? "Already first." : "Already last.");
    const [text] = [lines[at]];
    lines = lines.toSpliced(at, 1).toSpliced(to, 0, text);
    build();
    send(`line moved in ${field.label}`);
    focusOn(inputs()[to]);
    announce(`Now ${to + 1} of ${lines.length}.`);
  }
  /** @param {any} event @param {any} at */
  function onKey(event, at) {
    const way = event.altKey && /** @type {Record<string, any>} */ ({ ArrowUp: -1, ArrowDown: 1 })[event.key];
    if (way) move(at, way);
    else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) insert(at + 1);
    else if (event.key === "Backspace" && !lines[at] && lines.length > 1) remove(at);
    else return;
    event.preventDefault();
  }
  function build() {
    /** @param {string} icon @param {string} label @param {any} onclick */
    const tool = (icon, label, onclick) =>
      h("button.mo-icon-btn", { type: "button", "aria-label": label, title: label, onclick }, iconOf(icon));
    fill(
      list,
      lines.map((text, at) => {
        const input = h("textarea.mo-input.mo-fo-line", {
          rows: 1,
          id: `${id}-${at}`,
          autocomplete: "off",
          dir: "auto",
          value: text,
          placeholder: at === 0 ? field.placeholder : "",
          "aria-label": `${field.label}, ${at + 1} of ${lines.length}`,
          onkeydown: (e) => onKey(e, at),
        });
        input.addEventListener("input", () => {
          oneLine(input);
          grow(input);
          lines = lines.with(at, input.value);
          tell(input.value, field.max_chars, input);
          send();
        });
        return h(
          "li",
          {},
          input,
          lines.length > 1 && [
            tool("up", `Move up: line ${at + 1}`, () => move(at, -1)),
            tool("down", `Move down: line ${at + 1}`, () => move(at, 1)),
            tool("cross", `Take out: line ${at + 1}`, () => remove(at)),
          ],
        );
      }),
    );
    enable(add, lines.length < field.max_items);
    inputs().forEach(grow);
  }
  build();
  return {
    node,
    main: null,
    /** @param {any} value */
    draw(value) {
      const next = value?.length ? value : [""];
      if (same(next, lines)) return;
      lines = [...next];
      build();
    },
  };
}
