// The same board as plain lists with ordinary controls: for those who would rather not work on a picture.

import { button } from "../../../panel/ui/kit/button.js";
import { fill, h, unseen } from "../../../panel/ui/kit/dom.js";
import { foundList } from "../../../panel/ui/kit/found.js";
import { keyed, refill, setText } from "../../../panel/ui/kit/keep.js";
import { say } from "../../../panel/ui/kit/markup.js";
import { makeEditor } from "./editor.js";
import { iconOf } from "./icons.js";
import { isRanked, notesIn } from "./model.js";

/** @param {BoardEditor} desk */
export function makeList(desk) {
  const { task } = desk;
  /** @param {string} name @param {any} spec */
  const at = (name, spec) => desk.id(`l${name}-${spec.id}`);
  const parts = task.sections.map((spec) => {
    const rows = h("ol.mo-bd-rows");
    const given = task.given.filter((n) => n.section === spec.id);
    const add = button("Add a note", { id: at("add", spec), onclick: () => desk.add(spec.id) }, { icon: "plus" });
    add.append(unseen(` to ${spec.name}`));
    const rank = button("", { id: at("rank", spec), onclick: () => desk.rank(spec.id) }, { icon: iconOf("rank"), tone: "quiet" });
    const found = h("div.mo-bd-found-here");
    const node = h(
      "div.mo-bd-list-part",
      { role: "group", "aria-labelledby": at("h", spec) },
      h("h4", { id: at("h", spec), dir: "auto" }, spec.name),
      spec.guidance && say("p.mo-small", spec.guidance),
      found,
      given.length > 0 &&
        h(
          "ul.mo-bd-rows",
          {},
          given.map((n) => h("li.mo-bd-list-row", { dir: "auto" }, h("span.mo-bd-tag", {}, "Given"), " ", n.text)),
        ),
      rows,
      h("div.mo-row", {}, add, spec.ranked && rank),
    );
    return { spec, rows, rank, found, node };
  });

  /** @param {BoardNote} note */
  function row(note) {
    const editor = makeEditor(desk, note.id, false, { listed: true });
    const nth = h("span.mo-bd-nth");
    return {
      node: h("li.mo-bd-list-row", { "data-row": note.id }, nth, editor.node),
      /** @param {any} now */
      draw(now) {
        setText(nth, now.rank ? `Rank ${now.rank}` : "");
        editor.draw();
      },
    };
  }

  return {
    node: h("div.mo-bd-list", {}, parts.map((p) => p.node)),
    /** @param {Board} board */
    draw(board) {
      for (const { spec, rows, rank, found } of parts) {
        const own = notesIn(board, spec.id);
        keyed(rows, own, row);
        rows.hidden = !own.length;
        const ranked = isRanked(board, spec.id);
        rank.hidden = own.length < 2 && !ranked;
        fill(rank.lastChild, ranked ? "Take the ranks off" : "Rank these", unseen(`: ${spec.name}`));
        const here = desk.found(spec.id);
        refill(found, here, () => foundList(here));
      }
    },
  };
}
