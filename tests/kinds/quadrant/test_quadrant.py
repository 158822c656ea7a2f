"""Quadrant: where a tie goes, what each place earns, what a free map hears."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from mosaic_exercises.kinds.quadrant.read import as_raw
from mosaic_exercises.kinds.quadrant.task import corner
from tests.kinds import harness as ex
from tests.kinds.examples import examples

AT = {"top_left": [20, 80], "top_right": [80, 80], "bottom_left": [20, 20], "bottom_right": [80, 20]}
RIGHT = {"velo": ["bottom_right"], "ines": ["top_left"], "shop": ["top_right"]}


@pytest.mark.parametrize("name", examples("quadrant"))
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


LINK = {"exercise": "customer-inventory", "object": "c1", "label": "Basil & Bike"}
OWN = {
    "b": {"name": "My landlord", "now": [20, 60], "wanted": [20, 60]},
    "a": {"ref": LINK, "now": [10, 10], "wanted": [60, 60]},
}


def test_points_of_ones_own_are_recorded_in_their_order_and_can_be_referred_to() -> None:
    kind, task, key = ex.exercise("quadrant-own")
    answer = kind.parse(task, OWN)
    assert kind.describe(task, answer).splitlines() == [
        "My landlord: Over-giving (20, 60) -> Over-giving (20, 60)",
        "Basil & Bike: Transactionship (10, 10) -> Reciprocity (60, 60)",
    ]
    assert [(m.id, m.label, m.sort) for m in kind.objects(task, answer)] == [
        ("b", "My landlord: Over-giving -> Over-giving", "Over-giving"),
        ("a", "Basil & Bike: Transactionship -> Reciprocity", "Transactionship"),
    ]
    result = kind.check(task, key, answer)
    assert (result.outcome, result.summary) == ("recorded", "Your map is recorded.")
    seen = [c.seen for c in result.criteria]
    assert seen == ["Now: 1 in Over-giving, 1 in Transactionship.", "Staying in its quadrant: “My landlord”."]
    assert [w.exercise for w in kind.wants(task)] == ["customer-inventory"]
    assert as_raw(answer) == OWN


def test_what_is_missing_on_ones_own_map_is_said() -> None:
    few = ex.judged("quadrant-own", {"a": {"now": [10, 10], "wanted": [0, 0]}})
    assert [c.seen for c in few.criteria][:2] == ["1 customer on your map, 2 asked for.", "1 customer without a name."]
    named = ex.judged("quadrant-own", {"a": {"name": "Ann"}, "b": {"name": "Bo", "now": [1, 1]}})
    assert [c.seen for c in named.criteria][:2] == [
        "With no place yet: “Ann”.",
        "With no wanted place yet: “Ann”, “Bo”.",
    ]
    assert ex.judged("quadrant-own", {"a": {"name": " "}, "b": {}}).outcome == "not_attempted"


def test_any_own_map() -> None:
    ids = ["a", "now", "wanted", "name", "ref", "exercise", "object", "label"]
    ex.assert_any_answer_is_judged_or_refused("quadrant-own", ids)
    ex.assert_refused("quadrant-own", "a")


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ({f"p{i}": {"name": "x"} for i in range(5)}, "places 5 points, but there are only 4"),
        ({"a b": {"name": "x"}}, "no point “a b”"),
        ({"a": {"name": "x" * 81}}, "has 81 characters; 80 is the most"),
        ({"a": {"ref": {"exercise": "../x y", "object": "c"}}}, "refers to an exercise that cannot be read"),
        ({"a": {"name": "Ann", "now": [101, 1]}}, "“Ann”: “Gain” goes from 0 to 100"),
    ],
)
def test_what_cannot_be_read_on_ones_own_map(raw: Any, told: str) -> None:
    result = ex.judged("quadrant-own", raw)
    assert result.outcome == "invalid"
    assert told in result.summary


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        ("task.own", 0, "own, least"),
        ("task.least", 5, "own, least"),
        ("task.own", 41, "between 0 and 40"),
        ("key.place", {"red": ["top_left"]}, "never judged"),
        ("task.least", 3, "less than is asked for: 2 customers on your map"),
        ("key.reasons", {"zz": "why"}, "there is no point 'zz'"),
    ],
)
def test_faults_of_an_own_map(path: str, value: Any, told: str) -> None:
    ex.assert_fault("quadrant-own", path, value, told)
