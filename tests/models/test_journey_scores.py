"""Scores of journeys against pandas and scipy by hand."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from mosaic_exercises.models import journey
from mosaic_exercises.models.errors import DataError

LOG = Path(__file__).parents[2] / "data" / "tessera" / "touchpoints.csv"
STAGES = ["awareness", "research", "purchase", "renewal", "claims"]


def test_the_scores_of_tesseras_log() -> None:
    found = journey.scores(pd.read_csv(LOG), stages=STAGES)
    stages = {one.stage: one for one in found.stages}
    assert list(stages) == STAGES
    # pandas 3.1.1 (groupby, mean) and scipy 1.17.1 (t.interval)
    claims = stages["claims"]
    assert (claims.mean, claims.low, claims.high) == pytest.approx((-0.717860535, -0.809559525, -0.626161544))
    assert (claims.journeys, claims.contacts) == (117, 724)
    peak_end = next(one for one in found.scores if one.figure == "peak_end")
    assert (peak_end.mean, peak_end.low, peak_end.high) == pytest.approx((0.199392713, 0.095449394, 0.303336031))
    assert found.below_zero == pytest.approx(37.8542510)
    # statsmodels 0.15.0, proportion_confint(187, 494, method="wilson")
    assert (found.below_zero_low, found.below_zero_high) == pytest.approx((33.6863903703, 42.2095504209))
    assert (found.journeys, found.contacts) == (494, 3459)
    assert found.contact_mean == pytest.approx(0.1011853)  # each contact once: lower, because claims take many
    assert found["mean"] == pytest.approx(0.2828339)
    assert found.frame()["stage"].tolist() == STAGES


def test_rows_are_put_in_order_by_their_dates() -> None:
    log = {"who": ["a", "a"], "stage": ["use", "buy"], "felt": [-2, 1], "day": ["2025-02-01", "2025-01-01"]}
    names = {"journey": "who", "feeling": "felt"}
    assert journey.scores(log, when="day", **names)["end"] == -2
    assert journey.scores(log, when=None, **names)["end"] == 1
    with pytest.raises(KeyError):
        journey.scores(log, when=None, **names)["start"]


@pytest.mark.parametrize(
    ("change", "more", "message"),
    [
        ({"emotion": [3, 0]}, {}, "1 answer off the scale, such as 3"),
        ({"date": ["soon", "2025-01-01"]}, {}, r"A date is 'soon' \(column 'date', row 1\)"),
        ({}, {"stages": ["buy"]}, r"'use' is none of the stages \(column 'stage', row 2\)"),
        ({"customer_id": [1e17, 1e17 + 2]}, {}, r"neighbours may have become the same .*'customer_id', rows 1, 2"),
        ({"customer_id": ["1.23457E+16", "7"]}, {}, r"'1\.23457E\+16' were cut .*'customer_id', row 1"),
        ({"emotion": [None, None]}, {"missing": "skip"}, "No contact has a feeling"),
    ],
)
def test_what_makes_no_score_is_named(change: dict[str, object], more: dict[str, object], message: str) -> None:
    log = {
        "customer_id": ["a", "b"], "stage": ["buy", "use"], "emotion": [1, 0], "date": ["2025-01-01", "2025-01-02"],
    }  # fmt: skip
    with pytest.raises(DataError, match=message):
        journey.scores(log | change, **more)  # type: ignore[arg-type]
