// What stands above a board: the switch between board and list, undo and redo, and how notes are moved.

import { button } from "../../../panel/ui/kit/button.js";
import { h } from "../../../panel/ui/kit/dom.js";
import { historyButtons } from "../../../panel/ui/kit/history.js";

/** { top, how, undo, draw(listed) }; `turn(listed)` where the learner wants it shown the other way.
 *  @param {BoardEditor} desk @param {any} history @param {(listed: boolean) => void} turn */
export function makeShell({ task, api }, history, turn) {
  const steps = historyButtons(api.id("board"), history);
  /** @param {string} name @param {boolean} listed */
  const tab = (name, listed) =>
    button(name, { "aria-pressed": "false", id: api.id(`as-${name.toLowerCase()}`), onclick: () => turn(listed) }, { tone: "quiet" });
  const [asBoard, asList] = [tab("Board", false), tab("List", true)];
  const top = h(
    "div.mo-bd-top",
    {},
    h("div.mo-bd-switch", { role: "group", "aria-label": "Show as" }, asBoard, asList),
    h("span.mo-spring"),
    steps.undo,
    steps.redo,
  );
  const how = h(
    "p.mo-how",
    {},
    "Choose a note to change it. Drag to move it, or use ",
    h("kbd", {}, "Alt"),
    " + arrow keys: ",
    task.layout === "rows"
      ? "left and right within its row, up and down to another."
      : "up and down within its part, left and right to another.",
  );
  return {
    top,
    how,
    undo: steps.undo,
    /** @param {boolean} listed */
    draw(listed) {
      asBoard.setAttribute("aria-pressed", String(!listed));
      asList.setAttribute("aria-pressed", String(listed));
      how.hidden = listed;
      steps.draw();
    },
  };
}
