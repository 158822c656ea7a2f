// One note on the map: what it says, and signs for what is known about it, each with its word for a screen reader.

import { fill, h, unseen } from "../../../panel/ui/kit/dom.js";
import { byId } from "../../../panel/ui/kit/ids.js";
import { setText } from "../../../panel/ui/kit/keep.js";
import { iconOf } from "./icons.js";
import { initialsOf, nameOf, personaName } from "./model.js";

/** @param {string} icon @param {any} words @param {string} [text] */
const sign = (icon, words, text = "") =>
  h(
    "span.mo-jm-sign",
    { title: words, "data-sign": icon || null },
    icon && iconOf(icon),
    text && h("span", { dir: "auto" }, text),
    words && unseen(` ${words}. `),
  );

/** The signs of a note, by the type of its lane.
 *  @param {any} note @param {{ type?: any, task: Task<"journey">, map: JourneyMap }} given */
function signsOf(note, { type, task, map }) {
  const signs = [];
  /** @param {"channels" | "initiatives" | "corridor" | "receivers" | "needs"} list @param {string} id */
  const named = (list, id) => nameOf(task[list], id);
  if (type === "touchpoints") {
    if (note.moment) signs.push(sign("diamond", "Moment of truth"));
    if (note.channel || note.medium)
      signs.push(
        sign(note.channel, note.channel ? `Channel: ${named("channels", note.channel)}` : "", note.medium),
      );
    if (note.department) signs.push(sign("", "in charge", note.department));
  }
  if (type === "needs" && note.need) {
    const need = byId(task.needs, note.need);
    signs.push(
      sign(
        "",
        need?.kind === "B" ? "a need to grow" : "a need from lack",
        need ? `${need.name} (${need.kind})` : note.need,
      ),
    );
  }
  if (type === "opportunities") {
    if (note.owner) signs.push(sign("person", "Owner", note.owner));
    if (note.metric) signs.push(sign("check", "Metric", note.metric));
  }
  const who = note.persona && byId(map.personas, note.persona);
  if (who) {
    const name = personaName(who, task);
    const nth = map.personas.indexOf(who);
    signs.push(
      h(
        "span.mo-jm-who",
        { title: name, "data-nth": nth },
        h("span", { "aria-hidden": "true" }, initialsOf(name)),
        unseen(` For ${name}. `),
      ),
    );
  }
  return signs;
}

/** A card; in an editor a button that opens the note.
 *  @param {MapEditor} desk @param {any} note */
export function makeCard(desk, note) {
  const text = h("span.mo-jm-text", { dir: "auto" });
  const signs = h("span.mo-jm-signs");
  const main = desk.editable
    ? h(
        "button.mo-jm-main",
        {
          type: "button",
          id: desk.id(`note-${note.id}`),
          tabindex: "-1",
          "data-item": "",
          "aria-haspopup": "true",
          onclick: () => desk.open({ kind: "note", id: note.id }),
        },
        text,
        signs,
      )
    : h("div.mo-jm-main", {}, text, signs);
  const node = h(
    "div.mo-jm-note",
    { "data-note": note.id },
    desk.editable && h("span.mo-grip", { "aria-hidden": "true" }, iconOf("grip")),
    main,
  );
  return {
    node,
    /** @param {any} now @param {any} context */
    draw(now, context) {
      node.dataset.type = context.type;
      const need = !now.text.trim() && context.type === "needs" && now.need;
      setText(text, now.text || (need ? "" : "(empty)"));
      text.hidden = Boolean(need);
      node.toggleAttribute("data-blank", !now.text.trim() && !need);
      const shown = signsOf(now, context);
      fill(signs, shown);
      signs.hidden = !shown.length;
      main.dataset.col = now.stage;
      main.dataset.row = now.lane;
    },
  };
}

/** What a derived lane says of one touchpoint.
 *  @param {MapEditor} desk @param {any} note */
export function derivedTag(desk, note) {
  const value = h("span.mo-jm-text", { dir: "auto" });
  const main = desk.editable
    ? h(
        "button.mo-jm-main",
        { type: "button", tabindex: "-1", "data-item": "", onclick: () => desk.open({ kind: "note", id: note.id }) },
        value,
      )
    : h("div.mo-jm-main", {}, value);
  const of = unseen();
  main.append(of);
  const node = h("div.mo-jm-note", { "data-derived": "" }, main);
  return {
    node,
    /** @param {any} now @param {{ type?: any, task: Task<"journey">, lane?: any }} given */
    draw(now, { type, task, lane }) {
      const list = /** @type {Record<string, Item[]>} */ ({ initiative: task.initiatives, corridor: task.corridor })[type];
      const said = list ? nameOf(list, now[type]) : now[type].trim();
      setText(value, said || "(nobody)");
      if (list && !said) setText(value, "(not said)");
      setText(of, `: ${now.text || "touchpoint"}`);
      node.toggleAttribute("data-blank", !said);
      main.dataset.col = now.stage;
      main.dataset.row = lane;
      main.title = now.text;
    },
  };
}
