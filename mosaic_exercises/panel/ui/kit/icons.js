// Icons: 16 x 16 strokes in the colour of the text, decoration only; the word always stands beside them.

import { svg } from "./dom.js";

const ICONS = {
  check: ["M3 8.5l3.2 3.2L13 4.8"],
  cross: ["M4 4l8 8M12 4l-8 8"],
  half: ["M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11z", "M8 2.5v11", "M8 5.5l3.6 0M8 8h5M8 10.5h3.6"],
  info: ["M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11z", "M8 7.5v3.2M8 5.1v.1"],
  warn: ["M8 2.5L14 13H2z", "M8 6.5v3M8 11.2v.1"],
  note: ["M3 13l.8-3L10.6 3.2a1.4 1.4 0 0 1 2 0l.2.2a1.4 1.4 0 0 1 0 2L6 12.2z", "M9.5 4.5l2 2"],
  ticked: ["M2.8 2.8h10.4v10.4H2.8z", "M5.2 8.3l2 2 3.8-4.4"],
  unticked: ["M2.8 2.8h10.4v10.4H2.8z"],
  minus: ["M3.2 8h9.6"],
  plus: ["M8 3.2v9.6M3.2 8h9.6"],
  fit: ["M2.8 6V2.8H6M10 2.8h3.2V6M13.2 10v3.2H10M6 13.2H2.8V10"],
  dot: ["M8 6.7a1.3 1.3 0 1 0 0 2.6a1.3 1.3 0 1 0 0-2.6z"],
  up: ["M3.5 10L8 5.5l4.5 4.5"],
  down: ["M3.5 6L8 10.5 12.5 6"],
  left: ["M10 3.5L5.5 8l4.5 4.5"],
  right: ["M6 3.5L10.5 8 6 12.5"],
  undo: ["M5.5 3L2.5 6l3 3", "M2.5 6h6.2a3.8 3.8 0 0 1 0 7.5H5.5"],
  reset: ["M13 8a5 5 0 1 1-1.6-3.7L13 5.8", "M13 2.6v3.2H9.8"],
  download: ["M8 2.5v7.5M4.8 7L8 10.2 11.2 7", "M3 13.2h10"],
  upload: ["M8 10.2V2.7M4.8 5.7L8 2.5l3.2 3.2", "M3 13.2h10"],
  hint: ["M8 2.2a4.2 4.2 0 0 0-2.2 7.8v1.5h4.4V10A4.2 4.2 0 0 0 8 2.2z", "M6.3 13.6h3.4"],
  grip: ["M6 4v.1M6 8v.1M6 12v.1M10 4v.1M10 8v.1M10 12v.1"],
  solution: [
    "M2.5 4.2c2-.9 3.8-.9 5.5.3c1.7-1.2 3.5-1.2 5.5-.3v8.3c-2-.9-3.8-.9-5.5.3c-1.7-1.2-3.5-1.2-5.5-.3z",
    "M8 4.5v8.2",
  ],
  redo: ["M10.5 3l3 3-3 3", "M13.5 6H7.3a3.8 3.8 0 0 0 0 7.5h3.2"],
  print: ["M4.5 6V2.8h7V6", "M4.5 11.2H2.8V6h10.4v5.2h-1.7", "M4.5 9.3h7v4h-7z"],
  trash: ["M3 4.5h10M6.3 4.5V3h3.4v1.5", "M4.5 4.5l.6 8.5h5.8l.6-8.5", "M6.8 7v3.6M9.2 7v3.6"],
  saved: ["M3 8.5l3.2 3.2L13 4.8"],
};

/** The kit's icons, and others beside them: { name: paths }. Gives a function that makes an icon by its name, hidden from
 *  screen readers. A name that is not there is a fault: told on the console, where a test fails by it.
 *  @param {any} more */
export function iconsWith(more) {
  const icons = { ...ICONS, ...more };
  return (/** @type {string} */ name) => {
    const there = Object.hasOwn(icons, name);
    if (!there) console.error(`There is no icon "${name}"`);
    const paths = (there ? icons[name] : icons.dot).map((/** @type {any} */ d) => svg("path", { d }));
    return svg(
      "svg.mo-icon",
      { viewBox: "0 0 16 16", "aria-hidden": "true", focusable: "false", "data-icon": name },
      paths,
    );
  };
}

/** An icon of the kit's by its name. */
export const iconOf = iconsWith({});
