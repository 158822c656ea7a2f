"""The results of a class as an export takes them: read back from a gradebook, or from a folder of grades."""

from __future__ import annotations

import contextlib
import csv
import re
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

import msgspec

from mosaic_exercises.grading import csv_out
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.intake.roster import comparable
from mosaic_exercises.grading.records import Grade
from mosaic_exercises.reading import sheets
from mosaic_exercises.reading.paths import pasted

MOODLE_FILE = re.compile(r"(?:^|/)[^/]*_(\d+)_assignsubmission_file(?:_|/)")
CANVAS_FILE = re.compile(r"(?:^|/)[^/_]+(?:_LATE)?_(\d+)_(\d+)_[^/]*$")


class GradeLine(msgspec.Struct, frozen=True):
    """One learner's result. ``score`` is None where nothing could be scored; ``raw`` is the score before the late
    penalty. ``lms``: the number by which the learning system named the file (a Canvas user, a Moodle participant).
    ``comments``: what people wrote, on one line."""

    learner_id: str
    name: str
    email: str
    status: str
    flags: tuple[str, ...]
    score: float | None
    max_score: float
    raw: float | None = None
    penalty: float = 0.0
    handed_in: str = ""
    lms: str = ""
    section: str = ""
    comments: str = ""


def lms_number(label: str) -> str:
    """The number in a file's name as a bulk download of Moodle (the participant) or Canvas (the user) writes it."""
    found = MOODLE_FILE.search(label) or CANVAS_FILE.search(label)
    return found.group(1) if found else ""


def gradebook(source: str | Path) -> str | Path | None:
    """Where the gradebook is that ``source`` (a URL, a file or a folder of grades) means; None where there is none.
    Raises InputError for an empty file: to begin anew in it would pass over the marks that were lost."""
    if isinstance(source, str) and "://" in source:
        return source
    path = Path(source)
    path = path / "gradebook.db" if path.is_dir() else path
    if not path.is_file() or find_spec("sqlalchemy") is None:
        return None
    if not path.stat().st_size:
        raise InputError(
            f"{path} is an empty file: what was in it is lost. Put a backup in its place (mosaic restore), "
            "or grade again"
        )
    return path


def gradebook_at(source: str | Path) -> str | Path:
    """The same where a gradebook is needed. Raises InputError where there is none."""
    where = gradebook(source)
    if where is None:
        raise InputError(f"{source}: there is no gradebook. Run: mosaic grade PATH --out {pasted(source)}")
    return where


def read_lines(source: str | Path, notebook: str = "", comments: bool = True) -> list[GradeLine]:
    """The results that ``mosaic grade`` has written: from the gradebook with its marks and ``comments``, else from the
    folder's tables; those of one ``notebook`` where it is named.

    Raises InputError where there are none.
    """
    book = gradebook(source)
    if book is None and notebook:
        raise InputError(f"{source}: grades by notebook come from the gradebook, and there is none")
    return booked(book, notebook, comments) if book is not None else tabled(Path(source))


def booked(where: str | Path, notebook: str, comments: bool) -> list[GradeLine]:
    """The results in a gradebook."""
    from mosaic_exercises.grading.gradebook.store import Gradebook

    with contextlib.closing(Gradebook(where)) as book:
        plan = book.plan()
        known = [n.id for n in plan.notebooks] if plan is not None and plan.named else []
        if notebook and notebook not in known:
            there = f"there are: {', '.join(known)}" if known else "the class was graded without --settings"
            raise InputError(f"no grades of a notebook '{notebook}'; {there}")
        titles = book.titles() if comments else {}
        said = book.comments() if comments else {}
        found: list[GradeLine] = []
        for entry in book.entries():
            theirs = [*said.get(entry.key, ()), *(said.get(entry.leader, ()) if entry.leader else ())]
            theirs = [c for c in theirs if not notebook or (plan and plan.of(c.item) == notebook)]
            words = " / ".join(
                " ".join(f"{c.author}{f' on “{titles.get(c.item, c.item)}”' if c.item else ''}: {c.text}".split())
                for c in theirs
            )
            line = of_grade(entry.grade, "" if entry.leader else lms_number(entry.file))
            line = msgspec.structs.replace(line, section=entry.place.section, comments=words)
            mine = next((n for n in entry.notebooks if n.id == notebook), None)
            if notebook:  # who handed in nothing has none, and the course's full mark is not the notebook's
                had = (None, 0.0, None, 0.0) if mine is None else (mine.score, mine.max_score, mine.raw, mine.penalty)
                points = dict(zip(("score", "max_score", "raw", "penalty"), had, strict=True))
                line = msgspec.structs.replace(line, **points)
            found.append(line)
        return found


def of_grade(grade: Grade, lms: str = "") -> GradeLine:
    """One learner's result."""
    at = datetime.fromtimestamp(grade.last_check, UTC).isoformat(timespec="seconds") if grade.last_check else ""
    named = (grade.learner_id, grade.name, grade.email, grade.status, grade.flags)
    return GradeLine(*named, grade.score, grade.max_score, grade.raw, grade.penalty, at, lms)


def tabled(source: Path) -> list[GradeLine]:
    """The results in a folder's tables."""
    table = source / "grades.csv"
    if not table.is_file():
        raise InputError(
            f"{source}: there are no grades (no grades.csv). Run: mosaic grade PATH --out {pasted(source)}"
        )
    numbers = {
        row["learner_id"]: lms_number(row["file"])
        for row in rows(source / "intake.csv", csv_out.INTAKE)
        if row["status"] in ("graded", "needs-review")
    }
    return [line(row, numbers.get(row["learner_id"], ""), table) for row in rows(table, csv_out.GRADES)]


def line(row: dict[str, str], lms: str, table: Path) -> GradeLine:
    """One row of grades.csv."""

    def points(name: str) -> float | None:
        if not row.get(name):
            return None
        value = sheets.number(row[name])  # also as a spreadsheet may have saved it: 8,5
        return float(row[name] if value is None else value)

    try:
        score = points("score")
        raw = points("raw_score")
        return GradeLine(
            csv_out.plain(row["learner_id"]),
            csv_out.plain(row["name"]),
            csv_out.plain(row["email"]),
            row["status"],
            tuple(f for f in row["flags"].split(";") if f),
            score,
            points("max_score") or 0.0,
            score if raw is None else raw,
            points("penalty") or 0.0,
            lms=lms,
        )
    except ValueError as error:
        raise InputError(f"{table}: the row of '{row['learner_id']}': {error}. Grade again to renew it.") from None


def rows(path: Path, wanted: tuple[str, ...], what: str = "") -> list[dict[str, str]]:
    """The rows of a table that grading wrote, also where a spreadsheet has saved it since; ``what`` else it is, if
    somebody made it: then it is theirs to mend. Raises InputError."""
    mend = "Mend the table; nothing was taken." if what else "Grade again to renew it."
    try:
        head, *body = sheets.cells(csv_out.text_of_file(path)) or [[]]
    except csv.Error as error:
        raise InputError(f"{path}: cannot be read: {error}. {mend}") from None
    missing = [c for c in wanted if c not in head]
    if missing:
        raise InputError(f"{path}: no {what or 'table of mosaic grade'}: it has no column {', '.join(missing)}")
    long = next((n for n, row in enumerate(body, start=2) if len(row) > len(head)), 0)
    if long:
        cells = "a semicolon, a comma or a tab in a text stands between quotation marks"
        raise InputError(f"{path}: row {long} has more cells than the first line ({cells}). {mend}")
    body = [row for row in body if any(row)]
    # A spreadsheet leaves out empty cells at a row's end.
    return [dict(zip(head, [*row, *[""] * (len(head) - len(row))], strict=True)) for row in body]


def same(text: str) -> str:
    """A name for comparing: 'Ruiz, Ana' is 'Ana Ruiz'."""
    last, comma, first = text.partition(",")
    turned = f"{first} {last}" if comma and "," not in first and first.strip() else text
    return comparable(" ".join(turned.split()))
