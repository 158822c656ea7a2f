"""Blank, to read: the sentences with their gaps, numbered."""

from __future__ import annotations

from mosaic_exercises.drawing.blocks import Block, Words
from mosaic_exercises.kinds.blank.task import BlankTask, BlankView, PieceView


def still(task: BlankTask, view: BlankView) -> tuple[Block, ...]:  # noqa: ARG001 - the contract's signature
    """A paragraph for each line; a gap by its name."""
    labels = {gap.id: gap.label for gap in view.blanks}

    def said(piece: PieceView) -> str:
        return piece.text if isinstance(piece.text, str) else f"______ ({labels[str(piece.blank)]})"

    return tuple(Words("".join(map(said, line))) for line in view.lines)
