// What a sort shows of an answer that is not being worked on.

import { h } from "../../../panel/ui/kit/dom.js";
import { say } from "../../../panel/ui/kit/markup.js";

export const solution = {
  /** @param {View<"sort">} view @param {string} id */
  itemText: (view, id) => view.task.cards.find((c) => c.id === id)?.text ?? "",

  /** @param {View<"sort">} view @param {any} answer @param {(item: string) => Child} reasonOf */
  summary(view, answer, reasonOf) {
    const { bins, cards, layout } = view.task;
    const shown = layout === "ladder" ? [...bins].reverse() : bins;
    return h(
      "dl.mo-solution-bins",
      {},
      shown.map((bin) => [
        h("dt", { dir: "auto" }, bin.name),
        cards
          .filter((c) => answer[c.id] === bin.id)
          .map((c) => h("dd", { dir: "auto" }, c.text, reasonOf(c.id) && say("span.mo-why", ` ${reasonOf(c.id)}`))),
      ]),
    );
  },
};
