// Keys typed in a panel stay in it: JupyterLab's single-key shortcuts would delete or insert cells, Shift+Enter would
// run the cell. Tab, Escape, function keys and a few chords of the application pass.

const PASSING = new Set(["Tab", "Escape"]);

function passes(event) {
  if (PASSING.has(event.key) || /^F\d+$/.test(event.key)) return true;
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return false;
  const key = event.key.toLowerCase();
  return key === "s" || key === "f" || key === "b" || (event.shiftKey && key === "c");
}

function keepKeys(root, signal) {
  for (const type of ["keydown", "keypress", "keyup"]) {
    root.addEventListener(type, (event) => !passes(event) && event.stopPropagation(), { signal });
  }
}
