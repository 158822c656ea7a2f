"""A class graded: every file read once and scored, one row a learner, three tables.

Memory does not grow with the class: what is known of files and learners, and the results, wait in the run's own
database until it is clear which submission of a learner counts. Then one pass over them fills tables and gradebook.
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from operator import itemgetter
from pathlib import Path
from typing import Protocol

import msgspec

from mosaic_exercises.course import Course
from mosaic_exercises.grading import csv_out
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.intake.files import locate
from mosaic_exercises.grading.intake.places import HandInPlace
from mosaic_exercises.grading.intake.provenance import CLOCK, moment
from mosaic_exercises.grading.intake.roster import (
    NEAR,
    Placement,
    Roster,
    Who,
    comparable,
    named_after_file,
    named_after_workbook,
    on_roster,
    short,
    whose,
)
from mosaic_exercises.grading.records import Grade, Graded, Intake, ItemScore, LearnerResult, Refused, Status
from mosaic_exercises.grading.scoring.apart import Apart
from mosaic_exercises.grading.scoring.groups import Groups, placed
from mosaic_exercises.grading.scoring.late import Rules, lateness, penalty
from mosaic_exercises.grading.scoring.marked import NO_MARKS, Marks, given_to
from mosaic_exercises.grading.scoring.rows import (
    columns_for,
    grade_row,
    intake_row,
    item_cells,
    item_rows,
    joined,
    look_at,
    notebook_rows,
)
from mosaic_exercises.grading.scoring.run import LONG_AGO, LearnerStanding, RunStore
from mosaic_exercises.grading.scoring.score import CourseIndex, total
from mosaic_exercises.grading.scoring.told import Counted, Report, report
from mosaic_exercises.grading.scoring.workers import More, ScoredFile, score_here, score_over
from mosaic_exercises.grading.settings.plan import GradePlan, check_extensions, plan_of
from mosaic_exercises.grading.settings.settle import chosen, in_doubt, settled, with_marks
from mosaic_exercises.models.frames import counted
from mosaic_exercises.workbook.events import Learner

Progress = Callable[[int, int], None]


class Scoring(Protocol):
    """What scores files elsewhere, and gives them back in their order."""

    def scored(
        self, index: CourseIndex, places: Iterable[HandInPlace], store: RunStore, more: More
    ) -> Iterator[ScoredFile]:
        """Every file scored."""
        ...

    @property
    def notices(self) -> Iterable[str]:
        """What the instructor should know of how it went, once it is through."""
        ...


Book = Callable[[Iterator[LearnerResult], Iterator[Intake]], None]
TO_COME = "its newest event is dated on a day that is still to come"
# What lies in the folder of results and is no hand-in.
OURS = ("grades.csv", "items.csv", "intake.csv", "notebooks.csv", "gradebook.db", "report.html", "students")


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
    plan: GradePlan | None = None,
    semicolons: bool = False,
    elsewhere: Scoring | None = None,
    keep: bool = False,
) -> Report:
    """Grade every submission below ``paths`` and write grades.csv, items.csv and intake.csv into ``out``.

    ``rules`` say what lateness costs and which of several submissions counts; ``jobs`` is a number of processes, and
    ``elsewhere`` scores on other machines in their place;
    ``marks`` are points that a person gave, which stand in place of the computed ones; ``book`` is handed the results
    before the tables take their places; ``plan``: the class's settings, made ready for this course (notebooks.csv is
    written, too, then). A run that was stopped is taken up: nothing is scored twice. ``keep``: what each file was found
    to be stays in ``out``, and the next run scores only new ones.

    Raises InputError where a path does not exist or ``out`` cannot be written. A file that cannot be read, or is no
    submission, is a row of intake.csv and stops nothing.
    """
    began = time.perf_counter()
    rules = msgspec.structs.replace(rules or Rules(), **({} if due is None else {"due": due}))
    plan = plan or plan_of(course)
    if plan.named:
        rules = msgspec.structs.replace(rules, keep=plan.settings.file)
    people = roster.people.values() if roster else ()
    notices = check_extensions(plan, ((person.id, person.place) for person in people))
    results = [out / name for name in OURS]
    places = locate(paths, results, every=rules.keep == "best")
    expected = len(places)

    def more(files: int) -> None:
        nonlocal expected
        expected += files

    with (
        disk_errors(out),
        csv_out.ResultsFolder(out, excel, semicolons) as folder,
        RunStore(out, course, plan.tries) as store,
    ):
        run = ClassRun(CourseIndex(course, plan.tries), roster, rules, store, marks or {}, plan)
        run.owners = {place.label: place.owner for place in places if place.owner}
        for done, one in enumerate(scored_files(run.index, places, store, more, jobs, elsewhere), start=1):
            run.take(one)
            progress(done, expected)
        run.compare()
        found = Counted()
        with contextlib.closing(tabled(run, folder, columns_for(rules, plan, roster), found)) as entries:
            if book is not None:
                book(entries, store.files())
            for _ in entries:
                pass
        with folder.writing("intake.csv", csv_out.INTAKE) as intake:
            for file in store.files():
                intake(csv_out.lines([intake_row(file)]))
        said = (*(roster.notices if roster else ()), *notices, *run.hints(), *(elsewhere.notices if elsewhere else ()))
        told = report(out, run.index, store, found, said, bool(rules.grace))
        folder.publish()
        store.finish(keep)
    return msgspec.structs.replace(told, seconds=time.perf_counter() - began)


def tabled(
    run: ClassRun, folder: csv_out.ResultsFolder, columns: Sequence[str], found: Counted
) -> Generator[LearnerResult]:
    """Every learner as computed, once their rows are in items.csv, grades.csv and, where the class has settings,
    notebooks.csv; ``found`` counts them. The tables are whole when all have been asked for."""
    row_of = itemgetter(*map((csv_out.GRADES + csv_out.LATE + csv_out.PLACE).index, columns))
    with contextlib.ExitStack() as tables:
        named = run.plan.named
        notebooks = tables.enter_context(folder.writing("notebooks.csv", csv_out.NOTEBOOKS)) if named else None
        items = tables.enter_context(folder.writing("items.csv", csv_out.ITEMS))
        grades = tables.enter_context(folder.writing("grades.csv", columns))
        for entry, mine in run.entries():
            cells = [item_cells(i.exercise, i.outcome, i.score, i.max_score, i.attempts) for i in mine.items]
            items(item_rows(mine.grade.learner_id, cells))
            grade = found.counted(mine.grade, len(mine.again))
            grades(csv_out.lines([row_of(grade_row(grade, mine.place))]))
            if notebooks is not None:
                notebooks(csv_out.lines(notebook_rows(mine)))
            yield entry


def of_folder(result: Graded | Refused, owner: str) -> Graded | Refused:
    """The same result as of the learner in whose folder the file lay; "" where only the file tells whose it is."""
    if not owner:
        return result
    said = result.learner.id
    found = msgspec.structs.replace(result, learner=msgspec.structs.replace(result.learner, id=owner))
    if isinstance(found, Graded) and said and comparable(said) != comparable(owner):
        found = msgspec.structs.replace(found, look=(*found.look, f"the file says that it is of '{said[:80]}'"))
    return found


def scored_files(
    index: CourseIndex,
    places: Iterable[HandInPlace],
    store: RunStore,
    more: More,
    jobs: int,
    elsewhere: Scoring | None,
) -> Iterator[ScoredFile]:
    """Every file scored, wherever that is done, in the order of ``places``."""
    if elsewhere is not None:
        return elsewhere.scored(index, places, store, more)
    if jobs > 1 and index.course.layers:
        return score_over(jobs, index.course.layers, places, store, more, index.tries)
    return score_here(index, places, store, more)


@contextlib.contextmanager
def disk_errors(out: Path) -> Iterator[None]:
    """Say what it means where the run's database cannot be written."""
    try:
        yield
    except sqlite3.Error as error:
        raise InputError(
            f"{out} cannot be written to ({error}). Make room, and run the same command again: what was graded is kept"
        ) from None


class ClassRun:
    """The class while it is being graded."""

    def __init__(
        self,
        index: CourseIndex,
        roster: Roster | None,
        rules: Rules,
        store: RunStore,
        marks: Marks,
        plan: GradePlan,
    ) -> None:
        self.index = index
        self.plan = plan
        self.groups = Groups(roster)
        self.roster = roster
        self.rules = rules
        self.store = store
        self.marks = marks
        self.look: dict[int, list[str]] = {}  # by the row of a file: what it has in common with others
        self.today = time.time()
        self.owners: dict[str, str] = {}  # by a file's label: whose it is, where it was collected from their folder
        self.near: Counter[str] = Counter()  # files whose id the roster has in another way
        self.apart = Apart(store, roster)
        for place, (key, person) in enumerate(roster.people.items() if roster else ()):
            store.expect(on_roster(key, person, Learner()), place)

    def hints(self) -> Iterator[str]:
        """What many files have in common that is not as the roster has it."""
        for how, said in NEAR.items():
            if n := self.near[how]:
                yield f"{n:,} {'file has' if n == 1 else 'files have'} an id that {said}"

    def take(self, one: ScoredFile) -> None:
        """Take one file in, and decide whether it is the one of its learner that counts."""
        if one.status == "ignored":
            self.store.note(Intake(one.label, "", "ignored", one.problem))
            return
        result = of_folder(one.result or Refused(one.problem), self.owners.get(one.label, ""))
        owner = whose(self.roster, result.learner, one.label)
        if isinstance(result, Refused):
            if owner is None and self.roster is None:
                owner = named_after_file(one.label)
            owner = self.apart.who(owner, "") if owner else None
            reason = joined(result.reason, owner)
            self.store.note(Intake(one.label, owner.id if owner else "", "corrupt", reason))
            if owner is not None:
                standing = self.store.standing(owner.key) or LearnerStanding(owner)
                standing.files += 1
                self.store.keep(standing)
            return
        result = in_doubt(result, self.plan, self.rules)
        self.near.update(how for how in NEAR if owner and how in owner.note)
        who = owner or named_after_workbook(result.learner, result.workbook)
        who = self.apart.who(who, "" if one.label in self.owners else result.workbook)
        if result.last is not None and result.last > self.today + CLOCK:
            result = msgspec.structs.replace(result, look=(*result.look, TO_COME))
        said = "; ".join((*result.notes, *map(look_at, result.look)))
        row = self.store.note(Intake(one.label, who.id, result.status, joined(said, who)))
        standing = self.store.standing(who.key) or LearnerStanding(who)
        standing.files += 1
        together = self.groups.owner(who.key)
        self.store.answered(row, together, [item.event for item in result.items if item.event])
        self.store.of_workbook(row, together, result.workbook, result.foreign)
        self.settle(standing, who, result, row, one)
        self.store.keep(standing)
        if standing.row == row and (older := self.groups.stand(standing)) is not None:
            newer = self.groups.leader(older.key)
            if newer is not None:
                self.supersede(older.row, newer.row, older.workbook != newer.workbook, "this group")

    def settle(self, standing: LearnerStanding, who: Who, result: Graded, row: int, one: ScoredFile) -> None:
        """Of two submissions of a learner that with the newer last event counts, then the one made later; or first of
        all that with the better score after the late rule, where the rules say so."""
        late = lateness(self.rules, result.last_check)
        lost = penalty(self.rules, late.days, result.score, result.max_score)
        score = total((result.score, -lost))
        if not self.plan.plain and self.rules.keep == "best":
            score = self.alone(who.key, result).grade.score or 0.0
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

    def alone(self, key: str, result: Graded) -> LearnerResult:
        """One submission settled as if it were the one that counts."""
        place = placed(self.groups.place(key), result.learner.track)
        items = self.counting(result, place)
        grade = Grade("", "", "", result.status, (), result.score, result.max_score)
        return self.settled(LearnerResult(key, grade, items, torn=result.torn, place=place))

    def compare(self) -> None:
        """Say of every file that has something in common with a file of another learner with which one it does."""
        for row, said in self.apart.told():
            self.say(row, said)
        for row, book, n, other in self.store.given_elsewhere():
            of = "that nobody handed in" if other is None else f"that of {self.store.file(other).file}"
            self.say(row, f"{counted(n, 'answer')} given in another workbook, {of} ({short(book)})")
        for row, others in self.store.shared().items():
            (other, n), *rest = others.most_common()
            more = f" (and others with {counted(len(rest), 'more file')})" if rest else ""
            self.say(row, f"{counted(n, 'answer')} the very same as in {self.store.file(other).file}{more}")

    def say(self, row: int, said: str) -> None:
        """Something to look at in a file."""
        file = self.store.file(row)
        reason = "; ".join(filter(None, (file.reason, look_at(said))))
        self.store.rewrite(row, msgspec.structs.replace(file, reason=reason))
        self.look.setdefault(row, []).append(said)

    def supersede(self, older: int, newer: int, other_workbook: bool, whose_: str = "this learner") -> None:
        """Say of a file that another one of the same learner, or group, counts."""
        row = self.store.file(older)
        which = "better" if self.rules.keep == "best" else "newer"
        reason = f"a {which} file of {whose_} counts: {self.store.file(newer).file}"
        reason += " (of another workbook)" if other_workbook else ""
        reason += f"; {row.reason}" if row.reason else ""
        self.store.rewrite(older, msgspec.structs.replace(row, status="superseded", reason=reason))

    def grade(self, standing: LearnerStanding, counting: LearnerStanding) -> Grade:
        """A learner's row, with the flags that only show once all files are in. ``counting``: whose file counts."""
        who = standing.who
        status: Status = "corrupt" if standing.files else "missing"
        grade = counting.grade or Grade(who.id, who.name, who.email, status, (), None, self.index.max_score)
        named = {"learner_id": who.id, "name": who.name, "email": who.email}
        both = standing is not counting
        more = (("duplicate", standing.files > 1), ("unknown-learner", not who.known), ("group", both))
        look = (*grade.look, *self.look.get(counting.row, ()))
        flags = grade.flags + tuple(flag for flag, yes in more if yes)
        return msgspec.structs.replace(grade, flags=flags, look=look, **(named if both else {}))

    def entries(self) -> Iterator[tuple[LearnerResult, LearnerResult]]:
        """Every learner with the items of the submission that counts: as computed, and as it counts (with the marks in
        place, settled by the plan)."""
        for standing, result in self.store.learners():
            counting = self.groups.leader(standing.key) or standing
            leader = "" if counting is standing else counting.key
            if leader and counting.result is not None:
                result = self.store.result(counting.result)
            grade = self.grade(standing, counting)
            place = self.groups.place(standing.key)
            if isinstance(result, Graded):
                result = in_doubt(result, self.plan, self.rules)
                file = self.store.file(counting.row).file
                place = placed(place, result.learner.track)
                items = self.counting(result, place)
                part = (file, counting.workbook, result.torn)
                entry = LearnerResult(standing.key, grade, items, *part, place=place, leader=leader)
            else:
                entry = LearnerResult(standing.key, grade, place=place)
            mine = self.settled(entry)
            # The items stay as computed: marks that are given later are settled with them.
            entry = msgspec.structs.replace(entry, grade=mine.grade)
            given = given_to(entry, self.marks) if self.marks else NO_MARKS
            yield entry, with_marks(entry, given, self.plan, self.rules) if given and entry.items else mine

    def counting(self, result: Graded, place: Placement) -> tuple[ItemScore, ...]:
        """The items, each with the answer that counts where several were kept."""
        if not result.tries:
            return tuple(result.items)
        return chosen(result.items, result.tries, self.plan, self.plan.dues(place))

    def settled(self, entry: LearnerResult) -> LearnerResult:
        """The same learner settled by the plan, where the class has one of its own."""
        return entry if self.plan.plain else settled(entry, self.plan, self.rules)
