// One note on the map: what it says, and signs for what is known about it, each with its word for a screen reader.

import { fill, h, unseen } from "../../../panel/ui/kit/dom.js";
import { iconOf, ICONS } from "../../../panel/ui/kit/icons.js";
import { byId, initialsOf, nameOf, personaName } from "./model.js";
import { setText } from "./sync.js";

Object.assign(ICONS, {
  trash: ["M3 4.5h10M6.3 4.5V3h3.4v1.5", "M4.5 4.5l.6 8.5h5.8l.6-8.5", "M6.8 7v3.6M9.2 7v3.6"],
  diamond: ["M8 2.2L13.8 8 8 13.8 2.2 8z"],
  person: ["M8 2.5a2.6 2.6 0 1 0 0 5.2a2.6 2.6 0 1 0 0-5.2z", "M3 13.5c.4-3 2.3-4.4 5-4.4s4.6 1.4 5 4.4"],
  physical: ["M2.8 13.2V6.4L8 2.8l5.2 3.6v6.8z", "M6.3 13.2V9.4h3.4v3.8"],
  technological: ["M2.5 3.2h11v7.6h-11z", "M6 13.2h4M8 10.8v2.4"],
});

const sign = (icon, words, text = "") =>
  h(
    "span.mo-jm-sign",
    { title: words, "data-sign": icon || null },
    icon && iconOf(icon),
    text && h("span", { dir: "auto" }, text),
    words && unseen(` ${words}. `),
  );

/** The signs of a note, by the type of its lane. */
function signsOf(note, { type, task, map }) {
  const signs = [];
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
    const need = byId(task.needs ?? [], note.need);
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

/** A card; in an editor a button that opens the note. */
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

/** What a derived lane says of one touchpoint. */
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
    draw(now, { type, task, lane }) {
      const list = { initiative: "initiatives", corridor: "corridor" }[type];
      const said = list ? nameOf(task[list], now[type]) : now[type].trim();
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
