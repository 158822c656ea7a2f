// The editor of a note: its text and fields, its place, what it is based on, what it is linked with. On the board it
// opens under the row of the note; in the list every note stands as one.

import { button } from "../../../panel/ui/kit/button.js";
import { fill, focusOn, h } from "../../../panel/ui/kit/dom.js";
import { foundList } from "../../../panel/ui/kit/found.js";
import { byId, lengthOf } from "../../../panel/ui/kit/ids.js";
import { refill, setText, setValue } from "../../../panel/ui/kit/keep.js";
import { say } from "../../../panel/ui/kit/markup.js";
import { cites, ties } from "./about.js";
import { edits } from "./edit.js";
import { makeTool } from "./icons.js";
import { sectionOf } from "./model.js";

/** @param {BoardEditor} desk @param {string} id @param {boolean} [given] @param {{ listed?: boolean }} [given] */
export function makeEditor(desk, id, given = false, { listed = false } = {}) {
  const { task } = desk;
  /** @param {string} name */
  const of = (name) => desk.id(`${listed ? "row" : "edit"}-${id}-${name}`);
  const note = () => byId(desk.board().notes, id);
  /** @type {any[]} */
  const binds = [];
  const fields = h("div.mo-bd-fields");
  const about = h("div.mo-bd-about");
  const title = h("p.mo-bd-editor-title", { dir: "auto" });
  const box = h("div.mo-bd-editor", { role: "group", id: listed ? null : desk.id("editor"), "data-nodrag": "" });
  let shape = "";

  /** A labelled control that follows the board.
   *  @param {string} name
   *  @param {string} label
   *  @param {Made} control
   *  @param {{ get: (...args: any[]) => any, put: (...args: any[]) => any, limit?: number, help?: string, merge?: string }} given */
  function field(name, label, control, { get, put, limit = 0, help = "", merge = "" }) {
    control.id = of(name);
    control.dir = "auto";
    const tally = h("span.mo-tally", { id: of(`${name}-tally`) });
    const found = h("div.mo-bd-found-here", { id: of(`${name}-found`) });
    const hint = help ? say("span.mo-small", help) : null;
    if (hint) hint.id = of(`${name}-help`);
    const described = [tally.id, found.id, hint?.id].filter(Boolean).join(" ");
    control.setAttribute("aria-describedby", described);
    const tell = () => {
      const n = lengthOf(control.value);
      const over = limit ? n - limit : 0;
      const close = limit && n > limit * 0.8 ? `${limit - n} left` : "";
      setText(tally, over > 0 ? `${over} too many: at most ${limit}` : close);
      tally.dataset.tone = over > 0 ? "bad" : "";
      if (over > 0) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
    };
    control.addEventListener(control.matches("select") ? "change" : "input", () => {
      tell();
      desk.commit((b) => put(b, control.value), merge && `${merge}-${id}`);
    });
    binds.push(() => {
      const value = String(get(note()) ?? "");
      setValue(control, value);
      tell();
      const here = name === "text" ? desk.found(id) : desk.found(`${id}/${name}`);
      refill(found, here, () => foundList(here));
    });
    return h(
      "div.mo-bd-field",
      { "data-long": control.matches("textarea") || null, "data-field": name },
      h("div.mo-bd-field-head", {}, h("label.mo-label", { for: control.id }, label), hint),
      control,
      tally,
      found,
    );
  }
  /** @param {any[]} options @param {string} [empty] */
  const choice = (options, empty = "") =>
    h(
      "select.mo-input",
      {},
      empty && h("option", { value: "" }, empty),
      options.map(({ id: value, text }) => h("option", { value }, text)),
    );

  /** @param {any} spec */
  function ownField(spec) {
    const common = {
      help: spec.guidance,
      /** @param {any} n */
      get: (n) => n.fields[spec.id],
      /** @param {any} b @param {any} value */
      put: (b, value) => edits.field(b, id, spec.id, spec.type === "scale" && value ? Number(value) : value),
    };
    const label = spec.required ? [spec.label, h("span.mo-small", {}, " (asked for)")] : spec.label;
    if (spec.type === "choice") return field(spec.id, label, choice(spec.options, "Not said"), common);
    if (spec.type === "scale") {
      const steps = Array.from({ length: spec.high - spec.low + 1 }, (_, i) => String(spec.low + i));
      return field(spec.id, label, choice(steps.map((s) => ({ id: s, text: s })), "Not said"), common);
    }
    const area = h("textarea.mo-input.mo-bd-long", { rows: 1 });
    return field(spec.id, label, area, { ...common, limit: spec.max_chars || 200, merge: spec.id });
  }

  function build() {
    binds.length = 0;
    const spec = sectionOf(task, (given ? byId(task.given, id) : note()).section);
    const words = `${given ? "Given note" : "Note"} in ${spec.name}`;
    box.setAttribute("aria-label", words);
    setText(title, words);
    fill(about);
    if (given) return fill(box, title, about, bar());
    const text = h("textarea.mo-input.mo-bd-long", { rows: 2, placeholder: spec.placeholder || null });
    fill(
      fields,
      field("text", "Note", text, {
        get: (n) => n.text,
        put: (b, value) => edits.note(b, id, { text: value }),
        limit: desk.limit("text"),
        merge: "text",
      }),
      (spec.fields ?? []).map(ownField),
      field("section", "Move to", choice(task.sections.map((s) => ({ id: s.id, text: s.name }))), {
        get: (n) => n.section,
        put: (b, value) => desk.moved(b, id, value),
      }),
    );
    fill(box, !listed && title, fields, about, bar());
  }

  const bar = () =>
    h(
      "div.mo-bd-bar",
      {},
      !given && makeTool("up", "Move up", () => desk.step(id, -1), { id: of("up") }),
      !given && makeTool("down", "Move down", () => desk.step(id, 1), { id: of("down") }),
      !given && button("Delete", { id: of("delete"), onclick: () => desk.remove(id) }, { icon: "trash", tone: "quiet" }),
      h("span.mo-spring"),
      !listed && button("Done", { onclick: () => desk.close(), "data-act": "done" }),
    );

  return {
    node: box,
    focus: () => focusOn(box.querySelector("textarea, select, button")),
    draw() {
      const one = given ? byId(task.given, id) : note();
      if (!one) return;
      const next = `${one.section}`;
      if (next !== shape) {
        shape = next;
        build();
      }
      for (const follow of binds) follow();
      const print = [one.refs, one.section, desk.board().links, desk.names(), task.offers, desk.found(id).length];
      refill(about, print, () => [
        !given && cites(desk, one, of),
        ties(desk, one, of),
        given && foundList(desk.found(id)),
      ]);
    },
  };
}
