// The points of the curves. Each is a slider: Up and Down change it, Left and Right go to the next one.

import { focusOn, h } from "../../../panel/ui/kit/dom.js";
import { keyed, setText } from "../../../panel/ui/kit/keep.js";
import { CURVES } from "./figures.js";
import { emotion, signed } from "./model.js";
import { topOf } from "./shape.js";

/** @type {Record<string, any>} */
export const FEELINGS = { "-2": "very bad", "-1": "bad", 0: "neutral", 1: "good", 2: "very good" };

/** on: { map(), persona(), pick(curve) } of the curve. { node, draw(things), focus(stage, curve) }.
 *  @param {MapEditor} desk @param {any} on */
export function makePoints(desk, on) {
  const node = h("div.mo-jm-points");
  /** @param {any} stage @param {any} curve */
  const focus = (stage, curve) =>
    focusOn(node.querySelector(`[data-curve="${curve}"][data-stage="${CSS.escape(stage)}"]`));

  /** @param {{ stage?: any, curve?: any }} given */
  function point({ stage, curve }) {
    const attributes = desk.editable
      ? {
          role: "slider",
          tabindex: "-1",
          id: desk.id(`feel-${curve}-${stage}`),
          "aria-valuemin": -2,
          "aria-valuemax": 2,
          "aria-orientation": "vertical",
          "data-stage": stage,
          "data-curve": curve,
          "data-nodrag": "",
          /** @param {any} e */
          onkeydown: (e) => key(e, stage, curve),
          /** @param {any} e */
          onfocus: (e) => roving(e.currentTarget, curve),
        }
      : { "data-stage": stage, "data-curve": curve };
    const tag = h("span.mo-jm-tag", { "aria-hidden": "true" });
    const dot = h("div.mo-jm-point", attributes, h("span.mo-jm-dot"), tag);
    return {
      node: dot,
      /** @param {{ x?: any, value?: any, name: string, same?: any, note?: any }} given */
      draw({ x, value, name, same, note }) {
        dot.style.left = `${x}%`;
        dot.style.top = `${topOf(value ?? 0)}%`;
        dot.toggleAttribute("data-unset", value === null);
        dot.toggleAttribute("data-same", same);
        setText(tag, note);
        tag.dataset.under = value !== null && value < 0 ? "" : "no";
        if (!desk.editable) return;
        dot.setAttribute("aria-label", `${CURVES[curve]}: ${name}`);
        dot.setAttribute("aria-valuenow", value ?? 0);
        dot.setAttribute(
          "aria-valuetext",
          value === null ? "not set" : `${signed(value)}, ${FEELINGS[value]}${note ? `, ${note}` : ""}`,
        );
      },
    };
  }

  /** @param {any} v */
  const clip = (v) => Math.max(-2, Math.min(2, v));
  /** @param {any} event @param {any} stage @param {any} curve */
  function key(event, stage, curve) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const old = emotion(on.map(), stage, on.persona())[curve];
    const i = on.map().stages.findIndex((/** @type {any} */ s) => s.id === stage);
    const near = /** @type {Record<string, any>} */ ({ ArrowLeft: i - 1, ArrowRight: i + 1 })[event.key];
    const next = /** @type {Record<string, any>} */ ({
      ArrowUp: clip((old ?? 0) + 1),
      ArrowDown: clip((old ?? 0) - 1),
      Home: -2,
      End: 2,
      PageUp: 2,
      PageDown: -2,
      Delete: null,
      Backspace: null,
      0: 0,
    })[event.key];
    if (near === undefined && next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (near !== undefined) return focus(on.map().stages[near]?.id ?? "", curve);
    desk.feel(stage, curve, next);
  }
  /** @param {any} held @param {any} curve */
  function roving(held, curve) {
    on.pick(curve);
    desk.seen?.(held.dataset.stage);
    for (const p of node.children)
      p.tabIndex = p === held || (p.dataset.curve !== curve && p.tabIndex === 0) ? 0 : -1;
  }

  return {
    node,
    focus,
    /** @param {any[]} things */
    draw(things) {
      keyed(node, things, point, things);
      if (!desk.editable) return;
      for (const curve of desk.curves) {
        const mine = [...node.children].filter((p) => p.dataset.curve === curve);
        if (mine.length && !mine.some((p) => p.tabIndex === 0)) mine[0].tabIndex = 0;
      }
    },
  };
}
