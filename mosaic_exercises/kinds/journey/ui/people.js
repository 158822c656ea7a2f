// Above the map: whose journey it is. The chosen persona's curve can be changed; the others' are drawn thin beside it.

import { button } from "../../../panel/ui/kit/button.js";
import { fill, focusOn, h } from "../../../panel/ui/kit/dom.js";
import { foundList } from "../../../panel/ui/kit/found.js";
import { byId, freshId } from "../../../panel/ui/kit/ids.js";
import { keyed, setOptions, setText } from "../../../panel/ui/kit/keep.js";
import { setBadge } from "./cell.js";
import { edits } from "./edit.js";
import { makeField } from "./field.js";
import { iconOf } from "./icons.js";
import { initialsOf, personaName } from "./model.js";

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

  const offers = () => task.offers;
  const standIns = () => (offers().length ? [] : task.stand_ins);
  /** @param {JourneyMap} map */
  function options(map) {
    const used = new Set(map.personas.filter((p) => p.ref).map((p) => `${p.ref?.exercise}/${p.ref?.object}`));
    return [
      { id: "", name: "Add a persona ..." },
      ...offers()
        .filter((o) => !used.has(`${o.exercise}/${o.object}`))
        .map((o) => ({ id: `o:${offers().indexOf(o)}`, name: o.label })),
      ...standIns()
        .map((s, i) => ({ id: `s:${i}`, name: `${s.name} (Tessera's example)`, at: `/${s.id}` }))
        .filter(({ at }) => !used.has(at))
        .map(({ id, name }) => ({ id, name })),
      { id: "new", name: "Someone else" },
    ];
  }
  function choose() {
    const [kind, i] = menu.value.split(":");
    menu.value = "";
    if (!kind) return;
    const { exercise, object, label } =
      kind === "o"
        ? offers()[i]
        : kind === "s"
          ? { exercise: "", object: standIns()[i].id, label: standIns()[i].name }
          : { label: `Persona ${desk.map().personas.length + 1}` };
    const name = [...label].slice(0, desk.limit("name")).join("");
    const ref = object ? { exercise, object, label: name } : null;
    const persona = { id: freshId("p"), name, ref };
    desk.commit((map) => edits.addPersona(map, persona));
    desk.who(persona.id);
    desk.api.announce(`${name} is added to the map.`);
    if (kind === "new") edit(persona.id);
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

  /** @param {{ ref: Reference }} given */
  function whence({ ref }) {
    if (!ref.exercise) return "One of Tessera's examples. Once you have made a persona of your own, take that one.";
    const offer = offers().find((o) => o.exercise === ref.exercise && o.object === ref.object);
    if (!offer) return "The exercise this persona came from does not have it any more. Its notes and its curve stay.";
    return `This persona comes from your exercise${offer.title ? ` “${offer.title}”` : ""}; rename it there.`;
  }
  /** @param {string} id */
  function edit(id) {
    edited = id;
    binds = [];
    editor.hidden = !id;
    if (id) {
      const persona = byId(desk.map().personas, id);
      fill(
        editor,
        foundList(desk.found(id)),
        persona.ref
          ? h("p.mo-small", {}, whence(persona))
          : h(
              "div.mo-jm-fields",
              {},
              makeField(desk, binds, {
                label: "Name",
                id: `persona-${id}`,
                control: "text",
                limit: desk.limit("name"),
                needed: true,
                merge: "persona",
                get: (m) => byId(m.personas, id)?.name,
                put: (m, name) => edits.persona(m, id, { name }),
              }),
            ),
        h(
          "div.mo-jm-panel-bar",
          {},
          button("Take off the map", { onclick: () => remove(id) }, { icon: "trash", tone: "quiet" }),
          h("span.mo-spring"),
          button("Done", { onclick: () => (edit(""), focusOn(chips.querySelector("button"))) }),
        ),
      );
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
      setOptions(menu, options(map));
      menu.hidden = map.personas.length >= desk.limit("personas");
      onlyLabel.hidden = map.personas.length < 2;
      const example = standIns().length > 0 && !map.personas.length;
      hint.hidden = !example;
      if (example) setText(hint, "You have made no persona yet. Until you do, take one of Tessera's examples.");
      for (const follow of binds) follow();
    },
  };
}
