"""Number: tolerance, units, slips, and the echo of what was read."""

from __future__ import annotations

import random
from typing import Any

import msgspec
import pytest

from mosaic_exercises.kinds import KINDS
from mosaic_exercises.kinds.judged import check
from mosaic_exercises.reading.units import fits, unit_words
from mosaic_exercises.results import Criterion, Result
from tests.kinds.examples import exercise


def said(result: Result, id_: str) -> Criterion:
    return next(c for c in result.criteria if c.id == id_)


@pytest.mark.parametrize("raw", ["266.67", "266,67", "€266.67", "266.67 EUR", 266.67, "267.1666", "266.1667", "267"])
def test_within_the_tolerance_is_right(raw: Any) -> None:
    result = check(*exercise("number"), raw)
    assert (result.outcome, result.summary) == ("correct", "The first margin comes after one period.")


@pytest.mark.parametrize("raw", ["267.17", "266.16", "-266.67", 0, "2.6667e4"])
def test_outside_it_is_wrong_and_says_nothing_of_the_value(raw: Any) -> None:
    result = check(*exercise("number"), raw)
    assert (result.outcome, result.summary) == ("incorrect", "Not this number.")
    assert "266.67" not in str(result).replace(f"Read as {raw}", "").replace("-266.67 is", "")


def test_the_edge_of_the_tolerance_is_inside_whatever_binary_fractions_do() -> None:
    kind, task, key = exercise("number-bare", key__value=0.3, key__tolerance=0.1)
    assert check(kind, task, key, "0.4").outcome == "correct"
    assert check(kind, task, key, "0.2").outcome == "correct"
    assert check(kind, task, key, "0.41").outcome == "incorrect"
    assert check(*exercise("number-bare", key__value=0.3), 0.1 + 0.2).outcome == "correct"


def test_a_known_slip_is_named_within_its_own_tolerance_or_the_keys() -> None:
    slip = said(check(*exercise("number"), "366"), "value")
    assert (slip.misconception, slip.try_next) == ("paid-now", "When does the first margin come?")
    assert said(check(*exercise("number"), "500.4"), "value").misconception == "clv-is-revenue-times-years"
    assert said(check(*exercise("number"), "501"), "value").misconception == ""


def test_another_unit_costs_half_where_the_number_is_right() -> None:
    result = check(*exercise("number"), "$266.67")
    assert (result.outcome, result.score) == ("partial", 0.5)
    assert said(result, "value").met is True
    assert "“$”" in said(result, "unit").seen
    assert said(result, "unit").met is False
    assert check(*exercise("number"), "$100").score == 0


def test_a_share_where_percent_is_asked_for_is_a_slip_of_its_own() -> None:
    for raw in ("0.275", 0.275, "0,275 %"):
        result = check(*exercise("number-percent"), raw)
        assert result.outcome == "incorrect"
        assert "share of one" in said(result, "value").why
    assert check(*exercise("number-percent"), "27,5 %").outcome == "correct"
    assert check(*exercise("number-percent"), "27.5 percentage points").score == 0.5


def test_a_task_without_a_unit_takes_percent_either_way() -> None:
    for raw in ("-0.2", "-20 %", "-0.2 %", "-0.2 EUR"):
        assert check(*exercise("number-bare"), raw).outcome == "correct", raw
    assert check(*exercise("number-bare"), "-20").outcome == "incorrect"


def test_the_reading_is_echoed() -> None:
    assert said(check(*exercise("number"), "1,250"), "value").seen == "Read as 1250. If you mean 1.25, write 1.25."
    assert said(check(*exercise("number"), "1.250,50 €"), "value").seen == "Read as 1250.5 €."


def test_an_implausible_value_is_told_so_and_a_plausible_one_not() -> None:
    assert "above anything plausible" in said(check(*exercise("number"), "26667"), "plausible").seen
    assert "below anything plausible" in said(check(*exercise("number"), "-1"), "plausible").seen
    assert [c.id for c in check(*exercise("number"), "300").criteria] == ["value"]


def test_yes_is_no_number() -> None:
    assert "not yes or no" in check(*exercise("number"), True).summary


def test_the_description_keeps_what_was_typed() -> None:
    kind, task, _ = exercise("number")
    rules = KINDS[kind]
    assert rules.describe(task, rules.parse(task, "1,250")) == "1250 EUR (typed: 1,250)"
    assert rules.describe(task, rules.parse(task, "1250")) == "1250 EUR"
    assert rules.describe(task, rules.parse(task, 12.5)) == "12.5 EUR"
    assert rules.describe(task, rules.parse(task, " 5 $ ")) == "5 $"


def test_the_solution_shows_the_working() -> None:
    kind, task, key = exercise("number")
    solution = KINDS[kind].solution(task, key)
    assert solution.answer == "266.67"
    assert [text for _, text in solution.reasons] == list(key.steps)


def test_the_range_stays_out_of_the_view() -> None:
    kind, task, _ = exercise("number")
    shown = {"unit": "EUR", "unit_before": True, "decimals": 2, "placeholder": "0.00"}
    assert msgspec.to_builtins(KINDS[kind].view(task, random.Random(1))) == shown


@pytest.mark.parametrize(
    ("written", "wanted", "agrees"),
    [
        ("€", "EUR", True),
        ("euro", "EUR", True),
        ("", "EUR", True),
        ("$", "", True),
        ("$", "EUR", False),
        ("%", "EUR", False),
        ("pct", "%", True),
        ("percentage points", "%", False),
        ("%", "percentage points", False),
        ("points", "percentage points", True),
        ("EUR", "EUR per year", True),
        ("a year", "EUR per year", True),
        ("EUR/month", "EUR per year", False),
        ("a month", "EUR per year", False),
        ("year", "EUR per year", False),
        ("customer", "customers", True),
        ("people", "customers", True),
        ("purchases", "customers", False),
        ("policies", "policy", True),
        ("people", "EUR", False),
        ("years", "months", False),
        ("yrs", "years", True),
        ("hrs", "hours", True),
    ],
)
def test_units_that_agree_and_units_that_do_not(written: str, wanted: str, agrees: bool) -> None:
    assert fits(unit_words(written), unit_words(wanted)) is agrees
