// Text: a free answer that a person reads. Answer: the text.

import { wordsIn } from "../../../panel/ui/kit/count.js";
import { add, h } from "../../../panel/ui/kit/dom.js";
import { blocks, say } from "../../../panel/ui/kit/markup.js";
import { count } from "../../../panel/ui/kit/words.js";

const GROWS = typeof CSS !== "undefined" && CSS.supports("field-sizing", "content");

/** @type {KindUi<"text">} */
const textUi = {
  noun: "Write",
  verb: "Record",
  recorded: true, // nothing to grade by computer: a button records, nothing is right or wrong

  mount(host, view, api) {
    const { min_words: min = 0, max_words: max = 0, rows = 5, rubric = [], placeholder = "" } = view.task;
    const tally = h("span.mo-tally", { id: api.id("tally") });
    const field = h("textarea.mo-input.mo-textarea", {
      id: api.id("field"),
      rows,
      placeholder,
      dir: "auto",
      "aria-describedby": `${api.describedby} ${api.id("tally")}`,
      oninput: () => (grow(), drawTally(), api.change(field.value)),
      onkeydown: (event) =>
        event.key === "Enter" && (event.ctrlKey || event.metaKey) && (event.preventDefault(), api.submit()),
    });
    field.style.setProperty("--rows", String(rows));
    add(
      host,
      h("div.mo-text-head", {}, h("label.mo-label", { for: api.id("field") }, "Your answer"), tally),
      field,
      rubric.length > 0 &&
        h(
          "details.mo-rubric",
          {},
          h("summary", {}, "What a reader looks for"),
          h(
            "ul",
            {},
            rubric.map((r) => say("li", r.label)),
          ),
        ),
    );

    function grow() {
      if (GROWS) return;
      field.style.height = "auto";
      if (field.scrollHeight) field.style.height = `${field.scrollHeight + 2}px`;
    }

    function drawTally() {
      const n = wordsIn(field.value);
      tally.textContent = `${count(n, "word")}${aim(min, max)}`;
      tally.dataset.tone = max && n > max ? "bad" : n && n < min ? "part" : "";
      if (max && n > max) tally.textContent += `: ${n - max} too many`;
    }

    return {
      answer: () => field.value,
      set(raw) {
        field.value = typeof raw === "string" ? raw : "";
        grow();
        drawTally();
      },
    };
  },

  summary: (_, answer) => h("blockquote.mo-model", {}, blocks(String(answer ?? ""))),
};

export default textUi;

/** @param {any} min @param {any} max */
function aim(min, max) {
  if (min && max) return ` (aim for ${min} to ${max})`;
  if (min) return ` (at least ${min})`;
  return max ? ` (at most ${max})` : "";
}
