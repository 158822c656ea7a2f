"""Debate: a motion with two defensible sides. The learner takes one, answers the other's strongest point, and sees how
the class divided, from a file that the instructor shares.

Raw answer: ``{"side": "a", "reply": "..."}``.
"""

from __future__ import annotations

from mosaic_exercises.kinds.contract import Effort, Kind
from mosaic_exercises.kinds.debate import check, portable, still, task, wall

KIND: Kind[task.DebateTask, task.DebateKey, task.Stand] = Kind(
    "debate",
    task.DebateTask,
    task.DebateKey,
    check.parse,
    check.check,
    check.samples,
    check.describe,
    check.problems,
    check.view,
    check.solution,
    live=check.live,
    words=check.own_words,
    portable=portable.portable,
    side=lambda _, stand: stand.side,
    wall=wall.wall,
    effort=lambda t: Effort(decisions=1, write=t.min_words),
    in_parts=False,
    still=still.still,
)
