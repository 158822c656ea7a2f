// What a check found, as a learner reads it: the outcome, then what to look at again, then what was right.

import { focusOn, h, reveal, unseen } from "./dom.js";
import { iconOf } from "./icons.js";
import { inline, say } from "./markup.js";
import { earnedWords, outcomeOf, short } from "./words.js";

const SHOWN_AT_ONCE = 4; // what is more than this is folded away, one click from the eye
const LINES_FROM = 3; // so many things to look at again are a line each; the first is open

/** Python's words where there is no answer at all (NOT_ATTEMPTED in results.py). Of too few words it says how many more. */
const NOTHING = "Nothing has been answered yet.";
/** To learners who press the button before they answer: what to do, and that nothing is lost. */
const EMPTY = "Answer first, then press the button again. This did not count as a try.";

/** @param {View} view @param {{ late?: boolean }} [given] */
export function feedback(view, { late = false } = {}) {
  const result = /** @type {Result} */ (view.result);
  const outcome = outcomeOf(result);
  const criteria = result.criteria ?? [];
  const wrong = criteria.filter((c) => c.met === false && !c.worth);
  const near = criteria.filter((c) => c.met === false && c.worth);
  const right = criteria.filter((c) => c.met === true);
  const open = criteria.filter((c) => c.met !== true && c.met !== false);
  const again = wrong.length + near.length;
  return h(
    "div.mo-feedback",
    { "data-outcome": result.outcome, "data-tone": outcome.tone },
    h(
      "div.mo-feedback-head",
      {},
      h("span.mo-mark", { "data-tone": outcome.tone }, iconOf(outcome.icon)),
      h("h4.mo-feedback-title", {}, outcome.word),
      h("span.mo-feedback-points", {}, earned(view)),
    ),
    late && h("p.mo-small.mo-late", {}, "You pressed the button while Python was away. This was done as soon as it was back."),
    h("p.mo-stale-note", {}, "Changed since your last check"),
    result.summary && say("p.mo-feedback-summary", result.summary === NOTHING ? EMPTY : result.summary),
    again > 0 && unseen(`${again} to look at again, below.`),
    // The verdict above is announced; the reasons are read when the learner comes to them.
    h(
      "div.mo-feedback-details",
      { "aria-live": "off" },
      wrong.length > 0 && wrongGroup(wrong),
      near.length > 0 && h("div.mo-criteria-group", {}, criteriaList(near, "half")),
      open.length > 0 && group(waitingTitle(open), open, "note"),
      right.length > 0 && rightGroup(right, again > 0),
    ),
  );
}

/** Points of this check. After the solution was opened nothing more is earned, and that is said.
 *  @param {View} view */
function earned(view) {
  const { points, solution, earned: so } = view;
  const result = /** @type {Result} */ (view.result);
  if (!points || ["not_attempted", "invalid"].includes(result.outcome)) return "";
  if (so?.late && so.waiting) return "What you recorded before you saw a good answer is read for points";
  if (so?.late) return "No points: you had seen the solution";
  if (result.outcome === "recorded" || (solution && !so)) return "";
  return earnedWords(so?.points ?? result.score * points, points);
}

/** @param {any} open */
const waitingTitle = (open) => (open.some((/** @type {any} */ c) => c.judge === "marker") ? "A person reads these" : "Noted");

/** @param {any} wrong */
function wrongGroup(wrong) {
  if (wrong.length >= LINES_FROM && wrong.some(hasReason))
    return h("div.mo-criteria-group", {}, criteriaList(wrong, "cross", true));
  const list = criteriaList(wrong.slice(0, SHOWN_AT_ONCE), "cross");
  const rest = wrong.slice(SHOWN_AT_ONCE);
  return h(
    "div.mo-criteria-group",
    {},
    list,
    rest.length > 0 &&
      h(
        "details.mo-more",
        {},
        h("summary", {}, `Show ${rest.length} more to look at again`),
        criteriaList(rest, "cross"),
      ),
  );
}

/** @param {any[]} right @param {any} folded */
function rightGroup(right, folded) {
  const list = criteriaList(right, "check");
  if (right.length === 1 || (!folded && right.length <= SHOWN_AT_ONCE)) return h("div.mo-criteria-group", {}, list);
  return h("details.mo-more", {}, h("summary", {}, `${right.length} right`), list);
}

/** @param {string} title @param {Criterion[]} criteria @param {any} icon */
function group(title, criteria, icon) {
  return h("div.mo-criteria-group", {}, h("p.mo-criteria-title", {}, title), criteriaList(criteria, icon));
}

/** @type {Record<string, any>} */
const MARK_WORDS = { check: "Right: ", cross: "Look again: ", half: "Close: ", note: "" };
/** @type {Record<string, any>} */
const MARK_TONES = { check: "good", cross: "bad", half: "part", note: "plain" };

/** @param {Criterion[]} criteria @param {any} icon @param {boolean} [lines] */
function criteriaList(criteria, icon, lines = false) {
  return h(
    "ul.mo-criteria",
    {},
    criteria.map((c, i) => (lines && hasReason(c) ? line(c, icon, i === 0) : criterion(c, icon))),
  );
}

/** @param {any} c */
const hasReason = (c) => Boolean(c.why || c.misconception || c.try_next);

/** A criterion as one line that opens.
 *  @param {any} c @param {any} icon @param {any} open */
function line(c, icon, open) {
  return h(
    "li.mo-criterion",
    { "data-tone": MARK_TONES[icon] },
    h(
      "details.mo-line",
      { open },
      h(
        "summary",
        { dir: "auto" },
        h("span.mo-mark.mo-mark-small", { "data-tone": MARK_TONES[icon] }, iconOf(icon)),
        h("span.mo-seen", {}, MARK_WORDS[icon] && unseen(MARK_WORDS[icon]), c.seen),
      ),
      h("div.mo-criterion-body", {}, reasons(c)),
    ),
  );
}

/** @param {any} c */
function reasons(c) {
  return [
    c.why && say("p.mo-why", c.why),
    c.misconception &&
      h("p.mo-mixup", { dir: "auto" }, h("span.mo-tag", {}, "Common mix-up"), " ", inline(c.misconception)),
    c.try_next && h("p.mo-next", { dir: "auto" }, h("span.mo-tag", {}, "Try next"), " ", inline(c.try_next)),
    c.item && c.met === false && h("button.mo-link.mo-goto", { type: "button", hidden: true, "data-goto": c.item }, "Go to it"),
  ];
}

/** @param {any} c @param {any} icon */
function criterion(c, icon) {
  return h(
    "li.mo-criterion",
    { "data-tone": MARK_TONES[icon] },
    h("span.mo-mark.mo-mark-small", { "data-tone": MARK_TONES[icon] }, iconOf(icon)),
    h(
      "div.mo-criterion-body",
      {},
      // What was seen may quote the learner: plain text, no markup.
      h("p.mo-seen", { dir: "auto" }, MARK_WORDS[icon] && unseen(MARK_WORDS[icon]), c.seen),
      icon === "half" && h("p.mo-close", {}, `Close: this earns ${short(100 * c.worth)}% of the point.`),
      reasons(c),
    ),
  );
}

const GOES = "button:not([disabled]), input, select, textarea, [tabindex]";

/** Lets each thing to look at again lead to its part of the answer, where the body shows it.
 *  @param {any} feedbackNode @param {any} body */
export function leadToItems(feedbackNode, body) {
  for (const link of feedbackNode.querySelectorAll("[data-goto]")) {
    const find = () => body.querySelector(`[data-item="${CSS.escape(link.dataset.goto)}"]`);
    link.hidden = !find();
    link.addEventListener("click", () => {
      const node = find();
      if (!node) return;
      reveal(node);
      focusOn(node.matches(GOES) ? node : node.querySelector(GOES));
      node.classList.add("mo-led");
      setTimeout(() => node.classList.remove("mo-led"), 2500);
    });
  }
}
