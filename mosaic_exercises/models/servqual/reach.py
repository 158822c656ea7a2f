"""Gap analysis in its plain sense: what is against what could be."""

from __future__ import annotations

import msgspec

from mosaic_exercises.models.checks import finite


class Distance(msgspec.Struct, frozen=True):
    """Actual against possible performance: ``gap`` = target - actual, ``closed_percent`` of the way from ``start``.

    ``closed_percent`` is None where no start was given or the start is the target. It can pass 100 and fall below 0.
    """

    actual: float
    target: float
    gap: float
    start: float | None
    closed_percent: float | None


def distance(actual: float, target: float, start: float | None = None) -> Distance:
    """Gap analysis: how far actual performance lies from what is possible, and how much of the way is done.

    Works in either direction: a waiting time that is to fall from 16 to 2 minutes and stands at 9 is half closed.
    Raises DataError for what is no number.
    """
    here, goal = finite(actual, "actual"), finite(target, "target")
    if start is None:
        return Distance(here, goal, goal - here, None, None)
    begun = finite(start, "start")
    closed = None if goal == begun else 100 * (here - begun) / (goal - begun)
    return Distance(here, goal, goal - here, begun, closed)
