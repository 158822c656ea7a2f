"""Rows that repeat an earlier one, counted beside pandas in every order of rows: they are found in several ways."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from mosaic_exercises.models import loyalty
from tests.support import each

SIZE = 35_000
"""More rows than one block holds."""


def tables() -> dict[str, pd.DataFrame]:
    """Few and many equal rows, sorted by day, by customer and not at all, with gaps, with further columns."""
    random = np.random.default_rng(5)
    hours = pd.to_timedelta(random.integers(0, 9_000, SIZE), unit="h")
    dense = pd.DataFrame(
        {
            "customer_id": random.integers(0, 400, SIZE),
            "date": pd.Timestamp("2024-01-01") + hours.floor("D"),
            "amount": random.integers(-2, 4, SIZE) / 3,
        }
    )
    sparse = dense.assign(customer_id=random.integers(0, 700, SIZE), date=pd.Timestamp("2024-01-01") + hours)
    gaps = dense.mask(random.random(dense.shape) < 0.01).astype({"customer_id": "Int64"})
    return {
        "dense": dense,
        "by day": dense.sort_values("date", kind="stable"),
        "by customer": dense.sort_values("customer_id", kind="stable"),
        "sparse": sparse,
        "sparse, by day": sparse.sort_values("date", kind="stable"),
        "all on one day": dense.assign(date=pd.Timestamp("2024-01-01")),
        "gaps": gaps,
        "a further number": dense.assign(item=random.integers(0, 2, SIZE)),
        "a further text": dense.assign(item=random.choice(["a", "b"], SIZE)),
        "-0.0 is 0.0": dense.assign(amount=np.where(random.random(SIZE) < 0.5, 0.0, -0.0)),
    }


@pytest.mark.filterwarnings("error")
def test_rows_equal_to_an_earlier_one_are_those_that_pandas_finds() -> None:
    def one(name: str) -> None:
        table = given[name].reset_index(drop=True)
        before = table.copy()
        notes = loyalty.stages(table, amount="amount", missing="skip").attrs["notes"]
        pd.testing.assert_frame_equal(table, before)  # the caller's own table is left as it was
        again = np.flatnonzero(table.duplicated()) + 1
        first = ", ".join(f"{row:,}" for row in again[:5])
        assert f"{len(again):,} rows equal to an earlier row (rows {first} and {len(again) - 5:,} more)" in str(notes)

    given = tables()
    each(given, one)
