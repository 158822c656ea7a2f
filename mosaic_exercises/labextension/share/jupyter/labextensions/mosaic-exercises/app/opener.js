// Opens one notebook ready: waits for what it needs, runs its exercises, and again whenever its Python is a new one.
import { asksForTrust, cover, exerciseCells, fieldHasFocus, hideCode, runCells, shown, unfold, written } from "./cells.js";
import { courseOf } from "./course.js";
import { coverWaiting, tellFetching } from "./fetching.js";
import { kernelReady, pause, prepare, SLOW, startAgain } from "./kernel.js";
import { protectText } from "./learner.js";
import { followLinks } from "./links.js";
import { makeNap } from "./nap.js";
import { createNotice } from "./notice.js";
import { named, newEdition } from "./site.js";
import { bringBack, keepStored } from "./stored.js";
import { showTerms } from "./terms.js";
import { isShared, runTogether } from "./together.js";

const POLL = 200; // ms
const NEW_PYTHON = new Set(["starting", "restarting", "autorestarting", "dead"]);

// For tests and for styles: where this notebook stands.
const mark = (panel, state) => (panel.node.dataset.mosaic = state);

// JupyterLab answers a crash with a dialog that takes the focus, and with it what is being typed. The notice replaces it.
function keepDialogAway(panel, session) {
  const slot = panel._onSessionStatusChanged;
  if (typeof slot === "function") session.statusChanged.disconnect(slot, panel);
}

function opener(tools, panel, context, notice, signal) {
  const { CodeCell } = tools;
  const notebook = panel.content;
  const session = context.sessionContext;
  let saved = written(notebook); // the notebook as its file has it
  let ready = null; // the kernel in which the exercises were run
  let due = true; // whether they have to be run (again)
  let busy = false;

  const keepSaved = (_, state) => {
    if (state === "completed") saved = written(notebook);
  };
  // Outputs, a heading folded, an exercise opened again: no change of a person's. Nothing is to be saved, and closing
  // asks no question. After the signal, because what changes the model sets it dirty in the middle of its change.
  const keepClean = (model, { name }) => {
    if (name !== "dirty" || !model.dirty) return;
    queueMicrotask(() => {
      if (!signal.aborted && model.dirty && written(notebook) === saved) model.dirty = false;
    });
  };

  // Shows what is in the way, and starts Python again when its button is pressed.
  function waiting() {
    let quiet = false;
    const start = async () => {
      quiet = true;
      mark(panel, "starting");
      try {
        await startAgain(session);
        await pause(SLOW);
      } catch (error) {
        console.warn("mosaic-exercises:", error);
      }
      quiet = false;
    };
    return async (told) => {
      const name = await named(told, tools);
      if (quiet || signal.aborted || [name, "ready"].includes(panel.node.dataset.mosaic)) return;
      mark(panel, name);
      if (!ready) coverWaiting(notebook);
      notice.show(name).then(start);
    };
  }

  async function fieldLeft() {
    if (!fieldHasFocus(notebook)) return;
    let pressed = false;
    notice.show("reconnect").then(() => (pressed = true));
    mark(panel, "reconnect");
    while (!pressed && fieldHasFocus(notebook)) {
      signal.throwIfAborted();
      await pause(POLL);
    }
  }

  async function attempt() {
    const first = ready === null;
    mark(panel, "starting");
    notice.say(first ? "Starting the exercises." : "Python restarted. Reconnecting the exercises.");
    hideCode(notebook);
    if (first) cover(exerciseCells(notebook), "Starting …");
    if (first && tools.fetching) await tellFetching(tools.fetching, panel, notice, signal);
    await shown(panel, signal);
    const tell = waiting();
    let kernel = await kernelReady(session, signal, tell);
    if (!first) {
      await fieldLeft();
      kernel = await kernelReady(session, signal, tell);
    }
    due = false;
    const late = setTimeout(() => tell("slow"), SLOW); // busy with something else, perhaps for long
    const prepared = tools.early.prepared(context.path, kernel) ?? prepare(kernel, context.localPath);
    const obstacle = await prepared.finally(() => clearTimeout(late));
    if (obstacle === "stopped") {
      due = true;
      await pause(POLL);
      return;
    }
    if (obstacle) {
      cover(exerciseCells(notebook), "Not started: see the note at the top.");
      mark(panel, obstacle);
      notice.show(obstacle).then(again);
      return;
    }
    notice.say("");
    hideCode(notebook);
    if (first) unfold(notebook);
    const run = (cells) => runCells(CodeCell, notebook, session, signal, cells);
    if (isShared(context)) await runTogether(kernel, exerciseCells(notebook), signal, run, (cells) => cover(cells, ""));
    else await run();
    if (due) return;
    ready = kernel;
    mark(panel, "ready");
    tools.sleep.ready(nap);
    notice.say(first ? "The exercises are ready." : "The exercises are connected again.");
  }

  async function again() {
    due = true;
    if (busy) return;
    busy = true;
    try {
      while (due && !signal.aborted) {
        try {
          await attempt();
        } catch (error) {
          if (signal.aborted) return;
          if (!due) throw error; // else Python went away meanwhile, and the next round waits for the new one
        }
      }
    } catch (error) {
      console.error("mosaic-exercises:", error);
      cover(exerciseCells(notebook), "");
      mark(panel, "failed");
      notice.show("failed");
    } finally {
      busy = false;
    }
  }

  const isReady = () => !busy && panel.node.dataset.mosaic === "ready"; // not asleep, either
  const nap = makeNap(tools, panel, context, signal, {
    ready: isReady,
    woken: (kernel) => {
      ready = kernel;
      tools.sleep.ready(nap);
    },
    failed: () => again(),
  });
  bringBack(notebook, context, signal, isReady, (cells) => {
    hideCode(notebook);
    return runCells(CodeCell, notebook, session, signal, cells);
  });
  const onStatus = (_, status) => {
    if (!nap.asleep() && NEW_PYTHON.has(status)) again();
  };
  const onKernel = (_, { newValue }) => {
    if (nap.asleep()) return void (newValue && nap.wake()); // somebody else has started it
    if (newValue !== ready) again();
  };
  context.saveState.connect(keepSaved);
  context.model.stateChanged.connect(keepClean);
  keepClean(context.model, { name: "dirty" });
  session.statusChanged.connect(onStatus);
  session.kernelChanged.connect(onKernel);
  signal.addEventListener("abort", () => {
    context.saveState.disconnect(keepSaved);
    context.model.stateChanged.disconnect(keepClean);
    session.statusChanged.disconnect(onStatus);
    session.kernelChanged.disconnect(onKernel);
  });
  return again;
}

async function open(tools, panel, context, signal) {
  await context.ready;
  // The server is asked only where the notebook says that it is a course's.
  const { course } = context.model.getMetadata("mosaic") ?? {};
  if (signal.aborted || typeof course !== "string") return;
  if ((await courseOf(tools.app.serviceManager.contents, context.path)) !== course || signal.aborted) return;
  panel.addClass("mosaic-course");
  keepStored(context.model);
  protectText(panel, signal);
  tools.surroundings.clear(panel.node, signal);
  tools.surroundings.follow();
  followLinks(tools, panel, context, signal);
  showTerms(tools, panel, context, signal);
  const notice = createNotice(tools.Widget, panel);
  const other = await newEdition(tools, context);
  if (asksForTrust(panel.content)) {
    mark(panel, "untrusted");
    await notice.show("untrusted");
  }
  keepDialogAway(panel, context.sessionContext);
  const again = opener(tools, panel, context, notice, signal);
  await again().then(() => other && !signal.aborted && notice.show("edition").then(other.take).then(again));
}

// Looks after the panel until it is closed.
export function openReady(tools, panel, context) {
  const life = new AbortController();
  tools.early.hold(context.path, context.sessionContext);
  panel.disposed.connect(() => life.abort());
  open(tools, panel, context, life.signal)
    .catch((error) => life.signal.aborted || console.error("mosaic-exercises:", error))
    .finally(() => panel.isDisposed || panel.removeClass("mosaic-looking"));
  return { dispose: () => life.abort(), get isDisposed() { return life.signal.aborted; } };
}
