"""How the results of a run get into the gradebook: replaced whole, by the batch, and compared with the former ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

import msgspec
import sqlalchemy as sql
from sqlalchemy.exc import DBAPIError

from mosaic_exercises.course import Course
from mosaic_exercises.course.names import exercise_of
from mosaic_exercises.grading.gradebook.entries import entries_of, entry_of, points_of
from mosaic_exercises.grading.gradebook.records import GradeChange
from mosaic_exercises.grading.gradebook.sheets import CourseParts, refit, results_of
from mosaic_exercises.grading.gradebook.tables import (
    KEY,
    history,
    items,
    learners,
    marks,
    one_at_a_time,
    outcomes,
    runs,
    sheets,
    submissions,
)
from mosaic_exercises.grading.records import Intake, ItemScore, LearnerResult
from mosaic_exercises.grading.scoring.late import Rules
from mosaic_exercises.grading.scoring.marked import Marks, given_to
from mosaic_exercises.grading.settings.plan import GradePlan, plan_from, said_by
from mosaic_exercises.grading.settings.settle import with_marks
from mosaic_exercises.workbook.events import now

BATCH = 5_000  # rows that are sent together
PEOPLE = 400  # learners that are written together, fewer where they have many items
ROWS = 20_000  # results that are written together
NAMED = 100  # changes that a run hands back; the history has all
GRADED = ("status", "flags", "score", "raw", "penalty", "days", "max_score")  # columns on which a grade rests,
PLACED = ("section", "team", "track", "extension", "leader", "torn")  # and on which its settings and marks do
NOTHING = ("missing", "corrupt")  # who had no results: that they have some now is one change, not one for each item
ITEM_COLUMNS = ("id", "name", "exercise", "kind", "title", "position", "part")
SHEET_COLUMNS = ("learner", "part", "results")
encode = msgspec.msgpack.Encoder().encode
VALUES = 960  # that one statement of SQLite takes, in every version


class Changed(msgspec.Struct, frozen=True):
    """What is not as it was before a run: how many results of how many learners, and the first of them. ``gone``: the
    learners who had a file in the last run and have none now."""

    results: int = 0
    learners: int = 0
    first: tuple[GradeChange, ...] = ()
    gone: int = 0


def save(
    db: sql.Connection,
    course: Course,
    rules: Rules,
    entries: Iterable[LearnerResult],
    intake: Iterable[Intake],
    plan: GradePlan | None = None,
    asked: str = "",
) -> Changed:
    """Put the results of one run in place of the former ones. Learners without a file any more keep marks and comments.
    Memory holds a batch, whatever the size of the class."""
    one_at_a_time(db)
    at = now()
    told = {"rules": msgspec.json.encode(rules).decode(), "plan": msgspec.json.encode(plan).decode() if plan else None}
    before, former = last_plan(db), last_rules(db)
    db.execute(runs.insert(), {"at": at, "course": course.course, "version": course.version, "asked": asked, **told})
    db.execute(submissions.delete())
    db.execute(learners.update().values(position=-1))  # who still has it at the end is in the class no more
    if before is not None and plan is not None:
        changes = settings_changed(before, plan)
        send(db, history, ({"at": at, "who": "grading", **named(c)} for c in changes))
    given = points_of(db)
    writer = Writer(db, course, at, Counting(former, before, given), Counting(rules, plan, given))
    for entry in entries:
        writer.take(entry)
    writer.flush()
    writer.leave()
    writer.count()
    send(db, submissions, ({f: getattr(i, f) for f in Intake.__struct_fields__} for i in intake))
    return Changed(writer.results, writer.learners, tuple(writer.first), writer.gone)


def last_plan(db: sql.Connection) -> GradePlan | None:
    """The plan of the last run; None where there was no run, or where it kept none."""
    said = db.execute(sql.select(runs.c.plan).order_by(runs.c.id.desc()).limit(1)).scalar_one_or_none()
    return plan_from(said) if said else None


def last_rules(db: sql.Connection) -> Rules:
    """The rules of the last run."""
    said = db.execute(sql.select(runs.c.rules).order_by(runs.c.id.desc()).limit(1)).scalar_one_or_none()
    return msgspec.json.decode(said, type=Rules) if said else Rules()


def settings_changed(before: GradePlan, after: GradePlan) -> list[GradeChange]:
    """What the settings of a class say that they did not say before, key by key."""
    old, new = said_by(before.settings), said_by(after.settings)
    keys = [k for k in dict.fromkeys((*old, *new)) if old.get(k) != new.get(k)]
    return [GradeChange("", key[:KEY], "setting", old.get(key, ""), new.get(key, "")) for key in keys]


class Counting(msgspec.Struct, frozen=True):
    """What turns computed results into those that count, in one run: the rules and the settings of that run, and
    people's marks."""

    rules: Rules
    plan: GradePlan | None
    marks: Marks


class Writer:
    """Learners and their results on their way into the database, by the batch."""

    def __init__(self, db: sql.Connection, course: Course, at: str, before: Counting, now: Counting) -> None:
        self.db = db
        self.before = before
        self.now = now
        self.same = (before.rules, before.plan) == (now.rules, now.plan)
        self.course = course
        self.at = at
        self.part_of = CourseParts(course)
        known = db.execute(sql.select(items.c.name, items.c.part)).all()
        self.parts = {name: self.part_of(name) if part is None else int(part) for name, part in known}
        self.counts: Counter[tuple[str, str, float]] = Counter()
        self.next_learner = 1 + (db.execute(sql.select(sql.func.max(learners.c.id))).scalar() or 0)
        self.next_item = 1 + (db.execute(sql.select(sql.func.max(items.c.id))).scalar() or 0)
        self.waiting: list[LearnerResult] = []
        self.rows = 0
        self.new_items: list[tuple[int, str, str, str, str, int, int]] = []
        self.position = 0
        self.results = self.learners = self.gone = 0
        self.first: list[GradeChange] = []

    def take(self, entry: LearnerResult) -> None:
        """Take one learner."""
        self.waiting.append(entry)
        self.rows += len(entry.items)
        if len(self.waiting) >= PEOPLE or self.rows >= ROWS:
            self.flush()

    def flush(self) -> None:
        """Compare what waits with what was there, and send it."""
        keys = [entry.key for entry in self.waiting]
        before = {row.key: row for row in self.db.execute(sql.select(learners).where(learners.c.key.in_(keys)))}
        ids = [int(row.id) for row in before.values()]
        old = results_of(self.db, ids) if ids else {}
        if ids:
            self.db.execute(sheets.delete().where(sheets.c.learner.in_(ids)))
        new: list[dict[str, Any]] = []
        known: list[dict[str, Any]] = []
        rows: list[tuple[Any, ...]] = []
        for entry in self.waiting:
            row = before.get(entry.key)
            values = columns(entry) | {"position": self.position}
            self.position += 1
            if row is None:
                id_ = self.next_learner
                self.next_learner += 1
                new.append({"id": id_, "key": entry.key, **values})
            else:
                id_ = int(row.id)
                known.append({"b_id": id_, **values})
                if not (self.same and as_it_was(row, old[id_], values, entry)):
                    self.tell(self.changed(row, old[id_], entry))
                self.gone += entry.grade.status == "missing" and row.status != "missing"
                old[id_] = list(entry.items)
            for n, item in enumerate(entry.items):
                if item.exercise not in self.parts:
                    self.item(item.exercise, n)
            rows += [(id_, part, sheet) for part, sheet in packed(entry.items, self.parts).items()]
            if not entry.leader:
                self.counts.update([(item.exercise, item.outcome, item.max_score) for item in entry.items])
        if new:
            self.db.execute(learners.insert(), new)
        if known:
            names = [k for k in known[0] if k != "b_id"]
            update = learners.update().where(learners.c.id == sql.bindparam("b_id"))
            self.db.execute(update.values({n: sql.bindparam(n) for n in names}), known)
            refit(self.db, old)
        bulk(self.db, items, ITEM_COLUMNS, self.new_items)
        bulk(self.db, sheets, SHEET_COLUMNS, rows)
        self.waiting, self.new_items, self.rows = [], [], 0

    def leave(self) -> None:
        """Learners who were in the class before and are not now: their results go, what people wrote stays."""
        gone = learners.c.position < 0
        theirs = sql.select(learners.c.id).where(gone)
        query = sql.select(learners.c.key).where(gone, learners.c.status != "missing").order_by(learners.c.id)
        keys = self.db.execute(query).scalars().all()
        was = self.before
        for entry in entries_of(self.db, keys, was.marks, was.rules, was.plan) if keys else ():
            self.tell([GradeChange(entry.key, "", "status", entry.grade.status, "missing")])
            self.gone += 1
        self.db.execute(sheets.delete().where(sheets.c.learner.in_(theirs)))
        self.db.execute(marks.update().where(marks.c.learner.in_(theirs)).values(outcome="", fits=False))
        empty = {"status": "missing", "score": None, "raw": None, "penalty": 0.0, "days": 0, "file": ""}
        self.db.execute(learners.update().where(gone).values(position=self.position + learners.c.id, **empty))

    def count(self) -> None:
        """Write down how many answers to each item there are with each outcome."""
        keep_counts(self.db, self.counts)

    def changed(self, row: Any, old: Sequence[ItemScore], entry: LearnerResult) -> list[GradeChange]:
        """What is not as it was for a learner who had results, as it counts: with the marks in the scores."""
        was, now = self.before, self.now
        before = entry_of(row, tuple(old), was.marks, was.rules, was.plan)
        after = with_marks(entry, given_to(entry, now.marks), now.plan, now.rules)
        computed = {item.exercise: item for item in old}
        touched = {item.exercise for item in entry.items if computed.get(item.exercise) != item}
        return changed(before, after, touched)

    def tell(self, found: list[GradeChange]) -> None:
        """Keep in the history what changed for one learner."""
        if not found:
            return
        self.results += len(found)
        self.learners += 1
        self.first += found[: NAMED - len(self.first)]
        send(self.db, history, ({"at": self.at, "who": "grading", **named(c)} for c in found))

    def item(self, name: str, position: int) -> None:
        """An item that is new to this gradebook; it is sent with the results."""
        slug = exercise_of(name)
        exercise = self.course.exercises[slug]
        part = self.parts[name] = self.part_of(name)
        self.new_items.append((self.next_item, name, slug, exercise.kind, exercise.title, position, part))
        self.next_item += 1


def packed(results: Iterable[ItemScore], parts: Mapping[str, int]) -> dict[int, bytes]:
    """The sheets of one learner, by the part of the course. ``parts``: by the item's name."""
    found: dict[int, list[ItemScore]] = {}
    for item in results:
        found.setdefault(parts[item.exercise], []).append(item)
    return {part: encode(mine) for part, mine in found.items()}


def keep_counts(db: sql.Connection, counts: Mapping[tuple[str, str, float], int]) -> None:
    """Keep how many answers there are, by item, outcome and what the item is worth, in place of what was kept."""
    ids = {row.name: int(row.id) for row in db.execute(sql.select(items.c.name, items.c.id))}
    found: dict[tuple[int, str], tuple[float, int]] = {}
    for (name, outcome, most), n in counts.items():
        worth, there = found.get((ids[name], outcome), (most, 0))
        found[ids[name], outcome] = (max(worth, most), there + n)
    db.execute(outcomes.delete())
    bulk(db, outcomes, ("item", "outcome", "most", "answers"), [(*key, *told) for key, told in found.items()])


def bulk(db: sql.Connection, table: sql.Table, names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert many rows in the way that costs least: past SQLAlchemy on SQLite, by COPY on PostgreSQL with psycopg, else
    as any database takes it. Texts in them must be clean."""
    if not rows:
        return
    listed = ", ".join(names)
    if db.dialect.name == "sqlite":
        one = f"({', '.join('?' * len(names))})"
        together = VALUES // len(names)
        whole = len(rows) - len(rows) % together
        for some, n in ((rows[:whole], together), (rows[whole:], 1)):
            values = [tuple(chain.from_iterable(some[at : at + n])) for at in range(0, len(some), n)]
            if values:
                marks = ", ".join([one] * n)
                db.exec_driver_sql(f"insert into {table.name} ({listed}) values {marks}", values)
    elif db.dialect.driver == "psycopg":
        cursor: Any = db.connection.cursor()
        try:
            with cursor, cursor.copy(f"copy {table.name} ({listed}) from stdin") as copy:
                for row in rows:
                    copy.write_row(row)
        except db.dialect.loaded_dbapi.Error as error:  # it went past SQLAlchemy, which would have said so
            raise DBAPIError(f"copy {table.name}", None, error) from error
    else:
        for start in range(0, len(rows), BATCH):
            db.execute(table.insert(), [dict(zip(names, row, strict=True)) for row in rows[start : start + BATCH]])


def columns(entry: LearnerResult) -> dict[str, Any]:
    """A learner's row."""
    grade, place = entry.grade, entry.place
    return {
        "learner_id": clean(grade.learner_id)[:KEY],
        "name": clean(grade.name),
        "email": clean(grade.email),
        "status": grade.status,
        "flags": ";".join(grade.flags),
        **{f: getattr(grade, f) for f in ("score", "raw", "penalty", "days", "max_score", "last_check")},
        "workbook": clean(entry.workbook),
        "file": clean(entry.file),
        "torn": entry.torn,
        "look": clean("\n".join(grade.look)),
        "section": clean(place.section),
        "team": clean(place.group),
        "track": place.track,
        "extension": clean(place.extension),
        "leader": entry.leader or None,
    }


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


def as_it_was(row: Any, old: Iterable[ItemScore], values: Mapping[str, Any], entry: LearnerResult) -> bool:
    """Whether nothing that is computed of a learner is another than in the last run: most are as they were."""
    alike = all(getattr(row, name) == values[name] for name in (*GRADED, *PLACED))
    return alike and {i.exercise: i for i in old} == {i.exercise: i for i in entry.items}


def changed(before: LearnerResult, after: LearnerResult, touched: Collection[str]) -> list[GradeChange]:
    """What is not as it was for a learner who had results. ``touched``: the items whose own result is another one. What
    the settings alone do to items stands in the history once, as a setting, and in the learner's score."""
    key, was, now = after.key, before.grade, after.grade
    found = [GradeChange(key, "", "status", was.status, now.status)] if was.status != now.status else []
    if was.score != now.score:
        found.append(GradeChange(key, "", "score", written(was.score), written(now.score)))
    former = {item.exercise: points(item) for item in before.items}
    for item in after.items if was.status not in NOTHING else ():
        name, score = item.exercise, points(item)
        if name in touched and former.get(name) != score:
            found.append(GradeChange(key, name, "score", written(former.get(name)), written(score)))
    return found


def points(item: ItemScore) -> float | None:
    """The points of an item; None where it counts for nothing."""
    return item.score if item.max_score else None


def written(score: float | None) -> str:
    """Points as a text, with every place that they have."""
    return "" if score is None else f"{score:.4f}".rstrip("0").rstrip(".")


def named(change: GradeChange) -> dict[str, str]:
    """A change as a row of the history."""
    return {
        "learner_key": change.learner,
        "item": change.item,
        "what": change.what,
        "before": change.before,
        "after": change.after,
    }


def clean(text: str) -> str:
    """A text that every database takes: no null character and no half of an emoji (PostgreSQL refuses both)."""
    return text.replace("\x00", "\ufffd").encode("utf-8", "replace").decode("utf-8")
