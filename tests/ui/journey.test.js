import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { edits, shift } from "../../mosaic_exercises/kinds/journey/ui/edit.js";
import { hasMark, markPlace, readMarks, toggled, verdictOn, whereWords, writeMarks } from "../../mosaic_exercises/kinds/journey/ui/faults.js";
import { figuresOf, steps } from "../../mosaic_exercises/kinds/journey/ui/figures.js";
import { calledAnew, cellsOf, read, write, writeBegun } from "../../mosaic_exercises/kinds/journey/ui/model.js";
import { choices, personaOf } from "../../mosaic_exercises/kinds/journey/ui/person.js";
import { curvePath, dropPath, middleOf, pointsOf, topOf, xyOf } from "../../mosaic_exercises/kinds/journey/ui/shape.js";

const CURVES = JSON.parse(readFileSync(new URL("../models/curves.json", import.meta.url), "utf8"));
const TASK = {
  stages: [
    { id: "s1", name: "Aware" },
    { id: "s2", name: "Buys" },
    { id: "s3", name: "Claims" },
  ],
  lanes: [
    { id: "l1", type: "touchpoints", name: "" },
    { id: "l2", type: "needs", name: "" },
    { id: "l3", type: "department", name: "" },
  ],
};
const MAP = edits.addNote(read(null, TASK), { id: "n1", stage: "s1", lane: "l1", text: "Poster", channel: "physical" });

test("the figures of a curve are those that Python gives", () => {
  for (const { name, steps: all, ...wanted } of CURVES) {
    const found = figuresOf(all.map(([id, value]) => ({ id, name: id, value })));
    const ids = (list) => list.map((s) => s.id);
    assert.deepEqual(
      [found.lowest, ids(found.lowestAt), found.peak, ids(found.peakAt), found.end, found.endAt.id, found.peakEnd],
      [wanted.lowest, wanted.lowest_at, wanted.peak, wanted.peak_at, wanted.end, wanted.end_at, wanted.peak_end],
      name,
    );
    assert.deepEqual(found.drops.map(({ from, to, change }) => [from.id, to.id, change]), wanted.drops, name);
  }
  assert.equal(figuresOf([]), null);
});

test("a smooth curve goes through its points and never beyond them", () => {
  const points = [[0, 5], [10, 5], [20, 0], [30, 9], [40, 9.5]];
  const numbers = curvePath(points).match(/-?[\d.]+(?:e-?\d+)?/g).map(Number);
  assert.deepEqual(numbers.slice(0, 2), [0, 5]);
  for (let i = 1; i < points.length; i++) {
    const [y1, y2, x, y] = [1, 3, 4, 5].map((n) => numbers[2 + (i - 1) * 6 + n]);
    const [low, high] = [Math.min(points[i - 1][1], points[i][1]), Math.max(points[i - 1][1], points[i][1])];
    assert.deepEqual([x, y], points[i]);
    for (const control of [y1, y2]) assert.ok(control >= low - 1e-9 && control <= high + 1e-9, `${control} at ${i}`);
  }
  assert.equal(curvePath([[1, 1]]), "");
});

test("a map comes back as it went in, without what is empty or leads nowhere", () => {
  const raw = {
    title: "Ines",
    personas: [{ id: "p1", name: "Ines", ref: null }],
    stages: TASK.stages.map(({ id, name }) => ({ id, name })),
    lanes: TASK.lanes,
    notes: [{ id: "n1", stage: "s1", lane: "l1", text: "Poster", channel: "physical" }],
    emotions: [{ stage: "s1", persona: "p1", as_is: 1, to_be: null }],
  };
  assert.deepEqual(write(read(raw, TASK)), raw);
  const strange = {
    ...raw,
    notes: [...raw.notes, { id: "n2", stage: "gone", lane: "l1", text: "x" }, { id: "n3", stage: "s1", lane: "l1", text: " " }],
    emotions: [...raw.emotions, { stage: "gone", persona: "p1", as_is: 2, to_be: 1 }],
  };
  assert.deepEqual(write(read(strange, TASK)), raw);
});

test("a persona is called as the view calls it; one that the view does not know keeps its name", () => {
  const ref = { exercise: "builder", object: "e1", label: "Ines" };
  const map = read({ personas: [{ id: "p1", name: "Ines", ref }, { id: "p2", name: "Jonas", ref: null }] }, TASK);
  const now = { id: "p1", name: "Ines M.", ref: { ...ref, label: "Ines M." } };
  assert.deepEqual(calledAnew(map, { personas: [now] }).personas, [now, map.personas[1]]);
  assert.deepEqual(calledAnew(map, null).personas, map.personas);
});

test("a need may say only which one it is, a derived lane keeps nothing", () => {
  const notes = [{ id: "n1", stage: "s1", lane: "l2", text: "", need: "safety" }, { id: "n2", stage: "s1", lane: "l3", text: "x" }];
  assert.deepEqual(write(read({ ...TASK, notes }, TASK)).notes, [{ id: "n1", stage: "s1", lane: "l2", need: "safety" }]);
});

test("what goes takes along what hangs on it", () => {
  const felt = { ...MAP, emotions: [{ stage: "s1", persona: "", as_is: 1, to_be: null }] };
  const without = edits.dropStage(felt, "s1");
  assert.deepEqual([without.stages.length, without.notes, without.emotions], [2, [], []]);
  assert.deepEqual(edits.dropLane(MAP, "l1").notes, []);
  assert.equal(MAP.notes.length, 1, "the map before is as it was");
});

test("the first persona takes over the curve that was nobody's", () => {
  const felt = { ...MAP, emotions: [{ stage: "s1", persona: "", as_is: 1, to_be: null }] };
  const one = edits.addPersona(felt, { id: "p1", name: "Ines", ref: null });
  assert.deepEqual(steps(one, "p1", "as_is").map((s) => [s.id, s.value]), [["s1", 1]]);
  assert.equal(edits.dropPersona(one, "p1").emotions[0].persona, "", "and gives it back when it goes");
});

test("a part moves to a place of its list and not beyond", () => {
  const ids = (list) => list.map((one) => one.id).join("");
  const list = ["a", "b", "c"].map((id) => ({ id }));
  assert.deepEqual([shift(list, "a", 2), shift(list, "c", -5), shift(list, "a", 9)].map(ids), ["bca", "cab", "bca"]);
});

test("notes by cell keep their order", () => {
  const two = edits.addNote(MAP, { id: "n2", stage: "s1", lane: "l1", text: "Call" });
  assert.deepEqual(cellsOf(two).get("s1/l1").map((n) => n.id), ["n1", "n2"]);
});

test("the points of a curve: where, how high, which is lowest and which the peak", () => {
  const felt = (stage, as_is, to_be = null) => ({ stage, persona: "", as_is, to_be });
  const map = { ...MAP, emotions: [felt("s1", 2, 2), felt("s3", -1)] };
  const points = pointsOf(map, "", ["as_is", "to_be"], false);
  assert.deepEqual(
    points.map(({ id, value, note, same }) => [id, value, note, same]),
    [["as_is/s1", 2, "peak", true], ["as_is/s3", -1, "lowest", false], ["to_be/s1", 2, "", true]],
  );
  assert.equal(pointsOf(map, "", ["as_is", "to_be"], true).length, 6, "an editor offers every point");
  assert.deepEqual(xyOf(map, "", "as_is"), [[middleOf(map, 0), topOf(2)], [middleOf(map, 2), topOf(-1)]]);
  assert.deepEqual([0, 1, 2].map((i) => Math.round(middleOf(map, i))), [17, 50, 83]);
  assert.ok(topOf(2) < topOf(-1), "what is better lies higher");
  assert.equal(dropPath(map, ""), `M${middleOf(map, 0)} ${topOf(2)}L${middleOf(map, 2)} ${topOf(-1)}`);
  assert.equal(dropPath(MAP, ""), "");
});

test("a mark is set, taken away, and told what the check said of it, in the order of its place", () => {
  const [first, second, whole] = [["s1", "l1", "r1"], ["s1", "l1", "r2"], ["", "", "r1"]].map(([stage, lane, rule]) => ({ stage, lane, rule }));
  const marks = [first, second, whole].reduce(toggled, []);
  assert.deepEqual(readMarks(writeMarks(marks), [{ id: "r1" }, { id: "r2" }]), marks);
  assert.deepEqual(readMarks({ marks: [...marks, { stage: "s1", rule: "r9" }] }, [{ id: "r1" }]), [first, whole]);
  assert.deepEqual(toggled(marks, second), [first, whole]);
  assert.equal(writeMarks([]), null);
  assert.ok(hasMark(marks, { ...second }) && !hasMark(marks, { ...second, rule: "r3" }));
  const criteria = [true, false].map((met) => ({ id: "mark", item: markPlace(first), met }));
  const said = (mark) => verdictOn(mark, { marks }, { criteria });
  assert.deepEqual([first, second, whole, { ...first, rule: "r3" }].map(said), [true, false, null, null]);
});

test("a map is an answer once it says something", () => {
  const start = read(null, TASK);
  assert.equal(writeBegun(start, write(start)), null);
  assert.deepEqual(writeBegun(MAP, write(start)), write(MAP));
  const renamed = edits.stage(start, "s1", { name: "Hears" });
  assert.equal(writeBegun(renamed, write(start)).stages[0].name, "Hears");
});

test("a place is said by its stage and its lane, a lane without a name by its type", () => {
  const say = (place) => whereWords(MAP, place, (type) => `type ${type}`);
  assert.deepEqual([{ stage: "s2", lane: "l2" }, { stage: "s2", lane: "" }, { stage: "", lane: "" }].map(say), ["Buys, type needs", "Buys", "The whole map"]);
});

test("one's own personas are offered, the case's only while there are none, nobody twice", () => {
  const task = { offers: [], stand_ins: [{ id: "t1", name: "Tom" }] };
  const map = { personas: [{ id: "p1", name: "Tom", ref: { exercise: "", object: "t1", label: "Tom" } }] };
  const ids = (given, on) => choices(given, on).map((one) => one.id);
  assert.deepEqual(ids(task, { personas: [] }), ["", "s:0", "new"]);
  assert.deepEqual(ids(task, map), ["", "new"]);
  const own = { ...task, offers: [{ exercise: "e", object: "o", label: "Maria Long" }] };
  assert.deepEqual(ids(own, map), ["", "o:0", "new"]);
  const made = personaOf("o:0", own, map, 5);
  assert.deepEqual([made.name, made.ref], ["Maria", { exercise: "e", object: "o", label: "Maria" }]);
  assert.deepEqual([personaOf("new", own, map, 40).name, personaOf("new", own, map, 40).ref], ["Persona 2", null]);
});
