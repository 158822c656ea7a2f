"""Form, as other systems can ask it: an essay with headings."""

from __future__ import annotations

from mosaic_exercises.kinds.form.check import describe, parse
from mosaic_exercises.kinds.form.task import FormKey, FormTask, fields
from mosaic_exercises.kinds.portable import Essay, Portable, PortablePart


def portable(task: FormTask, key: FormKey) -> Portable:
    """An essay with the form's headings in its field. Evidence, portraits and links stay here."""
    headings = "\n\n".join(f"**{spec.label}**" for spec in fields(task).values())
    rubric = tuple(r.label for r in task.rubric)
    many = f"Up to {task.max_entries} {task.nouns}. " if task.max_entries > 1 else ""
    body = Essay(
        model=describe(task, parse(task, key.model)), look_for=(*key.look_for, *rubric), template=headings, rows=20
    )
    lost = ("its fields: it is asked as one text with the headings in it", "what the form checks while it is filled in")
    return Portable(parts=(PortablePart(body=body, ask=f"{many}Write under each heading."),), why=key.why, lost=lost)
