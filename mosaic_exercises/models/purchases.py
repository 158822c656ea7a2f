"""Transactions of any shop, read once into purchase dates: what loyalty stages and RFM both count.

A purchase is one customer on one date, however many lines or invoices that date has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from mosaic_exercises.models import frames
from mosaic_exercises.models.checks import Missing, one_of
from mosaic_exercises.models.columns import beyond, read_amounts, read_day, read_days, read_ids
from mosaic_exercises.models.counting import repeated_rows, sums
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.odd_rows import Odd, Zero, near_twins, nobody, refuse

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]

UNSORTED = 16
"""Where customers times days are at most so many times the rows, dates are marked in a table instead of sorted."""


class Ledger(msgspec.Struct, frozen=True, eq=False):
    """Transactions read: everything that is counted, and nothing of it depends on the order of the rows given.

    ``ids`` are the customers, sorted. ``code`` (a place in ``ids``), ``day`` (days since 1970-01-01) and ``amount``
    (0.0 without an amount column) stand for one row of the data each, in the order of the table; ``kept`` says which
    rows of the table these are, None where no row was left out. ``buyer`` and ``bought`` stand for one purchase date
    each, sorted. ``notes`` say which rules were applied to how many rows.
    """

    customer: str
    ids: pd.Index[Any]
    code: Ints
    day: Ints
    amount: Floats | None
    buyer: Ints
    bought: Ints
    notes: tuple[str, ...]
    kept: Bools | None
    first_day: np.datetime64
    last_day: np.datetime64

    @property
    def has_amount(self) -> bool:
        """Whether amounts were read."""
        return self.amount is not None


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
) -> Ledger:
    """Read a table of transactions, of pandas, polars, pyarrow or whatever offers an Arrow stream.

    Rules, each counted in ``notes`` when it applied: an amount below zero is a refund (no purchase; it lowers the
    customer's value); an amount of zero is a purchase (``zero="ignore"``: it is not); rows equal to another row are
    kept; a row without id, date or amount is an error (``missing="skip"``: it is left out).
    """
    one_of(missing, ("error", "skip"), "missing")
    ledger, odd = read_part(
        transactions,
        customer=customer,
        date=date,
        amount=amount,
        zero=zero,
        date_format=date_format,
        argument=argument,
    )
    names = [name for name in (customer, date, amount) if name is not None]
    if odd.size == 0:
        raise DataError(
            "The table has columns but no rows",
            f"argument `{argument}`",
            "Check the file, or the filter that made the table.",
        )
    refuse(odd, missing, date)
    if ledger is None:
        raise nobody(names)
    notes = (*odd.notes(customer, amount, zero), *near_twins(ledger.ids, customer))
    return msgspec.structs.replace(ledger, notes=notes)


def read_part(
    transactions: object,
    *,
    customer: str,
    date: str,
    amount: str | None,
    zero: Zero = "purchase",
    date_format: str | None = None,
    argument: str = "transactions",
    at: Ints | None = None,
) -> tuple[Ledger | None, Odd]:
    """A table or one part of a larger one (``at``: its rows' places there): what is in it, and what is odd about it.

    The ledger is None where no row has all that is needed, and carries no notes yet.
    """
    import numpy as np

    one_of(zero, ("purchase", "ignore"), "zero")
    table = frames.opened(transactions, argument)
    ids = read_ids(frames.column(table, customer, "customer"), at)
    dates = frames.column(table, date, "date")
    when = read_days(dates, date_format, at=at)
    paid = None if amount is None else read_amounts(frames.column(table, amount, "amount"), at=at)
    day = when.view("int64")
    empty = {customer: ids.code < 0, date: np.isnat(when)} | ({} if paid is None else {str(amount): np.isnan(paid)})
    gaps = {name: frames.tally(gone, at) for name, gone in empty.items()}
    whole = not any(rows.number for rows in gaps.values())
    keep = None if whole else ~np.logical_or.reduce(list(empty.values()))
    del empty
    never = beyond(when, keep)
    refunds, refunded, nothing = frames.RowTally(), 0.0, frames.RowTally()
    if paid is not None:
        below, zeros = (flags if keep is None else flags & keep for flags in (paid < 0, paid == 0))
        refunds, nothing = frames.tally(below, at), frames.tally(zeros, at)
        refunded = float(paid[below].sum()) if refunds.number else 0.0
        del below, zeros
    used = [name for name in (customer, date, amount) if name is not None]
    # times tell more rows apart than days do
    times = dates.to_numpy().view("int64") if isinstance(dates.dtype, np.dtype) and dates.dtype.kind == "M" else day
    repeats = frames.tally(repeated_rows(table, used, ids, times, paid), at)
    del dates, times
    odd = Odd(
        size=table.size,
        stripped=ids.stripped,
        mixed=ids.mixed,
        whole=ids.whole if ids.whole is None or at is None else (int(at[ids.whole[0]]), ids.whole[1]),
        gaps=gaps,
        refunds=refunds,
        refunded=refunded,
        nothing=nothing,
        repeats=repeats,
        unbelievable=frames.tally(never, at),
        such_days=tuple(str(day) for day in when[never][:50]),
    )
    if odd.unbelievable.number:
        return None, odd
    index, code = ids.index, ids.code
    if keep is not None:
        if not keep.any():
            return None, odd
        code, day = _moved_up(code, keep), _moved_up(day, keep)
        paid = None if paid is None else paid[keep]
        there = np.bincount(code, minlength=len(index)) > 0
        if not there.all():  # somebody's every row was left out
            index, code = index[there], (np.cumsum(there) - 1)[code]
    elif not len(code):
        return None, odd
    buys = None if paid is None else (paid > 0 if zero == "ignore" else paid >= 0)
    first, last = day.min(), day.max()
    buyer, bought = _dates(code, day, buys, len(index), int(first), int(last))
    ends = (np.datetime64(int(first), "D"), np.datetime64(int(last), "D"))
    return Ledger(customer, index, code, day, paid, buyer, bought, (), keep, *ends), odd


def _dates(code: Ints, day: Ints, buys: Bools | None, people: int, first: int, last: int) -> tuple[Ints, Ints]:
    """Each customer with each date on which they bought, in order: one number holds both, so one sort does."""
    import numpy as np

    span = last - first + 1
    few = people * span <= UNSORTED * len(code)
    marked = np.zeros(people * span if few else 0, dtype=bool)
    # half as wide sorts in half the time
    key = np.empty(0 if few else len(code), dtype="uint32" if people * span < 2**32 else "int64")
    filled = 0
    for block in frames.blocks(len(code)):
        here = code[block] * span
        here += day[block]
        here -= first
        if buys is not None:
            here = here[buys[block]]
        if few:
            marked[here] = True
        else:
            key[filled : filled + len(here)] = here
            filled += len(here)
    if few:
        key = np.flatnonzero(marked)
    else:
        key = key[:filled]
        key.sort()
        new = np.ones(len(key), dtype=bool)
        np.not_equal(key[1:], key[:-1], out=new[1:])
        key = key[new].astype("int64", copy=False)
    buyer = key // span
    key -= buyer * span
    key += first
    return buyer, key


def _moved_up(values: Ints, keep: Bools) -> Ints:
    """The values to keep, moved to the front of the array: new memory for a large table costs more than the moving."""
    filled = 0
    for block in frames.blocks(len(values)):
        here = values[block][keep[block]]
        values[filled : filled + len(here)] = here
        filled += len(here)
    return values[:filled]


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
    buyer, bought, code, amount = ledger.buyer, ledger.bought, ledger.code, ledger.amount
    if as_of < ledger.last_day:
        inside = bought <= end
        buyer, bought = buyer[inside], bought[inside]
        counted = ledger.day <= end
        code, amount = code[counted], None if amount is None else amount[counted]
    counts = np.bincount(buyer, minlength=size)
    stops = np.cumsum(counts)
    has = counts > 0
    starts = (stops - counts)[has]
    first, last = (np.full(size, np.datetime64("NaT", "D")) for _ in range(2))
    since, gap = np.full(size, np.nan), np.full(size, np.nan)
    if len(buyer):
        first[has] = bought[starts].view("datetime64[D]")
        final = bought[stops[has] - 1]
        last[has] = final.view("datetime64[D]")
        since[has] = end - final
        apart = np.empty(len(bought), dtype="int64")
        np.subtract(bought[1:], bought[:-1], out=apart[1:])
        apart[starts] = 0  # two dates of one customer are never 0 days apart
        widest = np.maximum.reduceat(apart, starts)
        gap[has] = np.where(widest > 0, widest, np.nan)
    # Rounded, so that customers who paid the same in different instalments are equal, and full refunds leave 0.
    value = np.full(size, np.nan) if amount is None else sums(code, amount, size).round(6)
    return pd.DataFrame(
        {
            "purchases": counts.astype("int64", copy=False),
            "first": first.astype("datetime64[s]"),
            "last": last.astype("datetime64[s]"),
            "days_since_last": since,
            "longest_gap_days": gap,
            "value": value,
        },
        copy=False,
    )


def dates_between(ledger: Ledger, start: np.datetime64, end: np.datetime64) -> Ints:
    """For each id, the number of purchase dates from ``start`` to ``end``, both included."""
    import numpy as np

    low, high = (int(day.astype("datetime64[D]").astype("int64")) for day in (start, end))
    inside = (ledger.bought >= low) & (ledger.bought <= high)
    return np.bincount(ledger.buyer[inside], minlength=len(ledger.ids)).astype("int64", copy=False)


def cut_off(ledger: Ledger, as_of: object, notes: list[str]) -> np.datetime64:
    """The day up to which to count: ``as_of``, or the last day of the data. What lies after it is noted."""
    if as_of is None:
        return ledger.last_day
    end = read_day(as_of, "as_of")
    after_first(end, ledger.first_day, ledger.last_day)
    notes += late_note(int((ledger.day > int(end.astype("int64"))).sum()), end)
    return end


def after_first(end: np.datetime64, first: np.datetime64, last: np.datetime64) -> None:
    """Raise a DataError if the day of counting lies before the first transaction."""
    if end < first:
        raise DataError(
            f"`as_of` is {end}, before the first transaction ({first})",
            "argument `as_of`",
            f"Choose a day from {first} to {last}, or leave it out.",
        )


def late_note(late: int, end: np.datetime64) -> list[str]:
    """A note on rows after the day of counting."""
    return [f"{frames.counted(late, 'row')} after {end}: not counted."] if late else []
