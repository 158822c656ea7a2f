"""Quadrant: named points on a plane of two axes, each with a threshold; where they are now and where they should be.

The points are the author's, or the learner's own: typed, or pulled in from another exercise.
"""

from __future__ import annotations

from mosaic_exercises.kinds.contract import Effort, Kind
from mosaic_exercises.kinds.quadrant import check, plan, portable, read, still, task

OWN_POINTS = 4  # that a learner brings where the map is empty

KIND: Kind[task.QuadrantTask, task.QuadrantKey, task.Spots] = Kind(
    "quadrant",
    task.QuadrantTask,
    task.QuadrantKey,
    read.parse,
    check.check,
    check.samples,
    check.describe,
    check.problems,
    check.view,
    check.solution,
    check.objects,
    check.wants,
    check.refs,
    portable=portable.portable,
    blocks=plan.blocks,
    effort=lambda t: Effort(decisions=2 * (len(t.points) or OWN_POINTS)),
    worked=True,
    still=still.still,
)
