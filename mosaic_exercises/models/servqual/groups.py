"""The gaps of two groups of customers set side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from mosaic_exercises.models import intervals, surveys
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.results_frame import frame_of
from mosaic_exercises.models.servqual.items import folded
from mosaic_exercises.models.servqual.scores import Gaps

if TYPE_CHECKING:
    import pandas as pd

METHOD: Final = "Welch's interval of a difference of two means, kept within what the scale allows"
OTHERS: Final = "The two groups must be different people: before and after of the same people needs each one's change."


class GapDifference(msgspec.Struct, frozen=True, kw_only=True):
    """How far the gap of ``name`` in the first group lies above that in the second, in points of the scale.

    Below zero the first group is served worse. ``clear`` where the interval leaves out 0. ``low``, ``high`` and
    ``clear`` are None where a group has fewer than two people, or nobody differs from anybody.
    """

    name: str
    difference: float
    low: float | None
    high: float | None
    clear: bool | None
    people: tuple[int, int]


class GapDifferences(msgspec.Struct, frozen=True, kw_only=True):
    """One difference for each dimension, in the order of the first group."""

    differences: tuple[GapDifference, ...]
    confidence: float
    method: str
    notes: tuple[str, ...]

    def __getitem__(self, dimension: str) -> GapDifference:
        for one in self.differences:
            if folded(one.name) == folded(dimension):
                return one
        raise KeyError(dimension)

    def frame(self) -> pd.DataFrame:
        """The differences as a pandas table, one row a dimension."""
        return frame_of(self.differences, notes=self.notes)


def gap_difference(first: Gaps, second: Gaps) -> GapDifferences:
    """How far each gap of ``first`` lies above that of ``second``, with Welch's interval.

    Both are what :func:`gaps`, :func:`from_long` or :func:`from_wide` returned, for two groups of different people
    asked on one scale. With five dimensions one in five or so looks clear by luck at 95%, even if nothing differs:
    settle on the dimension you mean beforehand. Raises DataError where scale, confidence or dimensions differ, and
    where it is not known who answered.
    """
    if first.scale != second.scale or first.confidence != second.confidence:
        raise DataError(
            "The two groups were asked on different scales, or have different confidences",
            "arguments `first` and `second`",
            "Use the same `scale` and `confidence` for both.",
        )
    others = {folded(score.name): score for score in second.by_dimension}
    if {folded(score.name) for score in first.by_dimension} != others.keys():
        raise DataError(
            "The two groups have not the same dimensions", "arguments `first` and `second`", "Ask both the same."
        )
    widest = 2 * (first.scale[1] - first.scale[0])
    found = []
    for one in first.by_dimension:
        other = others[folded(one.name)]
        if one.people is None or other.people is None:
            raise DataError(
                "It is not known who answered", "arguments `first` and `second`", "Use from_long() or from_wide()."
            )
        between = None
        if one.sd is not None and other.sd is not None:
            between = intervals.mean_difference_of(
                (one.gap, one.sd, one.people), (other.gap, other.sd, other.people), first.confidence
            )
        low, high = (None, None) if between is None else (max(-widest, between[0]), min(widest, between[1]))
        found.append(
            GapDifference(
                name=one.name,
                difference=one.gap - other.gap,
                low=low,
                high=high,
                clear=None if low is None or high is None else not low <= 0 <= high,
                people=(one.people, other.people),
            )
        )
    fewest = min(min(one.people) for one in found)
    return GapDifferences(
        differences=tuple(found),
        confidence=first.confidence,
        method=METHOD,
        notes=(OTHERS, *surveys.few(fewest, "respondents")),
    )
