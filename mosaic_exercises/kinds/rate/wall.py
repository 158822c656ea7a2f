"""Ratings on a workshop's wall: of rows that several people rate."""

from __future__ import annotations

from functools import partial

from mosaic_exercises.kinds.rate.task import RateTask, Ratings
from mosaic_exercises.kinds.walls import Hang, WallRatings


def wall(task: RateTask) -> Hang[Ratings] | None:
    """Rows that several people rate hang there; pairs, weights and named points do not."""
    apart = not task.raters or task.columns or task.points or task.form != "scale"
    return None if apart else partial(pieces, task)


def pieces(task: RateTask, answer: Ratings) -> tuple[WallRatings, ...]:
    """One's own ratings, and those of the people who were asked as well, each under what they are called there."""
    every = [("", answer.rates), *((other.name, other.rates) for other in answer.others)]
    return tuple(
        WallRatings(
            tuple(
                (row.text, rate if isinstance(rate, float) else None)
                for row, rate in zip(task.rows, rates, strict=True)
            ),
            task.low,
            task.high,
            rater,
        )
        for rater, rates in every
        if rates
    )
