// The learner's view of a course notebook: its text is for reading, and what only authors need is out of sight. The
// command "Edit This Course Notebook" takes all of it away, for the notebook in front: authors write as ever.
import { mayRun } from "./pattern.js";

export const AUTHOR = "mosaic-show-code";
const LEARNING = "mosaic-learning"; // on the body, while a course notebook in the learner's view is in front
const SHORTCUTS_OFF = "data-lm-suppress-shortcuts"; // Lumino's; it looks at the focused element alone
const NARROW = 700; // px
const MENU_OFF = "data-jp-suppress-context-menu"; // JupyterLab's
const PASSING = new Set(["Tab", "Escape", "ArrowUp", "ArrowDown"]);
const CHORDS = new Set(["s", "f", "b"]); // with Ctrl or Cmd: save, find, the side bar

export const isLearners = (panel) => panel?.hasClass("mosaic-course") && !panel.hasClass(AUTHOR);

// Whether JupyterLab may have a key pressed on `cell` (outside of exercises and editors). It binds single keys to
// deleting and inserting cells, and Enter to turning text into its source; a cell of code may still be run and entered.
export function mayPass(event, cell) {
  if (PASSING.has(event.key) && !event.shiftKey) return !(event.ctrlKey || event.metaKey || event.altKey);
  if (/^F\d+$/.test(event.key)) return true;
  const chord = event.ctrlKey || event.metaKey;
  if (event.key === "Enter") return !event.altKey && cell?.model.type === "code" && !mayRun(cell.model.sharedModel.getSource());
  if (!chord || event.altKey) return false;
  const key = event.key.toLowerCase();
  return CHORDS.has(key) || (event.shiftKey && key === "c");
}

const TYPED_IN = "input, textarea, select, [contenteditable]:not([contenteditable=false]), .mo-panel, .mo-panel *";

// Until `signal`: keys and double clicks change nothing of the notebook while it is in the learner's view.
export function protectText(panel, signal) {
  const notebook = panel.content;
  const cellOf = (node) => notebook.widgets.find((cell) => cell.node.contains(node));
  const key = (event) => {
    const at = event.target;
    if (!(at instanceof Element) || !notebook.node.contains(at) || at.matches(TYPED_IN)) return;
    at.toggleAttribute(SHORTCUTS_OFF, isLearners(panel) && !mayPass(event, cellOf(at)));
  };
  const double = (event) => {
    if (isLearners(panel) && event.target.closest(".jp-MarkdownCell")) event.stopPropagation();
  };
  // Notebook 7 takes its shortcuts at the document, on the way down.
  window.addEventListener("keydown", key, { capture: true, signal });
  panel.node.addEventListener("dblclick", double, { capture: true, signal });
  notebook.node.toggleAttribute(MENU_OFF, isLearners(panel)); // the browser's own menu: copy, look up, translate
}

// Switches the notebook in front between the learner's and the author's view.
export function switchView(panel) {
  panel.toggleClass(AUTHOR);
  panel.content.node.toggleAttribute(MENU_OFF, isLearners(panel));
}

// What stands around the notebook: `follow()` is called when another widget comes to the front, or its view changes.
export function makeSurroundings(app, PageConfig) {
  let hidden = null; // the status bar ("Ln 1, Col 1"), where it was this that hid it
  // Notebook 7 has no such area, and complains when asked for it.
  const bar = "jp-main-statusbar";
  const statusBar = () => document.getElementById(bar) && [...app.shell.widgets("bottom")].find(({ id }) => id === bar);
  // A window that opens behind others has no focus, and JupyterLab then knows of no widget in front.
  const inFront = () => app.shell.currentWidget ?? [...app.shell.widgets("main")].find((widget) => widget.isVisible);
  return {
    follow() {
      const learning = Boolean(isLearners(inFront()));
      document.body.classList.toggle(LEARNING, learning);
      if (learning && !hidden) {
        const found = statusBar();
        if (found?.isVisible) (hidden = found).hide();
      } else if (!learning) {
        hidden?.show();
        hidden = null;
      }
    },
    // One notebook alone (/doc/tree/) is alone, and on a phone the file browser would leave it 70 px. JupyterLite shows it
    // once more after the notebook: there it stays shut until somebody does something.
    clear(node, signal) {
      const narrow = window.innerWidth < NARROW;
      if (PageConfig.getOption("mode") === "single-document" || narrow) app.shell.collapseLeft?.();
      if (!narrow) return;
      const shut = new ResizeObserver(() => app.shell.collapseLeft?.());
      const stop = () => shut.disconnect();
      shut.observe(node);
      for (const act of ["pointerdown", "keydown"]) window.addEventListener(act, stop, { capture: true, once: true, signal });
      signal.addEventListener("abort", stop);
    },
  };
}
