// Evidence of a field: chips that name an interview, the survey, data or an assumption; adder.js names one more.

import { button } from "../../../panel/ui/kit/button.js";
import { fill, focusOn, h, unseen } from "../../../panel/ui/kit/dom.js";
import { plain } from "../../../panel/ui/kit/markup.js";
import { makeAdder } from "./adder.js";
import { sourceOf } from "./entries.js";
import { iconOf } from "./icons.js";

/** { node, draw(list, group) }; put(list) on every change.
 *  @param {Task<"form">} task
 *  @param {Field} field
 *  @param {{ id: string, put: (...args: any[]) => any, announce: (text: string) => void, read?: any }} given */
export function makeEvidence(task, field, { id, put, announce, read = null }) {
  const chips = h("ul.mo-fo-chips", { "aria-label": `Evidence for ${field.label}` });
  const excerpt = h("div.mo-fo-excerpt", { hidden: true, role: "note" });
  const open = button(
    "Evidence",
    { id: `${id}-evidence`, "aria-expanded": "false", onclick: () => toggle() },
    { icon: "plus", tone: "small" },
  );
  open.append(unseen(` for ${field.label}`));
  const adder = h("div.mo-fo-adder", { role: "group", "aria-label": `Name evidence for ${field.label}`, hidden: true });
  const node = h("div.mo-fo-evidence", {}, h("div.mo-fo-chip-row", {}, chips, open), excerpt, adder);
  /** @type {any[]} */
  let list = [];
  let group = "";
  let shown = "";

  function toggle(on = adder.hidden) {
    if (on && list.length >= task.limits.evidence)
      return announce(`At most ${task.limits.evidence} pieces of evidence.`);
    adder.hidden = !on;
    open.setAttribute("aria-expanded", String(on));
    const form = !on ? null : makeAdder(task, field, { id, list: () => list, group: () => group, put, announce, read, close: () => toggle(false) });
    fill(adder, form?.nodes);
    adder.onkeydown = form?.pressed ?? null;
    focusOn(on ? adder.querySelector("select") : open);
  }
  /** @param {any} at */
  function take(at) {
    const piece = list[at];
    put(list.toSpliced(at, 1), `evidence taken out of ${field.label}`);
    announce(`Evidence taken out: ${sourceOf(piece, task)}`);
    focusOn(chips.querySelectorAll(".mo-fo-chip-x")[Math.max(0, at - 1)] ?? open);
  }
  /** @param {any} at */
  function peek(at) {
    const source = task.sources.find((s) => s.id === list[at]?.ref);
    if (read && source?.key) return read({ field: field.id, id: source.id, sentence: (list[at].note ?? "").slice(1, -1) });
    const none = list[at]?.source === "assumption" ? "An assumption: nobody has been asked yet." : "Its words are not in this folder.";
    const text = source?.text || list[at]?.note || none;
    excerpt.hidden = !excerpt.hidden && shown === `${at}`;
    shown = `${at}`;
    excerpt.textContent = excerpt.hidden ? "" : text;
    if (!excerpt.hidden) announce(text);
    chips
      .querySelectorAll(".mo-fo-chip-main")
      .forEach((/** @type {any} */ b, /** @type {number} */ i) => b.setAttribute("aria-expanded", String(i === at && !excerpt.hidden)));
  }
  return {
    node,
    /** @param {any} next @param {any} groupNow */
    draw(next, groupNow) {
      group = groupNow;
      if (next === list && chips.childNodes.length === list.length) return;
      list = next;
      excerpt.hidden = true;
      fill(
        chips,
        list.map((piece, at) =>
          h(
            "li.mo-fo-chip",
            { "data-source": piece.source },
            h(
              "button.mo-fo-chip-main",
              { type: "button", "aria-expanded": "false", onclick: () => peek(at) },
              iconOf(piece.source),
              plain("span", sourceOf(piece, task)),
            ),
            h(
              "button.mo-fo-chip-x",
              { type: "button", "aria-label": `Take out: ${sourceOf(piece, task)}`, onclick: () => take(at) },
              iconOf("cross"),
            ),
          ),
        ),
      );
      chips.hidden = !list.length;
    },
  };
}
