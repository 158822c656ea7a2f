"""SERVPERF: service quality from perceptions alone."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, overload

import msgspec

from mosaic_exercises.models import intervals, segments, surveys
from mosaic_exercises.models.checks import Missing
from mosaic_exercises.models.servqual.composite import between, together
from mosaic_exercises.models.servqual.items import SCALE
from mosaic_exercises.models.servqual.reading import read, scale_of
from mosaic_exercises.models.servqual.scores import grouped, parts_of, person_means, points_of, weighted

if TYPE_CHECKING:
    import pandas as pd


class Performance(msgspec.Struct, frozen=True):
    """SERVPERF: perceptions alone. ``means`` by dimension, ``score`` their unweighted mean, ``weighted`` if weights
    were given, ``intervals`` of the means (None for fewer than two people, or where all answered alike).
    ``low`` and ``high`` are the interval of ``score``, ``weighted_low`` and ``weighted_high`` that of ``weighted``,
    whose weights are taken as known.
    """

    means: dict[str, float]
    intervals: dict[str, tuple[float, float] | None]
    score: float
    weighted: float | None
    respondents: int | None
    notes: tuple[str, ...]
    low: float | None = None
    high: float | None = None
    weighted_low: float | None = None
    weighted_high: float | None = None

    def frame(self) -> pd.DataFrame:
        """The means as a pandas table, one row a dimension."""
        import pandas as pd

        ends = {name: between or (None, None) for name, between in self.intervals.items()}
        rows = [(name, mean, *ends[name]) for name, mean in self.means.items()]
        table = pd.DataFrame(rows, columns=["name", "mean", "low", "high"])
        table.attrs = {"notes": list(self.notes)}
        return table


@overload
def servperf(
    perceptions: object,
    weights: object = ...,
    dimensions: Mapping[str, str] | Iterable[str] | None = ...,
    *,
    scale: tuple[float, float] = ...,
    segment: None = ...,
    missing: Missing = ...,
    confidence: float = ...,
) -> Performance: ...
@overload
def servperf(
    perceptions: object,
    weights: object = ...,
    dimensions: Mapping[str, str] | Iterable[str] | None = ...,
    *,
    scale: tuple[float, float] = ...,
    segment: Iterable[object],
    missing: Missing = ...,
    confidence: float = ...,
) -> dict[str, Performance]: ...
def servperf(
    perceptions: object,
    weights: object = None,
    dimensions: Mapping[str, str] | Iterable[str] | None = None,
    *,
    scale: tuple[float, float] = SCALE,
    segment: Iterable[object] | None = None,
    missing: Missing = "error",
    confidence: float = 0.95,
) -> Performance | dict[str, Performance]:
    """Service quality from perceptions alone: means by dimension and over all, weighted too if ``weights`` are given.

    Shapes, rules and errors as for :func:`gaps`. With ``segment``, one name a person, one result for each segment, of a
    table or a dict of lists. Half the questions, but silent on what people wanted.
    Source: J. Cronin & S. Taylor, Measuring Service Quality (Journal of Marketing, 1992).
    """
    if segment is not None:
        return segments.of_people(
            perceptions,
            segment,
            lambda own: servperf(own, weights, dimensions, scale=scale, missing=missing, confidence=confidence),
        )
    notes: list[str] = []
    pairs, people = read({"perceptions": perceptions}, dimensions, scale, missing, notes)
    surveys.z_of(confidence)  # refuses what is no confidence
    ends = scale_of(scale)
    means, ranges, own = {}, {}, []
    for name, group in grouped(pairs, lambda pair: pair.dimension).items():
        person = {who: values[0] for who, values in person_means(group).items()}
        means[name] = statistics.fmean(person.values())
        ranges[name] = intervals.mean(list(person.values()), confidence, ends) if people is not None else None
        own.append(person)
    notes += surveys.few(people, "respondents") if people is not None else []
    covariance = None if people is None else together(own, list(means.values()), people)
    score, total, points = statistics.fmean(means.values()), None, dict.fromkeys(means, 100 / len(means))
    low, high = between(score, parts_of(points), covariance, people, confidence, ends)
    weighted_low = weighted_high = None
    if weights is not None:
        total, points = weighted(means, weights), points_of(means, weights)
        weighted_low, weighted_high = between(total, parts_of(points), covariance, people, confidence, ends)
    return Performance(means, ranges, score, total, people, tuple(notes), low, high, weighted_low, weighted_high)
