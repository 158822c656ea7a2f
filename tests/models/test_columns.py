"""Ids, days and amounts from columns of every kind: the same from each library, and nothing silently another value."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from mosaic_exercises.models import frames, loyalty, servqual, value
from mosaic_exercises.models.columns import read_amounts, read_day, read_days, read_ids
from mosaic_exercises.models.errors import DataError
from tests.support import every

HUGE = 2**53  # the first whole number that a float shares with its neighbour


def ids_of(values: Any) -> list[object]:
    """What each row's id is read as; None where it is missing."""
    found = read_ids(values if isinstance(values, pd.Series) else pd.Series(values, name="who"))
    return [found.index[place] if place >= 0 else None for place in found.code]


def refused(read: Callable[[], object], *words: str) -> None:
    """A DataError with all the words in its message."""
    told = None
    try:
        got = read()
    except DataError as error:
        told = error
    assert told is not None, f"read as {got!r}"
    missing = [word for word in words if word not in str(told)]
    assert not missing, f"{missing} not in: {told}"
    assert all((told.what, told.where, told.do))


# Ids


def arrow(values: list[int | None], kind: pa.DataType) -> pd.Series[Any]:
    """Whole numbers as decimals of Arrow."""
    return pd.Series([None if one is None else Decimal(one) for one in values], dtype=pd.ArrowDtype(kind))


SAME_IDS: list[tuple[str, Any, list[object]]] = [
    ("17 digits", [12345678901234567, 12345678901234568], [12345678901234567, 12345678901234568]),
    ("uint64", np.array([2**64 - 1, 0], dtype="uint64"), [2**64 - 1, 0]),
    ("uint64 with a gap", pd.array([2**64 - 1, None, 2**63], dtype="UInt64"), [2**64 - 1, None, 2**63]),
    ("negative", [-5, 7], [-5, 7]),
    ("int8", np.array([-128, 127], dtype="int8"), [-128, 127]),
    ("far apart", [-(2**63), 2**63 - 1], [-(2**63), 2**63 - 1]),
    ("decimal by a gap", [17850.0, None], [17850, None]),
    ("largest exact decimal", [float(HUGE - 1)], [HUGE - 1]),
    ("categorical numbers, gap", pd.Categorical([17, None, 9]), [17, None, 9]),
    ("categorical uint64", pd.Categorical(np.array([2**63, 2**63 + 1], dtype="uint64")), [2**63, 2**63 + 1]),
    ("categorical text, unused", pd.Categorical(["b", " a"], categories=["zz", "b", " a"]), ["b", "a"]),
    ("categorical, blanks meet", pd.Categorical(["a", "a ", None]), ["a", "a", None]),
    ("text", ["0012", "12", "", "nan"], ["0012", "12", None, None]),
    ("objects: numbers", pd.Series([10**30, 7], dtype=object), [str(10**30), "7"]),
    ("objects: numpy numbers", pd.Series([np.int64(7), np.int8(7)], dtype=object), ["7", "7"]),
    ("Decimal", pd.Series([Decimal("17850"), Decimal("17850.0"), None], dtype=object), ["17850", "17850", None]),
    ("uuid", [uuid.UUID(int=5)], [str(uuid.UUID(int=5))]),
    ("arrow text", pd.Series(["a", None], dtype=pd.ArrowDtype(pa.string())), ["a", None]),
    ("arrow uint64", pd.Series([2**64 - 1, None], dtype=pd.ArrowDtype(pa.uint64())), [2**64 - 1, None]),
    ("arrow decimal, as databases declare it", arrow([17, None], pa.decimal128(38, 0)), [17, None]),
    ("arrow decimal of 20 digits", arrow([10**19, 10**19 + 1], pa.decimal128(38, 0)), [str(10**19), str(10**19 + 1)]),
    ("nothing", pd.Series([None, None], dtype=object), [None, None]),
]


@every(SAME_IDS, lambda case: case[0])
def test_ids_stay_what_they_are(case: tuple[str, Any, list[object]]) -> None:
    assert ids_of(case[1]) == case[2]


NO_IDS: list[tuple[str, Any, tuple[str, ...]]] = [
    ("decimals", [1.5, 2.0], ("1.5", "row 1")),
    ("float, 2**53", [1.0, float(HUGE)], ("may have become the same number", "row 2", "str")),
    ("float, 1e19", [1e19], ("16 digits",)),
    ("float32, 2**24", np.array([2.0**24], dtype="float32"), ("float32", "may have become")),
    ("infinite", [1.0, float("inf")], ("infinite", "row 2")),
    ("complex", [1 + 2j], ("complex128 values, not ids",)),
    ("flags", [True, False], ("bool values, not ids",)),
    ("days", pd.to_datetime(["2025-01-01"]), ("not ids of people",)),
    ("spans", pd.to_timedelta([5], unit="D"), ("not ids of people",)),
    ("categorical floats", pd.Categorical([0.5, 1.0]), ("0.5", "row 1")),
    ("text: saved by a spreadsheet", ["a", "1.23457E+16", "1.23457E+16"], ("1.23457E+16", "rows 2, 3", "as text")),
    ("text: saved by pandas", ["1.2345678901234568e+16"], ("e+16", "row 1", "as text")),
    ("text: with a decimal comma", pd.Categorical(["1,23457E+16", "7"]), ("1,23457E+16", "row 1", "spreadsheet")),
    ("objects: a flag among numbers", pd.Series([1, True], dtype=object), ("True", "row 2")),
    ("objects: a decimal among text", pd.Series(["a", 1.5], dtype=object), ("1.5", "row 2")),
    ("objects: a vague decimal", pd.Series(["a", 1e17], dtype=object), ("1e+17", "read as text")),
    ("objects: infinite", pd.Series(["a", float("inf")], dtype=object), ("inf",)),
    ("objects: bytes", pd.Series([b"a"], dtype=object), ("b'a'",)),
    ("objects: a day", pd.Series([dt.date(2025, 1, 1), "a"], dtype=object), ("row 1",)),
    ("objects: a list", pd.Series([["a"], "b"], dtype=object), ("['a']", "row 1")),
    ("objects: complex", pd.Series([1j, "b"], dtype=object), ("1j",)),
]


@every(NO_IDS, lambda case: case[0])
def test_what_is_no_id_is_refused_with_its_row(case: tuple[str, Any, tuple[str, ...]]) -> None:
    refused(lambda: ids_of(case[1]), *case[2])


def test_ids_that_a_gap_turned_to_decimals_are_kept_and_told() -> None:
    table = pd.DataFrame({"customer_id": [17850.0, None, 17851.0], "date": ["2025-01-01"] * 3})
    found = loyalty.stages(table, missing="skip")
    assert found["customer_id"].tolist() == [17850, 17851]
    assert any("as decimals (17850.0)" in note for note in found.attrs["notes"])


# Days

FIRST = np.datetime64("2025-03-31")
JAPAN = dt.timezone(dt.timedelta(hours=9))
NIGHT = pd.Timestamp("2025-03-31 23:00", tz="Asia/Tokyo")
SAME_DAYS: list[tuple[str, Any]] = [
    ("text", ["2025-03-31"]),
    ("text with blanks", [" 2025-03-31 "]),
    ("compact text", ["20250331"]),
    ("text, time", ["2025-03-31T23:59:59.999"]),
    ("text, zone", ["2025-03-31T23:59:59+09:00"]),
    ("text, zone behind", ["2025-03-31 00:30-11:00"]),
    ("text, Z", ["2025-03-31T00:00:00Z"]),
    ("date", pd.Series([dt.date(2025, 3, 31)], dtype=object)),
    ("a time of a zone", pd.Series([dt.datetime(2025, 3, 31, 23, tzinfo=JAPAN)], dtype=object)),
    ("numpy day", pd.Series([np.datetime64("2025-03-31")], dtype=object)),
    ("Timestamp of a zone", pd.Series([NIGHT], dtype=object)),
    ("seconds", pd.Series(np.array(["2025-03-31T23:59:59"], dtype="datetime64[s]"))),
    ("zone", pd.Series(pd.to_datetime(["2025-03-31 23:00"]).tz_localize("Asia/Tokyo"))),
    ("hours as periods", pd.Series(pd.PeriodIndex(["2025-03-31 23:00"], freq="h"))),
    ("categorical", pd.Series(pd.Categorical(["2025-03-31"]))),
    ("categorical days", pd.Series(pd.Categorical([pd.Timestamp("2025-03-31")]))),
    ("arrow date", pd.Series([dt.date(2025, 3, 31)], dtype=pd.ArrowDtype(pa.date32()))),
    ("arrow zone", pd.Series([NIGHT], dtype=pd.ArrowDtype(pa.timestamp("us", tz="Asia/Tokyo")))),
]


@pytest.mark.filterwarnings("error")
@every(SAME_DAYS, lambda case: case[0])
def test_a_day_is_the_day_of_its_own_clock(case: tuple[str, Any]) -> None:
    assert read_days(pd.Series(case[1], name="date")).tolist() == [FIRST.item()]


def test_text_of_two_zones_keeps_both_clocks() -> None:
    summer_and_winter = pd.Series(["2025-01-31T23:30+01:00", "2025-07-31T23:30+02:00"])
    assert [str(day) for day in read_days(summer_and_winter)] == ["2025-01-31", "2025-07-31"]


NO_DAYS: list[tuple[str, Any, tuple[str, ...]]] = [
    ("a year", ["2025-01-01", "2025"], ("'2025'", "row 2")),
    ("years", ["2025", "2024"], ("A year or a month is no day",)),
    ("a month", ["2025-03"], ("'2025-03'", "no day")),
    ("a month, compact", ["202503"], ("'202503'",)),
    ("yearly periods", pd.PeriodIndex(["2025"], freq="Y"), ("longer than a day", "to_timestamp")),
    ("monthly periods", pd.PeriodIndex(["2025-03"], freq="M"), ("longer than a day",)),
    ("flags", [True, False], ("True and False, not dates",)),
    ("a flag among text", pd.Series(["2025-01-01", True], dtype=object), ("True", "row 2")),
    ("numbers", [20250331], ("numbers such as 20250331", "%Y%m%d")),
    ("complex", [1j], ("not dates",)),
    ("spans", pd.to_timedelta([5], unit="D"), ("not dates",)),
    ("slashes", ["31/03/2025"], ("%d/%m/%Y",)),
    ("a list", pd.Series([["2025-01-01"]], dtype=object), ("row 1",)),
]


@every(NO_DAYS, lambda case: case[0])
def test_what_is_no_day_is_refused(case: tuple[str, Any, tuple[str, ...]]) -> None:
    refused(lambda: read_days(pd.Series(case[1], name="date")), *case[2])


@every(["9999-12-31", "1900-01-01", "0001-01-01"])
def test_a_day_that_stands_for_unknown_never_becomes_the_day_of_counting(day: str) -> None:
    for dates in (["2025-01-01", day], [dt.date(2025, 1, 1), dt.date.fromisoformat(day)]):
        table = pd.DataFrame({"customer_id": ["a", "b"], "date": dates, "amount": [1.0, 2.0]})
        refused(lambda table=table: loyalty.stages(table), day, "row 2")
        refused(lambda table=table: value.rfm(table, groups=2), day, "row 2")


@every([True, 2025, "2025", "31.12.2025", "31/12/2025", None, pd.NaT, "9999", "9999-12-31"])
def test_a_day_as_argument_is_one_day_or_told_how_to_write_one(day: Any) -> None:
    refused(lambda: read_day(day, "as_of"), "as_of='2025-03-31'")


# Amounts

SAME_AMOUNTS: list[tuple[str, Any, list[float]]] = [
    ("text", ["1234.50", " 7 ", "-3"], [1234.5, 7.0, -3.0]),
    ("Decimal", pd.Series([Decimal("0.10"), Decimal("-2")], dtype=object), [0.1, -2.0]),
    ("whole numbers", np.array([5, 250], dtype="uint8"), [5.0, 250.0]),
    ("categorical", pd.Categorical(["1.5", "2", "1.5"]), [1.5, 2.0, 1.5]),
    ("categorical numbers", pd.Categorical([1.5, 2.0]), [1.5, 2.0]),
    ("arrow decimal", pd.Series([Decimal("0.10")], dtype=pd.ArrowDtype(pa.decimal128(8, 2))), [0.1]),
]


@every(SAME_AMOUNTS, lambda case: case[0])
def test_amounts_are_read_as_written(case: tuple[str, Any, list[float]]) -> None:
    assert read_amounts(pd.Series(case[1], name="amount")).tolist() == case[2]


NO_AMOUNTS: list[tuple[str, Any, tuple[str, ...]]] = [
    ("decimal comma", ["11,5"], ("'11,5'", "decimal=','")),
    ("thousands and comma", ["1.234,50"], ("decimal=','",)),
    ("currency", ["£5"], ("'£5'", "1234.50")),
    ("thousands", ["1 234"], ("1234.50",)),
    ("underscore", ["1_000"], ("'1_000'",)),
    ("complex", [1 + 2j], ("complex128 values, not numbers",)),
    ("complex among numbers", pd.Series([1, 2j], dtype=object), ("2j", "row 2")),
    ("flags", [True], ("bool values",)),
    ("a flag among numbers", pd.Series([1.5, True], dtype=object), ("True", "row 2")),
    ("infinite", [float("inf")], ("inf",)),
    ("infinite text", ["1", "inf"], ("'inf'", "row 2")),
    ("1e308", [1.0, 1e308], ("1e+308", "row 2", "No amount reaches")),
    ("1e308 in text", ["1e308"], ("1e308",)),
    ("spans", pd.to_timedelta([5], unit="D"), ("not numbers",)),
    ("days", pd.to_datetime(["2025-01-01"]), ("not numbers",)),
]


@every(NO_AMOUNTS, lambda case: case[0])
def test_what_is_no_amount_is_refused(case: tuple[str, Any, tuple[str, ...]]) -> None:
    refused(lambda: read_amounts(pd.Series(case[1], name="amount")), *case[2])


# Whole tables of other libraries


def shop() -> pd.DataFrame:
    """Some customers with every oddity that is no error under missing="skip"."""
    rng = np.random.default_rng(4)
    size = 4_000
    who = rng.integers(0, 600, size) + 2**60
    day = np.datetime64("2024-01-01") + rng.integers(0, 500, size)
    paid = np.round(rng.normal(40, 30, size), 2)
    table = pd.DataFrame({"customer_id": pd.array(who, dtype="Int64"), "date": day, "amount": paid})
    table.loc[::97, "customer_id"] = pd.NA
    return pd.concat([table, table.iloc[100:140]], ignore_index=True)


def as_polars(table: pd.DataFrame) -> pl.DataFrame:
    """The same in polars, without pandas' help."""
    who = [None if pd.isna(one) else int(one) for one in table["customer_id"]]
    return pl.DataFrame(
        {
            "customer_id": pl.Series(who, dtype=pl.Int64),
            "date": pl.Series(table["date"].dt.date.tolist(), dtype=pl.Date),
            "amount": pl.Series(table["amount"].tolist()),
        }
    )


class Streams:
    """A table known by its Arrow stream alone, as of ibis or duckdb."""

    columns = ("customer_id", "date", "amount")

    def __init__(self, table: pa.Table) -> None:
        self.table = table

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.table.__arrow_c_stream__(requested_schema)


FORMS: dict[str, Callable[[pl.DataFrame], Any]] = {
    "polars": lambda table: table,
    "polars, text and categories": lambda table: table.with_columns(
        pl.col("date").cast(pl.String).cast(pl.Categorical), pl.col("amount").cast(pl.String)
    ),
    "polars, times of a zone": lambda table: table.with_columns(
        (pl.col("date").cast(pl.Datetime("us")) + pl.duration(hours=23)).dt.replace_time_zone("Asia/Tokyo")
    ),
    "polars, Decimal": lambda table: table.with_columns(pl.col("amount").cast(pl.Decimal(12, 2))),
    "pyarrow": lambda table: table.to_arrow(),
    "pyarrow, in pieces": lambda table: pa.Table.from_batches(table.to_arrow().to_batches(max_chunksize=700)),
    "pyarrow, dictionaries": lambda table: table.to_arrow().set_column(
        0, "customer_id", pa.chunked_array([table.to_arrow()["customer_id"].combine_chunks().dictionary_encode()])
    ),
    "pyarrow, a batch": lambda table: table.to_arrow().combine_chunks().to_batches()[0],
    "a stream": lambda table: Streams(table.to_arrow()),
}


@every(FORMS, str)
def test_each_library_gives_the_same_result_and_the_same_notes(form: str) -> None:
    table = shop()
    given = FORMS[form](as_polars(table))
    for call in (
        lambda one: loyalty.stages(one, amount="amount", missing="skip"),
        lambda one: value.rfm(one, missing="skip"),
        lambda one: loyalty.transitions(one, amount="amount", missing="skip", values="customers"),
    ):
        expected, got = call(table), call(given)
        pd.testing.assert_frame_equal(got, expected)
        assert got.attrs == expected.attrs


@every(["polars", "pyarrow"])
def test_numbers_of_any_width_arrive_whole_from_other_libraries(library: str) -> None:
    for kind, values in (
        ("uint64", [2**64 - 1, None, 2**63]),
        ("int64", [2**53 + 1, None, -(2**63)]),
        ("int8", [-128, None, 127]),
    ):
        column = pl.Series("id", values, dtype=getattr(pl, kind.replace("i", "I").replace("uI", "UI")))
        series = frames.column(pl.DataFrame({"id": column}), "id", "customer")
        if library == "pyarrow":
            series = frames.column(pa.table({"id": pa.array(values, type=getattr(pa, kind)())}), "id", "customer")
        assert ids_of(series) == values, kind


def test_side_tables_come_from_other_libraries_too() -> None:
    rows = pd.DataFrame(
        {"customer_id": ["a"] * 3 + ["b"], "date": ["2025-01-01", "2025-02-01", "2025-03-01", "2025-01-01"]}
    )
    for make in (pl.DataFrame, lambda columns: pa.table(columns)):
        table = loyalty.stages(
            rows,
            referrals=make({"customer_id": ["a"]}),
            prospects=make({"customer_id": ["p", "q"], "qualified": [True, None]}),
            left=make({"customer_id": ["b"]}),
        )
        found = dict(zip(table["customer_id"], table["stage"].astype(str), strict=True))
        assert found == {"a": "Advocate", "b": "Inactive", "p": "Prospect", "q": "Suspect"}


@every(
    [
        ({"a": False}, "a dict"),
        (pd.Series([False], index=["a"]), "True and False"),
        ("a", "a str"),
    ],
    lambda case: case[1],
)
def test_who_left_is_never_guessed_from_what_says_more_than_ids(case: tuple[Any, str]) -> None:
    rows = pd.DataFrame({"customer_id": ["a"], "date": ["2025-01-01"]})
    refused(lambda: loyalty.stages(rows, left=case[0]), case[1])


def test_a_column_of_recommenders_is_no_number_of_referrals_by_row() -> None:
    rows = pd.DataFrame({"customer_id": [0, 0, 0, 7, 7, 7], "date": ["2025-01-01", "2025-02-01", "2025-03-01"] * 2})
    table = loyalty.stages(rows, referrals=pd.Series([7, 7]))
    assert table["referrals"].tolist() == [0, 2]
    counted = loyalty.stages(rows, referrals=pd.Series([7, 7]).value_counts())
    assert counted["referrals"].tolist() == [0, 2]


@every([";", "\t"])
def test_a_file_read_with_the_wrong_mark_is_told_how_to_be_read(mark: str) -> None:
    table = pd.DataFrame({mark.join(["customer_id", "date", "amount"]): [mark.join(["a", "2025-01-01", "1,5"])]})
    refused(lambda: loyalty.stages(table), f"sep={mark!r}")


@every(["R", "RFM", "monetary"])
def test_rfm_refuses_an_id_column_called_like_its_own(name: str) -> None:
    rows = pd.DataFrame({name: ["a", "b"], "date": ["2025-01-01"] * 2, "amount": [1.0, 2.0]})
    refused(lambda: value.rfm(rows, customer=name, groups=2), "Rename it first")


def test_surveys_are_read_from_other_libraries() -> None:
    columns = {
        "respondent_id": [1, 1, 2, 2],
        "item_id": ["a", "b", "a", "b"],
        "dimension": ["x", "x", "x", "x"],
        "expectation": [6, 7, 5, None],
        "perception": [5, 5, 5, 4],
    }
    expected = servqual.from_long(columns, missing="skip")
    for table in (pd.DataFrame(columns), pl.DataFrame(columns), pa.table(columns)):
        assert servqual.from_long(table, missing="skip") == expected
