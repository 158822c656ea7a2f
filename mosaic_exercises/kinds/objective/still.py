"""Objective, to read: the places for objectives, the aims, and what is asked beside each."""

from __future__ import annotations

from typing import Final

from mosaic_exercises.drawing.blocks import Block, Bullets, FactList, Words
from mosaic_exercises.kinds.objective.task import Ask, ObjectiveTask
from mosaic_exercises.kinds.objective.view import ObjectiveView

ASKED: Final[dict[Ask, str]] = {
    "baseline": "where it stands today",
    "resources": "what it takes",
    "owner": "who answers for it",
    "aim": "which aim it serves",
}


def still(task: ObjectiveTask, view: ObjectiveView) -> tuple[Block, ...]:  # noqa: ARG001 - the contract's signature
    """A line for each place, what is asked beside it, and the aims to choose from."""
    asked = ", ".join(ASKED[name] for name in view.ask)
    aims = (Words("Aims to choose from:"), Bullets(tuple((0, aim.text) for aim in view.aims))) if view.aims else ()
    return (
        Words(f"An objective for each of these{f', with {asked}' if asked else ''}:"),
        FactList(tuple((slot.name, slot.guidance) for slot in view.slots)),
        *aims,
    )
