"""Order: put all items in a row, from first to last."""

from __future__ import annotations

from mosaic_exercises.kinds.contract import Effort, Kind
from mosaic_exercises.kinds.order import check, portable, still, task

KIND: Kind[task.OrderTask, task.OrderKey, tuple[str, ...]] = Kind(
    "order",
    task.OrderTask,
    task.OrderKey,
    check.parse,
    check.check,
    check.samples,
    check.describe,
    check.problems,
    check.view,
    check.solution,
    portable=portable.portable,
    decided=True,
    recall=60.0,
    effort=lambda t: Effort(decisions=len(t.items)),
    still=still.still,
    tells=check.tells,
)
