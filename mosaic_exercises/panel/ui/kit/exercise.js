// The frame of one exercise: everything around the kind's own body.

import { makeActing } from "./acting.js";
import { makeAsks } from "./asks.js";
import { makeChecks } from "./checks.js";
import { focusOn, same, uid } from "./dom.js";
import { makeElsewhere } from "./elsewhere.js";
import { eventsFor, greetAgain, greeting, newestAnswer } from "./greeting.js";
import { makeHearing } from "./hearing.js";
import { isOpenEnded } from "./help.js";
import { makeCaller, makeWatch } from "./link.js";
import { makeMirror } from "./mirror.js";
import { actionBar, exerciseParts, makeUndo } from "./parts.js";
import { GREETING_MS, kinds } from "./registry.js";
import { saveAndOpen } from "./save_open.js";
import { afterCheck, afterHint, afterSolution, showUnknown, showView } from "./showing.js";
import { makeAnnouncer, makeSaver, makeStatus } from "./status.js";

/** Puts the exercise `view` into `host`. Returns { view(), focus() }; everything ends with `signal`.
 *  @param {Made} host
 *  @param {any} first
 *  @param {{ link: Link, signal: AbortSignal, level?: number, onView?: (...args: any[]) => any, prefix?: string }} given */
export function mountExercise(host, first, { link, signal, level = 3, onView = () => {}, prefix = "" }) {
  const kind = kinds[first.kind];
  if (!kind) {
    showUnknown(host, first);
    return { view: () => first, focus: () => {} };
  }
  const id = uid();
  let view = first;
  const { node: announcer, announce } = makeAnnouncer();
  let mirror = makeMirror(view.workbook);
  const status = makeStatus(announce);
  const watch = makeWatch(() => link.asleep() || hearing.silence(), signal);
  const saver = makeSaver({ slug: view.slug, rev: view.rev, link, mirror: () => mirror, status, watch, signal });
  const checks = makeChecks(view, { link, mirror: () => mirror, base: () => saver.base() });
  const caller = makeCaller(() => hello(), signal);
  const part = exerciseParts(id, view, kind, { level, prefix, announcer, link, signal });
  host.append(part.root);

  const body = kind.mount(part.body, view, {
    /** @param {string} name */
    id: (name) => `${id}-${name}`,
    labelledby: `${id}-title`,
    describedby: `${id}-prompt`,
    signal,
    announce,
    /** @param {any} answer */
    change: (answer) => acting.changed(answer),
    submit: () => acting.check(),
    /** @param {any} message */
    send: (message) => link.send({ slug: view.slug, ...message }),
    /** @param {any} type @param {(...args: any[]) => any} fn */
    on: (type, fn) => link.on(view.slug, (m) => m.type === type && fn(m), signal),
  });
  const put = (/** @type {any} */ answer) => acting.changed(answer, true);
  const undo = makeUndo(body, { everyMove: Boolean(kind.undo), own: Boolean(kind.history), put });
  const elsewhere = makeElsewhere(id, part.elsewhere, {
    view: () => view,
    mirror: () => mirror,
    touched: () => acting.touched(),
    changed: put,
    ...{ kind, body, undo, saver, status, checks, announce, drawState },
    toButtons: () => focusOn(bar.check),
  });
  const acting = makeActing({ body, undo, elsewhere, saver, checks, watch, announce, drawState });
  const asks = makeAsks({
    view: () => view,
    ...{ link, watch, announce, draw, drawState },
    toBar: () => focusOn(bar.solution.hidden ? bar.check : bar.solution),
    toQuestion: () => focusOn(part.ask.querySelector("button")),
  });
  const bar = actionBar(id, kind, view, status.node, { ...asks, check: acting.check, reset: acting.reset, undo: () => undo.back() });
  part.actions.append(bar.node);
  part.files.append(bar.later); // below the feedback: the verdict stays under the buttons, in sight
  const files = saveAndOpen(id, {
    view: () => view,
    link,
    signal,
    announce,
    answer: () => body.answer(),
    untouched: undo.untouched,
    shown: () => body.shown?.() ?? {},
    replace: undo.replace,
  });
  part.files.append(...[files.node].filter(Boolean));

  const doneWord = () => (isOpenEnded(view) ? "recorded" : "checked");

  const hearing = makeHearing({ update, drawState, doneWord, touched: acting.touched, ...{ saver, status, checks, elsewhere, caller, watch } });

  /** @param {any} message */
  function update(message) {
    const { view: next, event, want, other } = message;
    const before = view;
    const done = checks.done(message);
    // An answer that Python could not read has no `checked`: it speaks of what was sent.
    view = done && next.result ? { ...next, checked: next.checked ?? done.answer } : next;
    // Restored from another copy, the folder goes on as that workbook.
    if (next.workbook !== before.workbook) mirror = makeMirror(next.workbook);
    if (event) mirror.putEvent(event);
    if (want?.length) link.send(eventsFor(view, mirror, want));
    if (other) elsewhere.ask(other);
    else elsewhere.follow(next);
    body.follow?.(next);
    draw(before);
    if (next.saved === false) saver.unsaved(next.problem);
    else if (other) saver.refused();
    else if (!saver.newest()) status.quiet();
    else if (elsewhere.isHere(next.answer)) saver.saved(saver.newest());
    if (done) afterCheck(part, view, done.late);
    if ((next.hints?.shown.length ?? 0) > (before.hints?.shown.length ?? 0)) afterHint(part, view, announce);
    if (next.solution && !before.solution) afterSolution(part, announce);
    onView(next);
  }

  function draw(before = /** @type {View | null} */ (null)) {
    showView(part, body, { id, view, before, ask: asks.question(), late: checks.waited(), drawState });
  }

  function drawState() {
    const unread = view.result?.outcome === "invalid" && view.checked === null;
    const stale = Boolean(view.result) && !unread && !same(body.answer(), view.checked);
    part.live.toggleAttribute("data-stale", stale);
    part.setState(view, stale);
    bar.draw({ view, wanted: asks.wanted(), busy: checks.running(), asking: Boolean(asks.question()), undo: undo.state() });
  }

  // The newest of the mirror's draft and Python's answer stands on the screen; both sides hear of it.
  const begin = newestAnswer(view, mirror);
  saver.seen(begin.at, begin.at > (view.answer_at ?? 0));
  undo.begun();
  body.set(begin.answer);
  undo.start(begin.answer);
  link.on(view.slug, hearing.receive, signal);
  draw();
  if (view.saved === false)
    status.trouble(view.problem || "Python cannot save on this computer; this browser keeps your answers");

  function hello() {
    link.send(greeting(view, mirror));
    watch.asked(GREETING_MS);
  }
  hello();
  if (checks.waiting()) saver.silent(doneWord());
  if (view.task.offers) greetAgain(part.body, view.slug, hello, signal);
  document.addEventListener("mosaic:restored", hello, { signal });
  window.addEventListener("storage", (event) => elsewhere.overheard(event), { signal });
  window.addEventListener("online", hello, { signal });
  if (view.who && !mirror.who()) mirror.putWho({ name: view.who, id: "" });
  return { view: () => view, focus: () => focusOn(part.title) };
}
