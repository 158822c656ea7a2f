"""How long customers stay: Kaplan and Meier's curve, and whether groups differ.

The mean time of those who left is too short, and the mean of all is too short as well: who is still here will stay
longer. Kaplan and Meier's estimate uses everybody for as long as they were seen.

Misuse: it needs a leaving that is known (a notice, a cover that was not renewed). Where customers simply stop buying
nobody knows when they left: use :mod:`mosaic_exercises.models.forecast`. It takes for granted that those not yet seen
for long are like those before them; read the right end with its few people lightly, and never beyond the last day.
Counting a customer from a day after the first one, or choosing only those who stayed a year, makes the curve too good.

Sources. E. L. Kaplan & P. Meier, Nonparametric Estimation from Incomplete Observations, Journal of the American
Statistical Association 53 (1958), 457-481; variance: M. Greenwood (1926); interval on the log-log scale: J. D.
Kalbfleisch & R. L. Prentice, The Statistical Analysis of Failure Time Data (1980); log-rank test: N. Mantel (1966).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final, overload

import msgspec

from mosaic_exercises.models import frames, intervals, surveys
from mosaic_exercises.models.columns import beyond, no_such_days, read_day, read_days
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.results_frame import frame_of

if TYPE_CHECKING:
    import pandas as pd

    from mosaic_exercises.models.frames import TableLike

METHOD: Final = "Kaplan-Meier; variance by Greenwood, interval on the log-log scale"
TRUE, FALSE = frozenset({"true", "yes", "y", "1", "1.0"}), frozenset({"false", "no", "n", "0", "0.0"})


class StayStep(msgspec.Struct, frozen=True, kw_only=True):
    """The curve from ``time`` on: of ``at_risk`` people seen so long ``left`` left then, ``gone`` were seen no longer.

    ``staying`` is the share that stays beyond; ``low`` and ``high`` are None where it is still 1, or 0.
    """

    time: float
    at_risk: int
    left: int
    gone: int
    staying: float
    low: float | None
    high: float | None


class Staying(msgspec.Struct, frozen=True, kw_only=True):
    """The curve of ``n`` people, of whom ``left`` left while they were seen. ``median``: when half are gone.

    ``median`` and its ends are None where the curve (or its interval) does not come down to a half.
    """

    steps: tuple[StayStep, ...]
    n: int
    left: int
    median: float | None
    median_low: float | None
    median_high: float | None
    unit: str
    confidence: float
    method: str
    notes: tuple[str, ...]

    def at(self, time: float) -> StayStep | None:
        """The step in force at ``time``; None before the first, where everybody is still here."""
        found = None
        for step in self.steps:
            if step.time > time:
                break
            found = step
        return found

    def frame(self) -> pd.DataFrame:
        """The steps as a pandas table, one row each."""
        return frame_of(self.steps, notes=self.notes)


class LogRank(msgspec.Struct, frozen=True, kw_only=True):
    """Whether groups leave alike: ``p`` is how often chance alone would part them at least as far."""

    statistic: float
    freedom: int
    p: float
    expected: dict[str, float]
    left: dict[str, int]
    notes: tuple[str, ...]


def kaplan_meier(times: object, left: object, *, unit: str = "days", confidence: float = 0.95) -> Staying:
    """The curve of staying: ``times`` says how long each customer was seen, ``left`` whether they left at the end.

    ``times`` are numbers of 0 or more in ``unit``; ``left`` is True where somebody left, False where they were still
    here when the data end. Who left and who was seen no longer at one time: the leavers go first. Raises DataError for
    gaps, text and negative times.

    >>> curve = kaplan_meier([1, 2, 2, 3, 5], [True, True, False, True, False], unit="years")
    >>> [(step.time, round(step.staying, 2)) for step in curve.steps], curve.median
    ([(1.0, 0.8), (2.0, 0.6), (3.0, 0.3), (5.0, 0.3)], 3.0)
    """
    z = surveys.z_of(confidence)
    frames.same_rows({"times": times, "left": left})
    given, said = surveys.values(times, "times"), surveys.values(left, "left")
    if len(given) != len(said) or not given:
        raise DataError(
            f"{len(given):,} times and {len(said):,} entries in `left`",
            "arguments `times` and `left`",
            "Give one each.",
        )
    seen = [surveys.number(one.item() if hasattr(one, "item") else one) for one in given]
    bad = [place for place, one in enumerate(seen) if one is None or one < 0]
    if bad:
        shown = frames.examples([given[p] for p in bad])
        raise DataError(
            f"{frames.counted(len(bad), 'time')} below 0, missing or no number: {shown}",
            f"argument `times`, {surveys.rows_text(bad)}",
            "Count from the first day on; leave out who came after the data end.",
        )
    flags = _flags(said)
    steps, staying, spread = [], 1.0, 0.0
    risk = len(seen)
    counts: dict[float, list[int]] = {}
    for time, flag in zip(seen, flags, strict=True):
        counts.setdefault(time or 0.0, [0, 0])[0 if flag else 1] += 1
    for time in sorted(counts):
        out, gone = counts[time]
        if out:
            staying *= 1 - out / risk
            spread += out / (risk * (risk - out)) if risk > out else math.inf
        low, high = _between(staying, spread, z)
        steps.append(StayStep(time=time, at_risk=risk, left=out, gone=gone, staying=staying, low=low, high=high))
        risk -= out + gone
    events = sum(flags)
    notes = surveys.few(len(seen), "customers")
    if not events:
        notes.append("Nobody left while they were seen: the curve stays at 100%, which is no promise.")
    return Staying(
        steps=tuple(steps), n=len(seen), left=events, median=_crossing([(s.time, s.staying) for s in steps]),
        median_low=_crossing([(s.time, s.low) for s in steps]),
        median_high=_crossing([(s.time, s.high) for s in steps]),
        unit=unit, confidence=float(confidence), method=METHOD, notes=tuple(notes),
    )  # fmt: skip


@overload
def from_dates(
    table: TableLike,
    start: str,
    end: str,
    *,
    as_of: object,
    segment: None = None,
    date_format: str | None = None,
    confidence: float = 0.95,
) -> Staying: ...
@overload
def from_dates(
    table: TableLike,
    start: str,
    end: str,
    *,
    as_of: object,
    segment: str,
    date_format: str | None = None,
    confidence: float = 0.95,
) -> dict[str, Staying]: ...
def from_dates(
    table: TableLike,
    start: str,
    end: str,
    *,
    as_of: object,
    segment: str | None = None,
    date_format: str | None = None,
    confidence: float = 0.95,
) -> Staying | dict[str, Staying]:
    """The curve of a table with one row a customer: the day they came (``start``) and the day they left (``end``).

    ``end`` is empty where somebody is still here, and counts only up to ``as_of``, the last day of which you know.
    With ``segment``, a column, one curve for each of its values. Time is in days. Raises DataError for a missing start,
    for an end before its start, and for a start after ``as_of``.
    """
    import numpy as np

    frame = frames.require_table(table, "table")
    came = read_days(frames.column(frame, start, "start"), date_format)
    went = read_days(frames.column(frame, end, "end"), date_format)
    last = read_day(as_of, "as_of")
    never = beyond(came)
    if never.any():
        where = f"column {start!r}, {frames.rows_text(never)}"
        shown = [str(day) for day in came[never][:50]]
        raise no_such_days(f"Column {start!r}", int(never.sum()), shown, where, "come")
    for bad, one, more, do in (
        (np.isnat(came), "has no start", "have no start", "Fill it in, or leave these customers out."),
        (
            came > last,
            f"starts after {last}",
            f"start after {last}",
            "Leave out who came later, or choose a later `as_of`.",
        ),
        (went < came, "ends before it starts", "end before they start", "Correct the dates."),
    ):
        if bad.any():
            raise DataError(
                f"{frames.counted(int(bad.sum()), 'row')} that {one if bad.sum() == 1 else more}",
                f"{start!r} and {end!r}, {frames.rows_text(bad)}",
                do,
            )
    gone = ~np.isnat(went) & (went <= last)
    times = (np.where(gone, went, last) - came).astype("int64")
    if segment is None:
        return kaplan_meier(times, gone, confidence=confidence)
    groups = np.array(surveys.names(frames.column(frame, segment, "segment").tolist(), f"column {segment!r}"))
    return {
        name: kaplan_meier(times[groups == name], gone[groups == name], confidence=confidence)
        for name in dict.fromkeys(groups.tolist())
    }


def log_rank(curves: Mapping[str, Staying]) -> LogRank:
    """Whether the groups of ``curves`` leave at the same rate: the log-rank test of two or more groups.

    It looks at the whole curve, and best where one group leaves faster all the time; curves that cross can hide from
    it. Groups that were made by what happened later (who complained, who stayed a year) differ by construction. Raises
    DataError for fewer than two groups and where nobody left.
    """
    import numpy as np

    if not isinstance(curves, Mapping) or len(curves) < 2 or not all(isinstance(c, Staying) for c in curves.values()):
        raise DataError("`curves` has not two groups", "argument `curves`", "Pass from_dates(..., segment='...').")
    names = list(curves)
    times = sorted({step.time for curve in curves.values() for step in curve.steps if step.left})
    if not times:
        raise DataError("Nobody left in any group", "argument `curves`", "There is nothing to compare yet.")
    size = len(names)
    observed, expected, spread = np.zeros(size), np.zeros(size), np.zeros((size, size))
    for time in times:
        risk = np.array([_at_risk(curves[name], time) for name in names], dtype=float)
        out = np.array([sum(s.left for s in curves[name].steps if s.time == time) for name in names], dtype=float)
        whole, all_out = risk.sum(), out.sum()
        observed += out
        expected += risk * all_out / whole
        if whole > 1:
            part = risk / whole
            spread += all_out * (whole - all_out) / (whole - 1) * (np.diag(part) - np.outer(part, part))
    apart = (observed - expected)[:-1]
    found = float(apart @ np.linalg.pinv(spread[:-1, :-1]) @ apart)
    return LogRank(
        statistic=found, freedom=size - 1, p=intervals.chi_square_above(found, size - 1),
        expected=dict(zip(names, map(float, expected), strict=True)),
        left={name: curves[name].left for name in names},
        notes=tuple(surveys.few(min(curve.n for curve in curves.values()), "customers in the smallest group")),
    )  # fmt: skip


def _at_risk(curve: Staying, time: float) -> int:
    return next((step.at_risk for step in curve.steps if step.time >= time), 0)


def _between(staying: float, spread: float, z: float) -> tuple[float | None, float | None]:
    if not 0 < staying < 1:
        return None, None
    turn = z * math.sqrt(spread) / math.log(staying)
    return staying ** math.exp(-turn), staying ** math.exp(turn)


def _crossing(points: Sequence[tuple[float, float | None]]) -> float | None:
    """The first time at which the line is at a half or below."""
    return next((time for time, share in points if share is not None and share <= 0.5), None)


def _flags(said: Sequence[object]) -> list[bool]:
    words = [str(one).strip().casefold() for one in said]
    bad = [place for place, word in enumerate(words) if word not in TRUE | FALSE]
    if bad:
        raise DataError(
            f"{frames.counted(len(bad), 'value')} such as {frames.examples([said[p] for p in bad])}",
            f"argument `left`, {surveys.rows_text(bad)}",
            "Write True where somebody left and False where they were still here (yes, no, 1 and 0 are read too).",
        )
    return [word in TRUE for word in words]
