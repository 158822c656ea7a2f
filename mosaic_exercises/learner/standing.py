"""The answer that stands in an exercise: the newer of the draft and the last check, if it can still be read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from mosaic_exercises.course import Exercise
from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.workbook import History, Workbook


def readable(exercise: Exercise, raw: Any) -> bool:
    """Whether the exercise as it is today can read this answer (it may have changed since)."""
    try:
        KINDS[exercise.kind].parse(exercise.task, raw)
    except FormatError:
        return False
    return True


def standing(
    exercise: Exercise, workbook: Workbook, history: History, can_read: Callable[[Any], bool] | None = None
) -> tuple[Any, float]:
    """The answer that stands in an exercise and when it was given (ms): the newer of the draft and the last check,
    as long as the exercise can still read it (``can_read``, where somebody has looked already); (None, 0) where there
    is none."""
    draft = workbook.draft(exercise.id)
    last = history.newest
    found = [(draft.answer, draft.at)] if draft is not None else []
    if last is not None:
        found.append((last.answer, milliseconds(last.at)))
    for answer, at in sorted(found, key=lambda pair: -pair[1]):
        if (can_read(answer) if can_read else readable(exercise, answer)) or isinstance(answer, str):
            return answer, at
    return None, 0


def milliseconds(at: str) -> float:
    """An event's time as the browser counts it; 0 where it is no time."""
    try:
        return datetime.fromisoformat(at.replace("Z", "+00:00")).timestamp() * 1000
    except ValueError:
        return 0.0
