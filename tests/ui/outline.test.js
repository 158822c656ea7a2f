import assert from "node:assert/strict";
import { test } from "node:test";

import { endOf, moved, raw, read, shifted, visible } from "../../mosaic_exercises/kinds/outline/ui/tree.js";

/** "a0 b1 c1": branches with their levels, "b1-" folded. */
const tree = (text) =>
  read(text.split(" ").map((word) => ({ id: word[0], level: Number(word[1]), text: word[0], shut: word.endsWith("-") })));
const said = (nodes) => nodes?.map((n) => `${n.id}${n.level}${n.shut ? "-" : ""}`).join(" ");

test("levels have no gaps, ids stand once, and a link is only a link", () => {
  const nodes = read([
    { id: "a", level: 3, text: "a" },
    { id: "a", level: 0, text: "again" },
    { id: "b", level: 9, text: 7, link: "javascript:alert(1)" },
    null,
  ]);
  assert.equal(said(nodes), "a0 b1");
  assert.deepEqual(raw(nodes), [{ id: "a", level: 0, text: "a" }, { id: "b", level: 1, text: "" }]);
});

test("a branch takes along all under it", () => {
  const nodes = tree("a0 b1 c2 d0 e1");
  assert.equal(endOf(nodes, 0), 3);
  assert.equal(said(moved(nodes, 0, 1)), "d0 e1 a0 b1 c2");
  assert.equal(said(moved(nodes, 3, -1)), "d0 e1 a0 b1 c2");
  assert.equal(moved(nodes, 1, 1), null);
  assert.equal(moved(nodes, 0, -1), null);
});

test("in and out by one level, no further than its row allows; a folded parent opens", () => {
  assert.equal(said(shifted(tree("a0- b1 c0 d1"), 2, 1)), "a0 b1 c1 d2");
  assert.equal(said(shifted(tree("a0 b1 c2"), 1, -1)), "a0 b0 c1");
  assert.equal(shifted(tree("a0 b1"), 0, 1), null);
  assert.equal(shifted(tree("a0 b1"), 0, -1), null);
});

test("what is folded away is not seen", () => {
  assert.deepEqual(visible(tree("a0- b1 c2 d0")), [0, 3]);
});
