// The solution of a match, pair by pair.

import { h } from "../../../panel/ui/kit/dom.js";
import { plain, say } from "../../../panel/ui/kit/markup.js";

/** @type {Pick<KindUi<"match">, "summary" | "itemText">} */
export const solution = {
  itemText: (view, id) => view.task.left.find((l) => l.id === id)?.text ?? "",

  summary(view, answer, reasonOf) {
    /** @param {string} id */
    const text = (id) => view.task.right.find((r) => r.id === id)?.text ?? "";
    return h(
      "dl.mo-pairs",
      {},
      view.task.left.map((l) => [
        plain("dt", l.text),
        h("dd", { dir: "auto" }, h("strong", {}, text(answer[l.id])), reasonOf(l.id) && say("span.mo-why", ` ${reasonOf(l.id)}`)),
      ]),
    );
  },
};
