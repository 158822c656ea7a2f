"""The cohort table against pandas by hand, and the named RFM segments."""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd
import pytest

from mosaic_exercises.models import cohorts, value
from mosaic_exercises.models.errors import DataError

CDNOW = Path(__file__).parents[2] / "data" / "cdnow" / "cdnow_master.csv.gz"
EXTRA = os.environ.get("MOSAIC_EXTRA_DATA")


@pytest.fixture(scope="module")
def sales() -> pd.DataFrame:
    return pd.read_csv(CDNOW, dtype={"customer_id": str})


def test_the_table_agrees_with_pandas_by_hand(sales: pd.DataFrame) -> None:
    found = cohorts.retention(sales, amount="dollar_value")
    table = found.frame("customers")
    # pandas 3.1.1: to_period("M"), groupby, nunique
    assert table["size"].tolist() == [7846, 8476, 7248]
    assert table[1].tolist() == [1157, 1312, 1032]
    assert table.loc["1997-01", 17] == 498
    assert table.loc["1997-03"].isna().sum() == 2
    assert found.frame().loc["1997-01", 1] == pytest.approx(100 * 1157 / 7846)
    assert found.mean(1) == pytest.approx(100 * (1157 + 1312 + 1032) / 23570)
    # statsmodels 0.15.0, proportion_confint(3501, 23570, method="wilson")
    assert found.mean_interval(1) == pytest.approx((14.4053433, 15.3133662))
    assert not found.open  # the data end with a month
    weeks = cohorts.retention(sales, every="week").frame("customers")
    assert weeks.loc["1996-12-30", [0, 1, 2, 3]].tolist() == [1102, 56, 72, 54]
    assert weeks.loc["1997-01-06", 5] == 67


def test_years_and_quarters_are_named(sales: pd.DataFrame) -> None:
    assert cohorts.retention(sales, every="quarter").frame().index.tolist() == ["1997 Q1"]
    assert cohorts.retention(sales, every="year").frame("customers").loc["1997"].tolist()[:2] == [23570, 23570]


def test_a_period_that_is_not_over_is_told(sales: pd.DataFrame) -> None:
    found = cohorts.retention(sales, as_of="1997-06-15")
    assert found.open
    assert any("The last month is not over on 1997-06-15" in note for note in found.notes)
    low, high = found.interval(0, 1)
    assert low < 100 * 1157 / 7846 < high


def test_a_table_nobody_reads_is_refused() -> None:
    table = pd.DataFrame({"customer_id": ["a", "a"], "date": ["2010-01-01", "2025-01-01"]})
    with pytest.raises(DataError, match="784 periods"):
        cohorts.retention(table, every="week")
    with pytest.raises(DataError, match="`every` is 'day'"):
        cohorts.retention(table, every="day")  # type: ignore[arg-type]
    gone = pd.DataFrame({"customer_id": ["a"], "date": ["2025-01-01"], "paid": [-4.0]})
    with pytest.raises(DataError, match="Nobody bought anything"):
        cohorts.retention(gone, amount="paid")
    holes = pd.DataFrame({"customer_id": ["a", "b"], "date": ["2025-01-03", "2025-04-30"]})
    assert cohorts.retention(holes).frame("customers")["size"].to_dict() == {"2025-01": 1, "2025-04": 1}


@pytest.mark.skipif(EXTRA is None, reason="MOSAIC_EXTRA_DATA is not set")
def test_the_cohorts_of_online_retail() -> None:
    bills = pd.read_csv(Path(str(EXTRA)) / "transactions" / "online_retail_invoices.csv.gz")
    found = cohorts.retention(bills, date="invoice_date", amount="amount").frame("customers")
    paid = bills[bills["amount"] >= 0]
    month = pd.to_datetime(paid["invoice_date"]).dt.to_period("M")
    start = month.groupby(paid["customer_id"]).transform("min")
    since = (month - start).map(lambda gap: gap.n)
    by_hand = paid.groupby([start, since])["customer_id"].nunique().unstack()
    assert found.drop(columns="size").fillna(0).to_numpy().tolist() == by_hand.fillna(0).to_numpy().tolist()
    assert found["size"].iloc[0] == 885
    assert found[1].iloc[0] == 324


# Named segments

# R package rfm 0.2.2, help page of rfm_segment: the ranges of R and of F that are published for each name.
PUBLISHED = {
    "Champions": ((4, 5), (4, 5)),
    "Loyal customers": ((2, 5), (3, 5)),
    "Potential loyalists": ((3, 5), (1, 3)),
    "New customers": ((4, 5), (1, 1)),
    "Promising": ((3, 4), (1, 1)),
    "Need attention": ((2, 3), (2, 3)),
    "About to sleep": ((2, 3), (1, 2)),
    "At risk": ((1, 2), (2, 5)),
    "Cannot lose them": ((1, 1), (4, 5)),
    "Hibernating": ((1, 2), (1, 2)),  # called Lost there
}


def test_ten_segments_cover_the_plane_once_and_lie_within_the_published_ranges() -> None:
    cells: dict[tuple[int, int], list[str]] = {}
    for one in value.RFM_SEGMENTS:
        for r in range(one.recency[0], one.recency[1] + 1):
            for f in range(one.frequency[0], one.frequency[1] + 1):
                cells.setdefault((r, f), []).append(one.name)
    assert sorted(cells) == [(r, f) for r in range(1, 6) for f in range(1, 6)]
    assert all(len(names) == 1 for names in cells.values())
    outside = [
        (cell, name)
        for cell, (name,) in cells.items()
        if not all(low <= at <= high for at, (low, high) in zip(cell, PUBLISHED[name], strict=True))
    ]
    assert outside == [((2, 5), "Cannot lose them")]  # named in the docstring


def test_the_segments_of_cdnow(sales: pd.DataFrame) -> None:
    scores = value.rfm(sales, amount="dollar_value")
    named = value.rfm_segments(scores)
    assert named.drop(columns="segment").equals(scores)
    best = scores[(scores["R"] == 5) & (scores["F"] >= 4)]
    summary = value.segment_summary(named).set_index("segment")
    assert summary.loc["Champions", "customers"] == len(best) == 4118
    assert summary.loc["Champions", "value"] == pytest.approx(best["monetary"].sum())
    assert summary["customers"].sum() == 23570
    assert summary["value_percent"].sum() == pytest.approx(100)
    assert summary.loc["New customers", "customers"] == 0  # half bought once: equal customers share a score
    assert "Hibernating: R 1 to 2, F 1 to 2" in named.attrs["rules"]["Segments (this workbook's cuts)"]


def test_other_scores_have_no_names(sales: pd.DataFrame) -> None:
    for groups in (3, 9):  # from 1 to 3: in range, and nobody would be a champion
        with pytest.raises(DataError, match=f"{groups} groups"):
            value.rfm_segments(value.rfm(sales, amount="dollar_value", groups=groups))
    with pytest.raises(DataError, match="other scores than 1 to 5"):
        value.rfm_segments(pd.DataFrame({"R": [9], "F": [1]}))
    with pytest.raises(DataError, match="no column 'R'"):
        value.rfm_segments(pd.DataFrame({"F": [1]}))
