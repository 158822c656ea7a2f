"""A debate, as other systems can ask it: an essay that begins with the side taken."""

from __future__ import annotations

from mosaic_exercises.kinds.debate.task import DebateKey, DebateTask, opposite
from mosaic_exercises.kinds.portable import Essay, Portable, PortablePart


def portable(task: DebateTask, key: DebateKey) -> Portable:
    """Both sides with the point that each must answer, and one text."""
    sides = "\n".join(f"- **{s.name}** Answer this: {opposite(task, s.id).strongest}" for s in task.sides)
    model = "\n\n".join(f"{side.name}\n{key.models[side.id]}" for side in task.sides)
    body = Essay(
        model=model, look_for=(*key.look_for, *(r.label for r in task.rubric)), template="My side:\n\nMy answer:"
    )
    ask = f"{task.motion}\n\nTake one side and answer the other's strongest point.\n\n{sides}"
    return Portable(parts=(PortablePart(body=body, ask=ask),), why=key.why, lost=("how the class divided",))
