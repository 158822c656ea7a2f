// What the pages (start, submit) share: a status, files from Python, notices.

import { fill, h, same } from "./dom.js";
import { saveFile } from "./files.js";
import { makeWatch } from "./link.js";
import { WINDOW } from "./place.js";
import { GREETING_MS, SILENCE_MS } from "./registry.js";
import { makeAnnouncer, makeStatus } from "./status.js";

const FORGETS = new Set(["learner", "download", "restore", "handin", "drop"]); // acts that make the last notice old

/** The wiring of a page. `draw(view)` is called with every new view, `filed(file)` when Python hands out a file,
 *  `reload()` when answers came in from elsewhere.
 *  @param {any} first
 *  @param {{ model?: any, link: Link, signal: AbortSignal, draw: (...args: any[]) => any, filed?: (...args: any[]) => any, reload?: (...args: any[]) => any }} given */
export function makePage(first, { model, link, signal, draw, filed = () => {}, reload = () => {} }) {
  const { node: announcer, announce } = makeAnnouncer();
  // There are exercises to touch: what the page says for want of them (Voila, a Jupyter without our extension, VS Code,
  // which puts each text into a shadow) is done.
  const shadows = [...document.querySelectorAll(".preview")].map((text) => text.shadowRoot);
  for (const root of [document, ...shadows]) {
    for (const note of root?.querySelectorAll(".mosaic-fallback") ?? []) note.setAttribute("hidden", "");
  }
  const status = makeStatus(announce);
  const notice = h("div.mo-notice-area", { role: "status", "aria-live": "polite" });
  const silent = "Python is not answering. Your answers stay in this browser; reload the page to go on.";
  const watch = makeWatch(() => link.asleep() || status.trouble(silent), signal);
  const page = {
    view: first,
    announcer,
    announce,
    status,
    notice,
    /** @param {string} text @param {string} [tone] */
    tell: (text, tone = "plain") => fill(notice, text && h("p.mo-notice", { "data-tone": tone, dir: "auto" }, text)),
    /** @param {any} message */
    send(message) {
      if (FORGETS.has(message.type)) page.tell("");
      link.send(message);
      watch.asked(["hello", "refresh"].includes(message.type) ? GREETING_MS : SILENCE_MS);
    },
    /** For messages whose answer is awaited elsewhere (a file sent in parts). */
    link: { send: (/** @type {any} */ message) => page.send(message) },
  };
  link.on(
    "",
    (message) => {
      watch.heard();
      standing(page.view); // a warning that Python is gone goes with whatever it answers
      if (message.type === "file") {
        saveFile(message);
        filed(message);
      }
      if (message.type === "changed" && message.by !== WINDOW)
        document.dispatchEvent(new CustomEvent("mosaic:changed", { detail: {} }));
      if (message.type !== "view" || !message.view) return;
      const renamed = !same(page.view.learner, message.view.learner);
      page.view = message.view;
      model.set("view", message.view);
      draw(message.view);
      if (renamed) document.dispatchEvent(new CustomEvent("mosaic:changed", { detail: {} }));
      if (message.notice) page.tell(message.notice);
      if (message.reload) reload();
      standing(message.view);
    },
    signal,
  );
  /** @param {View} view */
  function standing(view) {
    if (view.saved === false)
      status.trouble(view.problem || "Python cannot save on this computer; this browser keeps your answers");
    else status.quiet();
  }
  standing(first);
  return page;
}
