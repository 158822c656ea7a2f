import assert from "node:assert/strict";
import { test } from "node:test";

import { makeMirror } from "../../mosaic_exercises/panel/ui/kit/mirror.js";

/** A store of at most `room` entries. */
function makeStore(room = Infinity) {
  const all = new Map();
  return {
    all,
    get length() {
      return all.size;
    },
    key: (i) => [...all.keys()][i],
    getItem: (key) => all.get(key) ?? null,
    removeItem: (key) => all.delete(key),
    setItem(key, text) {
      if (!all.has(key) && all.size >= room) throw new Error("full");
      all.set(key, text);
    },
  };
}
const event = (id, at, exercise = "a") => ({ id, at: `2026-01-01T00:00:0${at}.000Z`, exercise });

test("a draft and events come back, each workbook's own", () => {
  const store = makeStore();
  const [one, two] = ["w1", "w2"].map((w) => makeMirror(w, { base: "/", store }));
  assert.ok(one.putDraft("a", { x: 1 }, 5, 2, 0));
  one.putEvent(event("e1", 1));
  one.putEvent(event("e2", 2, "b"));
  assert.deepEqual([one.draft("a").answer, one.draft("a").rev, two.draft("a")], [{ x: 1 }, 2, null]);
  assert.deepEqual(one.events("b").map((e) => e.id), ["e2"]);
  assert.deepEqual(two.others().map(({ workbook, events }) => [workbook, events.length]), [["w1", 2]]);
  two.putAsked("w1", Date.now());
  assert.deepEqual(two.others(), []);
});

test("a full store drops the oldest events and never a draft", () => {
  const store = makeStore(4);
  const mirror = makeMirror("w", { base: "/", store });
  mirror.putDraft("kept", 1, 1, 1, 0);
  for (const n of [3, 1, 2]) mirror.putEvent(event(`e${n}`, n));
  assert.ok(mirror.putDraft("new", 2, 2, 1, 0));
  assert.deepEqual([mirror.draft("kept").answer, mirror.draft("new").answer], [1, 2]);
  assert.ok(!mirror.events().some((e) => e.id === "e1"));
});

test("a store that keeps nothing says so, and a forbidden one stops nothing", () => {
  assert.equal(makeMirror("w", { base: "/", store: makeStore(0) }).putDraft("a", 1, 1, 1, 0), false);
  const none = makeMirror("w", { base: "/", store: null });
  assert.deepEqual([none.putDraft("a", 1, 1, 1, 0), none.draft("a"), none.events()], [false, null, []]);
});

test("torn and foreign entries are passed over", () => {
  const store = makeStore();
  const mirror = makeMirror("w", { base: "/", store });
  for (const [key, text] of [["draft/a", '{"answer": '], ["draft/b", "[]"], ["event/x", "7"], ["event/y", '{"no": "id"}']])
    store.setItem(`mosaic/1///w/${key}`, text);
  assert.deepEqual([mirror.draft("a"), mirror.drafts(), mirror.events()], [null, [], []]);
});
