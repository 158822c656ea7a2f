"""What a board would ask about a map that a check lets pass."""

from __future__ import annotations

from mosaic_exercises.kinds.journey.task import FaultMark, JourneyTask
from mosaic_exercises.models.journey import JourneyMap, actors, figures, notes_in, points, signed
from mosaic_exercises.reading.signs import quoted
from mosaic_exercises.results import Criterion


def doubts(task: JourneyTask, answer: JourneyMap | tuple[FaultMark, ...]) -> tuple[Criterion, ...]:
    """The lowest points of today's curves at which no opportunity stands, for all or for the persona who feels it."""
    if not isinstance(answer, JourneyMap) or task.mode == "find":
        return ()
    names = {s.id: s.name for s in answer.stages}
    chances = {(n.stage, n.persona) for n in notes_in(answer, "opportunities")}
    found: list[Criterion] = []
    for actor in actors(answer):
        curve = figures(points(answer, actor.id))
        for stage in curve.lowest_at if curve else ():
            if curve and not {(stage, ""), (stage, actor.id)} & chances:
                whose = f" of {quoted(actor.name)}" if actor.name else ""
                low = f"lowest at {quoted(names[stage])} ({signed(curve.lowest)})"
                seen = f"The journey{whose} is {low}, and no idea stands there."
                found.append(Criterion("low-without-idea", False, seen, item=stage))
    return tuple(found)
