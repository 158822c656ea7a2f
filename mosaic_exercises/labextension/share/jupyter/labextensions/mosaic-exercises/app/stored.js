// What the file has stored of the exercises: a still of each, which previews show (GitHub, VS Code, nbconvert). A saved
// notebook keeps them, and so nothing of a learner's and no line that git would show as changed. And an exercise whose
// output was cleared, or that was read from the file again, is brought back.
import { exerciseCells } from "./cells.js";
import { mayRun } from "./pattern.js";

const LOOK = 300; // ms: what is run by hand is running by then
const STILL = /^\s*<section class="mosaic-still"/;
const VIEW = "application/vnd.jupyter.widget-view+json";

const outputsOf = ({ outputs }) => Array.from({ length: outputs.length }, (_, at) => outputs.get(at).toJSON());
const isStill = (outputs) => outputs.length === 1 && STILL.test([outputs[0].data?.["text/html"]].flat().join(""));
const isLive = (outputs) => outputs.some((output) => VIEW in (output.data ?? {}));

// Has the notebook saved with its stills in the places of the exercises, and without the version of the Python that ran.
// Only of cells that were trusted when they came: what else stood there is not saved again by one that has become trusted.
export function keepStored(model) {
  const stored = new Map(); // a cell's id -> what the file has of it
  const note = () => {
    for (const cell of model.cells) {
      const source = cell.sharedModel.getSource();
      if (cell.type !== "code" || !cell.trusted || !mayRun(source)) continue;
      const outputs = outputsOf(cell);
      if (isStill(outputs)) stored.set(cell.id, { source, outputs, execution_count: cell.executionCount });
    }
  };
  note();
  model.cells.changed.connect(note);
  const toJSON = model.toJSON.bind(model);
  model.toJSON = () => {
    const json = toJSON();
    for (const cell of json.cells) {
      const { source, ...kept } = stored.get(cell.id) ?? {};
      if (source !== undefined && [cell.source].flat().join("") === source) Object.assign(cell, kept);
    }
    if (json.metadata.kernelspec?.language === "python") delete json.metadata.language_info; // Jupyter adds the version
    return json;
  };
}

// Calls `run(cells)` with the exercises that were there and are not any more, while `ready()`. A notebook that is shared
// live is left alone: each browser would run them.
export function bringBack(notebook, context, signal, ready, run) {
  const { model } = context;
  if (model.collaborative) return;
  const had = new WeakSet();
  let timer = 0;
  let busy = false;
  async function look() {
    timer = 0;
    const idle = context.sessionContext.session?.kernel?.status === "idle";
    const gone = exerciseCells(notebook).filter((cell) => {
      const outputs = outputsOf(cell.model);
      if (isLive(outputs)) had.add(cell);
      else if (ready() && !busy && cell.model.executionState !== "running") {
        if (!idle) soon();
        else return outputs.length ? isStill(outputs) : had.delete(cell);
      }
      return false;
    });
    if (!gone.length) return;
    busy = true;
    try {
      await run(gone);
    } catch (error) {
      console.warn("mosaic-exercises:", error); // Python went away meanwhile: then all are run again
    } finally {
      busy = false;
    }
  }
  function soon() {
    if (!timer && !signal.aborted) timer = setTimeout(look, LOOK);
  }
  model.contentChanged.connect(soon);
  signal.addEventListener("abort", () => {
    clearTimeout(timer);
    model.contentChanged.disconnect(soon);
  });
}
