"""BG/NBD: how often each customer will still buy, and whether they still do."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import msgspec

from mosaic_exercises.models import frames
from mosaic_exercises.models.checks import finite, one_of
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.forecast.histories import arrays, interval, log_covariance, minimise, standard_errors
from mosaic_exercises.models.results_frame import frame_of

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import ArrayLike, NDArray

    from mosaic_exercises.models.frames import TableLike

EDGE = "The search ended at the edge of what is possible: the model does not fit these data well."
FLAT = "The data do not settle all parameters: many others fit as well, and no standard error can be given."
PARAMETERS = ("r", "alpha", "a", "b")


class BgNbd(msgspec.Struct, frozen=True, kw_only=True):
    """The four parameters. Buying rates of customers follow a gamma distribution (``r``, ``alpha``), the chance to stop
    after a purchase a beta distribution (``a``, ``b``). Time is in periods of ``period_days`` days.

    ``log_likelihood`` of ``n`` customers; None for parameters taken from elsewhere. ``standard_errors`` by name, from
    the observed information; None where the data do not settle the parameters. What is expected of a single customer
    carries no interval: it is a mean over all like them, and :func:`holdout` shows what it is worth.
    """

    r: float
    alpha: float
    a: float
    b: float
    period_days: float = 7.0
    log_likelihood: float | None = None
    n: int | None = None
    standard_errors: dict[str, float] | None = None
    notes: tuple[str, ...] = ()

    def interval(self, name: str, confidence: float = 0.95) -> tuple[float, float] | None:
        """The interval of one parameter; None where it has no standard error."""
        one_of(name, PARAMETERS, "name")
        return interval(getattr(self, name), (self.standard_errors or {}).get(name), confidence)

    def frame(self) -> pd.DataFrame:
        """The parameters as a pandas table of one row."""
        return frame_of([self], notes=self.notes)


def bg_nbd(summary: TableLike) -> BgNbd:
    """Fit BG/NBD to a summary (see :func:`summary`) by maximum likelihood.

    Raises DataError where scipy is not installed, and where fewer than ten customers bought again: nothing tells a
    pause from an end then. Example: the 2,357 customers of the CDNOW sample, 39 weeks, give r 0.243, alpha 4.414, a
    0.793, b 2.426 (Fader, Hardie & Lee 2005, table 2).
    """
    import numpy as np

    repeat, recency, age = arrays(summary)
    again = int((repeat > 0).sum())
    if again < 10:
        raise DataError(
            f"{frames.counted(again, 'customer')} bought again",
            "argument `summary`",
            "Ten are the least from which a forecast can be made, hundreds are better: wait, or join shops.",
        )
    rows, times = np.unique(np.column_stack([repeat, recency, age]), axis=0, return_counts=True)
    x, last, seen = rows.T
    scale = float(seen.max())  # the search works best where times are about 1

    from_scipy = _gammaln()

    def loss(r: float, alpha: float, a: float, b: float) -> float:
        first = from_scipy(r + x) - from_scipy(r) + r * math.log(alpha)
        second = from_scipy(a + b) + from_scipy(b + x) - from_scipy(b) - from_scipy(a + b + x)
        here = -(r + x) * np.log(alpha + seen / scale)
        with np.errstate(divide="ignore"):
            gone = math.log(a) - np.log(np.maximum(b + x - 1, 1e-300)) - (r + x) * np.log(alpha + last / scale)
        both = np.where(x > 0, np.logaddexp(here, gone), here)
        return -float((times * (first + second + both)).sum()) / float(times.sum())

    (r, alpha, a, b), least, ended = minimise(loss, [1.0, 0.5, 1.0, 1.0], "BG/NBD")
    covariance = log_covariance(loss, [r, alpha, a, b], int(times.sum()))
    notes = () if ended else (EDGE,)
    notes = notes if covariance is not None else (*notes, FLAT)
    period = frames.require_table(summary, "summary").attrs.get("period_days")
    if period is None:  # a table that was saved, or was in another library, has lost it
        notes = (*notes, "The table does not say how long a period is: weeks are assumed in what is written.")
    size = int(times.sum())
    total = -least * size - float((times * x).sum()) * math.log(scale)
    return BgNbd(
        r=float(r),
        alpha=float(alpha) * scale,
        a=float(a),
        b=float(b),
        period_days=float(7 if period is None else period),
        log_likelihood=total,
        standard_errors=standard_errors("r alpha a b", [r, alpha * scale, a, b], covariance),
        n=size,
        notes=notes,
    )


def purchases_of_new(model: BgNbd, periods: ArrayLike) -> NDArray[Any]:
    """Repeat purchases that a customer of whom nothing is known yet is expected to make in the first ``periods``."""
    import numpy as np

    given = np.asarray(periods)
    try:
        times = given.astype(float)
    except (TypeError, ValueError):
        times = np.full(given.shape, np.nan)
    if given.dtype.kind not in "iufO" or not (np.isfinite(times) & (times >= 0)).all():
        raise DataError(f"`periods` is {periods!r}", "argument `periods`", "Write numbers of 0 or more.")
    return _expected(model, np.zeros(1), np.zeros(1), times)


def alive(model: BgNbd, summary: TableLike) -> NDArray[Any]:
    """The chance of each customer to be still a customer. Who bought once only has 1: the model stops people after a
    repeat purchase, and nothing was seen yet."""
    import numpy as np

    x, last, seen = arrays(summary)
    with np.errstate(all="ignore"):
        odds = ((model.alpha + seen) / (model.alpha + last)) ** (model.r + x)
        stopped = model.a / (model.b + x - 1) * odds
    found: NDArray[Any] = np.where(x > 0, 1 / (1 + stopped), 1.0)
    return found


def expected_purchases(model: BgNbd, summary: TableLike, periods: float) -> NDArray[Any]:
    """How many purchases each customer is expected to make in the next ``periods``, given what they have done."""
    time = finite(periods, "periods")
    if time < 0:
        raise DataError(f"`periods` is {periods!r}", "argument `periods`", "Write 0 or more.")
    repeat, _, age = arrays(summary)
    found: NDArray[Any] = _expected(model, repeat, age, time) * alive(model, summary)
    return found


def _expected(model: BgNbd, x: NDArray[Any], seen: NDArray[Any], time: Any) -> NDArray[Any]:
    """Purchases in ``time`` of those who are still customers. Euler's form of the hypergeometric function is used: the
    published one leaves the range of numbers for whoever buys hundreds of times."""
    import numpy as np

    try:
        from scipy.special import hyp2f1
    except ImportError as error:
        raise _no_scipy() from error
    r, alpha, b = model.r, model.alpha, model.b
    a = model.a if abs(model.a - 1) > 1e-7 else 1 + 1e-7  # at 1 the formula divides nought by nought
    with np.errstate(all="ignore"):
        part = time / (alpha + seen + time)
        shrink = ((alpha + seen) / (alpha + seen + time)) ** (a - 1)
        cut_short = shrink * hyp2f1(a + b - 1 - r, a - 1, a + b + x - 1, part)
        found: NDArray[Any] = (a + b + x - 1) / (a - 1) * (1 - cut_short)
    if not np.isfinite(found).all():
        raise DataError(
            f"With r {r:.3g}, alpha {alpha:.3g}, a {model.a:.3g} and b {b:.3g} no purchases can be foretold: these "
            "numbers lie at the edge of what the model can do",
            "argument `model`",
            "The model does not fit: fit it to more customers or a longer time, or count by cohorts instead.",
        )
    above: NDArray[Any] = np.maximum(found, 0.0)
    return above


def _no_scipy() -> DataError:
    return DataError(
        "BG/NBD needs scipy, which is not installed",
        "this computer",
        'Install it: pip install "mosaic-exercises[forecast]".',
    )


def _gammaln() -> Any:
    try:
        from scipy.special import gammaln
    except ImportError as error:
        raise _no_scipy() from error
    return gammaln
