"""Near misses: they say "close", earn what the author says and no more, and are neither right nor wrong."""

from __future__ import annotations

from typing import Any

import pytest

from mosaic_exercises.kinds import KINDS
from mosaic_exercises.kinds.judged import check
from tests.kinds import harness
from tests.kinds.examples import exercise


@pytest.mark.parametrize(
    ("answer", "score", "summary"),
    [
        ({"1": "m", "2": "a", "3": "m"}, 2.75 / 3, "2 of 3 cards are in the right place. 1 is close."),
        ({"1": "m", "2": "a", "3": "o"}, 2 / 3, "1 of 3 cards is in the right place. 2 are close."),
        ({"1": "m"}, 0.25, "0 of 3 cards are in the right place. 1 is close."),
        ({"1": "a", "2": "o", "3": "a"}, 0.0, "None of the cards is in the right place yet."),
        ({"1": "o", "2": "a", "3": "m"}, 1.0, "A kept date still pleases; being safe is taken for granted."),
    ],
)
def test_a_close_card_earns_its_part(answer: dict[str, str], score: float, summary: str) -> None:
    result = check(*exercise("sort-close"), answer)
    assert result.score == pytest.approx(score, abs=1e-6)
    assert result.summary == summary


def test_a_near_miss_is_told_from_a_mistake() -> None:
    said = {c.item: c for c in check(*exercise("sort-close"), {"1": "m", "2": "m", "3": "m"}).criteria}
    assert [(said[i].met, said[i].worth) for i in ("1", "2", "3")] == [(False, 0.75), (False, 0.0), (True, 0.0)]
    assert said["1"].why == "On average a kept date is a basic; here more of it pleases."


@pytest.mark.parametrize(
    ("picked", "outcome", "score"), [("a", "correct", 1), ("b", "partial", 0.5), ("c", "incorrect", 0)]
)
def test_a_close_option_is_partly_right(picked: str, outcome: str, score: float) -> None:
    result = check(*exercise("choice-close"), [picked])
    assert (result.outcome, result.score) == (outcome, score)
    assert (result.criteria[0].worth > 0) is (picked == "b")


def test_a_close_pair_earns_half() -> None:
    result = harness.judged("match-close", {"a": "c", "b": "l"})
    assert (result.outcome, result.score) == ("partial", 0.75)
    assert result.summary == "1 of 2 pairs is right. 1 is close."


def test_the_solution_says_why_the_close_one_is_not_the_best() -> None:
    kind, task, key = exercise("choice-close")
    assert ("b", "A recording is also a promise to the public.") in KINDS[kind].solution(task, key).reasons


FAULTS: list[tuple[str, dict[str, Any], str]] = [
    ("sort-close", {"key__close__0__worth": 1.0}, "worth must be above 0 and below 1, not 1"),
    ("sort-close", {"key__close__0__worth": 0.0}, "worth must be above 0 and below 1, not 0"),
    ("sort-close", {"key__close__0__bin": "o"}, "'1' in 'o' is right"),
    ("sort-close", {"key__close__0__bin": "x"}, "there is no bin 'x'"),
    ("sort-close", {"key__close__0__card": "2"}, "'2' in 'm' stands twice"),
    ("choice-close", {"key__close__b__worth": 1.5}, "worth must be"),
    ("choice-close", {"key__close__d": {"why": "No."}}, "there is no option 'd'"),
    ("choice-close", {"key__wrong__b": {"why": "No."}}, "'b' is also named as right or wrong"),
    ("choice-close", {"task__mode": "many"}, 'only mode = "one" has near misses'),
]


@pytest.mark.parametrize(("name", "changes", "told"), FAULTS)
def test_an_author_is_told_what_is_wrong_with_a_near_miss(name: str, changes: dict[str, Any], told: str) -> None:
    kind, task, key = exercise(name, **changes)
    found = KINDS[kind].problems(task, key)
    assert any(told in problem for problem in found), found


def test_an_author_is_told_of_a_close_pair_that_is_right_or_lost() -> None:
    harness.assert_fault("match-close", "key.close.0.right", "p", "'a' with 'p' is right")
    harness.assert_fault("match-close", "key.close.0.left", "z", "there is no left item 'z'")
    harness.assert_fault("match-close", "key.close.0.worth", 2.0, "worth must be")
