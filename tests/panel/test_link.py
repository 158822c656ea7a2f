"""The wire between a panel and Python: a greeting brings a view only where the browser has another one."""

from __future__ import annotations

import json
from base64 import b64encode

import pytest

import mosaic_exercises
from mosaic_exercises.course import load

from . import samples
from .bench import Bench

SLUG = "who-is-right"


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("word", ["start", "exercise", "quiz", "submit"])
def test_a_greeting_is_not_sent_the_view_that_is_there(word: str) -> None:
    slugs = {"exercise": [SLUG], "quiz": [next(iter(load().quizzes))]}.get(word, [])
    panel = getattr(mosaic_exercises, word)(*slugs)
    hello = {"type": "hello", "slug": slugs[0] if slugs else "", "draft": None, "ids": []}
    (reply,) = panel.receive(hello | {"seen": panel.view["stamp"]})
    assert reply["same"] is True
    assert "view" not in reply
    (reply,) = panel.receive(hello)  # a page that does not say what it has
    assert reply["view"] == panel.view
    again = getattr(mosaic_exercises, word)(*slugs)
    assert again.view["stamp"] == panel.view["stamp"]


@pytest.mark.usefixtures("home")
def test_a_greeting_after_a_change_brings_the_new_view() -> None:
    panel = mosaic_exercises.exercise(SLUG)
    seen = panel.view["stamp"]
    draft = {"answer": [panel.view["task"]["options"][0]["id"]], "at": 1_000.0}
    (reply,) = panel.receive({"type": "hello", "slug": SLUG, "seen": seen, "draft": draft, "ids": []})
    assert reply["view"]["answer"] == draft["answer"]
    assert reply["view"]["stamp"] != seen
    (reply,) = panel.receive({"type": "hello", "slug": SLUG, "seen": reply["view"]["stamp"], "draft": draft, "ids": []})
    assert reply["same"] is True


def test_an_answer_that_cannot_be_written_as_text_is_stamped_all_the_same(home: object) -> None:  # noqa: ARG001
    panel = mosaic_exercises.exercise(SLUG)
    for odd in ("\ud800", 2**80, ["\udfff"]):
        (reply,) = panel.receive({"type": "check", "slug": SLUG, "answer": odd, "at": 1.0, "n": 1})
        assert reply["view"]["stamp"]


def test_the_browser_says_what_it_has_and_takes_same_for_it(bench: Bench) -> None:
    view = samples.NUMBER | {"stamp": "abc", "saved": False, "problem": "The disk is full"}
    bench.open(view, kernel=False)
    assert bench.wait_sent("hello")["seen"] == "abc"
    fresh = samples.NUMBER | {"stamp": "def", "answer": "7", "answer_at": 9e15}
    bench.receive(type="view", slug=view["slug"], view=fresh)
    assert bench.page.locator(".mo-number-box input").input_value() == "7"
    bench.page.evaluate("remount()")
    assert bench.wait_sent("hello", 2)["seen"] == "def"
    bench.page.locator('[data-part="status"]').wait_for(state="attached")
    bench.receive(type="view", slug=view["slug"], same=True)
    bench.page.locator('[data-part="status"][data-state="saved"]').wait_for()
    assert bench.page.locator(".mo-number-box input").input_value() == "7"


def test_a_large_view_comes_packed_and_is_drawn(bench: Bench, home: object) -> None:  # noqa: ARG001
    panel = mosaic_exercises.submit()
    sent = panel.get_state()["view"]
    assert isinstance(sent, bytes)
    assert len(sent) < len(json.dumps(panel.view)) / 3
    small = mosaic_exercises.exercise(SLUG)
    assert small.get_state()["view"] == small.view
    bench.open(panel.view, kernel=False, packed=b64encode(sent).decode())
    assert bench.page.locator(".mo-submit-table tbody tr").count() > 50
    assert bench.wait_sent("hello")["seen"] == panel.view["stamp"]


WAKE = """async (view) => {
  const root = document.querySelector(".mo-panel");
  const manager = model.widget_manager, before = manager.get_model;
  window.woken = fake.makeModel(view);
  manager.get_model = async (id) => (id === "woken" ? window.woken : before(id));
  const event = new CustomEvent("mosaic:awake", { detail: { model: "woken" } });
  root.dispatchEvent(event);
  await event.detail.done;
  return window.woken.sent;
}"""


def test_what_was_written_elsewhere_while_python_slept_is_there_when_it_wakes(bench: Bench) -> None:
    panel = bench.open(samples.NUMBER | {"answer": "1", "answer_at": 5.0}, kernel=False)
    bench.page.evaluate("document.querySelector('.mo-panel').dispatchEvent(new CustomEvent('mosaic:asleep'))")
    newer = samples.NUMBER | {"answer": "266.67", "answer_at": 9.0, "answer_by": "f" * 32}
    assert bench.page.evaluate(WAKE, newer) == []  # the new model's view says it: no message is needed
    assert panel.get_by_label("Your answer").input_value() == "266.67"
    assert "Taken over from another window" in panel.locator(".mo-took").inner_text()


def test_a_check_pressed_while_python_sleeps_is_done_once_when_it_wakes(bench: Bench) -> None:
    panel = bench.open(samples.NUMBER, kernel=False)
    bench.page.evaluate("document.querySelector('.mo-panel').dispatchEvent(new CustomEvent('mosaic:asleep'))")
    panel.get_by_label("Your answer").fill("340")
    panel.get_by_role("button", name="Check").click()
    assert bench.sent("check") == []
    sent = bench.page.evaluate(WAKE, samples.NUMBER)
    assert [m["answer"] for m in sent if m["type"] == "check"] == ["340"]
