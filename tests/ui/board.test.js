import assert from "node:assert/strict";
import { test } from "node:test";

import { edits } from "../../mosaic_exercises/kinds/board/ui/edit.js";
import { isRanked, notesIn, read, refersTo, short, write } from "../../mosaic_exercises/kinds/board/ui/model.js";

const TASK = {
  sections: [
    { id: "strengths", name: "Strengths", ranked: true, fields: [{ id: "weight", type: "choice" }] },
    { id: "threats", name: "Threats", ranked: true, fields: [] },
  ],
  links: [{ id: "meets", name: "meets", from: [], to: [] }],
  given: [],
  offers: [],
};
const at = (board, section) => notesIn(board, section).map((n) => `${n.id}${n.rank || ""}`).join(" ");
const filled = () =>
  ["n1", "n2", "n3"].reduce((board, id) => edits.add(board, { id, section: "strengths", text: id }), read(null, TASK));

test("a board comes back as it went in", () => {
  const raw = {
    notes: [
      { id: "n1", section: "strengths", text: "Fast", fields: { weight: "high" }, refs: [], rank: 1 },
      { id: "n2", section: "threats", text: "Slow", fields: {}, refs: [], rank: 0 },
    ],
    links: [{ id: "k1", kind: "meets", from: "n1", to: "n2" }],
  };
  const again = read(write(read(raw, TASK), TASK), TASK);
  assert.deepEqual(again, read(raw, TASK));
});

test("a note without a word is not sent, nor a link to it; a blank board is none", () => {
  let board = edits.add(filled(), { id: "n4", section: "threats", text: "  " });
  board = edits.link(board, { id: "k1", kind: "meets", from: "n1", to: "n4" });
  const sent = write(board, TASK);
  assert.deepEqual([sent.notes.map((n) => n.id), sent.links ?? []], [["n1", "n2", "n3"], []]);
  assert.equal(write(read(null, TASK), TASK), null);
});

test("ranks are all or none and follow the order", () => {
  const ranked = edits.rank(filled(), "strengths", true);
  assert.equal(at(ranked, "strengths"), "n11 n22 n33");
  assert.ok(isRanked(ranked, "strengths"));
  assert.equal(at(edits.drop(ranked, "n1"), "strengths"), "n21 n32");
  assert.equal(at(edits.move(ranked, "n3", "strengths", "n1", TASK.sections[0].fields), "strengths"), "n31 n12 n23");
  assert.equal(at(edits.rank(ranked, "strengths", false), "strengths"), "n1 n2 n3");
  assert.equal(at(edits.add(ranked, { id: "n4", section: "strengths", text: "x" }), "strengths"), "n11 n22 n33 n44");
});

test("ranks with gaps are none", () => {
  const notes = [1, 3].map((rank, i) => ({ id: `n${i}`, section: "strengths", text: "x", rank }));
  assert.equal(at(read({ notes }, TASK), "strengths"), "n0 n1");
});

test("a note takes along the fields that its new part has, and a link goes with its note", () => {
  let board = edits.field(filled(), "n1", "weight", "high");
  board = edits.link(board, { id: "k1", kind: "meets", from: "n1", to: "n2" });
  const moved = edits.move(board, "n1", "threats", null, []);
  assert.deepEqual([at(moved, "threats"), moved.notes.find((n) => n.id === "n1").fields, moved.links.length], ["n1", {}, 1]);
  assert.deepEqual(edits.drop(board, "n2").links, []);
});

test("what a note is based on comes and goes", () => {
  const ref = { exercise: "a", object: "b", label: "c" };
  const board = edits.cite(filled(), "n1", ref);
  assert.ok(board.notes[0].refs.some((r) => refersTo(r, ref)));
  assert.deepEqual(edits.uncite(board, "n1", 0).notes[0].refs, []);
});

test("a long text is cut between signs", () => {
  assert.equal(short("😀".repeat(80)).length, 59 * 2 + 1);
  assert.equal(short(" a \n b "), "a b");
});
