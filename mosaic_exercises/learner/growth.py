"""What a learner knew before and knows now: two checks of one blueprint, their first tries side by side."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from mosaic_exercises.course import Course, Quiz
from mosaic_exercises.workbook import History


class Growth(msgspec.Struct, frozen=True):
    """One concept: whether the first try at each of its two questions was right; None where there was none."""

    concept: str
    before: bool | None
    now: bool | None


def growth(course: Course, quiz: Quiz, past: Mapping[str, History]) -> tuple[Growth, ...]:
    """A row for each concept of a check that is compared with an earlier one; none for any other drill.

    The first try counts, before any feedback: what a later try earns was learned from this very question.
    """
    if not quiz.since:
        return ()
    pairs = zip(course.quiz(quiz.since).asks, quiz.asks, strict=True)
    return tuple(
        Growth(course.exercise(now).concepts[0], first_try(past.get(then)), first_try(past.get(now)))
        for then, now in pairs
    )


def first_try(history: History | None) -> bool | None:
    """Whether the first readable answer that was checked was right; None where nothing was checked."""
    tried = (event for event in (history.every if history else ()) if event.outcome not in ("not_attempted", "invalid"))
    first = next(tried, None)
    return None if first is None else first.outcome == "correct"
