import assert from "node:assert/strict";
import { test } from "node:test";

import { readOwn, readSpots, write } from "../../mosaic_exercises/kinds/quadrant/ui/answer.js";
import { quadrantAt, spotsOf } from "../../mosaic_exercises/kinds/quadrant/ui/dots.js";

const AXIS = { low: 0, high: 10, threshold: 5 };
const TASK = {
  x: AXIS,
  y: AXIS,
  points: [{ id: "p1" }, { id: "p2" }],
  own: 1,
  quadrants: { top_left: "tl", top_right: "tr", bottom_left: "bl", bottom_right: "br" },
};

test("a point on a threshold lies above it, on either axis", () => {
  assert.deepEqual([[5, 5], [4.9, 5], [5, 4.9], [0, 0]].map((at) => quadrantAt(TASK, at)), ["tr", "tl", "br", "bl"]);
});

test("what an answer holds is read as far as the exercise has room for it, and written back", () => {
  const raw = { p1: { now: [1, 2], wanted: ["x", 2] }, "own-1": { name: "Mine", now: [3, 4] }, "own-2": { name: "Too many" } };
  const extra = readOwn(raw, TASK);
  assert.deepEqual([...extra], [["own-1", { name: "Mine" }]]);
  const points = [...TASK.points, { id: "own-1", own: true, text: "Mine" }];
  const spots = readSpots(raw, points, ["now", "wanted"]);
  assert.deepEqual([...spots], [["p1", { now: [1, 2] }], ["own-1", { now: [3, 4] }]]);
  assert.deepEqual(write(points, spots), { p1: { now: [1, 2] }, "own-1": { name: "Mine", now: [3, 4] } });
  assert.equal(readOwn(null, TASK).size + readSpots(null, TASK.points, ["now"]).size, 0);
});

test("dots at one place are told apart by how many lie under them", () => {
  const spots = new Map([["p1", { now: [5, 5], wanted: [9, 9] }], ["p2", { now: [5.1, 5] }]]);
  const found = spotsOf(TASK, TASK.points, spots);
  assert.deepEqual(found.map((one) => [one.id, one.nth, one.under]), [["p1 now", 1, 0], ["p1 wanted", 1, 0], ["p2 now", 2, 1]]);
});
