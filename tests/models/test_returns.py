"""Purchases given back on the day they were made: counted by default, and taken out where it is asked."""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd
import pytest

from mosaic_exercises.models import cohorts, forecast, loyalty, value
from mosaic_exercises.models.errors import DataError

EXTRA = os.environ.get("MOSAIC_EXTRA_DATA")
ROWS = [
    ("a", "2025-01-01", 10.0),
    ("a", "2025-01-01", -10.0),  # given back within the day
    ("a", "2025-03-01", 5.0),
    ("b", "2025-01-01", 10.0),
    ("b", "2025-01-01", -4.0),  # a part given back: still a purchase
    ("b", "2025-02-01", -6.0),  # given back later: which purchase it was is not said
    ("c", "2025-01-05", 3.0),
    ("c", "2025-01-05", -8.0),  # worth less than nothing, and nothing else
    ("d", "2025-01-09", 0.0),  # free, and nothing given back
]


@pytest.fixture
def sales() -> pd.DataFrame:
    return pd.DataFrame(ROWS, columns=["customer_id", "date", "paid"])


def test_what_was_given_back_the_same_day_is_no_purchase(sales: pd.DataFrame) -> None:
    kept = loyalty.stages(sales, amount="paid").set_index("customer_id")
    found = loyalty.stages(sales, amount="paid", returns="same-day")
    net = found.set_index("customer_id")
    assert kept["purchases"].to_dict() == {"a": 2, "b": 1, "c": 1, "d": 1}
    assert net["purchases"].to_dict() == {"a": 1, "b": 1, "d": 1}
    assert net["value"].to_dict() == {"a": 5, "b": 0, "d": 0}  # the same either way
    assert net.loc["a", "first"] == pd.Timestamp("2025-03-01")
    notes = " ".join(found.attrs["notes"])
    assert "2 purchase dates of 2 customers given back on the same day" in notes
    assert "worth -5.00 together" in notes  # c is left out, and said
    assert "unless given back that day" in loyalty.report(found)


def test_every_count_of_purchases_takes_the_option(sales: pd.DataFrame) -> None:
    scores = value.rfm(sales, amount="paid", groups=2, returns="same-day")
    assert scores["frequency"].tolist() == [1, 1, 1]
    table = cohorts.retention(sales, amount="paid", returns="same-day").frame("customers")
    assert table["size"].to_dict() == {"2025-01": 2, "2025-03": 1}
    known = forecast.summary(sales, amount="paid", returns="same-day")
    assert known["repeat"].tolist() == [0, 0, 0]
    periods = {"first": ("2025-01-01", "2025-01-31"), "second": ("2025-02-01", "2025-03-31")}
    moves = loyalty.transitions(sales, amount="paid", returns="same-day", values="customers", **periods)
    assert "given back on the same day" in " ".join(moves.attrs["notes"])


def test_a_table_read_part_by_part_is_not_netted(sales: pd.DataFrame, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    sales.to_parquet(tmp_path / "sales.parquet")
    for count in (loyalty.stages, value.rfm):
        with pytest.raises(DataError, match="looked for in a table in memory only"):
            count(tmp_path / "sales.parquet", amount="paid", returns="same-day")  # type: ignore[operator]


def test_without_amounts_nothing_can_be_netted(sales: pd.DataFrame) -> None:
    with pytest.raises(DataError, match="Without amounts nobody can tell what was given back"):
        loyalty.stages(sales, returns="same-day")
    with pytest.raises(DataError, match="`returns` is 'later'"):
        loyalty.stages(sales, amount="paid", returns="later")  # type: ignore[arg-type]
    plain = sales[sales["paid"] > 0]
    same = loyalty.stages(plain, amount="paid", returns="same-day")
    assert same.attrs["notes"] == loyalty.stages(plain, amount="paid").attrs["notes"]


@pytest.mark.skipif(EXTRA is None, reason="MOSAIC_EXTRA_DATA is not set")
def test_the_returns_of_online_retail() -> None:
    """156 of 16,766 purchase dates, 136 customers: so in tenths of a penny, and alike from lines and from invoices.

    Sums of floats that are not rounded miss four of these dates, because 3 x 0.1 - 0.3 is not 0.
    """
    path = Path(str(EXTRA)) / "transactions" / "online_retail_invoices.csv.gz"
    bills = pd.read_csv(path, dtype={"customer_id": str})
    kept, net = (
        loyalty.stages(bills, date="invoice_date", amount="amount", returns=returns)  # type: ignore[call-overload]
        for returns in ("keep", "same-day")
    )
    assert any("156 purchase dates of 136 customers" in note for note in net.attrs["notes"])
    assert kept["value"].sum() == pytest.approx(8_310_477.05)
    assert any("33 customers" in note and "worth -10,411.24 together: left out" in note for note in kept.attrs["notes"])
    stage = kept.set_index("customer_id")["stage"].astype(str)
    assert (stage["12346"], stage["16446"]) == ("First-Time Customer", "Repeat Customer")  # all given back in minutes
    assert "12346" not in set(net["customer_id"])
    after = net.set_index("customer_id")["stage"].astype(str).reindex(stage.index, fill_value="out")
    moved = pd.crosstab(stage[stage != after], after[stage != after]).stack()
    assert moved[moved > 0].to_dict() == {
        ("Client", "Repeat Customer"): 16,
        ("First-Time Customer", "out"): 4,
        ("Repeat Customer", "First-Time Customer"): 13,
    }
