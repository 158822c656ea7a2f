// What JupyterLite's kernel loads as Python (its setting `pyodideUrl`): Pyodide, whose files lie beside this one. It differs
// in three things. A file that does not come whole is asked for again, where Pyodide would wait for ever. The list of
// packages is the server's newest: one from the cache may name a wheel that is no more. And Python looks for packages in
// the folder it runs in only once IPython has put that on its path: before, each import would ask for that folder, which
// is a request through the page, some hundred in all.
import { loadPyodide as load } from "./pyodide.mjs";

const HERE = new URL("./", import.meta.url).href;
const TRIES = 3;
const WAIT = 1500; // ms before a file is tried again; twice that before the last time

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

// The same as fetch for the files beside this one, whole. Pyodide says of each wheel which it wants (`integrity`), and one in
// the cache may be another: so the second time the server is asked.
export function patient(fetch, wait = pause) {
  let streamed = false;
  return async function whole(file, options) {
    const address = String(file?.url ?? file);
    const first = address.endsWith(".wasm") && !streamed; // it is compiled as it comes; after that Pyodide tries by itself
    streamed ||= first;
    if (!address.startsWith(HERE) || first) return fetch(file, options);
    for (let tries = 1; ; tries++) {
      try {
        const answer = await fetch(file, tries > 1 ? { ...options, cache: "reload" } : options);
        const { status, statusText, headers } = answer;
        return answer.ok ? new Response(await answer.arrayBuffer(), { status, statusText, headers }) : answer;
      } catch (error) {
        if (tries === TRIES) throw error;
        await wait(WAIT * tries);
      }
    }
  };
}

async function list(fetch) {
  const address = `${HERE}pyodide-lock.json`;
  const asked = (cache) => fetch(address, { cache }).then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)));
  return asked("no-cache").catch(() => asked("force-cache")); // without a network what was there before
}

export async function loadPyodide(options) {
  globalThis.fetch = patient(globalThis.fetch.bind(globalThis));
  const python = await load({ ...options, lockFileContents: list(globalThis.fetch), packageBaseUrl: HERE });
  python.runPython("import sys\nsys.path.remove('')");
  return python;
}
