"""Journey, to read: the map to read, or the empty one, as a picture and as a table, stages across."""

from __future__ import annotations

from collections.abc import Iterator

from mosaic_exercises.drawing.blocks import Block, Bullets, Figure, TextTable, Words
from mosaic_exercises.kinds.journey.picture import journey_drawing
from mosaic_exercises.kinds.journey.task import JourneyTask
from mosaic_exercises.kinds.journey.view import JourneyView
from mosaic_exercises.models.journey import JourneyMap, Lane, Stage


def still(task: JourneyTask, view: JourneyView) -> tuple[Block, ...]:
    """The picture, the table, and in mode find the names that a fault can have."""
    stages = tuple(Stage(one.id, one.name) for one in view.stages)
    lanes = tuple(Lane(one.id, one.type, one.name) for one in view.lanes)
    journey = task.map or JourneyMap(stages=stages, lanes=lanes)
    asked: tuple[Block, ...] = ()
    if view.mode == "find":
        asked = (Words("What can be wrong with it:"), Bullets(tuple((0, rule.text) for rule in view.rules)))
    table = TextTable("", ("", *(stage.name for stage in journey.stages)), tuple(_rows(journey)))
    return Figure(journey_drawing(journey)), table, *asked


def _rows(journey: JourneyMap) -> Iterator[tuple[str, ...]]:
    for name, at in (("Emotion now", "as_is"), ("Emotion as it shall be", "to_be")):
        felt = {one.stage: getattr(one, at) for one in journey.emotions}
        if name == "Emotion now" or any(value is not None for value in felt.values()):
            yield name, *(_felt(felt.get(stage.id)) for stage in journey.stages)
    for lane in journey.lanes:
        notes = [note for note in journey.notes if note.lane == lane.id]
        yield lane.name, *("; ".join(n.text for n in notes if n.stage == stage.id) for stage in journey.stages)


def _felt(value: float | None) -> str:
    return "" if value is None else f"{value:+g}".replace("-", "−") if value else "0"
