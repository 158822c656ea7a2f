// A notebook that several browsers share live (jupyter-collaboration) has one Python and one set of outputs: where each
// browser ran the exercises, every output came twice or was lost. One of them runs them, the first that asks Python;
// for the others they are there already.
import { pause } from "./kernel.js";

const VIEW = "application/vnd.jupyter.widget-view+json";
const LOOK = 400; // ms
const GONE = 20_000; // ms without any progress after which whoever was to run them is taken to be gone

const me = Math.random().toString(36).slice(2);

export const isShared = (context) => context.model.collaborative === true;

const ran = new Map(); // a kernel's id -> the cells that this browser has run in it, since it was last a new Python

// Asks the kernel whose turn it is, and takes it where it is nobody's, or `from`'s. Python answers one after the other,
// and a new Python has forgotten it: `before` is whose turn it was.
async function turn(kernel, from = "") {
  const seat = `__import__("mosaic_exercises").__dict__`;
  const claim = `(lambda d: d.update(_run_by="${me}") if d.get("_run_by", "") == "${from}" else None)(${seat})`;
  const user_expressions = { before: `${seat}.get("_run_by", "")`, claim, owner: `${seat}["_run_by"]` };
  const request = { code: "", silent: true, store_history: false, allow_stdin: false, user_expressions };
  const { content } = await kernel.requestExecute(request).done;
  const said = (name) => (content.user_expressions?.[name]?.data?.["text/plain"] ?? "").slice(1, -1);
  return { before: said("before"), owner: said("owner") };
}

const outputsOf = ({ model }) => Array.from({ length: model.outputs.length }, (_, at) => model.outputs.get(at));

// The cells of which no exercise lives in this Python.
async function lacking(kernel, cells) {
  const { content } = await kernel.requestCommInfo({ target_name: "jupyter.widget" });
  const lives = (output) => output.data[VIEW]?.model_id in (content.comms ?? {});
  return cells.filter((cell) => !cell.isDisposed && !outputsOf(cell).some(lives));
}

const failed = (cell) => outputsOf(cell).some((output) => output.type === "error");

// Runs with `run(cells)` what this browser is to run, and returns once each exercise is there, whoever ran it.
// `there(cells)` is told which are, again and again.
export async function runTogether(kernel, cells, signal, run, there) {
  // What this browser has run here already is not run again, though its output may not have come round yet.
  const mine = async ({ before, owner }) => {
    if (owner !== me) return false;
    if (before !== me || !ran.has(kernel.id)) ran.set(kernel.id, new Set());
    const done = ran.get(kernel.id);
    const due = (await lacking(kernel, cells)).filter((cell) => !done.has(cell));
    for (const cell of due) done.add(cell);
    await run(due);
    return true;
  };
  let now = await turn(kernel);
  if (await mine(now)) return;
  let left = cells.length;
  let since = Date.now();
  for (;;) {
    signal.throwIfAborted();
    const missing = (await lacking(kernel, cells)).filter((cell) => !failed(cell));
    there(cells.filter((cell) => !missing.includes(cell)));
    if (!missing.length) return;
    if (missing.length !== left) since = Date.now();
    left = missing.length;
    if (Date.now() - since > GONE) {
      now = await turn(kernel, now.owner);
      if (await mine(now)) return;
      since = Date.now();
    }
    await pause(LOOK);
  }
}
