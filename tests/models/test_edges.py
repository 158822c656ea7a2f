"""Input at the edge: numbers that are too large, arguments that name nothing, columns with nothing in them."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import msgspec
import numpy as np
import pandas as pd
import pytest

from mosaic_exercises.models import (
    claims,
    cohorts,
    drivers,
    forecast,
    forms,
    importance_performance,
    journey,
    kano,
    loyalty,
    relationship,
    reliability,
    servqual,
    surveys,
    survival,
    weighting,
)
from mosaic_exercises.models.forecast.buying import EDGE
from tests.models.test_silent_values import all_tell, told

FIT = forecast.BgNbd(r=0.243, alpha=4.414, a=0.793, b=2.426)
SPEND = forecast.GammaGamma(p=6.25, q=3.74, v=15.44)
SEEN = pd.DataFrame({"repeat": [2, 0], "recency": [10.0, 0.0], "age": [20.0, 20.0], "mean_spend": [30.0, np.nan]})


def test_a_fit_at_its_edge_foretells_nothing_and_says_so() -> None:
    edge = forecast.BgNbd(r=1.0, alpha=1.0, a=np.exp(12), b=np.exp(12), notes=(EDGE,))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = told(lambda: forecast.forecast(edge, SEEN, 4))
    assert "at the edge" in found
    doubtful = forecast.forecast(msgspec.structs.replace(FIT, notes=(EDGE,)), SEEN, 4)
    assert doubtful.attrs["notes"] == [EDGE]


def test_money_and_time_below_nought_are_refused() -> None:
    lost = SEEN.assign(mean_spend=[-50.0, np.nan])
    all_tell({f"{m}": lambda m=m: forecast.forecast(FIT, SEEN, 4, spend=SPEND, margin=m) for m in (30, -1)}, "`margin`")
    all_tell({"expected_spend": lambda: forecast.expected_spend(SPEND, lost)}, "below 0")
    all_tell(
        {f"{p}": lambda p=p: forecast.purchases_of_new(FIT, p) for p in ([-1], ["x"], [None], [True], [np.inf])},
        "argument `periods`",
    )
    assert forecast.purchases_of_new(FIT, [0, 4])[1] > 0


def test_a_scale_that_is_not_meant_is_told() -> None:
    rated = {"name": ["Ada", "Ben"], "satisfaction": [0.6, 0.9], "gain": [0.7, 0.2]}
    assert any("where 100 is the top" in note for note in relationship.chart(rated).notes)
    hundred = {**rated, "satisfaction": [60, 90]}
    assert not any("where 100 is the top" in note for note in relationship.chart(hundred).notes)
    side = {"speed": [7, 6, 7], "rooms": [3, 4, 4]}
    all_tell({"cut": lambda: importance_performance.quadrants(side, side, cut=(40, -4))}, "off the scale")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1,000 customers left", ("1,000",)),
        ("12.5% of 1,000 in 2024", ("12.5%", "1,000")),
        ("1,000 of 2,500 stayed", ("1,000 of 2,500",)),
        ("1 in 3, 7 in 2024", ("1 in 3",)),
    ],
)
def test_a_thousand_is_one_number(text: str, found: tuple[str, ...]) -> None:
    assert claims.figures_in(text) == found


def test_agreement_in_full_has_no_interval() -> None:
    found = reliability.krippendorff({"Ada": [1, 2, 3, 3], "Ben": [1, 2, 3, 3]})
    assert (found.alpha, found.low, found.high) == (1.0, None, None)
    assert any("not certainty" in note for note in found.notes)


@pytest.mark.parametrize("unit", [1e300, 1e-300])
def test_only_the_ratio_of_weights_counts(unit: float) -> None:
    large, plain = [one * unit for one in (3, 1, 2)], [3, 1, 2]
    assert weighting.mean([1, 5, 7], large).value == pytest.approx(weighting.mean([1, 5, 7], plain).value)
    assert weighting.nps([1, 9, 7], large).low == pytest.approx(weighting.nps([1, 9, 7], plain).low)
    assert weighting.effective_n(large) == pytest.approx(weighting.effective_n(plain))
    shares = {"x": 3 * unit, "y": unit}
    assert weighting.post_stratify(["x", "y"], shares) == pytest.approx([1.5, 0.5])


@pytest.mark.parametrize("unit", [1e200, 1e-200])
def test_a_figure_without_a_unit_does_not_depend_on_one(unit: float) -> None:
    fast, kind = np.array([1, 2, 2, 4, 5, 5, 7, 6]), [3, 2, 4, 3, 5, 6, 5, 4]
    table = {"happy": [1, 2, 3, 4, 5, 6, 7, 5], "fast": fast, "kind": kind}
    plain = drivers.drivers(table, "happy", ["fast", "kind"], draws=0)
    scaled = drivers.drivers({**table, "fast": fast * unit}, "happy", ["fast", "kind"], draws=0)
    assert scaled.r_squared == pytest.approx(plain.r_squared)
    raters = [np.array([1.0, 2, 3, 3]), np.array([1.0, 2, 3, 2])]
    alphas = [
        reliability.krippendorff({"a": raters[0] * by, "b": raters[1] * by}, level="interval", draws=100).alpha
        for by in (1, unit)
    ]
    assert alphas[0] == pytest.approx(alphas[1])


def test_what_is_not_there_is_named_and_so_is_what_is() -> None:
    bought = pd.DataFrame({"customer_id": ["x", "x", "y"], "date": ["2025-01-01", "2025-02-02", "2025-02-03"]})
    found = cohorts.retention(bought)
    cells = {(9, 9): "`cohort`", (-1, 0): "`cohort`", (0, 9): "`k`", (0, -1): "`k`"}
    for (cohort, k), word in cells.items():
        all_tell({f"{cohort} {k}": lambda cohort=cohort, k=k: found.interval(cohort, k)}, word)
    all_tell({"mean": lambda: found.mean(-1), "percent": lambda: found.cohorts[0].percent(9)}, "argument `k`")
    all_tell({"form": lambda: forms.form("x")}, "'servqual'")
    answers = np.array([[1, 2], [3, 4], [5, 6]])
    all_tell({"cronbach": lambda: reliability.cronbach(answers)}, "`table` is a ndarray")
    table = {"happy": ["x", 2, 3], "fast": [1, 2, 3]}
    all_tell({"drivers": lambda: drivers.drivers(table, "happy", ["fast"])}, "Write a number such as 4.5;")


def test_where_nobody_left_the_curve_stays_at_the_top() -> None:
    stays = pd.DataFrame({"start": ["2025-01-01", "2025-01-05"], "end": [np.nan, np.nan]})
    found = survival.from_dates(stays, "start", "end", as_of="2025-02-01")
    assert (found.left, {step.staying for step in found.steps}) == (0, {1.0})


def test_one_is_one_and_the_year_is_the_last() -> None:
    assert "in the last 365 days" in loyalty.Regular().describe()
    stays = pd.DataFrame({"start": ["2025-01-05"], "end": ["2025-01-01"]})
    all_tell(
        {"stay": lambda: survival.from_dates(stays, "start", "end", as_of="2025-02-01")},
        "1 row that ends before it starts",
    )
    assert surveys.few(1, "things rated")[0].startswith("Only one thing rated")
    notes = weighting.mean([1, 7], [10, 1]).notes
    assert any(note.startswith("2 answers are worth 1.2") for note in notes)
    assert not any("Only one" in note for note in notes)


def test_a_row_without_an_id_can_be_left_out_of_every_survey() -> None:
    who = ["p", None, "q", None]
    contacts = pd.DataFrame({"customer_id": who, "stage": list("abab"), "emotion": [1, -2, 2, -2]})
    answers = {"respondent_id": who, "item_id": list("aabb"), "dimension": list("aabb"), "expectation": [5] * 4}
    pairs = {
        "respondent_id": who,
        "feature_id": list("aabb"),
        "functional": ["like"] * 4,
        "dysfunctional": [5, 5, 3, 5],
    }

    def read(missing: surveys.Missing) -> dict[str, Callable[[], Any]]:
        table = pd.DataFrame({**answers, "perception": [4, 1, 4, 1]})
        return {
            "journey": lambda: journey.scores(contacts, when=None, missing=missing),
            "servqual": lambda: servqual.from_long(table, missing=missing),
            "kano": lambda: kano.survey(pd.DataFrame(pairs), missing=missing),
        }

    all_tell(dict(read("error")), "rows 2, 4")
    found = {name: call() for name, call in read("skip").items()}
    assert all(any("(rows 2, 4): left out" in note for note in one.notes) for one in found.values())
    assert (found["journey"].journeys, found["journey"].contact_mean) == (2, 1.5)
    assert (found["servqual"].by_dimension[0].gap, found["servqual"].respondents) == (-1.0, 2)
    assert [sum(one.counts.values()) for one in found["kano"].features] == [1, 1]
