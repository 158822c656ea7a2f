"""Scores of journeys from a log of contacts: each customer's way as one, not each contact as one.

The mean over contacts counts whoever called five times five times, and says nothing about ways. Here each journey (one
customer's contacts in order) gets its own figures: mean, lowest point, end and peak-end; what is reported are the means
of these over journeys, with intervals that count people.

Misuse: only who was in contact is in a log; who left in silence is not. A stage that few reach (claims) is felt by
other people than one that all pass: a fall between stages is not a fall within people unless the same people are
compared. Peak-end predicts what is remembered of an episode; of a relation over years it is this workbook's reading.

Sources: Kahneman, Fredrickson, Schreiber & Redelmeier (1993) for peak and end. That a journey can fail although each
contact is good: A. Rawson, E. Duncan & C. Jones, The Truth About Customer Experience, Harvard Business Review (2013).
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, overload

import msgspec

from mosaic_exercises.models import frames, intervals, segments, surveys
from mosaic_exercises.models.checks import Missing
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.journey.curves import Figures, Point, figures
from mosaic_exercises.models.journey.records import HIGHEST, LOWEST
from mosaic_exercises.models.results_frame import frame_of

if TYPE_CHECKING:
    import pandas as pd

METHOD: Final = "each journey counts once; Student's t over journeys, kept within the scale"


class StageScore(msgspec.Struct, frozen=True, kw_only=True):
    """How a stage felt: the mean over the journeys that passed it, of each one's mean there, with its interval."""

    stage: str
    mean: float
    low: float | None
    high: float | None
    journeys: int
    contacts: int


class JourneyScore(msgspec.Struct, frozen=True, kw_only=True):
    """One figure over all journeys (``mean``, ``lowest``, ``end`` or ``peak_end``) with its interval."""

    figure: str
    mean: float
    low: float | None
    high: float | None


class JourneyScores(msgspec.Struct, frozen=True, kw_only=True):
    """``journeys`` of ``contacts``. ``contact_mean`` counts each contact once: compare it with the mean over journeys.

    ``below_zero`` is the share of journeys, in per cent, with a peak-end below 0: those likely to be remembered as bad;
    ``below_zero_low`` and ``below_zero_high`` are Wilson's interval of it. ``contact_mean`` has none: contacts of one
    customer are no chance draws.
    """

    scores: tuple[JourneyScore, ...]
    stages: tuple[StageScore, ...]
    journeys: int
    contacts: int
    contact_mean: float
    below_zero: float
    below_zero_low: float
    below_zero_high: float
    confidence: float
    method: str
    notes: tuple[str, ...]

    def __getitem__(self, figure: str) -> float:
        for score in self.scores:
            if score.figure == figure:
                return score.mean
        raise KeyError(figure)

    def frame(self) -> pd.DataFrame:
        """The stages as a pandas table, one row each."""
        return frame_of(self.stages, notes=self.notes)


@overload
def scores(
    contacts: object,
    *,
    journey: str = ...,
    stage: str = ...,
    feeling: str = ...,
    when: str | None = ...,
    stages: Sequence[str] | None = ...,
    scale: tuple[float, float] = ...,
    missing: Missing = ...,
    confidence: float = ...,
    segment: None = ...,
) -> JourneyScores: ...
@overload
def scores(
    contacts: object,
    *,
    journey: str = ...,
    stage: str = ...,
    feeling: str = ...,
    when: str | None = ...,
    stages: Sequence[str] | None = ...,
    scale: tuple[float, float] = ...,
    missing: Missing = ...,
    confidence: float = ...,
    segment: str,
) -> dict[str, JourneyScores]: ...
def scores(
    contacts: object,
    *,
    journey: str = "customer_id",
    stage: str = "stage",
    feeling: str = "emotion",
    when: str | None = "date",
    stages: Sequence[str] | None = None,
    scale: tuple[float, float] = (LOWEST, HIGHEST),
    missing: Missing = "error",
    confidence: float = 0.95,
    segment: str | None = None,
) -> JourneyScores | dict[str, JourneyScores]:
    """The scores of a log with one row a contact: whose ``journey``, at which ``stage``, with which ``feeling``.

    ``contacts`` is a table of pandas, polars or pyarrow, a list with one dict a row, or a dict of lists. ``when`` is
    the column of dates (days, or ISO text) by which a journey is put in order; None takes the rows as they stand, and
    contacts of one day stay in that order too. ``stages`` is the order of the stages (else as they first appear). With
    ``segment``, a column, one result for each of its values. Raises DataError, with column and rows, for a feeling off
    the ``scale``, a missing or unreadable date, and a stage not in ``stages``.

    >>> log = {"customer_id": ["a", "a", "a", "b"], "stage": ["buy", "use", "use", "buy"], "emotion": [2, -2, -1, 1]}
    >>> found = scores(log, when=None)
    >>> round(found["peak_end"], 2), round(found["mean"], 2), found.contact_mean
    (-0.25, 0.33, 0.0)
    """
    if segment is not None:
        return segments.of_table(
            contacts,
            segment,
            lambda own: scores(
                own,
                journey=journey,
                stage=stage,
                feeling=feeling,
                when=when,
                stages=stages,
                scale=scale,
                missing=missing,
                confidence=confidence,
            ),
        )
    surveys.z_of(confidence)
    low, high = scale
    names = {"journey": journey, "stage": stage, "feeling": feeling} | ({"when": when} if when is not None else {})
    found = surveys.columns(contacts, names)
    notes: list[str] = []
    felt = surveys.scores(
        found["feeling"], where=f"column {feeling!r}", low=low, high=high, whole=False, missing=missing, notes=notes
    )
    people = surveys.people(found["journey"], f"column {journey!r}", missing, notes)
    places = surveys.names(found["stage"], f"column {stage!r}")
    order = list(dict.fromkeys(places)) if stages is None else list(stages)
    strange = [at for at, place in enumerate(places) if place not in order]
    if strange:
        raise DataError(
            f"{places[strange[0]]!r} is none of the stages", f"column {stage!r}, {surveys.rows_text(strange)}",
            f"Use {', '.join(order)}, or name it in `stages`.",
        )  # fmt: skip
    rows = range(len(people)) if when is None else _in_time(found["when"], when)
    ways: dict[str, list[Point]] = {}
    for at in rows:
        value = felt[at]
        if value is not None and people[at]:
            ways.setdefault(people[at], []).append(Point(places[at], value))
    if not ways:
        raise DataError("No contact has a feeling", f"column {feeling!r}", "Check the file, or the filter.")
    read = [one for way in ways.values() if (one := figures(tuple(way))) is not None]
    every = [point.value for way in ways.values() for point in way]
    ends = (float(low), float(high))
    badly, *between = _below_zero(read, confidence)
    return JourneyScores(
        scores=tuple(_score(name, read, confidence, ends) for name in ("mean", "lowest", "end", "peak_end")),
        stages=tuple(
            part for name in order if (part := _stage(name, list(ways.values()), confidence, ends)) is not None
        ),
        journeys=len(ways),
        contacts=len(every),
        contact_mean=statistics.fmean(every),
        below_zero=badly,
        below_zero_low=between[0],
        below_zero_high=between[1],
        confidence=float(confidence),
        method=METHOD,
        notes=(*notes, *surveys.few(len(ways), "journeys")),
    )


def _in_time(given: Sequence[object], column: str) -> list[int]:
    """The rows in the order of their days."""
    days = surveys.days(given, f"column {column!r}", "been in touch")
    bad = [at for at, day in enumerate(days) if day is None]
    if bad:
        raise DataError(
            f"{frames.counted(len(bad), 'row')} without a date",
            f"column {column!r}, {surveys.rows_text(bad)}",
            "Write dates as 2025-03-31, or pass when=None if the rows stand in order.",
        )
    return sorted(range(len(days)), key=lambda at: str(days[at]))


def _below_zero(read: Sequence[Figures], confidence: float) -> tuple[float, float, float]:
    """The share of journeys with a peak-end below 0 and Wilson's interval of it, in per cent."""
    hits = sum(1 for one in read if one.peak_end < 0)
    low, high = intervals.share(hits, len(read), surveys.z_of(confidence))
    return 100 * hits / len(read), 100 * low, 100 * high


def _score(name: str, read: Sequence[Figures], confidence: float, ends: tuple[float, float]) -> JourneyScore:
    values = [float(getattr(one, name)) for one in read]
    low, high = intervals.mean(values, confidence, ends) or (None, None)
    return JourneyScore(figure=name, mean=statistics.fmean(values), low=low, high=high)


def _stage(
    name: str, ways: Sequence[Sequence[Point]], confidence: float, ends: tuple[float, float]
) -> StageScore | None:
    own = [[point.value for point in way if point.stage == name] for way in ways]
    means = [statistics.fmean(values) for values in own if values]
    if not means:
        return None
    low, high = intervals.mean(means, confidence, ends) or (None, None)
    return StageScore(
        stage=name, mean=statistics.fmean(means), low=low, high=high, journeys=len(means), contacts=sum(map(len, own))
    )
