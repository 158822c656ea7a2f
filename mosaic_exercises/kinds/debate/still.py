"""Debate, to read: the motion and its two sides."""

from __future__ import annotations

from mosaic_exercises.drawing.blocks import Block, FactList, Words
from mosaic_exercises.kinds.debate.task import DebateTask, DebateView


def still(task: DebateTask, view: DebateView) -> tuple[Block, ...]:  # noqa: ARG001 - the contract's signature
    """The motion, each side with its strongest point, and what to do."""
    sides = tuple((side.name.rstrip("."), side.strongest) for side in view.sides)
    return Words(view.motion), FactList(sides), Words("Take a side, and answer the strongest point of the other.")
