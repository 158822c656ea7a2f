"""What a mind map gives to the plan: a list."""

from __future__ import annotations

from typing import Any

from mosaic_exercises.drawing.blocks import Block, Bullets
from mosaic_exercises.kinds.outline.nodes import Nodes


def blocks(_: Any, answer: Nodes) -> tuple[Block, ...]:
    """A mind map as a list."""
    return (Bullets(tuple((n.level, f"{n.text}: {n.note}" if n.note else n.text) for n in answer)),)
