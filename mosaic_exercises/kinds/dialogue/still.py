"""Dialogue, to read: how the conversation begins, and what can be said first. The rest is found by saying it."""

from __future__ import annotations

from mosaic_exercises.drawing.blocks import Block, Bullets, FactList, Words
from mosaic_exercises.kinds.dialogue.task import DialogueTask, DialogueView


def still(task: DialogueTask, view: DialogueView) -> tuple[Block, ...]:  # noqa: ARG001 - the contract's signature
    """The first turn with its moves."""
    first = view.turns[0]
    return (
        FactList(((view.them, first.text),)),
        Words("You can say:"),
        Bullets(tuple((0, move.text) for move in first.moves)),
        Words("The conversation goes on from what you say."),
    )
