// One point in the list beside the plane: its name, its numbers, the buttons that place it or take it away.

import { button } from "../../../panel/ui/kit/button.js";
import { focusOn, h } from "../../../panel/ui/kit/dom.js";
import { iconOf } from "../../../panel/ui/kit/icons.js";
import { setText } from "../../../panel/ui/kit/keep.js";
import { setItemMark } from "../../../panel/ui/kit/marks.js";
import { numberField, numberWords } from "../../../panel/ui/kit/number.js";
import { quadrantAt } from "./dots.js";

/** @type {Record<string, any>} */
const WHEN = { now: "Now", wanted: "Wanted" };

/** @param {Task<"quadrant">} task @param {any} point */
export const pointName = (task, point) => point.text.trim() || `${task.noun} without a name`;

/** Typed numbers and a button for one of a point's places.
 *  @param {Task<"quadrant">} task @param {any} point @param {any} when @param {Api} api @param {any} on */
function makeLine(task, point, when, api, on) {
  const axes = [task.x, task.y];
  const typed = [null, null];
  /** @type {any} */
  let spot = null;
  const numbers = axes.map((axis, at) =>
    numberField(".mo-quadrant-field", {
      id: api.id(`${point.id}-${when}-${at}`),
      low: axis.low,
      high: axis.high,
      took: (value) => took(at, value),
      stays: () => (spot ? `The point stays at ${numberWords(spot[at])}.` : "The point is not placed yet."),
    }),
  );
  const place = button("Place", { id: api.id(`place-${point.id}-${when}`), onclick: () => on.pick(point.id, when) }, { tone: "small" });
  const name = h("p.mo-quadrant-where", { dir: "auto", role: "status" });

  /** @param {any} at @param {any} value */
  function took(at, value) {
    typed[at] = value;
    if (typed.every((v) => v === null)) return on.put(point.id, when, null);
    const open = axes.filter((_, i) => typed[i] === null);
    if (!open.length) return on.put(point.id, when, [...typed]);
    name.textContent = `Type the number for “${open[0].name}” too.`;
  }

  return {
    place,
    where: name,
    node: h(
      "div.mo-quadrant-line",
      { role: "group", "data-when": task.arrows ? when : null },
      task.arrows && h("div.mo-quadrant-when", {}, h("p", {}, WHEN[when]), name),
      axes.map((axis, at) =>
        h("div.mo-quadrant-number", {}, h("label.mo-small", { for: numbers[at].field.id, dir: "auto" }, axis.name), numbers[at].field),
      ),
      place,
      numbers.map((n) => n.note),
    ),
    /** @param {string} text */
    name(text) {
      const which = `${text}, ${when}`;
      axes.forEach((axis, at) => numbers[at].field.setAttribute("aria-label", `${which}: ${axis.name}, ${axis.low} to ${axis.high}`));
      place.setAttribute("aria-label", `Place ${which}`);
      this.node.setAttribute("aria-label", which);
    },
    clear() {
      typed.fill(null);
      for (const n of numbers) (n.clear(), n.show(null));
    },
    /** @param {any} next */
    draw(next) {
      const waits = !next && !spot && typed.some((v) => v !== null); // one of two is typed: it waits for the other
      spot = next ?? null;
      if (waits) return;
      numbers.forEach((n, at) => n.show(spot ? spot[at] : null));
      [typed[0], typed[1]] = spot ?? [null, null];
      const words = spot ? quadrantAt(task, spot) : "";
      setText(name, words);
    },
  };
}

/** @param {Task<"quadrant">} task @param {any} point @param {any} whens @param {Api} api @param {any} on */
export function makeRow(task, point, whens, api, on) {
  const mark = h("span.mo-item-mark");
  const number = h("span.mo-bin-number", { "aria-hidden": "true" });
  const lines = Object.fromEntries(whens.map((/** @type {any} */ when) => [when, makeLine(task, point, when, api, on)]));
  const named = point.own && !point.ref;
  const label = `Name of this ${task.noun}`;
  /** @type {Made} */
  const title = named
    ? h("input.mo-input", {
        type: "text",
        maxlength: 80,
        id: api.id(`name-${point.id}`),
        dir: "auto",
        "aria-label": label,
        placeholder: label,
        oninput: () => on.rename(point.id, title.value),
      })
    : h("p.mo-quadrant-text", { dir: "auto" }, point.text);
  const away =
    point.own &&
    h("button.mo-icon-btn", { type: "button", id: api.id(`away-${point.id}`), onclick: () => on.drop(point.id) }, iconOf("cross"));
  const small = h("p.mo-small", { dir: "auto" });
  const node = h(
    "li.mo-quadrant-row",
    { "data-item": point.id },
    number,
    h("div.mo-quadrant-words", {}, h("div.mo-quadrant-title", {}, title, !task.arrows && lines.now.where, away), small, Object.values(lines).map((l) => l.node), mark),
  );
  return {
    node,
    focus: () => focusOn(named ? title : lines.now.place),
    /** Takes away what was refused in its fields. */
    clear: () => Object.values(lines).forEach((line) => line.clear()),
    /** The point as it is now, its number, its spots, and whether its places were right (null: not said).
     *  @param {any} now @param {number} nth @param {any} spots @param {any} met */
    draw(now, nth, spots, met) {
      number.textContent = String(nth);
      if (named && title.value !== now.text) title.value = now.text;
      if (away) away.setAttribute("aria-label", `Take ${pointName(task, now)} off the map`);
      small.textContent = [now.note, now.detail].filter(Boolean).join(". ");
      small.hidden = !small.textContent;
      for (const when of whens) {
        lines[when].name(pointName(task, now));
        lines[when].draw(spots?.[when]);
      }
      setItemMark(node, mark, met, "Look again");
    },
  };
}
