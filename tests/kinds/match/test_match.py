"""Match: what pairs earn, and that a wrong one never tells the right partner."""

from __future__ import annotations

import random
from itertools import permutations
from typing import Any

import pytest

from tests.kinds import harness as ex
from tests.kinds.examples import examples

RIGHT = {"l1": "r1", "l2": "r2", "l3": "r3", "l4": "r4"}


@pytest.mark.parametrize("name", examples("match"))
def test_the_contract(name: str) -> None:
    ex.assert_sound(name)


def test_any_answer() -> None:
    ex.assert_any_answer_is_judged_or_refused("match", ["l1", "l2", "l3", "l4", "r1", "r2", "r3", "r4", "r5"])
    ex.assert_refused("match", "l1")


def test_every_matching_earns_its_share() -> None:
    for rights in permutations(["r1", "r2", "r3", "r4", "r5", ""], 4):
        answer = {left: right for left, right in zip(RIGHT, rights, strict=True) if right}
        result = ex.judged("match", answer)
        assert result.score == sum(RIGHT[left] == right for left, right in answer.items()) / 4
        assert {c.item: c.met for c in result.criteria if c.item} == {i: RIGHT[i] == r for i, r in answer.items()}


def test_a_known_slip_is_named_and_the_right_partner_is_not() -> None:
    result = ex.judged("match", {"l2": "r1"})
    assert (result.criteria[0].why, result.criteria[0].misconception) == (
        "She rides, but she pays nothing.",
        "consumer-is-customer",
    )
    assert result.criteria[-1].seen == "3 items have no partner yet."
    assert "consumer”" not in str(result)


def test_a_partner_fits_once_unless_the_author_says_otherwise() -> None:
    twice = ex.judged("match", {"l1": "r1", "l2": "r1"})
    assert twice.outcome == "invalid"
    assert "“customer” is used twice" in twice.summary
    assert ex.judged("match-reuse", {"a": "p", "b": "e", "c": "p"}).outcome == "correct"


def test_the_right_side_is_shuffled_and_the_left_is_not() -> None:
    rules, task, _ = ex.exercise("match")
    views: list[Any] = [rules.view(task, random.Random(seed)) for seed in range(20)]
    assert len({tuple(i.id for i in view.right) for view in views}) > 3
    assert {tuple(i.id for i in view.left) for view in views} == {("l1", "l2", "l3", "l4")}


def test_a_wrong_pair_without_words_of_its_own_says_what_its_right_item_would_fit() -> None:
    said = {
        pair: ex.judged("match", dict([pair])).criteria[0].why for pair in (("l1", "r5"), ("l1", "r4"), ("l4", "r5"))
    }
    general = "These two do not belong together."
    assert said == {
        ("l1", "r5"): f"{general} A supplier sells to Tessera.",
        ("l1", "r4"): general,
        ("l4", "r5"): "The desk receives here; the sales team supplies.",
    }


def test_an_alternative_partner_gives_way_where_it_is_needed() -> None:
    changes: dict[str, Any] = {"key.pairs": {"a": ["x", "y"], "b": ["y"]}, "key.slips": []}
    assert ex.judged("match-two", {"a": "x", "b": "y"}, changes).outcome == "correct"


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        ("task.left.1.id", "l1", "left: the id 'l1' stands twice"),
        ("task.right.1.text", "customer", "right: two entries read 'customer'"),
        ("task.right", [{"id": "r1", "text": "customer"}], "right: give at least two"),
        ("task.left", [], "left: give at least one"),
        ("key.pairs.l9", ["r1"], "key.pairs: there is no left item 'l9'"),
        ("key.pairs.l1", [], "key.pairs: 'l1' has no partner"),
        ("key.pairs.l1", ["r9"], "key.pairs.l1: there is no right item 'r9'"),
        ("key.pairs.l1", ["r1", "r1"], "key.pairs.l1: 'r1' stands twice"),
        ("key.pairs.l1", ["r2"], "'r2' is needed twice"),
        ("key.reasons.l9", "x", "key.reasons: there is no left item 'l9'"),
        ("key.elsewhere.l1", "x", "key.elsewhere: there is no right item 'l1'"),
        ("key.why", " ", "key.why"),
        ("key.slips.0.right", "r2", "key.slips: 'l2' with 'r2' is right"),
        ("key.slips.0.left", "l9", "key.slips: there is no left item 'l9'"),
        ("key.slips", [{"left": "l1", "right": "r2", "why": "x"}] * 2, "'l1' with 'r2' stands twice"),
    ],
)
def test_faults(path: str, value: Any, told: str) -> None:
    ex.assert_fault("match", path, value, told)
    ex.assert_fault("match-two", "task.right", [{"id": "x", "text": "stays"}], "fewer than on the left")
