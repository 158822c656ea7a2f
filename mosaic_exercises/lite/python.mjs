// What JupyterLite's kernel loads as Python (its setting `pyodideUrl`): Pyodide, whose files lie beside this one. It differs
// in four things. A file that does not come whole is asked for again, where Pyodide would wait for ever. The list of
// packages is the server's newest: one from the cache may name a wheel that is no more. Python looks for packages in
// the folder it runs in only once IPython has put that on its path: before, each import would ask for that folder, which
// is a request through the page, some hundred in all. And such a request ends: where the browser's drive cannot be
// written, JupyterLite never answers, and Python, which can do nothing meanwhile, would wait for ever.
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

// Requests through the page that end after a while, as refused: Python then knows that nothing was written, and goes on.
const DRIVE = /\/api\/drive$/;
const CHANGES = /"method":"(?:put|mknod|rename|rmdir)"/;
export const LONG = 20_000; // ms: the page may be busy
export const WRITING = 8000; // ms for what changes something
export const SHORT = 1000; // ms for that once such a request was not answered, until one is

export function ending(Request) {
  let refusing = false;
  return class extends Request {
    #drive = false;
    #refused = false;

    open(method, address, ...rest) {
      this.#drive = rest[0] === false && DRIVE.test(address);
      return super.open(method, address, ...rest);
    }

    send(body) {
      if (!this.#drive) return super.send(body);
      const changes = CHANGES.test(body);
      this.timeout = !changes ? LONG : refusing ? SHORT : WRITING;
      try {
        super.send(body);
        if (changes) refusing = false;
      } catch (error) {
        this.#refused = true;
        refusing ||= changes;
        throw error;
      }
    }

    get status() {
      return this.#refused ? 504 : super.status;
    }
  };
}

export async function loadPyodide(options) {
  globalThis.fetch = patient(globalThis.fetch.bind(globalThis));
  if (globalThis.XMLHttpRequest) globalThis.XMLHttpRequest = ending(globalThis.XMLHttpRequest);
  const python = await load({ ...options, lockFileContents: list(globalThis.fetch), packageBaseUrl: HERE });
  python.runPython("import sys\nsys.path.remove('')");
  return python;
}
