// What is looked at, and what a check found at one place, in words.

import { h, unseen } from "./dom.js";
import { iconOf } from "./icons.js";
import { plain, say } from "./markup.js";

/** What will be looked at, before the first check; null where nothing is said of it.
 *  @param {{ rules?: any[], rubric?: any[] }} given */
export function rulesList({ rules = [], rubric = [] }) {
  if (!rules.length && !rubric.length) return null;
  return h(
    "details.mo-rubric",
    {},
    h("summary", {}, "What will be looked at"),
    h(
      "ul",
      {},
      rules.map((r) => say("li", r.text)),
      rubric.map((r) => say("li", `${r.label} (read by a person)`)),
    ),
  );
}

/** The criteria of one place as a list, null where there are none. `quotes`: their words quote the learner's.
 *  @param {Criterion[]} criteria @param {{ quotes?: boolean }} [given] */
export function foundList(criteria, { quotes = false } = {}) {
  if (!criteria.length) return null;
  const words = quotes ? plain : say;
  return h(
    "ul.mo-found",
    {},
    criteria.map((c) => {
      const missed = c.met === false;
      return h(
        "li",
        { "data-tone": missed ? "bad" : c.met ? "good" : "plain" },
        iconOf(missed ? "warn" : "check"),
        h(
          "div",
          {},
          h("p.mo-seen", { dir: "auto" }, missed && unseen("Look again: "), c.seen),
          c.why && words("p.mo-why", c.why),
          c.try_next && h("p.mo-next", { dir: "auto" }, h("span.mo-tag", {}, "Try next"), " ", words("span", c.try_next)),
        ),
      );
    }),
  );
}
