// A field for a number. It is a text field: a field of type number is changed by the mouse wheel while the page is
// scrolled, clamps without a word, and gives "" for what it cannot read.

import { h } from "./dom.js";
import { setText } from "./keep.js";

const NUMBER_GROUPED = /^[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/; // 1,250 is 1250, as Python reads it
const NUMBER_PLAIN = /^[+-]?(\d+([.,]\d*)?|[.,]\d+)$/;

/** The number in `text` as people type it ("1,250", "2,5", "−3"); NaN for anything else.
 *  @param {string} text */
export function readNumber(text) {
  const plain = text.replace(/[\s'’]/gu, "").replace("−", "-");
  if (NUMBER_GROUPED.test(plain)) return Number(plain.replaceAll(",", ""));
  return NUMBER_PLAIN.test(plain) ? Number(plain.replace(",", ".")) : NaN;
}

/** A number in words, without the dust of binary fractions.
 *  @param {any} n */
export const numberWords = (n) => String(Number(n.toFixed(6))).replace("-", "−");

/**
 * { field, note, show(value), clear() }. `took(value)` hears each number from `low` to `high`, and null when the field is
 * emptied: while it is typed (`live`) or when the field is left. Anything else stays in the field and the note says what
 * is wrong with it. What stood before goes on to count, as `stays()` says, or with `drops` nothing does (`took(null)`).
 * `snap(value)` is the nearest one that can be taken: set, and said, when the field is left; then an empty field gets
 * `back()`.

 *  @param {any} spec
 *  @param {{ id: string, low?: any, high?: any, step?: number, live?: boolean, drops?: boolean, took: (...args: any[]) => any, stays?: (...args: any[]) => any, snap?: (...args: any[]) => any, back?: (...args: any[]) => any, [more: string]: any }} given */
export function numberField(spec, { id, low, high, step = 1, live = false, drops = false, took, stays = () => "", snap, back, ...more }) {
  const note = h("p.mo-field-note", { id: `${id}-note`, role: "status" });
  const span = `from ${numberWords(low)} to ${numberWords(high)}`;
  /** @type {any} */
  let stood = null; // the value that counts
  const field = h(`input.mo-input${spec}`, {
    type: "text",
    role: "spinbutton",
    inputmode: low < 0 ? "text" : "decimal", // the decimal pad of some telephones has no minus
    autocomplete: "off",
    spellcheck: "false",
    id,
    "aria-valuemin": low,
    "aria-valuemax": high,
    "aria-describedby": note.id,
    oninput: () => live && typed(),
    onchange: left,
    onkeydown: stepped,
    ...more,
  });

  /** @param {any} value @param {string} text */
  function faultOf(value, text) {
    if (Number.isNaN(value)) return `“${text}” is no number. Type one ${span}.`;
    if (value < low || value > high) return `${numberWords(value)} is too ${value > high ? "high" : "low"}: type a number ${span}.`;
    return "";
  }
  /** @param {string} words @param {any} [bad] */
  function tell(words, bad = Boolean(words)) {
    setText(note, words);
    if (bad) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }
  /** @param {any} value */
  function count(value) {
    const changed = value !== stood;
    stood = value;
    if (value === null) field.removeAttribute("aria-valuenow");
    else field.setAttribute("aria-valuenow", value);
    return changed;
  }
  function typed() {
    const text = field.value.trim();
    const value = text === "" ? null : readNumber(text);
    const fault = value === null ? "" : faultOf(value, text);
    if (fault && drops && count(null)) took(null);
    tell([fault, fault && stays()].filter(Boolean).join(" "));
    if (!fault && count(value)) took(value);
  }
  function left() {
    typed();
    if (field.hasAttribute("aria-invalid")) return;
    if (stood === null) return back && (count(back()), stand());
    const near = snap?.(stood) ?? stood;
    if (near === stood) return;
    tell(`${numberWords(stood)} lies between two steps: it is now ${numberWords(near)}.`, false);
    count(near);
    field.value = near;
  }
  /** @param {any} event */
  function stepped(event) {
    const way = /** @type {Record<string, any>} */ ({ ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 })[event.key];
    if (!way || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const now = readNumber(field.value.trim());
    const next = Number.isNaN(now) ? low : Number((now + way * step).toFixed(6));
    field.value = Math.min(high, Math.max(low, next));
    typed();
  }
  const stand = () => (tell(""), (field.value = stood ?? ""));
  return {
    field,
    note,
    /** Puts a value (null: none) into the field. What was refused there stays until another value comes.
     *  @param {any} value */
    show: (value) => count(value) && stand(),
    /** Takes away what was refused. */
    clear: () => note.textContent && stand(),
  };
}
