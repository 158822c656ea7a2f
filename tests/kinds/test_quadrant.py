"""Quadrant: where a tie goes, what each place earns, what a free map hears."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from mosaic_exercises.kinds.quadrant import corner
from tests.kinds import examples5 as ex

AT = {"top_left": [20, 80], "top_right": [80, 80], "bottom_left": [20, 20], "bottom_right": [80, 20]}
RIGHT = {"velo": ["bottom_right"], "ines": ["top_left"], "shop": ["top_right"]}


@pytest.mark.parametrize("name", ex.examples("quadrant"))
def test_the_contract(name: str) -> None:
    ex.assert_sound(name)


def test_any_answer() -> None:
    ex.assert_any_answer_is_judged_or_refused("quadrant", ["velo", "ines", "shop", "now", "wanted"])
    ex.assert_refused("quadrant", "velo")


@pytest.mark.parametrize(
    ("place", "want"),
    [((50, 50), "top_right"), ((49.9, 50), "top_left"), ((50, 49.9), "bottom_right"), ((0, 0), "bottom_left")],
)
def test_a_tie_goes_up(place: tuple[float, float], want: str) -> None:
    _, task, _ = ex.exercise("quadrant")
    assert corner(task, place) == want


def test_every_placing_now_earns_its_share() -> None:
    for where in product(AT, repeat=3):
        answer = {id_: {"now": AT[at]} for id_, at in zip(RIGHT, where, strict=True)}
        right = sum(at in RIGHT[id_] for id_, at in zip(RIGHT, where, strict=True))
        assert ex.judged("quadrant", answer).score == round(right / 6, 6)


def test_a_slip_of_the_wanted_place_is_not_one_of_the_place_now() -> None:
    result = ex.judged("quadrant", {"velo": {"now": AT["top_right"], "wanted": AT["bottom_left"]}})
    assert [c.misconception for c in result.criteria if c.item] == ["payer-is-satisfied", ""]
    assert result.criteria[1].seen == "“Velo Kurier GmbH” should move to “Transactionship”."
    assert "Over-taking" not in str(result)
    assert result.criteria[2].seen == "With no place yet: “Ines Prado”, “The Ostend bike shop”."


def test_a_free_map_is_recorded_and_its_gaps_are_named() -> None:
    assert ex.judged("quadrant-free", {"a": {"now": [4, 0]}, "b": {"now": [0, -5]}}).outcome == "recorded"
    half = ex.judged("quadrant-free", {"a": {"now": [4, 0]}})
    assert half.criteria[0].seen == "With no place yet: “My second customer”."
    still = ex.judged("quadrant-free", {"a": {"now": [9, 1], "wanted": [9, 4]}}, {"task.arrows": True})
    assert "Staying in its quadrant: “My first customer”." in [c.seen for c in still.criteria]


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ({"a": {"now": [11, 0]}}, "“My first customer”: “Gain” goes from 0 to 10"),
        ({"a": {"now": [1, "2"]}}, "“Satisfaction” needs a number, not a text"),
        ({"a": {"wanted": [1, 1]}}, "only its place now is asked for"),
        ({"z": {"now": [1, 1]}}, "no point “z”"),
    ],
)
def test_what_cannot_be_read_names_point_and_axis(raw: Any, told: str) -> None:
    result = ex.judged("quadrant-free", raw)
    assert result.outcome == "invalid"
    assert told in result.summary


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        ("task.points.1.id", "velo", "points: the id 'velo' stands twice"),
        ("task.points", [], "points: give at least one"),
        ("task.x.threshold", 100, "x: the threshold must lie between"),
        ("task.y.name", " ", "y.name"),
        ("task.quadrants.top_left", "Reciprocity", "two entries read 'Reciprocity'"),
        ("task.arrows", False, "key.wanted: set arrows = true"),
        ("key.place", {"velo": ["top_left"]}, "key.place: 'ines' is missing"),
        ("key.place.velo", [], "'velo' has no quadrant"),
        ("key.place.zz", ["top_left"], "there is no point 'zz'"),
        ("key.slips.0.quadrant", "bottom_right", "is right or not asked for"),
        ("key.why", "", "key.why"),
        ("key.model", {"velo": {"now": [900, 1]}}, "key.model: “Velo Kurier GmbH”"),
    ],
)
def test_faults(path: str, value: Any, told: str) -> None:
    ex.assert_fault("quadrant", path, value, told)
