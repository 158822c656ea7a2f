"""Objective, as other systems can ask it: an essay with headings."""

from __future__ import annotations

from mosaic_exercises.kinds.objective.check import describe, parse
from mosaic_exercises.kinds.objective.task import ObjectiveKey, ObjectiveTask
from mosaic_exercises.kinds.portable import Essay, Portable, PortablePart


def portable(task: ObjectiveTask, key: ObjectiveKey) -> Portable:
    """An essay with a heading for each objective and what it needs."""
    headings = "\n\n".join(
        f"**{slot.name}**" + (f" ({', '.join(task.ask)})" if task.ask else "") for slot in task.slots
    )
    body = Essay(
        model=describe(task, parse(task, key.model)),
        look_for=(*key.look_for, *(r.label for r in task.rubric)),
        template=headings,
        rows=16,
    )
    lost = ("its fields: it is asked as one text with the headings in it", "the reading of each sentence against SMART")
    return Portable(parts=(PortablePart(body=body, ask="Write under each heading."),), why=key.why, lost=lost)
