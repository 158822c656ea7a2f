"""Order, as other systems can ask it: a row to put in order."""

from __future__ import annotations

from mosaic_exercises.kinds.order.task import OrderKey, OrderTask
from mosaic_exercises.kinds.portable import Ordering, Portable, PortablePart, with_reasons


def portable(task: OrderTask, key: OrderKey) -> Portable:
    """The items in the right order. What is said to two in the wrong order stands in the general feedback."""
    texts = {i.id: i.text for i in task.items}
    why = with_reasons(key.why, [(texts[i], key.reasons.get(i, "")) for i in key.order])
    body = Ordering(items=tuple((i, texts[i]) for i in key.order), start=task.from_label, end=task.to_label)
    lost = ("what is said to two items in the wrong order",) if key.swaps else ()
    return Portable(parts=(PortablePart(body=body),), why=why, lost=lost)
