import assert from "node:assert/strict";
import { test } from "node:test";

import { makeHistory } from "../../mosaic_exercises/panel/ui/kit/history.js";

function started() {
  const told = [];
  const history = makeHistory((words) => told.push(words));
  history.start("a");
  return { history, told };
}

test("undo and redo lead back and forth, and say what they did", () => {
  const { history, told } = started();
  history.commit("b", "", "B made");
  history.commit("c", "", "C made");
  assert.equal(history.now(), "c");
  history.undo();
  assert.equal(history.now(), "b");
  assert.deepEqual(history.state().undo && history.state().redo, true);
  history.redo();
  assert.equal(history.now(), "c");
  assert.ok(told.at(-1).includes("C made"));
  history.undo();
  history.undo();
  assert.equal(history.now(), "a");
  assert.equal(history.state().undo, false);
});

test("a change after undo ends what could be done again", () => {
  const { history } = started();
  history.commit("b");
  history.undo();
  history.commit("c");
  assert.equal(history.state().redo, false);
  history.redo();
  assert.equal(history.now(), "c");
});

test("typing in quick succession is one step, in slow or at another place several", (t) => {
  t.mock.timers.enable({ apis: ["Date"], now: 1_000_000 });
  const { history } = started();
  for (const text of ["b", "bc", "bcd"]) history.commit(text, "title");
  history.commit("x", "other");
  history.undo();
  assert.equal(history.now(), "bcd");
  history.undo();
  assert.equal(history.now(), "a");
  history.commit("b", "title");
  t.mock.timers.tick(2_000);
  history.commit("bc", "title");
  history.undo();
  assert.equal(history.now(), "b");
});

test("another answer in the place of this one is a step, a value read anew is none", () => {
  const { history } = started();
  history.refresh("a, renamed");
  assert.equal(history.state().undo, false);
  history.replace("from a file");
  history.undo();
  assert.equal(history.now(), "a, renamed");
});
