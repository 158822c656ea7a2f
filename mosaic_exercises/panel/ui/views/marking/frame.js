// What stands around the answer: which exercise, how much is left, who marks, which keys there are.

import { button, enable } from "../../kit/button.js";
import { add, h } from "../../kit/dom.js";
import { plain } from "../../kit/markup.js";
import { count, pointsWords, short } from "../../kit/words.js";

const KEYS = [
  ["1 … 9", "the level of the criterion in turn; the next one follows"],
  ["↑ ↓", "another criterion"],
  ["n", "the next answer to judge: first those that wait, then those that nobody has judged"],
  ["b", "the answer before"],
  ["c", "a comment: then a digit for one used before, or w to write"],
  ["g", "mark answers that say nearly the same together, or not"],
  ["u", "undo"],
];

export function keysHelp() {
  return h(
    "details.mo-fold.mo-mark-fold",
    {},
    h("summary", {}, "Keys"),
    h("p.mo-small", {}, "They work while the focus is in this panel and you are not typing in a field."),
    h(
      "dl.mo-mark-keys",
      {},
      KEYS.map(([key, words]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, words)]),
    ),
  );
}

/** Where the gradebook is, where there is none yet.
 *  @param {MarkingView} view @param {{ id: string, draft?: any, open: (...args: any[]) => any }} given */
export function none(view, { id, draft, open }) {
  const field = h("input.mo-input", {
    id: `${id}-source`,
    value: draft.source,
    spellcheck: "false",
    autocomplete: "off",
    oninput: () => (draft.source = field.value),
  });
  return h(
    "form.mo-mark-none",
    { /** @param {any} event */ onsubmit: (/** @type {any} */ event) => (event.preventDefault(), open(field.value)) },
    h("label.mo-label", { for: field.id }, "The folder that mosaic grade has written, or a database's address"),
    h("div.mo-row", {}, field, h("button.mo-btn.mo-btn-main", { type: "submit", id: `${id}-open` }, "Open")),
    plain("p.mo-notice", view.problem),
    h(
      "p.mo-small",
      {},
      "To try it with invented learners: ",
      h("code", {}, "mosaic demo-class --out class"),
      ", then ",
      h("code", {}, "mosaic grade class --out grades"),
      ".",
    ),
  );
}

/** Which exercise, with what waits in each.
 *  @param {MarkingView} view @param {{ id: string, choose: (...args: any[]) => any }} given */
export function piles(view, { id, choose }) {
  const select = h(
    "select.mo-input.mo-mark-piles",
    { id: `${id}-piles`, onchange: () => choose(select.value) },
    view.piles.map((pile) =>
      h("option", { value: pile.item, selected: pile.item === view.item }, `${pile.title}: ${left(pile)}`),
    ),
  );
  return h("div.mo-mark-pick", {}, h("label.mo-label", { for: select.id }, "Exercise"), select);
}

/** @param {any} pile */
function left(pile) {
  if (pile.waiting) return `${pile.waiting} of ${pile.answers} wait`;
  return pile.points ? `none of ${pile.answers} waits` : `${count(pile.answers, "answer")}, no points`;
}

/** How far this exercise is.
 *  @param {MarkingView} view */
export function makeBar(view) {
  const pile = view.piles.find((p) => p.item === view.item);
  if (!pile?.answers) return null;
  const settled = pile.answers - pile.waiting;
  return h(
    "div.mo-mark-bar",
    {},
    h("progress", { max: pile.answers, value: settled, "aria-hidden": "true" }),
    h("span.mo-small", {}, `${settled} of ${pile.answers} ${settled === 1 ? "needs" : "need"} no judging${pile.unjudged ? `; ${count(pile.unjudged, "answer")} not judged by anybody` : ""}`),
  );
}

/** Who marks, and whether names are shown.
 *  @param {MarkingView} view
 *  @param {{ id: string, rename: (...args: any[]) => any, names: (...args: any[]) => any }} given */
export function who(view, { id, rename, names }) {
  const name = h("input.mo-input", {
    id: `${id}-marker`,
    value: view.marker,
    maxlength: 80,
    autocomplete: "off",
    onchange: () => rename({ name: name.value }),
  });
  const box = h("input", { type: "checkbox", id: `${id}-names`, checked: view.names, onchange: () => names({ on: box.checked }) });
  return h(
    "details.mo-fold.mo-mark-fold",
    {},
    h("summary", {}, "You mark as ", plain("strong", view.marker), view.names ? "; names are shown" : "; names are hidden"),
    h("div.mo-mark-field", {}, h("label.mo-small", { for: name.id }, "Your name, as learners see it"), name),
    h("label.mo-mark-check", { for: box.id }, box, h("span", {}, "Show the learners' names")),
  );
}

export const nothing = () => h("p.mo-notice", {}, "No answer in this gradebook needs a person.");

/** What an answer earns once it is judged.
 *  @param {CardView} card */
export function worth(card) {
  if (!card.points) return "No points";
  if (card.mark === null) return "The computer's points stand until you judge";
  return `${short(card.mark)} of ${pointsWords(card.points)}`;
}

/** The way on and back, each with its key.
 *  @param {MarkingView} view @param {{ id: string, next?: any, before?: any, undo?: any }} given */
export function makeActions(view, { id, next, before, undo }) {
  /** @param {any} name @param {string} label @param {(...args: any[]) => any} fn @param {any} look @param {any} key */
  const act = (name, label, fn, look, key) =>
    add(button(label, { id: `${id}-${name}`, onclick: fn }, look), h("kbd", { "aria-hidden": "true" }, key));
  const back = act("undo", "Undo", undo, { icon: "undo", tone: "quiet" }, "u");
  enable(back, view.undo > 0);
  return h(
    "div.mo-actions",
    {},
    act("next", "Next to judge", next, { icon: "right", tone: "main" }, "n"),
    act("before", "Before", before, { icon: "left" }, "b"),
    back,
  );
}
