// The links between notes as a list in words, and the menus that make one.

import { button } from "../../../panel/ui/kit/button.js";
import { fill, h } from "../../../panel/ui/kit/dom.js";
import { foundList } from "../../../panel/ui/kit/found.js";
import { byId } from "../../../panel/ui/kit/ids.js";
import { refill, setText } from "../../../panel/ui/kit/keep.js";
import { iconOf, makeTool } from "./icons.js";
import { short } from "./model.js";

/** All links in words, with a form to make one.
 *  @param {BoardEditor} desk */
export function makeLinkList(desk) {
  const { task } = desk;
  const specs = task.links;
  if (!specs.length) return { node: null, draw() {} };
  /** @param {string} name */
  const id = (name) => desk.id(`ln-${name}`);
  const summary = h("summary", {});
  const list = h("ul.mo-bd-refs");
  const none = h("p.mo-small", {}, "No links yet.");
  /** @param {string} name @param {string} label @param {any} onchange */
  const menu = (name, label, onchange) =>
    h("select.mo-input.mo-bd-menu", { id: id(name), "aria-label": label, onchange });
  const from = menu("from", "Link from", () => draw(desk.board()));
  const kind = menu("kind", "Kind of link", () => draw(desk.board()));
  const to = menu("to", "Link to", () => {});
  fill(
    kind,
    specs.map((s) => h("option", { value: s.id }, s.name)),
  );
  const join = () => {
    if (from.value && to.value) desk.link(kind.value, from.value, to.value);
    else desk.api.announce("Choose two notes to link.");
  };
  const add = button("Link", { id: id("add"), onclick: join }, { icon: iconOf("link") });
  const form = h("div.mo-bd-link-form", { role: "group", "aria-label": "Make a link" }, from, kind, to, add);
  const node = h("details.mo-bd-links", { open: true }, summary, list, none, form);
  /** @param {any} select @param {any} first @param {any[]} notes */
  const options = (select, first, notes) => {
    const kept = select.value;
    refill(select, notes.map((n) => [n.id, n.text]), () => [
      h("option", { value: "" }, first),
      notes.map((n) => h("option", { value: n.id }, short(n.text))),
    ]);
    select.value = notes.some((n) => n.id === kept) ? kept : "";
  };
  /** @param {Board} board */
  function draw(board) {
    const all = [...task.given, ...board.notes].filter((n) => n.text.trim());
    const spec = byId(specs, kind.value) ?? specs[0];
    options(from, "From ...", all.filter((n) => spec.from.includes(n.section)));
    options(to, "To ...", all.filter((n) => spec.to.includes(n.section) && n.id !== from.value));
    setText(summary, `Links in words (${board.links.length})`);
    none.hidden = board.links.length > 0;
    list.hidden = !board.links.length;
    refill(list, board.links.map((l) => [l.id, desk.linkWords(l), desk.found(l.id)]), () =>
      board.links.map((l) =>
        h(
          "li.mo-bd-ref",
          {},
          iconOf("link"),
          h("div", { dir: "auto" }, desk.linkWords(l), foundList(desk.found(l.id))),
          makeTool("cross", `Remove the link: ${desk.linkWords(l)}`, () => desk.unlink(l.id), { id: id(`x-${l.id}`) }),
        ),
      ),
    );
  }
  return { node, draw };
}
