// Order: a list put into sequence. Answer: every item's id in the learner's order.

import { enable } from "../../../panel/ui/kit/button.js";
import { h, keepFocus, same } from "../../../panel/ui/kit/dom.js";
import { glide, makeDrag } from "../../../panel/ui/kit/drag.js";
import { placed } from "../../../panel/ui/kit/keep.js";
import { allMet, judgedOf, setItemMark } from "../../../panel/ui/kit/marks.js";
import { plain, say } from "../../../panel/ui/kit/markup.js";
import { makeRow } from "./row.js";

/** @type {KindUi<"order">} */
const orderUi = {
  noun: "Put in order",
  undo: true,

  mount(host, view, api) {
    const { items, from_label: from, to_label: to } = view.task;
    const start = items.map((i) => i.id);
    let ids = [...start];
    /** @type {Result | null} */
    let result = null;
    /** @type {any} */
    let checked = null;
    /** @type {Map<any, any>} */
    const rowOf = new Map(items.map((item) => [item.id, makeRow(item, api, move)]));
    const list = h("ol.mo-order", { "aria-labelledby": api.labelledby });
    host.append(
      h(
        "p.mo-how",
        {},
        "Move with the arrow buttons, by dragging, or with ",
        h("kbd", {}, "Alt"),
        " + ",
        h("kbd", {}, "↑"),
        " ",
        h("kbd", {}, "↓"),
        ".",
      ),
      plain("p.mo-order-end", from),
      list,
      plain("p.mo-order-end", to),
    );
    settle();

    makeDrag(
      list,
      {
        items: ".mo-order-row",
        grip: ".mo-grip",
        upright: true,
        over: (item, _, event) => hint(gap(item, event)),
        drop: (item, _, event) => moveTo(item.dataset.item, gap(item, event)),
        end: () => hint(null),
      },
      api.signal,
    );

    /** Where a dragged row would land: its index among the others.
     *  @param {any} item @param {any} event */
    function gap(item, event) {
      const others = ids
        .filter((id) => id !== item.dataset.item)
        .map((id) => rowOf.get(id).node.getBoundingClientRect());
      return others.filter((box) => event.clientY > box.top + box.height / 2).length;
    }

    /** @param {number | null} index */
    function hint(index) {
      const dragged = list.querySelector(".mo-dragging")?.dataset.item;
      const others = ids.filter((id) => id !== dragged);
      for (const [id, { node }] of rowOf) {
        node.toggleAttribute("data-before", index !== null && others[index] === id);
        node.toggleAttribute("data-after", index !== null && index === others.length && others.at(-1) === id);
      }
    }

    /** @param {string} id @param {number} way */
    function move(id, way) {
      const to = ids.indexOf(id) + way;
      if (to < 0 || to >= ids.length)
        return api.announce(way < 0 ? "Already at the top." : "Already at the bottom.");
      moveTo(id, to);
    }

    /** @param {string} id @param {number} index */
    function moveTo(id, index) {
      const before = ids;
      ids = ids.filter((other) => other !== id);
      ids.splice(index, 0, id);
      if (same(before, ids)) return;
      keepFocus(list, () =>
        glide(
          [...rowOf.values()].map((r) => r.node),
          settle,
        ),
      );
      api.change([...ids]);
      api.announce(`${rowOf.get(id).text}: now ${index + 1} of ${ids.length}.`);
    }

    function settle() {
      placed(list, ids.map((id) => ({ id })), ({ id }) => rowOf.get(id));
      ids.forEach((id, i) => {
        const { number, up, down } = rowOf.get(id);
        number.textContent = String(i + 1);
        enable(up, i > 0);
        enable(down, i < ids.length - 1);
      });
      drawMarks();
    }

    /** Marks speak of the whole sequence: they go as soon as it changes. */
    function drawMarks() {
      const valid = result && same(checked, ids);
      for (const [id, { node, mark }] of rowOf) {
        setItemMark(node, mark, valid ? allMet(judgedOf(result, id)) : null, "Look again");
      }
    }

    return {
      answer: () => [...ids],
      set(raw) {
        const known = Array.isArray(raw) ? raw.filter((id) => rowOf.has(id)) : [];
        ids = [...new Set([...known, ...start])];
        settle();
      },
      mark(nextResult, nextChecked) {
        result = nextResult;
        checked = nextChecked;
        drawMarks();
      },
    };
  },

  itemText: (view, id) => view.task.items.find((i) => i.id === id)?.text ?? "",

  summary(view, answer, reasonOf) {
    /** @param {string} id */
    const text = (id) => view.task.items.find((i) => i.id === id)?.text ?? id;
    return h(
      "ol.mo-solution-order",
      {},
      answer.map((/** @type {string} */ id) => h("li", { dir: "auto" }, text(id), reasonOf(id) && say("span.mo-why", ` ${reasonOf(id)}`))),
    );
  },
};

export default orderUi;
