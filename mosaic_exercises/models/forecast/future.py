"""Each customer's future in purchases and money, and the check on time that was held out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from mosaic_exercises.models import frames, purchases
from mosaic_exercises.models.checks import finite, fraction, whole_number
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.forecast.buying import (
    EDGE,
    FLAT,
    BgNbd,
    alive,
    bg_nbd,
    expected_purchases,
    purchases_of_new,
)
from mosaic_exercises.models.forecast.histories import histories
from mosaic_exercises.models.forecast.spending import GammaGamma, expected_spend
from mosaic_exercises.models.results_frame import frame_of
from mosaic_exercises.models.returns import Returns, netted

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from mosaic_exercises.models.checks import Missing
    from mosaic_exercises.models.frames import TableLike
    from mosaic_exercises.models.odd_rows import Zero
    from mosaic_exercises.models.purchases import Ledger

GROUPS: Final = 7
"""Customers with so many repeat purchases and more are one group in a holdout."""


class Week(msgspec.Struct, frozen=True, kw_only=True):
    """Repeat purchases of all up to the end of a period since the first purchase: as they were, and as expected.

    ``held_out``: the period lies after the data that the model was fitted to.
    """

    period: int
    actual: float
    expected: float
    held_out: bool


class Holdout(msgspec.Struct, frozen=True, kw_only=True):
    """What a forecast made on the day ``until`` would have been worth up to ``as_of``.

    ``actual`` and ``expected`` are the purchases of the held-out time, ``error_percent`` how far the forecast was off
    in all. ``mean_error`` is the mean distance per customer; ``as_before`` the same for the simplest guess, that all go
    on buying at the rate so far: a model that is no better is not worth its trouble. ``groups`` are (repeat
    purchases before, customers, actual mean, expected mean); ``weeks`` the running total of all.
    """

    model: BgNbd
    until: str
    as_of: str
    customers: int
    actual: int
    expected: float
    error_percent: float | None
    mean_error: float
    as_before: float
    groups: tuple[tuple[str, int, float, float], ...]
    weeks: tuple[Week, ...]
    notes: tuple[str, ...]

    def frame(self) -> pd.DataFrame:
        """The running totals as a pandas table, one row a period."""
        return frame_of(self.weeks, notes=self.notes)


def forecast(
    model: BgNbd,
    summary: TableLike,
    periods: int,
    *,
    spend: GammaGamma | None = None,
    margin: float = 1.0,
    discount: float = 0.0,
) -> pd.DataFrame:
    """``summary`` with each customer's next ``periods``: a table to sort by.

    Added columns: ``alive`` (chance to be still a customer), ``expected_purchases``, and with ``spend`` (a fitted
    Gamma-Gamma) ``expected_spend`` a purchase and ``lifetime_value``: purchases of each period times spend times
    ``margin`` (the part of spending that is left after variable costs), each worth less by ``discount`` a period (0.1 a
    year is 0.00183 a week), counted at its end. What winning the customer cost is not in it.

    Raises DataError where scipy is not installed, and for arguments that are no such numbers.
    """
    import numpy as np

    whole_number(periods, "periods", least=1)
    share = finite(margin, "margin")
    if not 0 <= share <= 1:
        raise DataError(
            f"`margin` is {margin!r}, not a part of what is paid",
            "argument `margin`",
            f"Write it as a fraction of 1: {share / 100:g} for {share:g}%."
            if 1 < share <= 100
            else "Write what is left of each unit of money after variable costs, from 0 to 1, such as 0.3.",
        )
    rate = fraction(discount, "discount", example="0.00183")
    table = frames.require_table(summary, "summary").copy()
    table["alive"] = alive(model, summary)
    table["expected_purchases"] = expected_purchases(model, summary, periods)
    if spend is not None:
        each = expected_spend(spend, summary)
        reached = np.zeros(len(table))
        worth = np.zeros(len(table))
        for step in range(1, periods + 1):
            total = expected_purchases(model, summary, step)
            worth += (total - reached) / (1 + rate) ** step
            reached = total
        table["expected_spend"] = each
        table["lifetime_value"] = worth * each * share
    doubts = [note for fit in (model, spend) if fit is not None for note in fit.notes if note in (EDGE, FLAT)]
    if doubts:
        table.attrs = {**table.attrs, "notes": list(dict.fromkeys([*table.attrs.get("notes", []), *doubts]))}
    table.attrs = {**table.attrs, "rules": {"Forecast": f"the next {periods} periods of {model.period_days:g} days"}}
    return table


def holdout(
    transactions: TableLike,
    until: object,
    customer: str = "customer_id",
    date: str = "date",
    amount: str | None = None,
    as_of: object = None,
    *,
    period_days: float = 7,
    zero: Zero = "purchase",
    returns: Returns = "keep",
    missing: Missing = "error",
    date_format: str | None = None,
) -> Holdout:
    """Fit BG/NBD to what was known on the day ``until``, and compare its forecast with what came up to ``as_of``.

    Only customers who had bought by ``until`` count. Transactions are read as in
    :func:`mosaic_exercises.models.loyalty.stages`. Raises DataError as :func:`bg_nbd` does, and where ``until`` is not
    before ``as_of``.
    """
    import numpy as np
    import pandas as pd

    days = finite(period_days, "period_days")
    ledger = purchases.read(
        transactions, customer=customer, date=date, amount=amount, zero=zero, missing=missing, date_format=date_format
    )
    ledger = netted(ledger, returns)
    notes = list(ledger.notes)
    end = purchases.cut_off(ledger, as_of, notes)
    cut = purchases.cut_off(ledger, until, [])
    if cut >= end:
        raise DataError(f"`until` is {cut}, and the data end on {end}", "argument `until`", "Choose an earlier day.")
    known, last = int(cut.astype("int64")), int(end.astype("int64"))
    table = histories(ledger, known, days)
    table.attrs = {"period_days": days}
    model = bg_nbd(table)
    ahead = (last - known) / days
    expected = expected_purchases(model, table, ahead)
    places = ledger.ids.get_indexer(pd.Index(table[ledger.customer]))
    later = (ledger.bought > known) & (ledger.bought <= last)
    actual = np.bincount(ledger.buyer[later], minlength=len(ledger.ids))[places].astype(float)
    age = table["age"].to_numpy()
    naive = np.divide(table["repeat"].to_numpy() * ahead, age, out=np.zeros(len(age)), where=age > 0)
    total = float(actual.sum())
    return Holdout(
        model=model,
        until=str(cut),
        as_of=str(end),
        customers=len(table),
        actual=int(total),
        expected=float(expected.sum()),
        error_percent=100 * (float(expected.sum()) - total) / total if total else None,
        mean_error=float(np.abs(expected - actual).mean()),
        as_before=float(np.abs(naive - actual).mean()),
        groups=_groups(table["repeat"].to_numpy(), actual, expected),
        weeks=_weeks(ledger, places, model, known, last, days),
        notes=(*notes, *model.notes),
    )


def _groups(
    repeat: NDArray[Any], actual: NDArray[Any], expected: NDArray[Any]
) -> tuple[tuple[str, int, float, float], ...]:
    out = []
    for k in range(GROUPS + 1):
        own = repeat == k if k < GROUPS else repeat >= k
        if own.any():
            name = f"{k}" if k < GROUPS else f"{k} and more"
            out.append((name, int(own.sum()), float(actual[own].mean()), float(expected[own].mean())))
    return tuple(out)


def _weeks(ledger: Ledger, places: NDArray[Any], model: BgNbd, known: int, last: int, days: float) -> tuple[Week, ...]:
    """The running total of repeat purchases of those who had bought by ``known``, from the first day of the data on."""
    import numpy as np

    there = np.zeros(len(ledger.ids), dtype=bool)
    there[places] = True
    mine = there[ledger.buyer] & (ledger.bought <= last)
    buyer, bought = ledger.buyer[mine], ledger.bought[mine]
    new = np.r_[True, buyer[1:] != buyer[:-1]]
    first, again = bought[new], bought[~new]
    begin = int(first.min())
    count = int((last - begin) // days)
    starts, number = np.unique(first, return_counts=True)
    out = []
    for period in range(1, count + 1):
        day = begin + period * days
        since = np.maximum(0.0, (day - starts) / days)
        expected = float((number * purchases_of_new(model, since)).sum())
        out.append(Week(period=period, actual=float((again < day).sum()), expected=expected, held_out=day > known + 1))
    return tuple(out)
