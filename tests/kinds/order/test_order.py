"""Order: what an order earns, against a slow reckoning of the same, and which mix-ups it hears of."""

from __future__ import annotations

from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mosaic_exercises.kinds import KINDS
from mosaic_exercises.kinds.judged import check
from mosaic_exercises.kinds.order.check import in_order
from tests.kinds.examples import CALM, exercise

RIGHT = ["k1", "k2", "k5", "k3", "k4"]


def slow(places: list[int]) -> int:
    """The longest increasing subsequence, by trying all of them."""
    sizes = range(len(places), 0, -1)
    return next((n for n in sizes for some in combinations(places, n) if list(some) == sorted(some)), 0)


@CALM
@given(st.permutations(range(7)))
def test_the_items_in_order_are_counted_right(places: list[int]) -> None:
    assert in_order(places) == slow(places)


def test_ten_thousand_items_are_counted() -> None:
    assert in_order([*range(5000, 10_000), *range(5000)]) == 5000


def test_every_order_earns_its_share() -> None:
    kind, task, key = exercise("order")
    for order in permutations(RIGHT):
        places = [RIGHT.index(id_) for id_ in order]
        result = check(kind, task, key, list(order))
        assert result.score == (slow(places) - 1) / 4
        assert (result.outcome == "correct") == (list(order) == RIGHT)


def test_a_mix_up_is_named_wherever_the_pair_stands() -> None:
    kind, task, key = exercise("order")
    beside = check(kind, task, key, ["k1", "k2", "k3", "k5", "k4"])
    apart = check(kind, task, key, ["k3", "k1", "k2", "k4", "k5"])
    assert [c.misconception for c in beside.criteria] == ["client-is-repeat"]
    assert [c.misconception for c in apart.criteria] == ["client-is-repeat"]
    assert beside.criteria[0].seen == "You have “Client” before “Repeat customer”."
    both = check(kind, task, key, RIGHT[::-1])
    assert [c.misconception for c in both.criteria] == ["client-is-repeat", "suspect-is-prospect"]
    assert (both.outcome, both.score) == ("incorrect", 0.0)


def test_an_order_with_no_known_mix_up_gets_one_pair_to_look_at() -> None:
    result = check(*exercise("order"), ["k1", "k2", "k5", "k4", "k3"])
    (said,) = result.criteria
    assert said.seen == "You have “Advocate” before “Client”."
    assert "knows least of us" in said.try_next
    assert result.summary == "4 of 5 items are in the right order relative to each other."


def test_the_right_order_hears_why_of_each_item() -> None:
    result = check(*exercise("order"), RIGHT)
    assert [c.item for c in result.criteria] == RIGHT
    assert result.criteria[0].why == "May never need us."


def test_a_wrong_order_hears_no_reasons() -> None:
    assert "Speaks for us." not in str(check(*exercise("order"), RIGHT[::-1]))


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (["k1", "k2"], "3 of 5 items are missing: “Client”, “Advocate”, “Repeat customer”."),
        (["k1"] * 5, "“k1” stands twice"),
        ([*RIGHT, "k1"], "names 6 items, but there are only 5"),
        ([*RIGHT[:4], "k9"], "no item “k9”"),
    ],
)
def test_an_order_that_is_not_whole_is_told_why(raw: list[str], told: str) -> None:
    assert told in check(*exercise("order"), raw).summary


def test_the_order_is_described_by_number() -> None:
    kind, task, _ = exercise("order-two")
    assert KINDS[kind].describe(task, ("y", "x")) == "1. Answer\n2. Ask"
