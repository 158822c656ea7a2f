"""Outline, to read: the map as it begins, as a picture and as a list, and what it can begin with instead."""

from __future__ import annotations

from mosaic_exercises.drawing.blocks import Block, Bullets, FactList, Figure, Words
from mosaic_exercises.kinds.outline.picture import outline_drawing
from mosaic_exercises.kinds.outline.task import OutlineTask


def still(task: OutlineTask, view: OutlineTask) -> tuple[Block, ...]:  # noqa: ARG001 - the contract's signature
    """The middle and its first branches."""
    branches = ((0, view.root), *((node.level + 1, node.text) for node in view.start))
    templates = tuple((one.name, one.about) for one in view.templates)
    others = (Words("You can also begin with:"), FactList(templates)) if templates else ()
    return Figure(outline_drawing(view.start, view.root)), Bullets(branches), *others
