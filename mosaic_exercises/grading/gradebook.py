"""The gradebook: what grading computed and what people gave, in a database of your choice (SQLite by default).

Computed results are replaced whole by each run, in one transaction; marks and comments are never touched by it. A mark
carries a version: whoever writes one says which version they saw, and who saw an older one is told, so two markers
cannot undo each other's work. Needs the extra ``grading``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import sqlalchemy as sql
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from mosaic_exercises.course import Course
from mosaic_exercises.grading.book_tables import (
    KEY,
    META,
    comments,
    history,
    items,
    learners,
    marks,
    results,
    runs,
    submissions,
)
from mosaic_exercises.grading.classroom import marked
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.late import Rules
from mosaic_exercises.grading.records import Entry, Grade, Intake, ItemScore
from mosaic_exercises.workbook.events import now

NAME = "gradebook.db"
BATCH = 5_000  # rows that are sent together


class Conflict(InputError):
    """Somebody else wrote this mark or comment since it was read. The message says who and what."""


class Mark(msgspec.Struct, frozen=True):
    """Points that a person gave. ``version`` rises with each change."""

    learner: str
    item: str
    score: float
    marker: str
    at: str
    version: int


class Comment(msgspec.Struct, frozen=True):
    """What a person wrote to a learner about an item ("" for the whole)."""

    id: int
    learner: str
    item: str
    text: str
    author: str
    at: str
    version: int


class Change(msgspec.Struct, frozen=True):
    """Something of one learner that is not as it was: a score, a status, a mark, a comment. ``item`` is "" for all."""

    learner: str
    item: str
    what: str
    before: str
    after: str
    at: str = ""
    who: str = ""


class Gradebook:
    """Open one by its URL, or by the path of a SQLite file. Raises InputError where it cannot be opened."""

    def __init__(self, where: str | Path) -> None:
        url = where if isinstance(where, str) and "://" in where else f"sqlite:///{where}"
        try:
            # A busy SQLite file is waited for; other databases have their own ways.
            wait = {"timeout": 60} if url.startswith("sqlite") else {}
            self.engine = sql.create_engine(url, connect_args=wait)
            META.create_all(self.engine)
        except (SQLAlchemyError, ImportError) as error:
            raise InputError(f"the gradebook {shown(url)} cannot be opened: {str(error).splitlines()[0]}") from None

    def close(self) -> None:
        """Let the database go."""
        self.engine.dispose()

    # what grading writes

    def save(self, course: Course, rules: Rules, entries: Iterable[Entry], intake: Iterable[Intake]) -> list[Change]:
        """Put the results of one run in place of the former ones. Returns what changed for learners who had results;
        the same stands in the history. All in one transaction: a run that is stopped changes nothing."""
        try:
            return self._save(course, rules, entries, intake)
        except SQLAlchemyError as error:
            raise InputError(f"the gradebook cannot be written: {str(error).splitlines()[0][:300]}") from None

    def _save(self, course: Course, rules: Rules, entries: Iterable[Entry], intake: Iterable[Intake]) -> list[Change]:
        at = now()
        with self.engine.begin() as db:
            told = msgspec.json.encode(rules).decode()
            db.execute(runs.insert(), {"at": at, "course": course.course, "version": course.version, "rules": told})
            before = {row.key: row for row in db.execute(sql.select(learners))}
            old_items = {row.name: row.id for row in db.execute(sql.select(items.c.name, items.c.id))}
            old = self._computed(db)
            db.execute(results.delete())
            db.execute(submissions.delete())
            writer = _Writer(db, course, before, old_items)
            changes: list[Change] = []
            seen: set[str] = set()
            for position, entry in enumerate(entries):
                seen.add(entry.key)
                changes += changed(before.get(entry.key), old, entry)
                writer.learner(entry, position)
            writer.flush()
            for key, row in before.items():
                if key not in seen and row.status != "missing":
                    gone = {"status": "missing", "score": None, "raw": None, "penalty": 0.0, "days": 0, "file": ""}
                    db.execute(learners.update().where(learners.c.key == key).values(**gone))
                    changes.append(Change(key, "", "status", row.status, "missing"))
            send(db, submissions, ({f: getattr(i, f) for f in Intake.__struct_fields__} for i in intake))
            rows = ({"at": at, "who": "grading", **named(c)} for c in changes)
            send(db, history, rows)
        return changes

    def _computed(self, db: sql.Connection) -> dict[tuple[str, str], float]:
        join = results.join(learners, results.c.learner == learners.c.id).join(items, results.c.item == items.c.id)
        query = sql.select(learners.c.key, items.c.name, results.c.score).select_from(join)
        return {(key, name): score for key, name, score in db.execute(query)}

    # what people write

    def mark(self, learner: str, item: str, score: float, marker: str, seen: int = 0) -> Mark:
        """Give points. ``seen``: the version of the mark that the marker has before them, 0 where there was none.

        Raises Conflict where another marker was faster, InputError for a learner or an item that is not there.
        """
        at = now()
        with self.engine.begin() as db:
            id_ = self._learner(db, learner)
            most = self._most(db, id_, item, learner)
            if not 0 <= score <= most:
                raise InputError(f"{item}: {score:g} is no mark; write 0 to {most:g}")
            here = sql.and_(marks.c.learner == id_, marks.c.item == item)
            former = db.execute(sql.select(marks).where(here)).one_or_none()
            values = {"score": score, "marker": marker, "at": at, "version": seen + 1}
            try:
                if seen:
                    done = db.execute(marks.update().where(here, marks.c.version == seen).values(**values)).rowcount
                else:
                    with db.begin_nested():
                        done = db.execute(marks.insert().values(learner=id_, item=item, **values)).rowcount
            except IntegrityError:
                done = 0
            if not done:
                now_there = db.execute(sql.select(marks).where(here)).one_or_none()
                raise Conflict(
                    f"{learner}, {item}: {now_there.marker} gave {now_there.score:g} at {now_there.at}; look again"
                    if now_there
                    else f"{learner}, {item}: the mark was taken away meanwhile; look again"
                )
            was = f"{former.score:g}" if former else ""
            change = Change(learner, item, "mark", was, f"{score:g}")
            db.execute(history.insert(), {"at": at, "who": marker, **named(change)})
        return Mark(learner, item, score, marker, at, seen + 1)

    def unmark(self, learner: str, item: str, marker: str, seen: int) -> None:
        """Take a mark away, so that the computed score stands again. Raises Conflict as ``mark`` does."""
        with self.engine.begin() as db:
            id_ = self._learner(db, learner)
            here = sql.and_(marks.c.learner == id_, marks.c.item == item)
            former = db.execute(sql.select(marks).where(here)).one_or_none()
            if former is None or not db.execute(marks.delete().where(here, marks.c.version == seen)).rowcount:
                raise Conflict(f"{learner}, {item}: the mark was changed meanwhile; look again")
            change = Change(learner, item, "mark", f"{former.score:g}", "")
            db.execute(history.insert(), {"at": now(), "who": marker, **named(change)})

    def comment(self, learner: str, item: str, text: str, author: str) -> Comment:
        """Add a comment. Comments of several people stand side by side."""
        at = now()
        with self.engine.begin() as db:
            values = {"learner": self._learner(db, learner), "item": item, "text": text, "author": author, "at": at}
            key = db.execute(comments.insert().values(version=1, **values)).inserted_primary_key
            change = Change(learner, item, "comment", "", text)
            db.execute(history.insert(), {"at": at, "who": author, **named(change)})
        return Comment(int(key[0]) if key else 0, learner, item, text, author, at, 1)

    def rewrite(self, comment: Comment, text: str, author: str) -> Comment:
        """Change a comment that one has read. Raises Conflict where it is another one by now."""
        at = now()
        with self.engine.begin() as db:
            here = sql.and_(comments.c.id == comment.id, comments.c.version == comment.version)
            values = {"text": text, "author": author, "at": at, "version": comment.version + 1}
            if not db.execute(comments.update().where(here).values(**values)).rowcount:
                raise Conflict(f"{comment.learner}, {comment.item}: the comment was changed meanwhile; look again")
            change = Change(comment.learner, comment.item, "comment", comment.text, text)
            db.execute(history.insert(), {"at": at, "who": author, **named(change)})
        return msgspec.structs.replace(comment, text=text, author=author, at=at, version=comment.version + 1)

    # what there is

    def marks(self) -> dict[str, dict[str, Mark]]:
        """Every mark, by the learner's key and the item's name."""
        query = sql.select(learners.c.key, marks).join(learners, marks.c.learner == learners.c.id)
        found: dict[str, dict[str, Mark]] = {}
        with self.engine.connect() as db:
            for row in db.execute(query.order_by(marks.c.id)):
                mark = Mark(row.key, row.item, row.score, row.marker, row.at, row.version)
                found.setdefault(row.key, {})[row.item] = mark
        return found

    def points(self) -> dict[str, dict[str, float]]:
        """The marks as grading takes them."""
        return {key: {name: mark.score for name, mark in given.items()} for key, given in self.marks().items()}

    def comments(self) -> dict[str, list[Comment]]:
        """Every comment, by the learner's key, oldest first."""
        query = sql.select(learners.c.key, comments).join(learners, comments.c.learner == learners.c.id)
        found: dict[str, list[Comment]] = {}
        with self.engine.connect() as db:
            for row in db.execute(query.order_by(comments.c.id)):
                one = Comment(row.id, row.key, row.item, row.text, row.author, row.at, row.version)
                found.setdefault(row.key, []).append(one)
        return found

    def rules(self) -> Rules:
        """The rules of the last run."""
        with self.engine.connect() as db:
            said = db.execute(sql.select(runs.c.rules).order_by(runs.c.id.desc()).limit(1)).scalar_one_or_none()
        return msgspec.json.decode(said, type=Rules) if said else Rules()

    def entries(self) -> Iterator[Entry]:
        """Every learner in order, with the scores that count: a person's mark before a computed one. Streams."""
        given, rules = self.points(), self.rules()
        of_learner = results.outerjoin(items, results.c.item == items.c.id)
        columns = (results, items.c.name.label("item_name"))
        query = sql.select(*columns).select_from(of_learner.join(learners, results.c.learner == learners.c.id))
        query = query.order_by(learners.c.position, learners.c.id, items.c.position, items.c.id)
        with self.engine.connect() as db:
            people = db.execute(sql.select(learners).order_by(learners.c.position, learners.c.id)).all()
            rows = iter(db.execution_options(stream_results=True, yield_per=BATCH).execute(query))
            row = next(rows, None)
            for person in people:
                mine: list[ItemScore] = []
                while row is not None and row.learner == person.id:
                    used = (row.attempts, row.hints, row.solution, row.answer)
                    mine.append(ItemScore(row.item_name, row.outcome, row.score, row.max_score, *used))
                    row = next(rows, None)
                yield entry_of(person, tuple(mine), given.get(person.key, {}), rules)

    def intake(self) -> list[Intake]:
        """The files of the last run."""
        with self.engine.connect() as db:
            found = db.execute(sql.select(submissions).order_by(submissions.c.id)).all()
        return [Intake(r.file, r.learner_id, r.status, r.reason) for r in found]

    def history(self, learner: str = "") -> list[Change]:
        """What happened, oldest first, to one learner or to all."""
        query = sql.select(history).order_by(history.c.id)
        if learner:
            query = query.where(history.c.learner_key == learner)
        with self.engine.connect() as db:
            return [Change(r.learner_key, r.item, r.what, r.before, r.after, r.at, r.who) for r in db.execute(query)]

    def _learner(self, db: sql.Connection, key: str) -> int:
        found = db.execute(sql.select(learners.c.id).where(learners.c.key == key)).scalar_one_or_none()
        if found is None:
            raise InputError(f"the gradebook has no learner '{key}'")
        return int(found)

    def _most(self, db: sql.Connection, learner: int, item: str, key: str) -> float:
        join = results.join(items, results.c.item == items.c.id)
        query = sql.select(results.c.max_score).select_from(join)
        found = db.execute(query.where(results.c.learner == learner, items.c.name == item)).scalar_one_or_none()
        if found is None:
            raise InputError(f"'{key}' has no item '{item}'")
        return float(found)


class _Writer:
    """Rows of learners and results on their way into the database, by the batch."""

    def __init__(self, db: sql.Connection, course: Course, before: Mapping[str, Any], ids: dict[str, int]) -> None:
        self.db = db
        self.course = course
        self.before = before
        self.items = ids
        self.next_learner = 1 + (db.execute(sql.select(sql.func.max(learners.c.id))).scalar() or 0)
        self.next_item = 1 + (db.execute(sql.select(sql.func.max(items.c.id))).scalar() or 0)
        self.new: list[dict[str, Any]] = []
        self.known: list[dict[str, Any]] = []
        self.rows: list[dict[str, Any]] = []

    def learner(self, entry: Entry, position: int) -> None:
        """Take one learner's results."""
        key, grade = entry.key, entry.grade
        values: dict[str, Any] = {
            "learner_id": clean(grade.learner_id)[:KEY],
            "name": clean(grade.name),
            "email": clean(grade.email),
            "position": position,
            "status": grade.status,
            "flags": ";".join(grade.flags),
            **{f: getattr(grade, f) for f in ("score", "raw", "penalty", "days", "max_score", "last_check")},
            "workbook": clean(entry.workbook),
            "file": clean(entry.file),
            "torn": entry.torn,
        }
        if key in self.before:
            id_ = self.before[key].id
            self.known.append({"b_id": id_, **values})
        else:
            id_ = self.next_learner
            self.next_learner += 1
            self.new.append({"id": id_, "key": key, **values})
        for n, item in enumerate(entry.items):
            if item.exercise not in self.items:
                self._item(item.exercise, n)
            used = {
                f: getattr(item, f)
                for f in ("outcome", "score", "max_score", "attempts", "hints", "solution", "answer")
            }
            self.rows.append({"learner": id_, "item": self.items[item.exercise], **used})
        if len(self.rows) >= BATCH:
            self.flush()

    def _item(self, name: str, position: int) -> None:
        slug = name.rpartition("/")[2]
        exercise = self.course.exercises[slug]
        values = {"name": name, "exercise": slug, "kind": exercise.kind, "title": exercise.title}
        self.db.execute(items.insert(), {"id": self.next_item, "position": position, **values})
        self.items[name] = self.next_item
        self.next_item += 1

    def flush(self) -> None:
        """Send what waits."""
        if self.new:
            self.db.execute(learners.insert(), self.new)
        if self.known:
            names = [k for k in self.known[0] if k != "b_id"]
            update = learners.update().where(learners.c.id == sql.bindparam("b_id"))
            self.db.execute(update.values({n: sql.bindparam(n) for n in names}), self.known)
        if self.rows:
            self.db.execute(results.insert(), self.rows)
        self.new, self.known, self.rows = [], [], []


def send(db: sql.Connection, table: sql.Table, rows: Iterable[dict[str, Any]]) -> None:
    """Insert rows by the batch."""
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append({k: clean(v) if isinstance(v, str) else v for k, v in row.items()})
        if len(batch) >= BATCH:
            db.execute(table.insert(), batch)
            batch = []
    if batch:
        db.execute(table.insert(), batch)


def changed(before: Any, old: Mapping[tuple[str, str], float], entry: Entry) -> list[Change]:
    """What is not as it was for a learner who had results."""
    if before is None:
        return []
    grade, found = entry.grade, []
    if before.status != grade.status:
        found.append(Change(entry.key, "", "status", before.status, grade.status))
    if before.score != grade.score:
        found.append(Change(entry.key, "", "score", written(before.score), written(grade.score)))
    for item in entry.items:
        was = old.get((entry.key, item.exercise))
        if was != item.score:
            found.append(Change(entry.key, item.exercise, "score", written(was), written(item.score)))
    return found


def written(score: float | None) -> str:
    """Points as a text."""
    return "" if score is None else f"{score:g}"


def named(change: Change) -> dict[str, str]:
    """A change as a row of the history."""
    return {
        "learner_key": change.learner,
        "item": change.item,
        "what": change.what,
        "before": change.before,
        "after": change.after,
    }


def entry_of(person: Any, mine: tuple[ItemScore, ...], given: Mapping[str, float], rules: Rules) -> Entry:
    """One learner as grading knows them, with the marks in their scores."""
    flags = tuple(f for f in person.flags.split(";") if f)
    points = (person.score, person.max_score, person.raw, person.penalty, person.days, person.last_check)
    grade = Grade(person.learner_id, person.name, person.email, person.status, flags, *points)
    entry = Entry(person.key, grade, mine, person.file, person.workbook, person.torn)
    return marked(entry, given, rules) if given and mine else entry


def clean(text: str) -> str:
    """A text that every database takes: no null character and no half of an emoji (PostgreSQL refuses both)."""
    return text.replace("\x00", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def shown(url: str) -> str:
    """A URL without its password."""
    try:
        return sql.make_url(url).render_as_string(hide_password=True)
    except SQLAlchemyError:
        return "(an address that cannot be read)"
