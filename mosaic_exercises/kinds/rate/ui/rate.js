// Rate: rows on a scale, or weights with a sum. Answer: { rates: { row: value or { column: value } }, others }.

import { h, same } from "../../../panel/ui/kit/dom.js";
import { setText } from "../../../panel/ui/kit/keep.js";
import { allMet, judgedOf, setItemMark } from "../../../panel/ui/kit/marks.js";
import { plain, say } from "../../../panel/ui/kit/markup.js";
import { short } from "../../../panel/ui/kit/words.js";
import { makeOthers } from "./others.js";
import { makeRow, points } from "./row.js";

/** @type {KindUi<"rate">} */
const rateUi = {
  noun: (view) => (view.task.form === "weights" ? "Share out the weights" : "Rate"),
  verb: (view) => (view.task.formative ? "Record" : "Check"),
  recorded: (view) => view.task.formative,

  mount(host, view, api) {
    const { task } = view;
    /** @type {Record<string, any>} */
    let rates = {};
    /** @type {any[]} */
    let others = [];
    /** @type {Result | null} */
    let result = null;
    /** @type {any} */
    let checked = null;
    const paired = Boolean(task.columns.length);
    const on = {
      /** @param {any} row @param {any} column @param {any} value */
      rate(row, column, value) {
        /** @type {Record<string, any>} */
        const next = { ...rates };
        const cell = { ...(paired ? next[row] : {}) };
        if (paired && value !== undefined) cell[column] = value;
        if (paired && value === undefined) delete cell[column];
        if (paired ? Object.keys(cell).length : value !== undefined) next[row] = paired ? cell : value;
        else delete next[row];
        rates = next;
        changed();
      },
      own: () => rates,
      others: () => others,
      /** @param {any} other */
      add(other) {
        others = [...others, other];
        changed();
        api.announce(`Added: ${other.name}.`);
      },
      /** @param {any} at */
      remove(at) {
        const [gone] = others.slice(at, at + 1);
        others = others.filter((_, i) => i !== at);
        changed();
        api.announce(`Taken away: ${gone.name}.`);
      },
    };
    /** @type {Map<any, any>} */
    const rowOf = new Map(task.rows.map((r) => [r.id, makeRow(task, r, api, on)]));
    const sum = task.form === "weights" && h("p.mo-rate-sum", { role: "status" });
    const beside = task.raters ? makeOthers(view, api, on) : null;
    host.append(
      h("ul.mo-rate", { "aria-labelledby": api.labelledby, "data-form": task.form, "data-points": points(task).length > 7 ? "many" : "" }, [...rowOf.values()].map((r) => r.node)),
      ...[sum, beside?.node].filter((one) => one instanceof Node),
    );

    function changed() {
      draw();
      api.change(answer());
    }

    function draw() {
      for (const [id, { node, mark }] of rowOf) {
        // A row keeps its mark while it stands as it was checked.
        const found = judgedOf(result, id);
        setItemMark(node, mark, same(checked?.rates?.[id], rates[id]) ? allMet(found) : null, "Look again");
      }
      beside?.draw();
      if (sum) drawSum();
    }

    function drawSum() {
      /** @param {any} column */
      const of = (column) => task.rows.reduce((all, { id }) => all + ((column ? rates[id]?.[column] : rates[id]) ?? 0), 0);
      const words = (paired ? task.columns : [{ id: "", text: "Sum" }]).map(({ id, text }) => {
        const off = Math.round((of(id) - task.total) * 1e6) / 1e6;
        const left = off === 0 ? "as it should be" : off < 0 ? `${short(-off)} still to give` : `${short(off)} too many`;
        return `${text}: ${short(of(id))} of ${short(task.total)}, ${left}.`;
      });
      const said = words.join(" ");
      setText(sum, said);
      /** @type {Made} */ (sum).dataset.tone = said.includes("too many") ? "bad" : "";
    }

    function answer() {
      if (!Object.keys(rates).length && !others.length) return {};
      return others.length ? { rates, others } : { rates };
    }

    draw();
    return {
      answer,
      set(raw) {
        const given = raw && typeof raw === "object" ? (raw.rates ?? {}) : {};
        rates = Object.fromEntries(task.rows.filter((r) => given[r.id] !== undefined && given[r.id] !== null).map((r) => [r.id, given[r.id]]));
        others = task.raters && Array.isArray(raw?.others) ? raw.others : [];
        for (const [id, row] of rowOf)
          for (const column of paired ? task.columns.map((c) => c.id) : [""])
            row.set(column, paired ? rates[id]?.[column] : rates[id]);
        draw();
      },
      mark(nextResult, nextChecked) {
        result = nextResult;
        checked = nextChecked;
        draw();
      },
    };
  },

  itemText: (view, id) => view.task.rows.find((r) => r.id === id)?.text ?? "",

  summary(view, answer, reasonOf) {
    const { task } = view;
    /** @type {Map<any, any>} */
    const words = new Map(points(task).map((p) => [p.value, p.text]));
    /** @param {any} value */
    const word = (value) => words.get(value) ?? String(value ?? "–");
    /** @param {any} value */
    const cell = (value) =>
      task.columns.length ? task.columns.map((c) => `${c.text}: ${word(value?.[c.id])}`).join("; ") : word(value);
    return h(
      "dl.mo-pairs",
      {},
      task.rows.map((row) => [
        plain("dt", row.text),
        h("dd", { dir: "auto" }, h("strong", {}, cell(answer.rates?.[row.id])), reasonOf(row.id) && say("span.mo-why", ` ${reasonOf(row.id)}`)),
      ]),
    );
  },
};

export default rateUi;
