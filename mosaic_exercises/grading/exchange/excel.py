"""A class as an Excel workbook: texts as texts (leading zeros, long numbers, what looks like a formula), points as
numbers, one pass, little memory. Needs XlsxWriter (the extra ``grading``).
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from mosaic_exercises.errors import because
from mosaic_exercises.grading import csv_out
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.records import Intake, LearnerResult
from mosaic_exercises.grading.scoring.rows import look_at, written
from mosaic_exercises.workbook.disk import replace_whole

MOST_ROWS = 1_048_576  # of a sheet; more go into a further one
Cell = str | float | int | None
GRADES = (*csv_out.GRADES, *csv_out.LATE, *csv_out.PLACE, "track")
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "nan_inf_to_errors": True,
}


class ExcelSheet:
    """One table of the workbook, row by row; where it is full it goes on in a further sheet."""

    def __init__(self, workbook: Any, name: str, columns: Sequence[str], widths: Sequence[int]) -> None:
        self.workbook = workbook
        self.name = name
        self.columns = columns
        self.widths = widths
        self.count = 0
        self.head = workbook.add_format({"bold": True, "bottom": 1})
        self.begin()

    def begin(self) -> None:
        """A fresh sheet with its head, which stays in sight."""
        self.count += 1
        self.sheet = self.workbook.add_worksheet(self.name if self.count == 1 else f"{self.name} {self.count}")
        for n, width in enumerate(self.widths):
            self.sheet.set_column(n, n, width)
        self.sheet.freeze_panes(1, 1)
        for n, column in enumerate(self.columns):
            self.sheet.write_string(0, n, column, self.head)
        self.row = 1

    def add(self, cells: Iterable[Cell]) -> None:
        """One row: texts are texts, numbers are numbers, None is an empty cell."""
        if self.row >= MOST_ROWS:
            self.end()
            self.begin()
        for n, value in enumerate(cells):
            if isinstance(value, str):
                if value:
                    self.sheet.write_string(self.row, n, csv_out.cut(value))
            elif value is not None:
                self.sheet.write_number(self.row, n, value)
        self.row += 1

    def end(self) -> None:
        """The sheet is whole: its columns can be filtered."""
        self.sheet.autofilter(0, 0, max(1, self.row - 1), len(self.columns) - 1)


def needed() -> None:
    """Raise InputError where the library is not installed."""
    if find_spec("xlsxwriter") is None:
        raise InputError("an Excel workbook needs XlsxWriter: pip install 'mosaic-exercises[grading]'")


def write_workbook(path: Path, entries: Iterable[LearnerResult], intake: Iterable[Intake]) -> int:
    """Write the workbook whole, or leave the former one. Returns how many learners. Raises InputError."""
    needed()
    import xlsxwriter
    from xlsxwriter.exceptions import XlsxWriterException

    data = io.BytesIO()
    learners = 0
    try:
        workbook = xlsxwriter.Workbook(data, OPTIONS)
        workbook.set_properties({"title": "Grades", "created": datetime(2020, 1, 1)})  # the same class, the same file
        grades = ExcelSheet(workbook, "Grades", GRADES, (14, 26, 32, 13, 20, *[10] * 5, 12, 12, 12))
        notebooks = ExcelSheet(workbook, "Notebooks", csv_out.NOTEBOOKS, (14, 34, *[11] * 5, 26, 9))
        items = ExcelSheet(workbook, "Items", csv_out.ITEMS, (14, 44, 16, 9, 11, 10))
        for entry in entries:
            learners += 1
            grades.add(grade_cells(entry))
            id_ = entry.grade.learner_id
            for n in entry.notebooks:
                points = (n.score, n.max_score, n.raw, n.days, n.penalty)
                notebooks.add((id_, n.id, *points, written(n.due, n.zone), n.weight))
            for i in entry.items:
                items.add((id_, i.exercise, i.outcome, i.score, i.max_score, i.attempts))
        files = ExcelSheet(workbook, "Files", csv_out.INTAKE, (50, 14, 14, 70))
        for file in intake:
            files.add((file.file, file.learner_id, file.status, file.reason))
        for sheet in (grades, notebooks, items, files):
            sheet.end()
        workbook.close()
        replace_whole(path, data.getvalue())
    except (OSError, XlsxWriterException) as error:
        found = next((e for e in (error, *error.args) if isinstance(e, OSError)), None)  # XlsxWriter wraps it
        raise InputError(f"{path} cannot be written: {because(found) if found else error}") from None
    return learners


def grade_cells(entry: LearnerResult) -> tuple[Cell, ...]:
    """A learner's row."""
    grade, place = entry.grade, entry.place
    flags = ";".join((*grade.flags, *map(look_at, grade.look)))
    named = (grade.learner_id, grade.name, grade.email, grade.status, flags)
    points = (grade.score, grade.max_score, grade.raw, grade.days, grade.penalty)
    return (*named, *points, place.section, place.group, place.track)
