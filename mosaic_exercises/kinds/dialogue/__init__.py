"""Dialogue: a conversation that branches; each turn has its reason, several ways through are good, and it can be
played again from any line.

Raw answer: the ids of what the learner said, in order: ``["a1", "b2"]``.
"""

from __future__ import annotations

from mosaic_exercises.kinds.contract import Effort, Kind
from mosaic_exercises.kinds.dialogue import check, still, task, ways
from mosaic_exercises.kinds.portable import never

KIND: Kind[task.DialogueTask, task.DialogueKey, task.Way] = Kind(
    "dialogue",
    task.DialogueTask,
    task.DialogueKey,
    check.parse,
    check.check,
    check.samples,
    check.describe,
    check.problems,
    check.view,
    check.solution,
    portable=never("a conversation: what is asked next hangs on what was said before"),
    decided=True,
    effort=lambda t: Effort(decisions=ways.longest(t)),
    still=still.still,
)
