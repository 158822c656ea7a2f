"""Three figures from one question each: Net Promoter Score, satisfaction (CSAT) and effort (CES).

Each comes with the number of answers and an interval, and says how the interval was found. An interval tells what
chance alone does to a sample; it says nothing about who did not answer. Sources: F. Reichheld, The One Number You Need
to Grow (Harvard Business Review, 2003); M. Dixon, K. Freeman & N. Toman, Stop Trying to Delight Your Customers (same,
2010).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, Literal, overload

import msgspec

from mosaic_exercises.models import columnwise, intervals, segments, surveys
from mosaic_exercises.models.checks import finite, one_of
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.results_frame import frame_of
from mosaic_exercises.models.surveys import Missing

if TYPE_CHECKING:
    import pandas as pd

Version = Literal[1, 2]
PROMOTER, PASSIVE = 9, 7
"""The lowest answers of a promoter (9 and 10) and of a passive (7 and 8); all below are detractors, 0 too."""

NPS_METHOD: Final = (
    "adjusted Wald: 3/4 promoter, 1 1/2 passives and 3/4 detractor are added to the answers, then the normal "
    "approximation of a difference of two multinomial shares, kept within -100 and 100"
)
CSAT_METHOD: Final = "Wilson's interval of a share"
CES_METHOD: Final = "Student's t, mean ± t s / sqrt(n), kept within the scale"
DIFFERENCE: Final = (
    "The two groups must be different people: before and after of the same people needs each one's change."
)
SAME: Final = "All answers are alike: the method gives no interval, which does not mean certainty."


class Nps(msgspec.Struct, frozen=True):
    """A net score: per cent of promoters minus per cent of detractors, in points from -100 to 100 (no percentage).

    ``promoters``, ``passives`` and ``detractors`` are per cent of the ``n`` answers; ``counts`` are the people in the
    same order, None where only shares were given. ``low`` and ``high`` are None where ``n`` is not known, or 1. The
    interval is not symmetric about the score: it leans towards 0, the more the fewer answered.
    """

    score: float
    low: float | None
    high: float | None
    n: int | None
    promoters: float
    passives: float
    detractors: float
    counts: tuple[int, int, int] | None
    confidence: float
    method: str
    notes: tuple[str, ...]

    def frame(self) -> pd.DataFrame:
        """The figures as a pandas table of one row; for several segments see :func:`frame`."""
        return frame_of([self], notes=self.notes)


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


class Csat(msgspec.Struct, frozen=True):
    """The share of satisfied customers, in per cent: ``satisfied`` of ``n`` answered ``at_least`` or more."""

    percent: float
    low: float
    high: float
    n: int
    satisfied: int
    at_least: int
    scale: tuple[int, int]
    confidence: float
    method: str
    notes: tuple[str, ...]

    def frame(self) -> pd.DataFrame:
        """The figures as a pandas table of one row; for several segments see :func:`frame`."""
        return frame_of([self], notes=self.notes)


class Ces(msgspec.Struct, frozen=True):
    """The mean of the effort question. Version 1 runs from 1 to 5 and low is good; version 2 from 1 to 7, high is good.

    ``easy_percent`` is the share that found it easy: 1 or 2 in version 1, 5 to 7 in version 2. ``low`` and ``high`` are
    None where all answers are alike.
    """

    mean: float
    low: float | None
    high: float | None
    n: int
    easy_percent: float
    version: Version
    good: Literal["low", "high"]
    confidence: float
    method: str
    notes: tuple[str, ...]

    def frame(self) -> pd.DataFrame:
        """The figures as a pandas table of one row; for several segments see :func:`frame`."""
        return frame_of([self], notes=self.notes)


@overload
def nps(scores: object, *, segment: None = ..., confidence: float = ..., missing: Missing = ...) -> Nps: ...
@overload
def nps(
    scores: object, *, segment: Iterable[object], confidence: float = ..., missing: Missing = ...
) -> dict[str, Nps]: ...
def nps(
    scores: object,
    *,
    segment: Iterable[object] | None = None,
    confidence: float = 0.95,
    missing: Missing = "error",
) -> Nps | dict[str, Nps]:
    """Net Promoter Score of answers from 0 to 10: 9-10 promoters, 7-8 passives, 0-6 detractors.

    ``scores`` is a column of answers (a list, or table['nps']). With ``segment``, a second column, one score for each
    of its values. Raises DataError with rows for anything else than a
    whole number from 0 to 10, for missing answers (``missing="skip"`` leaves them out and says so in ``notes``), and
    for no answers. Example: 43 promoters and 39 detractors of 120 give 3.3 points.

    >>> found = nps([10, 9, 8, 3], segment=["shop", "shop", "web", "web"])
    >>> {name: one.score for name, one in found.items()}
    {'shop': 100.0, 'web': -50.0}
    """
    if segment is not None:
        return segments.of_answers(scores, segment, lambda own: nps(own, confidence=confidence, missing=missing))
    notes: list[str] = []
    found = _answers(scores, "scores", 0, 10, missing, notes)
    promoters, detractors = columnwise.at_least(found, PROMOTER), len(found) - columnwise.at_least(found, PASSIVE)
    if len(found) > 1 and columnwise.at_least(found, 6) == 0:
        notes.append(
            "No answer is above 5. If the question ran from 1 to 5, this is no NPS: use csat(), or count the top box."
        )
    return _from_counts(promoters, len(found) - promoters - detractors, detractors, confidence, notes)


def nps_from_counts(promoters: int, passives: int, detractors: int, *, confidence: float = 0.95) -> Nps:
    """The same from three numbers of people. With top, middle and bottom box of another question it is a net score of
    that question: call it NPS-style. Raises DataError for what is no whole number of 0 or more, and for nobody at all.
    """
    for name, count in (("promoters", promoters), ("passives", passives), ("detractors", detractors)):
        surveys.count(count, name)
    if promoters + passives + detractors == 0:
        raise DataError(
            "Nobody answered", "arguments `promoters`, `passives`, `detractors`", "Give at least one answer."
        )
    return _from_counts(promoters, passives, detractors, confidence, [])


def nps_from_shares(top: float, middle: float, bottom: float, n: int | None = None, *, confidence: float = 0.95) -> Nps:
    """The net score of published shares: per cent in the top, middle and bottom box, of ``n`` answers.

    Shares may be rounded: they must sum to 100 within 1.5. Published files often keep ``n`` to themselves; without it
    there is a score and no interval, and the notes say so. HCAHPS, the survey of patients in US hospitals, gives its
    rating as 9-10, 7-8 and 0-6: the boxes of the NPS, but of a rating, not of a wish to recommend.

    Raises DataError for shares outside 0 to 100, shares that do not sum to 100, and an ``n`` below 1.
    """
    shares = {"top": finite(top, "top"), "middle": finite(middle, "middle"), "bottom": finite(bottom, "bottom")}
    for name, share in shares.items():
        if not 0 <= share <= 100:
            raise DataError(f"`{name}` is {share:g}", f"argument `{name}`", "Write per cent, from 0 to 100.")
    total = math.fsum(shares.values())
    if abs(total - 100) > 1.5:
        hint = " They look like fractions of 1: multiply by 100." if abs(total - 1) < 0.015 else ""
        raise DataError(
            f"The three shares sum to {total:g}, not to 100",
            "arguments `top`, `middle`, `bottom`",
            f"Check them; for numbers of people use nps_from_counts().{hint}",
        )
    notes = ["The boxes of a rating are not the question of recommending: call the figure NPS-style."]
    if abs(total - 100) > 1e-9:
        notes.append(f"The shares sum to {total:g}: rounded where they were published, used as they are.")
    if n is None:
        notes.append("The number of answers is not known: no interval can be given.")
    else:
        n = surveys.count(n, "n", least=1)
    return _net(shares["top"], shares["middle"], shares["bottom"], n, None, confidence, notes)


def nps_difference(first: Nps, second: Nps) -> Difference:
    """How far the first net score is above the second, in points, with an interval: both from :func:`nps` and the like.

    The groups must be different people. Raises DataError where a number of answers is not known, or where the two have
    different confidences. Example: 43 promoters and 39 detractors of 120 against 52 and 34 of 120 differ by -11.7
    points (-32.1 to 9.1): not clear.
    """
    for name, one in (("first", first), ("second", second)):
        if one.n is None:
            raise DataError(
                "The number of answers is not known", f"argument `{name}`", "Give `n` to nps_from_shares()."
            )
    sides = [(one.promoters / 100, one.detractors / 100, one.n or 0) for one in (first, second)]
    z = surveys.z_of(_one_confidence(first.confidence, second.confidence))
    low, high = intervals.net_difference(sides[0], sides[1], z)
    return _difference(first.score - second.score, 100 * low, 100 * high, first, second, NPS_METHOD)


def csat_difference(first: Csat, second: Csat) -> Difference:
    """How far the first share of satisfied customers is above the second, in points, with Newcombe's interval.

    The groups must be different people, asked on the same scale. Raises DataError where scale, ``at_least`` or
    confidence differ. Source: R. G. Newcombe, Statistics in Medicine 17 (1998), 873-890.
    """
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
    return Difference(
        difference=difference,
        low=low,
        high=high,
        clear=not low <= 0 <= high,
        n=sizes,
        confidence=first.confidence,
        method=method,
        notes=(DIFFERENCE, *surveys.few(min(sizes))),
    )


@overload
def csat(
    scores: object,
    *,
    at_least: int = ...,
    scale: tuple[int, int] = ...,
    segment: None = ...,
    confidence: float = ...,
    missing: Missing = ...,
) -> Csat: ...
@overload
def csat(
    scores: object,
    *,
    at_least: int = ...,
    scale: tuple[int, int] = ...,
    segment: Iterable[object],
    confidence: float = ...,
    missing: Missing = ...,
) -> dict[str, Csat]: ...
def csat(
    scores: object,
    *,
    at_least: int = 4,
    scale: tuple[int, int] = (1, 5),
    segment: Iterable[object] | None = None,
    confidence: float = 0.95,
    missing: Missing = "error",
) -> Csat | dict[str, Csat]:
    """Customer satisfaction: the per cent who answered ``at_least`` or more (the top two of five).

    ``scale`` are the ends of the scale; ``segment`` as for :func:`nps`. The interval is Wilson's, which
    stays within 0 and 100 and works for small n. Raises DataError as :func:`nps` does. Satisfied is not loyal: see who
    of them stays.
    """
    if segment is not None:
        return segments.of_answers(
            scores,
            segment,
            lambda own: csat(own, at_least=at_least, scale=scale, confidence=confidence, missing=missing),
        )
    low, high = _ends(scale)
    surveys.count(at_least, "at_least", least=low)
    if at_least > high:
        raise DataError(
            f"`at_least` is {at_least}, above the scale",
            "argument `at_least`",
            f"Write {high} or less, as on the scale.",
        )
    notes: list[str] = []
    found = _answers(scores, "scores", low, high, missing, notes)
    satisfied = columnwise.at_least(found, at_least)
    n = len(found)
    between = intervals.share(satisfied, n, surveys.z_of(confidence))
    return Csat(
        100 * satisfied / n,
        100 * between[0],
        100 * between[1],
        n,
        satisfied,
        at_least,
        (low, high),
        float(confidence),
        CSAT_METHOD,
        (*notes, *surveys.few(n)),
    )


@overload
def ces(
    scores: object, *, version: Version = ..., segment: None = ..., confidence: float = ..., missing: Missing = ...
) -> Ces: ...
@overload
def ces(
    scores: object,
    *,
    version: Version = ...,
    segment: Iterable[object],
    confidence: float = ...,
    missing: Missing = ...,
) -> dict[str, Ces]: ...
def ces(
    scores: object,
    *,
    version: Version = 2,
    segment: Iterable[object] | None = None,
    confidence: float = 0.95,
    missing: Missing = "error",
) -> Ces | dict[str, Ces]:
    """Customer effort score: the mean answer. Say which version you asked: they run in opposite directions.

    Version 1 asks how much effort it took (1 to 5, low is good), version 2 how far one agrees that it was made easy
    (1 to 7, high is good). ``segment`` as for :func:`nps`. Raises DataError as it does.
    """
    if segment is not None:
        return segments.of_answers(
            scores, segment, lambda own: ces(own, version=version, confidence=confidence, missing=missing)
        )
    if isinstance(version, bool) or version not in (1, 2):
        raise DataError(
            f"`version` is {version!r}",
            "argument `version`",
            "Write 1 (1 to 5, low is good) or 2 (1 to 7, high is good).",
        )
    top = 5 if version == 1 else 7
    notes: list[str] = []
    found = _answers(scores, "scores", 1, top, missing, notes)
    easy = len(found) - columnwise.at_least(found, 3) if version == 1 else columnwise.at_least(found, 5)
    surveys.z_of(confidence)  # refuses what is no confidence
    middle, between = columnwise.mean_and_interval(found, confidence, (1.0, float(top)))
    if between is not None and between[0] == between[1]:
        between = None
        notes.append(SAME)
    low, high = (None, None) if between is None else between
    return Ces(
        middle,
        low,
        high,
        len(found),
        100 * easy / len(found),
        version,
        "low" if version == 1 else "high",
        float(confidence),
        CES_METHOD,
        (*notes, *surveys.few(len(found))),
    )


def _answers(scores: object, argument: str, low: int, high: int, missing: Missing, notes: list[str]) -> Any:
    """The answers that were given: a list, or a numeric array where they came as a column."""
    one_of(missing, ("error", "skip"), "missing")
    name = getattr(scores, "name", None)
    where = f"column {name!r}" if isinstance(name, str) and name else f"argument `{argument}`"
    column = columnwise.scores(scores, where=where, low=low, high=high, missing=missing, notes=notes)
    if column is not None and len(column := columnwise.given(column)):
        return column
    notes.clear()
    read = surveys.scores(
        surveys.values(scores, argument), where=where, low=low, high=high, missing=missing, notes=notes
    )
    found = [score for score in read if score is not None]
    if not found:
        raise DataError("Nobody answered", where, "A figure needs at least one answer: check the file or the filter.")
    return found


def _from_counts(promoters: int, passives: int, detractors: int, confidence: float, notes: list[str]) -> Nps:
    n = promoters + passives + detractors
    counts = (promoters, passives, detractors)
    top, middle, bottom = (100 * count / n for count in counts)
    return _net(top, middle, bottom, n, counts, confidence, notes)


def _net(
    top: float,
    middle: float,
    bottom: float,
    n: int | None,
    counts: tuple[int, int, int] | None,
    confidence: float,
    notes: Sequence[str],
) -> Nps:
    z = surveys.z_of(confidence)
    low = high = None
    found = list(notes)
    # From whole numbers where there are, so that the difference carries no rounding of two percentages.
    score = top - bottom if counts is None else 100 * (counts[0] - counts[2]) / sum(counts)
    if n is not None:
        if n > 1:
            low, high = (100 * end for end in intervals.net(top / 100, bottom / 100, n, z))
        found += surveys.few(n)
    return Nps(score, low, high, n, top, middle, bottom, counts, float(confidence), NPS_METHOD, tuple(found))


def _ends(scale: object) -> tuple[int, int]:
    if not isinstance(scale, tuple | list) or len(scale) != 2:
        raise DataError(f"`scale` is {scale!r}", "argument `scale`", "Write its two ends: scale=(1, 5).")
    for end in scale:
        surveys.count(end, "scale")
    low, high = int(scale[0]), int(scale[1])
    if low >= high:
        raise DataError(f"`scale` is {scale!r}", "argument `scale`", "Write the lower end first: scale=(1, 5).")
    return low, high
