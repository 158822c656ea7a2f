// The glossary. Its terms are fetched when it comes into sight; a term that a link of the text has named is shown at once.

import { fill, focusOn, h, uid } from "../../kit/dom.js";
import { makeAnnouncer } from "../../kit/status.js";
import { termList } from "./terms.js";

const WAIT_MS = 8000;
const AWAY = "Python is not answering: the glossary comes when it is back.";

export default {
  /**
   * @param {HTMLElement} root
   * @param {GlossaryView} view
   * @param {{ link: Link, signal: AbortSignal }} panel
   */
  mount(root, view, { link, signal }) {
    const id = uid();
    const { node: announcer, announce } = makeAnnouncer();
    const trouble = h("div", { role: "alert" });
    const place = h("div.mo-gl-place", {}, h("p.mo-small", {}, "Fetching the terms ..."));
    const page = h(
      "section.mo-gl",
      { "aria-labelledby": `${id}-title` },
      h("header.mo-head", {}, h("p.mo-kicker", {}, "Glossary"), h("h3.mo-title", { id: `${id}-title` }, "What the words mean")),
      h("p", {}, `${view.count} terms: what each means, an example, what it is often mixed up with, and where the course teaches and practises it.`),
      place,
      trouble,
      announcer,
    );
    root.append(page);
    let list = /** @type {ReturnType<typeof termList> | null} */ (null);
    let wanted = view.term || named();
    let timer = 0;

    /** The term that a link has named: in this window, or in this page's address. */
    function named() {
      const term = globalThis.mosaicTerm || decodeURIComponent(location.hash.slice(1));
      globalThis.mosaicTerm = "";
      return term;
    }

    function ask() {
      fill(trouble);
      timer = setTimeout(() => told(AWAY), WAIT_MS);
      link.send({ type: "glossary" });
    }

    /** @param {string} problem */
    function told(problem) {
      fill(trouble, problem && h("p.mo-notice", { "data-tone": "part" }, problem, " ", !list && h("button.mo-btn-link", { type: "button", onclick: ask }, "Try again")));
    }

    link.on(
      "",
      (/** @type {any} */ message) => {
        if (message.type !== "glossary" || list) return;
        clearTimeout(timer);
        if (message.terms) {
          list = termList(id, message.terms, { announce });
          fill(place, list.node);
        }
        told(message.problem ?? "");
        if (list && wanted) list.show(wanted);
        wanted = "";
      },
      signal,
    );

    /** A link was followed while the page stands. */
    function follow() {
      if (!page.offsetParent) return; // in a tab behind: it looks when it comes into sight
      const term = named();
      if (list && term) list.show(term);
      else wanted = term || wanted;
    }
    document.addEventListener("mosaic:term", follow, { signal });
    window.addEventListener("hashchange", follow, { signal });

    const sight = new IntersectionObserver((seen) => {
      if (!seen.some((one) => one.isIntersecting)) return;
      if (list) return globalThis.mosaicTerm && follow();
      if (!timer) ask();
    });
    sight.observe(page);
    signal.addEventListener("abort", () => {
      sight.disconnect();
      clearTimeout(timer);
      list = null;
    });
    if (wanted) focusOn(page.querySelector("h3"));
  },
};
