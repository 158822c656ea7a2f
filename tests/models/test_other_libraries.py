"""What a model returned is read back from every library: a polars user keeps polars from the first call to the last."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from msgspec.structs import replace

from mosaic_exercises.models import (
    change,
    cohorts,
    drivers,
    focus,
    forecast,
    importance_performance,
    journey,
    kano,
    loyalty,
    metrics,
    pest,
    relationship,
    reliability,
    scorecard,
    servqual,
    survival,
    value,
)
from mosaic_exercises.models.errors import DataError
from tests.support import each

TESSERA = Path(__file__).parents[2] / "data" / "tessera"
MAKERS: dict[str, Callable[[pd.DataFrame], Any]] = {"polars": pl.from_pandas, "pyarrow": pa.Table.from_pandas}


@pytest.fixture(scope="module")
def orders() -> pd.DataFrame:
    """3,000 purchases of 300 people."""
    random = np.random.default_rng(3)
    return pd.DataFrame(
        {
            "customer_id": [f"C{number:03}" for number in random.integers(0, 300, 3000)],
            "date": pd.Timestamp("2024-01-03") + pd.to_timedelta(random.integers(0, 600, 3000), unit="D"),
            "amount": random.gamma(2, 30, 3000).round(2),
        }
    )


def test_a_result_may_come_back_as_a_table_of_polars_or_pyarrow(orders: pd.DataFrame) -> None:
    known = forecast.summary(orders, amount="amount")
    scores = value.rfm(orders)
    model, spend = forecast.bg_nbd(known), forecast.gamma_gamma(known)
    terms = pd.DataFrame(
        {"came": ["2024-01-01", "2024-02-01"], "left": ["2024-06-01", None], "plan": ["Basic", "Plus"]}
    )
    steps: dict[str, tuple[pd.DataFrame, Callable[[Any], object]]] = {
        "funnel": (loyalty.stages(orders), loyalty.funnel),
        "rfm_segments": (scores, value.rfm_segments),
        "segment_summary": (value.rfm_segments(scores), value.segment_summary),
        "high_low": (scores, lambda table: value.high_low(table, value="monetary")),
        "bg_nbd": (known, forecast.bg_nbd),
        "gamma_gamma": (known, forecast.gamma_gamma),
        "forecast": (known, lambda table: forecast.forecast(model, table, 4, spend=spend)),
        "from_dates": (terms, lambda table: survival.from_dates(table, "came", "left", as_of="2024-12-31")),
        "by plan": (
            terms,
            lambda table: survival.from_dates(table, "came", "left", as_of="2024-12-31", segment="plan"),
        ),
    }

    def same(case: tuple[str, str]) -> None:
        table, step = steps[case[0]]
        wanted, found = step(table), step(MAKERS[case[1]](table))
        if isinstance(wanted, pd.DataFrame):
            pd.testing.assert_frame_equal(found, wanted, check_dtype=False, check_categorical=False)  # type: ignore[arg-type]
        elif case[0] == "bg_nbd":  # how long a period is, only pandas knows
            assert replace(found, notes=wanted.notes) == wanted
            assert "how long a period is" in found.notes[-1]
        else:
            assert found == wanted

    each([(name, library) for name in steps for library in MAKERS], same)


def test_a_query_that_was_not_run_is_told_so(orders: pd.DataFrame) -> None:
    with pytest.raises(DataError, match=r"LazyFrame, not a table in memory .* collect"):
        cohorts.retention(pl.from_pandas(orders).lazy())


def test_surveys_and_maps_are_read_from_every_library() -> None:
    def case(name: str) -> pd.DataFrame:
        return pd.read_csv(TESSERA / f"{name}.csv")

    quality, panel = case("servqual"), case("focus")
    wide = quality.pivot(index="respondent_id", columns="item_id")
    expected, perceived = (wide[side].reset_index(drop=True) for side in ("expectation", "perception"))
    by_rater = panel.pivot(index="row", columns="rater_id", values="rating").reset_index(drop=True)
    forces = pd.DataFrame({"text": ["asked for", "no money"], "strength": [4, 2], "side": ["driving", "restraining"]})
    steps: dict[str, tuple[Callable[..., object], *tuple[pd.DataFrame, ...]]] = {
        "from_long": (servqual.from_long, quality),
        "gaps": (servqual.gaps, expected, perceived),
        "servperf": (servqual.servperf, perceived),
        "importance": (servqual.importance, case("importance")),
        "kano": (kano.survey, case("kano")),
        "factors": (lambda table: kano.count_factors(table, factor="factor_truth"), case("incidents")),
        "focus": (focus.from_table, panel),
        "chart": (relationship.chart, case("relationships")),
        "journeys": (
            lambda table: journey.scores(table, feeling="emotion"),
            case("touchpoints"),
        ),
        "cronbach": (reliability.cronbach, perceived),
        "krippendorff": (lambda table: reliability.krippendorff(table, draws=100), by_rater),
        "drivers": (lambda table: drivers.drivers(table, "rel1", ["tan1", "emp1"], draws=0), perceived),
        "quadrants": (importance_performance.quadrants, expected, perceived),
        "forces": (change.from_table, forces),
        "scorecard": (scorecard.from_table, case("scorecard")),
        "pest": (pest.from_table, case("pest")),
        "nps": (lambda table: metrics.nps(table["score"]), pd.DataFrame({"score": [10, 9, 3]})),
    }

    def same(one: tuple[str, str]) -> None:
        call, *tables = steps[one[0]]
        wanted, found = call(*tables), call(*(MAKERS[one[1]](table) for table in tables))
        if isinstance(wanted, servqual.Gaps) and isinstance(found, servqual.Gaps):  # last digits of sums
            assert found.frame()["gap"].tolist() == pytest.approx(wanted.frame()["gap"].tolist(), rel=1e-12)
            assert found.notes == wanted.notes
        else:
            assert found == wanted

    each([(name, library) for name in steps for library in MAKERS], same)


def test_a_result_is_the_callers_own_to_change(orders: pd.DataFrame) -> None:
    orders = orders.assign(amount=orders["amount"].abs())
    for table in (loyalty.stages(orders, amount="amount"), value.rfm(orders)):
        for name in table.columns[1:]:
            table.loc[0, name] = table.loc[1, name]
            assert table.loc[0, name] == table.loc[1, name]
