// The tray of the right-hand items: a chip each, to pick up or to drag; one that fits once leaves it while it is used.

import { h } from "../../../panel/ui/kit/dom.js";
import { iconOf } from "../../../panel/ui/kit/icons.js";
import { plain } from "../../../panel/ui/kit/markup.js";
import { trayWords } from "./pairs.js";

/** @param {Task<"match">} task @param {Api} api @param {(id: string) => void} pick */
export function makeTray({ right, reuse }, api, pick) {
  const chipOf = new Map(right.map((r) => [r.id, chip(r, api, () => pick(r.id))]));
  const title = h("p.mo-tray-title", { id: api.id("tray") });
  const node = h(
    "div.mo-tray",
    { role: "group", "aria-labelledby": api.id("tray") },
    title,
    h("div.mo-match-chips", {}, [...chipOf.values()]),
  );
  return {
    node,
    /** @param {any} id */
    hasFocus: (id) => chipOf.get(id)?.contains(document.activeElement),
    /** `used`: the items that have a partner; `picked`: the one in the hand.
     *  @param {Set<any>} used @param {any} picked */
    draw(used, picked) {
      const free = right.filter((r) => reuse || !used.has(r.id)).length;
      title.textContent = trayWords(free, reuse);
      node.toggleAttribute("data-empty", !free);
      for (const [id, one] of chipOf) {
        one.hidden = !reuse && used.has(id);
        one.toggleAttribute("data-picked", picked === id);
        one.setAttribute("aria-pressed", String(picked === id));
      }
    },
  };
}

/** A partner to pick up.
 *  @param {Item} item @param {Api} api @param {() => void} onclick */
function chip({ id, text }, api, onclick) {
  return h(
    "button.mo-match-chip",
    { type: "button", "data-right": id, id: api.id(`chip-${id}`), "aria-pressed": "false", onclick },
    h("span.mo-grip", { "aria-hidden": "true" }, iconOf("grip")),
    plain("span", text),
  );
}
