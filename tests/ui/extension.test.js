import assert from "node:assert/strict";
import { test } from "node:test";

const app = "../../mosaic_exercises/labextension/share/jupyter/labextensions/mosaic-exercises/app";
const { courseOf } = await import(`${app}/course.js`);
const { pathInAddress } = await import(`${app}/early.js`);
const { bootstrap } = await import(`${app}/kernel.js`);
const { besideInAddress } = await import(`${app}/links.js`);
const { createPlugin } = await import(`${app}/plugin.js`);
const { blocked, editionOf, otherEdition } = await import(`${app}/site.js`);

/** Contents that give a folder's files only where they are asked for them, as JupyterLite's do. */
const contents = {
  localPath: (path) => path,
  get: async (path, { content = false, type = "" } = {}) => {
    if (type === "file") return { content: 'course = "a-course"\n' };
    const files = path === "" ? [{ name: "mosaic.toml", type: "file", path: "mosaic.toml" }] : [];
    return { content: content ? files : null };
  },
};

test("the course of a notebook is found where a folder's files have to be asked for", async () => {
  assert.equal(await courseOf(contents, "notebooks/a.ipynb"), "a-course");
});

test("what lies in another course, or in none, is not this one's", async () => {
  const files = { "": [], other: [{ name: "mosaic.toml", type: "file", path: "other/mosaic.toml" }] };
  const drive = {
    localPath: (path) => path,
    get: async (path, { type = "" } = {}) =>
      type === "file" ? { content: 'course = "another"\n' } : { content: files[path] ?? [] },
  };
  assert.equal(await courseOf(drive, "other/deep/a.ipynb"), "another");
  assert.equal(await courseOf(drive, "outside/a.ipynb"), null);
});

test("the notebook in the address, on a server and on a site", () => {
  const path = (pathname, search) => pathInAddress("/base/", { pathname, search });
  assert.equal(path("/base/doc/tree/notebooks/a%20b.ipynb", ""), "notebooks/a b.ipynb");
  assert.equal(path("/base/notebooks/index.html", "?path=notebooks/a%20b.ipynb"), "notebooks/a b.ipynb");
  assert.equal(path("/base/notebooks/index.html", "?path=data/x.csv"), null);
  assert.equal(path("/base/lab/index.html", ""), null);
});

test("the notebook beside, on a server and on a site", () => {
  const at = (pathname, search = "") => besideInAddress("notebooks/a.ipynb", "b.ipynb", { pathname, search });
  assert.equal(at("/x/doc/tree/notebooks/a.ipynb"), "/x/doc/tree/notebooks/b.ipynb");
  assert.equal(at("/x/notebooks/index.html", "?path=notebooks/a.ipynb"), "/x/notebooks/index.html?path=notebooks%2Fb.ipynb");
  assert.equal(at("/x/lab/index.html", ""), null);
});

test("a kernel is told its notebook, whatever its name", () => {
  assert.ok(bootstrap('a "b".ipynb').includes('setdefault("JPY_SESSION_NAME", "a \\"b\\".ipynb")'));
});

test("where there is no notebook to open, the plugin does nothing and says nothing", async () => {
  const plugin = await createPlugin({ "@lumino/widgets": {}, "@jupyterlab/apputils": {} });
  assert.equal(plugin.activate(), undefined);
});

test("a browser without service workers is known", async () => {
  const having = (found) => ({ serviceWorker: { getRegistration: async () => found } });
  assert.deepEqual(await Promise.all([blocked({}), blocked(having(undefined)), blocked(having({}))]), [true, true, false]);
});

/** A site whose notebook has `theirs`, and a saved copy of it made from `base` that now reads `source`. */
async function saved(t, theirs, base, source) {
  const notebook = (text) => ({ cells: [{ cell_type: "markdown", source: [text] }] });
  const edition = async (text) => ({ mosaic: { edition: await editionOf(notebook(text)) } });
  const site = { ...notebook(theirs), metadata: await edition(theirs) };
  t.mock.method(globalThis, "fetch", async () => ({ ok: theirs !== "", json: async () => site }));
  const done = [];
  const context = {
    path: "notebooks/a.ipynb",
    model: { toJSON: () => context.now },
    now: { ...notebook(source), metadata: await edition(base) },
    revert: async () => done.push("revert"),
  };
  const drive = {
    localPath: (path) => path,
    save: async (path, { content }) => done.push(["save", path.replace(/\d{4}-\d\d-\d\d/, "DAY"), content]),
    delete: async (path) => done.push(["delete", path]),
  };
  const tools = { app: { serviceManager: { contents: drive } }, PageConfig: { getBaseUrl: () => "/" } };
  return { other: await otherEdition(tools, context), done, context };
}

test("a saved notebook of this edition stays, and so does one that the site does not have", async (t) => {
  assert.equal((await saved(t, "one", "one", "changed")).other, null);
  assert.equal((await saved(t, "", "one", "one")).other, null);
});

test("a saved notebook that nobody changed gives way to a new edition", async (t) => {
  const { other, done } = await saved(t, "two", "one", "one");
  assert.equal(other.changed, false);
  await other.take();
  assert.deepEqual(done, [["delete", "notebooks/a.ipynb"], "revert"]);
});

test("a changed one is kept beside the new edition", async (t) => {
  const { other, done, context } = await saved(t, "two", "one", "mine");
  assert.equal(other.changed, true);
  await other.take();
  const kept = ["save", "notebooks/a (mine, DAY).ipynb", context.now];
  assert.deepEqual(done, [kept, ["delete", "notebooks/a.ipynb"], "revert"]);
});
