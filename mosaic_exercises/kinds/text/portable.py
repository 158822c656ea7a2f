"""Text, as other systems can ask it: an essay."""

from __future__ import annotations

from mosaic_exercises.kinds.portable import Essay, Portable, PortablePart
from mosaic_exercises.kinds.text.task import TextKey, TextTask


def portable(task: TextTask, key: TextKey) -> Portable:
    """An essay; the rubric goes with the model to whoever marks it."""
    rubric = tuple(f"{r.label}{': ' + ' / '.join(r.levels) if r.levels else ''}" for r in task.rubric)
    asked = [f"At least {task.min_words} words."] * (task.min_words > 0) + [f"At most {task.max_words} words."] * (
        task.max_words > 0
    )
    body = Essay(model=key.model, look_for=(*key.look_for, *rubric), rows=task.rows)
    return Portable(parts=(PortablePart(body=body, ask=" ".join(asked)),), why=key.why)
