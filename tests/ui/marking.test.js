import assert from "node:assert/strict";
import { test } from "node:test";

import { firstTurn, judgedPart, judgedWords, nextTurn } from "../../mosaic_exercises/panel/ui/views/marking/progress.js";

const card = (...levels) => levels.map((level) => ({ level, stale: false, levels: ["missing", "there"] }));

test("the first open criterion is in turn, then the next, then the first that was left out", () => {
  assert.equal(firstTurn({ parts: card(1, null, null) }), 1);
  assert.equal(firstTurn({ parts: card(1, 1) }), 0);
  assert.equal(firstTurn(null), 0);
  assert.equal(nextTurn(card(null, 1, null), 1), 2);
  assert.equal(nextTurn(card(null, 0, 1), 2), 0, "the one that was left out");
  assert.equal(nextTurn(card(1, 0, 1), 1), 1, "all are judged: it stays");
});

test("what was judged is the criterion whose level is another, or that is no longer stale", () => {
  assert.equal(judgedPart(card(1, null), card(1, 0)), 1);
  assert.equal(judgedPart(card(1, null), card(1, null)), -1);
  const [one] = card(1);
  assert.equal(judgedPart([{ ...one, stale: true }], [one]), 0);
  assert.equal(firstTurn({ parts: [...card(1), { ...one, stale: true }] }), 1, "a stale level is open");
});

test("what is announced: the level, then how many criteria are open or what the answer earns", () => {
  assert.equal(judgedWords(card(1, null), 0, "3 points"), "there. 1 criterion open.");
  assert.equal(judgedWords(card(1, 0), 1, "3 points"), "missing. 3 points.");
  assert.equal(judgedWords(card(null, null), 0, ""), "Taken back. 2 criteria open.");
});
