// Debate: take one of two sides and answer the other's strongest point. Answer: { side, reply }.

import { wordsIn } from "../../../panel/ui/kit/count.js";
import { fill, h } from "../../../panel/ui/kit/dom.js";
import { blocks, say } from "../../../panel/ui/kit/markup.js";
import { count } from "../../../panel/ui/kit/words.js";
import { makeDivision } from "./division.js";

/** @type {KindUi<"debate">} */
const debateUi = {
  noun: "Take a side",
  verb: "Record",
  recorded: true, // both sides can be defended: nothing is right or wrong

  mount(host, view, api) {
    const { motion, sides, min_words: min = 0, max_words: max = 0 } = view.task;
    const radios = new Map(
      sides.map((/** @type {any} */ side) => [
        side.id,
        h("input", { type: "radio", name: api.id("sides"), id: api.id(`side-${side.id}`), value: side.id, onchange: take }),
      ]),
    );
    const point = h("div.mo-debate-point", { id: api.id("point") });
    const tally = h("span.mo-tally", { id: api.id("tally") });
    const field = h("textarea.mo-input.mo-textarea", {
      id: api.id("reply"),
      rows: 5,
      dir: "auto",
      "aria-describedby": `${api.id("point")} ${api.id("tally")}`,
      oninput: () => (drawTally(), api.change(answer())),
      onkeydown: (event) =>
        event.key === "Enter" && (event.ctrlKey || event.metaKey) && (event.preventDefault(), api.submit()),
    });
    field.style.setProperty("--rows", "5");
    const division = makeDivision(view, api, side);
    host.append(
      say("p.mo-debate-motion", motion),
      h(
        "div.mo-debate-sides",
        { role: "radiogroup", "aria-labelledby": api.labelledby },
        sides.map((/** @type {any} */ one) => h("label.mo-option", {}, radios.get(one.id), say("span.mo-option-text", one.name))),
      ),
      point,
      h("div.mo-debate-head", {}, h("label.mo-label", { for: api.id("reply") }, "Your answer to that"), tally),
      field,
      division.node,
    );

    function side() {
      return [...radios].find(([, input]) => input.checked)?.[0] ?? "";
    }

    const answer = () => ({ side: side(), reply: field.value });

    function take() {
      draw();
      api.change(answer());
      api.announce(`Their strongest point: ${other().strongest}`);
    }

    const other = () => sides[sides[0].id === side() ? 1 : 0];

    function draw() {
      fill(
        point,
        side()
          ? [h("p.mo-label", {}, "The other side's strongest point"), say("blockquote.mo-model", other().strongest)]
          : h("p.mo-how", {}, "Take a side first: the other side's strongest point is shown then."),
      );
      drawTally();
      division.draw();
    }

    function drawTally() {
      const n = wordsIn(field.value);
      tally.textContent = count(n, "word") + (n < min ? ` (at least ${min})` : max && n > max ? ` (at most ${max})` : "");
      tally.dataset.tone = max && n > max ? "bad" : n && n < min ? "part" : "";
    }

    draw();
    return {
      answer,
      set(raw) {
        for (const [id, input] of radios) input.checked = raw?.side === id;
        field.value = typeof raw?.reply === "string" ? raw.reply : "";
        draw();
      },
    };
  },

  summary(view, answer) {
    const side = view.task.sides.find((/** @type {any} */ one) => one.id === answer?.side);
    return [side && say("p.mo-seen", side.name), h("blockquote.mo-model", {}, blocks(String(answer?.reply ?? "")))];
  },
};

export default debateUi;
