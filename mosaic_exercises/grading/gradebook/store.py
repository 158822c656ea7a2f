"""The gradebook: what grading computed and what people gave, in a database of your choice (SQLite by default).

Computed results are replaced whole by each run, in one transaction; marks, judgements and comments are never touched by
it. Each of them carries a version, so that two markers cannot undo each other's work. Needs the extra ``grading``.
"""

from __future__ import annotations

import contextlib
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

import msgspec
import sqlalchemy as sql
from sqlalchemy.exc import NoSuchModuleError, SQLAlchemyError

from mosaic_exercises.course import Course
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.gradebook import marks as writing
from mosaic_exercises.grading.gradebook import save as saving
from mosaic_exercises.grading.gradebook.entries import entries_of, points_of
from mosaic_exercises.grading.gradebook.opening import COPY, complete, copy_of, engine_of, is_backup, lacking
from mosaic_exercises.grading.gradebook.records import (
    Comment,
    Conflict,
    GivenAnswer,
    GivenMark,
    GradeChange,
    Judgement,
    Tally,
)
from mosaic_exercises.grading.gradebook.save import Changed
from mosaic_exercises.grading.gradebook.sheets import given_points, on_sheet
from mosaic_exercises.grading.gradebook.tables import (
    comments,
    history,
    items,
    judgements,
    learners,
    marks,
    runs,
    sheets,
    submissions,
)
from mosaic_exercises.grading.gradebook.tally import tally
from mosaic_exercises.grading.records import Intake, LearnerResult
from mosaic_exercises.grading.scoring.late import Rules
from mosaic_exercises.grading.scoring.marked import GivenPoints, stands
from mosaic_exercises.grading.settings.plan import GradePlan

__all__ = [
    "Changed",
    "Comment",
    "Conflict",
    "GivenAnswer",
    "GivenMark",
    "GradeChange",
    "Gradebook",
    "Judgement",
    "shown",
]
NAME = "gradebook.db"
FAULTS = (SQLAlchemyError, msgspec.MsgspecError)  # of the database, and of what is written in it


class Gradebook:
    """Open one by its URL, or by the path of a SQLite file. A backup of an earlier version is read through a copy and
    cannot be written. Raises InputError where it cannot be opened."""

    def __init__(self, where: str | Path) -> None:
        url = with_driver(checked(where)) if isinstance(where, str) and "://" in where else f"sqlite:///{where}"
        self.address = shown(url)
        self.copy: tempfile.TemporaryDirectory[str] | None = None
        try:
            self.engine = engine_of(url)
            if lacking(self.engine):
                if is_backup(self.engine):
                    self.copy = copy_of(self.engine)
                    self.engine.dispose()
                    self.engine = engine_of(f"sqlite:///{self.copy.name}/{COPY}")
                with self._transaction() as db:
                    complete(db)
        except (SQLAlchemyError, ImportError) as error:
            raise InputError(f"the gradebook {self.address} cannot be opened: {why(error)}") from None

    def close(self) -> None:
        """Let the database go."""
        self.engine.dispose()
        if self.copy is not None:
            self.copy.cleanup()

    # what grading writes

    def save(
        self,
        course: Course,
        rules: Rules,
        entries: Iterable[LearnerResult],
        intake: Iterable[Intake],
        plan: GradePlan | None = None,
        asked: str = "",
    ) -> Changed:
        """Put the results of one run in place of the former ones. Returns what changed for learners who had results;
        the same stands in the history. ``plan``: the class's settings; ``asked``: what was graded, as a text. All in
        one transaction: a run that is stopped changes nothing."""
        with self.writing() as db:
            return saving.save(db, course, rules, entries, intake, plan, asked)

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[sql.Connection]:
        """One transaction that may write."""
        with self.engine.connect() as found:
            db = found.execution_options(mosaic_writes=True)
            with db.begin():
                yield db

    @contextlib.contextmanager
    def writing(self) -> Iterator[sql.Connection]:
        """One transaction that writes: all of it or nothing. Raises InputError."""
        if self.copy is not None:
            raise InputError(
                "this is a backup that an earlier version made, which can only be read; to write, put it back (mosaic "
                "restore) and open that"
            )
        try:
            with self._transaction() as db:
                yield db
        except FAULTS as error:
            raise InputError(f"the gradebook cannot be written: {why(error)}") from None

    @contextlib.contextmanager
    def reading(self) -> Iterator[sql.Connection]:
        """One transaction that reads. Raises InputError."""
        try:
            with self.engine.connect() as db:
                yield db
        except FAULTS as error:
            raise InputError(f"the gradebook cannot be read: {why(error)}") from None

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[sql.Connection]:
        """One transaction that reads, and in which nothing that others write meanwhile shows. Raises InputError."""
        level = "REPEATABLE READ" if self.engine.dialect.name == "postgresql" else None
        try:
            with self.engine.connect() as found:
                yield found.execution_options(isolation_level=level) if level else found
        except FAULTS as error:
            raise InputError(f"the gradebook cannot be read: {why(error)}") from None

    # what people write (see ``gradebook.marks``)

    def mark(self, learner: str, item: str, score: float, marker: str, seen: int = 0) -> GivenMark:
        """Give points. ``seen``: the version of the mark that the marker has before them, 0 where there was none.

        Raises Conflict where another marker was faster, InputError for a learner or an item that is not there.
        """
        with self.writing() as db:
            return writing.mark(db, learner, item, score, marker, seen)

    def looked(self, learner: str, marker: str) -> None:
        """Keep that somebody has looked at a learner's work as it counts now: what of it cannot be read needs nobody
        any more. Raises InputError for a learner who is not there."""
        with self.writing() as db:
            writing.looked(db, learner, marker)

    def torn(self) -> list[tuple[str, str, str]]:
        """Whose work has something that cannot be read and that nobody has looked at: (key, learner's id, file)."""
        with self.reading() as db:
            query = sql.select(learners.c.key).where(learners.c.torn, learners.c.position >= 0)
            keys = db.execute(query.order_by(learners.c.position)).scalars().all()
        return [(e.key, e.grade.learner_id, e.file) for e in self.entries(keys) if e.torn] if keys else []

    def unmark(self, learner: str, item: str, marker: str, seen: int) -> None:
        """Take a mark away, so that the computed score stands again. Raises Conflict as ``mark`` does."""
        with self.writing() as db:
            writing.unmark(db, learner, item, marker, seen)

    def judge(
        self,
        learner: str,
        item: str,
        criterion: str,
        level: int | None,
        scale: Mapping[str, int],
        marker: str,
        seen: int = 0,
        asked: GivenAnswer | None = None,
    ) -> int:
        """Judge one criterion of a rubric (None: take it back); the mark follows once all of ``scale`` are judged.
        ``asked``: the answer that the marker has before them. Returns the judgement's version. Raises Conflict (also
        where another answer stands by now) and InputError as ``mark`` does."""
        with self.writing() as db:
            return writing.judge(db, learner, item, criterion, level, scale, marker, seen, asked)

    def comment(self, learner: str, item: str, text: str, author: str) -> Comment:
        """Add a comment. Comments of several people stand side by side."""
        with self.writing() as db:
            return writing.comment(db, learner, item, text, author)

    def rewrite(self, comment: Comment, text: str, author: str) -> Comment:
        """Change a comment that one has read. Raises Conflict where it is another one by now."""
        with self.writing() as db:
            return writing.rewrite(db, comment, text, author)

    def uncomment(self, comment: Comment, author: str) -> None:
        """Take a comment away that one has read. Raises Conflict where it is another one by now."""
        with self.writing() as db:
            writing.uncomment(db, comment, author)

    # what there is

    def marks(self, item: str = "") -> dict[str, dict[str, GivenMark]]:
        """Every mark (of one item, or of all), by the learner's key and the item's name."""
        query = sql.select(learners.c.key, marks).join(learners, marks.c.learner == learners.c.id)
        query = query.where(marks.c.item == item) if item else query
        found: dict[str, dict[str, GivenMark]] = {}
        with self.reading() as db:
            for row in db.execute(query.order_by(marks.c.id)):
                points = given_points(row)
                mark = GivenMark(row.key, row.item, row.score, row.marker, row.at, row.version, points)
                found.setdefault(row.key, {})[row.item] = mark
        return found

    def points(self) -> dict[str, dict[str, GivenPoints]]:
        """The marks as grading takes them."""
        with self.reading() as db:
            return points_of(db)

    def comments(self, item: str | None = None) -> dict[str, list[Comment]]:
        """Every comment (to one item, or to all), by the learner's key, oldest first."""
        query = sql.select(learners.c.key, comments).join(learners, comments.c.learner == learners.c.id)
        query = query if item is None else query.where(comments.c.item == item)
        found: dict[str, list[Comment]] = {}
        with self.reading() as db:
            for row in db.execute(query.order_by(comments.c.id)):
                one = Comment(row.id, row.key, row.item, row.text, row.author, row.at, row.version)
                found.setdefault(row.key, []).append(one)
        return found

    def judgements(self, item: str = "") -> dict[str, dict[str, dict[str, Judgement]]]:
        """What was judged (of one item, or all), by the learner's key, the item and the criterion."""
        query = sql.select(learners.c.key, judgements).join(learners, judgements.c.learner == learners.c.id)
        query = query.where(judgements.c.item == item) if item else query
        found: dict[str, dict[str, dict[str, Judgement]]] = {}
        with self.reading() as db:
            for row in db.execute(query.order_by(judgements.c.id)):
                one = writing.judgement_of(row)
                found.setdefault(row.key, {}).setdefault(row.item, {})[row.criterion] = one
        return found

    def asked(self, item: str) -> list[GivenAnswer]:
        """Every answer to an item, in the learners' order; also a blank one where a mark was given for another."""
        join = sheets.join(learners, sheets.c.learner == learners.c.id).join(items, sheets.c.part == items.c.part)
        query = sql.select(learners.c.key, learners.c.name, learners.c.learner_id, sheets.c.results).select_from(join)
        query = query.where(items.c.name == item, learners.c.leader.is_(None))  # a group's answer stands there once
        query = query.order_by(learners.c.position, learners.c.id)
        given = self.marks(item)
        found: list[GivenAnswer] = []
        with self.reading() as db:
            for r in db.execute(query):
                scored = on_sheet(r.results, item)
                if scored is None:
                    continue
                mark = given.get(r.key, {}).get(item)
                again = mark is not None and not stands(mark.points, scored)
                if again or scored.outcome != "not_attempted":
                    what = (r.key, item, scored.outcome, scored.score, scored.max_score, scored.answer)
                    found.append(GivenAnswer(*what, r.name, r.learner_id, scored.event, again))
        return found

    def tally(self) -> list[Tally]:
        """How many answers there are to each item, by what the computer made of them."""
        with self.reading() as db:
            return tally(db)

    def items(self) -> list[tuple[str, str]]:
        """Every item with answers: its name, and its exercise's."""
        query = sql.select(items.c.name, items.c.exercise).order_by(items.c.id)
        with self.reading() as db:
            return [(row.name, row.exercise) for row in db.execute(query)]

    def keys(self) -> list[str]:
        """The key of every learner of the last run, in order."""
        query = sql.select(learners.c.key).order_by(learners.c.position, learners.c.id)
        with self.reading() as db:
            return list(db.execute(query).scalars())

    def titles(self) -> dict[str, str]:
        """The title of every item, by its name."""
        with self.reading() as db:
            return {row.name: row.title for row in db.execute(sql.select(items.c.name, items.c.title))}

    def rules(self) -> Rules:
        """The rules of the last run."""
        with self.reading() as db:
            return saving.last_rules(db)

    def plan(self) -> GradePlan | None:
        """The settings of the last run, made ready; None where it kept none."""
        with self.reading() as db:
            return saving.last_plan(db)

    def asked_for(self) -> str:
        """What the last run was asked to grade, as JSON; "" where that is not known."""
        with self.reading() as db:
            return db.execute(sql.select(runs.c.asked).order_by(runs.c.id.desc()).limit(1)).scalar_one_or_none() or ""

    def entries(self, keys: Sequence[str] | None = None) -> Iterator[LearnerResult]:
        """Every learner in order (or those with these keys), with the scores that count: a person's mark before a
        computed one. Streams."""
        given, rules, plan = self.points(), self.rules(), self.plan()
        with self.snapshot() as db:
            yield from entries_of(db, keys, given, rules, plan)

    def intake(self) -> list[Intake]:
        """The files of the last run."""
        with self.reading() as db:
            found = db.execute(sql.select(submissions).order_by(submissions.c.id)).all()
        return [Intake(r.file, r.learner_id, r.status, r.reason) for r in found]

    def history(self, learner: str = "") -> list[GradeChange]:
        """What happened, oldest first, to one learner or to all."""
        query = sql.select(history).order_by(history.c.id)
        if learner:
            query = query.where(history.c.learner_key == learner)
        with self.reading() as db:
            return [
                GradeChange(r.learner_key, r.item, r.what, r.before, r.after, r.at, r.who) for r in db.execute(query)
            ]


def checked(url: str) -> str:
    """The same address. Raises InputError, which shows no part of it, where it is none, or where its password has signs
    that end one."""
    account, at, _ = url.partition("://")[2].rpartition("@")
    if at and re.search(r"[@/?#]|%(?![0-9a-fA-F]{2})", account):
        raise InputError(
            "the gradebook's address cannot be read: in a password write @ as %40, / as %2F, # as %23, ? as %3F and "
            "% as %25, or leave the password out and give it in PGPASSWORD"
        )
    try:
        sql.make_url(url)
    except (ValueError, SQLAlchemyError):
        said = "write postgresql://name@host:5432/database or sqlite:///path"
        raise InputError(f"the gradebook's address cannot be read: {said}") from None
    return url


def with_driver(url: str) -> str:
    """A database's address with the driver that is installed, where it names none: psycopg for PostgreSQL."""
    named = "postgresql://"
    url = re.sub(r"^postgres://", named, url)  # as many hosts of databases write it
    lacks = url.startswith(named) and find_spec("psycopg2") is None and find_spec("psycopg") is not None
    return url.replace(named, "postgresql+psycopg://", 1) if lacks else url


def why(error: Exception) -> str:
    """What a database or its driver says, and what to do about it."""
    said = re.sub(r"^\([\w.]+\) ", "", str(error).splitlines()[0][:300])  # the driver's own name for it
    if "disk is full" in said or "No space left" in said:
        return f"{said}. Make room, and run the same command again: nothing of this run was written into it"
    if isinstance(error, NoSuchModuleError):
        return "there is no such kind of database: write postgresql://host/name or sqlite:///path"
    if isinstance(error, ModuleNotFoundError):
        return f"{said}. Install the database's driver; for PostgreSQL: pip install 'psycopg[binary]'"
    if "unable to open database file" in said:
        return f"{said}. Is its folder there, and may you read and write in it?"
    if "readonly" in said:
        return f"{said}. You may only read it: write to a gradebook of your own, or ask for the right to write"
    if isinstance(error, msgspec.MsgspecError) or any(words in said for words in ("malformed", "not a database")):
        return (
            f"it is damaged ({said}). Put a backup in its place (mosaic restore), or save what can be saved, marks and "
            "comments too: mosaic doctor DIR --rescue NEW.db"
        )
    return said


def shown(url: str) -> str:
    """A URL without its password; of a file its path."""
    try:
        found = sql.make_url(url)
        whole = found.render_as_string(hide_password=True)
        return found.database or whole if found.drivername == "sqlite" else whole
    except SQLAlchemyError:
        return "(an address that cannot be read)"
