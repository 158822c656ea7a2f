"""Lab: a live picture with controls to explore, and a question to answer after exploring."""

from __future__ import annotations

from mosaic_exercises.kinds.contract import Kind
from mosaic_exercises.kinds.lab import check, task

KIND: Kind[task.LabTask, task.LabKey, task.Explored] = Kind(
    "lab",
    task.LabTask,
    task.LabKey,
    check.parse,
    check.check,
    check.samples,
    check.describe,
    check.problems,
    check.view,
    check.solution,
    words=check.own_words,
)
