"""Drivers of satisfaction against pingouin (LMG) and relativeImp (relative weights); importance against performance."""

from __future__ import annotations

import os
from itertools import permutations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from mosaic_exercises.models import drivers, importance_performance
from mosaic_exercises.models.errors import DataError

TESSERA = Path(__file__).parents[2] / "data" / "tessera"
DIMENSIONS = ["tangibles", "reliability", "responsiveness", "assurance", "empathy"]
EXTRA = os.environ.get("MOSAIC_EXTRA_DATA")


@pytest.fixture(scope="module")
def survey() -> pd.DataFrame:
    long = pd.read_csv(TESSERA / "servqual.csv")
    means = long.groupby(["respondent_id", "dimension"])["perception"].mean().unstack().reset_index()
    return pd.read_csv(TESSERA / "nps.csv").merge(means, on="respondent_id")


def test_lmg_agrees_with_pingouin(survey: pd.DataFrame) -> None:
    found = drivers.drivers(survey, "csat", DIMENSIONS, draws=100)
    parts = {one.name: one.part for one in found.drivers}
    values = (0.035172, 0.023047, 0.062404, 0.010207, 0.007835)  # pingouin 0.7.0, linear_regression(relimp=True)
    assert parts == pytest.approx(dict(zip(DIMENSIONS, values, strict=True)), abs=1e-6)
    assert (found.r_squared, found.adjusted) == pytest.approx((0.138665, 0.100887), abs=1e-6)
    assert sum(parts.values()) == pytest.approx(found.r_squared)
    assert [one.name for one in found.drivers] == sorted(parts, key=lambda name: -parts[name])
    assert all(one.low is not None and one.low <= one.part for one in found.drivers)
    assert drivers.CAUTION in found.notes
    assert found.frame()["share"].sum() == pytest.approx(100)


def test_lmg_is_the_mean_over_all_orders(survey: pd.DataFrame) -> None:
    """Its definition, worked out the long way: R squared of each set, one order after the other."""
    data = survey[["csat", *DIMENSIONS]].to_numpy(dtype=float)

    def explained(some: tuple[int, ...]) -> float:
        left = np.column_stack([np.ones(len(data)), data[:, list(some)]])
        fitted = left @ np.linalg.lstsq(left, data[:, 0], rcond=None)[0]
        return 1 - ((data[:, 0] - fitted) ** 2).sum() / ((data[:, 0] - data[:, 0].mean()) ** 2).sum()

    gained = dict.fromkeys(range(1, 6), 0.0)
    orders = list(permutations(range(1, 6)))
    known = {frozenset[int](): 0.0}
    for order in orders:
        for place, driver in enumerate(order):
            sets = frozenset(order[: place + 1])
            known.setdefault(sets, explained(tuple(sets)))
            gained[driver] += (known[sets] - known[sets - {driver}]) / len(orders)
    found = {one.name: one.part for one in drivers.drivers(survey, "csat", DIMENSIONS, draws=0).drivers}
    assert list(gained.values()) == pytest.approx([found[name] for name in DIMENSIONS])


def test_relative_weights_agree_with_a_second_implementation(survey: pd.DataFrame) -> None:
    found = drivers.drivers(survey, "csat", DIMENSIONS, method="relative weights", draws=0)
    values = (0.033971, 0.025730, 0.057265, 0.009645, 0.012055)  # relativeImp 1.0
    assert {one.name: one.part for one in found.drivers} == pytest.approx(
        dict(zip(DIMENSIONS, values, strict=True)), abs=1e-6
    )
    assert sum(one.part for one in found.drivers) == pytest.approx(0.138665, abs=1e-6)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda t: drivers.drivers(t, "csat", ["empathy", "empathy"]), "not different columns"),
        (lambda t: drivers.drivers(t, "csat", ["empathy", "none"]), "no column 'none'"),
        (lambda t: drivers.drivers(t.head(7), "csat", DIMENSIONS), "7 complete rows for 5 drivers"),
        (lambda t: drivers.drivers(t.assign(empathy=4), "csat", DIMENSIONS), "All answers in 'empathy' are the same"),
        (
            lambda t: drivers.drivers(t.assign(x=2 * t["empathy"] + 1), "csat", ["empathy", "x"]),
            "a mixture of the others",
        ),
        (lambda t: drivers.drivers(t, "ces", DIMENSIONS), "77 answers missing"),
        (lambda t: drivers.drivers(t, "csat", [f"d{k}" for k in range(13)]), "13 drivers"),
    ],
)
def test_what_makes_no_drivers_is_named(survey: pd.DataFrame, call: object, message: str) -> None:
    with pytest.raises(DataError, match=message):
        call(survey)  # type: ignore[operator]
    assert "77 rows with a gap" in drivers.drivers(survey, "ces", ["empathy"], missing="skip", draws=0).notes[1]


# Importance and performance

IMPORTANCE = {"speed": [7, 6, 7, 6], "rooms": [3, 4, 4, 3], "price": [5, 6, 4, 5], "parking": [2, 3, 3, 2]}
PERFORMANCE = {"speed": [3, 4, 3, 3], "rooms": [6, 6, 7, 6], "price": [5, 4, 6, 5], "parking": [2, 3, 3, 3]}


def test_the_four_fields_and_where_the_cross_stands() -> None:
    found = importance_performance.quadrants(IMPORTANCE, PERFORMANCE)
    fields = {one.name: one.field for one in found.attributes}
    assert fields == {
        "speed": "concentrate here",
        "rooms": "possibly too much",
        "price": "keep it up",
        "parking": "low priority",
    }
    assert found.cross == pytest.approx((4.375, 4.3125))  # the means of the means
    speed = found.attributes[0]
    low, high = speed.importance_low, speed.importance_high
    assert (low, high) == pytest.approx((5.581307, 7.0), abs=1e-6)  # scipy 1.17.1, t.interval, kept within the scale
    assert {one.name for one in found.attributes if one.settled} == {"speed", "parking"}
    middle = importance_performance.quadrants(IMPORTANCE, PERFORMANCE, cut="middle")
    assert middle.cross == (4, 4)
    own = importance_performance.quadrants(IMPORTANCE, PERFORMANCE, cut=(1, 1))
    assert {one.field for one in own.attributes} == {"keep it up"}
    assert own.frame().columns.tolist()[:2] == ["name", "importance"]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: importance_performance.quadrants(IMPORTANCE, {"speed": [1, 1, 1, 1]}), "'rooms' stands on one side"),
        (lambda: importance_performance.quadrants({"a": [1]}, {"a": [1, 2]}), "'a' has 1 answers on importance"),
        (lambda: importance_performance.quadrants({"a": [9]}, {"a": [1]}), "off the scale"),
        (lambda: importance_performance.quadrants({"a": [1]}, {"a": [1]}, cut="median"), "`cut` is 'median'"),
        (lambda: importance_performance.quadrants({"a": [None]}, {"a": [1]}, missing="skip"), "Nobody answered both"),
    ],
)
def test_what_makes_no_fields_is_named(call: object, message: str) -> None:
    with pytest.raises(DataError, match=message):
        call()  # type: ignore[operator]


@pytest.mark.skipif(EXTRA is None, reason="MOSAIC_EXTRA_DATA is not set")
def test_the_kiosk_survey_by_importance_and_by_drivers() -> None:
    folder = Path(str(EXTRA)) / "service_quality"
    long = pd.read_csv(folder / "kiosk_importance_long.csv")
    wide = {side: long.pivot(index="respondent_id", columns="item", values=side) for side in long.columns[3:]}
    found = importance_performance.quadrants(*wide.values(), missing="skip")
    assert len(found.attributes) == 24
    assert 0 < sum(one.settled for one in found.attributes) < 24  # a number of fields is the luck of the draw
    means = long.groupby("item")[list(wide)].mean()
    assert [one.importance for one in found.attributes] == pytest.approx(means.iloc[:, 0].tolist())  # pandas
