"""Choice: what a pick earns and what is said of it."""

from __future__ import annotations

import pytest

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.kinds.judged import check
from tests.kinds.examples import exercise


def test_a_wrong_pick_names_its_mix_up_and_not_the_right_option() -> None:
    result = check(*exercise("choice-one"), ["b"])
    (said,) = result.criteria
    assert (result.outcome, said.met, said.item) == ("incorrect", False, "b")
    assert (said.why, said.try_next, said.misconception) == (
        "He rides it.",
        "Follow the money.",
        "consumer-is-customer",
    )
    assert "Anna" not in str(result)


def test_two_picks_where_one_is_wanted_cannot_be_read() -> None:
    kind, task, key = exercise("choice-one")
    with pytest.raises(FormatError, match="Only one option can be chosen here, and 2 are"):
        KINDS[kind].parse(task, ["a", "b"])
    assert check(kind, task, key, ["a", "b"]).outcome == "invalid"


@pytest.mark.parametrize(
    ("picks", "score"),
    [("ac", 1.0), ("ca", 1.0), ("a", 0.5), ("abc", 0.5), ("ab", 0.0), ("b", 0.0), ("bd", 0.0), ("abcd", 0.0)],
)
def test_right_picks_less_wrong_ones_over_the_right_ones(picks: str, score: float) -> None:
    result = check(*exercise("choice-many"), list(picks))
    assert result.score == score
    assert {c.item for c in result.criteria if c.id == "picked"} == set(picks)


def test_what_was_left_out_is_counted_and_hinted_at_but_not_named() -> None:
    result = check(*exercise("choice-many"), ["a"])
    assert result.criteria[-1].seen == "You left out 1 more."
    assert result.criteria[-1].try_next == "Think of what happens after the sale."
    assert "Service" not in str(result)


def test_true_and_false_are_the_options_of_their_own_mode() -> None:
    kind, task, key = exercise("choice-true-false")
    assert check(kind, task, key, ["false"]).outcome == "correct"
    assert check(kind, task, key, [True]).outcome == "invalid"
    assert KINDS[kind].describe(task, KINDS[kind].parse(task, ["true"])) == "True"


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("a", "a list of options is needed, not a text"),
        ({"a": 1}, "not a table of values"),
        ([1], "it has a number in place of option"),
        (["nobody"], "no option “nobody”"),
        (["a", "a"], "“a” stands twice"),
        (["a", "b", "c", "a"], "names 4 options, but there are only 3"),
    ],
)
def test_an_answer_that_cannot_be_read_is_told_why(raw: object, told: str) -> None:
    assert told in check(*exercise("choice-one"), raw).summary
