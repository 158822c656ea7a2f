"""Number: one number, typed the way people write numbers, with its unit or without."""

from __future__ import annotations

from mosaic_exercises.kinds.contract import CALCULATION, Kind
from mosaic_exercises.kinds.number import check, portable, still, task
from mosaic_exercises.reading.numerals import Numeral

KIND: Kind[task.NumberTask, task.NumberKey, Numeral | None] = Kind(
    "number",
    task.NumberTask,
    task.NumberKey,
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
    effort=lambda _: CALCULATION,
    worked=True,
    still=still.still,
)
