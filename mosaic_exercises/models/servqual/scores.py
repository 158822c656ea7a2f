"""Gaps between what was expected and what was perceived: by statement, by dimension, weighted, and SERVPERF."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, Literal

import msgspec

from mosaic_exercises.models import frames, intervals, surveys
from mosaic_exercises.models.checks import Missing, finite, one_of
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.results_frame import frame_of
from mosaic_exercises.models.servqual.composite import FIXED, OverallScore, Together, between, together
from mosaic_exercises.models.servqual.composite import METHOD as OVERALL
from mosaic_exercises.models.servqual.items import DIMENSIONS, SCALE, folded, in_order
from mosaic_exercises.models.servqual.reading import RatedPair, read, scale_of

if TYPE_CHECKING:
    import pandas as pd

METHOD: Final = (
    "each respondent's mean counts once; interval by Student's t, mean ± t s / sqrt(n), kept within the scale"
)


class Score(msgspec.Struct, frozen=True):
    """Means of one dimension or one statement. ``gap`` = perception - expectation: below zero it falls short.

    ``low`` and ``high`` are the interval of the gap over respondents, None for fewer than two, and where all are alike.
    ``pairs`` counts the answered pairs, ``people`` those who gave them; ``sd`` is the standard deviation of these
    people's gaps (None for fewer than two).
    """

    name: str
    dimension: str
    expectation: float
    perception: float
    gap: float
    low: float | None
    high: float | None
    pairs: int
    sd: float | None = None
    people: int | None = None


class Gaps(msgspec.Struct, frozen=True):
    """Service quality as SERVQUAL measures it. Used like a dict it gives the gap of a dimension: ``gaps["empathy"]``.

    ``by_dimension`` and ``by_item`` are in the order of the model, ``overall`` is the unweighted mean of the
    dimensions, ``respondents`` the number of people (None where the answers did not say who gave them). ``overall_low``
    and ``overall_high`` are its interval over respondents; :func:`overall` gives that of the weighted score, from
    ``covariance``: how the means of the dimensions vary together.
    """

    by_dimension: tuple[Score, ...]
    by_item: tuple[Score, ...]
    overall: float
    respondents: int | None
    scale: tuple[float, float]
    confidence: float
    method: str
    notes: tuple[str, ...]
    overall_low: float | None = None
    overall_high: float | None = None
    covariance: Together | None = None

    def __getitem__(self, dimension: str) -> float:
        for score in self.by_dimension:
            if folded(score.name) == folded(dimension):
                return score.gap
        raise KeyError(dimension)

    def __iter__(self) -> Iterator[str]:
        return iter(self.keys())

    def __len__(self) -> int:
        return len(self.by_dimension)

    def keys(self) -> tuple[str, ...]:
        """The names of the dimensions, so that ``dict(gaps)`` works."""
        return tuple(score.name for score in self.by_dimension)

    def frame(self, by: Literal["dimension", "item"] = "dimension") -> pd.DataFrame:
        """The scores as a pandas table, one row a dimension or a statement."""
        one_of(by, ("dimension", "item"), "by")
        return frame_of(self.by_dimension if by == "dimension" else self.by_item, notes=self.notes)


class RankedDimension(msgspec.Struct, frozen=True):
    """A dimension in the order in which to mend: ``weighted`` = weight / 100 x gap, the most negative first."""

    place: int
    name: str
    gap: float
    weight: float
    weighted: float


def gaps(
    expectations: object,
    perceptions: object,
    dimensions: Mapping[str, str] | Iterable[str] | None = None,
    *,
    scale: tuple[float, float] = SCALE,
    missing: Missing = "error",
    confidence: float = 0.95,
) -> Gaps:
    """Perception minus expectation, by statement and by dimension. Negative: the service falls short.

    Both sides have one of these shapes:

    - two dicts with the same keys, statements (``tan1`` to ``emp5``) or dimensions: a number each (one person), or a
      list with one answer a person, all in the same order of people;
    - two tables of pandas, polars or pyarrow, one row a person, one column a statement, with the same columns
      and the same rows;
    - two lists of 22 numbers (one person, in the order of ``ITEMS``) or of 5 (in the order of ``DIMENSIONS``), or lists
      of such lists, one a person;
    - two columns of a long table, with ``dimensions`` as a third column; :func:`from_long` knows statement and person.

    ``dimensions`` names the dimension of each statement where they are not the 22 of this workbook. Numbers must lie on
    ``scale`` (decimals are allowed, so that means can be used). A dimension's figure is the mean over people of each
    one's mean over its statements. ``missing="skip"`` leaves out a pair that lacks one side, and ``notes`` say so.

    Raises DataError, with column and rows, for text, for answers off the scale, for missing answers, for two sides that
    do not match, and if nobody answered. Source: Parasuraman, Zeithaml & Berry (1985, 1988).
    """
    notes: list[str] = []
    sides = {"expectations": expectations, "perceptions": perceptions}
    pairs, people = read(sides, dimensions, scale, missing, notes)
    return summarise(pairs, people, scale, confidence, notes)


def unweighted(gaps: object) -> float:
    """The mean of the dimensions, each counting the same. ``gaps`` as for :func:`weighted`."""
    return statistics.fmean(_figures(gaps, "gaps").values())


def weighted(gaps: object, weights: object) -> float:
    """The score weighted by importance: the sum of weight / 100 x gap. (Not divided by five again.)

    ``gaps`` is what :func:`gaps` returned, a dict from dimension to gap, or five numbers in the order of
    ``DIMENSIONS``; ``weights`` are points in the same shape that sum to 100. Raises DataError for weights that do not
    sum to 100, for a weight below zero, and for a dimension without gap or weight. Example: gaps -.65, -1.10, -.83,
    -.70, -1.01 with weights 11, 32, 22, 19, 16 give -0.9007.
    Source: Zeithaml, Parasuraman & Berry, Delivering Quality Service (1990).
    """
    return math.fsum(row.weighted for row in ranking(gaps, weights))


def overall(gaps: Gaps, weights: object = None) -> OverallScore:
    """The score of all dimensions with its interval: the plain mean, or weighted by importance as in :func:`weighted`.

    ``gaps`` is what :func:`gaps`, :func:`from_long` or :func:`from_wide` returned. The dimensions of one person rise
    and fall together, which makes the interval wider than if they did not; that is in it. The weights are taken as
    known. Raises DataError as :func:`weighted` does.

    >>> found = gaps({"reliability": [7, 6, 7], "empathy": [6, 6, 5]}, {"reliability": [5, 5, 4], "empathy": [6, 5, 5]})
    >>> score = overall(found, {"reliability": 80, "empathy": 20})
    >>> round(score.value, 2), round(score.low, 2), round(score.high, 2)
    (-1.67, -3.41, 0.08)
    """
    names = gaps.keys()
    points = None if weights is None else points_of({score.name: score.gap for score in gaps.by_dimension}, weights)
    value = gaps.overall if weights is None else weighted(gaps, weights)
    shares = parts_of(points or dict.fromkeys(names, 100 / len(names)))
    widest = float(gaps.scale[1] - gaps.scale[0])
    low, high = between(value, shares, gaps.covariance, gaps.respondents, gaps.confidence, (-widest, widest))
    notes = [] if weights is None or low is None else [FIXED]
    return OverallScore(
        value=value, low=low, high=high, weights=points, respondents=gaps.respondents, confidence=gaps.confidence,
        method=OVERALL, notes=(*gaps.notes, *notes),
    )  # fmt: skip


def points_of(figures: Mapping[str, float], weights: object) -> dict[str, float]:
    """The weights by the names and in the order of the figures."""
    given = {row.name: row.weight for row in ranking(dict(figures), weights)}
    return {name: given[name] for name in figures}


def parts_of(points: Mapping[str, float]) -> list[float]:
    return [weight / 100 for weight in points.values()]


def ranking(gaps: object, weights: object) -> tuple[RankedDimension, ...]:
    """Dimensions by weight x gap, the largest weighted shortfall first. Arguments and errors: :func:`weighted`."""
    figure, points = _figures(gaps, "gaps"), _figures(weights, "weights")
    by_key = {folded(name): name for name in figure}
    given = {folded(name): weight for name, weight in points.items()}
    if by_key.keys() != given.keys():
        lonely = [name for name in figure if folded(name) not in given]
        lonely += [name for name in points if folded(name) not in by_key]
        raise DataError(
            f"Gaps and weights are not of the same dimensions: {', '.join(map(repr, lonely))} stands on one side only",
            "arguments `gaps` and `weights`",
            "Give each dimension a gap and a weight.",
        )
    check_points(points, "argument `weights`")
    rows = [(given[key] / 100 * figure[name], figure[name], given[key], name) for key, name in by_key.items()]
    rows.sort(key=lambda row: row[0])
    return tuple(
        RankedDimension(place, name, gap, weight, part) for place, (part, gap, weight, name) in enumerate(rows, start=1)
    )


def check_points(points: Mapping[str, float], where: str) -> None:
    """Raise a DataError unless the points are all 0 or more and sum to 100."""
    below = [name for name, weight in points.items() if weight < 0]
    if below:
        raise DataError(
            f"The weight of {below[0]!r} is {points[below[0]]:g}", where, "Write points of 0 or more; they sum to 100."
        )
    total = math.fsum(points.values())
    if abs(total - 100) > 1e-6:
        told = ", ".join(f"{name} {weight:g}" for name, weight in points.items())
        way = f"{'Take away' if total > 100 else 'Add'} {abs(round(total - 100, 4)):g}"
        if abs(total - 1) < 0.01:
            way = "They look like fractions of 1: multiply each by 100"
        raise DataError(f"The weights sum to {round(total, 4):g}, not to 100", f"{where}: {told}", f"{way}.")


def _figures(given: object, argument: str) -> dict[str, float]:
    """Name -> number, from Gaps, a dict, or five numbers in the order of the dimensions."""
    if isinstance(given, Gaps):
        return {score.name: score.gap for score in given.by_dimension}
    if isinstance(given, Mapping):
        pairs = [(str(name), value) for name, value in given.items()]
    else:
        found = surveys.values(given, argument)
        index = getattr(given, "index", None)  # of a pandas Series whose labels are names; a list has a method there
        own = list(index) if isinstance(index, Iterable) else []
        labels = own if own and all(isinstance(label, str) for label in own) else list(DIMENSIONS)
        if len(found) != len(labels):
            raise DataError(
                f"`{argument}` has {frames.counted(len(found), 'number')}",
                f"argument `{argument}`",
                f"Give five, in this order: {', '.join(DIMENSIONS)}; or a dict from name to number.",
            )
        pairs = list(zip(labels, found, strict=True))
    if not pairs:
        raise DataError(f"`{argument}` is empty", f"argument `{argument}`", "Give each dimension a number.")
    out = {name: finite(_plain(value), f"{argument}[{name!r}]") for name, value in pairs}
    if len({folded(name) for name in out}) < len(pairs):
        raise DataError("A dimension stands twice", f"argument `{argument}`", "Name each dimension once.")
    return out


def _plain(value: Any) -> object:
    return value.item() if hasattr(value, "item") else value


# Summing up


def summarise(
    pairs: Sequence[RatedPair], people: int | None, scale: tuple[float, float], confidence: float, notes: list[str]
) -> Gaps:
    """Gaps from answered pairs; ``people`` is None where it is not known who answered."""
    surveys.z_of(confidence)  # refuses what is no confidence
    low, high = scale_of(scale)
    widest = float(high - low)  # a gap cannot be larger than the scale is long

    def score(name: str, dimension: str, group: Sequence[RatedPair]) -> Score:
        return _score(name, dimension, group, people, confidence, widest)

    items = grouped(pairs, lambda pair: pair.item)
    by_item = [score(name, group[0].dimension, group) for name, group in items.items()]
    groups = grouped(pairs, lambda pair: pair.dimension)
    dimensions = tuple(score(name, name, groups[name]) for name in in_order(list(groups)))
    each = []
    for one in dimensions:
        own = person_means(groups[one.name])
        each.append({who: perception - expectation for who, (expectation, perception) in own.items()})
    return gathered(dimensions, by_item, people, scale, confidence, notes, each)


def gathered(
    dimensions: tuple[Score, ...],
    by_item: list[Score],
    people: int | None,
    scale: tuple[float, float],
    confidence: float,
    notes: list[str],
    each: Sequence[Mapping[Any, float]],
) -> Gaps:
    """Gaps from the scores of dimensions and statements, the statements in the order of their dimensions.

    ``each`` has the gaps of the people in each dimension, by person.
    """
    rank = {one.name: place for place, one in enumerate(dimensions)}
    by_item.sort(key=lambda one: rank[one.dimension])
    notes += surveys.few(people, "respondents") if people is not None else []
    total = statistics.fmean(one.gap for one in dimensions)
    covariance = None if people is None else together(each, [one.gap for one in dimensions], people)
    widest, part = float(scale[1] - scale[0]), 1 / len(dimensions)
    low, high = between(total, [part] * len(dimensions), covariance, people, confidence, (-widest, widest))
    return Gaps(
        dimensions, tuple(by_item), total, people, scale_of(scale), float(confidence), METHOD, tuple(notes),
        low, high, covariance,
    )  # fmt: skip


def grouped(pairs: Sequence[RatedPair], key: Callable[[RatedPair], str]) -> dict[str, list[RatedPair]]:
    out: dict[str, list[RatedPair]] = {}
    for pair in pairs:
        out.setdefault(key(pair), []).append(pair)
    return out


def person_means(group: Sequence[RatedPair]) -> dict[str, tuple[float, ...]]:
    """For each person the mean of each side over the statements of the group."""
    return {
        who: tuple(statistics.fmean(side) for side in zip(*(pair.values for pair in own), strict=True))
        for who, own in grouped(group, lambda pair: pair.respondent).items()
    }


def _score(
    name: str, dimension: str, group: Sequence[RatedPair], people: int | None, confidence: float, widest: float
) -> Score:
    person = list(person_means(group).values())
    expected, perceived = (statistics.fmean(side) for side in zip(*person, strict=True))
    each = [perception - expectation for expectation, perception in person]
    between = intervals.mean(each, confidence, (-widest, widest)) if people is not None else None
    low, high = between if between is not None else (None, None)
    sd = statistics.stdev(each) if people is not None and len(each) > 1 else None
    size = len(each) if people is not None else None
    return Score(name, dimension, expected, perceived, statistics.fmean(each), low, high, len(group), sd, size)
