"""Customer value: the fixtures of the canon, RFM scores, and shares of value."""

from __future__ import annotations

import math
import os
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mosaic_exercises.models import loyalty, value
from mosaic_exercises.models.errors import DataError

CDNOW = Path(__file__).parents[2] / "data" / "cdnow" / "cdnow_master.csv.gz"
EXTRA = os.environ.get("MOSAIC_EXTRA_DATA", "")
needs_extra = pytest.mark.skipif(not EXTRA, reason="MOSAIC_EXTRA_DATA is not set")

rates = st.floats(0, 0.99)
margins = st.floats(-1e6, 1e6)


@pytest.fixture(scope="module")
def cdnow() -> pd.DataFrame:
    return pd.read_csv(CDNOW, dtype={"customer_id": str})


# Lifetime value


def test_clv_of_the_canon() -> None:
    assert value.clv(100, 0.8, 0.1) == pytest.approx(266.67, abs=0.005)
    assert value.clv(100, 0.8, 0.1, paid="now") == pytest.approx(366.67, abs=0.005)
    assert value.clv(100, 0.85, 0.1) == pytest.approx(340)


@pytest.mark.parametrize("paid", ["end", "now"])
@pytest.mark.parametrize(("retention", "discount"), [(0.8, 0.1), (0.3, 0.0), (0.0, 0.2), (0.95, 0.05)])
def test_clv_is_the_sum_of_its_payments(paid: str, retention: float, discount: float) -> None:
    first = 1 if paid == "end" else 0
    payments = (100 * retention**year / (1 + discount) ** year for year in range(first, 2000))
    assert value.clv(100, retention, discount, paid) == pytest.approx(math.fsum(payments))  # type: ignore[arg-type]


@given(margins, rates, rates)
def test_what_is_paid_now_is_worth_one_margin_more(margin: float, retention: float, discount: float) -> None:
    later, now = value.clv(margin, retention, discount), value.clv(margin, retention, discount, "now")
    assert now - later == pytest.approx(margin, rel=1e-6, abs=1e-6)


def test_acquisition_is_taken_off_and_a_loss_stays_a_loss() -> None:
    assert value.clv(100, 0.8, 0.1, acquisition=300) == pytest.approx(266.67 - 300, abs=0.005)
    assert value.clv(-10, 0.8, 0.1) == pytest.approx(-26.67, abs=0.005)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((100, 80, 0.1), r"`retention` is 80: that looks like a percentage .*0\.8 for 80%"),
        ((100, 0.8, 10), r"`discount` is 10: that looks like a percentage .*0\.1 for 10%"),
        ((100, 1.0, 0.0), "value has no end"),
        ((100, 0.9, -0.2), "value has no end"),
        ((100, 1.0, 0.1), r"`retention` is 1\.0: all of them"),
        ((100, 1.05, 0.1), r"`retention` is 1\.05: more than all"),
        ((100, -0.1, 0.1), r"`retention` is -0\.1"),
        ((100, 0.8, -0.1), r"`discount` is -0\.1"),
        ((100, 500, 0.1), "`retention` is 500"),
        ((100, math.nan, 0.1), "`retention` is nan"),
        ((math.inf, 0.8, 0.1), "`margin` is inf"),
        ((100, True, 0.1), "`retention` is True, which is no number"),
        (("100", 0.8, 0.1), "`margin` is '100', which is no number"),
        ((100, None, 0.1), "`retention` is None"),
        ((100, 0.8, 0.1, "later"), r"`paid` is 'later' .*'end', 'now'"),
        ((100, 0.8, 0.1, "end", -5), "`acquisition` is -5"),
        ((1e308, 0.99, 0.001), "too large"),
    ],
)
def test_clv_refuses_what_it_cannot_mean(arguments: tuple[object, ...], message: str) -> None:
    with pytest.raises(DataError, match=message):
        value.clv(*arguments)  # type: ignore[arg-type]


def test_numbers_of_numpy_and_pandas_are_numbers() -> None:
    column = pd.Series([100, 8])
    assert value.clv(column.iloc[0], (column / 10).iloc[1], 0.1) == pytest.approx(266.67, abs=0.005)


def test_expected_lifetime() -> None:
    assert value.expected_lifetime(0.8) == pytest.approx(5)
    assert value.expected_lifetime(0) == 1
    with pytest.raises(DataError, match="percentage"):
        value.expected_lifetime(80)


# Retention economics


def test_five_points_of_retention_in_the_canon() -> None:
    effect = value.retention_effect(100, 0.8, 0.1)
    assert effect.retention_after == 0.85
    assert effect.before == pytest.approx(266.67, abs=0.005)
    assert effect.after == pytest.approx(340)
    assert effect.percent == pytest.approx(27.5)
    assert effect.change == pytest.approx(340 - 266.67, abs=0.005)


def test_five_points_are_not_five_per_cent() -> None:
    points = value.retention_effect(100, 0.4, 0.1).retention_after
    assert points == 0.45
    assert points != pytest.approx(0.4 * 1.05)


def test_a_percentage_of_nothing_is_not_told() -> None:
    assert value.retention_effect(100, 0.0, 0.1).percent is None
    assert value.retention_effect(100, 0.8, 0.1, acquisition=500).percent is None


@pytest.mark.parametrize(
    ("points", "message"),
    [(5, r"`points` is 5.*0\.05 for 5 points"), (0.2, "would be 1"), (-0.9, "would be -0.1"), (math.nan, "nan")],
)
def test_points_that_leave_the_range(points: float, message: str) -> None:
    with pytest.raises(DataError, match=message):
        value.retention_effect(100, 0.8, 0.1, points)


def test_the_curve_of_sensitivity_goes_through_the_marked_points() -> None:
    data = value.sensitivity(100, 0.803, 0.1, acquisition=50)
    curve = dict(data.curve)
    assert curve[0.803] == data.value == pytest.approx(value.clv(100, 0.803, 0.1, acquisition=50))
    assert data.effect is not None
    assert curve[data.effect.retention_after] == data.effect.after
    assert [place for place, _ in data.curve] == sorted(curve)
    assert data.lifetime == pytest.approx(1 / 0.197)


def test_nobody_keeps_every_customer() -> None:
    data = value.sensitivity(100, 0.97, 0.1)
    assert data.effect is None
    assert data.curve[-1] == (0.97, data.value)
    with pytest.raises(DataError, match="percentage"):
        value.sensitivity(100, 97, 0.1)
    with pytest.raises(DataError, match="`points` is 5"):
        value.sensitivity(100, 0.8, 0.1, points=5)


@given(st.floats(0.01, 1e6), rates, rates, rates)
def test_more_retention_is_never_worth_less(margin: float, one: float, two: float, discount: float) -> None:
    low, high = sorted((one, two))
    assert value.clv(margin, low, discount) <= value.clv(margin, high, discount)


def test_published_figures_carry_source_and_caveat() -> None:
    assert {(found.setting, found.profit_percent) for found in value.REICHHELD_SASSER} == {
        ("bank branches", 85.0),
        ("insurance broker", 50.0),
        ("auto service chain", 30.0),
    }
    for found in value.REICHHELD_SASSER:
        assert "1990" in found.source
        assert "not an experiment" in found.caveat
        assert "five points" in found.change


# RFM


def ten_customers() -> pd.DataFrame:
    """Customer 9 is best on everything, customer 0 is worst; each differs from the others on each measure."""
    rows = [(f"c{k}", f"2024-{month:02d}-{k + 1:02d}", 10.0 * (k + 1)) for k in range(10) for month in range(1, k + 2)]
    return pd.DataFrame(rows, columns=["customer_id", "date", "amount"])


def test_scores_are_fifths_and_recency_is_reversed() -> None:
    table = value.rfm(ten_customers()).set_index("customer_id")
    assert table.loc["c9", "RFM"] == "555"
    assert table.loc["c0", "RFM"] == "111"
    assert table["recency_days"].idxmin() == "c9"
    for name in "RFM":
        assert table[name].tolist() == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert table.loc["c2", ["frequency", "monetary"]].tolist() == [3, 90.0]


def test_equal_customers_get_equal_scores() -> None:
    rows = ten_customers()
    rows["date"] = ["2024-01-01"] * len(rows)  # now all bought once, on one day
    table = value.rfm(rows)
    assert set(table["F"]) == set(table["R"]) == {1}
    assert table["M"].tolist() == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]


def test_amounts_that_add_up_to_the_same_are_the_same() -> None:
    parts = [("a", 0.1), ("a", 0.2), ("b", 0.3), ("c", 9.0), ("d", 9.0), ("e", 9.0)]
    rows = pd.DataFrame([(who, "2024-01-01", paid) for who, paid in parts], columns=["customer_id", "date", "amount"])
    assert value.rfm(rows).set_index("customer_id").loc[["a", "b"], "M"].tolist() == [1, 1]


def test_split_ties_give_fifths_of_equal_size_whatever_the_order_of_rows(cdnow: pd.DataFrame) -> None:
    table = value.rfm(cdnow, amount="dollar_value", ties="split")
    for name in "RFM":
        assert table[name].value_counts().tolist() == [23_570 // 5] * 5
    shuffled = value.rfm(cdnow.sample(frac=1, random_state=1), amount="dollar_value", ties="split")
    pd.testing.assert_frame_equal(table, shuffled)
    # A tie is settled by the other measures: among those who bought once, the later ones score higher.
    once = table[table["frequency"] == 1]
    later = once.groupby("F")["recency_days"].agg(["min", "max"])
    assert later.index.tolist() == [1, 2, 3]
    assert (later["min"].to_numpy()[:-1] >= later["max"].to_numpy()[1:]).all()


def test_rfm_of_cdnow_puts_all_one_time_buyers_at_the_bottom(cdnow: pd.DataFrame) -> None:
    table = value.rfm(cdnow, amount="dollar_value")
    assert ((table["F"] == 1) == (table["frequency"] == 1)).all()
    by_score = table.groupby("R")["recency_days"].agg(["min", "max"])
    assert (by_score["min"].to_numpy()[:-1] > by_score["max"].to_numpy()[1:]).all()
    assert "lowest rank" in loyalty.report(table)


@pytest.mark.parametrize(
    ("rows", "extra", "message"),
    [
        (4, {}, "4 customers cannot be cut into 5 groups"),
        (1, {}, "1 customer cannot be cut into 5 groups"),
        (10, {"groups": 1}, "`groups` is 1"),
        (10, {"groups": 12}, "one digit"),
        (10, {"ties": "random"}, "`ties` is 'random'"),
        (10, {"amount": "price"}, r"no column 'price' .*amount="),
    ],
)
def test_rfm_refuses_what_it_cannot_score(rows: int, extra: dict[str, object], message: str) -> None:
    table = ten_customers()
    with pytest.raises(DataError, match=message):
        value.rfm(table[table["customer_id"] < f"c{rows}"], **extra)  # type: ignore[arg-type]


def test_who_has_only_refunds_is_not_scored_and_it_is_said() -> None:
    rows = pd.concat(
        [ten_customers(), pd.DataFrame([("r", "2024-01-01", -5.0)], columns=["customer_id", "date", "amount"])]
    )
    table = value.rfm(rows)
    assert "r" not in set(table["customer_id"])
    assert any("1 customer without a purchase" in note for note in table.attrs["notes"])


# Shares of value


def test_the_best_fifth_of_cdnow_brings_two_thirds(cdnow: pd.DataFrame) -> None:
    worth = loyalty.stages(cdnow, amount="dollar_value")["value"]
    split = value.value_split(worth)
    assert (split.customers, split.top_customers) == (23_570, 4_714)
    assert round(split.top_percent) == 68
    assert split.total == pytest.approx(cdnow["dollar_value"].sum())
    curve = value.pareto(worth)
    assert curve[0] == (0, 0)
    assert curve[-1] == pytest.approx((100, 100))
    assert dict(curve)[20.0] == pytest.approx(split.top_percent)


@settings(deadline=None)
@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=300).filter(lambda v: math.fsum(v) > 1e-3), st.integers(1, 120))
def test_the_curve_of_value_rises_ever_more_slowly(values: list[float], points: int) -> None:
    curve = value.pareto(values, points)
    assert curve[-1] == pytest.approx((100, 100))
    assert len(curve) <= min(points, len(values)) + 1
    slopes = [(y2 - y1) / (x2 - x1) for (x1, y1), (x2, y2) in pairwise(curve)]
    assert all(later <= earlier + 1e-6 for earlier, later in pairwise(slopes))


def test_a_small_split_by_hand() -> None:
    split = value.value_split([10, 50, 20, 15, 5], top=0.4)
    assert (split.top_customers, split.top_value, split.top_percent, split.threshold) == (2, 70, 70, 20)
    assert value.value_split([10, 50, 20, 15, 5], top=0.3).top_customers == 2  # 1.5, rounded up
    assert value.value_split([10, 50, 20, 15, 5], top=0.01).top_customers == 1  # never nobody
    assert value.value_split([80, 40, -20]).below_zero == 1


def test_high_and_low_value_customers() -> None:
    table = pd.DataFrame({"who": list("abcde"), "value": [50.0, 30.0, 30.0, 30.0, 1.0]})
    grouped = value.high_low(table, top=0.4)
    assert grouped["value_group"].tolist() == ["High", "High", "High", "High", "Low"]
    assert any("2 customers worth the same" in note for note in grouped.attrs["notes"])
    assert "value_group" not in table.columns


@pytest.mark.parametrize(
    ("values", "top", "message"),
    [
        ([], 0.2, "no values"),
        ([0, 0], 0.2, r"All values together are 0\.00"),
        ([5, -9], 0.2, "total above zero"),
        ([1, math.nan, None, "3"], 0.2, r"3 values missing or not a number, such as nan.*rows 2, 3, 4"),
        ("123", 0.2, "`values` is a str"),
        (pd.DataFrame({"value": [1]}), 0.2, r"table\['value'\]"),
        ([1, 2], 20, r"`top` is 20 .*0\.2"),
        ([1, 2], 0, "`top` is 0"),
    ],
)
def test_values_that_cannot_be_shared_out(values: object, top: float, message: str) -> None:
    with pytest.raises(DataError, match=message):
        value.value_split(values, top)  # type: ignore[arg-type]


def test_a_ladder_without_amounts_has_no_value_to_share() -> None:
    table = loyalty.stages(pd.DataFrame({"customer_id": ["a"], "date": ["2024-01-01"]}))
    with pytest.raises(DataError, match="name its amount column"):
        value.value_split(table["value"])


@needs_extra
def test_online_retail_has_customers_below_zero() -> None:
    invoices = pd.read_csv(Path(EXTRA) / "transactions" / "online_retail_invoices.csv.gz", dtype={"customer_id": str})
    table = loyalty.stages(invoices, date="invoice_date", amount="amount")
    split = value.value_split(table["value"])
    assert split.below_zero == int((table["value"] < 0).sum()) > 0
    assert split.top_percent > 60


# No value that is wrong in silence


def bought(ids: object, amounts: object = (10.0, 20.0, 30.0)) -> pd.DataFrame:
    return pd.DataFrame({"customer_id": ids, "date": ["2025-01-01", "2025-02-01", "2025-03-01"], "amount": amounts})


@pytest.mark.parametrize(
    "ids",
    [
        pd.array([2**64 - 1, 2**64 - 2, 2**63], dtype="uint64"),
        pd.array([2**64 - 1, 2**64 - 2, 2**63], dtype="UInt64"),
        pd.array([10**17 + 1, 10**17 + 2, 10**17 + 3], dtype="Int64"),
        pd.Categorical([17, 4, 9]),
    ],
    ids=["uint64", "UInt64", "Int64", "categorical"],
)
def test_large_ids_stay_what_they_are(ids: object) -> None:
    assert loyalty.stages(bought(ids))["customer_id"].tolist() == sorted(int(one) for one in ids)  # type: ignore[attr-defined]


@pytest.mark.parametrize("dtype", ["int64", "uint64"])
def test_ids_with_a_gap_stay_whole(dtype: str) -> None:
    top = 2**63 + 5 if dtype == "uint64" else 10**17 + 1
    ids = pd.Series(pd.array([top, None, top + 1], dtype=dtype.replace("int", "Int").replace("u", "U")))
    for column in (ids, ids.astype("category")):
        assert loyalty.stages(bought(column), missing="skip")["customer_id"].tolist() == [top, top + 1]


def test_ids_that_decimals_have_merged_are_refused() -> None:
    with pytest.raises(DataError, match="ids of 16 digits and more as decimals") as caught:
        loyalty.stages(bought([1e17 + 1, 1e17 + 2, 5.0]))
    assert "rows 1, 2" in caught.value.where
    assert "str" in caught.value.do


@pytest.mark.parametrize("day", ["9999-12-31", "1900-01-01"])
def test_a_day_that_stands_for_no_end_does_not_decide_what_is_counted(day: str) -> None:
    rows = bought(["a", "b", "c"])
    rows.loc[1, "date"] = day
    for call in (loyalty.stages, value.rfm):
        with pytest.raises(DataError, match="on which nobody can have bought") as caught:
            call(rows)  # type: ignore[operator]
        assert "row 2" in caught.value.where


def test_rfm_needs_amounts_and_a_split_takes_the_values_of_a_mapping() -> None:
    with pytest.raises(DataError, match="nobody can be scored on money"):
        value.rfm(bought(["a", "b", "c"]), amount=None)  # type: ignore[arg-type]
    assert value.value_split({901: 10.0, 902: 90.0}, top=0.5).top_percent == 90  # type: ignore[arg-type]


def test_refunds_are_told_with_their_amount() -> None:
    rows = bought(["a", "a", "b"], [100.0, -30.0, -12.5])
    notes = loyalty.stages(rows, amount="amount").attrs["notes"]
    assert any("refunds, -42.50 in all" in note for note in notes)
    assert any("('b'), worth -12.50 together: left out" in note for note in notes)
