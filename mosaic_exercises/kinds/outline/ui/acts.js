// What can be done with a branch: each act changes the tree once and says what it did.

import { button } from "../../../panel/ui/kit/button.js";
import { h } from "../../../panel/ui/kit/dom.js";
import { freshId } from "../../../panel/ui/kit/ids.js";
import { count } from "../../../panel/ui/kit/words.js";
import { endOf, hasChildren, MOST, moved, shifted, visible, withNode } from "./tree.js";

/** `nodes()`: the branches now; `change(next, { focus, words })`: puts others in their place; `go(id)`: to the branch's field.
 *  @param {{ nodes: () => Branch[], change: (next: Branch[], how?: { focus?: any, words?: string }) => void, announce: (text: string) => void, go: (id: string) => void }} given */
export function makeActs({ nodes, change, announce, go }) {
  /** @param {string} id */
  const index = (id) => nodes().findIndex((n) => n.id === id);
  return {
    /** @param {string} id */
    fold(id) {
      const i = index(id);
      if (i < 0 || !hasChildren(nodes(), i)) return;
      const shut = !nodes()[i].shut;
      change(withNode(nodes(), i, { shut }));
      announce(shut ? "Folded." : "Unfolded.");
    },

    /** @param {string} id */
    add(id) {
      const all = nodes();
      if (all.length >= MOST) return announce(`${MOST} branches are the most.`);
      const fresh = { id: freshId("n"), level: 0, text: "", note: "", link: "", shut: false, picture: "", alt: "" };
      const i = index(id);
      if (i < 0) return change([...all, fresh], { focus: fresh.id, words: "Branch added." });
      const open = hasChildren(all, i) && !all[i].shut;
      const spot = open ? i + 1 : endOf(all, i);
      fresh.level = all[i].level + (open ? 1 : 0);
      change(all.toSpliced(spot, 0, fresh), { focus: fresh.id, words: `Branch added on level ${fresh.level + 1}.` });
    },

    /** @param {string} id */
    remove(id) {
      const all = nodes();
      const i = index(id);
      if (i < 0) return;
      const end = endOf(all, i);
      const near = (all[i - 1] ?? all[end])?.id ?? null;
      const words = `${count(end - i, "branch", "branches")} removed. Undo brings it back.`;
      change(all.toSpliced(i, end - i), { focus: near, words });
    },

    /** @param {string} id @param {number} way */
    step(id, way) {
      const shown = visible(nodes());
      const next = shown[shown.indexOf(index(id)) + way];
      if (next !== undefined) go(nodes()[next].id);
    },

    /** @param {string} id @param {number} way */
    move(id, way) {
      const next = index(id) >= 0 ? moved(nodes(), index(id), way) : null;
      if (!next) return announce(way < 0 ? "First of its row." : "Last of its row.");
      change(next, { focus: id, words: way < 0 ? "Moved up." : "Moved down." });
    },

    /** @param {string} id @param {number} way */
    shift(id, way) {
      const next = index(id) >= 0 ? shifted(nodes(), index(id), way) : null;
      if (!next) return announce(way < 0 ? "It cannot go further out." : "It cannot go further in.");
      change(next, { focus: id, words: `Level ${next[index(id)].level + 1}.` });
    },
  };
}

/** The same as buttons, for the branch at hand.
 *  @param {ReturnType<typeof makeActs>} acts @param {() => any} current */
export function toolbar(acts, current) {
  /** @param {string} label @param {(id: any) => void} run @param {string} [icon] */
  const tool = (label, run, icon = "") => button(label, { onclick: () => run(current()) }, { icon, tone: "quiet" });
  return h(
    "div.mo-outline-tools",
    { role: "toolbar", "aria-label": "The branch at hand" },
    tool("Add", acts.add),
    tool("Out", (id) => acts.shift(id, -1), "left"),
    tool("In", (id) => acts.shift(id, 1), "right"),
    tool("Up", (id) => acts.move(id, -1), "up"),
    tool("Down", (id) => acts.move(id, 1), "down"),
    tool("Remove", acts.remove, "cross"),
  );
}
