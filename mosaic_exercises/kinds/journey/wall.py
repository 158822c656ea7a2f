"""A journey on a workshop's wall: its curves of today, one for each persona."""

from __future__ import annotations

from typing import Any

from mosaic_exercises.kinds.journey.task import JourneyTask
from mosaic_exercises.kinds.walls import Hang, WallCurve
from mosaic_exercises.models.journey import JourneyMap, actors


def wall(task: JourneyTask) -> Hang[Any] | None:
    """A journey that is drawn hangs there, a search for faults does not."""
    return pieces if task.mode == "build" else None


def pieces(answer: Any) -> tuple[WallCurve, ...]:
    """The curves that say anything."""
    if not isinstance(answer, JourneyMap):
        return ()
    stages = tuple(stage.name for stage in answer.stages)
    felt = {(emotion.stage, emotion.persona): emotion.as_is for emotion in answer.emotions}
    found = []
    for actor in actors(answer):
        values = tuple(felt.get((stage.id, actor.id)) for stage in answer.stages)
        if any(value is not None for value in values):
            title = " · ".join(part for part in (answer.title, actor.name) if part)
            found.append(WallCurve(title, stages, values))
    return tuple(found)
