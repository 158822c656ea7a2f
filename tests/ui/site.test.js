// A site without a server: Python's files are fetched first, and whether the browser keeps anything is looked at.
import assert from "node:assert/strict";
import test from "node:test";

const APP = "../../mosaic_exercises/labextension/share/jupyter/labextensions/mosaic-exercises/app";
const { createEarly } = await import(`${APP}/early.js`);
const { createFetching } = await import(`${APP}/fetching.js`);
const { makeSurroundings } = await import(`${APP}/learner.js`);
const { storage } = await import(`${APP}/storage.js`);

const FILES = { "a.wasm": 6, "b.zip": 3, "c.whl": 1 };
const body = (...chunks) => new Response(new ReadableStream({
  start(controller) {
    for (const size of chunks) size < 0 ? controller.error(new TypeError("network")) : controller.enqueue(new Uint8Array(size));
    if (!chunks.includes(-1)) controller.close();
  },
}));

// Fetches by a script: `answers[name]` is used up, and its last one stays.
function scripted(answers) {
  const asked = [];
  const waits = [];
  const fetch = async (name) => {
    asked.push(name);
    const next = answers[name].length > 1 ? answers[name].shift() : answers[name][0];
    return next();
  };
  const fetching = createFetching(FILES, (name) => name, { fetch, wait: async (ms) => waits.push(ms) });
  return { fetching, asked, waits };
}

const settled = () => new Promise((done) => setTimeout(done, 5));

test("what has come is told in bytes, and all is here once", async () => {
  const { fetching, asked } = scripted({ "a.wasm": [() => body(2, 4)], "b.zip": [() => body(3)], "c.whl": [() => body(1)] });
  const seen = [];
  fetching.follow(() => seen.push(fetching.done()), new AbortController().signal);
  assert.equal(fetching.whole, 10);
  assert.equal(fetching.all(), fetching.all());
  await fetching.all();
  assert.equal(fetching.state(), "here");
  assert.deepEqual(asked.sort(), Object.keys(FILES));
  assert.deepEqual(seen, [...seen].sort((a, b) => a - b));
  assert.ok(seen.includes(10) && seen.some((done) => done > 0 && done < 10));
});

test("a connection that breaks is tried again, then told, and what came is not fetched twice", async () => {
  const cut = () => body(4, -1);
  const { fetching, asked, waits } = scripted({ "a.wasm": [cut, cut, cut, () => body(6)], "b.zip": [() => body(3)], "c.whl": [() => body(1)] });
  let all = false;
  fetching.all().then(() => (all = true));
  while (fetching.state() !== "broken") await settled();
  assert.deepEqual([all, fetching.done(), waits.length], [false, 4, 2]);
  await fetching.again();
  await settled();
  assert.deepEqual([all, fetching.done(), fetching.state()], [true, 10, "here"]);
  assert.equal(asked.filter((name) => name === "b.zip").length, 1);
});

test("a file that the site does not have holds nobody up, nor does one that is larger than was said", async () => {
  const gone = () => new Response("", { status: 404 });
  const { fetching } = scripted({ "a.wasm": [() => body(60)], "b.zip": [gone], "c.whl": [() => body(1)] });
  await fetching.all();
  assert.equal(fetching.done(), 10);
});

// A browser's two places: how each takes what is put into it.
function browser(local, database) {
  const error = (name) => Object.assign(new Error(name), { name });
  const request = (outcome, result) => {
    const made = { result };
    setTimeout(() => {
      if (outcome) Object.assign(made, { error: error(outcome) }).onerror();
      else made.onsuccess();
    });
    return made;
  };
  const transaction = () => {
    const made = { objectStore: () => ({ put() {} }), error: error(database) };
    setTimeout(() => (database === "QuotaExceededError" ? made.onabort() : made.oncomplete()));
    return made;
  };
  return {
    localStorage: {
      setItem() {
        if (local) throw error(local);
      },
      removeItem() {},
    },
    indexedDB: {
      open: () => request(database === "SecurityError" && database, { transaction, close() {} }),
      deleteDatabase() {},
    },
  };
}

test("storage that is full or denied is told from storage that keeps", async () => {
  for (const [local, database, said] of [
    ["", "", "kept"],
    ["SecurityError", "", "kept"],
    ["", "SecurityError", "kept"],
    ["SecurityError", "SecurityError", "denied"],
    ["", "QuotaExceededError", "full"],
    ["QuotaExceededError", "", "full"],
  ])
    assert.equal(await storage(browser(local, database)), said, `${local} / ${database}`);
  const strict = Object.defineProperties({}, Object.fromEntries(["localStorage", "indexedDB"].map((name) => [name, { get() { throw new Error("SecurityError"); } }])));
  assert.equal(await storage(strict), "denied");
});

test("on a phone the file browser stays shut until somebody does something", () => {
  const seen = [];
  const before = { window: globalThis.window, ResizeObserver: globalThis.ResizeObserver };
  class Observer {
    constructor(hear) {
      seen.push(this);
      this.hear = hear;
    }
    observe() {}
    disconnect() {
      this.hear = () => {};
    }
  }
  let shut = 0;
  const around = makeSurroundings({ shell: { collapseLeft: () => shut++ } }, { getOption: () => "multiple-document" });
  const { signal } = new AbortController();
  try {
    globalThis.ResizeObserver = Observer;
    globalThis.window = Object.assign(new EventTarget(), { innerWidth: 400 });
    around.clear({}, signal);
    seen[0].hear(); // JupyterLite has shown it again
    assert.equal(shut, 2);
    window.dispatchEvent(new Event("pointerdown"));
    seen[0].hear();
    assert.equal(shut, 2);
    globalThis.window = Object.assign(new EventTarget(), { innerWidth: 1280 });
    around.clear({}, signal);
    assert.deepEqual([shut, seen.length], [2, 1]);
  } finally {
    Object.assign(globalThis, before);
  }
});

// A drive with a course's folder, and a notebook's context as it is when the notebook is opened from the list of files.
function openedBy(path, fetching) {
  const marker = { name: "mosaic.toml", type: "file", path: "mosaic.toml" };
  const contents = {
    localPath: (full) => full,
    async get(full) {
      if (full === "mosaic.toml") return { content: 'course = "c"' };
      if (!full.endsWith(".ipynb")) return { content: full === "" ? [marker] : [] };
      const mosaic = full.includes("own") ? undefined : { course: "c" };
      return { content: { metadata: { mosaic, kernelspec: { name: "python" } } } };
    },
  };
  const asked = [];
  const sessions = { startNew: async (options) => asked.push(options) };
  const told = [];
  const context = { sessionManager: sessions, session: null, initialize: async () => told.push("asks for its Python") };
  createEarly({ contents, sessions }, fetching).hold(path, context);
  return { told, asked, initialized: context.initialize() };
}

test("a notebook of the course waits for Python's files however it was opened, and a person's own does not", async () => {
  let arrive;
  const here = new Promise((done) => (arrive = done));
  const fetching = { all: () => here };
  const course = openedBy("notebooks/03.ipynb", fetching);
  const own = openedBy("notebooks/own.ipynb", fetching);
  await own.initialized;
  await settled();
  assert.deepEqual([course.told, own.told.length], [[], 1]);
  arrive();
  await course.initialized;
  assert.equal(course.told.length, 1);
  assert.deepEqual([course.asked, own.asked], [[], []], "JupyterLab asks for the session itself");
  const onServer = openedBy("notebooks/03.ipynb", null);
  await onServer.initialized;
  assert.equal(onServer.told.length, 1);
});
