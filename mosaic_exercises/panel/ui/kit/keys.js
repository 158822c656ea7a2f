// Keys typed in a panel stay in it: JupyterLab's single-key shortcuts would delete or insert cells, Shift+Enter would
// run the cell. Tab, Escape, function keys and a few chords of the application pass. The same for the mouse: with Shift
// JupyterLab would choose cells instead of what is clicked, a double click would blow up a picture, and its menu of cells
// ("Delete Cells") would stand where the browser's own offers to paste.

const PASSING = new Set(["Tab", "Escape"]);

/** @param {any} event */
function passes(event) {
  if (PASSING.has(event.key) || /^F\d+$/.test(event.key)) return true;
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return false;
  const key = event.key.toLowerCase();
  return key === "s" || key === "f" || key === "b" || (event.shiftKey && key === "c");
}

const SHORTCUTS_OFF = "data-lm-suppress-shortcuts"; // Lumino's own; it looks at the focused element alone

/** @param {Made} root @param {AbortSignal} signal */
export function keepKeys(root, signal) {
  // Notebook 7 takes its shortcuts on the way down to the panel, where nothing inside could stop them.
  /** @param {any} event */
  const before = (event) => {
    if (root.contains(event.target)) event.target.toggleAttribute(SHORTCUTS_OFF, !passes(event));
  };
  window.addEventListener("keydown", before, { capture: true, signal });
  for (const type of ["keydown", "keypress", "keyup"]) {
    root.addEventListener(type, (event) => !passes(event) && event.stopPropagation(), { signal });
  }
  root.tabIndex = -1; // a click beside a control leaves the focus here, not on the cell, where "b" inserts another
}

/** @param {Made} root @param {AbortSignal} signal */
export function keepMouse(root, signal) {
  root.dataset.jpSuppressContextMenu = "true";
  root.addEventListener("mousedown", (e) => (e.shiftKey || e.button !== 0) && e.stopPropagation(), { signal });
  root.addEventListener("dblclick", (e) => e.stopPropagation(), { signal });
}
