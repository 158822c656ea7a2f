// One row of a match: what stands on the left, and a slot for its partner: a plain menu over the words that are seen.

import { h } from "../../../panel/ui/kit/dom.js";
import { iconOf } from "../../../panel/ui/kit/icons.js";
import { refill, setText } from "../../../panel/ui/kit/keep.js";
import { setItemMark } from "../../../panel/ui/kit/marks.js";
import { plain } from "../../../panel/ui/kit/markup.js";

/** on: { join(row, partner or null), picked() partner or null, putBack() }.
 *  @param {{ right: any[], right_label?: string }} given
 *  @param {{ id: string, text: string }} more
 *  @param {Api} api
 *  @param {any} on */
export function makeRow({ right, right_label: to = "" }, { id, text }, api, on) {
  const mark = h("span.mo-item-mark");
  const shown = h("span.mo-match-shown", { dir: "auto" });
  const options = right.map((r) => h("option", { value: r.id }, r.text));
  const menu = h(
    "select",
    {
      id: api.id(`menu-${id}`),
      "aria-label": [text, to].filter(Boolean).join(" "),
      onchange: () => on.join(id, menu.value || null),
    },
    h("option", { value: "" }, "Not joined yet"),
    options,
  );
  const slot = h("span.mo-match-slot", {}, shown, iconOf("down"), menu);
  const lost = h("span.mo-match-lost");
  const node = h("li.mo-match-row", { "data-item": id }, plain("span.mo-match-left", text), slot, mark, lost);
  node.addEventListener("click", (event) => {
    if (!on.picked() || event.target === menu || lost.contains(event.target)) return;
    on.join(id, on.picked());
  });

  /** what: { partner, by }, the words of both, or null.
   *  @param {any} what */
  function drawLost(what) {
    const back = what && { type: "button", id: api.id("put-back"), "aria-label": `Put back: ${text}, ${what.partner}`, onclick: on.putBack };
    refill(
      lost,
      what,
      () => what && [
        iconOf("info"),
        h("span", { dir: "auto" }, `“${what.partner}” is now with “${what.by}”.`),
        h("button.mo-link", back, "Put it back"),
      ],
    );
  }

  return {
    node,
    menu,
    text,
    /** held: its partner's id; empty: the words where it has none; withWhom(partner id): the other row it stands in,
     *  in words; lost: its partner that another row just took; met: what the last check said.
     *  @param {{ held?: any, empty?: any, withWhom: (...args: any[]) => any, lost?: any, met?: any }} given */
    draw({ held, empty, withWhom, lost: what, met }) {
      for (const [i, option] of options.entries()) {
        const by = withWhom(right[i].id);
        const words = by ? `${right[i].text} (now with: ${by})` : right[i].text;
        setText(option, words);
      }
      menu.value = held ?? "";
      shown.textContent = held ? right.find((r) => r.id === held).text : empty;
      slot.toggleAttribute("data-empty", !held);
      drawLost(what);
      setItemMark(node, mark, met);
    },
  };
}
