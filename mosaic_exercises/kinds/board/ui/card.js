// A note as it stands on the board: its words, its fields, where it comes from, what it is linked with.

import { h, unseen } from "../../../panel/ui/kit/dom.js";
import { refill, setText } from "../../../panel/ui/kit/keep.js";
import { plain } from "../../../panel/ui/kit/markup.js";
import { iconOf } from "./icons.js";
import { fieldWords, refNow, sectionOf, short } from "./model.js";

/** @param {BoardEditor} desk @param {any} given */
export function makeCard(desk, given) {
  const { task } = desk;
  const rank = h("span.mo-bd-rank");
  const text = h("span.mo-bd-text", { dir: "auto" });
  const facts = h("span.mo-bd-facts");
  const badge = h("span.mo-bd-badge");
  const refs = h("ul.mo-bd-refs");
  const links = h("ul.mo-bd-ties");
  const main = desk.editable
    ? h("button.mo-bd-main", { type: "button" }, rank, text, facts, badge)
    : h("div.mo-bd-main", {}, rank, text, facts, badge);
  const body = h("div.mo-bd-body", {}, main, refs, links);
  const grip = desk.editable && !given && h("span.mo-grip", { "aria-hidden": "true" }, iconOf("grip"));
  const node = h("li.mo-bd-note", { "data-given": given || null }, h("div.mo-bd-card", {}, grip, body));
  main.addEventListener("click", () => desk.open(node.dataset.note));

  return {
    node,
    /** @param {BoardNote} note */
    draw(note) {
      node.dataset.note = note.id;
      if (desk.editable) main.id = desk.id(`note-${note.id}`);
      const spec = sectionOf(task, note.section);
      setText(text, note.text || "(write here)");
      node.toggleAttribute("data-blank", !note.text.trim());
      setText(rank, note.rank ? `${note.rank}.` : "");
      refill(facts, [note.section, note.fields, given], () => factsOf(spec, note.fields ?? {}, given));
      const own = desk.foundIn(note.id);
      node.toggleAttribute("data-wrong", own.length > 0);
      refill(badge, own.length, () => own.length > 0 && [iconOf("warn"), h("span", {}, "Look again")]);
      refill(refs, [note.refs ?? [], task.offers], () => (note.refs ?? []).map((ref) => refLine(ref, task)));
      const ties = desk.ties(note.id);
      refill(links, ties, () =>
        ties.map((words) => h("li", {}, iconOf("link"), h("span", { dir: "auto" }, words))),
      );
      if (!desk.editable) return;
      const open = desk.opened() === note.id;
      node.toggleAttribute("data-open", open);
      main.setAttribute("aria-expanded", String(open));
      if (open) main.setAttribute("aria-controls", desk.id("editor"));
      else main.removeAttribute("aria-controls");
    },
  };
}

/** @param {any} spec @param {Record<string, any>} fields @param {any} given */
function factsOf(spec, fields, given) {
  const said = (spec?.fields ?? []).map((/** @type {any} */ f) => [f, fieldWords(f, fields[f.id])]).filter((/** @type {any[]} */ [, words]) => words);
  const short = said.filter((/** @type {any[]} */ [f]) => f.type !== "text");
  const long = said.filter((/** @type {any[]} */ [f]) => f.type === "text");
  return [
    given && h("span.mo-bd-tag", {}, "Given"),
    long.map((/** @type {any[]} */ [f, words]) =>
      h("span.mo-bd-fact", { "data-field": f.id }, h("span.mo-bd-key", {}, `${f.label}: `), plain("span", words)),
    ),
    short.length > 0 &&
      h(
        "span.mo-bd-row",
        {},
        short.map((/** @type {any[]} */ [f, words]) =>
          h("span.mo-bd-chip", { "data-field": f.id }, f.type === "scale" ? `${f.label} ` : unseen(`${f.label}: `), h("b", {}, words)),
        ),
      ),
  ];
}

/** @param {Reference} ref @param {Task<"board">} task */
function refLine(ref, task) {
  const { label, source, broken } = refNow(ref, task);
  return h(
    "li.mo-bd-ref",
    { "data-broken": broken || null, title: broken ? null : source },
    iconOf(broken ? "warn" : "basis"),
    broken
      ? h("span", { dir: "auto" }, `No longer there (was: ${label})`)
      : h("span", { dir: "auto" }, unseen("Based on "), short(label, 90), unseen(`, from ${source}`)),
  );
}
