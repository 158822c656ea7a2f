"""The answer that stands in an exercise: the newer of the draft and the last check, as long as it can still be read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from mosaic_exercises.course import Exercise
from mosaic_exercises.kinds.judged import Judged
from mosaic_exercises.results import Result
from mosaic_exercises.workbook import History, Workbook


@dataclass(frozen=True)
class StandingAnswer:
    """The answer that stands in one exercise: ``raw`` as it was sent, and ``at``, when (ms). What it reads as and what
    a check finds are made when somebody asks, and once: ``judged`` remembers them."""

    exercise: Exercise
    raw: Any
    at: float
    judged: Judged

    @property
    def readable(self) -> bool:
        """Whether the exercise can read it. One that it cannot read stands only where it is a text, as a half-typed
        number is."""
        return self.judged.readable(self.raw)

    @property
    def answer(self) -> Any:
        """The parsed answer. Raises FormatError where it is not ``readable``."""
        return self.judged.parsed(self.raw)

    @property
    def result(self) -> Result:
        """What a check finds."""
        return self.judged.result(self.raw)

    @property
    def begun(self) -> bool:
        """Whether it is an attempt and can be read."""
        return self.result.outcome not in ("invalid", "not_attempted") and self.judged.tried(self.raw)

    def reading(self, raw: Any) -> StandingAnswer:
        """The same with its references named anew; as it was where the new names do not fit."""
        new = replace(self, raw=raw)
        return new if raw != self.raw and new.readable else self


def standing(exercise: Exercise, workbook: Workbook, history: History, judged: Judged) -> StandingAnswer | None:
    """What stands in this exercise, None where nothing does. ``judged`` reads and checks its answers. Raises
    WorkbookError where the draft cannot be read from the disk."""
    draft, last = workbook.draft(exercise.id), history.newest
    found = [(draft.answer, draft.at)] if draft is not None else []
    if last is not None:
        found.append((last.answer, milliseconds(last.at)))
    for raw, at in sorted(found, key=lambda pair: -pair[1]):
        if judged.readable(raw) or isinstance(raw, str):
            return StandingAnswer(exercise, raw, at, judged)
    return None


def milliseconds(at: str) -> float:
    """An event's time as the browser counts it; 0 where it is no time."""
    try:
        return datetime.fromisoformat(at.replace("Z", "+00:00")).timestamp() * 1000
    except ValueError:
        return 0.0
