"""Number, to read: a place for the figure, with its unit."""

from __future__ import annotations

from mosaic_exercises.drawing.blocks import Block, Words
from mosaic_exercises.kinds.number.task import NumberTask, NumberView


def still(task: NumberTask, view: NumberView) -> tuple[Block, ...]:  # noqa: ARG001 - the contract's signature
    """The unit where it stands on the screen."""
    parts = (view.unit, "______") if view.unit_before else ("______", view.unit)
    return (Words(f"Your figure: {' '.join(part for part in parts if part)}"),)
