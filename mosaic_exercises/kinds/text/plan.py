"""What a text gives to the plan: its paragraphs."""

from __future__ import annotations

from typing import Any

from mosaic_exercises.drawing.blocks import Block, Words


def blocks(_: Any, answer: str) -> tuple[Block, ...]:
    """A free text, paragraph by paragraph."""
    return tuple(Words(line) for line in answer.split("\n") if line.strip())
