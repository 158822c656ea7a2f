"""Choice: one of several, any number of several, or true against false."""

from __future__ import annotations

from mosaic_exercises.kinds.choice import check, portable, still, task
from mosaic_exercises.kinds.contract import Effort, Kind

KIND: Kind[task.ChoiceTask, task.ChoiceKey, tuple[str, ...]] = Kind(
    "choice",
    task.ChoiceTask,
    task.ChoiceKey,
    check.parse,
    check.check,
    check.samples,
    check.describe,
    check.problems,
    check.view,
    check.solution,
    portable=portable.portable,
    decided=True,
    recall=30.0,
    effort=lambda t: Effort(decisions=len(t.options) / 2 if t.mode == "many" else 1),
    still=still.still,
)
