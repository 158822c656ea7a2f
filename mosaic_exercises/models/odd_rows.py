"""What is unusual in a table of transactions: counted by rule, put into words, and refused where it cannot be."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from mosaic_exercises.models import frames
from mosaic_exercises.models.checks import Missing
from mosaic_exercises.models.columns import id_notes, no_such_days
from mosaic_exercises.models.errors import DataError

if TYPE_CHECKING:
    import pandas as pd


Zero = Literal["purchase", "ignore"]  # what a row with an amount of zero is


class Odd(msgspec.Struct, frozen=True, kw_only=True):
    """What was unusual in a table of ``size`` rows, by rule; ``gaps`` are by column, ``refunded`` is a sum."""

    size: int
    stripped: int
    mixed: bool
    whole: tuple[int, str] | None
    gaps: dict[str, frames.RowTally]
    refunds: frames.RowTally
    refunded: float
    nothing: frames.RowTally
    repeats: frames.RowTally
    unbelievable: frames.RowTally
    such_days: tuple[str, ...] = ()

    def __add__(self, other: Odd) -> Odd:
        return Odd(
            size=self.size + other.size,
            stripped=self.stripped + other.stripped,
            mixed=self.mixed or other.mixed,
            whole=min(filter(None, (self.whole, other.whole)), default=None),
            gaps={name: rows + other.gaps[name] for name, rows in self.gaps.items()},
            refunds=self.refunds + other.refunds,
            refunded=self.refunded + other.refunded,
            nothing=self.nothing + other.nothing,
            repeats=self.repeats + other.repeats,
            unbelievable=self.unbelievable + other.unbelievable,
            such_days=self.such_days + other.such_days,
        )

    def notes(self, customer: str, amount: str | None, zero: Zero) -> list[str]:
        """The rules that were applied, in words."""
        found = id_notes(customer, self.stripped, self.mixed, self.whole)
        found += [
            f"{_without(rows, self.size, name)} ({rows}): left out." for name, rows in self.gaps.items() if rows.number
        ]
        if amount is None:
            found.append(
                "No amount column was named: every row counts as a purchase, and refunds cannot be told apart."
            )
        if self.refunds.number:
            found.append(
                f"{frames.counted(self.refunds.number, 'row')} with an amount below zero ({self.refunds}): refunds, "
                f"{self.refunded:,.2f} in all. A refund is no purchase; it lowers the customer's value. The purchase "
                "that was given back still counts."
            )
        if self.nothing.number:
            how = "counted as purchases (zero='ignore' would not)" if zero == "purchase" else "not counted as purchases"
            found.append(
                f"{frames.counted(self.nothing.number, 'row')} with an amount of zero ({self.nothing}): {how}."
            )
        if self.repeats.number:
            found.append(
                f"{frames.counted(self.repeats.number, 'row')} equal to an earlier row ({self.repeats}): kept, because "
                "a customer can buy the same thing twice. If your export doubled them, use drop_duplicates() first."
            )
        return found


def _without(rows: frames.RowTally, size: int, name: str) -> str:
    return f"{rows.number:,} of {size:,} rows {'has' if rows.number == 1 else 'have'} no value in column {name!r}"


def refuse(odd: Odd, missing: Missing, date: str) -> None:
    """Raise a DataError for the first column that lacks a value, unless such rows may be skipped, and for days that
    stand for "no end" or "unknown" in many systems: they would decide up to which day is counted."""
    for name, rows in odd.gaps.items():
        if rows.number and missing == "error":
            raise DataError(
                _without(rows, odd.size, name),
                f"column {name!r}, {rows}",
                "Fill the values in, or pass missing='skip' to leave these rows out (the notes will count them).",
            )
    if odd.unbelievable.number:
        raise no_such_days(
            f"Column {date!r}", odd.unbelievable.number, odd.such_days, f"column {date!r}, {odd.unbelievable}"
        )


def nobody(names: list[str]) -> DataError:
    """The error where every row lacks something."""
    columns = " and ".join(filter(None, (", ".join(map(repr, names[:-1])), repr(names[-1]))))
    return DataError(
        "No row has a customer, a date and an amount", f"columns {columns}", "Check that the right columns are named."
    )


def near_twins(ids: pd.Index[Any], customer: str) -> list[str]:
    """Notes on ids that a spreadsheet or a gap may have parted: 0012 and 12, 12.0 and 12 count as two people."""
    import pandas as pd

    if pd.api.types.is_numeric_dtype(ids.dtype):
        return []
    texts = ids.tolist()
    found = []
    for what, bare in (
        ("zeros in front", [text.lstrip("0") for text in texts]),
        ("“.0” at the end", [text.removesuffix(".0") for text in texts]),  # as pandas saves ids beside a gap
    ):
        if len(set(bare)) == len(bare):
            continue
        seen = Counter(bare)
        pairs = [text for text, core in zip(texts, bare, strict=True) if seen[core] > 1]
        found.append(
            f"{len(pairs):,} ids in column {customer!r} differ only by {what} ({frames.examples(pairs)}): "
            "they count as different customers."
        )
    return found
