// The exercise cells of one notebook: which they are, how they look, running them.
import { pause } from "./kernel.js";
import { mayRun } from "./pattern.js";

const LOOK = 200; // ms
const SETTLE = 1500; // ms that a widget may take to appear after its cell has run
const FIELDS = "textarea, select, [contenteditable]:not([contenteditable=false]), input:not([type=button], [type=submit])";

const source = (cell) => cell.model.sharedModel.getSource();

// Until the panel is on the screen: a restored tab in the background has no size to draw into.
export async function shown(panel, signal) {
  while (!panel.isVisible) {
    signal.throwIfAborted();
    await pause(LOOK);
  }
}

// The cells that may be run, first to last, as their sources are now.
export const exerciseCells = (notebook) =>
  notebook.widgets.filter((cell) => cell.model.type === "code" && mayRun(source(cell)));

// An exercise needs no trust: its cell is one of the published pattern, so what runs is the installed package and nothing
// of the notebook's, and what the notebook's other cells have stored stays untrusted (docs/hub.md, "Trust"). An
// instructor's panel reads the gradebook that lies there, so it waits for a person where the notebook is not trusted.
const TEACHING = /^from mosaic_exercises\.instructor /m;
export const asksForTrust = (notebook) =>
  exerciseCells(notebook).some((cell) => !cell.model.trusted && TEACHING.test(source(cell)));

// What a person can have changed: ids, sources, and which cells of their own they ran; not what exercises show.
export const written = (notebook) =>
  JSON.stringify(
    notebook.widgets.map((cell) => {
      const { type, id, executionCount } = cell.model;
      return [type, id, source(cell), type === "code" && !mayRun(source(cell)) ? executionCount : null];
    }),
  );

// Hides the code of exercise cells, and of these only: what a person changed into something else is shown again.
export function hideCode(notebook) {
  const exercises = new Set(exerciseCells(notebook));
  for (const cell of notebook.widgets) cell.toggleClass("mosaic-cell", exercises.has(cell));
  const own = notebook.widgets.some((cell) => cell.model.type === "code" && !exercises.has(cell));
  notebook.toggleClass("mosaic-has-code", own);
}

// Opens what a file keeps folded: an exercise that is not to be seen looks like one that is missing.
export function unfold(notebook) {
  for (const cell of exerciseCells(notebook)) {
    cell.outputHidden = false;
    cell.outputsScrolled = false;
  }
}

// Puts a line over the cells' stored outputs, which are out of date; an empty line takes the cover off.
export function cover(cells, words) {
  for (const { node } of cells) {
    if (words) node.dataset.mosaicCover = words;
    else delete node.dataset.mosaicCover;
  }
}

// The element that has the focus, if it lies in an exercise of this notebook.
function focusedIn(notebook) {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  const host = document.activeElement;
  return notebook.node.contains(host) && host.closest(".mosaic-cell .jp-OutputArea") ? element : null;
}

// Whether a person is in a field of an exercise. A dialog on top gives the focus back to it when it closes.
export const fieldHasFocus = (notebook) =>
  Boolean(focusedIn(notebook)?.matches(FIELDS) || document.querySelector(".jp-Dialog"));

const AHEAD = 3; // cells that Python is sent before it has answered: it need not wait for the page to draw each

// Runs the cells in their order, each as it is when its turn comes; an error in one stops none of the rest.
// Not NotebookActions.runCells: that scrolls to the active cell, which may be far from where a person is reading.
export async function runCells(CodeCell, notebook, session, signal, cells = exerciseCells(notebook)) {
  const running = new Set();
  for (const cell of cells) {
    signal.throwIfAborted();
    if (cell.isDisposed || !mayRun(source(cell))) continue;
    const done = runCell(CodeCell, cell, notebook, session).finally(() => running.delete(done));
    done.catch(() => null); // it is told by one of those awaited
    running.add(done);
    if (running.size >= AHEAD) await Promise.race(running);
  }
  await Promise.all(running);
}

async function runCell(CodeCell, cell, notebook, session) {
  const { node } = cell;
  const keepsFocus = focusedIn(notebook) && node.contains(document.activeElement);
  // The old output goes before the new one comes: hold its place, or the page would jump.
  if (!node.dataset.mosaicCover) node.style.minHeight = `${node.offsetHeight}px`;
  try {
    // The tag, of this request alone, keeps an error from calling off the cells that Python has been sent already.
    await CodeCell.execute(cell, session, { tags: ["raises-exception"] });
  } finally {
    cover([cell], "");
    if (keepsFocus && document.activeElement === document.body) node.focus({ preventScroll: true });
    pause(SETTLE).then(() => (node.style.minHeight = ""));
  }
}

const VIEW = "application/vnd.jupyter.widget-view+json";
const UNSAVED = ["saving", "waiting", "trouble"].map((state) => `[data-part=status][data-state=${state}]`).join();

const panels = (cells) => cells.flatMap((cell) => [...cell.node.querySelectorAll(".mo-panel")]);
const tell = (panel, name, detail = {}) => panel.dispatchEvent(new CustomEvent(name, { detail }));

// Whether an exercise of the notebook still waits for Python to have what was answered.
export const unsaved = (notebook) => exerciseCells(notebook).some((cell) => cell.node.querySelector(UNSAVED));

// Tells the exercises that Python sleeps from now on.
export const toSleep = (notebook) => panels(exerciseCells(notebook)).forEach((panel) => tell(panel, "mosaic:asleep"));

// Gives the exercises on the page a new Python, as they stand: their cells' code makes new models in it, and the exercises
// go over to these. Those in sight come first. What has no exercise on the page is run as always.
export async function wakeCells(CodeCell, notebook, session, signal) {
  const cells = exerciseCells(notebook);
  const { top, bottom } = notebook.node.getBoundingClientRect();
  const inSight = ({ node }) => {
    const box = node.isConnected && node.getBoundingClientRect();
    return box && box.height > 0 && box.bottom > top && box.top < bottom;
  };
  const ordered = [...cells.filter(inSight), ...cells.filter((cell) => !inSight(cell))];
  const running = new Set();
  for (const cell of ordered) {
    signal.throwIfAborted();
    const done = wakeCell(CodeCell, cell, notebook, session).finally(() => running.delete(done));
    done.catch(() => null);
    running.add(done);
    if (running.size >= AHEAD) await Promise.race(running);
  }
  await Promise.all(running);
}

async function wakeCell(CodeCell, cell, notebook, session) {
  const mine = panels([cell]);
  if (!mine.length) return runCell(CodeCell, cell, notebook, session);
  const request = { code: source(cell), store_history: false, stop_on_error: false, allow_stdin: false };
  const future = session.session.kernel.requestExecute(request);
  let model = null;
  future.onIOPub = ({ content }) => (model = content.data?.[VIEW]?.model_id ?? model);
  await future.done;
  try {
    for (const panel of mine) {
      const detail = { model };
      tell(panel, "mosaic:awake", detail);
      if (!model || !detail.done) throw new Error("no exercise has answered");
      await detail.done;
    }
  } catch (error) {
    console.warn("mosaic-exercises: an exercise is drawn anew.", error);
    await runCell(CodeCell, cell, notebook, session);
  }
}
