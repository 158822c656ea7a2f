// The terms of the glossary: searched, by letter, and each as a heading that opens.

import { fill, focusOn, h } from "../../kit/dom.js";
import { inline } from "../../kit/markup.js";
import { notebookLink } from "../../kit/place.js";
import { readMarked, readPlain } from "../../kit/said.js";
import { count } from "../../kit/words.js";

const FIND_MS = 180;
const ALL = "All";

/** @param {string} id @param {GlossaryTerm[]} terms @param {{ announce: (text: string) => void }} given */
export function termList(id, terms, { announce }) {
  let timer = 0;
  let letter = ALL;
  const rows = terms.map((term) => row(term));
  const search = h("input.mo-input", {
    id: `${id}-search`,
    type: "search",
    autocomplete: "off",
    oninput: () => (clearTimeout(timer), (timer = setTimeout(find, FIND_MS))),
    onkeydown: (event) => event.key === "Enter" && event.preventDefault(),
  });
  const letters = [ALL, ...new Set(terms.map((term) => term.letter))].map((name) =>
    h("button.mo-gl-letter", { type: "button", "data-letter": name, "aria-pressed": String(name === ALL), onclick: () => choose(name) }, name),
  );
  const found = h("p.mo-small", { "data-part": "found" });
  const list = h("ul.mo-gl-list", {}, rows.map((one) => one.node));
  const node = h(
    "div.mo-gl-whole",
    {},
    h("label.mo-rd-search", {}, h("span.mo-label", {}, "Search the glossary"), search),
    h("div.mo-gl-letters", { role: "group", "aria-label": "Terms by letter" }, letters),
    found,
    list,
  );

  /** @param {string} name */
  function choose(name) {
    letter = name;
    search.value = "";
    find();
  }

  function find() {
    clearTimeout(timer);
    const words = readPlain(search.value).split(/\s+/).filter(Boolean);
    if (words.length) letter = ALL;
    for (const one of letters) one.setAttribute("aria-pressed", String(one.dataset.letter === letter));
    let total = 0;
    for (const one of rows) total += Number(one.find(words, letter));
    // A word of the term itself comes before the same word in what is said of it.
    list.append(...[...rows].sort((a, b) => Number(b.named) - Number(a.named)).map((one) => one.node));
    found.textContent = words.length && !total ? "No term has that. Try another word, or fewer letters of it." : words.length || letter !== ALL ? `${count(total, "term")}.` : "";
    announce(found.textContent || `All ${count(total, "term")}.`);
  }

  /** @param {GlossaryTerm} term */
  function row(term) {
    const name = h("h4", {}, term.term);
    const body = h("div.mo-gl-body");
    const box = h("details.mo-gl-term", { "data-id": term.id, ontoggle: () => box.open && !body.firstChild && fill(body, entry(term)) }, h("summary", {}, name), body);
    const own = readPlain(term.term);
    const all = [own, ...[term.meaning, term.formula, term.example, term.trap].map(readPlain)].join(" ");
    const item = h("li", {}, box);
    const made = {
      node: item,
      box,
      id: term.id,
      named: false,
      /** @param {string[]} words @param {string} from */
      find(words, from) {
        const fits = words.every((w) => all.includes(w)) && (from === ALL || from === term.letter);
        item.hidden = !fits;
        made.named = words.length > 0 && words.every((w) => own.includes(w));
        fill(name, readMarked(term.term, words));
        return fits;
      },
    };
    return made;
  }

  /** @param {GlossaryTerm} term */
  function entry(term) {
    const other = terms.find((one) => one.id === term.unlike);
    return [
      h("p.mo-gl-meaning", {}, inline(term.meaning)),
      h(
        "dl.mo-gl-rows",
        {},
        part("Formula", term.formula && h("span.mo-gl-formula", {}, term.formula)),
        part("Example", term.example && inline(term.example)),
        part("Often mixed up", (other || term.trap) && [other && ["Not the same as ", ref(other), ". "], inline(term.trap)]),
        part("Taught in", term.taught && to(term.taught)),
        part("Practised in", term.practised.length > 0 && places(term.practised)),
        part("You made with it", term.yours.length > 0 && places(term.yours)),
        part("See also", term.related.length > 0 && h("ul.mo-gl-refs", {}, term.related.map((slug) => terms.find((one) => one.id === slug)).map((one) => one && h("li", {}, ref(one))))),
      ),
    ];
  }

  /** @param {GlossaryTerm} other */
  const ref = (other) => h("button.mo-link", { type: "button", "data-term": other.id, onclick: () => show(other.id) }, other.term);

  /** Opens a term, whatever was searched.
   *  @param {string} slug */
  function show(slug) {
    const one = rows.find((r) => r.id === slug);
    if (!one) return;
    search.value = "";
    letter = ALL;
    find();
    one.box.open = true;
    one.node.scrollIntoView({ block: "start" });
    focusOn(one.box.querySelector("summary"));
    announce(`${one.box.querySelector("h4").textContent} is open.`);
  }
  return { node, show };
}

/** A row of an entry; none where there is nothing to say.
 *  @param {string} head @param {any} said */
const part = (head, said) => said && h("div", {}, h("dt", {}, head), h("dd", {}, said));

/** @param {TermPlace} place */
const to = (place) => notebookLink(place, {}, place.title);

/** @param {TermPlace[]} all */
const places = (all) => h("ul.mo-gl-refs", {}, all.map((place) => h("li", {}, to(place))));
