"""Cohorts: of those who first bought in one month, how many bought in each month after.

A total that grows can hide that each group of new customers leaves faster than the last. A cohort table keeps the
groups apart: one row for those who began in one period, one column for each period since.

Misuse: a share says who bought in that period, not who is still a customer: somebody who buys every second month is
"lost" and "back" in turn. A cohort's right end is young, and the last period is often not over: compare down a column,
not along the edge. The first period of the data holds old customers who look new, unless the data begin with the firm.
Small cohorts swing: look at the interval.

The table is common practice among analysts of repeat buying; the terms are explained in P. Fader & B. Hardie's notes on
cohorts. An interval of a share: Wilson (see ``intervals``). The mean over cohorts weights each by its customers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

import msgspec

from mosaic_exercises.models import frames, intervals, purchases, surveys
from mosaic_exercises.models.checks import one_of, whole_number
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.returns import Returns, netted

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from mosaic_exercises.models.checks import Missing
    from mosaic_exercises.models.frames import TableLike
    from mosaic_exercises.models.odd_rows import Zero

Every = Literal["week", "month", "quarter", "year"]
CODES: Final[dict[str, str]] = {"week": "W", "month": "M", "quarter": "Q", "year": "Y"}
MOST: Final = 400
"""More periods than this are refused: weeks of eight years are no table anybody reads."""


class Cohort(msgspec.Struct, frozen=True, kw_only=True):
    """Those who first bought in ``period``: ``active[k]`` of ``size`` bought in the k-th period after it.

    ``active[0]`` is ``size`` itself. Periods that had not begun when the data end are not there.
    """

    period: str
    size: int
    active: tuple[int, ...]

    def percent(self, k: int) -> float:
        """The share that bought in the k-th period after the first, in per cent."""
        return 100 * self._bought(k) / self.size

    def _bought(self, k: int) -> int:
        whole_number(k, "k", least=0)
        if k >= len(self.active):
            raise DataError(
                f"Those of {self.period} were not seen in period {k}", "argument `k`",
                f"Write a number from 0 to {len(self.active) - 1}.",
            )  # fmt: skip
        return self.active[k]


class Cohorts(msgspec.Struct, frozen=True, kw_only=True):
    """All cohorts, the oldest first. ``open``: the last period is not over, so the last figure of a row is low."""

    cohorts: tuple[Cohort, ...]
    every: Every
    as_of: str
    open: bool
    confidence: float
    notes: tuple[str, ...]

    @property
    def width(self) -> int:
        """The number of columns: one more than the periods after the first that anybody was seen for."""
        return max(len(one.active) for one in self.cohorts)

    def finished(self, k: int) -> tuple[Cohort, ...]:
        """The cohorts whose k-th period is over."""
        whole_number(k, "k", least=0)
        return tuple(one for one in self.cohorts if len(one.active) > k + (self.open and k > 0))

    def mean(self, k: int) -> float | None:
        """The share over all cohorts whose k-th period is over, in per cent: customers count, not cohorts.

        None where there is no such cohort.
        """
        there = self.finished(k)
        whole = sum(one.size for one in there)
        return 100 * sum(one.active[k] for one in there) / whole if whole else None

    def mean_interval(self, k: int) -> tuple[float, float] | None:
        """Wilson's interval of :meth:`mean`, in per cent."""
        there = self.finished(k)
        if not there:
            return None
        whole = sum(one.size for one in there)
        low, high = intervals.share(sum(one.active[k] for one in there), whole, surveys.z_of(self.confidence))
        return 100 * low, 100 * high

    def interval(self, cohort: int, k: int) -> tuple[float, float]:
        """Wilson's interval of one cell, in per cent."""
        whole_number(cohort, "cohort", least=0)
        if cohort >= len(self.cohorts):
            raise DataError(
                f"There is no cohort {cohort}",
                "argument `cohort`",
                f"Write a number from 0 to {len(self.cohorts) - 1}.",
            )
        own = self.cohorts[cohort]
        low, high = intervals.share(own._bought(k), own.size, surveys.z_of(self.confidence))
        return 100 * low, 100 * high

    def frame(self, values: Literal["percent", "customers"] = "percent") -> pd.DataFrame:
        """The table as pandas has it: one row a cohort, ``size``, and a column for each period since (0, 1, 2, ...)."""
        import pandas as pd

        one_of(values, ("percent", "customers"), "values")
        table = pd.DataFrame(
            [
                [float(n) if values == "customers" else 100 * n / one.size for n in one.active]
                + [float("nan")] * (self.width - len(one.active))
                for one in self.cohorts
            ],
            index=pd.Index([one.period for one in self.cohorts], name="cohort"),
            columns=range(self.width),
        )
        table.insert(0, "size", [one.size for one in self.cohorts])
        table.attrs = {"notes": list(self.notes), "as_of": self.as_of}
        return table


def retention(
    transactions: TableLike,
    customer: str = "customer_id",
    date: str = "date",
    amount: str | None = None,
    as_of: object = None,
    *,
    every: Every = "month",
    zero: Zero = "purchase",
    returns: Returns = "keep",
    missing: Missing = "error",
    date_format: str | None = None,
    confidence: float = 0.95,
) -> Cohorts:
    """The cohort table of a list of purchases.

    Transactions are read as in :func:`mosaic_exercises.models.loyalty.stages`: a purchase is one customer on one date,
    an ``amount`` below zero is a refund and no purchase. A customer belongs to the period of the first purchase and is
    active in a period with at least one. Weeks begin on Monday. ``as_of`` is the last day that counts.

    Raises DataError as ``stages`` does, and for more than 400 periods.
    """
    import numpy as np

    one_of(every, tuple(CODES), "every")
    surveys.z_of(confidence)
    ledger = purchases.read(
        transactions, customer=customer, date=date, amount=amount, zero=zero, missing=missing, date_format=date_format
    )
    ledger = netted(ledger, returns)
    notes = list(ledger.notes)
    end = purchases.cut_off(ledger, as_of, notes)
    last_day = int(end.astype("int64"))
    inside = ledger.bought <= last_day
    buyer, bought = ledger.buyer[inside], ledger.bought[inside]
    if not len(buyer):
        raise DataError("Nobody bought anything", f"column {date!r}", "Check the amounts, or choose a later `as_of`.")
    number = _numbers(bought, every)
    last = int(_numbers(np.array([last_day]), every)[0])
    new = np.ones(len(buyer), dtype=bool)
    new[1:] = buyer[1:] != buyer[:-1]
    start = number[new][np.cumsum(new) - 1]  # the first period of each purchase's buyer
    oldest = int(start.min())
    if last - oldest >= MOST:
        raise DataError(
            f"{last - oldest + 1:,} periods", "argument `every`", "Choose longer periods, such as every='month'."
        )
    seen = np.ones(len(buyer), dtype=bool)
    seen[1:] = new[1:] | (number[1:] != number[:-1])  # once a customer and period
    size = last - oldest + 1
    table = np.zeros((size, size), dtype="int64")
    np.add.at(table, (start[seen] - oldest, (number - start)[seen]), 1)
    names = _names(oldest, size, every)
    found = tuple(
        Cohort(period=name, size=int(row[0]), active=tuple(int(n) for n in row[: size - place]))
        for place, (name, row) in enumerate(zip(names, table, strict=True))
        if row[0]
    )
    unfinished = int(_numbers(np.array([last_day + 1]), every)[0]) == last
    if unfinished:
        notes.append(f"The last {every} is not over on {end}: the last figure of each cohort is too low.")
    small = sum(1 for one in found if one.size < surveys.SMALL)
    if small:
        notes.append(f"{frames.counted(small, 'cohort')} of fewer than {surveys.SMALL} customers: read as rough.")
    return Cohorts(
        cohorts=found, every=every, as_of=str(end), open=unfinished, confidence=float(confidence), notes=tuple(notes)
    )


def _numbers(days: NDArray[np.int64], every: Every) -> NDArray[np.int64]:
    """The number of the period of each day; neighbours differ by 1."""
    if every == "week":
        found: NDArray[Any] = (days + 3) // 7  # 1970-01-01 was a Thursday
        return found
    months = days.astype("datetime64[D]").astype("datetime64[M]").astype("int64")
    whole: NDArray[Any] = months // {"month": 1, "quarter": 3, "year": 12}[every]
    return whole


def _names(first: int, size: int, every: Every) -> list[str]:
    import numpy as np

    if every == "week":
        return [str(np.datetime64((first + k) * 7 - 3, "D")) for k in range(size)]
    step = {"month": 1, "quarter": 3, "year": 12}[every]
    months = [np.datetime64((first + k) * step, "M") for k in range(size)]
    if every == "month":
        return [str(month) for month in months]
    years = [str(month)[:4] for month in months]
    return (
        years if every == "year" else [f"{y} Q{int(str(m)[5:]) // 3 + 1}" for y, m in zip(years, months, strict=True)]
    )
