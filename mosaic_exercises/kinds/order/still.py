"""Order, to read: what is to be put in order, and the row's two ends."""

from __future__ import annotations

from mosaic_exercises.drawing.blocks import Block, Bullets, Words
from mosaic_exercises.kinds.order.task import OrderTask


def still(task: OrderTask, view: OrderTask) -> tuple[Block, ...]:  # noqa: ARG001 - the contract's signature
    """The items, mixed."""
    return (
        Words(f"Put these in order, from {view.from_label} to {view.to_label}:"),
        Bullets(tuple((0, item.text) for item in view.items)),
    )
