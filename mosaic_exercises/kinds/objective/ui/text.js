// The field of the objective itself. It stays a plain textarea, for screen readers and for writing with an input method;
// the marks lie in a copy of the text behind it, which also gives the field its height.

import { fill, h } from "../../../panel/ui/kit/dom.js";
import { lengthOf } from "../../../panel/ui/kit/ids.js";
import { setValue } from "../../../panel/ui/kit/keep.js";
import { marked, partsSaid, shift, unitsOf } from "./spans.js";

/**
 * @param {{ id: string, label: string, describedby?: any, placeholder?: any, limit?: any, typed: (...args: any[]) => any, submit: (...args: any[]) => any }} given
 */
export function makeText({ id, label, describedby, placeholder, limit, typed, submit }) {
  const back = h("div.mo-ob-back", { "aria-hidden": "true", dir: "auto" });
  const tally = h("span.mo-tally", { id: `${id}-tally` });
  const area = h("textarea.mo-input.mo-ob-area", {
    id,
    rows: 2,
    dir: "auto",
    spellcheck: "true",
    placeholder: placeholder || "What will be different, for whom, from what to what, and by when?",
    "aria-label": label, // the heading's words: a checker inside JupyterLab takes all headings there for hidden
    "aria-describedby": `${describedby} ${id}-tally`,
    oninput: () => changed(),
    onkeydown: (e) => e.key === "Enter" && (e.ctrlKey || e.metaKey) && (e.preventDefault(), submit()),
  });
  const parts = h("dl.mo-ob-parts");
  let text = "";
  /** @type {any[]} */
  let spans = [];
  /** @type {any[]} */
  let missing = [];

  function changed() {
    spans = shift(text, area.value, spans);
    text = area.value;
    draw();
    typed(text);
  }
  function draw() {
    fill(back, marked(text, spans));
    fill(parts, partsSaid(text, spans, missing));
    parts.hidden = !text.trim() || !parts.childElementCount;
    const over = lengthOf(text) - limit;
    tally.textContent = over > 0 ? `${over} too many: at most ${limit} characters` : "";
    if (over > 0) area.setAttribute("aria-invalid", "true");
    else area.removeAttribute("aria-invalid");
  }

  return {
    node: h("div.mo-ob-writing", {}, h("div.mo-ob-field", {}, back, area), tally, parts),
    area,
    get: () => text,
    /** @param {any} next */
    set(next) {
      setValue(area, next);
      [text, spans, missing] = [next, [], []];
      draw();
    },
    /** The spans of what was sent, and the parts missing from it; the text may have gone on since.
     *  @param {any} sent @param {Criterion[]} found @param {any} stillMissing */
    show(sent, found, stillMissing) {
      spans = shift(sent, text, unitsOf(sent, found));
      missing = stillMissing;
      draw();
    },
  };
}
