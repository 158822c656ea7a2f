// The criteria, each with a button a level; the digits act on the one that is in turn.

import { button } from "../../kit/button.js";
import { h, unseen } from "../../kit/dom.js";
import { iconOf } from "../../kit/icons.js";
import { plain, say } from "../../kit/markup.js";

/** `judge(part, level)` is called with null where the level that stands is pressed again.
 *  @param {CardView} card
 *  @param {{ id: string, turn?: any, judge: (...args: any[]) => any, take: (...args: any[]) => any }} given */
export function makeRubric(card, { id, turn, judge, take }) {
  return h(
    "div.mo-mark-parts",
    {},
    card.parts.map((part, n) =>
      h(
        "fieldset.mo-mark-part",
        { "data-turn": n === turn, "data-judged": part.level !== null && !part.stale },
        h(
          "legend",
          { onclick: () => take(n) },
          n === turn && h("span.mo-mark-turn", {}, iconOf("right"), unseen("In turn: ")),
          say("span", part.label),
        ),
        h(
          "div.mo-mark-levels",
          {},
          part.levels.map((words, level) =>
            h(
              "button.mo-mark-level",
              {
                type: "button",
                id: `${id}-part-${n}-${level}`,
                "aria-pressed": String(part.level === level),
                onclick: () => judge(n, part.level === level && !part.stale ? null : level),
              },
              h("kbd", { "aria-hidden": "true" }, level + 1),
              part.level === level && iconOf("check"),
              say("span", words),
            ),
          ),
        ),
        part.stale && h("p.mo-small.mo-mark-stale", {}, iconOf("warn"), " Judged for an earlier answer: look again."),
        part.marker && !part.stale && plain("p.mo-small", `Judged by ${part.marker}`),
      ),
    ),
  );
}

/** Comments: those that stand, those to use again, and a field for a new one.
 *  @param {CardView} card
 *  @param {{ id: string, choosing?: any, draft?: any, comment: (...args: any[]) => any, remove: (...args: any[]) => any }} given */
export function makeComments(card, { id, choosing, draft, comment, remove }) {
  const field = h("textarea.mo-input", {
    id: `${id}-words`,
    rows: 2,
    dir: "auto",
    value: draft.text,
    "aria-describedby": `${id}-words-how`,
    oninput: () => (draft.text = field.value),
    onkeydown: (event) => {
      if (event.key === "Escape") {
        event.stopPropagation(); // JupyterLab would leave the cell
        draft.leave();
      }
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        comment();
      }
    },
  });
  return h(
    "section.mo-mark-comments",
    { "aria-labelledby": `${id}-comments` },
    h("h5.mo-label", { id: `${id}-comments` }, "Comments to the learner ", h("kbd", {}, "c")),
    card.comments.length > 0 &&
      h(
        "ul.mo-mark-list",
        {},
        card.comments.map((one) =>
          h(
            "li",
            {},
            plain("span.mo-mark-comment", one.text),
            h("span.mo-small", {}, " ", one.mine ? "by you" : plain("span", `by ${one.author}`)),
            one.mine &&
              h(
                "button.mo-btn-link",
                { type: "button", id: `${id}-remove-${one.id}`, onclick: () => remove({ id: one.id }) },
                "Take back",
                unseen(`: ${one.text.slice(0, 60)}`),
              ),
          ),
        ),
      ),
    card.phrases.length > 0 &&
      h(
        "div.mo-mark-phrases",
        { role: "group", "aria-label": "Comments used before", "data-on": choosing },
        card.phrases.map((text, n) =>
          h(
            "button.mo-mark-level",
            { type: "button", id: `${id}-phrase-${n}`, onclick: () => comment(text) },
            choosing && h("kbd", { "aria-hidden": "true" }, n + 1),
            plain("span", text.length > 90 ? `${text.slice(0, 88)}…` : text),
          ),
        ),
      ),
    h("label.mo-small", { for: field.id }, "A new comment"),
    field,
    h(
      "div.mo-row",
      {},
      button("Add comment", { id: `${id}-add`, onclick: () => comment() }),
      h("span.mo-small", { id: `${id}-words-how` }, "Ctrl+Enter adds it, Escape goes back to the answer."),
    ),
  );
}
