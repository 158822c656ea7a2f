// Match: each item on the left joined to one on the right. Answer: { left id: right id }.

import { focusOn, h, same } from "../../../panel/ui/kit/dom.js";
import { makeDrag } from "../../../panel/ui/kit/drag.js";
import { judgedOf, verdictOf } from "../../../panel/ui/kit/marks.js";
import { plain } from "../../../panel/ui/kit/markup.js";
import { holder, joined, joinedWords, read, write } from "./pairs.js";
import { makeRow } from "./row.js";
import { solution } from "./solution.js";
import { makeTray } from "./tray.js";

/** @type {KindUi<"match">} */
const matchUi = {
  ...solution,
  noun: "Match the pairs",
  undo: true,

  mount(host, view, api) {
    const { left, right, reuse } = view.task;
    /** @type {Map<any, any>} */
    const textOf = new Map(right.map((r) => [r.id, r.text]));
    let pairs = read(null, view.task); // left id -> right id
    /** @type {any} */
    let picked = null; // a right item in the hand
    /** @type {any} */
    let taken = null; // { row, partner, by, before }: a row that just lost its partner to another
    /** @type {Result | null} */
    let result = null;
    /** @type {any} */
    let checked = null;

    const on = { join, picked: () => picked, putBack };
    /** @type {Map<any, any>} */
    const rowOf = new Map(left.map((l) => [l.id, makeRow(view.task, l, api, on)]));
    const tray = makeTray(view.task, api, pick);
    const list = h(
      "ul.mo-match-rows",
      { "aria-labelledby": api.labelledby },
      [...rowOf.values()].map((r) => r.node),
    );
    host.append(howTo(), tray.node, heads(view.task), list);

    makeDrag(
      host,
      {
        items: ".mo-match-chip",
        grip: ".mo-grip",
        over: (_, under) => light(under?.closest("[data-item]")),
        drop: (item, under) => {
          const row = under.closest("[data-item]");
          if (row) join(row.dataset.item, item.dataset.right);
        },
        end: () => light(null),
      },
      api.signal,
    );

    host.addEventListener(
      "keydown",
      (event) => {
        if (event.key !== "Escape" || !picked) return;
        event.stopPropagation(); // this Escape is ours: JupyterLab would move the focus away
        pick(picked);
      },
      { signal: api.signal },
    );

    /** @param {string} id */
    function pick(id) {
      const put = picked === id;
      picked = put ? null : id;
      draw();
      api.announce(put ? "Put back." : `Picked: ${textOf.get(id)}. Click its row, or choose it in the row's list.`);
    }

    /** @param {any} node */
    function light(node) {
      for (const r of rowOf.values()) r.node.toggleAttribute("data-target", r.node === node);
    }

    /** Joins a pair (null: takes it apart). A partner that fits once leaves the row it was in.
     *  @param {any} leftId @param {any} rightId */
    function join(leftId, rightId) {
      const before = answer();
      const next = joined(pairs, leftId, rightId, reuse);
      const { loser } = next;
      pairs = next.pairs;
      const hadFocus = tray.hasFocus(rightId);
      picked = null;
      if (same(before, answer())) return draw();
      taken = loser ? { row: loser, partner: rightId, by: leftId, before } : null;
      draw();
      if (hadFocus) focusOn(rowOf.get(leftId).menu);
      api.change(answer());
      api.announce(
        joinedWords({
          row: rowOf.get(leftId).text,
          partner: rightId ? textOf.get(rightId) : "",
          loser: loser && rowOf.get(loser).text,
          open: left.length - pairs.size,
        }),
      );
    }

    /** Both rows stand again as they did before one took the other's partner. */
    function putBack() {
      const { row, before } = taken;
      fillPairs(before);
      draw();
      focusOn(rowOf.get(row).menu);
      api.change(answer());
      api.announce(`Put back: ${rowOf.get(row).text}, ${textOf.get(pairs.get(row))}.`);
    }

    /** @param {Raw} raw */
    function fillPairs(raw) {
      pairs = read(raw, view.task);
      picked = null;
      taken = null;
    }

    function draw() {
      tray.draw(new Set(pairs.values()), picked);
      host.toggleAttribute("data-picking", Boolean(picked));
      for (const [id, r] of rowOf) {
        const held = pairs.get(id);
        // A row keeps its mark while it stands as it was checked.
        const [found] = judgedOf(result, id);
        r.draw({
          held,
          empty: picked ? "Place here" : "Choose a partner",
          // A choice that takes another row's partner says so before it is made, and after.
          /** @param {any} rightId */
          withWhom: (rightId) => {
            const by = reuse ? undefined : holder(pairs, rightId);
            return by && by !== id ? rowOf.get(by).text : "";
          },
          lost: taken?.row === id ? { partner: textOf.get(taken.partner), by: rowOf.get(taken.by).text } : null,
          met: found && checked?.[id] === held ? verdictOf(found) : null,
        });
      }
    }

    const answer = () => write(pairs, left);

    draw();
    return {
      answer,
      set(raw) {
        fillPairs(raw);
        draw();
      },
      mark(nextResult, nextChecked) {
        result = nextResult;
        checked = nextChecked;
        draw();
      },
    };
  },
};

export default matchUi;

const howTo = () =>
  h("p.mo-how", {}, "Choose a partner in each row's list, drag one there, or click one and then its row.");

/** What stands on the left and on the right, where the author says it.
 *  @param {Task<"match">} task */
const heads = ({ left_label: from, right_label: to }) =>
  from || to ? h("div.mo-match-heads", { "aria-hidden": "true" }, plain("span", from), plain("span", to)) : "";
