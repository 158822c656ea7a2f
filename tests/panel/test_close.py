"""A near miss on the screen: a mark, a word and a border of its own, never colour alone."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from mosaic_exercises.kinds.judged import check
from tests.kinds.examples import exercise

from . import building, samples_keyed
from .bench import Bench


def judged(name: str, answer: Any) -> dict[str, Any]:
    """The view of an example after Python checked this answer."""
    kind, task, key = exercise(name)
    result = msgspec.to_builtins(check(kind, task, key, answer))
    view = building.exercise(kind, f"near-{name}", name, "Which one is it?", task)
    return view | {"answer": answer, "answer_at": 1.0, "checked": answer, "result": result, "attempts": 1}


VIEWS = {
    "choice": judged("choice-close", ["b"]),
    "sort": judged("sort-close", {"1": "m", "2": "m", "3": "m"}),
    "match": samples_keyed.judged("match-close", {"a": "c", "b": "l"}),
}
ITEM = {"choice": "b", "sort": "1", "match": "a"}


@pytest.mark.parametrize("kind", VIEWS)
def test_a_near_miss_has_a_sign_a_word_and_a_border(bench: Bench, kind: str) -> None:
    panel = bench.open(VIEWS[kind], kernel=False)
    item = panel.locator(f'[data-item="{ITEM[kind]}"]').first
    assert item.get_attribute("data-mark") == "part"
    assert item.locator(".mo-item-mark").inner_text() == "Close"
    assert item.locator('.mo-item-mark [data-icon="half"]').count() == 1
    said = panel.locator('.mo-criterion[data-tone="part"]')
    assert said.count() == 1
    assert "Close: this earns" in said.inner_text()


def test_what_is_close_stands_between_wrong_and_right(bench: Bench) -> None:
    panel = bench.open(VIEWS["sort"], kernel=False)
    tones = panel.locator(".mo-criterion").evaluate_all("all => all.map(n => n.dataset.tone)")
    assert tones == ["bad", "part", "good"]
    assert "this earns 75% of the point" in panel.inner_text()


def test_the_mark_goes_when_the_answer_changes(bench: Bench) -> None:
    panel = bench.open(VIEWS["choice"], kernel=False)
    panel.get_by_text("Gap 3").click()
    assert panel.locator('[data-mark="part"]').count() == 0


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(bench: Bench, theme: str) -> None:
    bench.open(*VIEWS.values(), theme=theme, kernel=False)
    bench.assert_accessible()
