"""What goes with satisfaction, and how each stage of a journey felt: bars with their intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mosaic_exercises.models.drivers import Drivers
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.journey import JourneyScores
from mosaic_exercises.plots import style
from mosaic_exercises.plots.bars import either_side
from mosaic_exercises.plots.labels import clean, number, signed
from mosaic_exercises.plots.style import Picture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mosaic_exercises.models.journey import StageScore


def shares(data: Drivers, theme: str = "light", width: float = style.WIDE) -> Picture:
    """How much of the explained variance each driver holds, the largest first, in percentage points of all variance.

    ``data`` is what ``drivers.drivers`` returned.
    """
    wide = style.size(width)
    if not isinstance(data, Drivers):
        raise DataError(
            f"`data` is a {type(data).__name__}", "argument `data`", "Pass what drivers.drivers() returned."
        )
    names = [_name(one.name) for one in data.drivers]
    found = [100 * one.part for one in data.drivers]
    between = [
        (None if one.low is None else 100 * one.low, None if one.high is None else 100 * one.high)
        for one in data.drivers
    ]
    outcome = clean(data.outcome.replace("_", " "))
    title = f"What goes with {outcome}"
    note = (
        f"Points of the {number(100 * data.r_squared, 0)}% of variance that all explain together "
        f"({data.method.partition(';')[0]}), {data.n:,} people. Correlation, not cause."
    )
    if any(low is not None for low, _ in between):
        note += f" Thin lines: {100 * data.confidence:g}% intervals."
    said = [f"{number(value, 1)}" for value in found]
    first = data.drivers[0]
    alt = (
        f"Together the drivers explain {number(100 * data.r_squared, 0)}% of the differences in {outcome}. "
        f"{names[0]} holds the most, {number(found[0], 1)} points ({number(first.share, 0)}% of what is explained). "
    )
    rest = "; ".join(f"{name} {text}" for name, text in zip(names[1:], said[1:], strict=True))
    alt += f"{rest}." if rest else ""
    ends = [end for pair in between for end in pair if end is not None]
    rows = tuple(
        (
            name,
            text,
            f"{number(one.share, 1)}%",
            "" if low is None or high is None else f"{number(low, 1)} to {number(high, 1)}",
            signed(one.correlation),
        )
        for name, text, one, (low, high) in zip(names, said, data.drivers, between, strict=True)
    )
    return either_side(
        wide, theme, title, note, alt.strip(), names, found, said, between, (0.0, max([*found, *ends])),
        "points of explained variance",
        (("Driver", "Points of variance", "Share of the explained", "Interval of the points", "Correlation"), *rows),
    )  # fmt: skip


def stages(data: JourneyScores, theme: str = "light", width: float = style.WIDE) -> Picture:
    """How each stage felt: means over journeys with their intervals. ``data`` is what ``journey.scores`` returned."""
    wide = style.size(width)
    if not isinstance(data, JourneyScores):
        raise DataError(f"`data` is a {type(data).__name__}", "argument `data`", "Pass what journey.scores() returned.")
    own = data.stages
    names = [_name(one.stage) for one in own]
    title = "How each stage of the journey felt"
    note = (
        f"Mean over journeys, each counted once: {data.journeys:,} journeys of {data.contacts:,} contacts. "
        f"Thin lines: {100 * data.confidence:g}% intervals."
    )
    worst = min(own, key=lambda one: one.mean)
    alt = (
        f"Lowest at {_name(worst.stage)}, {signed(worst.mean)} ({worst.journeys:,} journeys). {_rest(own, worst)}"
        f"Peak-end over all journeys {signed(data['peak_end'])}; {number(data.below_zero, 0)}% of journeys are below 0."
    )
    ends = [end for one in own for end in (one.mean, one.low, one.high) if end is not None]
    rows = tuple(
        (
            name,
            signed(one.mean),
            "" if one.low is None or one.high is None else f"{signed(one.low)} to {signed(one.high)}",
            f"{one.journeys:,}",
            f"{one.contacts:,}",
        )
        for name, one in zip(names, own, strict=True)
    )
    return either_side(
        wide, theme, title, note, alt, names, [one.mean for one in own], [signed(one.mean) for one in own],
        [(one.low, one.high) for one in own], (min(0.0, *ends), max(0.0, *ends)), "mean feeling",
        (("Stage", "Mean", "Interval", "Journeys", "Contacts"), *rows),
    )  # fmt: skip


def _rest(own: Sequence[StageScore], worst: StageScore) -> str:
    others = [f"{_name(one.stage)} {signed(one.mean)}" for one in own if one is not worst]
    return f"{'; '.join(others)}. " if others else ""


def _name(name: str) -> str:
    text = clean(name)
    return text[:1].upper() + text[1:]
