"""Grades as files that learning systems import: Canvas, Moodle, Moodle's offline worksheet, nbgrader's own table.

Sources of the layouts: Canvas, "How do I import grades in the Gradebook?"; Moodle, "Grade import" and "Offline grading
worksheet"; nbgrader, ``CsvExportPlugin``. A learner without a score is left out: a blank cell over a score would count
as a change. What a learner wrote reaches a file only as a name, and no cell can run as a formula.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Literal

import msgspec

from mosaic_exercises.grading import csv_out
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.exchange.csv_column import CsvFile
from mosaic_exercises.grading.exchange.moodle_sheet import Keys, in_its_way, moodle_keys, moodle_sheet
from mosaic_exercises.grading.exchange.results import GradeLine, same
from mosaic_exercises.grading.intake.roster import Roster, comparable, spelled
from mosaic_exercises.reading import sheets

Layout = Literal["canvas", "moodle", "moodle-offline", "csv"]
CANVAS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
REMARKS = 10_000  # characters of comments in one cell
NBGRADER = (
    "assignment",
    "duedate",
    "timestamp",
    "student_id",
    "last_name",
    "first_name",
    "email",
    "raw_score",
    "late_submission_penalty",
    "score",
    "max_score",
)


class Export(msgspec.Struct, frozen=True):
    """A file ready to be written. ``unknown``: learners with a score whom the file or the roster does not have;
    ``left_out``: learners without a score; ``by_name``: those found by nothing but their name."""

    data: bytes
    written: int
    unknown: tuple[GradeLine, ...]
    left_out: tuple[GradeLine, ...]
    by_name: tuple[GradeLine, ...] = ()
    notices: tuple[str, ...] = ()


def scaled(lines: Iterable[GradeLine], points: float | None) -> list[GradeLine]:
    """The same results out of ``points``."""
    if points is None:
        return list(lines)

    def scale(line: GradeLine) -> GradeLine:
        by = points / line.max_score if line.max_score else 0.0
        at = {f: None if v is None else v * by for f, v in (("score", line.score), ("raw", line.raw))}
        return msgspec.structs.replace(line, **at, penalty=line.penalty * by, max_score=points)

    return [scale(line) for line in lines]


def fresh(layout: Layout, lines: list[GradeLine], title: str, roster: Roster | None = None, due: str = "") -> Export:
    """A new file of this layout. Learners who are not on the roster (or were not, when they were graded) are unknown
    and not in it; neither are those whose id cannot stand in a cell. Raises InputError for the offline worksheet,
    which only Moodle can make."""
    if layout == "moodle-offline":
        raise InputError("moodle-offline fills the worksheet that Moodle gives you: name it with --into")
    known = [line for line in lines if on_list(line, roster, layout)]
    scored = [line for line in known if line.score is not None]
    unknown = tuple(line for line in lines if line not in known and line.score is not None)
    left_out = tuple(line for line in lines if line.score is None)
    rows: list[tuple[str, ...]]
    match layout:
        case "canvas":
            most = csv_out.number(max((line.max_score for line in lines), default=0.0))
            rows = [(*CANVAS, csv_out.text(title)), ("    Points Possible", "", "", "", "", most)]
            rows += [(csv_out.text(n.name or n.learner_id), n.lms, n.learner_id, "", "", score(n)) for n in scored]
        case "moodle":
            rows = [("Email address", "ID number", csv_out.text(title), csv_out.text(f"{title} feedback"))]
            rows += [(n.email, n.learner_id, score(n), feedback(n)) for n in scored]
        case _:
            rows = [NBGRADER, *(nbgrader_row(n, title, due) for n in known)]
            return Export(quoted(rows), len(known), unknown, ())
    return Export(csv_out.lines(rows), len(scored), unknown, left_out)


def on_list(line: GradeLine, roster: Roster | None, layout: Layout) -> bool:
    """Whether a learner may be named in a fresh file."""
    flagged = "unknown-learner" in line.flags
    known = not flagged if roster is None else bool(roster.key(line.learner_id))
    names = (line.learner_id, line.email) if layout == "moodle" else (line.learner_id,)
    return known and all(csv_out.text(name) == name for name in names)  # an id with a guard before it is another id


def score(line: GradeLine) -> str:
    """The score as a cell."""
    return csv_out.number(line.score)


def feedback(line: GradeLine) -> str:
    """What the learning system shows beside the score: numbers, statuses and people's comments, nothing that a learner
    wrote. It begins with a number, so it is no formula."""
    said = [f"{csv_out.number(line.score)} of {csv_out.number(line.max_score)} points"]
    if line.penalty:
        said.append(f"{csv_out.number(line.penalty)} points taken off because it was late")
    elif "late" in line.flags:
        said.append("handed in late")
    if line.status == "needs-review":
        said.append("part of this work still waits for a person")
    words = "; ".join(said) + "."
    return f"{words} {csv_out.cut(line.comments, REMARKS)}" if line.comments else words


def nbgrader_row(line: GradeLine, title: str, due: str) -> tuple[str, ...]:
    """One row as nbgrader's export has it. The first word of a name stands as the first name."""
    first, _, last = line.name.partition(" ")
    texts = (title, due, line.handed_in, line.learner_id, last or first, first if last else "", line.email)
    penalty = "" if line.score is None else csv_out.number(line.penalty)
    points = (csv_out.number(line.raw), penalty, score(line), csv_out.number(line.max_score))
    return (*map(csv_out.text, texts), *points)


def quoted(rows: Iterable[tuple[str, ...]]) -> bytes:
    """CSV with every cell in quotes."""
    return sheets.written(rows, quote_all=True).encode("utf-8")


def into(layout: Layout, lines: list[GradeLine], sheet: CsvFile, title: str, column: str = "") -> Export:
    """Fill one column of the instructor's own file (for Moodle's worksheet also the comments beside it); every other
    byte stays. Raises InputError where the file has not the columns of its layout."""
    columns = [h.strip() for h in sheet.header]
    comments, most = -1, -1
    match layout:
        case "canvas":
            keys, first, at = canvas_columns(sheet, columns, title, column)
        case "moodle":
            first = 1
            at = chosen(sheet, [n for n, h in enumerate(columns) if graded_item(h)], title, column, moodle_title)
            keys = moodle_keys(sheet, columns, at)
        case "moodle-offline":
            found = moodle_sheet(sheet)
            keys, first, at, most, comments = found.keys, 1, found.grade, found.maximum, found.comments
        case _:
            raise InputError("--into fills a file of Canvas or Moodle; 'csv' makes its own file")
    limits(layout, sheet, columns, at, most, lines)
    rows, unknown, by_name = matched(sheet, first, keys, lines)
    for row, line in rows.items():
        sheet.put(row, at, in_its_way(sheet, most, score(line)))
        if comments >= 0:
            sheet.put(row, comments, feedback(line))
    left_out = tuple(n for n in lines if n.score is None)
    rest = len(sheet.rows) - first - len(rows) - sum(not any(r.cells) for r in sheet.rows[first:])
    there = {
        sheet.value(n, c).strip().lstrip("0").casefold() for n in range(first, len(sheet.rows)) for c, _, _ in keys
    }
    bare = [n for n in unknown if n.learner_id.isdigit() and n.learner_id.lstrip("0").casefold() in there - {""}]
    zeroes = (
        f"{len(bare):,} of those who are not in {sheet.path} stand there with other leading zeros "
        f"({', '.join(n.learner_id for n in bare[:5])}): format that column as text, or grade with the school's list",
    )
    left = (f"rows of {sheet.path} left as they were: {rest}",) if rest > 0 else ()
    notices = (*(zeroes if bare else ()), *left)
    return Export(sheet.data(), len(rows), tuple(unknown), left_out, tuple(by_name), notices)


def canvas_columns(sheet: CsvFile, columns: list[str], title: str, column: str) -> tuple[Keys, int, int]:
    """Canvas: what tells a learner, in the order in which Canvas itself looks; the first learner's row; the column."""
    if "Student" not in columns[0] or len(columns) < 3 or "ID" not in columns[1] or "Section" not in columns:
        raise InputError(f"{sheet.path}: no gradebook of Canvas: its first line must begin Student,ID and have Section")
    keys: Keys = [(1, lambda n: (n.learner_id, n.lms), False)]
    for name in ("SIS User ID", "SIS Login ID"):
        if name in columns:
            keys.append((columns.index(name), lambda n: (n.learner_id, n.email), False))
    keys.append((0, lambda n: (n.name,), True))
    points = next((n for n in range(1, min(len(sheet.rows), 6)) if "Points Possible" in sheet.value(n, 0)), None)
    if points is None:
        raise InputError(f"{sheet.path}: no gradebook of Canvas: the row 'Points Possible' is missing")
    after = range(columns.index("Section") + 1, len(columns))
    open_ = [n for n in after if "read only" not in sheet.value(points, n).lower()]
    return keys, points + 1, chosen(sheet, open_, title, column, lambda h: re.sub(r"\s*\(\d+\)$", "", h))


def graded_item(header: str) -> bool:
    """Whether a column of Moodle's list may hold grades."""
    person = (
        "First name",
        "Surname",
        "Last name",
        "ID number",
        "Institution",
        "Department",
        "Email address",
        "Username",
    )
    return header not in person and not header.startswith("Last downloaded") and not header.endswith("feedback")


def moodle_title(header: str) -> str:
    """The item's own name: 'Assignment: Week 1 (Real)' is 'Week 1'."""
    return re.sub(r"^[^:]{1,30}:\s*|\s*\((Real|Percentage|Letter)\)$", "", header)


def chosen(sheet: CsvFile, among: list[int], title: str, column: str, short: Callable[[str], str]) -> int:
    """The column to fill: the one named, or the one that is called like the course."""
    header = sheet.header
    wanted = comparable(column or title)
    found = [n for n in among if comparable(header[n]) == wanted]
    found = found or [n for n in among if comparable(short(header[n].strip())) == wanted]
    if len(found) == 1:
        return found[0]
    there = ", ".join(f"'{header[n].strip()}'" for n in among[:20]) or "none"
    wrong = f"has {len(found)} columns" if found else "has no column"
    raise InputError(f"{sheet.path}: {wrong} '{column or title}'. Name one with --column; it has: {there}")


def limits(layout: Layout, sheet: CsvFile, columns: list[str], at: int, maximum: int, lines: list[GradeLine]) -> None:
    """Refuse to write points into a column that counts to another number."""
    most = max((n.max_score for n in lines), default=0.0)
    if layout == "canvas":
        row = next(n for n in range(1, len(sheet.rows)) if "Points Possible" in sheet.value(n, 0))
        said = sheet.value(row, at)
    elif maximum >= 0 and len(sheet.rows) > 1:
        said = sheet.value(1, maximum)
    else:
        return
    try:
        there = float(said.strip().replace(",", "."))
    except ValueError:
        return
    if there and abs(there - most) > 0.005:
        raise InputError(
            f"{sheet.path}: the column '{columns[at]}' counts to {said.strip()}, these grades to "
            f"{csv_out.number(most)}. Add --points {csv_out.number(there)} to convert them."
        )


def matched(
    sheet: CsvFile, first: int, keys: Keys, lines: list[GradeLine]
) -> tuple[dict[int, GradeLine], list[GradeLine], list[GradeLine]]:
    """The row of each learner with a score: (rows, the learners who have none, those found by name alone). A name that
    two have tells nobody; ids of which two differ in capital letters alone count as they are written. Raises InputError
    where two learners would fill one row."""
    often = Counter(comparable(line.learner_id) for line in lines)
    twins = {id_ for id_, n in often.items() if n > 1}
    lines = [line for line in lines if line.score is not None]
    tables_: list[dict[str, int]] = []
    for column, _, is_name in keys:
        table: dict[str, int] = {}
        for row in range(first, len(sheet.rows)):
            value = (same if is_name else comparable)(sheet.value(row, column))
            value = spelled(sheet.value(row, column)) if value in twins and not is_name else value
            if value:
                table[value] = -1 if value in table else row
        tables_.append(table)
    names: dict[str, int] = {}
    for line in lines:
        names[same(line.name)] = names.get(same(line.name), 0) + 1
    rows: dict[int, GradeLine] = {}
    unknown: list[GradeLine] = []
    by_name: list[GradeLine] = []
    for line in lines:
        row, name = row_of(line, keys, tables_, names, twins)
        if row < 0:
            unknown.append(line)
            continue
        if row in rows:
            raise InputError(
                f"{sheet.path}: '{rows[row].learner_id}' and '{line.learner_id}' both belong to row {row + 1}. "
                "Correct the ids in the roster, grade again, and export again."
            )
        rows[row] = line
        if name:
            by_name.append(line)
    return rows, unknown, by_name


def row_of(
    line: GradeLine, keys: Keys, tables_: list[dict[str, int]], names: dict[str, int], twins: set[str]
) -> tuple[int, bool]:
    """The row of one learner (-1: none) and whether only the name tells."""
    for (_, values, is_name), table in zip(keys, tables_, strict=True):
        for value in values(line):
            key = (same if is_name else comparable)(value)
            key = spelled(value) if key in twins and not is_name else key
            row = table.get(key, -1)
            if key and row >= 0 and (not is_name or names[key] == 1):
                return row, is_name
    return -1, False
