"""Customer lifetime value and what keeping customers longer does to it. Numbers in, numbers out."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, Literal

import msgspec

from mosaic_exercises.models.checks import finite, fraction, one_of
from mosaic_exercises.models.errors import DataError

if TYPE_CHECKING:
    import pandas as pd

Paid = Literal["end", "now"]


def clv(margin: float, retention: float, discount: float, paid: Paid = "end", acquisition: float = 0.0) -> float:
    """The value today of one customer's margins, for as long as the customer stays.

    ``margin`` is what one customer earns you in one period after variable costs (in your currency; it may be negative:
    not every loyal customer is profitable). It is not revenue. ``retention`` is the share of customers who stay from
    one period to the next, 0 <= retention < 1. ``discount`` is the interest rate of one period, 0 <= discount < 1.
    ``acquisition`` is what winning the customer cost.

    - ``paid="end"``: the first margin comes after one period, from those who stayed: m r / (1 + i - r).
    - ``paid="now"``: the first margin comes today: m (1 + i) / (1 + i - r).

    Assumes that margin, retention and discount stay the same for ever: real retention usually rises with time, as
    those who leave easily are gone. Example: clv(100, 0.8, 0.1) = 266.67, and 366.67 with paid="now".

    Raises DataError for input that is no such number, for a percentage (80 instead of 0.8), and where the value would
    be without end (retention >= 1 + discount).
    Source: S. Gupta & D. Lehmann, Managing Customers as Investments (2005), for paid="end".
    """
    one_of(paid, ("end", "now"), "paid")
    m = finite(margin, "margin")
    cost = finite(acquisition, "acquisition")
    r, i = finite(retention, "retention"), finite(discount, "discount")
    if cost < 0:
        raise DataError(f"`acquisition` is {acquisition!r}", "argument `acquisition`", "Write a cost of 0 or more.")
    if r <= 1 and r >= 1 + i:
        raise DataError(
            f"With retention {r:g} and discount {i:g} the value has no end",
            "arguments `retention` and `discount`",
            "Retention must be below 1 + discount: some customers always leave, and later money is worth less.",
        )
    r, i = fraction(retention, "retention", example="0.8"), fraction(discount, "discount", example="0.1")
    value = m * (r if paid == "end" else 1 + i) / (1 + i - r) - cost
    if not math.isfinite(value):
        raise DataError("The value is too large to be counted", "argument `margin`", "Check the number of digits.")
    return value


def expected_lifetime(retention: float) -> float:
    """How many periods a customer stays on average, the present one included: 1 / (1 - retention).

    Nominal: it holds if the retention rate is the same for everybody and for ever. Example: 0.8 gives 5 periods.
    Raises DataError unless 0 <= retention < 1.
    """
    return 1 / (1 - fraction(retention, "retention", example="0.8"))


class RetentionEffect(msgspec.Struct, frozen=True):
    """CLV ``before`` and ``after`` retention changes by ``points`` (0.05 = five percentage points, not five per cent).

    ``percent`` is the change of CLV relative to ``before``; None where ``before`` is not above zero, because a
    percentage of it would mean nothing.
    """

    retention_before: float
    retention_after: float
    points: float
    before: float
    after: float
    change: float
    percent: float | None


def retention_effect(
    margin: float,
    retention: float,
    discount: float,
    points: float = 0.05,
    paid: Paid = "end",
    acquisition: float = 0.0,
) -> RetentionEffect:
    """What a change of retention by ``points`` does to CLV. The other arguments are those of :func:`clv`.

    Example: retention_effect(100, 0.8, 0.1) goes from 266.67 to 340 (+27.5%). Raises DataError as :func:`clv` does,
    and if retention would leave the range from 0 up to 1.
    """
    before = clv(margin, retention, discount, paid, acquisition)
    step = finite(points, "points")
    if abs(step) >= 1:
        raise DataError(
            f"`points` is {points!r}: more than all customers",
            "argument `points`",
            f"Write percentage points as a fraction of 1: {step / 100:g} for {step:g} points.",
        )
    # 0.8 + 0.05 is 0.8500000000000001 in binary: a rounding that would show in every figure after it.
    raised = round(float(retention) + step, 12)
    if not 0 <= raised < 1:
        raise DataError(
            f"Retention {float(retention):g} changed by {step:g} would be {raised:g}",
            "arguments `retention` and `points`",
            "Choose fewer points: retention stays from 0 up to (not including) 1.",
        )
    after = clv(margin, raised, discount, paid, acquisition)
    percent = (after - before) / before * 100 if before > 0 else None
    return RetentionEffect(float(retention), raised, step, before, after, after - before, percent)


class Sensitivity(msgspec.Struct, frozen=True):
    """CLV against retention: the data of a curve with one point marked.

    ``curve`` has (retention, clv) for each percentage point from 0 to 0.95, or up to the highest marked point.
    ``effect`` is None where retention plus ``points`` would reach 1: nobody keeps every customer.
    """

    margin: float
    retention: float
    discount: float
    paid: Paid
    acquisition: float
    points: float
    value: float
    lifetime: float
    effect: RetentionEffect | None
    curve: tuple[tuple[float, float], ...]

    def frame(self) -> pd.DataFrame:
        """The curve as a pandas table: ``retention`` and ``clv``, one row a point."""
        import pandas as pd

        return pd.DataFrame(self.curve, columns=["retention", "clv"])


def sensitivity(
    margin: float,
    retention: float,
    discount: float,
    points: float = 0.05,
    paid: Paid = "end",
    acquisition: float = 0.0,
) -> Sensitivity:
    """How CLV depends on retention, all else equal. Arguments and errors as for :func:`retention_effect`."""
    value = clv(margin, retention, discount, paid, acquisition)
    step = finite(points, "points")
    r = float(retention)
    reaches_all = 0 < step < 1 and round(r + step, 12) >= 1
    effect = None if reaches_all else retention_effect(margin, r, discount, step, paid, acquisition)
    marked = {r} if effect is None else {r, effect.retention_after}
    top = max(0.95, *marked)
    places = sorted({k / 100 for k in range(100) if k / 100 <= top} | marked)
    curve = tuple((place, clv(margin, place, discount, paid, acquisition)) for place in places)
    return Sensitivity(
        float(margin), r, float(discount), paid, float(acquisition), step, value, expected_lifetime(r), effect, curve
    )


class PublishedFinding(msgspec.Struct, frozen=True):
    """A published figure with what must be said beside it. ``profit_percent`` is the rise of profit in per cent."""

    setting: str
    change: str
    profit_percent: float
    source: str
    caveat: str


_SOURCE = "F. Reichheld & W. E. Sasser, Zero Defections: Quality Comes to Services, Harvard Business Review, 1990"
_CAVEAT = (
    "A calculation from one firm's own costs and revenues in the 1980s, not an experiment: it compares the profit of "
    "an average customer over the years at two rates of leaving, and does not count what keeping the customers costs. "
    "Five points are not five per cent. Critics such as B. Sharp call it a thought experiment."
)

REICHHELD_SASSER: Final[tuple[PublishedFinding, ...]] = tuple(
    PublishedFinding(setting, "five points fewer customers leave in a year", percent, _SOURCE, _CAVEAT)
    for setting, percent in (("bank branches", 85.0), ("insurance broker", 50.0), ("auto service chain", 30.0))
)
