"""What a journey map gives to the plan: its picture, and in words a table and what the curves say."""

from __future__ import annotations

from typing import Any

from mosaic_exercises.drawing.blocks import Block, Figure, TextTable, Words
from mosaic_exercises.kinds.journey.picture import journey_drawing, journey_pages
from mosaic_exercises.models.journey import DERIVED, JourneyMap, derived, in_words, notes_in


def blocks(_: Any, answer: Any) -> tuple[Block, ...]:
    """The map as a picture; in words a table of stages and lanes, and what the curves say."""
    if not isinstance(answer, JourneyMap):
        return ()
    rows = tuple((lane.name, *(_cell(answer, lane, stage.id) for stage in answer.stages)) for lane in answer.lanes)
    table = TextTable(answer.title or "Journey map", ("", *(s.name for s in answer.stages)), rows)
    words: tuple[Block, ...] = (table, *(Words(line) for line in in_words(answer)))
    return (Figure(journey_drawing(answer), journey_pages(answer), words),)


def _cell(map_: JourneyMap, lane: Any, stage: str) -> str:
    if lane.type in DERIVED:
        return "\n".join(filter(None, derived(map_, lane.type, stage)))
    return "\n".join(note.text or note.need for note in notes_in(map_, lane.id, stage))
