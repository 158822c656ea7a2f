// How browser and Python compare what they have: the answer to begin with, the greeting, events that Python lacks.

import { isBlank, same } from "./dom.js";

/** The newer of the mirror's draft and Python's answer: { answer, at }. A draft of another revision is no answer. Where
 *  neither window had seen the other's, this browser's own stays on the screen, though it is the older: Python answers
 *  the greeting with the other one, and the learner chooses.
 *  @param {View} view @param {Mirror} mirror */
export function newestAnswer(view, mirror) {
  const mirrored = mirror.draft(view.slug);
  const at = view.answer_at ?? 0;
  const ours = mirrored && mirrored.rev === view.rev && (mirrored.at > at || apart(mirrored, view));
  return ours ? mirrored : { answer: view.answer ?? null, at };
}

/** @param {{ answer?: any, at?: any, base?: any, by?: any }} given @param {View} view */
function apart({ answer, at, base, by }, view) {
  const unseen = at > (view.answer_base ?? Infinity) && view.answer_at > (base ?? Infinity);
  return Boolean(view.answer_by) && view.answer_by !== by && unseen && !isBlank(answer) && !same(answer, view.answer ?? null);
}

/** @param {{ slug: string, rev?: any }} given @param {Mirror} mirror */
export function greeting({ slug, rev }, mirror) {
  const draft = mirror.draft(slug);
  return {
    type: "hello",
    slug,
    draft: draft && draft.rev === rev ? { answer: draft.answer, at: draft.at, base: draft.base, by: draft.by } : null,
    ids: mirror.events(slug).map((event) => event.id),
  };
}

/** @param {{ slug: string }} given @param {Mirror} mirror @param {any} want */
export function eventsFor({ slug }, mirror, want) {
  const wanted = new Set(want);
  return { type: "events", slug, events: mirror.events().filter((event) => wanted.has(event.id)) };
}

const AGAIN_MS = 3000; // how often at most an exercise asks what was made elsewhere

/** Greets again when the learner comes back to `body` or does another exercise: what was made elsewhere, and is offered
 *  here, may be called otherwise by now, or be gone.
 *  @param {any} body @param {string} slug @param {(...args: any[]) => any} hello @param {AbortSignal} signal */
export function greetAgain(body, slug, hello, signal) {
  let greeted = Date.now();
  const again = () => {
    greeted = Date.now();
    hello();
  };
  const back = () => !document.hidden && Date.now() - greeted > AGAIN_MS && again();
  document.addEventListener("mosaic:changed", (/** @type {any} */ e) => e.detail?.slug !== slug && again(), { signal });
  document.addEventListener("visibilitychange", back, { signal });
  body.addEventListener("pointerenter", back);
  body.addEventListener("focusin", (/** @type {any} */ e) => !body.contains(e.relatedTarget) && back());
}
