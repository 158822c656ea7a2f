// The fixed parts of an exercise's frame: header, prompt, places for the rest, the row of buttons, undo.

import { button, enable, isOff } from "./button.js";
import { caseButton } from "./case_drawer.js";
import { fill, h, same, unseen } from "./dom.js";
import { hintsLeft, isOpenEnded, solutionAllowed, solutionWait } from "./help.js";
import { iconOf } from "./icons.js";
import { blocks, plain } from "./markup.js";
import { ofView } from "./registry.js";
import { earnedWords, outcomeOf, pointsWords, triedWords, whenWords } from "./words.js";
import { promptOf } from "./terms.js";

/**
 * @param {string} id
 * @param {View} view
 * @param {any} kind
 * @param {{ level?: any, prefix?: any, announcer?: any, link: Link, signal: AbortSignal }} given
 */
export function exerciseParts(id, view, kind, { level, prefix, announcer, link, signal }) {
  const kicker = h("p.mo-kicker");
  const pill = h("span.mo-pill", { "data-part": "state" });
  const title = h(`h${level}.mo-title`, { id: `${id}-title`, tabindex: "-1", dir: "auto" }, view.title);
  /** @param {string} name @param {any} [attrs] */
  const place = (name, attrs = {}) => h(`div.mo-${name}`, { "data-part": name, ...attrs });
  /** @type {Record<string, any>} */
  const part = {
    title,
    former: place("former"),
    body: place("body"),
    elsewhere: place("elsewhere"),
    hints: place("hint-area"),
    actions: place("action-area"),
    files: place("file-area"),
    ask: place("ask-area"),
    live: place("live", { role: "status", "aria-live": "polite", "aria-atomic": "false" }),
    solution: place("solution-area"),
  };
  const noun = ofView(kind.noun, view);
  part.setState = (/** @type {View} */ now, /** @type {boolean} */ stale) => {
    // Inside a drill the points belong to the drill, not to the question.
    const words = [prefix || noun, prefix ? noun : worthWords(now), triedWords(now.attempts)].filter(Boolean);
    fill(
      kicker,
      words.flatMap((word, i) => (i ? [h("span.mo-sep", { "aria-hidden": "true" }, "·"), word] : [word])),
    );
    const shown = now.result && !["not_attempted", "invalid"].includes(now.result.outcome);
    const outcome = outcomeOf(now.result);
    pill.dataset.tone = shown ? outcome.tone : "";
    if (!same(part.shownFormer, now.former)) fill(part.former, now.former && formerNote(now.former));
    part.shownFormer = now.former;
    fill(pill, shown && [iconOf(outcome.icon), outcome.word, lateWords(now), stale && unseen(" at your last check")]);
  };
  part.root = h(
    "section.mo-exercise",
    { "aria-labelledby": `${id}-title`, "data-slug": view.slug, "data-kind": view.kind },
    h("header.mo-head", {}, h("div.mo-head-row", {}, kicker, pill, caseButton(view, { link, signal })), title),
    promptOf(id, view, blocks(view.prompt)),
    part.former,
    part.body,
    part.elsewhere,
    part.hints,
    part.actions,
    part.ask,
    part.live,
    part.solution,
    part.files,
    announcer,
  );
  return part;
}

/** An answer to an earlier edition of the exercise: what it said, and that today's edition has not judged it.
 *  @param {{ at?: any, outcome?: any, said?: any }} given */
function formerNote({ at, outcome, said }) {
  const then = outcome ? `, ${outcomeOf(/** @type {any} */ ({ outcome })).word.toLowerCase()} then` : "";
  return h(
    "div.mo-notice",
    {},
    h("p", {}, `This exercise has changed since you answered it (${whenWords(at)}${then}). Check again to see what holds today.`),
    said && h("details.mo-more", {}, h("summary", {}, "Your answer then"), plain("p.mo-said-then", said)),
  );
}

/** The points in the line above the title: what there is to earn, and what was earned of it once that is known.
 *  @param {{ points?: any, earned?: any }} given */
function worthWords({ points, earned }) {
  if (!points || !earned || earned.waiting) return pointsWords(points);
  return earnedWords(earned.points, points);
}

/** What the chip adds where the checked answer was given after the solution was opened.
 *  @param {{ earned?: any, points?: any }} given */
function lateWords({ earned, points }) {
  if (!earned?.late) return "";
  if (earned.waiting) return ", after the good answer";
  return earned.points > 0 ? `, ${earnedWords(earned.points, points)} kept` : ", no points";
}

/** The row of buttons. They are made once and only change their words, so the focus stays where it is.
 *  @param {string} id @param {any} kind @param {any} first @param {any} status @param {any} on */
export function actionBar(id, kind, first, status, on) {
  /** @param {(...args: any[]) => any} fn */
  const guard = (fn) => (/** @type {any} */ event) => !isOff(event.currentTarget) && fn();
  const verb = ofView(kind.verb, first) ?? "Check";
  /** @type {Record<string, any>} */
  const bar = {
    check: button(verb, { id: `${id}-check`, onclick: guard(on.check), "data-act": "check" }, { tone: "main" }),
    hint: button("", { id: `${id}-hint`, onclick: guard(on.hint), "data-act": "hint" }, { icon: "hint" }),
    solution: button(
      isOpenEnded(first) ? "See a good answer" : "See the solution",
      { id: `${id}-see`, onclick: guard(on.solution), "data-act": "solution" },
      { icon: "solution" },
    ),
    undo: button(
      "Undo",
      { id: `${id}-undo`, onclick: guard(on.undo), "data-act": "undo" },
      { icon: "undo", tone: "quiet" },
    ),
    reset: button(
      "Reset",
      { id: `${id}-reset`, onclick: guard(on.reset), "data-act": "reset" },
      { icon: "reset", tone: "quiet" },
    ),
    again: h("button.mo-link", { type: "button", id: `${id}-again`, onclick: guard(on.again), "data-act": "again" }),
  };
  bar.later = h("p.mo-small", { "data-part": "again" }, bar.again);
  const wait = h("p.mo-wait", { "data-part": "wait" });
  bar.node = h(
    "div",
    {},
    h("div.mo-actions", {}, bar.check, bar.hint, bar.solution, h("span.mo-spring", {}, status), bar.undo, bar.reset),
    wait,
  );
  bar.draw = (/** @type {{ view: View, busy?: any, asking?: any, undo?: any, wanted?: any }} */ { view, busy, asking, undo, wanted }) => {
    bar.check.lastChild.textContent = busy ? (verb === "Check" ? "Checking ..." : "Recording ...") : verb;
    enable(bar.check, !busy);
    const left = hintsLeft(view);
    bar.hint.hidden = left <= 0;
    if (left > 0) bar.hint.lastChild.textContent = `Hint ${view.hints.shown.length + 1} of ${view.hints.total}`;
    bar.solution.hidden = !solutionAllowed(view) || asking;
    bar.undo.hidden = !undo.offered;
    enable(bar.undo, undo.possible);
    wait.textContent = solutionWait(view);
    wait.hidden = !wait.textContent;
    bar.again.textContent = wanted ? "It will come back in your next review" : "Ask me this again in my next review";
    enable(bar.again, !wanted);
    bar.later.hidden = !view.returns || !view.attempts;
  };
  return bar;
}

/** Undo of moves (kinds that place things, `everyMove`), and of what takes the place of the whole answer (every kind but
 *  those that do it themselves, `own`). `put(answer)`: another answer stands.
 *  @param {Mounted<any>} body @param {{ everyMove: boolean, own: boolean, put: (answer: any) => void }} given */
export function makeUndo(body, { everyMove, own, put }) {
  /** @type {any[]} */
  let past = [];
  /** @type {any} */
  let now = null;
  let offered = everyMove;
  let blank = /** @type {any} */ (null);
  const keep = () => {
    past.push(body.answer());
    offered = true;
  };
  return {
    /** What stands now is what the exercise begins with. */
    begun: () => (blank = body.answer()),
    untouched: () => body.answer() === null || same(body.answer(), blank),
    /** @param {any} answer */
    start(answer) {
      past = [];
      now = answer;
    },
    /** @param {any} answer */
    note(answer) {
      if (everyMove) past.push(now);
      else past = [];
      now = answer;
    },
    keep,
    settle: () => (now = body.answer()),
    /** Puts another answer in the place of the learner's; undo leads back.
     *  @param {any} answer */
    replace(answer) {
      if (!own) keep();
      body.set(answer);
      put(answer === null ? null : body.answer());
      now = body.answer();
    },
    back() {
      if (!past.length) return;
      now = past.pop();
      body.set(now);
      put(now);
    },
    state: () => ({ offered, possible: past.length > 0 }),
  };
}
