"""What a model returned is read back from every library: a polars user keeps polars from the first call to the last."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from msgspec.structs import replace

from mosaic_exercises.models import cohorts, forecast, loyalty, survival, value
from mosaic_exercises.models.errors import DataError
from tests.support import each

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
