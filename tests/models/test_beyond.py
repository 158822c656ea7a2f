"""Tables larger than memory: read in many parts, with the result, the notes and the row numbers of one in memory."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pytest

from mosaic_exercises.models import beyond, loyalty, value
from mosaic_exercises.models.errors import DataError
from tests.support import every, long_profile

IDS: dict[str, Callable[[np.ndarray], Any]] = {
    "numbers": lambda who: pd.array(who, dtype="Int64"),
    "large numbers": lambda who: pd.array(who.astype("uint64") + np.uint64(2**63), dtype="UInt64"),
    "text": lambda who: [f"{' ' if one % 7 == 0 else ''}{one:05d}" for one in who],
    "text with zeros": lambda who: [f"{'0' if place % 3 else ''}{one}" for place, one in enumerate(who)],
}


def shop(kind: str, extra: bool) -> pd.DataFrame:
    """Customers with gaps, refunds, nothings and repeated rows."""
    rng = np.random.default_rng(11)
    size = 900
    table = pd.DataFrame({"customer_id": IDS[kind](rng.integers(0, 300, size))})
    table["date"] = np.datetime64("2024-01-01", "us") + rng.integers(0, 500 * 86_400, size).astype("timedelta64[s]")
    table["amount"] = np.round(rng.normal(30, 25, size)) / 4
    table.loc[::61, "amount"] = 0
    table["customer_id"] = table["customer_id"].astype(object).where(rng.random(size) > 0.05, None)
    table.loc[5::150, "amount"] = np.nan
    if "text" not in kind:
        table["customer_id"] = table["customer_id"].astype("UInt64" if kind == "large numbers" else "Int64")
    if extra:
        table["product"] = rng.choice(["a", "b"], size)
        table["quantity"] = rng.integers(1, 3, size)
    return pd.concat([table, table.iloc[700:730]], ignore_index=True)


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three parts of a table that would be one."""
    monkeypatch.setattr(beyond, "ROWS", 330)


def forms(table: pd.DataFrame, folder: Path) -> dict[str, Any]:
    """The same table as a file, two files, a relation and a lazy frame."""
    whole, several = folder / "shop.parquet", folder / "several"
    several.mkdir(exist_ok=True)
    pl.from_pandas(table).write_parquet(whole)
    pl.from_pandas(table.iloc[:500]).write_parquet(several / "1.parquet")
    pl.from_pandas(table.iloc[500:]).write_parquet(several / "2.parquet")
    return {
        "a path": str(whole),
        "a folder": several,
        "several": str(several / "*.parquet"),
        "duckdb": duckdb.from_df(table),
        "polars": pl.scan_parquet(whole),
        "polars in memory": pl.from_pandas(table).lazy(),
    }


def test_each_form_gives_the_result_the_notes_and_the_rows_of_memory(tmp_path: Path) -> None:
    calls: dict[str, Callable[[Any], pd.DataFrame]] = {
        "stages": lambda one: loyalty.stages(one, amount="amount", missing="skip"),
        "stages, earlier": lambda one: loyalty.stages(
            one, amount="amount", missing="skip", as_of="2024-09-30", zero="ignore", inactive_after=90
        ),
        "stages, no amount": lambda one: loyalty.stages(one, missing="skip", regular=lambda c: c["purchases"] > 5),
        "rfm": lambda one: value.rfm(one, missing="skip"),
        "rfm, split": lambda one: value.rfm(one, missing="skip", ties="split", as_of="2025-01-01"),
    }
    faults = []
    for kind in IDS:
        extra = kind in ("numbers", "text")
        table = shop(kind, extra)
        wanted = {name: call(table) for name, call in calls.items()}
        for place, (form, one) in enumerate(forms(table, tmp_path).items()):
            for turn, (name, call) in enumerate(calls.items()):
                # each call meets each form with numbers, and in make test most of them once with the other names
                if kind == "numbers" or long_profile() or turn == place % len(calls):
                    expected, found = wanted[name], call(one)
                    try:
                        pd.testing.assert_frame_equal(found, expected)
                        assert found.attrs == expected.attrs
                    except AssertionError as fault:
                        faults.append(f"{kind}, {extra}, {name}, {form}: {fault}")
    assert not faults, f"{len(faults)} faults\n" + "\n".join(faults[:4])


@every(["missing", "unbelievable", "no column", "text dates", "zone", "no file", "not read here"])
def test_errors_name_the_rows_of_the_whole(what: str) -> None:
    table = shop("numbers", extra=False).dropna()
    if what == "missing":
        table.iloc[[4, 600], 0] = pd.NA
        told = r"2 of \d{3} rows have no value in column 'customer_id' .*rows 5, 601"
    elif what == "unbelievable":
        table.iloc[700, 1] = pd.Timestamp("9999-12-31")
        told = r"9999-12-31.*row 701"
    elif what == "no column":
        table, told = table.rename(columns={"date": "Day"}), "There is no column 'date'"
    elif what == "text dates":
        table, told = table.astype({"date": str}), r"'date' holds VARCHAR values.*cast it first"
    elif what == "zone":
        table["date"] = table["date"].dt.tz_localize("Europe/Berlin")
        told = "without zone"
    given: Any = duckdb.from_df(table)
    if what == "no file":
        given, told = "nowhere.parquet", "'nowhere.parquet' cannot be read"
    call: Callable[[], Any] = lambda: loyalty.stages(given, amount="amount")  # noqa: E731
    if what == "not read here":
        told = "not a table"
        call = lambda: loyalty.transitions(pl.from_pandas(table).lazy())  # noqa: E731
    with pytest.raises(DataError, match=told):
        call()


def test_prospects_and_referrals_stand_beside_a_table_out_of_memory() -> None:
    table = shop("text", extra=False)
    sides: dict[str, Any] = {
        "prospects": pd.DataFrame({"customer_id": ["new", "00007"], "qualified": [True, True]}),
        "referrals": ["00007", "00011", "nobody"],
        "left": ["00012"],
    }
    expected = loyalty.stages(table, amount="amount", missing="skip", **sides)
    found = loyalty.stages(pl.from_pandas(table).lazy(), amount="amount", missing="skip", **sides)
    pd.testing.assert_frame_equal(found, expected)
    assert found.attrs == expected.attrs
