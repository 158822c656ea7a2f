"""What a check found and what is right, for the screen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import UNSET

from mosaic_exercises.course import Exercise
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.panel.wire import views
from mosaic_exercises.results import Result


def result_view(result: Result, names: Mapping[str, str]) -> views.ResultView:
    """A result for the screen: misconceptions by name (``names``: slug -> name)."""
    rows = [
        views.CriterionView(
            id=c.id,
            met=c.met,
            seen=c.seen,
            why=c.why,
            try_next=c.try_next,
            item=c.item,
            misconception=names.get(c.misconception, ""),
            judge=c.judge,
            worth=c.worth or UNSET,
        )
        for c in result.criteria
    ]
    return views.ResultView(outcome=result.outcome, score=result.score, summary=result.summary, criteria=tuple(rows))


def solution_view(exercise: Exercise, key: Any | None) -> views.SolutionView | None:
    """The right or model answer with its reasons; None where the key is elsewhere."""
    if key is None:
        return None
    found = KINDS[exercise.kind].solution(exercise.task, key)
    return views.SolutionView(answer=found.answer, why=found.why, reasons=found.reasons)
