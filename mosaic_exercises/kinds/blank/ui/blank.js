// Blank: a short text in each gap of a sentence; Python folds and compares. Answer: { gap id: text }.

import { add, focusOn, h } from "../../../panel/ui/kit/dom.js";
import { judgedOf, setItemMark } from "../../../panel/ui/kit/marks.js";
import { inline } from "../../../panel/ui/kit/markup.js";

/** @type {Record<string, any>} */
const DIFFERENCES = {
  case: "capital letters",
  accents: "accents",
  punctuation: "punctuation",
  plural: "a plural ending",
  articles: "a, an or the in front",
};

/** @type {KindUi<"blank">} */
const blankUi = {
  noun: (view) => (view.task.blanks.length > 1 ? "Fill the blanks" : "Fill the blank"),

  mount(host, view, api) {
    const { lines, blanks, fold = [] } = view.task;
    /** @type {Result | null} */
    let result = null;
    /** @type {any} */
    let checked = null;
    /** @type {Map<any, any>} */
    const fields = new Map(blanks.map((b) => [b.id, field(b)]));
    add(
      host,
      h(
        "div.mo-blanks",
        { role: "group", "aria-labelledby": api.labelledby, "aria-describedby": api.describedby },
        lines.map((line) =>
          h(
            "p",
            { dir: "auto" },
            line.map((/** @type {any} */ piece) => (piece.blank ? fields.get(piece.blank).node : inline(piece.text))),
          ),
        ),
      ),
      fold.length > 0 && h("p.mo-how", {}, `No difference: ${fold.map((/** @type {any} */ f) => DIFFERENCES[f] ?? f).join(", ")}.`),
    );

    /** @param {{ id: string, label: string, width?: any }} given */
    function field({ id, label, width }) {
      const mark = h("span.mo-item-mark");
      const input = h("input.mo-input.mo-blank-field", {
        type: "text",
        id: api.id(`blank-${id}`),
        "aria-label": label,
        maxlength: 200,
        autocomplete: "off",
        autocapitalize: "off",
        spellcheck: "false",
        dir: "auto",
        oninput: () => (drawMarks(), api.change(answer())),
        onkeydown: (event) => {
          if (event.key !== "Enter" || event.isComposing) return;
          event.preventDefault();
          const empty = [...fields.values()].find((f) => !f.input.value.trim());
          if (empty && input.value.trim()) focusOn(empty.input); // the next gap first, then the check
          else api.submit();
        },
      });
      input.style.width = `${Math.max(6, width) + 3}ch`;
      return { node: h("span.mo-blank", { "data-item": id }, input, mark), input, mark };
    }

    const answer = () =>
      Object.fromEntries([...fields].filter(([, f]) => f.input.value.trim()).map(([id, f]) => [id, f.input.value]));

    /** A gap keeps its mark while it reads as it did when it was checked. */
    function drawMarks() {
      for (const [id, { node, input, mark }] of fields) {
        const [found] = judgedOf(result, id);
        setItemMark(node, mark, found && (checked?.[id] ?? "") === input.value ? found.met : null);
        input.setAttribute("aria-invalid", String(node.dataset.mark === "bad"));
      }
    }

    return {
      answer,
      set(raw) {
        for (const [id, { input }] of fields) input.value = typeof raw?.[id] === "string" ? raw[id] : "";
        drawMarks();
      },
      mark(nextResult, nextChecked) {
        result = nextResult;
        checked = nextChecked;
        drawMarks();
      },
    };
  },

  itemText: (view, id) => view.task.blanks.find((b) => b.id === id)?.label ?? "",

  summary: (view, answer) =>
    h(
      "div.mo-blanks",
      {},
      view.task.lines.map((line) =>
        h("p", { dir: "auto" }, line.map((/** @type {any} */ p) => (p.blank ? h("strong.mo-blank-given", {}, answer[p.blank]) : inline(p.text)))),
      ),
    ),
};

export default blankUi;
