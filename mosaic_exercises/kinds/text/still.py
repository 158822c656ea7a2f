"""Text, to read: how much is to be written."""

from __future__ import annotations

from mosaic_exercises.drawing.blocks import Block, Words
from mosaic_exercises.kinds.text.task import TextTask, TextView


def still(task: TextTask, view: TextView) -> tuple[Block, ...]:  # noqa: ARG001 - the contract's signature
    """A sentence."""
    least, most = view.min_words, view.max_words
    count = f"{least} to {most} words" if least and most else f"at least {least} words" if least else ""
    count = count or (f"at most {most} words" if most else "a few words")
    return (Words(f"Your answer, in your own words: {count}."),)
