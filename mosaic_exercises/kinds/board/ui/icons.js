// The icons of a board beside the kit's, and buttons of one icon.

import { h } from "../../../panel/ui/kit/dom.js";
import { iconsWith } from "../../../panel/ui/kit/icons.js";

export const iconOf = iconsWith({
  link: [
    "M6.6 9.4L9.4 6.6",
    "M7.2 4.9l1.4-1.4a2.7 2.7 0 0 1 3.9 3.9l-1.4 1.4",
    "M8.8 11.1l-1.4 1.4a2.7 2.7 0 0 1-3.9-3.9l1.4-1.4",
  ],
  basis: ["M8 2.5l5.2 2.9L8 8.3 2.8 5.4z", "M2.8 8.6L8 11.5l5.2-2.9", "M2.8 11.4L8 14.3l5.2-2.9"],
  rank: ["M3 4h10M3 8h7M3 12h4"],
});

/** @param {string} icon @param {string} label @param {any} onclick @param {any} [more] */
export const makeTool = (icon, label, onclick, more = {}) =>
  h("button.mo-icon-btn", { type: "button", "aria-label": label, title: label, onclick, ...more }, iconOf(icon));
