"""Kaplan and Meier's curve against a published example, lifelines and statsmodels."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from mosaic_exercises.models import survival
from mosaic_exercises.models.errors import DataError

CDNOW = Path(__file__).parents[2] / "data" / "cdnow" / "cdnow_master.csv.gz"
# Weeks of remission under 6-MP: E. A. Freireich and others (1963), the example of most textbooks.
TIMES = [6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
LEFT = [True] * 9 + [False] * 12


def test_the_curve_of_the_textbooks() -> None:
    curve = survival.kaplan_meier(TIMES, LEFT, unit="weeks")
    steps = {step.time: step for step in curve.steps if step.left}
    published = {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}
    assert {time: round(step.staying, 3) for time, step in steps.items()} == published
    assert [step.at_risk for step in steps.values()] == [21, 17, 15, 12, 11, 7, 6]  # statsmodels 0.15.0, SurvfuncRight
    low, high = steps[6].low, steps[6].high
    assert (low, high) == pytest.approx((0.619718, 0.951552), abs=1e-6)  # lifelines 0.30.0, log-log
    assert (steps[23].low, steps[23].high) == pytest.approx((0.188052, 0.680143), abs=1e-6)
    assert (curve.median, curve.n, curve.left) == (23, 21, 9)
    assert curve.at(5) is None
    assert curve.at(100) == curve.steps[-1]
    assert curve.frame()["staying"].iloc[-1] == curve.steps[-1].staying


@pytest.fixture(scope="module")
def second_purchase() -> pd.DataFrame:
    sales = pd.read_csv(CDNOW, dtype={"customer_id": str}).drop_duplicates(["customer_id", "date"])
    dates = sales.sort_values(["customer_id", "date"]).groupby("customer_id")["date"]
    table = pd.DataFrame(
        {"first": dates.first(), "second": dates.apply(lambda own: own.iloc[1] if len(own) > 1 else None)}
    )
    return table.reset_index().assign(month=table["first"].str[:7].to_numpy())


def test_a_large_curve_agrees_with_lifelines(second_purchase: pd.DataFrame) -> None:
    """The time to the second purchase: "leaving" is buying again here. 23,570 customers."""
    curve = survival.from_dates(second_purchase, "first", "second", as_of="1998-06-30")
    values = {  # lifelines 0.30.0, KaplanMeierFitter
        30: (0.8254136614340255, 0.8205071025858895, 0.8302003769498111),
        90: (0.7078065337293168, 0.7019556180254832, 0.713567275028163),
        365: (0.5413661434026302, 0.5349814816403182, 0.5477037505665187),
    }
    for day, expected in values.items():
        step = curve.at(day)
        assert step is not None
        assert (step.staying, step.low, step.high) == pytest.approx(expected, rel=1e-9)
    assert curve.median is None  # fewer than half came back
    groups = survival.from_dates(second_purchase, "first", "second", as_of="1998-06-30", segment="month")
    test = survival.log_rank(groups)
    assert (test.statistic, test.p) == pytest.approx((2.7004697558409627, 0.2591793779828425), rel=1e-9)  # lifelines
    assert (test.freedom, sum(test.left.values())) == (2, curve.left)
    assert sum(test.expected.values()) == pytest.approx(curve.left)


def test_nobody_left_and_everybody_left() -> None:
    still = survival.kaplan_meier([3, 4], [False, False])
    assert still.median is None
    assert "no promise" in still.notes[-1]
    gone = survival.kaplan_meier([1, 2], ["yes", "yes"])
    assert [(step.staying, step.low) for step in gone.steps][-1] == (0, None)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: survival.kaplan_meier([1, -2], [True, False]), r"1 time below 0, missing or no number: -2 \(.*row 2"),
        (lambda: survival.kaplan_meier([1], [True, False]), "1 times and 2 entries"),
        (lambda: survival.kaplan_meier([1, 2], [True, "maybe"]), "such as 'maybe'"),
        (lambda: survival.log_rank({"a": survival.kaplan_meier([1], [True])}), "has not two groups"),
        (lambda: survival.log_rank(dict.fromkeys("ab", survival.kaplan_meier([1], [False]))), "Nobody left in any"),
    ],
)
def test_what_makes_no_curve_is_named(call: object, message: str) -> None:
    with pytest.raises(DataError, match=message):
        call()  # type: ignore[operator]


def test_dates_that_cannot_be_are_named() -> None:
    table = pd.DataFrame({"came": ["2025-01-01", "2025-02-01"], "went": ["2024-12-31", None]})
    with pytest.raises(DataError, match="1 row that ends before it starts"):
        survival.from_dates(table, "came", "went", as_of="2025-03-01")
    with pytest.raises(DataError, match="1 row that starts after 2025-01-15"):
        survival.from_dates(table.assign(went=None), "came", "went", as_of="2025-01-15")
    late = survival.from_dates(table.assign(went=["2025-06-01", None]), "came", "went", as_of="2025-03-01")
    assert late.left == 0  # what happened after `as_of` is not known yet
