"""One figure of all dimensions, plain or weighted, and its interval over the people who answered."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import combinations_with_replacement
from typing import TYPE_CHECKING, Final, TypeVar

import msgspec

from mosaic_exercises.models import intervals
from mosaic_exercises.models.results_frame import frame_of

if TYPE_CHECKING:
    import pandas as pd

Who = TypeVar("Who")
Together = tuple[tuple[float, ...], ...]
"""How the means of the dimensions vary together from sample to sample: their variances and covariances."""

METHOD: Final = (
    "the dimensions of one person belong together: variance of the weighted mean with its covariances, interval by "
    "Student's t with n - 1, kept within the scale"
)
FIXED: Final = (
    "The weights are taken as known. Where the same people gave them, their own chance comes on top of this interval."
)


class OverallScore(msgspec.Struct, frozen=True, kw_only=True):
    """One figure of all dimensions: ``weights`` in points that sum to 100 (None: each counts the same).

    ``low`` and ``high`` are None where it is not known who answered, or fewer than two people did.
    """

    value: float
    low: float | None
    high: float | None
    weights: dict[str, float] | None
    respondents: int | None
    confidence: float
    method: str
    notes: tuple[str, ...]

    def frame(self) -> pd.DataFrame:
        """The figures as a pandas table of one row."""
        return frame_of([self], notes=self.notes)


def together(gaps: Sequence[Mapping[Who, float]], means: Sequence[float], people: int) -> Together | None:
    """The variances and covariances of the ``means``, one a dimension, each over the people in its mapping of ``gaps``.

    A person who left a dimension out moves only the means of the others: each mean is a sum of what each person adds
    to it, and such sums vary together by the products of these. With complete answers this is the covariance of
    persons' scores, divided by their number. None for fewer than two people.
    """
    if people < 2:
        return None
    added = [
        {person: (gap - mean) / len(own) for person, gap in own.items()} for own, mean in zip(gaps, means, strict=True)
    ]
    found: dict[tuple[int, int], float] = {}
    for one, other in combinations_with_replacement(range(len(added)), 2):
        first, second = added[one], added[other]
        found[one, other] = math.fsum(part * second[who] for who, part in first.items() if who in second)
        found[one, other] *= people / (people - 1)
    places = range(len(added))
    return tuple(tuple(found[min(one, other), max(one, other)] for other in places) for one in places)


def between(
    value: float, weights: Sequence[float], covariance: Together | None, people: int | None, confidence: float,
    ends: tuple[float, float],
) -> tuple[float | None, float | None]:  # fmt: skip
    """The interval of a weighted mean of the dimensions; ``weights`` are fractions of 1."""
    if covariance is None or people is None:
        return None, None
    variance = math.fsum(
        a * b * cell for a, row in zip(weights, covariance, strict=True) for b, cell in zip(weights, row, strict=True)
    )
    if variance <= 1e-24 * (ends[1] - ends[0]) ** 2:  # all alike but for rounding: no spread, which is no certainty
        return None, None
    half = intervals.t_quantile((1 + confidence) / 2, people - 1) * math.sqrt(variance)
    return max(ends[0], value - half), min(ends[1], value + half)
