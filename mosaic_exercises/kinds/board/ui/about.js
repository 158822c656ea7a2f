// In the editor of a note: what it is based on (pulled in from other exercises), and its links, made by two menus.

import { h } from "../../../panel/ui/kit/dom.js";
import { foundList } from "../../../panel/ui/kit/found.js";
import { iconOf, makeTool } from "./icons.js";
import { linksFrom, linksTo, refersTo, refNow, short, sourcesOf } from "./model.js";

/** References of a note, and a menu to add one.
 *  @param {BoardEditor} desk @param {BoardNote} note @param {(...args: any[]) => any} of */
export function cites(desk, note, of) {
  const { task } = desk;
  const sources = sourcesOf(task).filter((s) => !note.refs.some((ref) => refersTo(ref, s)));
  if (!note.refs.length && !sources.length) return null;
  const menu = h(
    "select.mo-input.mo-bd-menu",
    {
      id: of("cite"),
      "aria-label": "Base it on ...",
      onchange: () => menu.value && desk.cite(note.id, sources[Number(menu.value)]),
    },
    h("option", { value: "" }, "Base it on ..."),
    grouped(sources).map(([label, list]) =>
      h(
        "optgroup",
        { label },
        list.map((/** @type {any} */ s) => h("option", { value: sources.indexOf(s) }, short(s.label, 90))),
      ),
    ),
  );
  return h(
    "div.mo-bd-cites",
    {},
    h("p.mo-label", {}, "Based on"),
    note.refs.length > 0 &&
      h(
        "ul.mo-bd-refs",
        {},
        note.refs.map((ref, nth) => {
          const { label, source, broken } = refNow(ref, task);
          return h(
            "li.mo-bd-ref",
            { "data-broken": broken || null },
            iconOf(broken ? "warn" : "basis"),
            h(
              "span",
              { dir: "auto" },
              broken ? `No longer there (was: ${label})` : label,
              !broken && h("span.mo-small", {}, ` · ${source}`),
            ),
            makeTool("cross", `Take away: ${label}`, () => desk.uncite(note.id, nth)),
          );
        }),
      ),
    sources.length > 0 && menu,
  );
}

/** A sort in words: "SO", "lowest".
 *  @param {any} sort */
const sortName = (sort) => (sort.length < 3 ? sort.toUpperCase() : sort.replaceAll("-", " "));

/** Sources by where they come from and of what sort, in their order.
 *  @param {any} sources */
export function grouped(sources) {
  /** @type {Map<any, any>} */
  const groups = new Map();
  const titles = new Set(sources.map((/** @type {any} */ s) => s.title));
  for (const s of sources) {
    const sort = sortName(s.sort ?? "");
    const name = !sort ? s.title : titles.size > 1 ? `${s.title}: ${sort}` : sort;
    groups.set(name, [...(groups.get(name) ?? []), s]);
  }
  return [...groups];
}

/** The links of a note in both directions, and a menu for each sort of link it may begin or end.
 *  @param {BoardEditor} desk @param {BoardNote} note @param {(...args: any[]) => any} of */
export function ties(desk, note, of) {
  const { task } = desk;
  const board = desk.board();
  const mine = board.links.filter((l) => l.from === note.id || l.to === note.id);
  const all = [...task.given, ...board.notes].filter((n) => n.id !== note.id && n.text.trim());
  /** @param {any} kind @param {any} from @param {any} to */
  const joined = (kind, from, to) => board.links.some((l) => l.kind === kind && l.from === from && l.to === to);
  /** @type {any[]} */
  const menus = [];
  /** @param {any} spec @param {any} forward */
  const offer = (spec, forward) => {
    const ends = all.filter((n) => {
      const fits = (forward ? spec.to : spec.from).includes(n.section);
      return fits && !(forward ? joined(spec.id, note.id, n.id) : joined(spec.id, n.id, note.id));
    });
    if (!ends.length) return;
    const label = forward ? `${desk.sentence(spec.name)} ...` : `... ${spec.name} this`;
    const menu = h(
      "select.mo-input.mo-bd-menu",
      {
        id: of(`${forward ? "to" : "from"}-${spec.id}`),
        "aria-label": forward ? `Link: this ${spec.name} ...` : `Link: ... ${spec.name} this`,
        onchange: () =>
          menu.value && (forward ? desk.link(spec.id, note.id, menu.value) : desk.link(spec.id, menu.value, note.id)),
      },
      h("option", { value: "" }, label),
      ends.map((n) => h("option", { value: n.id }, short(n.text))),
    );
    menus.push(menu);
  };
  for (const spec of linksFrom(task, note.section)) offer(spec, true);
  for (const spec of linksTo(task, note.section)) offer(spec, false);
  if (!mine.length && !menus.length) return null;
  return h(
    "div.mo-bd-cites",
    {},
    h("p.mo-label", {}, "Links"),
    mine.length > 0 &&
      h(
        "ul.mo-bd-refs",
        {},
        mine.map((l) => {
          const words = desk.linkWords(l, note.id);
          return h(
            "li.mo-bd-ref",
            {},
            iconOf("link"),
            h("div", { dir: "auto" }, words, foundList(desk.found(l.id))),
            makeTool("cross", `Remove the link: ${words}`, () => desk.unlink(l.id)),
          );
        }),
      ),
    menus.length > 0 && h("div.mo-bd-menus", {}, menus),
  );
}
