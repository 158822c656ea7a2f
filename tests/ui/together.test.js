import assert from "node:assert/strict";
import { mock, test } from "node:test";

const APP = "../../mosaic_exercises/labextension/share/jupyter/labextensions/mosaic-exercises/app";
const VIEW = "application/vnd.jupyter.widget-view+json";

// A kernel as far as taking turns needs one: who runs, and which models live.
function makeKernel() {
  const seat = { owner: "", models: {} };
  return {
    seat,
    requestExecute({ user_expressions: { claim } }) {
      const [, me] = /_run_by="(\w+)"/.exec(claim);
      const [, from] = /== "(\w*)" else/.exec(claim);
      const said = (text) => ({ data: { "text/plain": `'${text}'` } });
      const before = said(seat.owner);
      if (seat.owner === from) seat.owner = me;
      return { done: Promise.resolve({ content: { user_expressions: { before, owner: said(seat.owner) } } }) };
    },
    requestCommInfo: () => Promise.resolve({ content: { comms: seat.models } }),
  };
}

function makeCells(names) {
  return names.map((name) => {
    const outputs = [];
    return { name, isDisposed: false, outputs, model: { outputs: { get length() { return outputs.length; }, get: (at) => outputs[at] } } };
  });
}

function run(kernel, cells, log) {
  for (const cell of cells) {
    log.push(cell.name);
    kernel.seat.models[cell.name] = {};
    cell.outputs.splice(0, 9, { type: "execute_result", data: { [VIEW]: { model_id: cell.name } } });
  }
}

// A browser of its own: the module makes its name once a page.
const browser = async (n) => (await import(`${APP}/together.js?${n}`)).runTogether;

test("the first browser that asks runs all, and the next finds them there", async () => {
  const [one, two] = [await browser(1), await browser(2)];
  const [kernel, cells, log] = [makeKernel(), makeCells(["a", "b"]), []];
  const act = async (some) => run(kernel, some, log);
  const signal = new AbortController().signal;
  const seen = [];
  await Promise.all([one(kernel, cells, signal, act, () => {}), two(kernel, cells, signal, act, (there) => seen.push(there.length))]);
  assert.deepEqual(log, ["a", "b"]);
  assert.equal(seen.at(-1), 2);
  await one(kernel, cells, signal, act, () => {}); // the same browser again: they are there
  assert.deepEqual(log, ["a", "b"]);
  for (const cell of cells) cell.outputs.length = 0; // or are on their way
  await one(kernel, cells, signal, act, () => {});
  assert.deepEqual(log, ["a", "b"]);
  Object.assign(kernel.seat, { owner: "", models: {} }); // a new Python
  await one(kernel, cells, signal, act, () => {});
  assert.deepEqual(log, ["a", "b", "a", "b"]);
});

test("where the browser whose turn it was has gone, another one runs what is missing", async () => {
  mock.timers.enable({ apis: ["setTimeout", "Date"] });
  const two = await browser(3);
  const [kernel, cells, log] = [makeKernel(), makeCells(["a", "b", "failed"]), []];
  kernel.seat.owner = "gone";
  run(kernel, cells.slice(0, 1), []);
  cells[2].outputs.push({ type: "error", data: {} }); // an error is an answer, too
  let done = false;
  const end = two(kernel, cells, new AbortController().signal, async (some) => run(kernel, some, log), () => {}).then(() => (done = true));
  for (let n = 0; n < 60 && !done; n++) {
    for (let k = 0; k < 20; k++) await Promise.resolve();
    assert.equal(log.length, 0, "not before it is sure");
    if (Date.now() > 19_000) break;
    mock.timers.tick(400);
  }
  for (let n = 0; n < 20 && !done; n++) {
    mock.timers.tick(400);
    for (let k = 0; k < 30; k++) await Promise.resolve();
  }
  await end;
  mock.timers.reset();
  assert.deepEqual(log, ["b", "failed"]);
});
