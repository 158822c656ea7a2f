"""Lab: a live picture with controls to explore, and a question to answer after exploring."""

from __future__ import annotations

from mosaic_exercises.kinds.contract import Effort, Kind
from mosaic_exercises.kinds.lab import check, still, task
from mosaic_exercises.kinds.portable import never

SHORT_ANSWER = 15  # words to write after exploring

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
    blocks=check.blocks,
    portable=never("a laboratory: its pictures answer to controls that only run here"),
    keyless=True,
    shown_by="lab",
    effort=lambda t: Effort(labs=1, decisions=len(t.controls), write=SHORT_ANSWER if t.ask else 0),
    in_parts=False,
    still=still.still,
)
