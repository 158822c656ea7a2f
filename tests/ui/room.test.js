import assert from "node:assert/strict";
import { test } from "node:test";

import { lowest, meanOf, placeOf, pointsOf, stagesOf } from "../../mosaic_exercises/panel/ui/views/room/curves.js";

test("journeys of any length begin and end together, higher is better", () => {
  assert.deepEqual(placeOf(0, 5, 0)[0], placeOf(0, 3, 0)[0]);
  assert.deepEqual(placeOf(4, 5, 0)[0], placeOf(2, 3, 0)[0]);
  assert.ok(placeOf(0, 2, 2)[1] < placeOf(0, 2, -2)[1]);
});

test("a stage without a value is passed over", () => {
  assert.deepEqual(pointsOf([1, null, -1]), [placeOf(0, 3, 1), placeOf(2, 3, -1)]);
});

test("the mean reads each curve between its points", () => {
  const mean = meanOf([[-2, 2], [2, null, -2], [1]], 3);
  assert.deepEqual(mean, [1 / 3, 1 / 3, 1 / 3]);
  assert.deepEqual(meanOf([], 2), [0, 0]);
});

test("the lowest place is named", () => {
  const one = { who: "Ana", title: "", stages: ["Buy", "Claim"], values: [null, -2] };
  assert.equal(lowest(one), "lowest at Claim (−2)");
});

test("the foot names the stages that at least half of the journeys have", () => {
  const of = (...stages) => ({ who: "", title: "", stages, values: stages.map(() => 0) });
  assert.deepEqual(stagesOf([of("See", "Buy"), of("See", "Buy"), of("Own")]), ["See", "Buy"]);
  assert.deepEqual(stagesOf([of("See"), of("Buy"), of("Own")]), []);
  assert.deepEqual(stagesOf([]), []);
});
