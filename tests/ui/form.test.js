import assert from "node:assert/strict";
import { test } from "node:test";

import { lackOf } from "../../mosaic_exercises/kinds/form/ui/adder.js";
import { empty, nameOf, read, standingOf, filledIn, write } from "../../mosaic_exercises/kinds/form/ui/entries.js";

const FIELDS = [
  { id: "name", type: "text" },
  { id: "pains", type: "list", evidence: true },
  { id: "week", type: "log" },
  { id: "age", type: "number" },
];
const TASK = { noun: "persona", title_field: "name", sections: [{ fields: FIELDS.slice(0, 2) }, { fields: FIELDS.slice(2) }] };
const entry = (values, evidence = {}) => ({ id: "e1", values, evidence });

test("an entry comes back as it went in, without fields that the form has no more", () => {
  const raw = { entries: [entry({ name: "Ines", pains: ["waits"], age: 0 }, { pains: [{ source: "data", ref: "", note: "x" }] })] };
  assert.deepEqual(write(read(raw, TASK), TASK), raw);
  const older = { entries: [entry({ ...raw.entries[0].values, gone: "x" }, raw.entries[0].evidence)] };
  assert.deepEqual(write(read(older, TASK), TASK), raw);
});

test("nothing gives one empty entry with an id of its own", () => {
  const [one] = read(null, TASK);
  const [other] = read(null, TASK);
  assert.ok(empty(write([one], TASK)));
  assert.match(one.id, /^e[0-9a-z]{8}$/);
  assert.notEqual(one.id, other.id);
});

test("blank lines, rows and texts are not sent; zero is", () => {
  const sent = FIELDS.map((f, i) => filledIn(f, [" ", ["a", " ", ""], [{ day: "Mo", what: " " }, { day: " " }], 0][i]));
  assert.deepEqual(sent, [undefined, ["a"], [{ day: "Mo" }], 0]);
});

test("an entry is called by its title, else by its place", () => {
  assert.equal(nameOf(entry({ name: " Ines " }), TASK, 0), "Ines");
  assert.equal(nameOf(entry({ name: " " }), TASK, 1), "Persona 2");
});

test("what an entry rests on", () => {
  const rests = (values, source) => standingOf(entry(values, source ? { pains: [{ source }] } : {}), TASK).words;
  assert.equal(rests({}), "Empty");
  assert.equal(rests({ pains: ["a"] }), "No evidence named");
  assert.match(rests({ pains: ["a"] }, "assumption"), /proto-persona/);
  assert.match(rests({ pains: ["a"] }, "interview"), /^1 of 1 filled fields/);
});

test("a piece of evidence says what it lacks before it can be named", () => {
  const lack = (piece, more = {}) => lackOf({ source: "survey", ref: "", note: "", ...piece }, { some: true, list: [], most: 5, ...more });
  assert.match(lack({ source: "interview" }), /Choose the interview/);
  assert.equal(lack({ source: "interview" }, { some: false }), "");
  assert.match(lack({}), /Choose the figure/);
  assert.equal(lack({ source: "assumption" }), "");
  assert.match(lack({ note: "seven 7" }), /2 characters too long/);
  const piece = { source: "survey", ref: "q1", note: "" };
  assert.match(lack(piece, { list: [piece] }), /named already/);
});
