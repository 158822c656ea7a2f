"""A class graded: every file read once and scored, one row a learner, three tables.

Memory holds one row a file and one a learner; the rows of items wait in a file until it is clear which submission of a
learner counts.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from datetime import time as clock
from pathlib import Path
from typing import BinaryIO

import msgspec

from mosaic_exercises.course import Course
from mosaic_exercises.grading import tables
from mosaic_exercises.grading.archive import Found
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.intake import locate, read
from mosaic_exercises.grading.records import Grade, Graded, Intake, ItemScore, Refused, Status
from mosaic_exercises.grading.roster import Roster, Who, named_after_file, named_after_workbook, on_roster, whose
from mosaic_exercises.grading.scoring import CourseIndex, assess, moment
from mosaic_exercises.workbook.events import Learner

Progress = Callable[[int, int], None]
LONG_AGO = float("-inf")


class Report(msgspec.Struct, frozen=True):
    """What one run found. ``learners`` and ``files`` count by status; ``corrupt``: the files that cannot be read;
    ``scores`` are those of the learners whose work counts."""

    folder: str
    learners: dict[str, int]
    files: dict[str, int]
    flags: dict[str, int]
    corrupt: tuple[Intake, ...]
    scores: tuple[float, ...]
    max_score: float
    keyless: tuple[str, ...]
    notices: tuple[str, ...]
    seconds: float

    @property
    def mean(self) -> float | None:
        """The mean score in points, None where nobody was graded."""
        return statistics.fmean(self.scores) if self.scores else None

    @property
    def median(self) -> float | None:
        """The median score in points, None where nobody was graded."""
        return statistics.median(self.scores) if self.scores else None


class Standing:
    """The submission of one learner that counts so far, and where its item rows wait."""

    def __init__(self, who: Who) -> None:
        self.who = who
        self.files = 0
        self.row = -1  # of the intake table
        self.rank: tuple[float, float, str] = (LONG_AGO, LONG_AGO, "")
        self.workbook = ""
        self.grade: Grade | None = None
        self.items = (0, 0)  # offset and length in the file that waits


def due_date(text: str) -> float:
    """A due date as seconds since 1970. A date alone means the end of that day; without a zone it is this machine's.

    Raises InputError for what is no ISO 8601 date.
    """
    try:
        due = datetime.fromisoformat(text)
        if len(text) <= len("2026-03-01"):
            due = datetime.combine(due.date(), clock(23, 59, 59, 999_999))
        return (due if due.tzinfo else due.astimezone()).timestamp()
    except (ValueError, OverflowError, OSError):
        raise InputError(f"'{text}' is no date: write 2026-03-01 or 2026-03-01T18:00+01:00") from None


def silent(done: int, total: int) -> None:
    """No progress shown."""


def grade_class(
    course: Course,
    paths: Iterable[str | Path],
    out: Path,
    roster: Roster | None = None,
    due: float | None = None,
    progress: Progress = silent,
    excel: bool = False,
) -> Report:
    """Grade every submission below ``paths`` and write grades.csv, items.csv and intake.csv into ``out``.

    Raises InputError where a path does not exist or ``out`` cannot be written. A file that cannot be read, or is no
    submission, is a row of intake.csv and stops nothing.
    """
    began = time.perf_counter()
    results = [out / name for name in ("grades.csv", "items.csv", "intake.csv")]
    places = locate(paths, results)
    room = Room(CourseIndex(course), roster, due)
    expected = len(places)

    def more(files: int) -> None:
        nonlocal expected
        expected += files

    with tables.Folder(out, excel) as folder:
        with folder.begin("") as waiting:
            done = 0
            for place in places:
                for found in read(place, more):
                    room.take(found, waiting)
                    done += 1
                    progress(done, expected)
            order = room.order()
            folder.table("items.csv", tables.ITEMS, room.item_rows(order, waiting))
        grades = [room.grade(standing) for standing in order]
        folder.table("grades.csv", tables.GRADES, (tables.lines([grade_row(g)]) for g in grades))
        folder.table("intake.csv", tables.INTAKE, (tables.lines([intake_row(i)]) for i in room.intake))
        folder.publish()
    return report(out, room, grades, time.perf_counter() - began)


class Room:
    """The class while it is being graded."""

    def __init__(self, index: CourseIndex, roster: Roster | None, due: float | None) -> None:
        self.index = index
        self.roster = roster
        self.due = due
        self.intake: list[Intake] = []
        self.learners: dict[str, Standing] = {}

    def take(self, found: Found, waiting: BinaryIO) -> None:
        """Take one file in: score it, and decide whether it is the one of its learner that counts."""
        if found.status == "ignored":
            self.intake.append(Intake(found.label, "", "ignored", found.problem))
            return
        result = Refused(found.problem) if found.status else assess(self.index, found.data)
        owner = whose(self.roster, result.learner, found.label)
        row = len(self.intake)
        if isinstance(result, Refused):
            if owner is None and self.roster is None:
                owner = named_after_file(found.label)
            self.intake.append(Intake(found.label, owner.id if owner else "", "corrupt", joined(result.reason, owner)))
            if owner is not None:
                self.learners.setdefault(owner.key, Standing(owner)).files += 1
            return
        who = owner or named_after_workbook(result.learner, result.workbook)
        self.intake.append(Intake(found.label, who.id, result.status, joined("; ".join(result.notes), who)))
        standing = self.learners.setdefault(who.key, Standing(who))
        standing.files += 1
        self.settle(standing, who, result, row, waiting)

    def settle(self, standing: Standing, who: Who, result: Graded, row: int, waiting: BinaryIO) -> None:
        """Of two submissions of a learner the one with the newer last event counts, then the one made later."""
        last = LONG_AGO if result.last is None else result.last
        rank = (last, moment(result.made) or LONG_AGO, self.intake[row].file)
        if standing.grade is not None and rank <= standing.rank:
            self.supersede(row, standing.row, result.workbook != standing.workbook)
            return
        if standing.grade is not None:
            self.supersede(standing.row, row, result.workbook != standing.workbook)
        id_ = tables.text(who.id)
        rows = tables.lines(item_row(id_, item) for item in result.items)
        standing.items = (waiting.tell(), len(rows))
        waiting.write(rows)
        standing.who, standing.row, standing.rank, standing.workbook = who, row, rank, result.workbook
        late = self.due is not None and result.last_check is not None and result.last_check > self.due
        flags = ("late",) if late else ()
        standing.grade = Grade(who.id, who.name, who.email, result.status, flags, result.score, result.max_score)

    def supersede(self, older: int, newer: int, other_workbook: bool) -> None:
        """Say of a file that a newer one of the same learner counts."""
        row = self.intake[older]
        reason = f"a newer file of this learner counts: {self.intake[newer].file}"
        reason += " (of another workbook)" if other_workbook else ""
        reason += f"; {row.reason}" if row.reason else ""
        self.intake[older] = msgspec.structs.replace(row, status="superseded", reason=reason)

    def order(self) -> list[Standing]:
        """Every learner: the roster's in its order, with a file or without, then the others by id."""
        people = self.roster.people if self.roster else {}
        listed = [self.learners.get(key) or Standing(on_roster(p, Learner())) for key, p in people.items()]
        return listed + [self.learners[key] for key in sorted(self.learners) if key not in people]

    def grade(self, standing: Standing) -> Grade:
        """A learner's row, with the flags that only show once all files are in."""
        who = standing.who
        status: Status = "corrupt" if standing.files else "missing"
        grade = standing.grade or Grade(who.id, who.name, who.email, status, (), None, self.index.max_score)
        more = (("duplicate", standing.files > 1), ("unknown-learner", not who.known))
        return msgspec.structs.replace(grade, flags=grade.flags + tuple(flag for flag, yes in more if yes))

    def item_rows(self, order: list[Standing], waiting: BinaryIO) -> Iterator[bytes]:
        """The item rows of the submissions that count."""
        for standing in order:
            offset, length = standing.items
            waiting.seek(offset)
            yield waiting.read(length)


def joined(reason: str, who: Who | None) -> str:
    """A file's own reason and the note on whose it is."""
    return "; ".join(part for part in (reason, who.note if who else "") if part)


def item_row(id_: str, item: ItemScore) -> tuple[str, str, str, str, str, int]:
    """A row of items.csv. The names of exercises are the course's own: they need no guard."""
    points = tables.number(item.score), tables.number(item.max_score)
    return (id_, item.exercise, item.outcome, *points, item.attempts)


def grade_row(grade: Grade) -> tuple[str, ...]:
    """A row of grades.csv."""
    named = (tables.text(grade.learner_id), tables.text(grade.name), tables.text(grade.email))
    return (*named, grade.status, ";".join(grade.flags), tables.number(grade.score), tables.number(grade.max_score))


def intake_row(row: Intake) -> tuple[str, ...]:
    """A row of intake.csv."""
    return (tables.text(row.file), tables.text(row.learner_id), row.status, tables.text(row.reason))


def report(out: Path, room: Room, grades: list[Grade], seconds: float) -> Report:
    """What the run found, counted."""
    statuses: tuple[Status, ...] = ("graded", "needs-review", "corrupt", "missing")
    kinds = ("graded", "needs-review", "superseded", "corrupt", "ignored")
    flags = ("late", "duplicate", "unknown-learner")
    return Report(
        str(out),
        {s: sum(g.status == s for g in grades) for s in statuses},
        {k: sum(i.status == k for i in room.intake) for k in kinds},
        {f: sum(f in g.flags for g in grades) for f in flags},
        tuple(i for i in room.intake if i.status == "corrupt"),
        tuple(g.score for g in grades if g.score is not None),
        room.index.max_score,
        room.index.keyless,
        room.roster.notices if room.roster else (),
        seconds,
    )
