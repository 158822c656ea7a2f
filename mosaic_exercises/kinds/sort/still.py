"""Sort, to read: the places, and the cards."""

from __future__ import annotations

from mosaic_exercises.drawing.blocks import Block, FactList, Words
from mosaic_exercises.kinds.sort.task import SortTask


def still(task: SortTask, view: SortTask) -> tuple[Block, ...]:  # noqa: ARG001 - the contract's signature
    """The places with what belongs there (a ladder from its top), then the cards, mixed."""
    bins = view.bins[::-1] if view.layout == "ladder" else view.bins
    return (
        Words("The rungs, from the top:" if view.layout == "ladder" else "The places:"),
        FactList(tuple((one.name, one.text) for one in bins)),
        Words("The cards to put there:"),
        FactList(tuple((card.text, card.detail) for card in view.cards)),
    )
