"""Answers that come from a code cell: a pandas table becomes the raw answer of an exercise of kind ``table``."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING, Any

from mosaic_exercises.course import load
from mosaic_exercises.errors import CourseError
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.frames import require_table
from mosaic_exercises.panel import api
from mosaic_exercises.panel.sessions.exercise import ExerciseSession
from mosaic_exercises.panel.widget import Panel

if TYPE_CHECKING:
    import pandas as pd


def answer(slug: str, table: pd.DataFrame) -> Panel:
    """The exercise with ``table`` in it, checked and written down like any other check.

    Raises CourseError for an id that is no exercise of kind ``table``, and DataError for what is no table or has no
    rows.
    """
    course = load()
    exercise = course.exercise(slug)
    if not KINDS[exercise.kind].tabular:
        raise CourseError(f"'{slug}' is of kind {exercise.kind} and takes no table. Write exercise(\"{slug}\").")
    raw = as_answer(table)
    session = ExerciseSession(exercise, course, api.workbook(course), api.points(course, slug))
    replies = session.handle({"type": "check", "slug": slug, "answer": raw, "at": time.time() * 1000})
    panel = Panel(session, api.listeners(course))
    for reply in replies:
        if "view" in reply:  # also says what could not be written down
            panel.view = reply["view"]
    return panel


def as_answer(table: pd.DataFrame) -> dict[str, Any]:
    """The raw answer: an index that holds names becomes a column, a gap becomes null, anything odd becomes text."""
    require_table(table, "table")
    if table.index.nlevels > 1 or table.index.name is not None or table.index.dtype == object:
        table = table.reset_index()
    if not len(table):
        raise DataError("The table has no rows", "argument `table`", "Look at it first: write its name in a cell.")
    rows = [[_cell(value) for value in row] for row in table.astype(object).to_numpy().tolist()]
    return {"columns": [str(name) for name in table.columns], "rows": rows}


def _cell(value: Any) -> Any:
    """A cell as JSON has it; whole numbers stay numbers."""
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return None if math.isnan(value) else str(value)
    if type(value).__name__ in ("NAType", "NaTType") or value is None:
        return None
    return value if isinstance(value, str | bool | int | float) else str(value)
