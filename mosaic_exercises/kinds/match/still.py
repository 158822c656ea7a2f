"""Match, to read: the two sides that belong together."""

from __future__ import annotations

from mosaic_exercises.drawing.blocks import Block, Bullets, Heading, Words
from mosaic_exercises.kinds.match.task import MatchTask


def still(task: MatchTask, view: MatchTask) -> tuple[Block, ...]:  # noqa: ARG001 - the contract's signature
    """Two lists under their names."""
    return (
        Words("Find for each of the first what belongs to it in the second."),
        Heading(view.left_label or "First"),
        Bullets(tuple((0, item.text) for item in view.left)),
        Heading(view.right_label or "Second"),
        Bullets(tuple((0, item.text) for item in view.right)),
    )
