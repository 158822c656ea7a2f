"""Moodle's own lists, in whatever language it wrote them: which column tells whom, which takes the grade.

In English the columns are known by their names. In another language they are known by what stands in them and by their
order, which is Moodle's: (mod/assign/gradingtable.php) identifier, full name, further names, status, grade, maximum
grade, whether the grade can be changed, dates, at the end the comments.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import msgspec

from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.exchange.csv_column import CsvFile
from mosaic_exercises.grading.exchange.results import GradeLine
from mosaic_exercises.reading import sheets

Keys = list[tuple[int, Callable[[GradeLine], Iterable[str]], bool]]  # (column, what stands there, is it a name)
PARTICIPANT = re.compile(r"(\D{1,60}?)\s?(\d{1,18})")
DATED = re.compile(r"-|.*\d{4}.*\d{1,2}[:.]\d\d.*", re.DOTALL)
NONE_YET = ("", "-")


class MoodleSheet(msgspec.Struct, frozen=True, kw_only=True):
    """The columns of one list; -1 for those that it has not."""

    keys: Keys
    identifier: int = -1
    grade: int = -1
    maximum: int = -1
    comments: int = -1


def moodle_sheet(sheet: CsvFile) -> MoodleSheet:
    """The columns of a grading worksheet. Raises InputError where they cannot be told."""
    columns = [h.strip() for h in sheet.header]
    identifier = columns.index("Identifier") if "Identifier" in columns else numbered(sheet, len(columns))
    grade, maximum = graded(sheet, columns)
    if grade < 0:
        there = ", ".join(columns)[:300]
        raise InputError(
            f"{sheet.path}: no grading worksheet of Moodle: beside no column does the same maximum stand in each row; "
            f"it has: {there}"
        )
    keys = english(columns) or by_place(sheet, identifier, range(grade))
    if not keys:
        raise InputError(f"{sheet.path}: no list of Moodle: it has no column Email address, ID number or Identifier")
    comments = commented(sheet, columns, maximum)
    return MoodleSheet(keys=keys, identifier=identifier, grade=grade, maximum=maximum, comments=comments)


def moodle_keys(sheet: CsvFile, columns: list[str], before: int) -> Keys:
    """What tells a learner in a gradebook's list whose column ``before`` takes the grade. Raises InputError."""
    keys = english(columns) or by_place(sheet, -1, range(before))
    if not keys:
        raise InputError(f"{sheet.path}: no list of Moodle: it has no column Email address, ID number or Identifier")
    return keys


def english(columns: list[str]) -> Keys:
    """What tells a learner, by the English names of the columns."""
    keys: Keys = []
    for name, value in (
        ("Identifier", lambda n: (f"Participant {n.lms}",) if n.lms else ()),
        ("ID number", lambda n: (n.learner_id,)),
        ("Username", lambda n: (n.learner_id,)),
        ("Email address", lambda n: (n.email,)),
    ):
        if name in columns:
            keys.append((columns.index(name), value, False))
    if keys and "Full name" in columns:
        keys.append((columns.index("Full name"), lambda n: (n.name,), True))
    return keys


def by_place(sheet: CsvFile, identifier: int, places: Iterable[int]) -> Keys:
    """What tells a learner, by what stands in the columns: a participant's number, then ids and addresses that no two
    rows share, then names."""
    keys: Keys = []
    if identifier >= 0:
        prefix = PARTICIPANT.fullmatch(sheet.value(1, identifier).strip())
        said = sheet.value(1, identifier).strip()
        before = said[: len(said) - len(prefix[2])] if prefix else ""
        keys.append((identifier, lambda n: (f"{before}{n.lms}",) if n.lms else (), False))
    names: Keys = []
    for column in places:
        values = [v for v in column_of(sheet, column) if v]
        if column == identifier or not values or len(set(values)) < len(values):
            continue
        keys.append((column, lambda n: (n.learner_id, n.email), False))
        names.append((column, lambda n: (n.name,), True))
    return keys + names


def column_of(sheet: CsvFile, column: int) -> list[str]:
    """What stands in a column below its head, row by row; rows without any cell are left out."""
    return [sheet.value(n, column).strip() for n in range(1, len(sheet.rows)) if any(sheet.rows[n].cells)]


def numbered(sheet: CsvFile, columns: int) -> int:
    """The first column in which each row has the same word and a number of its own, as "Teilnehmer/in1327670"; -1."""
    for column in range(min(columns, 2)):
        found = [PARTICIPANT.fullmatch(v) for v in column_of(sheet, column)]
        words = {m[1].strip() for m in found if m}
        if found and all(found) and len(words) == 1 and len({m[2] for m in found if m}) == len(found):
            return column
    return -1


def graded(sheet: CsvFile, columns: list[str]) -> tuple[int, int]:
    """The column of the grades and that of their maximum: by name, else the first two neighbours of which the second
    says one and the same number in each row, and the first nothing above it."""
    if "Grade" in columns:
        lower = [c.lower() for c in columns]
        return columns.index("Grade"), lower.index("maximum grade") if "maximum grade" in lower else -1
    for maximum in range(2, len(columns)):
        most = {points(v) for v in column_of(sheet, maximum)}
        if len(most) != 1 or None in most or not (top := most.pop()):
            continue
        given = [points(v) for v in column_of(sheet, maximum - 1) if v not in NONE_YET]
        if all(g is not None and 0 <= g <= top for g in given):
            return maximum - 1, maximum
    return -1, -1


def commented(sheet: CsvFile, columns: list[str], maximum: int) -> int:
    """The column of the comments: by name, else the last one where it is no column of dates; -1."""
    if "Feedback comments" in columns:
        return columns.index("Feedback comments")
    last = len(columns) - 1
    if "Grade" in columns or maximum < 0 or last < maximum + 3:
        return -1
    values = column_of(sheet, last)
    dates = "-" in values or (any(values) and all(DATED.fullmatch(v) for v in values if v))
    return -1 if dates else last


def points(said: str) -> float | None:
    """A cell as points: 30.5, 30,50."""
    value = sheets.number(said)
    return None if value is None else float(value)


def in_its_way(sheet: CsvFile, maximum: int, said: str) -> str:
    """Points with the decimal sign that the list has."""
    there = sheet.value(1, maximum) if maximum >= 0 and len(sheet.rows) > 1 else ""
    return said.replace(".", ",") if "," in there else said
