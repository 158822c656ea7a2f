// Above the map: whose journey it is. The chosen persona's curve can be changed; the others' are drawn thin beside it.

import { fill, focusOn, h } from "../../../panel/ui/kit/dom.js";
import { byId } from "../../../panel/ui/kit/ids.js";
import { keyed, setOptions, setText } from "../../../panel/ui/kit/keep.js";
import { setBadge } from "./cell.js";
import { edits } from "./edit.js";
import { iconOf } from "./icons.js";
import { initialsOf, personaName } from "./model.js";
import { choices, personaOf, personaPanel, standIns } from "./person.js";

/** @param {MapEditor} desk */
export function makePeople(desk) {
  const { task } = desk;
  const chips = h("div.mo-jm-chips", { role: "group", "aria-label": "Whose curve is shown" });
  const menu = h("select.mo-input.mo-jm-add-menu", {
    id: desk.id("add-persona"),
    "aria-label": "Add a persona",
    onchange: () => choose(),
  });
  const only = h("input", { type: "checkbox", id: desk.id("only"), onchange: () => desk.only(only.checked) });
  const onlyLabel = h("label.mo-jm-check.mo-small", {}, only, h("span", {}, "Only these notes"));
  const editor = h("div.mo-jm-panel.mo-jm-person", { role: "group", "aria-label": "Persona", hidden: true });
  const hint = h("p.mo-small", {});
  const node = h("div.mo-jm-people", {}, h("span.mo-label", {}, "Personas"), chips, menu, onlyLabel);
  let edited = "";
  /** @type {any[]} */
  let binds = [];

  function choose() {
    const chosen = menu.value;
    menu.value = "";
    if (!chosen) return;
    const persona = personaOf(chosen, task, desk.map(), desk.limit("name"));
    desk.commit((map) => edits.addPersona(map, persona));
    desk.who(persona.id);
    desk.api.announce(`${persona.name} is added to the map.`);
    if (chosen === "new") edit(persona.id);
  }

  /** @param {any} persona */
  function chip(persona) {
    const initials = h("span.mo-jm-who", { "aria-hidden": "true" });
    const name = h("span.mo-jm-chip-name", { dir: "auto" });
    const main = h(
      "button.mo-jm-chip",
      { type: "button", id: desk.id(`who-${persona.id}`), onclick: () => desk.who(persona.id) },
      initials,
      name,
    );
    const more = h(
      "button.mo-icon-btn",
      {
        type: "button",
        id: desk.id(`edit-${persona.id}`),
        onclick: () => edit(edited === persona.id ? "" : persona.id),
      },
      iconOf("note"),
    );
    const badge = h("span.mo-jm-badge");
    const node = h("span.mo-jm-chip-box", {}, main, more, badge);
    return {
      node,
      /** @param {any} now @param {{ map: JourneyMap, active?: any }} given */
      draw(now, { map, active }) {
        const shown = personaName(now, task);
        initials.dataset.nth = String(map.personas.findIndex((p) => p.id === now.id));
        setText(initials, initialsOf(shown));
        setText(name, shown);
        main.setAttribute("aria-pressed", String(active === now.id));
        more.setAttribute("aria-label", `Change ${shown}`);
        more.setAttribute("aria-expanded", String(edited === now.id));
        setBadge(node, badge, desk.found(now.id), desk);
      },
    };
  }

  /** @param {string} id */
  function edit(id) {
    edited = id;
    binds = [];
    editor.hidden = !id;
    if (id) {
      const away = () => remove(id);
      fill(editor, personaPanel(desk, binds, id, { away, done: () => (edit(""), focusOn(chips.querySelector("button"))) }));
    } else fill(editor);
    desk.draw();
    if (id) focusOn(editor.querySelector("input, button"));
  }
  /** @param {string} id */
  function remove(id) {
    const name = personaName(byId(desk.map().personas, id), task);
    edit("");
    desk.commit((map) => edits.dropPersona(map, id));
    desk.api.announce(`${name} is taken off the map; its notes stay, for everyone. Undo brings it back.`);
    focusOn(menu);
  }

  return {
    nodes: [node, editor, hint],
    /** @param {JourneyMap} map @param {any} active */
    draw(map, active) {
      if (edited && !byId(map.personas, edited)) return edit("");
      keyed(chips, map.personas, chip, {
        map: { personas: map.personas },
        active,
        edited,
        found: desk.findings(),
      });
      setOptions(menu, choices(task, map));
      menu.hidden = map.personas.length >= desk.limit("personas");
      onlyLabel.hidden = map.personas.length < 2;
      const example = standIns(task).length > 0 && !map.personas.length;
      hint.hidden = !example;
      if (example) setText(hint, "You have made no persona yet. Until you do, take one of Tessera's examples.");
      for (const follow of binds) follow();
    },
  };
}
