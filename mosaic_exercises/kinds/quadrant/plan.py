"""What a quadrant map gives to the plan: its picture, and in words each point and its way."""

from __future__ import annotations

from mosaic_exercises.drawing.blocks import Block, Bullets, Figure
from mosaic_exercises.kinds.quadrant.check import describe
from mosaic_exercises.kinds.quadrant.picture import plane_drawing
from mosaic_exercises.kinds.quadrant.task import QuadrantTask, Spots


def blocks(task: QuadrantTask, answer: Spots) -> tuple[Block, ...]:
    """The map as a picture; in words each point and its way."""
    drawing = plane_drawing(task, answer)
    lines = describe(task, answer).split("\n")
    return (Figure(drawing, words=(Bullets(tuple((0, line) for line in lines)),)),)
