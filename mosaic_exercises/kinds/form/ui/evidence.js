// Evidence of a field: chips that name an interview, the survey, data or an assumption, and a small form to add one.

import { button } from "../../../panel/ui/kit/button.js";
import { fill, focusOn, h, same, unseen } from "../../../panel/ui/kit/dom.js";
import { lengthOf } from "../../../panel/ui/kit/ids.js";
import { plain } from "../../../panel/ui/kit/markup.js";
import { offered, sourceOf } from "./entries.js";
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
    fill(adder);
    if (on) build();
    focusOn(on ? adder.querySelector("select") : open);
  }
  function build() {
    const kind = h(
      "select.mo-input",
      { id: `${id}-kind`, onchange: () => offer() },
      task.evidence.map((e) => h("option", { value: e }, task.evidence_names?.[e] ?? e)),
    );
    const which = h("select.mo-input", { id: `${id}-which`, onchange: () => tell() });
    const note = h("input.mo-input", {
      id: `${id}-note`,
      type: "text",
      autocomplete: "off",
      dir: "auto",
      placeholder: "Where it can be looked up",
    });
    const about = h("p.mo-small.mo-fo-about", { dir: "auto" });
    const problem = h("p.mo-fo-problem", { role: "alert" });
    const reading = button(
      "Read the interviews",
      { "data-act": "read-for", onclick: () => (toggle(false), read({ field: field.id, id: which.value })) },
      { icon: "solution", tone: "small" },
    );
    const whichField = h("label.mo-fo-small", {}, h("span.mo-label", {}, "Which one"), which);
    const noteField = h("label.mo-fo-small", {}, h("span.mo-label", {}, "Note"), note);
    const of = () => task.sources.filter((s) => s.source === kind.value);
    function offer() {
      const mine = of().filter((s) => group && s.group === group);
      const rest = of().filter((s) => !mine.includes(s));
      /** @param {any[]} some */
      const options = (some) => some.map((s) => h("option", { value: s.id }, offered(s)));
      fill(
        which,
        h(
          "option",
          { value: "" },
          kind.value === "interview" && of().length ? "Choose ..." : "Another one, see the note",
        ),
        mine.length
          ? [
              h("optgroup", { label: "Of this segment" }, options(mine)),
              rest.length > 0 && h("optgroup", { label: "Others" }, options(rest)),
            ]
          : options(rest),
      );
      whichField.hidden = !of().length;
      reading.hidden = !read || kind.value !== "interview";
      tell();
    }
    function tell() {
      about.textContent = of().find((s) => s.id === which.value)?.text ?? "";
      about.hidden = !about.textContent;
    }
    function add() {
      const piece = { source: kind.value, ref: which.value, note: note.value.trim() };
      const most = task.limits.note;
      const lacks =
        piece.source === "interview" && of().length && !piece.ref
          ? "Choose the interview it comes from."
          : ["survey", "data"].includes(piece.source) && !piece.ref && !piece.note
            ? "Choose the figure, or say in the note where it can be looked up."
            : lengthOf(piece.note) > most
              ? `The note is ${lengthOf(piece.note) - most} characters too long.`
              : list.some((p) => same(p, piece))
                ? "This evidence is named already."
                : "";
      problem.textContent = lacks;
      if (lacks) return focusOn(whichField.hidden ? note : which);
      put([...list, piece], `evidence added to ${field.label}`);
      announce(`Evidence added to ${field.label}: ${sourceOf(piece, task)}`);
      toggle(false);
    }
    adder.onkeydown = (/** @type {any} */ event) => {
      if (event.key === "Escape") {
        event.stopPropagation();
        toggle(false);
      } else if (event.key === "Enter" && event.target.matches("input, select")) {
        event.preventDefault();
        add();
      }
    };
    fill(
      adder,
      h(
        "div.mo-fo-adder-fields",
        {},
        h("label.mo-fo-small", {}, h("span.mo-label", {}, "It rests on"), kind),
        whichField,
        noteField,
      ),
      about,
      problem,
      h(
        "div.mo-row",
        {},
        button("Name it", { onclick: add }, { tone: "small" }),
        reading,
        h("button.mo-btn-link", { type: "button", onclick: () => toggle(false) }, "Cancel"),
      ),
    );
    offer();
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
