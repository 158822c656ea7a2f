"""Blank: a short text in each gap of a sentence; several variants may be right."""

from __future__ import annotations

from mosaic_exercises.kinds.blank import check, portable, still, task
from mosaic_exercises.kinds.contract import Effort, Kind

KIND: Kind[task.BlankTask, task.BlankKey, task.Texts] = Kind(
    "blank",
    task.BlankTask,
    task.BlankKey,
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
    effort=lambda t: Effort(decisions=len(t.blanks)),
    still=still.still,
)
