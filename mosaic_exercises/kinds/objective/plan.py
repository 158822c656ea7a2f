"""What objectives give to the plan: each under the name of its slot, with what it needs."""

from __future__ import annotations

from mosaic_exercises.drawing.blocks import Block, FactList, Heading, Words
from mosaic_exercises.kinds.objective.rules import FIELD_NAMES
from mosaic_exercises.kinds.objective.task import ASK, Objectives, ObjectiveTask, aim_words


def blocks(task: ObjectiveTask, answer: Objectives) -> tuple[Block, ...]:
    """Each objective under the name of its slot, with what it needs."""
    found: list[Block] = []
    names_ = {slot.id: slot.name for slot in task.slots}
    for one in answer:
        said = {field: aim_words(task, one) if field == "aim" else getattr(one, field) for field in ASK}
        found += [Heading(names_[one.slot]), Words(one.text or "(no objective yet)")]
        found.append(FactList(tuple((FIELD_NAMES[field], text) for field, text in said.items() if text)))
    return tuple(found)
