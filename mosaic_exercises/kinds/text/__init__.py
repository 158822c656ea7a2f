"""Text: free writing. The computer counts its words and keeps it; whether it is good is a marker's to say."""

from __future__ import annotations

from mosaic_exercises.kinds.contract import Effort, Kind
from mosaic_exercises.kinds.text import check, plan, portable, still, task

KIND: Kind[task.TextTask, task.TextKey, str] = Kind(
    "text",
    task.TextTask,
    task.TextKey,
    check.parse,
    check.check,
    check.samples,
    check.describe,
    check.problems,
    check.view,
    check.solution,
    words=check.own_words,
    portable=portable.portable,
    blocks=plan.blocks,
    effort=lambda t: Effort(write=t.min_words),
    in_parts=False,
    still=still.still,
)
