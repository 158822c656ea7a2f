"""A class graded: every file read once and scored, one row a learner, three tables.

Memory does not grow with the class: what is known of files and learners, and the results, wait in the run's own
database until it is clear which submission of a learner counts. Then one pass over them fills tables and gradebook.
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
from functools import lru_cache
from itertools import islice
from pathlib import Path

import msgspec

from mosaic_exercises.course import Course
from mosaic_exercises.grading import csv_out
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.intake.files import locate
from mosaic_exercises.grading.intake.roster import Roster, Who, named_after_file, named_after_workbook, on_roster, whose
from mosaic_exercises.grading.records import Grade, Graded, Intake, LearnerResult, Refused, Status
from mosaic_exercises.grading.scoring.late import Rules, lateness, penalty
from mosaic_exercises.grading.scoring.marked import GivenPoints, Marks, marked
from mosaic_exercises.grading.scoring.run import LONG_AGO, LearnerStanding, RunStore
from mosaic_exercises.grading.scoring.score import CourseIndex, moment, total
from mosaic_exercises.grading.scoring.workers import ScoredFile, score_here, score_over
from mosaic_exercises.workbook.events import Learner

Progress = Callable[[int, int], None]
Book = Callable[[Iterator[LearnerResult], Iterator[Intake]], None]
NO_MARKS: Mapping[str, GivenPoints] = {}
CORRUPT = 100  # files that cannot be read, of which a report hands back all
OURS = ("grades.csv", "items.csv", "intake.csv", "gradebook.db", "report.html", "students")  # no hand-ins


class Report(msgspec.Struct, frozen=True):
    """What one run found. ``learners`` and ``files`` count by status; ``corrupt``: the first files that cannot
    be read; ``scores``: of the learners whose work counts; ``resumed``: files that a stopped run had scored; ``again``:
    marks that were given for another answer than the one that counts now."""

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
    again: int = 0

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

    columns = csv_out.GRADES + (csv_out.LATE if rules.per_day or rules.cap < 1 else ())
    with disk_errors(out), csv_out.ResultsFolder(out, excel) as folder, RunStore(out, course) as store:
        run = ClassRun(CourseIndex(course), roster, rules, store, marks or {})
        over = jobs > 1 and bool(course.layers)
        scored = (
            score_over(jobs, course.layers, places, store, more) if over else score_here(run.index, places, store, more)
        )
        for done, one in enumerate(scored, start=1):
            run.take(one)
            progress(done, expected)
        run.compare()
        found = Counted()
        with folder.writing("items.csv", csv_out.ITEMS) as items, folder.writing("grades.csv", columns) as grades:

            def written() -> Iterator[LearnerResult]:
                for entry in run.entries():
                    mine = run.marked(entry)
                    items(item_rows(mine))
                    grades(csv_out.lines([grade_row(found.counted(mine))[: len(columns)]]))
                    yield entry

            entries = written()
            if book is not None:
                book(entries, store.files())
            for _ in entries:
                pass
        with folder.writing("intake.csv", csv_out.INTAKE) as intake:
            for file in store.files():
                intake(csv_out.lines([intake_row(file)]))
        told = report(out, run, found)
        folder.publish()
        store.finish()
    return msgspec.structs.replace(told, seconds=time.perf_counter() - began)


@contextlib.contextmanager
def disk_errors(out: Path) -> Iterator[None]:
    """Say what it means where the run's database cannot be written."""
    try:
        yield
    except sqlite3.Error as error:
        raise InputError(
            f"{out} cannot be written to ({error}). Make room, and run the same command again: what was graded is kept"
        ) from None


class Counted:
    """The grades of a class, counted on their way into the table."""

    def __init__(self) -> None:
        self.statuses: Counter[str] = Counter()
        self.flags: Counter[str] = Counter()
        self.scores = array("d")
        self.again = 0

    def counted(self, entry: LearnerResult) -> Grade:
        """The learner's grade."""
        grade = entry.grade
        self.again += len(entry.again)
        self.statuses[grade.status] += 1
        self.flags.update(grade.flags)
        self.flags["look-at"] += bool(grade.look)
        if grade.score is not None:
            self.scores.append(grade.score)
        return grade


class ClassRun:
    """The class while it is being graded."""

    def __init__(self, index: CourseIndex, roster: Roster | None, rules: Rules, store: RunStore, marks: Marks) -> None:
        self.index = index
        self.roster = roster
        self.rules = rules
        self.store = store
        self.marks = marks
        self.look: dict[int, str] = {}  # by the row of a file: what its answers share with another's
        for place, person in enumerate(roster.people.values() if roster else ()):
            store.expect(on_roster(person, Learner()), place)

    def take(self, one: ScoredFile) -> None:
        """Take one file in, and decide whether it is the one of its learner that counts."""
        if one.status == "ignored":
            self.store.note(Intake(one.label, "", "ignored", one.problem))
            return
        result = one.result or Refused(one.problem)
        owner = whose(self.roster, result.learner, one.label)
        if isinstance(result, Refused):
            if owner is None and self.roster is None:
                owner = named_after_file(one.label)
            reason = joined(result.reason, owner)
            self.store.note(Intake(one.label, owner.id if owner else "", "corrupt", reason))
            if owner is not None:
                standing = self.store.standing(owner.key) or LearnerStanding(owner)
                standing.files += 1
                self.store.keep(standing)
            return
        who = owner or named_after_workbook(result.learner, result.workbook)
        said = "; ".join((*result.notes, *map(look_at, result.look)))
        row = self.store.note(Intake(one.label, who.id, result.status, joined(said, who)))
        standing = self.store.standing(who.key) or LearnerStanding(who)
        standing.files += 1
        self.store.answered(row, who.key, (item.event for item in result.items if item.event))
        self.settle(standing, who, result, row, one)
        self.store.keep(standing)

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
        standing.result = one.at
        standing.who, standing.row, standing.rank, standing.workbook = who, row, rank, result.workbook
        flags = (late.flag,) if late.flag else ()
        points = (score, result.max_score, result.score, lost, late.days, result.last_check, result.look)
        standing.grade = Grade(who.id, who.name, who.email, result.status, flags, *points)

    def compare(self) -> None:
        """Say of every file that shares answers with a file of another learner with which one it does."""
        for row, others in self.store.shared().items():
            (other, n), *rest = others.most_common()
            more = f" (and others with {len(rest)} more files)" if rest else ""
            said = f"{n} of its answers are the very ones in {self.store.file(other).file}{more}"
            file = self.store.file(row)
            reason = "; ".join(filter(None, (file.reason, look_at(said))))
            self.store.rewrite(row, msgspec.structs.replace(file, reason=reason))
            self.look[row] = said

    def supersede(self, older: int, newer: int, other_workbook: bool) -> None:
        """Say of a file that another one of the same learner counts."""
        row = self.store.file(older)
        which = "better" if self.rules.keep == "best" else "newer"
        reason = f"a {which} file of this learner counts: {self.store.file(newer).file}"
        reason += " (of another workbook)" if other_workbook else ""
        reason += f"; {row.reason}" if row.reason else ""
        self.store.rewrite(older, msgspec.structs.replace(row, status="superseded", reason=reason))

    def grade(self, standing: LearnerStanding) -> Grade:
        """A learner's row, with the flags that only show once all files are in."""
        who = standing.who
        status: Status = "corrupt" if standing.files else "missing"
        grade = standing.grade or Grade(who.id, who.name, who.email, status, (), None, self.index.max_score)
        more = (("duplicate", standing.files > 1), ("unknown-learner", not who.known))
        shares = self.look.get(standing.row, "")
        look = (*grade.look, shares) if shares else grade.look
        return msgspec.structs.replace(grade, flags=grade.flags + tuple(flag for flag, yes in more if yes), look=look)

    def entries(self) -> Iterator[LearnerResult]:
        """Every learner with the items of the submission that counts, as computed."""
        for standing, result in self.store.learners():
            grade = self.grade(standing)
            if isinstance(result, Graded):
                file = self.store.file(standing.row).file
                yield LearnerResult(standing.key, grade, result.items, file, standing.workbook, result.torn)
            else:
                yield LearnerResult(standing.key, grade)

    def marked(self, entry: LearnerResult) -> LearnerResult:
        """The same learner with the marks in place."""
        given = self.marks.get(entry.key, NO_MARKS)
        return marked(entry, given, self.rules) if given and entry.items else entry


def look_at(said: str) -> str:
    """Something to look at, as it stands beside flags and reasons, which semicolons keep apart."""
    return f"look at: {said.replace(';', ',')}"


def joined(reason: str, who: Who | None) -> str:
    """A file's own reason and the note on whose it is."""
    return "; ".join(part for part in (reason, who.note if who else "") if part)


def item_rows(entry: LearnerResult) -> bytes:
    """The rows of items.csv of one learner."""
    id_ = csv_out.cell(csv_out.text(entry.grade.learner_id))
    return b"".join([id_ + item_cells(i.exercise, i.outcome, i.score, i.max_score, i.attempts) for i in entry.items])


@lru_cache(20_000)
def item_cells(exercise: str, outcome: str, score: float, max_score: float, attempts: int) -> bytes:
    """A row of items.csv after its first cell: the same for many. The names of exercises are the course's own, so they
    need no guard."""
    return b"," + csv_out.lines([(exercise, outcome, csv_out.number(score), csv_out.number(max_score), attempts)])


def grade_row(grade: Grade) -> tuple[str, ...]:
    """A row of grades.csv."""
    named = (csv_out.text(grade.learner_id), csv_out.text(grade.name), csv_out.text(grade.email))
    points = (csv_out.number(grade.score), csv_out.number(grade.max_score))
    late = (csv_out.number(grade.raw), str(grade.days), csv_out.number(grade.penalty))
    flags = csv_out.text(";".join((*grade.flags, *map(look_at, grade.look))))
    return (*named, grade.status, flags, *points, *late)


def intake_row(row: Intake) -> tuple[str, ...]:
    """A row of intake.csv."""
    return (csv_out.text(row.file), csv_out.text(row.learner_id), row.status, csv_out.text(row.reason))


def report(out: Path, run: ClassRun, found: Counted) -> Report:
    """What the run found, counted."""
    statuses: tuple[Status, ...] = ("graded", "needs-review", "corrupt", "missing")
    kinds = ("graded", "needs-review", "superseded", "corrupt", "ignored")
    flags = ("late", *(("in-grace",) if run.rules.grace else ()), "duplicate", "unknown-learner")
    flags += ("look-at",) if found.flags["look-at"] else ()
    files = run.store.statuses()
    return Report(
        str(out),
        {s: found.statuses[s] for s in statuses},
        {k: files.get(k, 0) for k in kinds},
        {f: found.flags[f] for f in flags},
        tuple(islice(run.store.files("corrupt"), CORRUPT)),
        found.scores,
        run.index.max_score,
        run.index.keyless,
        run.roster.notices if run.roster else (),
        0.0,
        run.store.resumed,
        found.again,
    )
