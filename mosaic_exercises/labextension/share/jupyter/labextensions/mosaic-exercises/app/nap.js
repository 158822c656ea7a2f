// The sleep of one notebook's Python: it is shut down while the exercises stay, and comes back unseen when they need it.
import { toSleep, unsaved, wakeCells } from "./cells.js";
import { kernelReady, prepare } from "./kernel.js";

// `now` tells of the opening: ready() whether all exercises run in their kernel, woken(kernel) that they do again, and
// failed() that they do not, so that what is in the way has to be told.
export function makeNap({ CodeCell, sleep }, panel, context, signal, now) {
  const notebook = panel.content;
  const session = context.sessionContext;
  let asleep = ""; // the name of the kernel that sleeps
  let waking = false;
  let wanted = false; // whether an exercise asked for Python while nobody saw it

  const mark = (state) => (panel.node.dataset.mosaic = state);

  async function wake() {
    wanted = !panel.isVisible;
    if (!asleep || waking || wanted) return;
    waking = true;
    try {
      if (!session.session?.kernel) await session.changeKernel({ name: asleep });
      const kernel = await kernelReady(session, signal, (state) => {
        if (state === "dead") throw new Error("Python did not start.");
      });
      const obstacle = await prepare(kernel, context.localPath);
      if (obstacle) throw new Error(obstacle);
      await wakeCells(CodeCell, notebook, session, signal);
      if (session.session?.kernel !== kernel) throw new Error("Python went away again.");
      asleep = "";
      mark("ready");
      now.woken(kernel);
    } catch (error) {
      if (signal.aborted) return;
      console.warn("mosaic-exercises: Python did not come back unseen.", error);
      asleep = "";
      now.failed();
    } finally {
      waking = false;
    }
  }

  const nap = {
    panel,
    used: Date.now(), // when a person was last seen here
    asleep: () => asleep !== "",
    kernel: () => (asleep ? null : session.session?.kernel),
    sleepable: () => now.ready() && !asleep && !panel.isVisible && !unsaved(notebook),
    async sleep() {
      asleep = session.session.kernel.name;
      wanted = false;
      mark("asleep");
      toSleep(notebook);
      await session.shutdown();
    },
    wake,
    seen: () => wanted && wake(),
  };
  // An exercise needs Python, or a person goes into a cell that they can run.
  panel.node.addEventListener("mosaic:wake", wake, { signal });
  for (const act of ["pointerdown", "keydown"])
    panel.node.addEventListener(act, ({ target }) => target.closest?.(".jp-CodeCell .jp-InputArea") && wake(), {
      capture: true,
      signal,
    });
  signal.addEventListener("abort", () => sleep.closed(nap));
  return nap;
}
