"""The marking queue as a table, for those who mark in a spreadsheet: one row an answer and criterion, names left out.

``level`` and ``comment`` are filled in and the table is read back. A row whose judgement somebody changed since the
table was written is told, never written over.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from operator import itemgetter
from pathlib import Path

import msgspec

from mosaic_exercises.grading import csv_out
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.gradebook.records import Conflict
from mosaic_exercises.grading.marking.session import CriterionCard, MarkingSession
from mosaic_exercises.reading import sheets

COLUMNS = ("answer_no", "exercise", "criterion", "label", "levels", "level", "comment", "version", "answer")


class Taken(msgspec.Struct, frozen=True):
    """What reading a table back has written, and what could not be, in words."""

    judged: int = 0
    comments: int = 0
    problems: tuple[str, ...] = ()


def write(desk: MarkingSession, every: bool = False) -> bytes:
    """The answers that nobody has judged (or ``every`` one that a person can judge) as CSV. The text stands in an
    answer's first row; long ones are cut, the panel shows them whole."""
    return written(rows(desk, every))


def written(table: Iterable[tuple[str, ...]]) -> bytes:
    """The rows under their head."""
    return csv_out.to_fill_in([COLUMNS, *table])


def whole_number(cell: str) -> int:
    """A cell as a whole number, also where a spreadsheet has written 2.0 or 2,0. Raises ValueError for any other."""
    found = sheets.number(cell)
    if not isinstance(found, int):
        raise ValueError(cell)
    return found


def filled_in(path: Path, fresh: Iterable[tuple[str, ...]]) -> list[dict[str, str]]:
    """The rows of the table at ``path`` with a level or a comment that the table written now would not hold there; none
    where no such table is there."""
    try:
        there = table(path)
    except InputError:
        return []
    said = {row[:3]: dict(zip(COLUMNS, row, strict=False)) for row in fresh}
    found: list[dict[str, str]] = []
    for row in there:
        now = said.get((row["answer_no"], row["exercise"], row["criterion"]), {})
        if any(row[column].strip() not in ("", now.get(column, "")) for column in ("level", "comment")):
            found.append(row)
    return found


def not_taken(desk: MarkingSession, filled: Iterable[dict[str, str]]) -> int:
    """How many of these rows say what the gradebook does not have."""
    found = 0
    there: dict[str, dict[str, CriterionCard]] = {}
    for row in sorted(filled, key=itemgetter("exercise")):
        level, comment = row["level"].strip(), csv_out.plain(row["comment"]).strip()
        try:
            item = csv_out.plain(row["exercise"])
            if desk.item != item:
                desk.open(item)
                there = {one.ref: {part.id: part for part in parts} for one, parts in desk.judged_rows()}
            parts = there.get(row["answer_no"], {})
            new = level and says_new(parts, csv_out.plain(row["criterion"]), whole_number(level))
            found += bool(new or (comment and not desk.has_comment(row["answer_no"], comment)))
        except (InputError, ValueError):
            found += 1
    return found


def rows(
    desk: MarkingSession, every: bool, tell: Callable[[int, int], object] = lambda _, __: None
) -> Iterator[tuple[str, ...]]:
    """The table without its head. ``tell`` is told how many exercises of how many are written."""
    piles = desk.piles()
    for done, pile in enumerate(piles):
        tell(done, len(piles))
        desk.open(pile.item)
        waiting = desk.waiting()
        for row, parts in desk.judged_rows():
            if not (every or row.ref in waiting):
                continue
            for n, part in enumerate(parts):
                levels = "; ".join(f"{level} {words}" for level, words in enumerate(part.levels, start=1))
                level = "" if part.level is None or part.stale else str(part.level + 1)
                said = "" if n else csv_out.text(row.said)
                texts = (csv_out.text(part.label), csv_out.text(levels), level, "", str(part.version), said)
                yield (row.ref, csv_out.text(pile.item), csv_out.text(part.id), *texts)


def read(desk: MarkingSession, path: Path) -> Taken:
    """Write what a filled table says into the gradebook. Raises InputError where it is no such table; nothing is
    written then. Single rows that cannot be written are in ``problems``."""
    found = table(path)
    judged = comments = 0
    problems: list[str] = []
    there: dict[str, dict[str, CriterionCard]] = {}
    for line, row in enumerate(found, start=2):
        level, comment = row["level"].strip(), csv_out.plain(row["comment"]).strip()
        if not level and not comment:
            continue
        try:
            item = csv_out.plain(row["exercise"])
            if desk.item != item:
                desk.open(item)
                there = {row.ref: {part.id: part for part in parts} for row, parts in desk.judged_rows()}
            ref = row["answer_no"]
            if comment:
                before = desk.can_undo
                problems += [f"line {line}: {told}" for told in desk.comment([ref], comment)]
                comments += desk.can_undo - before
            if level and says_new(there.get(ref, {}), csv_out.plain(row["criterion"]), whole_number(level)):
                seen = {ref: whole_number(row["version"] or "0")}
                told = desk.judge([ref], csv_out.plain(row["criterion"]), whole_number(level) - 1, seen)
                problems += [f"line {line}: {one}" for one in told]
                judged += not told
        except (InputError, Conflict) as error:
            problems.append(f"line {line}: {error}")
        except ValueError as error:
            problems.append(f"line {line}: '{str(error)[:20]}' is no whole number; nothing of this row's was judged")
    return Taken(judged, comments, tuple(problems))


def says_new(parts: Mapping[str, CriterionCard], criterion: str, level: int) -> bool:
    """Whether a level says something new: a table that is read twice writes nothing the second time."""
    part = parts.get(criterion)
    return part is None or part.stale or part.level != level - 1


def table(path: Path) -> list[dict[str, str]]:
    """The rows of a filled table, whatever a spreadsheet made of its separators."""
    try:
        head, *rows = sheets.cells(csv_out.text_of_file(path), strict=False) or [[]]
    except csv.Error as error:
        raise InputError(f"{path}: {error}. Nothing was taken.") from None
    missing = [column for column in COLUMNS if column not in head]
    if missing:
        raise InputError(f"{path}: no table of mosaic mark: it has no column {', '.join(missing)}")
    return list(whole(head, rows, path))


def whole(head: Sequence[str], rows: Iterable[Sequence[str]], path: Path) -> Iterator[dict[str, str]]:
    """The rows by column; cells that a spreadsheet left out at a row's end are empty."""
    for line, row in enumerate(rows, start=2):
        if len(row) > len(head):
            raise InputError(f"{path}, line {line}: more cells than the first line has")
        if row:
            yield dict(zip_longest(head, row, fillvalue=""))
