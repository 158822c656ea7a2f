// The people of the case, to be read in full: a list of names and roles that open, with search over all their words. A
// click or a key takes a sentence. Any panel can show it: a form uses it for evidence.

import { add, fill, focusOn, h } from "./dom.js";
import { iconOf } from "./icons.js";
import { plain } from "./markup.js";
import { readMarked, readPart, readPlain, readSentences, saidWords } from "./said.js";
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
  const rows = people.map(row);
  add(list, rows.map((r) => r.node));

  /** @param {any} person @param {number} nth */
  function row(person, nth) {
    const text = h("p.mo-rd-text", {
      id: `${id}-text-${nth}`,
      dir: "auto",
      role: "group",
      "aria-label": take ? `What ${person.person} says. ${hint}` : `What ${person.person} says`,
      onkeydown: (event) => keys(event, one),
      onclick: (event) => pick(event.target.closest(".mo-rd-say"), one),
    });
    const body = h("div.mo-rd-body", {}, person.about && plain("p.mo-small", person.about), text);
    const open = h(
      "button.mo-rd-who",
      { type: "button", "aria-expanded": "false", "aria-controls": text.id, onclick: () => toggle(one) },
      iconOf("right"),
      h(
        "span",
        {},
        h("strong", { dir: "auto" }, person.person),
        person.role && h("span.mo-rd-role", { dir: "auto" }, `, ${person.role}`),
        person.name && h("span.mo-rd-name", { dir: "auto" }, person.name),
      ),
    );
    const one = { person, text, open, says: [], node: h("li.mo-rd-person", { "data-source": person.id }, h("h5", {}, open), body) };
    return one;
  }
  /** @param {any} one */
  function fillRow(one) {
    const text = saidWords.get(one.person.key);
    if (text === undefined || one.says.length) return;
    one.sentences = readSentences(text);
    one.says = one.sentences.map((/** @type {any} */ sentence, /** @type {number} */ i) =>
      h(
        "span.mo-rd-say",
        take ? { role: "button", "aria-pressed": "false", tabindex: i ? "-1" : "0", "data-at": i } : { "data-at": i },
        sentence,
      ),
    );
    fill(one.text, one.says.flatMap((/** @type {any} */ say, /** @type {number} */ i) => (i ? [" ", say] : [say])));
  }
  /** @param {any} one @param {any} [on] */
  function toggle(one, on = one.open.getAttribute("aria-expanded") !== "true") {
    one.open.setAttribute("aria-expanded", String(on));
    one.node.toggleAttribute("data-open", on);
    if (on) list.scrollTop = one.node.offsetTop - list.offsetTop; // what was opened is read from its beginning
  }
  /** @param {any} event @param {any} one */
  function keys(event, one) {
    const at = one.says.indexOf(event.target);
    if (at < 0) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      return pick(event.target, one);
    }
    const seen = one.says.filter((/** @type {any} */ s) => s.offsetParent);
    const here = seen.indexOf(event.target);
    /** @type {Record<string, any>} */
    const step = { ArrowDown: here + 1, ArrowRight: here + 1, ArrowUp: here - 1, ArrowLeft: here - 1, Home: 0, End: seen.length - 1 };
    const next = seen[step[event.key]];
    if (!(event.key in step)) return;
    event.preventDefault();
    if (next) rove(one, next);
  }
  /** @param {any} one @param {any} to */
  function rove(one, to) {
    for (const s of one.says) s.tabIndex = s === to ? 0 : -1;
    to.focus({ preventScroll: true });
    to.scrollIntoView({ block: "nearest" });
  }
  /** @param {any} say @param {any} one */
  function pick(say, one) {
    if (!take || !say || !document.getSelection()?.isCollapsed) return;
    for (const s of one.says) s.tabIndex = s === say ? 0 : -1;
    take.toggle(one.person, one.sentences[say.dataset.at]);
    draw();
  }

  /** Shows who says all the words searched for, and of whom is closed the sentences that say one of them. */
  function find() {
    words = readPlain(search.value).split(/\s+/).filter(Boolean);
    let n = 0;
    for (const one of rows) {
      const { person, sentences = [] } = one;
      const all = readPlain([person.person, person.role, person.name, ...sentences].join(" "));
      const fits = words.every((w) => all.includes(w));
      one.node.hidden = !fits;
      n += Number(fits);
      one.node.toggleAttribute("data-hits", words.length > 0);
      one.says.forEach((/** @type {Made} */ say, /** @type {number} */ i) => {
        const hit = words.some((w) => readPlain(sentences[i]).includes(w));
        say.toggleAttribute("data-hit", hit);
        fill(say, readMarked(sentences[i], hit ? words : []));
      });
      const seen = one.says.filter((/** @type {Made} */ s) => !words.length || one.node.hasAttribute("data-open") || s.hasAttribute("data-hit"));
      if (take && seen.length && !seen.some((/** @type {Made} */ s) => s.tabIndex === 0)) one.says.forEach((/** @type {Made} */ s) => (s.tabIndex = s === seen[0] ? 0 : -1));
    }
    found.textContent = words.length ? (n ? `${n} of ${count(rows.length, "interview")}` : "Nobody says that. Try another word.") : "";
  }
  function draw() {
    if (!take) return;
    for (const one of rows)
      one.says.forEach((/** @type {Made} */ say, /** @type {number} */ i) =>
        say.setAttribute("aria-pressed", String(take.pressed(one.person, one.sentences[i]))),
      );
  }
  function read() {
    fill(trouble);
    found.textContent = rows.some((one) => !saidWords.has(one.person.key)) ? "Fetching the interviews ..." : "";
    said((/** @type {any} */ problem) => {
      rows.forEach(fillRow);
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
      reveal = one
        ? () => {
            toggle(one, true);
            one.node.scrollIntoView({ block: "nearest" });
            const at = one.sentences?.findIndex((/** @type {any} */ s) => sentence && s.includes(sentence.slice(0, 40))) ?? -1;
            if (at >= 0) rove(one, one.says[at]);
            else focusOn(one.open);
          }
        : null;
      read();
    },
  };
}
