"""What falls due and was renewed: whether somebody buys regularly where a product has a term.

A cover, a subscription or a yearly service falls due on a known day. Counting purchases would measure how often the
firm bills; what counts is whether the thing was renewed each time it fell due.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from mosaic_exercises.models import frames
from mosaic_exercises.models.checks import whole_number
from mosaic_exercises.models.errors import DataError

if TYPE_CHECKING:
    import numpy as np

    from mosaic_exercises.models.odd_rows import Zero
    from mosaic_exercises.models.purchases import Bools, Ints, Ledger


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """Which products fall due, and after how long.

    ``terms`` gives the days from a purchase of a product to the day on which it falls due: ``{"COVER-PLUS": 365}``.
    ``column`` is the column of the transactions with the product. A purchase of any product of ``terms`` renews what
    the customer had (a move from one cover to another is a renewal). It is in time up to ``grace_days`` days after
    the due day. Somebody buys regularly whose unbroken renewals add up to ``kept_days`` days and are still running:
    with a term of 365 days one renewal is enough, with one of 92 days four are needed.

    Source: this workbook's reading. Griffin gives no number and warns of inertia: a contract that renews itself
    shows that somebody stays, not that they want to.
    """

    terms: dict[str, int]
    column: str = "product_id"
    grace_days: int = 30
    kept_days: int = 365

    def __post_init__(self) -> None:
        if not isinstance(self.terms, dict) or not self.terms:
            raise DataError("`terms` names no product", "argument `terms`", "Write {'COVER-PLUS': 365}.")
        for product, days in self.terms.items():
            whole_number(days, f"terms[{product!r}]", least=1)
        whole_number(self.grace_days, "grace_days", least=0)
        whole_number(self.kept_days, "kept_days", least=1)

    def describe(self) -> str:
        """The rule in words."""
        return (
            f"what falls due ({len(self.terms)} products in column {self.column!r}) renewed each time, at most "
            f"{self.grace_days:,} days late, for at least {self.kept_days:,} days"
        )


class Terms(msgspec.Struct, frozen=True, eq=False):
    """The rows of a ledger in order of customer (``code``) and ``day``.

    ``days`` is the term of what was bought, 0 where nothing falls due or nothing was bought; ``buys`` says which rows
    are purchases.
    """

    code: Ints
    day: Ints
    days: Ints
    buys: Bools


class Kept(msgspec.Struct, frozen=True, eq=False):
    """For each id of a ledger: renewed for long enough; something that is not yet due; dates without a term."""

    regular: Bools
    running: Bools
    free_dates: Ints


def read_terms(transactions: object, ledger: Ledger, due: Due, zero: Zero, notes: list[str]) -> Terms:
    """The term of each row of ``ledger``. Raises DataError for a column that is missing or holds none of the names."""
    import numpy as np

    products = frames.column(frames.opened(transactions, "transactions"), due.column, "due.column")
    days = products.astype(object).map(due.terms).fillna(0).to_numpy(dtype="int64")
    days = days if ledger.kept is None else days[ledger.kept]
    if not days.any():
        known = frames.examples(sorted(due.terms))
        raise DataError(
            f"No row of column {due.column!r} holds a product of `terms` ({known})",
            f"column {due.column!r}",
            "Write the products as they stand in the table.",
        )
    if ledger.amount is None:
        buys = np.ones(len(days), dtype=bool)
    else:
        buys = ledger.amount > 0 if zero == "ignore" else ledger.amount >= 0
    notes.append(f"{frames.counted(int((days > 0).sum()), 'row')} with a product that falls due.")
    order = np.lexsort((days, ledger.day, ledger.code))
    return Terms(ledger.code[order], ledger.day[order], np.where(buys, days, 0)[order], buys[order])


def renewals(ledger: Ledger, terms: Terms, due: Due, within_days: int | None, end: np.datetime64) -> Kept:
    """What was renewed in time up to and including ``end``, by id in the ledger's order."""
    import numpy as np

    size, last = len(ledger.ids), int(end.astype("datetime64[D]").astype("int64"))
    inside = terms.day <= last
    code, day, term = (part[inside & (terms.days > 0)] for part in (terms.code, terms.day, terms.days))
    regular, running = np.zeros(size, dtype=bool), np.zeros(size, dtype=bool)
    if len(code):
        first = np.ones(len(code), dtype=bool)
        first[1:] = (code[1:] != code[:-1]) | (day[1:] != day[:-1])
        starts = np.flatnonzero(first)
        term = np.maximum.reduceat(term, starts)  # one date, the longest of the terms bought on it
        code, day = code[starts], day[starts]
        gap = np.diff(day)
        same = code[1:] == code[:-1]
        in_time = same & (gap <= term[:-1] + due.grace_days)
        # A renewal up to the grace period early counts its whole term; a purchase in between the days that passed.
        earned = np.where(in_time, np.where(gap >= term[:-1] - due.grace_days, term[:-1], gap), 0)
        run = np.zeros(len(code), dtype="int64")
        run[1:] = np.cumsum(~in_time)
        sums = np.bincount(run[1:], weights=earned, minlength=int(run[-1]) + 1) if len(code) > 1 else np.zeros(1)
        final = np.ones(len(code), dtype=bool)
        final[:-1] = ~same
        falls_due = day[final] + term[final]
        running[code[final]] = last <= falls_due
        regular[code[final]] = (last <= falls_due + due.grace_days) & (sums[run[final]] >= due.kept_days)
    free = terms.buys & (terms.days == 0) & inside
    if within_days is not None:
        free &= terms.day > last - within_days
    return Kept(regular, running, _dates(terms.code[free], terms.day[free], size))


def _dates(code: Ints, day: Ints, size: int) -> Any:
    """Different days by id; both are in order."""
    import numpy as np

    new = np.ones(len(code), dtype=bool)
    new[1:] = (code[1:] != code[:-1]) | (day[1:] != day[:-1])
    return np.bincount(code[new], minlength=size).astype("int64")
