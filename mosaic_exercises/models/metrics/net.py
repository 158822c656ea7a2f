"""Net Promoter Score, from answers, from numbers of people and from published shares."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final, overload

import msgspec

from mosaic_exercises.models import columnwise, intervals, segments, surveys
from mosaic_exercises.models.checks import Missing, finite
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.metrics.given import answers
from mosaic_exercises.models.results_frame import frame_of

if TYPE_CHECKING:
    import pandas as pd

PROMOTER, PASSIVE = 9, 7
"""The lowest answers of a promoter (9 and 10) and of a passive (7 and 8); all below are detractors, 0 too."""

UP_TO_FIVE: Final = (
    "No answer is above 5. If the question ran from 1 to 5, this is no NPS: use csat(), or count the top box."
)

NPS_METHOD: Final = (
    "adjusted Wald: 3/4 promoter, 1 1/2 passives and 3/4 detractor are added to the answers, then the normal "
    "approximation of a difference of two multinomial shares, widened where it would leave out the score itself, kept "
    "within -100 and 100"
)


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
    found = answers(scores, "scores", 0, 10, missing, notes)
    promoters, detractors = columnwise.at_least(found, PROMOTER), len(found) - columnwise.at_least(found, PASSIVE)
    if len(found) > 1 and columnwise.at_least(found, 6) == 0:
        notes.append(UP_TO_FIVE)
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
