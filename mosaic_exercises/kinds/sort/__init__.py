"""Sort: put cards into bins, or onto the rungs of a ladder."""

from __future__ import annotations

from mosaic_exercises.kinds.contract import Effort, Kind
from mosaic_exercises.kinds.sort import check, portable, still, task

KIND: Kind[task.SortTask, task.SortKey, task.Placed] = Kind(
    "sort",
    task.SortTask,
    task.SortKey,
    check.parse,
    check.check,
    check.samples,
    check.describe,
    check.problems,
    check.view,
    check.solution,
    portable=portable.portable,
    decided=True,
    recall=90.0,
    effort=lambda t: Effort(decisions=len(t.cards)),
    still=still.still,
    tells=check.tells,
)
