// One answer before the marker: what it says, what the computer saw, answers that say nearly the same.

import { h, unseen } from "../../kit/dom.js";
import { iconOf } from "../../kit/icons.js";
import { blocks, plain, say } from "../../kit/markup.js";
import { count } from "../../kit/words.js";

/** The answer itself. Nothing of a learner's is ever more than text.
 *  @param {CardView} card @param {string} id */
export function answer(card, id) {
  const judged = card.mark !== null || card.parts.some((/** @type {any} */ part) => part.level !== null);
  const state = card.waiting
    ? h("span.mo-pill", { "data-tone": "part" }, iconOf("dot"), "Waits")
    : judged
      ? h("span.mo-pill", { "data-tone": "good" }, iconOf("check"), "Judged")
      : h("span.mo-pill", {}, iconOf("info"), "Scored by the computer");
  return [
    h(
      "header.mo-mark-head",
      {},
      h("h4.mo-mark-which", { id: `${id}-which` }, `Answer ${card.number} of ${card.of}`),
      h("span.mo-small", {}, `no. ${card.ref.slice(1, 5)}`),
      card.name && plain("span.mo-mark-name", card.name),
      state,
    ),
    card.said
      ? scrolled(plain("div.mo-mark-said", card.said), "The answer")
      : h("p.mo-notice", {}, "This answer is too long to be kept here. Look into the learner's file."),
    card.computer.length > 0 &&
      h(
        "details.mo-fold.mo-mark-fold",
        {},
        h("summary", {}, `What the computer saw (${counted(card.computer)})`),
        h(
          "ul.mo-mark-list",
          {},
          card.computer.map(([met, seen]) =>
            h("li", {}, sign(met), " ", unseen(word(met), ": "), plain("span", seen)),
          ),
        ),
      ),
  ];
}

/** What may be longer than its box can be scrolled by keyboard.
 *  @param {Made} node @param {string} name */
function scrolled(node, name) {
  node.tabIndex = 0;
  node.setAttribute("role", "group");
  node.setAttribute("aria-label", name);
  return node;
}

/** @param {any} met */
const word = (met) => (met === null ? "Noted" : met ? "There" : "Missing");

/** @param {any} met */
const sign = (met) => iconOf(met === null ? "info" : met ? "check" : "cross");

/** @param {any[]} computer */
function counted(computer) {
  const judged = computer.filter(([met]) => met !== null);
  return judged.length ? `${judged.filter(([met]) => met).length} of ${judged.length} there` : "notes";
}

/** The question, and what a good answer has.
 *  @param {CardView} card */
export function help(card) {
  const good = card.model || card.look_for.length;
  return [
    h("details.mo-fold.mo-mark-fold", {}, h("summary", {}, "The question"), h("div.mo-prompt", {}, blocks(card.prompt))),
    good &&
      h(
        "details.mo-fold.mo-mark-fold",
        {},
        h("summary", {}, "What a good answer has"),
        card.look_for.length > 0 &&
          h(
            "ul",
            {},
            card.look_for.map((look) => say("li", look)),
          ),
        card.model && scrolled(plain("div.mo-mark-said.mo-mark-model", card.model), "A good answer"),
      ),
  ];
}

/** Answers that say nearly the same, and whether they are marked together with this one.
 *  @param {CardView} card @param {{ id: string, together?: any, toggle: (...args: any[]) => any }} given */
export function twins(card, { id, together, toggle }) {
  if (!card.twins.length) return null;
  const box = h("input", {
    type: "checkbox",
    id: `${id}-together`,
    checked: together,
    onchange: () => toggle(box.checked),
  });
  const words = `Mark ${count(card.twins.length + 1, "answer")} together`;
  return h(
    "div.mo-mark-twins",
    { "data-on": together },
    h("label.mo-mark-check", { for: box.id }, box, h("span", {}, words, " ", h("kbd", {}, "g"))),
    h(
      "details.mo-fold.mo-mark-fold",
      { open: together },
      h("summary", {}, `${count(card.twins.length, "answer")} that ${card.twins.length === 1 ? "says" : "say"} nearly the same`),
      h(
        "ul.mo-mark-others",
        {},
        card.twins.map((twin) =>
          h(
            "li",
            {},
            h(
              "p.mo-small",
              {},
              `no. ${twin.ref.slice(1, 5)}${twin.judged ? ", judged" : ""}`,
              twin.name && [" · ", plain("span", twin.name)],
            ),
            scrolled(plain("div.mo-mark-said", twin.said), `Answer no. ${twin.ref.slice(1, 5)}`),
          ),
        ),
      ),
    ),
  );
}
