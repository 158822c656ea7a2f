"""Table: an answer computed in a code cell, as columns and rows; compared with a tolerance, row by row."""

from __future__ import annotations

from mosaic_exercises.kinds.contract import CALCULATION, Kind
from mosaic_exercises.kinds.portable import never
from mosaic_exercises.kinds.table import check, still, task

KIND: Kind[task.TableTask, task.TableKey, task.GivenTable] = Kind(
    "table",
    task.TableTask,
    task.TableKey,
    check.parse,
    check.check,
    check.samples,
    check.describe,
    check.problems,
    check.view,
    check.solution,
    portable=never("a table computed in a code cell: no other system runs the code beside it"),
    tabular=True,
    effort=lambda _: CALCULATION,
    still=still.still,
)
