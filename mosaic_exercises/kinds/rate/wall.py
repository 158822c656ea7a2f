"""Ratings on a workshop's wall: of rows that several people rate."""

from __future__ import annotations

from mosaic_exercises.kinds.rate.task import RateTask, Ratings
from mosaic_exercises.kinds.walls import WallRatings


def wall(task: RateTask, answer: Ratings) -> tuple[WallRatings, ...]:
    """One's own ratings and those of colleagues that were added; nothing of pairs, weights and named points."""
    if not task.raters or task.columns or task.points or task.form != "scale":
        return ()
    every = [answer.rates, *(other.rates for other in answer.others)]
    return tuple(
        WallRatings(
            tuple(
                (row.text, rate if isinstance(rate, float) else None)
                for row, rate in zip(task.rows, rates, strict=True)
            ),
            task.low,
            task.high,
        )
        for rates in every
        if rates
    )
