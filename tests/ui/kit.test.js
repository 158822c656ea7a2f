import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import "./page.js";
import { wordsIn } from "../../mosaic_exercises/panel/ui/kit/count.js";
import { h, isBlank, same } from "../../mosaic_exercises/panel/ui/kit/dom.js";
import { iconsWith } from "../../mosaic_exercises/panel/ui/kit/icons.js";
import { keyed, placed, refill, setText } from "../../mosaic_exercises/panel/ui/kit/keep.js";
import { blocks, inline, parsed } from "../../mosaic_exercises/panel/ui/kit/markup.js";
import { numberWords, readNumber } from "../../mosaic_exercises/panel/ui/kit/number.js";
import { earnedWords, short } from "../../mosaic_exercises/panel/ui/kit/words.js";

const MARKUP = JSON.parse(readFileSync(new URL("../data/markup.json", import.meta.url), "utf8"));
const WORDS = JSON.parse(readFileSync(new URL("../kinds/words.json", import.meta.url), "utf8"));

test("words are counted as Python counts them", () => {
  for (const [text, n] of WORDS) assert.equal(wordsIn(text), n, text);
});

test("points are said to a tenth, and only all is all", () => {
  const said = [[0, 14], [0.01, 14], [10.2704, 14], [13.97, 14], [7, 14], [14, 14], [0.333, 0.5]].map(([n, of]) => earnedWords(n, of));
  const wanted = ["0", "0.1", "10.3", "13.9", "7", "14"].map((n) => `${n} of 14 points`);
  assert.deepEqual(said, [...wanted, "0.33 of 0.5 points"]);
  assert.equal(short(1 / 3), "0.33");
});

test("a number is read as people type it", () => {
  const read = Object.fromEntries(["1,250", "2,5", "−3", " 7 ", "1'000", "12a", "", "1,25,0", "."].map((t) => [t, readNumber(t)]));
  assert.deepEqual(read, {
    "1,250": 1250, "2,5": 2.5, "−3": -3, " 7 ": 7, "1'000": 1000, "12a": NaN, "": NaN, "1,25,0": NaN, ".": NaN,
  });
  assert.equal(numberWords(-0.1 - 0.2), "−0.3");
});

test("the tiny markup is read as Python reads it", () => {
  for (const [text, nodes] of MARKUP) assert.deepEqual(parsed(text), nodes, text);
});

test("the tiny markup becomes nodes, and what is none stays text", () => {
  const root = (nodes) => h("div", {}, nodes).said;
  assert.equal(root(inline("a **b *c* d** `e` [f](https://g.h)")), "<div>a <strong>b <em>c</> d</> <code>e</> <a https://g.h>f</></>");
  assert.equal(root(inline("<img onerror=x> [x](javascript:y) 2 * 3 * 4")), "<div><img onerror=x> [x](javascript:y) 2 * 3 * 4</>");
  assert.equal(root(blocks("One\ntwo\n\n- a\n  goes on\n- b\n\nThree")), "<div><p>One two</><ul><li>a goes on</><li>b</></><p>Three</></>");
});

test("values are equal whatever the order of their keys", () => {
  assert.ok(same({ a: 1, b: [2] }, { b: [2], a: 1 }));
  assert.ok(same(undefined, null) && !same([1, 2], [2, 1]));
  assert.ok([null, undefined, "", {}, []].every(isBlank) && ![0, false, " ", [0]].some(isBlank));
});

/** A parent, and what happened to its parts. */
function room() {
  const parent = h("ul");
  const log = [];
  const make = ({ id }) => {
    log.push(`make ${id}`);
    return { node: h("li", {}, id), draw: (thing, _, at) => log.push(`draw ${thing.id} ${at}`) };
  };
  const seen = () => parent.children.map((c) => c.textContent).join("");
  return { parent, log, make, seen };
}
const things = (text) => [...text].map((id) => ({ id }));

test("nodes are kept by id and stand in the order of their things", () => {
  const { parent, log, make, seen } = room();
  placed(parent, things("abc"), make);
  const [a, , c] = parent.children;
  placed(parent, things("cad"), make);
  assert.equal(seen(), "cad");
  assert.deepEqual(parent.children.slice(0, 2), [c, a]);
  assert.deepEqual(log, ["make a", "make b", "make c", "make d"]);
});

test("with a context a part is drawn only when its thing or the context is another", () => {
  const { parent, log, make } = room();
  const [all, context] = [things("ab"), {}];
  keyed(parent, all, make, context);
  keyed(parent, all, make, context);
  assert.equal(log.filter((l) => l.startsWith("draw")).length, 2);
  keyed(parent, [all[0], { id: "b" }], make, context);
  assert.deepEqual(log.slice(-1), ["draw b 1"]);
  keyed(parent, all, make, null);
  keyed(parent, all, make);
  keyed(parent, all, make);
  assert.equal(log.filter((l) => l.startsWith("draw")).length, 3 + 2 + 2 + 2);
});

test("what has its words already is not touched", () => {
  const node = h("p", {}, "same");
  const [before] = node.children_;
  setText(node, "same");
  assert.equal(node.children_[0], before);
  let drawn = 0;
  for (const print of [[1], [1], [2]]) refill(node, print, () => `${++drawn}`);
  assert.deepEqual([drawn, node.textContent], [2, "2"]);
});

test("a kind has its own icons beside the kit's, and a missing one is told", (t) => {
  const told = t.mock.method(console, "error", () => {});
  const iconOf = iconsWith({ pin: ["M0 0", "M1 1"] });
  assert.deepEqual([iconOf("pin").children.length, iconOf("check").children.length, told.mock.callCount()], [2, 1, 0]);
  iconOf("toString");
  assert.match(told.mock.calls[0].arguments[0], /toString/);
});
