// The case at hand: its parts as headings that open, and a search over all of them. A page shows it, and the drawer.

import { says } from "./case_named.js";
import { faceOf, findable, interviewRow } from "./case_person.js";
import { h } from "./dom.js";
import { readPlain } from "./said.js";
import { count } from "./words.js";

const FIND_MS = 180;

/** `box`: what scrolls around it, null for the page. Returns { node, show(person), showWords(words), people, quiet() }.
 *  @param {string} id @param {CaseSectionView[]} sections
 *  @param {{ box?: Made | null, announce: (text: string) => void, signal: AbortSignal }} given */
export function caseFile(id, sections, { box = null, announce, signal }) {
  let timer = 0;
  const search = h("input.mo-input", {
    id: `${id}-search`,
    type: "search",
    autocomplete: "off",
    dir: "auto",
    oninput: () => (clearTimeout(timer), (timer = setTimeout(find, FIND_MS))),
    onkeydown: (event) => event.key === "Enter" && event.preventDefault(),
  });
  signal.addEventListener("abort", () => clearTimeout(timer));
  const found = h("p.mo-small", { "data-part": "case-found" });
  const list = h("div.mo-case-parts");
  const parts = sections.map((section) => part(section));
  list.append(...parts.map((p) => p.node));
  const node = h("div.mo-case", {}, h("label.mo-rd-search", {}, h("span.mo-label", {}, "Search the whole case"), search), found, list);
  /** @type {Map<any, boolean> | null} */
  let before = null; // what the learner had open when the search began

  /** @param {CaseSectionView} section */
  function part(section) {
    const rows = section.people.filter((p) => p.text).map((p, n) => interviewRow(`${id}-${section.id}-${n}`, p, { box: () => box, list: box ?? list, announce, signal }));
    const others = section.people.filter((p) => !p.text).map(colleague);
    const notes = section.notes.map(noteRow);
    const tables = section.tables.map(tableOf);
    const things = [...rows, ...others, ...notes, ...tables.flatMap((t) => t.rows)];
    const tally = h("span.mo-case-tally", {}, count(things.length, section.noun));
    const body = h(
      "div.mo-case-body",
      {},
      section.note && h("p.mo-small", {}, section.note),
      rows.length > 0 && h("ul.mo-case-people", {}, rows.map((r) => r.node)),
      others.length > 0 && h("ul.mo-case-people", {}, others.map((r) => r.node)),
      notes.length > 0 && h("ul.mo-case-notes", {}, notes.map((r) => r.node)),
      tables.map((t) => t.node),
    );
    const box_ = h("details.mo-case-part", { "data-id": section.id }, h("summary", {}, h("h4", {}, section.title), " ", tally), body);
    return { node: box_, rows, things, people: section.people, notes: section.notes, noun: section.noun, tally, tables };
  }

  function find() {
    const words = readPlain(search.value).split(/\s+/).filter(Boolean);
    if (words.length && !before) before = new Map(parts.map((p) => [p, p.node.open]));
    let total = 0;
    for (const one of parts) {
      const n = one.things.filter((thing) => thing.find(words)).length;
      for (const table of one.tables) table.node.hidden = !table.rows.some((r) => !r.node.hidden);
      total += n;
      one.node.hidden = n === 0;
      one.tally.textContent = words.length ? `${n} of ${count(one.things.length, one.noun)}` : count(n, one.noun);
      if (words.length) one.node.open = n > 0;
      else if (before) one.node.open = before.get(one) ?? false;
    }
    if (!words.length) before = null;
    found.textContent = !words.length ? "" : total ? `Found in ${count(total, "place")}.` : "Nothing in the case says that. Try another word.";
    if (found.textContent) announce(found.textContent);
  }

  return {
    node,
    people: sections.flatMap((s) => s.people),
    /** Opens an interview, or shows where somebody of the firm stands.
     *  @param {string} who */
    show(who) {
      search.value = "";
      find();
      for (const one of parts) {
        const at = one.people.findIndex((p) => p.id === who);
        if (at < 0) continue;
        one.node.open = true;
        const row = one.rows[at];
        if (row) return row.show();
        focusHere(one.things[at].node);
      }
    },
    /** Opens what is quoted, at these words; returns whether it is there.
     *  @param {string} words */
    showWords(words) {
      search.value = "";
      find();
      for (const one of parts) {
        const who = one.rows.findIndex((_, n) => says(one.people.filter((p) => p.text)[n].text, words));
        const note = one.notes.findIndex(({ text }) => says(text, words));
        if (who < 0 && note < 0) continue;
        one.node.open = true;
        if (who >= 0) one.rows[who].show(words);
        else focusHere(one.things[one.rows.length + note].node);
        return true;
      }
      return false;
    },
    quiet: () => parts.forEach((one) => one.rows.forEach((row) => row.quiet())),
  };
}

/** @param {Made} node */
function focusHere(node) {
  node.tabIndex = -1;
  node.focus();
}

/** @param {CasePersonView} person */
function colleague(person) {
  const [name, about] = [h("strong", { dir: "auto" }), h("span", { dir: "auto" })];
  const row = findable(h("li.mo-case-colleague", {}, faceOf(person), h("span", {}, name, ", ", about)), [
    [name, person.person],
    [about, [person.role, person.about].filter(Boolean).join(". ")],
  ]);
  row.find([]);
  return row;
}

/** @param {CaseNoteView} note */
function noteRow({ head, text, foot }) {
  const [first, said, last] = [h("p.mo-case-head", { dir: "auto" }), h("p", { dir: "auto" }), h("p.mo-small", { dir: "auto" })];
  const row = findable(h("li", {}, first, said, foot && last), [[first, head], [said, text], [last, foot]]);
  row.find([]);
  return row;
}

/** @param {CaseTableView} table */
function tableOf({ title, head, rows: lines }) {
  const rows = lines.map((cells) => {
    const places = cells.map((text, n) => /** @type {[Made, string]} */ ([h(n ? "td" : "th", n ? { dir: "auto" } : { scope: "row", dir: "auto" }), text]));
    const row = findable(h("tr", {}, places.map(([place]) => place)), places);
    row.find([]);
    return row;
  });
  const node = h(
    "div.mo-case-scroll",
    { role: "region", "aria-label": title, tabindex: "0" },
    h("table", {}, h("caption", {}, title), h("thead", {}, h("tr", {}, head.map((text) => h("th", { scope: "col" }, text)))), h("tbody", {}, rows.map((r) => r.node))),
  );
  return { node, rows };
}
