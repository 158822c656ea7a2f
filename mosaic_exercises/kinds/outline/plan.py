"""What a mind map gives to the plan: a list."""

from __future__ import annotations

from typing import Any

from mosaic_exercises.drawing.blocks import Block, Bullets
from mosaic_exercises.kinds.outline.nodes import MindMap, Node


def blocks(_: Any, answer: MindMap) -> tuple[Block, ...]:
    """A mind map as a list; of a picture its words."""
    return (Bullets(tuple((n.level, _line(n)) for n in answer.nodes)),)


def _line(node: Node) -> str:
    beside = (f"({node.link})" if node.link else "", f"(Picture: {node.alt})" if node.alt else "")
    return " ".join(part for part in (f"{node.text}: {node.note}" if node.note else node.text, *beside) if part)
