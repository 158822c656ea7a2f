// How many notebooks have a Python of their own: a few, the ones used last. The others' sleeps (is shut down, once all is
// saved and nothing of a person's was run in it) and wakes when their exercises need it. The exercises stay as they are.
import { pause } from "./kernel.js";

export const AWAKE = 3;
const LEFT = 2500; // ms after a notebook was left: what was typed last has reached Python by then
const AGAIN = 5000; // ms until a notebook that could not sleep is looked at again
const OURS = "mosaic/python/"; // in localStorage, with a kernel's id: opened here, and nothing of a person's was run in it

const ours = new Set(); // the same for this page, where the browser keeps nothing

function stored(act) {
  try {
    return act(window.localStorage);
  } catch {
    return null;
  }
}

const store = {
  add: (id) => (ours.add(id), stored((local) => local.setItem(OURS + id, "1"))),
  drop: (id) => (ours.delete(id), stored((local) => local.removeItem(OURS + id))),
  has: (id) => ours.has(id) || stored((local) => local.getItem(OURS + id)) === "1",
  keep: (ids) =>
    stored((local) => {
      const gone = Object.keys(local).filter((key) => key.startsWith(OURS) && !ids.has(key.slice(OURS.length)));
      for (const key of gone) local.removeItem(key);
    }),
};

// `notebooks`: what this page has open, each { panel, kernel(), sleepable(), sleep(), used }.
export function createSleep({ sessions }, shell) {
  const notebooks = new Set();
  let due = false;
  let busy = false;

  async function look() {
    await sessions.refreshRunning();
    const running = [...sessions.running()];
    store.keep(new Set(running.map((session) => session.kernel?.id)));
    const open = new Map([...notebooks].map((one) => [one.kernel()?.id, one]));
    const now = Date.now();
    const awake = running
      .filter(({ kernel }) => kernel && (open.has(kernel.id) || store.has(kernel.id)))
      .map((session) => {
        const here = open.get(session.kernel.id);
        const used = here ? (here.panel.isVisible ? now : here.used) : Date.parse(session.kernel.last_activity);
        return { session, here, used };
      })
      .sort((a, b) => b.used - a.used);
    let left = false;
    for (const { session, here } of awake.slice(AWAKE)) {
      const { id, connections, execution_state: state } = session.kernel;
      // Open in another window too, busy, or with something of a person's in it: it stays.
      if (connections > (here ? 1 : 0) || state === "busy" || state === "starting" || !store.has(id)) continue;
      if (here && !here.sleepable()) {
        left ||= !here.panel.isVisible;
        continue;
      }
      store.drop(id);
      await (here ? here.sleep() : sessions.shutdown(session.id));
    }
    if (left) pause(AGAIN).then(tidy);
  }

  async function tidy() {
    due = true;
    if (busy) return;
    busy = true;
    try {
      while (due) {
        due = false;
        await pause(LEFT);
        await look();
      }
    } catch (error) {
      console.warn("mosaic-exercises: no Python was put to sleep.", error);
    } finally {
      busy = false;
    }
  }

  let front = null;
  shell.currentChanged?.connect(() => {
    for (const one of notebooks) {
      if (one.panel === front) one.used = Date.now();
      if (one.panel.isVisible) one.seen();
    }
    front = shell.currentWidget;
    tidy();
  });
  return {
    // A notebook's exercises are ready in its kernel.
    ready(one) {
      notebooks.add(one);
      store.add(one.kernel().id);
      tidy();
    },
    // A person has run something in it: it keeps its Python.
    worked: (kernel) => kernel && store.drop(kernel.id),
    closed: (one) => notebooks.delete(one),
  };
}
