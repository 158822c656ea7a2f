"""From a list of purchases to one row a customer: how often again, how lately, seen for how long, for how much."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from mosaic_exercises.models import frames, purchases, surveys
from mosaic_exercises.models.checks import finite
from mosaic_exercises.models.columns import read_amounts
from mosaic_exercises.models.counting import sums
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.returns import Returns, netted

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from mosaic_exercises.models.checks import Missing
    from mosaic_exercises.models.frames import TableLike
    from mosaic_exercises.models.odd_rows import Zero
    from mosaic_exercises.models.purchases import Ledger

COLUMNS = ("repeat", "recency", "age")


def summary(
    transactions: TableLike,
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
) -> pd.DataFrame:
    """What the forecast needs of each customer who has bought by ``as_of`` (the last day, if not given).

    Transactions are read as in :func:`mosaic_exercises.models.loyalty.stages`. Columns: ``customer`` as you named it;
    ``repeat``, purchase dates after the first; ``recency``, time from the first to the last of them; ``age``, time from
    the first to ``as_of``; ``mean_spend``, the mean of what was paid on each repeat date (NaN without one, or without
    an amount). Times are in periods of ``period_days`` days: 7 counts in weeks. ``attrs`` as for ``stages``.
    """
    days = finite(period_days, "period_days")
    if days <= 0:
        raise DataError(f"`period_days` is {period_days!r}", "argument `period_days`", "Write 7 for weeks.")
    ledger = purchases.read(
        transactions, customer=customer, date=date, amount=amount, zero=zero, missing=missing, date_format=date_format
    )
    ledger = netted(ledger, returns)
    notes = list(ledger.notes)
    end = purchases.cut_off(ledger, as_of, notes)
    table = histories(ledger, int(end.astype("int64")), days)
    table.attrs = {"as_of": str(end), "period_days": days, "notes": notes}
    return table


def histories(ledger: Ledger, end: int, days: float) -> pd.DataFrame:
    """The same of a ledger that was read already; ``end`` in days since 1970-01-01."""
    import numpy as np
    import pandas as pd

    inside = ledger.bought <= end
    buyer, bought = ledger.buyer[inside], ledger.bought[inside]
    if not len(buyer):
        raise DataError("Nobody had bought anything by then", "argument `as_of`", "Choose a later day.")
    start = np.flatnonzero(np.r_[True, buyer[1:] != buyer[:-1]])
    who, first = buyer[start], bought[start]
    last = bought[np.r_[start[1:], len(buyer)] - 1]
    count = np.diff(np.r_[start, len(buyer)])
    table = pd.DataFrame(
        {
            ledger.customer: ledger.ids[who],
            "repeat": count - 1,
            "recency": (last - first) / days,
            "age": (end - first) / days,
            "mean_spend": np.full(len(who), np.nan),
        }
    )
    if ledger.amount is not None:
        paid = (ledger.amount > 0) & (ledger.day <= end)
        total = sums(ledger.code[paid], ledger.amount[paid], len(ledger.ids))[who]
        on_first = np.full(len(ledger.ids), -1, dtype="int64")
        on_first[who] = first
        again = paid & (ledger.day == on_first[ledger.code])
        total -= sums(ledger.code[again], ledger.amount[again], len(ledger.ids))[who]
        table.loc[count > 1, "mean_spend"] = total[count > 1] / (count[count > 1] - 1)
    return table


def arrays(table: object) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Repeat purchases, recency and age of a summary, checked: what every function of this package begins with."""
    frame = frames.require_table(table, "summary")
    repeat, recency, age = (read_amounts(frames.column(frame, name, name), name) for name in COLUMNS)
    for bad, what in (
        ((repeat < 0) | (repeat % 1 != 0) | (repeat != repeat), "`repeat` is no whole number of 0 or more"),
        ((recency < 0) | ~(recency <= age), "`recency` is not from 0 to `age`"),
        ((repeat == 0) & (recency > 0), "`recency` is above 0 without a repeat purchase"),
    ):
        if bad.any():
            raise DataError(what, f"`summary`, {frames.rows_text(bad)}", "Pass what forecast.summary() returned.")
    if not len(frame):
        raise DataError("The table has no rows", "argument `summary`", "Check the file, or the filter.")
    return repeat, recency, age


def minimise(loss: Any, start: list[float], what: str) -> tuple[NDArray[Any], float, bool]:
    """The parameters (all above 0) at which ``loss`` is least, the loss, and whether the search came to an end."""
    import numpy as np

    try:
        from scipy.optimize import minimize
    except ImportError as error:
        raise DataError(
            f"{what} is fitted with scipy, which is not installed",
            "this computer",
            'Install it: pip install "mosaic-exercises[forecast]".',
        ) from error

    def of_logs(logs: NDArray[Any]) -> float:
        with np.errstate(all="ignore"):
            found = float(loss(*np.exp(np.clip(logs, -20, 20))))
        return found if np.isfinite(found) else 1e300

    first = minimize(of_logs, np.log(start), method="L-BFGS-B", bounds=[(-12, 12)] * len(start))
    best = minimize(of_logs, first.x, method="Nelder-Mead", options={"xatol": 1e-6, "fatol": 1e-7, "maxiter": 4000})
    edge = bool((np.abs(best.x) > 11).any())
    return np.exp(best.x), float(best.fun), bool(best.success) and not edge


STEP = 1e-3
"""How far a logarithm of a parameter is moved to see how the likelihood bends."""


def log_covariance(loss: Any, best: list[float], n: int) -> NDArray[Any] | None:
    """How the logarithms of the fitted parameters vary from sample to sample: the observed information, inverted.

    ``loss`` is the mean of ``n`` customers, as in :func:`minimise`; its second derivatives are taken from central
    differences. None where the likelihood is flat in some direction, so that the data do not settle the parameters.
    """
    import numpy as np

    logs, size = np.log(best), len(best)
    moves = STEP * np.eye(size)

    def at(move: NDArray[Any]) -> float:
        return float(loss(*np.exp(logs + move)))

    bend = np.empty((size, size))
    for one in range(size):
        for other in range(one, size):
            a, b = moves[one], moves[other]
            bend[one, other] = bend[other, one] = (at(a + b) - at(a - b) - at(b - a) + at(-a - b)) / (4 * STEP**2)
    if not np.isfinite(bend).all() or np.linalg.eigvalsh(bend).min() <= 1e-9 * np.abs(bend).max():
        return None
    found: NDArray[Any] = np.linalg.inv(bend) / n
    return found


def standard_errors(names: str, best: list[float], covariance: NDArray[Any] | None) -> dict[str, float] | None:
    """The standard error of each parameter, from that of its logarithm."""
    if covariance is None:
        return None
    return {
        name: float(value * math.sqrt(covariance[at, at]))
        for at, (name, value) in enumerate(zip(names.split(), best, strict=True))
    }


def interval(value: float, error: float | None, confidence: float) -> tuple[float, float] | None:
    """The interval of a parameter above 0, symmetric on the scale of its logarithm."""
    z = surveys.z_of(confidence)
    if error is None:
        return None
    factor = math.exp(z * error / value)
    return value / factor, value * factor
