"""The score of all dimensions: its interval beside scipy's, and beside people drawn again."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from mosaic_exercises.models import servqual

ANSWERS = {
    "reliability": ([7, 6, 7, 6, 5, 7], [5, 5, 4, 6, 3, 6]),
    "empathy": ([6, 6, 5, 7, 6, 5], [6, 5, 5, 6, 4, 6]),
    "tangibles": ([5, 4, 5, 5, 4, 6], [5, 5, 4, 6, 4, 5]),
}


def test_the_score_of_all_dimensions_has_its_interval() -> None:
    expected, perceived = ({name: list(sides[at]) for name, sides in ANSWERS.items()} for at in (0, 1))
    found = servqual.gaps(expected, perceived)
    # scipy 1.17.1, t.interval of each person's mean over the dimensions, and of each one's weighted mean
    assert (found.overall_low, found.overall_high) == pytest.approx((-1.2520139002, -0.0813194331))
    score = servqual.overall(found, {"reliability": 60, "empathy": 30, "tangibles": 10})
    assert score.value == servqual.weighted(found, {"reliability": 60, "empathy": 30, "tangibles": 10})
    assert (score.value, score.low, score.high) == pytest.approx((-1.05, -1.7942859173, -0.3057140827))
    assert servqual.overall(found).low == found.overall_low
    assert score.frame()["low"].tolist() == [score.low]
    alone = servqual.servperf(perceived, {"reliability": 60, "empathy": 30, "tangibles": 10})
    assert (alone.low, alone.high) == pytest.approx((4.0878022203, 5.9121977797))
    assert (alone.weighted_low, alone.weighted_high) == pytest.approx((3.9393338575, 6.0273328092))
    one = servqual.gaps({"a": 5, "b": 6}, {"a": 4, "b": 5})
    assert (one.overall_low, servqual.overall(one, {"a": 50, "b": 50}).high) == (None, None)


def test_the_interval_of_the_score_holds_where_people_left_dimensions_out() -> None:
    random = np.random.default_rng(8)
    level = random.normal(0, 0.6, 80)[:, None] + random.normal([-1.0, -0.5, 0.2], 0.8, (80, 3))
    gone = random.random((80, 3)) < 0.2
    gone[gone.all(axis=1), 0] = False
    rows = [
        {"respondent_id": f"p{who}", "item_id": name, "dimension": name, "expectation": 5, "perception": 5 + own[at]}
        for who, own in enumerate(np.clip(level, -4, 2))
        for at, name in enumerate(("a", "b", "c"))
        if not gone[who, at]
    ]
    points = {"a": 50, "b": 30, "c": 20}
    found = servqual.overall(servqual.from_long(rows), points)
    slow = servqual.overall(servqual.from_long(pd.DataFrame(rows)), points)
    assert (slow.low, slow.high) == pytest.approx((found.low, found.high), rel=1e-12)
    # people drawn again with replacement, as a second way to the same spread
    held = np.where(gone, np.nan, np.clip(level, -4, 2))
    again = held[random.integers(0, 80, (4000, 80))]
    drawn = np.nanmean(again, axis=1) @ [0.5, 0.3, 0.2]
    assert found.low is not None
    assert found.high is not None
    half = (found.high - found.low) / 2
    assert half == pytest.approx(1.99 * drawn.std(), rel=0.05)
