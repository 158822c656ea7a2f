import assert from "node:assert/strict";
import { test } from "node:test";

import { dayEnds } from "../../mosaic_exercises/panel/ui/views/review/forecast.js";

test("days end at midnight where the learner is, when clocks change too", () => {
  const before = process.env.TZ;
  process.env.TZ = "America/New_York";
  try {
    const ends = dayEnds(new Date("2026-10-31T23:30:00-04:00"));
    assert.equal(ends.length, 14);
    assert.equal(new Date(ends[0]).toISOString(), "2026-11-01T04:00:00.000Z");
    assert.equal(ends[1] - ends[0], 25 * 3_600_000);
    assert.equal(ends[2] - ends[1], 24 * 3_600_000);
  } finally {
    process.env.TZ = before ?? "";
  }
});
