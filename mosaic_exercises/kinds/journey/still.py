"""Journey, to read: the map to find faults in, or the one to build as it begins."""

from __future__ import annotations

from collections.abc import Iterator

from mosaic_exercises.drawing.blocks import Block, Bullets, FactList, Figure, TextTable, Words
from mosaic_exercises.kinds.journey.picture import journey_drawing
from mosaic_exercises.kinds.journey.task import JourneyTask
from mosaic_exercises.kinds.journey.view import JourneyView
from mosaic_exercises.models.journey import JourneyMap, Lane, Stage


def still(task: JourneyTask, view: JourneyView) -> tuple[Block, ...]:
    """To find faults: the map as a picture and as a table, and the names that a fault can have. To build: the map as it
    begins, and what goes into each lane."""
    if task.map is not None:
        table = TextTable("", ("", *(stage.name for stage in task.map.stages)), tuple(_rows(task.map)))
        rules = Bullets(tuple((0, rule.text) for rule in view.rules))
        return Figure(journey_drawing(task.map)), table, Words("What can be wrong with it:"), rules
    stages = tuple(Stage(one.id, one.name) for one in view.stages)
    lanes = tuple(Lane(one.id, one.type, one.name) for one in view.lanes)
    about = {one.id: one.guidance for one in view.lane_types}
    return (
        Figure(journey_drawing(JourneyMap(stages=stages, lanes=lanes))),
        Words(
            f"Stages to begin with: {', '.join(stage.name for stage in stages)}. For each, the emotion and these lanes:"
        ),
        FactList(tuple((lane.name, about.get(lane.type, "")) for lane in lanes)),
    )


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
