import assert from "node:assert/strict";
import { test } from "node:test";

import * as pairs from "../../mosaic_exercises/kinds/match/ui/pairs.js";
import * as placing from "../../mosaic_exercises/kinds/sort/ui/placing.js";
import { allMet, judgedOf } from "../../mosaic_exercises/panel/ui/kit/marks.js";

const CARDS = [{ id: "c1" }, { id: "c2" }, { id: "c3" }];
const BINS = [{ id: "b1" }, { id: "b2" }];
const TASK = { left: [{ id: "l1" }, { id: "l2" }], right: [{ id: "r1" }, { id: "r2" }, { id: "r3" }], reuse: false };

test("cards lie where the answer says, in the exercise's order; what it does not have is left out", () => {
  const at = placing.read({ c2: "b1", c1: "b1", c9: "b1", c3: "b9" }, CARDS, BINS);
  assert.deepEqual(placing.write(at, CARDS), { c1: "b1", c2: "b1" });
  assert.deepEqual(Object.keys(placing.write(at, CARDS)), ["c1", "c2"]);
  assert.deepEqual([null, "b1", "b2"].map((place) => placing.held(at, place, CARDS)), [1, 2, 0]);
  assert.deepEqual(placing.write(placing.put(at, "c1", null), CARDS), { c2: "b1" });
  assert.equal(at.get("c1"), "b1", "the placements before are left as they were");
  assert.equal(placing.read(null, CARDS, BINS).size, 0);
});

test("arrow keys stop at the first and the last place", () => {
  const places = [{ id: null }, ...BINS];
  const walk = (from, ...ways) => ways.reduce((at, way) => placing.stepped(places, at, way).id, from);
  assert.equal(walk(null, -1), null);
  assert.equal(walk(null, 1, 1, 1), "b2");
  assert.equal(walk("b2", -1, -1), null);
});

test("a partner that fits once leaves the row it was in; one that may be used again stays", () => {
  const first = pairs.joined(pairs.read(null, TASK), "l1", "r1", false);
  assert.deepEqual([first.loser, pairs.write(first.pairs, TASK.left)], ["", { l1: "r1" }]);
  const taken = pairs.joined(first.pairs, "l2", "r1", false);
  assert.deepEqual([taken.loser, pairs.write(taken.pairs, TASK.left)], ["l1", { l2: "r1" }]);
  const shared = pairs.joined(first.pairs, "l2", "r1", true);
  assert.deepEqual([shared.loser, pairs.write(shared.pairs, TASK.left)], ["", { l1: "r1", l2: "r1" }]);
  assert.deepEqual(pairs.joined(first.pairs, "l1", "r1", false), first, "joined to what it has already");
  assert.equal(pairs.joined(first.pairs, "l1", null, false).pairs.size, 0);
});

test("an answer with a partner twice is read once, unless it may be", () => {
  const raw = { l1: "r1", l2: "r1", l9: "r2" };
  assert.deepEqual(pairs.write(pairs.read(raw, TASK), TASK.left), { l1: "r1" });
  assert.deepEqual(pairs.write(pairs.read(raw, { ...TASK, reuse: true }), TASK.left), { l1: "r1", l2: "r1" });
  assert.equal(pairs.read("r1", TASK).size, 0);
});

test("what is announced names the pair, the row that lost it, and what is left to do", () => {
  const said = pairs.joinedWords({ row: "Sale", partner: "Once", loser: "", open: 1 });
  assert.equal(said, "Joined: Sale, Once. 1 row without a partner.");
  assert.match(pairs.joinedWords({ row: "Sale", partner: "Once", loser: "Claim", open: 0 }), /taken from Claim.*All rows/);
  assert.equal(pairs.joinedWords({ row: "Sale", partner: "", loser: "", open: 2 }), "Taken apart. 2 rows without a partner.");
  assert.equal(placing.placedWords("Bell", "Repeat", 2), "Placed in Repeat: Bell. 2 cards to place.");
  assert.equal(placing.placedWords("Bell", "", 1), "Taken back: Bell. 1 card to place.");
});

test("a part is right where all that was judged of it is", () => {
  const result = { criteria: [{ item: "a", met: true }, { item: "a", met: false }, { item: "b", met: null }] };
  assert.deepEqual(["a", "b", "c"].map((item) => allMet(judgedOf(result, item))), [false, null, null]);
  assert.deepEqual(judgedOf(null, "a"), []);
});
