// One objective: its text with the marks, the letters, and the fields beside it.

import { fill, h } from "../../../panel/ui/kit/dom.js";
import { foundList } from "../../../panel/ui/kit/found.js";
import { say } from "../../../panel/ui/kit/markup.js";
import { makeLetters } from "./letters.js";
import { makePull, makeSide } from "./side.js";
import { makeText } from "./text.js";

/**
 * @param {any} slot
 * @param {{ task: Task<"objective">, api: Api, typed: (...args: any[]) => any, redraw: (...args: any[]) => any }} given
 */
export function makeSlot(slot, { task, api, typed, redraw }) {
  /** @param {string} name */
  const id = (name) => api.id(`${slot.id}-${name}`);
  const title = h("h4.mo-ob-title", { id: id("title"), dir: "auto" }, slot.name);
  const guide = say("p.mo-small", slot.guidance || "");
  guide.id = id("guide");
  guide.hidden = !slot.guidance;
  const text = makeText({
    id: id("text"),
    label: slot.name,
    describedby: `${id("guide")} ${id("found")}`,
    placeholder: slot.placeholder,
    limit: task.limits.text,
    typed: () => changed(),
    submit: api.submit,
  });
  const letters = makeLetters(`How ${slot.name} stands`);
  const found = h("div.mo-ob-found-here", { id: id("found") });
  const limit = task.limits.field;
  const sides = task.ask.map((field) => ({
    field,
    side: makeSide(field, { id: id(field), aims: task.aims, limit, typed: () => changed() }),
  }));
  const pull = makePull({
    id: id("ref"),
    task,
    label: slot.name,
    typed: () => changed(),
    announce: api.announce,
  });
  const aim = sides.find(({ field }) => field === "aim")?.side;
  if (aim) aim.node.insertBefore(pull.node, aim.node.lastChild);
  const node = h(
    "div.mo-ob-slot",
    { role: "group", "aria-labelledby": id("title"), "data-slot": slot.id },
    h("div.mo-ob-head", {}, title, guide),
    text.node,
    found,
    letters.node,
    sides.length > 0 &&
      h(
        "div.mo-ob-sides",
        { role: "group", "aria-label": `Beside ${slot.name}` },
        sides.map(({ side }) => side.node),
      ),
  );
  let timer = 0;

  function changed() {
    typed(slot.id);
  }
  const values = () => ({
    text: text.get(),
    ...Object.fromEntries(sides.map(({ field, side }) => [field, side.get()])),
    ref: pull.get(),
  });
  return {
    node,
    values,
    /** What goes to Python while typing: what was pulled in goes as its words. */
    live: () => ({ slot: slot.id, ...values(), ref: pull.label() }),
    answer() {
      const kept = Object.fromEntries(Object.entries(values()).filter(([, v]) => v && (v.trim?.() ?? true)));
      return Object.keys(kept).length ? kept : null;
    },
    /** @param {Raw} raw */
    set(raw) {
      text.set(raw?.text ?? "");
      for (const { field, side } of sides) side.set(raw?.[field] ?? "");
      pull.set(raw?.ref);
      letters.draw([]);
    },
    /** @param {any} sent @param {any} reply */
    show(sent, reply) {
      const first = letters.node.hidden;
      text.show(sent.text, reply.spans ?? [], reply.missing ?? []);
      const news = letters.draw(text.get().trim() ? (reply.letters ?? []) : []);
      if (first) redraw();
      clearTimeout(timer);
      if (news) timer = setTimeout(() => api.announce(news), 1200); // after a pause, not with every key
    },
    /** criteria: those that still speak of what stands here.
     *  @param {(...args: any[]) => any} criteria */
    mark(criteria) {
      // S, M and T stand in the letters already, as the text is now.
      const said = new Set(letters.node.hidden ? [] : ["specific", "measurable", "time_bound"]);
      fill(found, foundList(criteria(slot.id, ["text"]).filter((/** @type {any} */ c) => !said.has(c.id)), { quotes: true }));
      for (const { field, side } of sides)
        side.found(criteria(`${slot.id}/${field}`, field === "aim" ? ["aim", "ref"] : [field]));
    },
    follow: pull.follow,
    stop: () => clearTimeout(timer),
  };
}
