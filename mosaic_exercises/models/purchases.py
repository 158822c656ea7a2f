"""Transactions of any shop, read once into purchase dates: what loyalty stages and RFM both count.

A purchase is one customer on one date, however many lines or invoices that date has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import msgspec

from mosaic_exercises.models import frames
from mosaic_exercises.models.checks import one_of
from mosaic_exercises.models.errors import DataError

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]

FIRST_DAY, LAST_DAY = "1900-01-02", "2199-12-31"
"""The days on which a purchase is believed."""

Zero = Literal["purchase", "ignore"]
Missing = Literal["error", "skip"]


class Ledger(msgspec.Struct, frozen=True, eq=False):
    """Transactions in order of customer, date and amount, so that the order of the rows given changes nothing.

    ``ids`` are the customers, sorted; ``code`` (a place in ``ids``), ``day`` (days since 1970-01-01) and ``amount``
    (0.0 without an amount column) stand for one row of the data each; ``buyer`` and ``bought`` for one purchase date
    each. ``notes`` say which rules were applied to how many rows. ``row``, if it was asked for, is the place of each
    row in the table given, so that another column can be read in the same order.
    """

    customer: str
    ids: pd.Index[Any]
    code: Ints
    day: Ints
    amount: Floats
    buyer: Ints
    bought: Ints
    has_amount: bool
    notes: tuple[str, ...]
    row: Ints | None = None

    @property
    def first_day(self) -> np.datetime64:
        """The earliest day of any row."""
        return _as_day(self.day.min())

    @property
    def last_day(self) -> np.datetime64:
        """The latest day of any row."""
        return _as_day(self.day.max())


def _as_day(number: np.int64) -> np.datetime64:
    import numpy as np

    return np.datetime64(int(number), "D")


def read(
    transactions: object,
    *,
    customer: str,
    date: str,
    amount: str | None,
    zero: Zero = "purchase",
    missing: Missing = "error",
    date_format: str | None = None,
    argument: str = "transactions",
    with_rows: bool = False,
) -> Ledger:
    """Read a table of transactions.

    Rules, each counted in ``notes`` when it applied: an amount below zero is a refund (no purchase; it lowers the
    customer's value); an amount of zero is a purchase (``zero="ignore"``: it is not); rows equal to another row are
    kept; a row without id, date or amount is an error (``missing="skip"``: it is left out).
    """
    import numpy as np
    import pandas as pd

    one_of(zero, ("purchase", "ignore"), "zero")
    one_of(missing, ("error", "skip"), "missing")
    table = frames.require_table(transactions, argument)
    notes: list[str] = []
    ids, no_id = frames.identities(frames.column(table, customer, "customer"), notes)
    when = frames.days(frames.column(table, date, "date"), date_format)
    paid = np.zeros(len(table)) if amount is None else frames.numbers(frames.column(table, amount, "amount"))
    if len(table) == 0:
        raise DataError(
            "The table has columns but no rows",
            f"argument `{argument}`",
            "Check the file, or the filter that made the table.",
        )
    keep = ~_gaps({customer: no_id, date: np.isnat(when), amount or "": np.isnan(paid)}, missing, notes)
    if not keep.any():
        raise DataError(
            "No row has a customer, a date and an amount",
            f"columns {customer!r} and {date!r}" + (f" and {amount!r}" if amount else ""),
            "Check that the right columns are named.",
        )
    _plausible(when, keep, date)
    _amount_notes(paid, keep, amount, zero, notes)
    _repeats(table, [name for name in (customer, date, amount) if name is not None], notes)

    kept = ids[keep]
    if isinstance(kept.dtype, pd.Int64Dtype):
        kept = kept.astype("int64")
    elif isinstance(kept.dtype, pd.UInt64Dtype):
        kept = kept.astype("uint64")
    places, unique = pd.factorize(kept, sort=True)
    index = pd.Index(unique)
    _zeros_in_front(index, customer, notes)
    day = when[keep].astype("int64")
    paid = paid[keep]
    order = np.lexsort((paid, day, places))
    code, day, paid = places[order].astype("int64"), day[order], paid[order]

    buys = np.full(len(code), True) if amount is None else (paid > 0 if zero == "ignore" else paid >= 0)
    buyer, bought = code[buys], day[buys]
    new = np.ones(len(buyer), dtype=bool)
    new[1:] = (buyer[1:] != buyer[:-1]) | (bought[1:] != bought[:-1])
    row = np.flatnonzero(keep)[order] if with_rows else None
    return Ledger(customer, index, code, day, paid, buyer[new], bought[new], amount is not None, tuple(notes), row)


def _plausible(when: NDArray[np.datetime64], keep: Bools, date: str) -> None:
    """Days that stand for "no end" or "unknown" in many systems would otherwise decide up to which day is counted."""
    import numpy as np

    odd = keep & ((when < np.datetime64(FIRST_DAY)) | (when > np.datetime64(LAST_DAY)))
    if odd.any():
        days, shown = frames.counted(int(odd.sum()), "day"), frames.examples([str(day) for day in when[odd][:50]])
        raise DataError(
            f"Column {date!r} has {days} such as {shown}, on which nobody can have bought",
            f"column {date!r}, {frames.rows_text(odd)}",
            'Many systems write 9999-12-31 for "no end" and 1900-01-01 for "unknown": take these rows out first.',
        )


def _gaps(columns: dict[str, Bools], missing: Missing, notes: list[str]) -> Bools:
    """Rows that lack something needed: an error, or left out with a note."""
    import numpy as np

    gone = np.zeros(len(next(iter(columns.values()))), dtype=bool)
    for name, empty in columns.items():
        if not empty.any():
            continue
        what = f"{int(empty.sum()):,} of {len(empty):,} rows have no value in column {name!r}"
        if missing == "error":
            raise DataError(
                what,
                f"column {name!r}, {frames.rows_text(empty)}",
                "Fill the values in, or pass missing='skip' to leave these rows out (the notes will count them).",
            )
        notes.append(f"{what} ({frames.rows_text(empty)}): left out.")
        gone |= empty
    return gone


def _amount_notes(paid: Floats, keep: Bools, amount: str | None, zero: Zero, notes: list[str]) -> None:
    if amount is None:
        notes.append("No amount column was named: every row counts as a purchase, and refunds cannot be told apart.")
        return
    refunds = keep & (paid < 0)
    if refunds.any():
        number, total = frames.counted(int(refunds.sum()), "row"), f"{paid[refunds].sum():,.2f}"
        notes.append(
            f"{number} with an amount below zero ({frames.rows_text(refunds)}): refunds, {total} in all. "
            "A refund is no purchase; it lowers the customer's value. The purchase that was given back still counts."
        )
    nothing = keep & (paid == 0)
    if nothing.any():
        how = "counted as purchases (zero='ignore' would not)" if zero == "purchase" else "not counted as purchases"
        number = frames.counted(int(nothing.sum()), "row")
        notes.append(f"{number} with an amount of zero ({frames.rows_text(nothing)}): {how}.")


def _repeats(table: pd.DataFrame, used: list[str], notes: list[str]) -> None:
    try:
        repeated = table.duplicated().to_numpy()
    except TypeError:  # a column of lists or dicts, which cannot be compared
        repeated = table.duplicated(subset=used).to_numpy()
    if repeated.any():
        number = frames.counted(int(repeated.sum()), "row")
        notes.append(
            f"{number} equal to an earlier row ({frames.rows_text(repeated)}): kept, because a customer "
            "can buy the same thing twice. If your export doubled them, use drop_duplicates() first."
        )


def _zeros_in_front(ids: pd.Index[Any], customer: str, notes: list[str]) -> None:
    import pandas as pd

    if pd.api.types.is_numeric_dtype(ids.dtype):
        return
    bare = pd.Series(ids, dtype=object).str.lstrip("0")
    alike = bare.duplicated(keep=False)
    if alike.any():
        shown = frames.examples(pd.Series(ids)[alike.to_numpy()].tolist())
        notes.append(
            f"{int(alike.sum()):,} ids in column {customer!r} differ only by zeros in front ({shown}): "
            "they count as different customers."
        )


def per_customer(ledger: Ledger, as_of: np.datetime64) -> pd.DataFrame:
    """One row per id of ``ledger``, in its order, counting what happened up to and including ``as_of``.

    Columns: ``purchases`` (dates), ``first``, ``last`` (NaT without a purchase), ``days_since_last``,
    ``longest_gap_days`` between two purchases in a row (NaN below two), ``value`` (sum of amounts, refunds taken off,
    NaN without an amount column).
    """
    import numpy as np
    import pandas as pd

    size = len(ledger.ids)
    end = int(as_of.astype("datetime64[D]").astype("int64"))
    inside = ledger.bought <= end
    buyer, bought = ledger.buyer[inside], ledger.bought[inside]
    counts = np.bincount(buyer, minlength=size)
    has = counts > 0
    stops = np.cumsum(counts)
    first = np.full(size, np.datetime64("NaT", "D"))
    last = first.copy()
    first[has] = bought[(stops - counts)[has]].astype("datetime64[D]")
    last[has] = bought[stops[has] - 1].astype("datetime64[D]")
    since = np.full(size, np.nan)
    since[has] = end - bought[stops[has] - 1]
    gap = np.full(size, -1, dtype="int64")
    same = buyer[1:] == buyer[:-1]
    np.maximum.at(gap, buyer[1:][same], np.diff(bought)[same])
    counted = ledger.day <= end
    # Rounded, so that customers who paid the same in different instalments are equal, and full refunds leave 0.
    worth = np.bincount(ledger.code[counted], weights=ledger.amount[counted], minlength=size).round(6)
    return pd.DataFrame(
        {
            "purchases": counts.astype("int64"),
            "first": first.astype("datetime64[s]"),
            "last": last.astype("datetime64[s]"),
            "days_since_last": since,
            "longest_gap_days": np.where(gap < 0, np.nan, gap),
            "value": worth if ledger.has_amount else np.full(size, np.nan),
        }
    )


def dates_between(ledger: Ledger, start: np.datetime64, end: np.datetime64) -> Ints:
    """For each id, the number of purchase dates from ``start`` to ``end``, both included."""
    import numpy as np

    low, high = (int(day.astype("datetime64[D]").astype("int64")) for day in (start, end))
    inside = (ledger.bought >= low) & (ledger.bought <= high)
    return np.bincount(ledger.buyer[inside], minlength=len(ledger.ids)).astype("int64")


def cut_off(ledger: Ledger, as_of: object, notes: list[str]) -> np.datetime64:
    """The day up to which to count: ``as_of``, or the last day of the data. What lies after it is noted."""
    if as_of is None:
        return ledger.last_day
    end = frames.day(as_of, "as_of")
    if end < ledger.first_day:
        raise DataError(
            f"`as_of` is {end}, before the first transaction ({ledger.first_day})",
            "argument `as_of`",
            f"Choose a day from {ledger.first_day} to {ledger.last_day}, or leave it out.",
        )
    late = int((ledger.day > int(end.astype("int64"))).sum())
    if late:
        notes.append(f"{frames.counted(late, 'row')} after {end}: not counted.")
    return end
