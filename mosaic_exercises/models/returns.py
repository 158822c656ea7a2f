"""Purchases that were given back on the day they were made, taken out of the count where the caller wants it.

By default a refund lowers a customer's value and the purchase it undoes still counts, because most lists do not say
which purchase a refund belongs to. Where the two lie on one day there is little doubt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from mosaic_exercises.models import frames
from mosaic_exercises.models.checks import one_of
from mosaic_exercises.models.errors import DataError

if TYPE_CHECKING:
    from mosaic_exercises.models.purchases import Ledger

Returns = Literal["keep", "same-day"]


def netted(ledger: Ledger, returns: Returns) -> Ledger:
    """``ledger`` itself (``"keep"``), or without the purchase dates that came to nothing (``"same-day"``).

    A date comes to nothing if something was refunded on it and its amounts add up to zero or less (rounded to
    millionths: 3 x 0.1 - 0.3 is not 0 in binary). The amounts stay, so that a customer's value is the same either way.
    Raises DataError where no amounts were read.
    """
    import numpy as np

    one_of(returns, ("keep", "same-day"), "returns")
    if returns == "keep":
        return ledger
    if not ledger.has_amount or ledger.amount is None:
        raise DataError(
            "Without amounts nobody can tell what was given back",
            "argument `returns`",
            "Name the column of amounts, or leave returns='keep'.",
        )
    first, last = int(ledger.day.min()), int(ledger.day.max())
    span = last - first + 1
    dates, place = np.unique(ledger.code * span + (ledger.day - first), return_inverse=True)
    left = np.bincount(place, weights=ledger.amount, minlength=len(dates)).round(6)
    back = np.bincount(place, weights=ledger.amount < 0, minlength=len(dates)) > 0
    undone = np.isin(ledger.buyer * span + (ledger.bought - first), dates[back & (left <= 0)])
    if not undone.any():
        return ledger
    number, people = int(undone.sum()), len(np.unique(ledger.buyer[undone]))
    note = (
        f"{frames.counted(number, 'purchase date')} of {frames.counted(people, 'customer')} given back on the same "
        "day, worth nothing or less in the end: not counted as purchases (returns='same-day')."
    )
    return msgspec.structs.replace(
        ledger, buyer=ledger.buyer[~undone], bought=ledger.bought[~undone], notes=(*ledger.notes, note)
    )


def in_memory_only(returns: Returns) -> None:
    """Raise a DataError unless purchases are kept: a table that is read part by part is counted without netting."""
    if returns != "keep":
        raise DataError(
            "What was given back the same day is looked for in a table in memory only",
            "arguments `transactions` and `returns`",
            "Read the table first, or leave returns='keep'.",
        )
