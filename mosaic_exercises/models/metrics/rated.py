"""Satisfaction as a share (CSAT), and effort as a mean (CES)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, Literal, overload

import msgspec

from mosaic_exercises.models import columnwise, intervals, segments, surveys
from mosaic_exercises.models.checks import Missing
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.metrics.given import answers
from mosaic_exercises.models.results_frame import frame_of

if TYPE_CHECKING:
    import pandas as pd

Version = Literal[1, 2]
CSAT_METHOD: Final = "Wilson's interval of a share"
CES_METHOD: Final = "Student's t, mean ± t s / sqrt(n), kept within the scale; of the share, Wilson's"
SAME: Final = "All answers are alike: the method gives no interval, which does not mean certainty."


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


class Ces(msgspec.Struct, frozen=True, kw_only=True):
    """The mean of the effort question. Version 1 runs from 1 to 5 and low is good; version 2 from 1 to 7, high is good.

    ``easy_percent`` is the share that found it easy: 1 or 2 in version 1, 5 to 7 in version 2; ``easy_low`` and
    ``easy_high`` are its interval. ``low`` and ``high``, of the mean, are None where all answers are alike.
    """

    mean: float
    low: float | None
    high: float | None
    n: int
    easy_percent: float
    easy_low: float
    easy_high: float
    version: Version
    good: Literal["low", "high"]
    confidence: float
    method: str
    notes: tuple[str, ...]

    def frame(self) -> pd.DataFrame:
        """The figures as a pandas table of one row; for several segments see :func:`frame`."""
        return frame_of([self], notes=self.notes)


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
    found = answers(scores, "scores", low, high, missing, notes)
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
    found = answers(scores, "scores", 1, top, missing, notes)
    easy = len(found) - columnwise.at_least(found, 3) if version == 1 else columnwise.at_least(found, 5)
    middle, between = columnwise.mean_and_interval(found, confidence, (1.0, float(top)))
    if between is None and len(found) > 1:
        notes.append(SAME)
    low, high = (None, None) if between is None else between
    share = intervals.share(easy, len(found), surveys.z_of(confidence))
    return Ces(
        mean=middle,
        low=low,
        high=high,
        n=len(found),
        easy_percent=100 * easy / len(found),
        easy_low=100 * share[0],
        easy_high=100 * share[1],
        version=version,
        good="low" if version == 1 else "high",
        confidence=float(confidence),
        method=CES_METHOD,
        notes=(*notes, *surveys.few(len(found))),
    )


def _ends(scale: object) -> tuple[int, int]:
    if not isinstance(scale, tuple | list) or len(scale) != 2:
        raise DataError(f"`scale` is {scale!r}", "argument `scale`", "Write its two ends: scale=(1, 5).")
    for end in scale:
        surveys.count(end, "scale")
    low, high = int(scale[0]), int(scale[1])
    if low >= high:
        raise DataError(f"`scale` is {scale!r}", "argument `scale`", "Write the lower end first: scale=(1, 5).")
    return low, high
