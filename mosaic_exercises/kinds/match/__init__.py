"""Match: join each item on the left to one on the right. The right side may have spare items."""

from __future__ import annotations

from mosaic_exercises.kinds.contract import Effort, Kind
from mosaic_exercises.kinds.match import check, portable, still, task

KIND: Kind[task.MatchTask, task.MatchKey, task.Pairs] = Kind(
    "match",
    task.MatchTask,
    task.MatchKey,
    check.parse,
    check.check,
    check.samples,
    check.describe,
    check.problems,
    check.view,
    check.solution,
    portable=portable.portable,
    decided=True,
    recall=75.0,
    effort=lambda t: Effort(decisions=len(t.left)),
    still=still.still,
    tells=check.tells,
)
