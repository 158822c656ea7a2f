// The marking queue as it stands in its own notebook, over this page's wire: its messages are told apart by `desk`.

import { h } from "../../kit/dom.js";
import { views } from "../../kit/registry.js";

/** @param {Link} link @param {any} model @param {() => MarkingView | null} found @param {AbortSignal} ending */
export function makeEmbedded(link, model, found, ending) {
  const node = h("div");
  let begun = false;
  const own = {
    ...link,
    send: (/** @type {any} */ message) => link.send({ ...message, desk: "marking" }),
    on: (/** @type {string} */ slug, /** @type {any} */ fn, /** @type {any} */ until) => link.on(slug, (m) => (m.type !== "view" || m.view?.kind === "marking") && fn(m), until),
  };
  return {
    node,
    draw() {
      let now = found();
      if (begun || !now) return;
      begun = true;
      const held = { ...model, get: () => now, set: (/** @type {string} */ _, /** @type {any} */ next) => (now = next) };
      views.marking.mount(node, now, { model: held, link: own, signal: ending });
    },
  };
}
