"""The loyalty ladder, against rules told again in plain Python, against odd tables, and against real shops."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import os
import subprocess
import sys
from itertools import permutations
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mosaic_exercises.models import loyalty
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.loyalty import INACTIVE, NEW, STAGES, Regular
from tests.support import share

CDNOW = Path(__file__).parents[2] / "data" / "cdnow" / "cdnow_master.csv.gz"
EXTRA = os.environ.get("MOSAIC_EXTRA_DATA", "")
needs_extra = pytest.mark.skipif(not EXTRA, reason="MOSAIC_EXTRA_DATA is not set")


def shop(*rows: tuple[object, object, object]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=["customer_id", "date", "amount"])


def stage_by_id(table: pd.DataFrame) -> dict[object, str]:
    return dict(zip(table["customer_id"], table["stage"].astype(str), strict=True))


@pytest.fixture(scope="module")
def cdnow() -> pd.DataFrame:
    return pd.read_csv(CDNOW, dtype={"customer_id": str})


# One person at a time


@pytest.mark.parametrize(
    ("purchases", "regular", "referrals", "qualified", "stage"),
    [
        (0, False, 0, False, "Suspect"),
        (0, False, 0, True, "Prospect"),
        (0, True, 9, False, "Suspect"),  # a friend who recommends you without buying is no customer
        (1, False, 0, True, "First-Time Customer"),
        (1, True, 3, True, "First-Time Customer"),
        (2, False, 0, False, "Repeat Customer"),
        (50, False, 9, True, "Repeat Customer"),  # many purchases and referrals, but not regularly
        (2, True, 0, False, "Client"),
        (2, True, 1, False, "Advocate"),
    ],
)
def test_stage_of_one_person(purchases: int, regular: bool, referrals: int, qualified: bool, stage: str) -> None:
    assert loyalty.stage_of(purchases, regular, referrals, qualified) == stage


def test_the_number_of_referrals_that_makes_an_advocate_can_be_raised() -> None:
    assert loyalty.stage_of(5, True, 2, min_referrals=3) == "Client"
    assert loyalty.stage_of(5, True, 3, min_referrals=3) == "Advocate"


@pytest.mark.parametrize("purchases", [-1, 1.0, True, "2", None])
def test_stage_of_wants_a_whole_number_of_purchases(purchases: object) -> None:
    with pytest.raises(DataError, match="`purchases`"):
        loyalty.stage_of(purchases)  # type: ignore[arg-type]


def test_stage_of_wants_true_or_false() -> None:
    with pytest.raises(DataError, match=r"`regular` is 'yes', not True or False"):
        loyalty.stage_of(2, "yes")  # type: ignore[arg-type]


@pytest.mark.parametrize("bad", [{"purchases": 1}, {"purchases": 2.5}, {"within_days": 0}, {"max_gap_days": True}])
def test_a_rule_for_regular_that_cannot_be_meant_is_refused(bad: dict[str, object]) -> None:
    with pytest.raises(DataError, match=f"`{next(iter(bad))}`"):
        Regular(**bad)  # type: ignore[arg-type]


# The rules, told a second time without pandas


def naive(
    rows: list[tuple[str, dt.date, float]], referrals: list[str], prospects: dict[str, bool], rule: Regular
) -> dict[str, str]:
    last_day = max(day for _, day, _ in rows)
    dates: dict[str, set[dt.date]] = {}
    for who, day, amount in rows:
        if amount >= 0:
            dates.setdefault(who, set()).add(day)
    out = {}
    for who in set(dates) | set(prospects):
        days = sorted(dates.get(who, set()))
        assert rule.within_days is not None
        recent = [day for day in days if (last_day - day).days < rule.within_days]
        regular = len(recent) >= rule.purchases
        if rule.max_gap_days is not None and days:
            gaps = [(b - a).days for a, b in zip(days, [*days[1:], last_day], strict=True)]
            regular = regular and max(gaps) <= rule.max_gap_days
        out[who] = loyalty.stage_of(len(days), regular, referrals.count(who), prospects.get(who, False))
    return out


people = st.sampled_from(["007", "7", "ann", "Bo", "çelik", "x y"])
days = st.dates(dt.date(2024, 1, 25), dt.date(2024, 2, 12))  # few days, so that rules are met at their border
amounts = st.sampled_from([-30.0, 0.0, 0.1, 0.2, 19.99, 250.0])
histories = st.lists(st.tuples(people, days, amounts), min_size=1, max_size=40)
rules = st.builds(
    Regular,
    purchases=st.integers(2, 4),
    within_days=st.integers(1, 20),
    max_gap_days=st.none() | st.integers(1, 9),
)
calm = settings(max_examples=share(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])


@calm
@given(histories, st.lists(people, max_size=5), st.dictionaries(people, st.booleans(), max_size=4), rules)
def test_stages_follow_the_rules_and_everyone_has_exactly_one(
    rows: list[tuple[str, dt.date, float]], referrals: list[str], prospects: dict[str, bool], rule: Regular
) -> None:
    waiting = pd.DataFrame({"customer_id": list(prospects), "qualified": list(prospects.values())}, dtype=object)
    table = loyalty.stages(
        shop(*rows), amount="amount", regular=rule, referrals=referrals, prospects=waiting if prospects else None
    )
    assert table["customer_id"].is_unique
    assert stage_by_id(table) == naive(rows, referrals, prospects, rule)


@calm
@given(histories, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(rows: list[tuple[str, dt.date, float]], random: object) -> None:
    table = shop(*rows)
    order = list(range(len(rows)))
    random.shuffle(order)  # type: ignore[attr-defined]
    shuffled = table.iloc[order]  # the old index comes along, out of order
    pd.testing.assert_frame_equal(loyalty.stages(table, amount="amount"), loyalty.stages(shuffled, amount="amount"))


@calm
@given(histories.filter(lambda rows: len({day for _, day, amount in rows if amount >= 0}) > 1), st.booleans())
def test_rows_of_transitions_sum_to_100(rows: list[tuple[str, dt.date, float]], with_prospects: bool) -> None:
    bought = sorted(day for _, day, amount in rows if amount >= 0)
    first, second = (bought[0], bought[0]), (bought[0] + dt.timedelta(days=1), bought[-1])
    waiting = pd.DataFrame({"customer_id": ["ann", "new"], "qualified": [True, False]}) if with_prospects else None
    table = loyalty.transitions(shop(*rows), first, second, amount="amount", prospects=waiting)
    assert table.sum(axis=1).tolist() == pytest.approx([100.0] * len(table))
    assert (table >= 0).to_numpy().all()
    numbers = loyalty.transitions(shop(*rows), first, second, amount="amount", prospects=waiting, values="customers")
    known = {who for who, day, amount in rows if amount >= 0} | ({"ann", "new"} if with_prospects else set())
    assert numbers.to_numpy().sum() == len(known)


# What the table looks like


def test_the_columns_of_stages() -> None:
    table = loyalty.stages(
        shop(("a", "2024-01-01", 10.0), ("a", "2024-01-11", 5.5), ("a", "2024-01-31", -5.5), ("b", "2024-01-31", 7.0)),
        amount="amount",
    )
    a = table.set_index("customer_id").loc["a"]
    assert (a["stage"], a["purchases"], a["value"]) == ("Repeat Customer", 2, 10.0)
    assert (a["first"], a["last"]) == (pd.Timestamp("2024-01-01"), pd.Timestamp("2024-01-11"))
    assert (a["days_since_last"], a["longest_gap_days"]) == (20, 10)
    assert tuple(table["stage"].cat.categories) == STAGES
    assert table["stage"].cat.ordered
    assert table["stage"].max() == "Repeat Customer"  # ordered: the ladder can be compared
    assert table.attrs["as_of"] == "2024-01-31"


def test_a_purchase_is_one_customer_on_one_date() -> None:
    table = loyalty.stages(shop(("a", "2024-01-01 09:00", 1), ("a", "2024-01-01 18:30", 1), ("b", "2024-01-02", 1)))
    assert stage_by_id(table) == {"a": "First-Time Customer", "b": "First-Time Customer"}


def test_as_of_looks_at_an_earlier_day_and_says_what_it_left_out() -> None:
    rows = shop(("a", "2024-01-01", 1), ("a", "2024-02-01", 1), ("b", "2024-03-01", 1))
    table = loyalty.stages(rows, as_of="2024-01-31")
    assert stage_by_id(table) == {"a": "First-Time Customer"}
    assert any("2 rows after 2024-01-31" in note for note in table.attrs["notes"])
    with pytest.raises(DataError, match="before the first transaction"):
        loyalty.stages(rows, as_of="2023-12-31")
    with pytest.raises(DataError, match="`as_of` is 20240131, not a day"):
        loyalty.stages(rows, as_of=20240131)


def test_regular_counts_to_the_border_of_its_days() -> None:
    rows = shop(("in", "2024-01-01", 1), ("in", "2024-01-10", 1), ("out", "2023-12-31", 1), ("out", "2024-01-10", 1))
    ten_days = loyalty.stages(rows, regular=Regular(purchases=2, within_days=10))
    assert stage_by_id(ten_days) == {"in": "Client", "out": "Repeat Customer"}


def test_who_has_gone_quiet_does_not_buy_regularly() -> None:
    rows = shop(("quiet", "2024-01-01", 1), ("quiet", "2024-01-05", 1), ("b", "2024-01-15", 1))
    assert stage_by_id(loyalty.stages(rows, regular=Regular(purchases=2, max_gap_days=10)))["quiet"] == "Client"
    assert stage_by_id(loyalty.stages(rows, regular=Regular(purchases=2, max_gap_days=9)))["quiet"] == "Repeat Customer"


def test_sums_do_not_depend_on_the_order_of_rows_even_where_floats_would() -> None:
    sums = set()
    for amounts in permutations([1e16, 1.0, -1e16]):
        rows = shop(*(("a", "2024-01-01", amount) for amount in amounts))
        sums.add(float(loyalty.stages(rows, amount="amount").loc[0, "value"]))
    assert len(sums) == 1


def test_regular_can_be_a_function_of_the_customers() -> None:
    rows = shop(("a", "2024-01-01", 90), ("a", "2024-02-01", 90), ("b", "2024-01-01", 1), ("b", "2024-02-01", 1))
    rows.loc[len(rows)] = ["c", "2024-01-05", 500]
    table = loyalty.stages(rows, amount="amount", regular=lambda c: c["value"] > 100)
    assert stage_by_id(table) == {"a": "Client", "b": "Repeat Customer", "c": "First-Time Customer"}
    assert any("1 customer with one purchase" in note for note in table.attrs["notes"])


@pytest.mark.parametrize("answer", [True, [True], None, "yes", [None, None], [0.4, 1]])
def test_a_function_that_does_not_answer_for_each_customer_is_refused(answer: object) -> None:
    rows = shop(("a", "2024-01-01", 1), ("b", "2024-01-01", 1))
    with pytest.raises(DataError, match="True or False for each of the 2 customers"):
        loyalty.stages(rows, regular=lambda _: answer)


def test_a_rule_that_is_no_rule_is_refused() -> None:
    with pytest.raises(DataError, match=r"`regular` is 3 .*loyalty\.Regular"):
        loyalty.stages(shop(("a", "2024-01-01", 1)), regular=3)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "referrals",
    [
        ["a", "a", "z"],
        {"a": 2, "z": 1},
        pd.Series({"a": 2, "z": 1}),
        pd.DataFrame({"customer_id": ["a", "a", "z"]}),
        pd.DataFrame(
            {"customer_id": ["a", "a", "a", "z"], "date": ["2024-01-01", "2024-02-01", "2025-01-01", "2024-01-01"]}
        ),
    ],
    ids=["list", "dict", "Series", "table", "table with dates"],
)
def test_referrals_in_every_form(referrals: object) -> None:
    rows = shop(*(("a", f"2024-0{month}-01", 1) for month in (1, 2, 3)), ("b", "2024-01-01", 1))
    table = loyalty.stages(rows, referrals=referrals)
    assert stage_by_id(table) == {"a": "Advocate", "b": "First-Time Customer"}
    assert table["referrals"].tolist() == [2, 0]
    assert any("'z'" in note for note in table.attrs["notes"])  # nobody knows z: said, not dropped in silence


@pytest.mark.parametrize("referrals", ["a", 5, {"a": -1}, {"a": 0.5}, {"a": "many"}, [None], {"": 1}])
def test_referrals_that_cannot_be_read(referrals: object) -> None:
    with pytest.raises(DataError, match="referrals"):
        loyalty.stages(shop(("a", "2024-01-01", 1)), referrals=referrals)


def test_prospects_are_those_who_have_not_bought() -> None:
    waiting = pd.DataFrame(
        {"customer_id": ["p", "q", "r", "a", "p"], "qualified": ["yes", "No", None, True, "TRUE"]}, dtype=object
    )
    table = loyalty.stages(shop(("a", "2024-01-01", 3)), amount="amount", prospects=waiting)
    assert stage_by_id(table) == {"a": "First-Time Customer", "p": "Prospect", "q": "Suspect", "r": "Suspect"}
    p = table.set_index("customer_id").loc["p"]
    assert (p["purchases"], p["value"], p["regular"]) == (0, 0.0, False)
    assert pd.isna(p["first"])
    said = "\n".join(table.attrs["notes"])
    assert "1 name in `prospects` with a purchase" in said
    assert "1 row of `prospects` for somebody already listed" in said
    assert "1 row of `prospects` with nothing in 'qualified'" in said


@pytest.mark.parametrize(
    ("waiting", "message"),
    [
        (["p"], "`prospects` is a list, not a table"),
        (pd.DataFrame({"customer_id": ["p"]}), "There is no column 'qualified'"),
        (pd.DataFrame({"customer_id": ["p", "q"], "qualified": [True, "maybe"]}), r"'maybe' .*row 2"),
        (pd.DataFrame({"customer_id": ["p", "p"], "qualified": [True, False]}), r"'p' .*rows 1, 2"),
        (pd.DataFrame({"customer_id": ["p", None], "qualified": [True, False]}), r"row 2\)"),
        (pd.DataFrame({"customer_id": [1], "qualified": [True]}), "text in `transactions` and numbers in `prospects`"),
    ],
)
def test_prospects_that_cannot_be_read(waiting: object, message: str) -> None:
    with pytest.raises(DataError, match=message):
        loyalty.stages(shop(("a", "2024-01-01", 3)), prospects=waiting)  # type: ignore[arg-type]


# Anyone's own table


@pytest.mark.parametrize(
    ("table", "extra", "message"),
    [
        ("purchases.csv", {}, r"`transactions` is a str, not a table .*read_csv"),
        (shop(), {}, "no rows"),
        (
            shop(("a", "2024-01-01", 1)),
            {"customer": "Customer_ID"},
            r"no column 'Customer_ID' .*customer='customer_id'",
        ),
        (shop(("a", "2024-01-01", 1)).set_index("customer_id"), {}, r"is the index .*reset_index"),
        (pd.concat([shop(("a", "2024-01-01", 1))] * 2, axis=1), {}, "2 columns are called 'customer_id'"),
        (
            shop(("a", "2024-01-01", 1), ("b", None, 1), ("c", "", 1)),
            {},
            r"2 of 3 rows .*'date', rows 2, 3.*missing='skip'",
        ),
        (shop((None, "2024-01-01", 1), ("nan", "2024-01-01", 1)), {}, r"2 of 2 rows .*'customer_id', rows 1, 2"),
        (
            shop(("a", "2024-01-01", None), ("b", "2024-01-01", 1)),
            {"amount": "amount"},
            r"1 of 2 rows .*'amount', row 1",
        ),
        (shop(("a", "31/01/2024", 1)), {}, r"'31/01/2024' .*row 1.*date_format='%d/%m/%Y'"),
        (shop(("a", "2024-01-01", 1), ("b", "2024-02-30", 1)), {}, r"'2024-02-30' .*row 2"),
        (shop(("a", "soon", 1)), {"date_format": "%d/%m/%Y"}, r"'soon'"),
        (shop(("a", 20240131, 1)), {}, r"numbers such as 20240131, not dates .*date_format='%Y%m%d'"),
        (shop(("a", "2024-01-01", "£5")), {"amount": "amount"}, r"'£5' .*row 1.*1234\.50"),
        (shop(("a", "2024-01-01", "1,5")), {"amount": "amount"}, r"'1,5'"),
        (shop(("a", "2024-01-01", float("inf"))), {"amount": "amount"}, "inf"),
        (shop(("a", "2024-01-01", True)), {"amount": "amount"}, "bool values, not numbers"),
        (shop((1.5, "2024-01-01", 1)), {}, r"decimals such as 1\.5.*row 1"),
        (shop((True, "2024-01-01", 1)), {}, "not ids of people"),
        (shop(("a", "2024-01-01", 1)).rename(columns={"customer_id": "stage"}), {"customer": "stage"}, "Rename it"),
        (shop(("a", "2024-01-01", 1)), {"zero": "drop"}, "`zero` is 'drop'"),
        (shop(("a", "2024-01-01", 1)), {"missing": "ignore"}, "`missing` is 'ignore'"),
        (shop(("a", None, 1)), {"missing": "skip"}, "No row has a customer, a date and an amount"),
        (shop(("a", "2024-01-01", 1)), {"min_referrals": 0}, "`min_referrals` is 0"),
    ],
)
def test_a_table_that_cannot_be_used_is_told_what_where_and_what_to_do(
    table: object, extra: dict[str, object], message: str
) -> None:
    with pytest.raises(DataError, match=message) as caught:
        loyalty.stages(table, **extra)  # type: ignore[arg-type]
    assert isinstance(caught.value, ValueError)
    assert all((caught.value.what, caught.value.where, caught.value.do))


@pytest.mark.parametrize(
    "dates",
    [
        ["2024-01-31", "2024-02-01"],
        ["2024-01-31T23:59:59", "2024-02-01 00:00"],
        [dt.date(2024, 1, 31), dt.date(2024, 2, 1)],
        [dt.datetime(2024, 1, 31, 8), dt.datetime(2024, 2, 1, 8)],
        pd.to_datetime(["2024-01-31 23:30", "2024-02-01 00:30"]).tz_localize("Australia/Sydney"),
        pd.PeriodIndex(["2024-01-31", "2024-02-01"], freq="D"),
        pd.Categorical(["2024-01-31", "2024-02-01"]),
    ],
    ids=["text", "text with time", "date", "datetime", "time zone", "period", "categorical"],
)
def test_dates_of_many_kinds_are_the_same_days(dates: object) -> None:
    table = loyalty.stages(pd.DataFrame({"customer_id": ["a", "a"], "date": dates}))
    assert table.loc[0, "first"] == pd.Timestamp("2024-01-31")
    assert table.loc[0, "last"] == pd.Timestamp("2024-02-01")


def test_dates_written_in_another_way_are_read_with_their_format() -> None:
    rows = shop(("a", "03/04/2024 ", 1), ("a", "04/04/2024", 1))
    assert loyalty.stages(rows, date_format="%d/%m/%Y").loc[0, "first"] == pd.Timestamp("2024-04-03")
    numbers = shop(("a", 20240403, 1))
    assert loyalty.stages(numbers, date_format="%Y%m%d").loc[0, "first"] == pd.Timestamp("2024-04-03")


def test_ids_keep_their_zeros_and_lose_their_blanks() -> None:
    table = loyalty.stages(shop(("0012", "2024-01-01", 1), (" 0012 ", "2024-01-02", 1), ("12", "2024-01-01", 1)))
    assert stage_by_id(table) == {"0012": "Repeat Customer", "12": "First-Time Customer"}
    said = "\n".join(table.attrs["notes"])
    assert "1 id in column 'customer_id' with blanks around" in said
    assert "differ only by zeros in front ('0012', '12')" in said


def test_ids_that_a_gap_once_turned_to_decimals_are_told_beside_whole_ones() -> None:
    """As where two files are put together, and pandas wrote one of them with a gap."""
    table = loyalty.stages(shop(("12.0", "2024-01-01", 1), ("12", "2024-01-02", 1), ("7.0", "2024-01-01", 1)))
    said = "\n".join(table.attrs["notes"])
    assert "2 ids in column 'customer_id' differ only by “.0” at the end ('12', '12.0')" in said


def test_ids_that_are_numbers_stay_numbers() -> None:
    rows = pd.DataFrame({"customer_id": [17850.0, None, 17850.0], "date": ["2024-01-01", "2024-01-01", "2024-01-02"]})
    table = loyalty.stages(rows, missing="skip", prospects=pd.DataFrame({"customer_id": [9], "qualified": [1]}))
    assert stage_by_id(table) == {9: "Prospect", 17850: "Repeat Customer"}
    assert any("1 of 3 rows has no value" in note and "row 2" in note for note in table.attrs["notes"])


def test_mixed_ids_become_text_and_it_is_said() -> None:
    table = loyalty.stages(shop((12, "2024-01-01", 1), ("12", "2024-01-02", 1), (7.0, "2024-01-02", 1)))
    assert stage_by_id(table) == {"12": "Repeat Customer", "7": "First-Time Customer"}
    assert any("mixes text and numbers" in note for note in table.attrs["notes"])


def test_numbers_in_one_table_and_text_in_the_other_would_never_match() -> None:
    with pytest.raises(DataError, match=r"dtype=\{'customer_id': str\}"):
        loyalty.stages(shop(("1", "2024-01-01", 1)), referrals=[1])


def test_refunds_and_zero_values_and_repeats_follow_their_rule_and_are_counted() -> None:
    rows = shop(
        ("a", "2024-01-01", 20.0),
        ("a", "2024-02-01", -20.0),
        ("b", "2024-01-01", 0.0),
        ("c", "2024-01-01", -9.0),
        ("d", "2024-01-01", 5.0),
        ("d", "2024-01-01", 5.0),
    )
    table = loyalty.stages(rows, amount="amount")
    assert stage_by_id(table) == dict.fromkeys("abd", "First-Time Customer")
    assert table["value"].tolist() == [0.0, 0.0, 10.0]
    said = "\n".join(table.attrs["notes"])
    assert "2 rows with an amount below zero (rows 2, 4)" in said
    assert "1 row with an amount of zero (row 3): counted as purchases" in said
    assert "1 row equal to an earlier row (row 6): kept" in said
    assert "1 customer with refunds" in said
    assert "'c'" in said
    strict = loyalty.stages(rows, amount="amount", zero="ignore")
    assert stage_by_id(strict) == dict.fromkeys("ad", "First-Time Customer")
    assert "'b'" in "\n".join(strict.attrs["notes"])


def test_without_an_amount_column_the_value_is_unknown_not_zero() -> None:
    table = loyalty.stages(shop(("a", "2024-01-01", 3)))
    assert table["value"].isna().all()
    assert any("No amount column" in note for note in table.attrs["notes"])


def test_the_table_of_the_caller_is_not_changed() -> None:
    rows = shop((" a ", "2024-01-01", "3"), ("a", "2024-01-02", "-3"))
    before = rows.copy(deep=True)
    loyalty.stages(rows, amount="amount")
    pd.testing.assert_frame_equal(rows, before)


def test_an_index_that_repeats_itself_does_no_harm() -> None:
    rows = shop(("a", "2024-01-01", 1), ("b", None, 1), (" c", "2024-01-01", 1)).set_axis([5, 5, 5])
    table = loyalty.stages(rows, missing="skip", amount="amount")
    assert table["customer_id"].tolist() == ["a", "c"]


def test_the_report_tells_rules_and_notes() -> None:
    table = loyalty.stages(shop(("a", "2024-01-01", 1)), amount="amount", regular=Regular(purchases=5, max_gap_days=40))
    text = loyalty.report(table)
    assert "at least 5 purchase dates in the last 365 days, never more than 40 days apart" in text
    assert "Nothing unusual" in text
    with pytest.raises(DataError, match="no report"):
        loyalty.report(pd.DataFrame({"stage": []}))


# The funnel


def test_the_funnel_counts_who_is_on_a_stage_and_who_reached_it() -> None:
    table = pd.DataFrame(
        {"stage": ["Suspect"] * 4 + ["First-Time Customer"] * 3 + ["Repeat Customer", "Client", "Advocate"]}
    )
    funnel = loyalty.funnel(table).set_index("stage")
    assert funnel["customers"].tolist() == [4, 0, 3, 1, 1, 1]
    assert funnel["percent"].sum() == pytest.approx(100)
    assert funnel["reached"].tolist() == [10, 6, 6, 3, 2, 1]
    assert funnel["step_percent"].tolist()[1:] == pytest.approx([60, 100, 50, 200 / 3, 50])
    assert pd.isna(funnel.loc["Suspect", "step_percent"])


def test_what_was_not_recorded_is_not_a_conversion_of_zero_or_a_hundred() -> None:
    funnel = loyalty.funnel(loyalty.stages(shop(("a", "2024-01-01", 1), ("a", "2024-01-02", 1)))).set_index("stage")
    assert funnel.loc[["Suspect", "Prospect"], "reached"].isna().all()
    assert funnel.loc[["First-Time Customer", "Advocate"], "step_percent"].isna().all()
    assert funnel.loc["Repeat Customer", "step_percent"] == 100


def test_the_funnel_refuses_what_is_no_stage() -> None:
    with pytest.raises(DataError, match=r"'Lead' .*row 2"):
        loyalty.funnel(pd.DataFrame({"stage": ["Client", "Lead"]}))
    with pytest.raises(DataError, match="no rows"):
        loyalty.funnel(pd.DataFrame({"stage": []}))


# Two periods

SPRING, SUMMER = ("2024-01-01", "2024-03-31"), ("2024-04-01", "2024-06-30")
YEAR = shop(
    ("up", "2024-01-05", 1),
    ("up", "2024-04-05", 1),
    ("up", "2024-05-05", 1),
    ("gone", "2024-02-05", 1),
    ("back", "2023-06-01", 1),
    ("back", "2024-06-01", 1),
    ("new", "2024-05-01", 1),
    ("was a prospect", "2024-05-01", 1),
)
WAITING = pd.DataFrame({"customer_id": ["was a prospect", "still"], "qualified": [True, True]})


def test_transitions_follow_each_customer() -> None:
    table = loyalty.transitions(YEAR, SPRING, SUMMER, prospects=WAITING, values="customers")
    moved = {(row, column) for row in table.index for column in table.columns if table.loc[row, column]}
    assert moved == {
        ("First-Time Customer", "Client"),
        ("First-Time Customer", INACTIVE),
        (INACTIVE, "Repeat Customer"),
        (NEW, "First-Time Customer"),
        ("Prospect", "First-Time Customer"),
        ("Prospect", "Prospect"),
    }
    percent = loyalty.transitions(YEAR, SPRING, SUMMER, prospects=WAITING)
    assert percent.loc["First-Time Customer", "Client"] == 50
    assert percent.attrs["customers"] == {"Prospect": 2, "First-Time Customer": 2, INACTIVE: 1, NEW: 1}
    assert NEW not in percent.columns
    assert any("Nobody stood on Suspect" in note for note in percent.attrs["notes"])
    assert "has bought before the period" in loyalty.report(percent)


def test_without_periods_the_data_are_cut_in_halves() -> None:
    table = loyalty.transitions(YEAR)
    assert table.attrs["periods"] == [["2023-06-01", "2023-12-01"], ["2023-12-02", "2024-06-01"]]


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        (SPRING, None, "Only one period"),
        (("2024-03-31", "2024-01-01"), SUMMER, "before it begins"),
        (SPRING, ("2024-03-31", "2024-06-30"), "does not begin after"),
        (SUMMER, SPRING, "does not begin after"),
        ("2024", SUMMER, "`first` is '2024', not two days"),
        (("2024-01-01", None), SUMMER, "`first` is None, not a day"),
        (("2024-01-01", "01.03.2024"), SUMMER, "`first` is '01.03.2024', not readable as a day"),
        (SPRING, ("2030-01-01", "2030-12-31"), "Nobody bought anything from 2030-01-01"),
    ],
)
def test_periods_that_cannot_be_compared(first: object, second: object, message: str) -> None:
    with pytest.raises(DataError, match=message):
        loyalty.transitions(YEAR, first, second)  # type: ignore[arg-type]


def test_one_day_of_data_has_no_two_periods() -> None:
    with pytest.raises(DataError, match="at least two days"):
        loyalty.transitions(shop(("a", "2024-01-01", 1)))


# Real shops


def test_cdnow(cdnow: pd.DataFrame) -> None:
    table = loyalty.stages(cdnow, customer="customer_id", date="date", amount="dollar_value")
    assert len(table) == 23_570
    once = (table["purchases"] == 1).mean() * 100
    assert round(once, 2) == 51.14
    assert ((table["stage"] == "First-Time Customer") == (table["purchases"] == 1)).all()
    assert table["customer_id"].iloc[0] == "00001"
    assert table["value"].sum() == pytest.approx(cdnow["dollar_value"].sum())
    said = "\n".join(table.attrs["notes"])
    assert "80 rows with an amount of zero" in said
    assert "255 rows equal to an earlier row" in said


def test_the_shipped_cdnow_is_what_its_readme_says() -> None:
    text = gzip.decompress(CDNOW.read_bytes())
    readme = (CDNOW.parent / "README.md").read_text(encoding="utf-8")
    assert hashlib.sha256(text).hexdigest() in readme
    assert f"{text.count(chr(10).encode()) - 1:,} rows" in readme
    assert "Copyright (c) 2015, Cameron Davidson-Pilon" in (CDNOW.parent / "LICENSE.txt").read_text(encoding="utf-8")


def test_cdnow_in_two_halves(cdnow: pd.DataFrame) -> None:
    table = loyalty.transitions(cdnow, amount="dollar_value", values="customers")
    assert table.to_numpy().sum() == 23_570
    assert NEW not in table.index  # one cohort: everybody bought in the first quarter


@needs_extra
def test_the_shipped_cdnow_is_the_reference(cdnow: pd.DataFrame) -> None:
    reference = pd.read_csv(Path(EXTRA) / "transactions" / "cdnow_master.csv.gz", dtype={"customer_id": str})
    pd.testing.assert_frame_equal(cdnow, reference)


@needs_extra
def test_online_retail() -> None:
    invoices = pd.read_csv(Path(EXTRA) / "transactions" / "online_retail_invoices.csv.gz", dtype={"customer_id": str})
    table = loyalty.stages(invoices, date="invoice_date", amount="amount", zero="ignore")
    assert len(table) == 4_338
    assert set(table["customer_id"]) == set(invoices.loc[invoices["amount"] > 0, "customer_id"])
    said = "\n".join(table.attrs["notes"])
    assert "3,654 rows with an amount below zero" in said
    assert "34 customers with refunds or rows of value zero only" in said


def test_importing_the_models_imports_no_pandas() -> None:
    code = (
        "import sys; from mosaic_exercises.models import loyalty, value; "
        "loyalty.stage_of(2); value.clv(100, .8, .1); print({'pandas', 'numpy', 'matplotlib'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
