"""Survey weights: answers of groups that were reached too rarely or too often, brought back to their share.

``post_stratify`` makes weights from known shares of the population; ``mean`` and ``nps`` are the weighted figures with
an interval; ``effective_n`` says how many equally weighted answers they are worth.

Misuse: weights mend who was reached, not who refused: within a group those who answered still speak for those who did
not. A few large weights make a few people decide; look at the effective number before the figure. Weights are not
counts of people: a program that takes them as counts gives an interval far too short.

Sources. Effective number and design effect: L. Kish, Survey Sampling (1965) and Weighting for Unequal Pi, Journal of
Official Statistics 8 (1992), 183-200. Variance by linearisation, as R's survey package has it: T. Lumley, Complex
Surveys (2010). An interval of shares from the answers that the variance is worth: E. L. Korn & B. I. Graubard,
Confidence Intervals for Proportions with Small Expected Number of Positive Counts, Survey Methodology 24 (1998),
193-201.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, Literal, overload

import msgspec

from mosaic_exercises.models import frames, intervals, segments, surveys
from mosaic_exercises.models.checks import Missing, finite
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.metrics import PASSIVE, PROMOTER
from mosaic_exercises.models.metrics.net import UP_TO_FIVE
from mosaic_exercises.models.results_frame import frame_of

if TYPE_CHECKING:
    import pandas as pd

MEAN_METHOD: Final = "variance by linearisation, interval by Student's t with n - 1, kept within the scale"
NPS_METHOD: Final = (
    "adjusted Wald with the number of equally weighted answers that give the same variance by linearisation"
)
LARGE: Final = 5.0
"""Weights whose largest is more than so many times the mean weight are called large."""


class Weighted(msgspec.Struct, frozen=True, kw_only=True):
    """A weighted mean, or a weighted net score in points from -100 to 100.

    ``n`` people answered; ``effective_n`` equally weighted answers would be as good by Kish's rule, and
    ``design_effect`` is ``n`` divided by it. ``unweighted`` is the figure without weights, to be compared.
    """

    figure: Literal["mean", "nps"]
    value: float
    low: float | None
    high: float | None
    unweighted: float
    n: int
    effective_n: float
    design_effect: float
    confidence: float
    method: str
    notes: tuple[str, ...]

    def frame(self) -> pd.DataFrame:
        """The figures as a pandas table of one row."""
        return frame_of([self], notes=self.notes)


def effective_n(weights: object) -> float:
    """How many equally weighted answers these are worth: the square of the sum over the sum of squares (Kish).

    Raises DataError for weights below zero or missing, and where all are zero.

    >>> effective_n([1, 1, 1, 1]), round(effective_n([4, 1, 1, 1]), 2)
    (4.0, 2.58)
    """
    found = _weights(surveys.values(weights, "weights"))
    return math.fsum(found) ** 2 / math.fsum(one * one for one in found)


def post_stratify(groups: object, population: Mapping[str, float]) -> list[float]:
    """A weight for each answer, so that each group has its share of the population; their mean is 1.

    ``groups`` is a column: the group of each respondent. ``population`` gives each group's number or share of the
    population. Raises DataError for a group that ``population`` does not name, and for a group of the population of
    which nobody answered: no weight can speak for them. Join it with another group, or leave it out and say so.

    >>> post_stratify(["shop", "shop", "shop", "web"], {"shop": 50, "web": 50})
    [0.6666666666666666, 0.6666666666666666, 0.6666666666666666, 2.0]
    """
    names = surveys.names(surveys.values(groups, "groups"), "argument `groups`")
    if not isinstance(population, Mapping) or not population:
        raise DataError("`population` is no dict", "argument `population`", "Write {'shop': 1200, 'web': 800}.")
    shares = {str(name).strip(): finite(_plain(one), f"population[{name!r}]") for name, one in population.items()}
    if len(shares) < len(population):
        raise DataError("A group stands twice", "argument `population`", "Name each group once.")
    shares = dict(zip(shares, _within(list(shares.values())), strict=True))
    if min(shares.values()) < 0 or math.fsum(shares.values()) <= 0:
        raise DataError("A group has less than nobody, or all have nobody", "argument `population`", "Count from 0 up.")
    count = {name: names.count(name) for name in dict.fromkeys(names)}
    strange = [name for name in count if name not in shares]
    silent = [name for name, share in shares.items() if share > 0 and name not in count]
    if strange or silent:
        what = f"{strange[0]!r} is not in `population`" if strange else f"Nobody of {silent[0]!r} answered"
        raise DataError(what, "arguments `groups` and `population`", "Name the groups alike, or join two of them.")
    whole = math.fsum(shares[name] for name in count)
    return [shares[name] / whole * len(names) / count[name] for name in names]


@overload
def mean(
    answers: object,
    weights: object,
    *,
    scale: tuple[float, float] = ...,
    segment: None = ...,
    missing: Missing = ...,
    confidence: float = ...,
) -> Weighted: ...
@overload
def mean(
    answers: object,
    weights: object,
    *,
    scale: tuple[float, float] = ...,
    segment: Iterable[object],
    missing: Missing = ...,
    confidence: float = ...,
) -> dict[str, Weighted]: ...
def mean(
    answers: object,
    weights: object,
    *,
    scale: tuple[float, float] = (1, 7),
    segment: Iterable[object] | None = None,
    missing: Missing = "error",
    confidence: float = 0.95,
) -> Weighted | dict[str, Weighted]:
    """The weighted mean of ``answers`` (a column on ``scale``), with an interval kept within the scale.

    ``weights`` has one number an answer, 0 or more. ``missing="skip"`` leaves out who gave no answer, and ``notes`` say
    so. With ``segment``, a third column, one figure for each of its values. Raises DataError as
    :func:`mosaic_exercises.models.metrics.nps` does, and for weights as :func:`effective_n`.

    >>> found = mean([7, 6, 5, 2], [1, 1, 1, 3])
    >>> round(found.value, 2), found.unweighted, round(found.effective_n, 1)
    (4.0, 5.0, 3.0)
    """
    if segment is not None:
        return segments.of_answers_with(
            answers,
            weights,
            segment,
            lambda own, worth: mean(own, worth, scale=scale, missing=missing, confidence=confidence),
        )
    low, high = scale
    notes: list[str] = []
    found, own = _read(answers, weights, low, high, False, missing, notes)
    surveys.z_of(confidence)
    value, variance = _linear(found, own)
    between: tuple[float | None, float | None] = (None, None)
    if variance > 0:
        half = intervals.t_quantile((1 + confidence) / 2, len(found) - 1) * math.sqrt(variance)
        between = max(float(low), value - half), min(float(high), value + half)
    return _weighted("mean", value, between, found, own, confidence, MEAN_METHOD, notes)


@overload
def nps(
    scores: object,
    weights: object,
    *,
    segment: None = ...,
    missing: Missing = ...,
    confidence: float = ...,
) -> Weighted: ...
@overload
def nps(
    scores: object,
    weights: object,
    *,
    segment: Iterable[object],
    missing: Missing = ...,
    confidence: float = ...,
) -> dict[str, Weighted]: ...
def nps(
    scores: object,
    weights: object,
    *,
    segment: Iterable[object] | None = None,
    missing: Missing = "error",
    confidence: float = 0.95,
) -> Weighted | dict[str, Weighted]:
    """The weighted Net Promoter Score of answers from 0 to 10. Arguments and errors as for :func:`mean`.

    >>> found = nps([10, 9, 8, 3, 2, 10], [1, 1, 1, 2, 2, 1])
    >>> round(found.value, 1), round(found.unweighted, 1)
    (-12.5, 16.7)
    """
    if segment is not None:
        return segments.of_answers_with(
            scores, weights, segment, lambda own, worth: nps(own, worth, missing=missing, confidence=confidence)
        )
    notes: list[str] = []
    found, own = _read(scores, weights, 0, 10, True, missing, notes)
    if len(found) > 1 and max(found) <= 5:
        notes.append(UP_TO_FIVE)
    z = surveys.z_of(confidence)
    points = [100.0 * ((one >= PROMOTER) - (one < PASSIVE)) for one in found]
    value, variance = _linear(points, own)
    whole = math.fsum(own)
    top, bottom = (
        math.fsum(w for w, point in zip(own, points, strict=True) if point == sign) / whole for sign in (100, -100)
    )
    plain = top + bottom - (top - bottom) ** 2
    worth = plain / (variance / 10_000) if variance > 0 else effective_n(own)
    between: tuple[float | None, float | None] = (None, None)
    if len(found) > 1:
        ends = intervals.net(top, bottom, min(worth, float(len(found))), z)
        between = 100 * ends[0], 100 * ends[1]
    return _weighted("nps", value, between, points, own, confidence, NPS_METHOD, notes)


def _weighted(
    figure: Literal["mean", "nps"],
    value: float,
    between: tuple[float | None, float | None],
    found: Sequence[float],
    own: Sequence[float],
    confidence: float,
    method: str,
    notes: list[str],
) -> Weighted:
    worth = effective_n(list(own))
    most = max(own) * len(own) / math.fsum(own)
    if most > LARGE:
        notes.append(f"The largest weight is {most:.1f} times the mean weight: a few people decide. Think of a limit.")
    return Weighted(
        figure=figure, value=value, low=between[0], high=between[1], unweighted=math.fsum(found) / len(found),
        n=len(found), effective_n=worth, design_effect=len(found) / worth, confidence=float(confidence), method=method,
        notes=(*notes, *_few(worth, len(own))),
    )  # fmt: skip


def _few(worth: float, n: int) -> list[str]:
    if n > 1 and worth < 2:
        return [f"{n:,} answers are worth {worth:.1f} effective answers: nearly one person decides."]
    return surveys.few(math.floor(worth), "effective answers")


def _linear(found: Sequence[float], own: Sequence[float]) -> tuple[float, float]:
    """The weighted mean and its variance: that of the sum of w (y - mean) / sum of w, persons drawn one by one."""
    whole, n = math.fsum(own), len(found)
    middle = math.fsum(w * y for w, y in zip(own, found, strict=True)) / whole
    if n < 2:
        return middle, 0.0
    spread = math.fsum((w * (y - middle) / whole) ** 2 for w, y in zip(own, found, strict=True))
    return middle, spread * n / (n - 1)


def _read(
    answers: object, weights: object, low: float, high: float, whole: bool, missing: Missing, notes: list[str]
) -> tuple[list[float], list[float]]:
    frames.same_rows({"answers": answers, "weights": weights})
    given, own = surveys.values(answers, "answers"), _weights(surveys.values(weights, "weights"))
    if len(given) != len(own):
        raise DataError(
            f"{len(given):,} answers and {len(own):,} weights", "argument `weights`", "Give each answer one weight."
        )
    read = surveys.scores(
        given, where="argument `answers`", low=low, high=high, whole=whole, missing=missing, notes=notes
    )
    pairs = [(one, weight) for one, weight in zip(read, own, strict=True) if one is not None and weight > 0]
    idle = sum(1 for one, weight in zip(read, own, strict=True) if one is not None and weight == 0)
    if idle:
        notes.append(f"{frames.counted(idle, 'answer')} with a weight of 0: not counted.")
    if not pairs:
        raise DataError("Nobody answered with a weight above 0", "the answers", "Check the file or the filter.")
    return [one for one, _ in pairs], [weight for _, weight in pairs]


def _weights(given: Sequence[object]) -> list[float]:
    found = [surveys.number(_plain(one)) for one in given]
    bad = [place for place, one in enumerate(found) if one is None or one < 0]
    if bad:
        shown = frames.examples([given[place] for place in bad])
        raise DataError(
            f"{frames.counted(len(bad), 'weight')} below 0 or missing, such as {shown}",
            f"argument `weights`, {surveys.rows_text(bad)}",
            "Give each answer a weight of 0 or more.",
        )
    out = _within([one for one in found if one is not None])
    if not math.fsum(out) > 0:
        raise DataError("All weights are 0, or there are none", "argument `weights`", "Give weights above 0.")
    return out


def _within(found: list[float]) -> list[float]:
    """The same with 1 for the largest, where the square of a sum would be no number: only ratios count."""
    top = max(found, default=0.0)
    return [one / top for one in found] if top > 1e100 or 0 < top < 1e-100 else found


def _plain(value: object) -> object:
    return value.item() if hasattr(value, "item") else value
