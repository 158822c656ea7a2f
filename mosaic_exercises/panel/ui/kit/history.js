// Undo and redo over a value that never changes itself: every change makes a new one.

import { button, enable, isOff } from "./button.js";

/** `changed(words)` is called when the value is another: words say what undo or redo did, "" for a change of the
 *  learner's. Changes with the same `merge` in quick succession (typing) are one step.
 *  @param {(...args: any[]) => any} changed */
export function makeHistory(changed) {
  const LIMIT = 200;
  const QUICK_MS = 1500;
  /** @type {any} */
  let now = null;
  let said = ""; // what led to `now`, in words
  /** @type {any[]} */
  let past = []; // { value, said }
  /** @type {any[]} */
  let future = [];
  let last = { merge: "", at: 0 };
  /** @param {any} from @param {any} to @param {string} words */
  const step = (from, to, words) => {
    if (!from.length) return false;
    to.push({ value: now, said });
    const next = from.pop();
    now = next.value;
    said = next.said;
    last = { merge: "", at: 0 };
    changed(words);
    return true;
  };
  return {
    now: () => now,
    state: () => ({ undo: past.length > 0, redo: future.length > 0, words: said, again: future.at(-1)?.said ?? "" }),
    /** @param {any} value */
    start(value) {
      now = value;
      said = "";
      past = [];
      future = [];
    },
    /** Another answer takes the place of this one (reset, a file, another window): undo leads back.
     *  @param {any} value @param {string} [words] */
    replace(value, words = "") {
      past = [...past.slice(-LIMIT), { value: now, said }];
      future = [];
      now = value;
      said = words;
      last = { merge: "", at: 0 };
    },
    /** The same value, read anew (what it refers to has changed): no step.
     *  @param {any} value */
    refresh(value) {
      now = value;
    },
    /** @param {any} value @param {string} [merge] @param {string} [words] */
    commit(value, merge = "", words = "") {
      const at = Date.now();
      if (!merge || merge !== last.merge || at - last.at > QUICK_MS) past = [...past.slice(-LIMIT), { value: now, said }];
      last = { merge, at };
      future = [];
      now = value;
      said = words;
      changed("");
    },
    undo: () => step(past, future, said ? `Taken back: ${said}.` : "Undone."),
    redo: () => step(future, past, future.at(-1)?.said ? `Done again: ${future.at(-1).said}.` : "Done again."),
  };
}

/** Ctrl+Z, Ctrl+Shift+Z and Ctrl+Y (with the Mac's key too) in `root`; `skip` names fields that undo by themselves.
 *  @param {Made} root @param {any} history @param {{ announce: (text: string) => void, skip?: string }} given */
export function historyKeys(root, history, { announce, skip = "" }) {
  root.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || (skip && event.target.closest(skip))) return;
    const key = event.key.toLowerCase();
    if (key !== "z" && key !== "y") return;
    event.preventDefault();
    if (!(key === "y" || event.shiftKey ? history.redo() : history.undo())) announce("There is nothing more.");
  });
}

/** The two buttons; `draw()` after each change.
 *  @param {string} id @param {any} history */
export function historyButtons(id, history) {
  /** @param {string} name @param {any} act @param {any} icon @param {(...args: any[]) => any} run */
  const make = (name, act, icon, run) =>
    button(name, { id: `${id}-${act}`, "data-act": `${act}-change`, /** @param {any} e */ onclick: (/** @type {any} */ e) => !isOff(e.currentTarget) && run() }, { icon, tone: "quiet" });
  const undo = make("Undo", "undo", "undo", () => history.undo());
  const redo = make("Redo", "redo", "redo", () => history.redo());
  /** @param {any} node @param {string} name @param {any} on @param {string} words */
  const tell = (node, name, on, words) => {
    enable(node, on);
    const label = on && words ? `${name}: ${words}` : name;
    if (node.title !== label) [node.title, node.ariaLabel] = [label, label];
  };
  return {
    undo,
    redo,
    draw() {
      const can = history.state();
      tell(undo, "Undo", can.undo, can.words);
      tell(redo, "Redo", can.redo, can.again);
    },
  };
}
