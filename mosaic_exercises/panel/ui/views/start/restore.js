// Answers of another workbook in this browser (a server that started afresh, a shared computer): asked, never mixed.

import { button } from "../../kit/button.js";
import { h } from "../../kit/dom.js";
import { plain } from "../../kit/markup.js";
import { count, whenWords } from "../../kit/words.js";

/**
 * @param {string} id
 * @param {Mirror} mirror
 * @param {{ restore: (...args: any[]) => any, decline: (...args: any[]) => any }} given
 */
export function restoreQuestions(id, mirror, { restore, decline }) {
  return mirror.others().map((other, i) => {
    const who = other.who?.name || other.who?.id || "an unnamed learner";
    const parts = [
      other.events.length && count(other.events.length, "recorded step"),
      other.drafts.length && count(other.drafts.length, "draft"),
    ].filter(Boolean);
    return h(
      "div.mo-ask",
      { role: "group", "aria-labelledby": `${id}-other-${i}`, "data-part": "restore" },
      h(
        "p",
        { id: `${id}-other-${i}` },
        "This browser holds answers of ",
        plain("strong", who),
        ` from another copy of this workbook: ${parts.join(" and ")}, the last from ${whenWords(other.newest)}. `,
        "Are they yours?",
      ),
      h(
        "div.mo-row",
        {},
        button("Restore them here", { id: `${id}-restore-${i}`, onclick: () => restore(other) }, { tone: "main" }),
        button("Not mine, leave them", { id: `${id}-leave-${i}`, onclick: () => decline(other) }),
      ),
    );
  });
}
