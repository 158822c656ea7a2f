// One person of the reader: who they are, and what they say, sentence by sentence; one is reached by Tab, the others by the
// arrow keys.

import { fill, focusOn, h } from "./dom.js";
import { iconOf } from "./icons.js";
import { plain } from "./markup.js";
import { readMarked, readPlain, readSentences, saidWords } from "./said.js";

/** `take` and `hint` as in makeReader; `list`: what scrolls; `taken()` is called after a sentence was taken;
 * `face` stands before the name.
 *  @param {string} id
 *  @param {any} person
 *  @param {{ take: any, hint: string, list: Made, taken: () => void, face?: Made | null }} given */
export function makeReaderRow(id, person, { take, hint, list, taken, face = null }) {
  /** @type {string[]} */
  let sentences = [];
  /** @type {Made[]} */
  let says = [];
  const text = h("p.mo-rd-text", {
    id,
    dir: "auto",
    role: "group",
    "aria-label": take ? `What ${person.person} says. ${hint}` : `What ${person.person} says`,
    onkeydown: (event) => keys(event),
    onclick: (event) => pick(event.target.closest(".mo-rd-say")),
  });
  const body = h("div.mo-rd-body", {}, person.about && plain("p.mo-small", person.about), text);
  const open = h(
    "button.mo-rd-who",
    { type: "button", "aria-expanded": "false", "aria-controls": id, onclick: () => toggle() },
    iconOf("right"),
    face,
    h(
      "span",
      {},
      h("strong", { dir: "auto" }, person.person),
      person.role && h("span.mo-rd-role", { dir: "auto" }, `, ${person.role}`),
      person.name && h("span.mo-rd-name", { dir: "auto" }, person.name),
    ),
  );
  const node = h("li.mo-rd-person", { "data-source": person.id }, h("h5", {}, open), body);

  function toggle(on = open.getAttribute("aria-expanded") !== "true") {
    open.setAttribute("aria-expanded", String(on));
    node.toggleAttribute("data-open", on);
    if (on) list.scrollTop = node.offsetTop - list.offsetTop; // what was opened is read from its beginning
  }
  /** @param {any} event */
  function keys(event) {
    if (!says.includes(event.target)) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      return pick(event.target);
    }
    const seen = says.filter((s) => s.offsetParent);
    const here = seen.indexOf(event.target);
    /** @type {Record<string, any>} */
    const step = { ArrowDown: here + 1, ArrowRight: here + 1, ArrowUp: here - 1, ArrowLeft: here - 1, Home: 0, End: seen.length - 1 };
    const next = seen[step[event.key]];
    if (!(event.key in step)) return;
    event.preventDefault();
    if (next) rove(next);
  }
  /** @param {Made} one */
  function reach(one) {
    for (const s of says) s.tabIndex = s === one ? 0 : -1;
  }
  /** @param {Made} to */
  function rove(to) {
    reach(to);
    to.focus({ preventScroll: true });
    to.scrollIntoView({ block: "nearest" });
  }
  /** @param {Made | null} say */
  function pick(say) {
    if (!take || !say || !document.getSelection()?.isCollapsed) return;
    reach(say);
    take.toggle(person, sentences[Number(say.dataset.at)]);
    taken();
  }

  return {
    person,
    node,
    text,
    says: () => says,
    /** Puts the words in, once they are here. */
    fill() {
      const words = saidWords.get(person.key);
      if (words === undefined || says.length) return;
      sentences = readSentences(words);
      says = sentences.map((sentence, i) =>
        h(
          "span.mo-rd-say",
          take ? { role: "button", "aria-pressed": "false", tabindex: i ? "-1" : "0", "data-at": i } : { "data-at": i },
          sentence,
        ),
      );
      fill(text, says.flatMap((say, i) => (i ? [" ", say] : [say])));
    },
    /** Shows whether the person says all of `words`, and which sentences say one of them.
     *  @param {string[]} words */
    find(words) {
      const all = readPlain([person.person, person.role, person.name, ...sentences].join(" "));
      const fits = words.every((w) => all.includes(w));
      node.hidden = !fits;
      node.toggleAttribute("data-hits", words.length > 0);
      says.forEach((say, i) => {
        const hit = words.some((w) => readPlain(sentences[i]).includes(w));
        say.toggleAttribute("data-hit", hit);
        fill(say, readMarked(sentences[i], hit ? words : []));
      });
      const seen = says.filter((s) => !words.length || node.hasAttribute("data-open") || s.hasAttribute("data-hit"));
      if (take && seen.length && !seen.some((s) => s.tabIndex === 0)) reach(seen[0]);
      return fits;
    },
    /** Which sentences are taken. */
    draw: () => says.forEach((say, i) => say.setAttribute("aria-pressed", String(take.pressed(person, sentences[i])))),
    /** Opens it, at a sentence where one is named.
     *  @param {string} sentence */
    show(sentence) {
      toggle(true);
      node.scrollIntoView({ block: "nearest" });
      const from = readPlain(sentence).slice(0, 40);
      const at = sentences.findIndex((s) => from && (readPlain(s).includes(from) || from.startsWith(readPlain(s).slice(0, 40))));
      if (at >= 0) rove(says[at]);
      else focusOn(open);
    },
  };
}
