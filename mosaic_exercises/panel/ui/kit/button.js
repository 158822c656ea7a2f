// Buttons.

import { h } from "./dom.js";
import { iconOf } from "./icons.js";

/** A button. `icon` is a name of the kit's icons, or an icon.
 *  @param {any} label @param {any} [attrs] @param {{ icon?: string | Made, tone?: string }} [given] */
export function button(label, attrs = {}, { icon = "", tone = "" } = {}) {
  const spec = tone ? `button.mo-btn.mo-btn-${tone}` : "button.mo-btn";
  return h(spec, { type: "button", ...attrs }, typeof icon === "string" ? icon && iconOf(icon) : icon, h("span.mo-btn-label", {}, label));
}

/** Switches a button off without taking it out of the tab order, so the focus is never lost.
 *  @param {any} node @param {any} on */
export function enable(node, on) {
  if (on) node.removeAttribute("aria-disabled");
  else node.setAttribute("aria-disabled", "true");
}

/** @param {any} node */
export const isOff = (node) => node.getAttribute("aria-disabled") === "true";
