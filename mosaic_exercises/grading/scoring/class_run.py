"""A class graded: every file read once and scored, one row a learner, three tables.

Memory does not grow with the class: what is known of files and learners is in the ledger, and the results wait in the
work file until it is clear which submission of a learner counts.
"""

from __future__ import annotations

import contextlib
import sqlite3
import statistics
import time
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from datetime import time as clock
from itertools import islice
from pathlib import Path

import msgspec

from mosaic_exercises.course import Course
from mosaic_exercises.grading import csv_out
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.intake.files import locate
from mosaic_exercises.grading.intake.roster import Roster, Who, named_after_file, named_after_workbook, on_roster, whose
from mosaic_exercises.grading.records import Grade, Graded, Intake, ItemScore, LearnerResult, Refused, Status
from mosaic_exercises.grading.scoring.late import Rules, lateness, penalty
from mosaic_exercises.grading.scoring.run import Work
from mosaic_exercises.grading.scoring.score import CourseIndex, moment, total
from mosaic_exercises.grading.scoring.standings import LONG_AGO, LearnerStanding, Ledger
from mosaic_exercises.grading.scoring.workers import ScoredFile, score_here, score_over
from mosaic_exercises.workbook.events import Learner

Progress = Callable[[int, int], None]
Marks = Mapping[str, Mapping[str, float]]  # by the learner's key and the item's name, in points
Book = Callable[[Iterator[LearnerResult], Iterator[Intake]], None]
NO_MARKS: Mapping[str, float] = {}
CORRUPT = 100  # files that cannot be read, of which a report hands back all
OURS = ("grades.csv", "items.csv", "intake.csv", "gradebook.db", "report.html", "students")  # no hand-ins


class Report(msgspec.Struct, frozen=True):
    """What one run found. ``learners`` and ``files`` count by status; ``corrupt``: the first files that cannot
    be read; ``scores``: of the learners whose work counts; ``resumed``: files that a stopped run had scored."""

    folder: str
    learners: dict[str, int]
    files: dict[str, int]
    flags: dict[str, int]
    corrupt: tuple[Intake, ...]
    scores: Sequence[float]
    max_score: float
    keyless: tuple[str, ...]
    notices: tuple[str, ...]
    seconds: float
    resumed: int = 0

    @property
    def mean(self) -> float | None:
        """The mean score in points, None where nobody was graded."""
        return statistics.fmean(self.scores) if self.scores else None

    @property
    def median(self) -> float | None:
        """The median score in points, None where nobody was graded."""
        return statistics.median(self.scores) if self.scores else None


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
    *,
    rules: Rules | None = None,
    jobs: int = 1,
    marks: Marks | None = None,
    book: Book | None = None,
) -> Report:
    """Grade every submission below ``paths`` and write grades.csv, items.csv and intake.csv into ``out``.

    ``rules`` say what lateness costs and which of several submissions counts; ``jobs`` is a number of processes;
    ``marks`` are points that a person gave, which stand in place of the computed ones; ``book`` is handed the results
    before the tables take their places. A run that was stopped is taken up: nothing is scored twice.

    Raises InputError where a path does not exist or ``out`` cannot be written. A file that cannot be read, or is no
    submission, is a row of intake.csv and stops nothing.
    """
    began = time.perf_counter()
    rules = msgspec.structs.replace(rules or Rules(), **({} if due is None else {"due": due}))
    results = [out / name for name in OURS]
    places = locate(paths, results)
    expected = len(places)

    def more(files: int) -> None:
        nonlocal expected
        expected += files

    with (
        scratch_errors(),
        csv_out.Folder(out, excel) as folder,
        Work(out, course) as work,
        contextlib.closing(Ledger()) as ledger,
    ):
        room = ClassRun(CourseIndex(course), roster, rules, work, marks or {}, ledger)
        over = jobs > 1 and bool(course.layers)
        scored = (
            score_over(jobs, course.layers, places, work, more) if over else score_here(room.index, places, work, more)
        )
        for done, one in enumerate(scored, start=1):
            room.take(one)
            progress(done, expected)
        if book is not None:
            book(room.entries(as_computed=True), ledger.files())
        folder.table("items.csv", csv_out.ITEMS, (item_rows(entry) for entry in room.entries()))
        columns = csv_out.GRADES + (csv_out.LATE if rules.per_day or rules.cap < 1 else ())
        found = Counted()
        rows = (csv_out.lines([grade_row(g)[: len(columns)]]) for g in found.through(room.grades()))
        folder.table("grades.csv", columns, rows)
        folder.table("intake.csv", csv_out.INTAKE, (csv_out.lines([intake_row(i)]) for i in ledger.files()))
        folder.publish()
        work.finish()
        return report(out, room, found, time.perf_counter() - began)


@contextlib.contextmanager
def scratch_errors() -> Iterator[None]:
    """Say what it means where the temporary database cannot be written."""
    try:
        yield
    except sqlite3.Error as error:
        raise InputError(
            f"the folder for temporary files cannot be written ({error}). Make room, or name another in TMPDIR, and "
            "run the same command again: what was graded is kept"
        ) from None


class Counted:
    """The grades of a class, counted on their way into the table."""

    def __init__(self) -> None:
        self.statuses: Counter[str] = Counter()
        self.flags: Counter[str] = Counter()
        self.scores = array("d")

    def through(self, grades: Iterable[Grade]) -> Iterator[Grade]:
        """The same grades."""
        for grade in grades:
            self.statuses[grade.status] += 1
            self.flags.update(grade.flags)
            if grade.score is not None:
                self.scores.append(grade.score)
            yield grade


class ClassRun:
    """The class while it is being graded."""

    def __init__(
        self, index: CourseIndex, roster: Roster | None, rules: Rules, work: Work, marks: Marks, ledger: Ledger
    ) -> None:
        self.index = index
        self.roster = roster
        self.rules = rules
        self.work = work
        self.marks = marks
        self.ledger = ledger
        for place, person in enumerate(roster.people.values() if roster else ()):
            ledger.expect(on_roster(person, Learner()), place)

    def take(self, one: ScoredFile) -> None:
        """Take one file in, and decide whether it is the one of its learner that counts."""
        if one.status == "ignored":
            self.ledger.note(Intake(one.label, "", "ignored", one.problem))
            return
        result = one.result or Refused(one.problem)
        owner = whose(self.roster, result.learner, one.label)
        if isinstance(result, Refused):
            if owner is None and self.roster is None:
                owner = named_after_file(one.label)
            reason = joined(result.reason, owner)
            self.ledger.note(Intake(one.label, owner.id if owner else "", "corrupt", reason))
            if owner is not None:
                standing = self.ledger.standing(owner.key) or LearnerStanding(owner)
                standing.files += 1
                self.ledger.keep(standing)
            return
        who = owner or named_after_workbook(result.learner, result.workbook)
        row = self.ledger.note(Intake(one.label, who.id, result.status, joined("; ".join(result.notes), who)))
        standing = self.ledger.standing(who.key) or LearnerStanding(who)
        standing.files += 1
        self.settle(standing, who, result, row, one)
        self.ledger.keep(standing)

    def settle(self, standing: LearnerStanding, who: Who, result: Graded, row: int, one: ScoredFile) -> None:
        """Of two submissions of a learner that with the newer last event counts, then the one made later; or first of
        all that with the better score after the late rule, where the rules say so."""
        late = lateness(self.rules, result.last_check)
        lost = penalty(self.rules, late.days, result.score, result.max_score)
        score = total((result.score, -lost))
        last = LONG_AGO if result.last is None else result.last
        best = score if self.rules.keep == "best" else 0.0
        rank = (best, last, moment(result.made) or LONG_AGO, one.label)
        if standing.grade is not None and rank <= standing.rank:
            self.supersede(row, standing.row, result.workbook != standing.workbook)
            return
        if standing.grade is not None:
            self.supersede(standing.row, row, result.workbook != standing.workbook)
        standing.result = one.key
        standing.who, standing.row, standing.rank, standing.workbook = who, row, rank, result.workbook
        flags = (late.flag,) if late.flag else ()
        points = (score, result.max_score, result.score, lost, late.days, result.last_check)
        standing.grade = Grade(who.id, who.name, who.email, result.status, flags, *points)

    def supersede(self, older: int, newer: int, other_workbook: bool) -> None:
        """Say of a file that another one of the same learner counts."""
        row = self.ledger.file(older)
        which = "better" if self.rules.keep == "best" else "newer"
        reason = f"a {which} file of this learner counts: {self.ledger.file(newer).file}"
        reason += " (of another workbook)" if other_workbook else ""
        reason += f"; {row.reason}" if row.reason else ""
        self.ledger.rewrite(older, msgspec.structs.replace(row, status="superseded", reason=reason))

    def grades(self) -> Iterator[Grade]:
        """Every learner's row, with the marks in it."""
        if self.marks:
            return (entry.grade for entry in self.entries())
        return map(self.grade, self.ledger.learners())

    def grade(self, standing: LearnerStanding) -> Grade:
        """A learner's row, with the flags that only show once all files are in."""
        who = standing.who
        status: Status = "corrupt" if standing.files else "missing"
        grade = standing.grade or Grade(who.id, who.name, who.email, status, (), None, self.index.max_score)
        more = (("duplicate", standing.files > 1), ("unknown-learner", not who.known))
        return msgspec.structs.replace(grade, flags=grade.flags + tuple(flag for flag, yes in more if yes))

    def entries(self, as_computed: bool = False) -> Iterator[LearnerResult]:
        """Every learner with the items of the submission that counts, read back from the work file, with the marks in
        place unless ``as_computed``."""
        for standing in self.ledger.learners():
            grade = self.grade(standing)
            result = self.work.result(standing.result) if standing.result else None
            if not isinstance(result, Graded):
                yield LearnerResult(standing.key, grade)
                continue
            file = self.ledger.file(standing.row).file
            entry = LearnerResult(standing.key, grade, result.items, file, standing.workbook, result.torn)
            given = NO_MARKS if as_computed else self.marks.get(standing.key, NO_MARKS)
            yield marked(entry, given, self.rules) if given else entry


def joined(reason: str, who: Who | None) -> str:
    """A file's own reason and the note on whose it is."""
    return "; ".join(part for part in (reason, who.note if who else "") if part)


def marked(entry: LearnerResult, given: Mapping[str, float], rules: Rules) -> LearnerResult:
    """The same learner with the points that a person gave. Nobody needs to look again once all that waits is marked."""
    items = tuple(
        msgspec.structs.replace(i, score=given[i.exercise]) if i.exercise in given else i for i in entry.items
    )
    waits = any(i.outcome == "recorded" and i.max_score and i.exercise not in given for i in items)
    grade = entry.grade
    raw = total(i.score for i in items)
    lost = penalty(rules, grade.days, raw, grade.max_score)
    status: Status = "needs-review" if waits or entry.torn else "graded"
    better = msgspec.structs.replace(grade, status=status, raw=raw, penalty=lost, score=total((raw, -lost)))
    return msgspec.structs.replace(entry, items=items, grade=better)


def item_rows(entry: LearnerResult) -> bytes:
    """The rows of items.csv of one learner."""
    id_ = csv_out.text(entry.grade.learner_id)
    return csv_out.lines(item_row(id_, item) for item in entry.items)


def item_row(id_: str, item: ItemScore) -> tuple[str, str, str, str, str, int]:
    """A row of items.csv. The names of exercises are the course's own: they need no guard."""
    points = csv_out.number(item.score), csv_out.number(item.max_score)
    return (id_, item.exercise, item.outcome, *points, item.attempts)


def grade_row(grade: Grade) -> tuple[str, ...]:
    """A row of grades.csv."""
    named = (csv_out.text(grade.learner_id), csv_out.text(grade.name), csv_out.text(grade.email))
    points = (csv_out.number(grade.score), csv_out.number(grade.max_score))
    late = (csv_out.number(grade.raw), str(grade.days), csv_out.number(grade.penalty))
    return (*named, grade.status, ";".join(grade.flags), *points, *late)


def intake_row(row: Intake) -> tuple[str, ...]:
    """A row of intake.csv."""
    return (csv_out.text(row.file), csv_out.text(row.learner_id), row.status, csv_out.text(row.reason))


def report(out: Path, room: ClassRun, found: Counted, seconds: float) -> Report:
    """What the run found, counted."""
    statuses: tuple[Status, ...] = ("graded", "needs-review", "corrupt", "missing")
    kinds = ("graded", "needs-review", "superseded", "corrupt", "ignored")
    flags = ("late", *(("in-grace",) if room.rules.grace else ()), "duplicate", "unknown-learner")
    files = room.ledger.statuses()
    return Report(
        str(out),
        {s: found.statuses[s] for s in statuses},
        {k: files.get(k, 0) for k in kinds},
        {f: found.flags[f] for f in flags},
        tuple(islice(room.ledger.files("corrupt"), CORRUPT)),
        found.scores,
        room.index.max_score,
        room.index.keyless,
        room.roster.notices if room.roster else (),
        seconds,
        room.work.resumed,
    )
