// Objective: SMART objectives, each in one field that is marked up while it is typed. Python reads the words; nothing
// here judges them. Answer: { objectives: { slot: { text, baseline, resources, owner, aim, ref } } }.

import { h, same } from "../../../panel/ui/kit/dom.js";
import { plain, say } from "../../../panel/ui/kit/markup.js";
import { makeSteady } from "../../../panel/ui/kit/steady.js";
import { makeLive } from "./live.js";
import { ASKED } from "./side.js";
import { makeSlot } from "./slot.js";

/** @type {KindUi<"objective">} */
const objectiveUi = {
  noun: (view) => (view.task.slots.length > 1 ? "Write objectives" : "Write an objective"),
  verb: "Check",

  mount(host, view, api) {
    const { task } = view;
    /** @type {Result | null} */
    let result = null;
    /** @type {any} */
    let checked = null;
    const steady = makeSteady(host, api.signal);
    const live = makeLive(
      api,
      (slot) => slots.get(slot).live(),
      (slot, sent, reply) => steady(slot, () => slots.get(slot).show(sent, reply)),
    );
    /** @type {Map<any, any>} */
    const slots = new Map(
      task.slots.map((slot) => [
        slot.id,
        makeSlot(slot, {
          task,
          api,
          typed(id) {
            api.change(answer());
            draw();
            live.ask(id);
          },
          redraw: () => draw(),
        }),
      ]),
    );
    api.signal.addEventListener("abort", () => [...slots.values()].forEach((s) => s.stop()));
    const hint = h("p.mo-how", { hidden: Boolean(task.offers.length) || !task.stand_ins.length }, HINT);
    host.append(
      h("div.mo-ob", {}, hint, [...slots.values()].map((s) => s.node), rulesList(task)),
    );

    function answer() {
      const kept = [...slots].map(([id, slot]) => [id, slot.answer()]).filter(([, one]) => one);
      return kept.length ? { objectives: Object.fromEntries(kept) } : null;
    }

    /** A finding stands while the fields it speaks of stand as they did when they were checked. */
    function draw() {
      for (const [id, slot] of slots) {
        const then = checked?.objectives?.[id] ?? {};
        const now = slot.answer() ?? {};
        slot.mark((/** @type {any} */ item, /** @type {any[]} */ fields) =>
          result && checked && fields.every((/** @type {any} */ f) => same(then[f] || null, now[f] || null))
            ? (result.criteria ?? []).filter((c) => c.item === item && c.met === false)
            : [],
        );
      }
    }

    return {
      answer,
      set(raw) {
        for (const [id, slot] of slots) {
          slot.set(raw?.objectives?.[id]);
          if (slot.answer()) live.ask(id);
        }
        draw();
      },
      /** What was made elsewhere has another name, is gone, or is new. */
      follow(next) {
        const { offers } = next.task;
        if (same(offers, task.offers)) return;
        task.offers = offers;
        hint.hidden = Boolean(offers.length) || !task.stand_ins.length;
        for (const slot of slots.values()) slot.follow();
      },
      mark(nextResult, nextChecked) {
        [result, checked] = [nextResult, nextChecked];
        draw();
      },
    };
  },

  summary(view, answer) {
    const { slots = [], aims = [] } = view.task;
    /** @param {any} one */
    const rows = (one) =>
      Object.entries(ASKED)
        .map(([field, [label]]) => {
          const aim = aims.find((/** @type {any} */ a) => a.id === one[field])?.text ?? one[field];
          return [label, field === "aim" ? [aim, one.ref?.label].filter(Boolean).join("; ") : one[field]];
        })
        .filter(([, value]) => value);
    return slots
      .filter((slot) => answer?.objectives?.[slot.id])
      .map((slot) => {
        const one = answer.objectives[slot.id];
        return h(
          "div.mo-model",
          {},
          h("p", { dir: "auto" }, h("strong", {}, `${slot.name}: `), one.text ?? ""),
          h(
            "dl.mo-solution-bins",
            {},
            rows(one).map(([label, value]) => [h("dt", {}, label), plain("dd", value)]),
          ),
        );
      });
  },

  itemText: (view, item) => view.task.slots.find((s) => s.id === item.split("/")[0])?.name ?? "",
};

export default objectiveUi;

const HINT = "You have made nothing to pull in yet. Until you do, Tessera's examples stand in.";

/** What will be looked at, before the first check.
 *  @param {{ rules?: any[], rubric?: any[] }} given */
function rulesList({ rules = [], rubric = [] }) {
  return h(
    "details.mo-rubric",
    {},
    h("summary", {}, "What will be looked at"),
    h(
      "ul",
      {},
      h("li", {}, "Specific, measurable, time-bound: judged from the words."),
      h(
        "li",
        {},
        "Achievable and relevant: no words can show them. The fields ask for your reasons, and are checked for ",
        "agreement with the text.",
      ),
      rules.map((r) => say("li", r.text)),
      rubric.map((r) => say("li", `${r.label} (read by a person)`)),
    ),
  );
}
