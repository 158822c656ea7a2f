// What was chosen on the map opens below its row, and closes again.

import { focusOn, reveal } from "../../../panel/ui/kit/dom.js";
import { byId } from "../../../panel/ui/kit/ids.js";

/** `sel`: { kind: "note" | "stage" | "lane", id }.
 *  @param {MapEditor} desk @param {{ grid: any, panel: any, list: any, listed: () => boolean }} ui */
export function makeOpening(desk, { grid, panel, list, listed }) {
  return {
    /** @param {any} sel */
    open(sel) {
      desk.tidy(sel);
      const note = sel.kind === "note" ? byId(desk.map().notes, sel.id) : null;
      panel.show({ ...sel, lane: note?.lane });
      if (note) grid.show(note.stage);
      desk.draw();
      if (listed() && note) return list.focusNote(sel.id);
      panel.focus();
      reveal(panel.node);
    },
    close() {
      const sel = panel.selected();
      desk.tidy(null);
      panel.show(null);
      desk.draw();
      const home = sel && document.getElementById(desk.id(`${sel.kind}-${sel.id}`));
      focusOn(home ?? grid.grid.querySelector('[data-item][tabindex="0"]'));
    },
  };
}
