import assert from "node:assert/strict";
import { test } from "node:test";

import { namedIn } from "../../mosaic_exercises/panel/ui/kit/case_named.js";

const PEOPLE = [
  { id: "int-01", person: "Amina Yeboah" },
  { id: "int-17", person: "Mei-Ling Zhou" },
  { id: "int-04", person: "Dev Raman" },
  { id: "emp-05", person: "Mei-Ling Zhou" },
  { id: "emp-12", person: "Zeynep Aydın" },
];
const named = (...texts) => [...namedIn(texts, PEOPLE)];

test("who is named by first or by full name is found, an interview before a place in the firm", () => {
  assert.deepEqual(named("“Amina's bus\nZeynep called.”", { cards: [{ text: "asks Mei-Ling Zhou" }] }), [
    ["Amina Yeboah", "int-01"],
    ["Mei-Ling Zhou", "int-17"],
    ["Zeynep Aydın", "emp-12"],
  ]);
});

test("a name within another word is nobody", () => {
  assert.deepEqual(named("Develop a Device; aminated", null, 7), []);
});
