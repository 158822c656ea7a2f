"""Choice, to read: what is to be chosen, and the options."""

from __future__ import annotations

from typing import Final

from mosaic_exercises.drawing.blocks import Block, Bullets, Words
from mosaic_exercises.kinds.choice.task import ChoiceTask, ChoiceView

ASKED: Final = {"one": "Choose one:", "many": "Choose all that fit:", "true-false": "True or false?"}


def still(task: ChoiceTask, view: ChoiceView) -> tuple[Block, ...]:  # noqa: ARG001 - the contract's signature
    """The options as a list."""
    return Words(ASKED[view.mode]), Bullets(tuple((0, option.text) for option in view.options))
