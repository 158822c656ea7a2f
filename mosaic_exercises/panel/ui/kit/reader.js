// The people of the case, to be read in full: a list of names and roles that open, with search over all their words. A
// click or a key takes a sentence. Any panel can show it: a form uses it for evidence.

import { add, fill, focusOn, h } from "./dom.js";
import { iconOf } from "./icons.js";
import { makeReaderRow } from "./reader_row.js";
import { readPart, readPlain, saidWords } from "./said.js";
import { count } from "./words.js";

/**
 * people: [{ id, key, person, role, about, name, group }] in order; said(done): see makeSaid; head: a node under the
 * title. take: null where it is only read, else { pressed(person, sentence), toggle(person, sentence) }; hint: what a
 * take does, for a screen reader. Returns { node, show({ group, id, sentence }), draw(), focus() }.

 *  @param {string} id
 *  @param {{ people: any[], said: (...args: any[]) => any, head?: any, take?: any, hint?: string, title: string, close: (...args: any[]) => any, signal: AbortSignal }} given */
export function makeReader(id, { people, said, head = null, take = null, hint = "", title, close, signal }) {
  const search = h("input.mo-input", {
    id: `${id}-search`,
    type: "search",
    autocomplete: "off",
    dir: "auto",
    oninput: () => (clearTimeout(typing), (typing = setTimeout(find, 180))),
    onkeydown: (event) => event.key === "Enter" && event.preventDefault(),
  });
  const found = h("p.mo-small", { role: "status", "data-part": "read-found" });
  const trouble = h("div", { role: "alert" });
  const list = h("ul.mo-rd-list");
  const shut = () => close();
  const part = readPart({ rows: () => rows, take, draw, signal });
  const node = h(
    "section.mo-rd",
    { "aria-labelledby": `${id}-title`, onkeydown: (e) => e.key === "Escape" && (e.stopPropagation(), shut()) },
    h(
      "div.mo-rd-top",
      {},
      h(
        "div.mo-rd-bar",
        {},
        h("h4", { id: `${id}-title`, tabindex: "-1" }, title),
        h(
          "button.mo-icon-btn",
          { type: "button", "aria-label": `Close: ${title}`, "data-act": "close-reader", onclick: shut },
          iconOf("cross"),
        ),
      ),
      head,
      h("label.mo-rd-search", {}, h("span.mo-label", {}, "Search their words"), search),
      found,
      trouble,
    ),
    list,
    part,
  );
  let typing = 0;
  /** @type {any[]} */
  let words = [];
  /** @type {any[]} */
  const rows = people.map((person, nth) => makeReaderRow(`${id}-text-${nth}`, person, { take, hint, list, taken: draw }));
  add(list, rows.map((r) => r.node));

  /** Shows who says all the words searched for, and of whom is closed the sentences that say one of them. */
  function find() {
    words = readPlain(search.value).split(/\s+/).filter(Boolean);
    const n = rows.filter((one) => one.find(words)).length;
    found.textContent = words.length ? (n ? `${n} of ${count(rows.length, "interview")}` : "Nobody says that. Try another word.") : "";
  }
  function draw() {
    if (!take) return;
    for (const one of rows) one.draw();
  }
  function read() {
    fill(trouble);
    found.textContent = rows.some((one) => !saidWords.has(one.person.key)) ? "Fetching the interviews ..." : "";
    said((/** @type {any} */ problem) => {
      for (const one of rows) one.fill();
      find();
      draw();
      if (!problem) return reveal?.();
      fill(trouble, h("p.mo-notice", { "data-tone": "part" }, problem, " ", h("button.mo-btn-link", { type: "button", onclick: read }, "Try again")));
    });
  }
  /** @type {any} */
  let reveal = null;

  return {
    node,
    draw,
    focus: () => focusOn(node.querySelector("h4")),
    /** Reads the words; those of `group` come first; the interview `id` is opened, at the sentence said. */
    show({ group = "", id: whose = "", sentence = "" } = {}) {
      const first = rows.filter((r) => group && r.person.group === group);
      add(list, [...first, ...rows.filter((r) => !first.includes(r))].map((r) => r.node));
      const one = rows.find((r) => r.person.id === whose);
      reveal = one ? () => one.show(sentence) : null;
      read();
    },
  };
}
