"""Rate: rows on a scale with anchors, weights that sum to a total, paired questions; recorded, or within ranges."""

from __future__ import annotations

from mosaic_exercises.kinds.contract import Effort, Kind
from mosaic_exercises.kinds.rate import check, plan, portable, read, still, task, wall

KIND: Kind[task.RateTask, task.RateKey, task.Ratings] = Kind(
    "rate",
    task.RateTask,
    task.RateKey,
    read.parse,
    check.check,
    check.samples,
    check.describe,
    check.problems,
    check.view,
    check.solution,
    portable=portable.portable,
    blocks=plan.blocks,
    beside=plan.compared,
    few=True,
    wall=wall.wall,
    effort=lambda t: Effort(decisions=len(t.rows)),
    still=still.still,
)
