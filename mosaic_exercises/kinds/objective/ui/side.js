// The fields beside the text: baseline, resources, owner, and the aim it serves, chosen, written or pulled in.

import { fill, focusOn, h } from "../../../panel/ui/kit/dom.js";
import { foundList } from "../../../panel/ui/kit/found.js";
import { iconOf } from "../../../panel/ui/kit/icons.js";
import { lengthOf } from "../../../panel/ui/kit/ids.js";
import { setValue } from "../../../panel/ui/kit/keep.js";
import { plain } from "../../../panel/ui/kit/markup.js";

/** @type {Record<string, any>} */
export const ASKED = {
  baseline: ["Baseline and its source", "Where does it stand today, and how do you know?"],
  resources: ["Resources", "What does it need: people, time, money?"],
  owner: ["Owner", "The one person or role that answers for it."],
  aim: ["Aim it serves", "Which direction does it take you in?"],
};

/** One labelled control; { node, control, get, set, found(criteria) }.
 *  @param {any} field @param {{ id: string, aims: any[], limit?: any, typed: (...args: any[]) => any }} given */
export function makeSide(field, { id, aims, limit, typed }) {
  const [label, help] = ASKED[field];
  const common = { id, "aria-describedby": `${id}-help ${id}-tally ${id}-found` };
  const listed = field === "aim" && aims.length > 0;
  const control = listed
    ? h(
        "select.mo-input",
        { ...common, onchange: () => typed() },
        h("option", { value: "" }, "Not chosen yet"),
        aims.map((a) => h("option", { value: a.id }, a.text)),
      )
    : h("textarea.mo-input.mo-ob-short", { ...common, rows: 1, dir: "auto", oninput: () => (count(), typed()) });
  const tally = h("span.mo-tally", { id: `${id}-tally` });
  const found = h("div.mo-ob-found-here", { id: `${id}-found` });
  const count = () => {
    if (listed) return;
    const over = lengthOf(control.value) - limit;
    tally.textContent = over > 0 ? `${over} too many: at most ${limit} characters` : "";
    if (over > 0) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
  };
  const node = h(
    "div.mo-ob-side",
    { "data-field": field },
    h("label.mo-label", { for: id }, label),
    h("span.mo-small", { id: `${id}-help` }, help),
    control,
    tally,
    found,
  );
  return {
    node,
    control,
    get: () => control.value,
    /** @param {any} value */
    set(value) {
      setValue(control, value);
      count();
    },
    /** @param {Criterion[]} criteria */
    found: (criteria) => fill(found, foundList(criteria, { quotes: true })),
  };
}

/** What was pulled in, and a menu to pull something in.
 *  @param {{ id: string, task: Task<"objective">, label: string, typed: (...args: any[]) => any, announce: (text: string) => void }} given */
export function makePull({ id, task, label, typed, announce }) {
  /** @type {any[]} */
  let offers = [];
  /** @type {any[]} */
  let standIns = [];
  const menu = h("select.mo-input.mo-ob-menu", {
    id: `${id}-pull`,
    "aria-label": `Pull in for ${label}`,
    onchange: () => choose(),
  });
  const chip = h("div.mo-ob-pulled");
  const node = h("div.mo-ob-pull", {}, chip, menu);
  /** @type {any} */
  let ref = null;
  follow();

  /** What can be pulled in today. */
  function follow() {
    offers = task.offers;
    standIns = offers.length ? [] : task.stand_ins;
    /** @type {Map<any, any>} */
    const groups = new Map();
    for (const o of offers) groups.set(o.title, [...(groups.get(o.title) ?? []), o]);
    /** @param {any} value @param {string} words */
    const option = (value, words) => h("option", { value }, words);
    fill(
      menu,
      option("", standIns.length ? "Pull in an example ..." : "Pull in ..."),
      [...groups].map(([title, list]) =>
        h(
          "optgroup",
          { label: title },
          list.map((/** @type {any} */ o) => option(`o${offers.indexOf(o)}`, o.sort ? `${o.label} (${o.sort})` : o.label)),
        ),
      ),
      standIns.length > 0 &&
        h(
          "optgroup",
          { label: "Tessera's examples" },
          standIns.map((s, i) => option(`s${i}`, s.label)),
        ),
    );
    menu.hidden = !offers.length && !standIns.length;
    draw();
  }

  function choose() {
    const i = Number(menu.value.slice(1));
    const one = menu.value.startsWith("o") ? offers[i] : standIns[i];
    menu.value = "";
    if (!one) return;
    ref = one.exercise
      ? { exercise: one.exercise, object: one.object, label: one.label }
      : { exercise: "", object: one.id, label: one.label };
    draw();
    typed();
    announce(`${one.label} is pulled in.`);
  }
  function words() {
    if (!ref) return null;
    if (!ref.exercise) return { text: ref.label, source: "Tessera's example", broken: false };
    const now = offers.find((o) => o.exercise === ref.exercise && o.object === ref.object);
    return now
      ? { text: now.label, source: now.title, broken: false }
      : { text: `no longer there (was: ${ref.label})`, source: "", broken: true };
  }
  function draw() {
    const said = words();
    chip.toggleAttribute("data-broken", Boolean(said?.broken));
    if (!said) return fill(chip);
    const drop = h(
      "button.mo-icon-btn",
      {
        type: "button",
        "aria-label": `Take away: ${ref.label}`,
        onclick: () => {
          ref = null;
          draw();
          typed();
          announce("Taken away.");
          focusOn(menu);
        },
      },
      iconOf("cross"),
    );
    fill(
      chip,
      iconOf(said.broken ? "warn" : "left"),
      h("span", {}, plain("span.mo-ob-pulled-text", said.text), said.source && h("span.mo-small", {}, ` · ${said.source}`)),
      drop,
    );
  }
  return {
    node,
    follow,
    get: () => ref,
    /** @param {any} next */
    set(next) {
      ref = next ?? null;
      draw();
    },
    label: () => (ref ? (words()?.broken ? ref.label : words()?.text) : ""),
  };
}
