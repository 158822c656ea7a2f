// How the class divided: from the file that the instructor shared. Python reads it; nothing is kept.

import { fill, h } from "../../../panel/ui/kit/dom.js";
import { filePicker, fileText } from "../../../panel/ui/kit/files.js";
import { say } from "../../../panel/ui/kit/markup.js";

const LARGEST = 4_000_000; // bytes of such a file

/** `side()` is the side that the learner has taken.
 * @param {any} view @param {any} api @param {() => string} side */
export function makeDivision(view, api, side) {
  const { sides } = view.task;
  const place = h("div.mo-debate-division");
  /** @type {any} */
  let found = null;
  let asked = 0;

  const node = h(
    "details.mo-debate-class",
    {},
    h("summary", {}, "How the class divided"),
    h("p.mo-how", {}, "Your instructor shares a file with the numbers. It has no names, and it stays on this computer."),
    filePicker("Open the file", { id: api.id("division"), accept: ".json,application/json", took: read }),
    place,
  );

  /** @param {File} file */
  async function read(file) {
    if (file.size > LARGEST) return tell(`${file.name} is too large for such a file. Is it the right one?`);
    api.send({ type: "live", n: ++asked, values: { slug: view.slug, text: await fileText(file) } });
  }

  api.on("live", (/** @type {any} */ { live, error }) => {
    if (error || !live) return tell(error || "This file could not be read.");
    found = live;
    draw();
    api.announce(sides.map((/** @type {any} */ one) => said(one)).join(" "));
  });

  /** @param {string} problem */
  function tell(problem) {
    found = null;
    fill(place, h("p.mo-debate-problem", { role: "alert" }, problem));
  }

  const said = (/** @type {any} */ one) => `${found.counts[one.id]} of ${found.total}: ${one.name}`;

  function draw() {
    if (!found) return;
    fill(
      place,
      sides.map((/** @type {any} */ one) => {
        const share = found.total ? (100 * found.counts[one.id]) / found.total : 0;
        const bar = h("div.mo-debate-bar", { "aria-hidden": "true" }, h("div.mo-debate-share"));
        bar.firstElementChild.style.width = `${share}%`;
        const mine = one.id === side() ? " (your side)" : "";
        return h("div.mo-debate-row", {}, say("p", `${said(one)}${mine}`), bar);
      }),
    );
  }

  return { node, draw };
}
