"""The pictures that practitioners expect: cohorts, staying, a forecast on trial, importance, drivers, journeys."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from mosaic_exercises.models import cohorts, drivers, forecast, importance_performance, journey, survival, value
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.plots import cohorts as cohort_pictures
from mosaic_exercises.plots import drivers as driver_pictures
from mosaic_exercises.plots import forecast as forecast_pictures
from mosaic_exercises.plots import importance_performance as field_pictures
from mosaic_exercises.plots import survival as staying_pictures
from mosaic_exercises.plots import value as value_pictures
from mosaic_exercises.plots.style import Picture
from tests.plots.looks import assert_apart, assert_whole
from tests.plots.test_pictures import texts

DATA = Path(__file__).parents[2] / "data"
Draw = Callable[[str, float], Picture]
PAIRS = {"speed of the claim": ([7, 6, 7, 6], [3, 4, 3, 3]), "rooms": ([3, 4, 4, 3], [6, 6, 7, 6])}
TEXT = "<script>alert(1)</script> & $x$ of a very long name that somebody pasted into the survey tool by mistake"


@pytest.fixture(scope="module")
def drawings() -> dict[str, Draw]:
    sales = pd.read_csv(DATA / "cdnow" / "cdnow_master.csv.gz", dtype={"customer_id": str})
    some = sales[sales["customer_id"].str.endswith("7")]
    table = cohorts.retention(sales, amount="dollar_value")
    young = cohorts.retention(some, as_of="1997-04-15")
    named = value.segment_summary(value.rfm_segments(value.rfm(sales, amount="dollar_value")))
    check = forecast.holdout(some, "1997-09-30", amount="dollar_value")
    one = survival.kaplan_meier([6, 6, 7, 10, 13, 22, 23, 32], [1, 1, 1, 1, 0, 1, 1, 0], unit="months")
    two = {"shops": one, TEXT[:40]: survival.kaplan_meier([3, 9, 12], [False, True, False], unit="months")}
    importance = {name: pair[0] for name, pair in PAIRS.items()} | {TEXT: [5, 6, 4, 5]}
    performance = {name: pair[1] for name, pair in PAIRS.items()} | {TEXT: [5, 4, 6, 5]}
    fields = importance_performance.quadrants(importance, performance)
    data = {"csat": [1, 2, 3, 4, 5, 4, 3, 2, 5, 1, 4, 2], "fast": [1, 2, 2, 4, 5, 5, 3, 1, 4, 2, 4, 1]}
    data |= {TEXT: [3, 4, 2, 5, 4, 3, 3, 2, 5, 1, 2, 4]}
    parts = drivers.drivers(data, "csat", ["fast", TEXT], draws=100)
    log = pd.read_csv(DATA / "tessera" / "touchpoints.csv")
    felt = journey.scores(log)
    draw: dict[str, Draw] = {
        "cohorts": lambda t, w: cohort_pictures.retention(table, t, w),
        "young cohorts": lambda t, w: cohort_pictures.retention(young, t, w),
        "staying": lambda t, w: staying_pictures.staying(one, t, w),
        "staying of groups": lambda t, w: staying_pictures.staying(two, t, w, title="How long shops and others stay"),
        "segments": lambda t, w: value_pictures.segments(named, t, w, currency="$"),
        "holdout": lambda t, w: forecast_pictures.holdout(check, t, w),
        "fields": lambda t, w: field_pictures.plane(fields, t, w),
        "drivers": lambda t, w: driver_pictures.shares(parts, t, w),
        "journeys": lambda t, w: driver_pictures.stages(felt, t, w),
    }
    return {name: cache(one) for name, one in draw.items()}


@pytest.mark.parametrize(("theme", "width"), [("light", 390), ("dark", 848)])
def test_every_picture_is_whole_and_its_words_stand_apart(drawings: dict[str, Draw], theme: str, width: int) -> None:
    for draw in drawings.values():
        picture = draw(theme, width)
        assert_whole(picture, width)
        assert_apart(picture, width)
        assert len({len(row) for row in picture.table}) == 1
        assert all(picture.table[0])


def test_what_the_pictures_say(drawings: dict[str, Draw]) -> None:
    said = {name: draw("dark", 848).alt for name, draw in drawings.items()}
    assert said["cohorts"] == (
        "3 cohorts of 23,570 customers in all. 14.9% bought in the month after their first. From 14.2% (1997-03) to "
        "15.5% (1997-02). 6.3% of the oldest after 17 months."
    )
    assert said["staying"] == "Of 8 customers half are gone after 10 months; at the end 16.7% are there."
    assert "shops: of 8 customers half are gone" in said["staying of groups"]
    assert said["segments"].startswith("Most by customers: Hibernating, 36.8%. Most by value: Champions, 51.8%.")
    assert "purchases came and" in said["holdout"]
    assert said["fields"].startswith("Concentrate here: 1, surely speed of the claim.")
    assert said["journeys"].startswith("Lowest at Claims, −0.72 (117 journeys).")
    assert "Correlation, not cause." in " ".join(
        word for word, *_ in texts(ET.fromstring(drawings["drivers"]("dark", 848).svg))
    )


def test_a_period_that_is_not_over_is_framed_and_does_not_count(drawings: dict[str, Draw]) -> None:
    picture = drawings["young cohorts"]("light", 390)
    assert "stroke-dasharray" in picture.svg
    assert "Dashed: the last month is not over." in " ".join(word for word, *_ in texts(ET.fromstring(picture.svg)))
    assert "(1997-03)" not in picture.alt  # its only later month is April, which is not over


@pytest.mark.parametrize(
    "draw",
    [
        cohort_pictures.retention,
        staying_pictures.staying,
        forecast_pictures.holdout,
        field_pictures.plane,
        driver_pictures.shares,
        driver_pictures.stages,
        value_pictures.segments,
    ],
)
def test_data_that_make_no_picture(draw: Callable[[object], Picture]) -> None:
    with pytest.raises(DataError, match="data"):
        draw({"a": 1})
