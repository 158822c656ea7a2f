"""Two groups set side by side, and several segments as one table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import msgspec

from mosaic_exercises.models import intervals, surveys
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.metrics.net import UP_TO_FIVE, Nps
from mosaic_exercises.models.metrics.rated import Ces, Csat
from mosaic_exercises.models.results_frame import frame_of

if TYPE_CHECKING:
    import pandas as pd

DIFFERENCE: Final = (
    "The two groups must be different people: before and after of the same people needs each one's change."
)


NPS_DIFFERENCE: Final = (
    "adjusted Wald: 3/4 promoter, 1 1/2 passives and 3/4 detractor are added to each group, then the normal "
    "approximation of the difference of two independent net scores, widened where it would leave out the difference "
    "itself, kept within -200 and 200"
)


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """One group's figure minus another's: ``difference`` with its interval, in points. ``n`` are the two groups' sizes.

    ``clear`` where the interval leaves out 0: chance alone seldom parts two equal groups this far.
    """

    difference: float
    low: float
    high: float
    clear: bool
    n: tuple[int, int]
    confidence: float
    method: str
    notes: tuple[str, ...]

    def frame(self) -> pd.DataFrame:
        """The figures as a pandas table of one row; for several segments see :func:`frame`."""
        return frame_of([self], notes=self.notes)


def nps_difference(first: Nps, second: Nps) -> Difference:
    """How far the first net score is above the second, in points, with an interval: both from :func:`nps` and the like.

    The groups must be different people. Raises DataError where a number of answers is not known, or where the two have
    different confidences. Example: 43 promoters and 39 detractors of 120 against 52 and 34 of 120 differ by -11.7
    points (-32.1 to 9.1): not clear.
    """
    _all_of(Nps, "nps", first, second)
    for name, one in (("first", first), ("second", second)):
        if one.n is None:
            raise DataError(
                "The number of answers is not known", f"argument `{name}`", "Give `n` to nps_from_shares()."
            )
    sides = [(one.promoters / 100, one.detractors / 100, one.n or 0) for one in (first, second)]
    z = surveys.z_of(_one_confidence(first.confidence, second.confidence))
    low, high = (100 * end for end in intervals.net_difference(sides[0], sides[1], z))
    apart = first.score - second.score
    # shares that were counted and shares in per cent may differ in their last digit
    return _difference(apart, min(low, apart), max(high, apart), first, second, NPS_DIFFERENCE)


def csat_difference(first: Csat, second: Csat) -> Difference:
    """How far the first share of satisfied customers is above the second, in points, with Newcombe's interval.

    The groups must be different people, asked on the same scale. Raises DataError where scale, ``at_least`` or
    confidence differ. Source: R. G. Newcombe, Statistics in Medicine 17 (1998), 873-890.
    """
    _all_of(Csat, "csat", first, second)
    if (first.scale, first.at_least) != (second.scale, second.at_least):
        raise DataError(
            f"The two were counted differently: {first.at_least} and more of {first.scale}, {second.at_least} and "
            f"more of {second.scale}",
            "arguments `first` and `second`",
            "Use the same `scale` and `at_least` for both.",
        )
    z = surveys.z_of(_one_confidence(first.confidence, second.confidence))
    low, high = intervals.share_difference((first.satisfied, first.n), (second.satisfied, second.n), z)
    method = "Newcombe's interval of a difference of two shares"
    return _difference(first.percent - second.percent, 100 * low, 100 * high, first, second, method)


def frame(figures: Mapping[str, Nps] | Mapping[str, Csat] | Mapping[str, Ces]) -> pd.DataFrame:
    """Figures of several segments as one pandas table, one row a segment: for what ``segment=`` returned."""
    return frame_of(figures, notes=[f"{name}: {note}" for name, one in figures.items() for note in one.notes])


def _all_of(kind: type, maker: str, first: object, second: object) -> None:
    for name, one in (("first", first), ("second", second)):
        if not isinstance(one, kind):
            raise DataError(
                f"`{name}` is a {type(one).__name__}, not a {kind.__name__}",
                f"argument `{name}`",
                f"Pass what {maker}() returns.",
            )


def _one_confidence(first: float, second: float) -> float:
    if first != second:
        raise DataError(
            f"The two have different confidences, {first:g} and {second:g}",
            "arguments `first` and `second`",
            "Give both the same `confidence`.",
        )
    return first


def _difference(
    difference: float, low: float, high: float, first: Nps | Csat, second: Nps | Csat, method: str
) -> Difference:
    sizes = (first.n or 0, second.n or 0)
    doubt = [UP_TO_FIVE] if UP_TO_FIVE in (*first.notes, *second.notes) else []
    return Difference(
        difference=difference,
        low=low,
        high=high,
        clear=not low <= 0 <= high,
        n=sizes,
        confidence=first.confidence,
        method=method,
        notes=(DIFFERENCE, *doubt, *surveys.few(min(sizes))),
    )
