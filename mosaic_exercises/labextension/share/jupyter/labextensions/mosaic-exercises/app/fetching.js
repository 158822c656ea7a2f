// Python for a site without a server is more than twenty megabytes. They are fetched here before Python asks for them, so
// that a person is told how far that is, and so that a connection that breaks is tried again: Python's own loader waits for
// ever after one. It then finds every file in the browser's cache.
import { cover, exerciseCells } from "./cells.js";
import { pause } from "./kernel.js";

const AT_ONCE = 4; // of the six connections that a browser has for a server: the page needs some itself
const TRIES = 3;
const WAIT = 1500; // ms before a file is tried again; twice that before the last time
const QUICK = 1000; // ms in which what has been fetched before comes out of the cache, and nothing need be said

// `files`: the name of each file -> its bytes; `address(name)` is where it lies.
export function createFetching(files, address, { fetch = window.fetch.bind(window), wait = pause } = {}) {
  const had = new Map(Object.keys(files).map((name) => [name, 0]));
  const missing = new Set(had.keys());
  const listeners = new Set();
  let state = "waiting"; // then "fetching", perhaps "broken", and "here"
  let arrived;
  const here = new Promise((done) => (arrived = done));
  const change = () => listeners.forEach((hear) => hear());

  async function read(name) {
    const answer = await fetch(address(name), { priority: "low" });
    if (!answer.ok) return; // Python will ask for it too, and say what is wrong
    const reader = answer.body.getReader();
    for (let got = 0; ; ) {
      const { done, value } = await reader.read();
      if (done) return;
      had.set(name, Math.min((got += value.length), files[name]));
      change();
    }
  }

  async function take(name) {
    for (let tries = 1; ; tries++) {
      try {
        await read(name);
        break;
      } catch (error) {
        had.set(name, 0);
        if (tries === TRIES) throw error;
        await wait(WAIT * tries);
      }
    }
    had.set(name, files[name]);
    missing.delete(name);
    change();
  }

  async function round() {
    if (state === "fetching" || state === "here") return;
    state = "fetching";
    change();
    const due = [...missing];
    const hand = async () => {
      for (let name = due.shift(); name !== undefined; name = due.shift()) await take(name);
    };
    const hands = await Promise.allSettled(Array.from({ length: AT_ONCE }, hand));
    for (const { reason } of hands) if (reason) console.warn("mosaic-exercises: a file of Python's did not come.", reason);
    state = missing.size ? "broken" : "here";
    if (state === "here") arrived();
    change();
  }

  return {
    whole: Object.values(files).reduce((sum, bytes) => sum + bytes, 0),
    done: () => [...had.values()].reduce((sum, bytes) => sum + bytes, 0),
    state: () => state,
    again: round,
    // Resolves when everything is here, however often it has to be tried.
    all() {
      if (state === "waiting") round();
      return here;
    },
    follow(hear, signal) {
      listeners.add(hear);
      signal.addEventListener("abort", () => listeners.delete(hear));
    },
  };
}

// The files that this site says it needs; null where there is a server, whose Python needs none of this.
export function siteFetching(PageConfig) {
  const listed = PageConfig.getOption("mosaicFetched");
  if (!listed) return null;
  const fetching = createFetching(JSON.parse(listed), (name) => PageConfig.getBaseUrl() + name.split("/").map(encodeURIComponent).join("/"));
  window.addEventListener("online", () => fetching.state() === "broken" && fetching.again());
  return fetching;
}

// Tells at the top of a notebook how far it is, until all is here.
export async function tellFetching(fetching, panel, notice, signal) {
  const over = new AbortController();
  const tell = () => {
    const { dataset } = panel.node;
    if (!["starting", "fetching", "broken"].includes(dataset.mosaic)) return over.abort();
    const state = fetching.state();
    dataset.mosaic = state === "here" ? "beginning" : state;
    coverWaiting(panel.content);
    if (state === "broken") notice.show("broken").then(() => fetching.again());
    else if (state === "here") notice.show("beginning");
    else {
      notice.show("fetching");
      notice.measure(fetching.done(), fetching.whole);
    }
    if (state === "here") over.abort();
  };
  const come = fetching.all();
  await Promise.race([come, pause(QUICK)]);
  if (fetching.state() === "here" || signal.aborted) return;
  signal.addEventListener("abort", () => over.abort());
  fetching.follow(tell, over.signal);
  tell();
  await come;
}

// The line in each exercise's place meanwhile.
export const coverWaiting = (notebook) => cover(exerciseCells(notebook), "Waiting for Python: see the note at the top.");
