"""Opening a gradebook: its transactions, its tables, and what one of an earlier version lacks."""

from __future__ import annotations

import contextlib
import sqlite3
import tempfile
from pathlib import Path
from types import MappingProxyType
from typing import Any

import sqlalchemy as sql

from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.gradebook.former import as_sheets
from mosaic_exercises.grading.gradebook.tables import ABOUT, META, items, judgements, marks, one_at_a_time, results
from mosaic_exercises.grading.scoring.marked import digest

COPY = "backup.db"
WAITS = MappingProxyType(  # seconds: for a SQLite file that is busy, and for a server that does not answer
    {"sqlite": {"timeout": 60}, "postgresql+psycopg": {"connect_timeout": 10}}
)


def engine_of(url: str) -> sql.Engine:
    """What talks to the database at an address."""
    engine = sql.create_engine(url, connect_args=WAITS.get(url.partition(":")[0], {}))
    if engine.dialect.name == "sqlite":
        whole_transactions(engine)
    return engine


def whole_transactions(engine: sql.Engine) -> None:
    """Let SQLite's transactions begin where SQLAlchemy's do. Left to itself, Python's sqlite3 begins one before the
    first INSERT only: a SAVEPOINT that comes earlier is the outermost then, and its release commits half of the work.
    Who means to write takes the lock at once, so that two of them wait for each other instead of failing."""

    @sql.event.listens_for(engine, "connect")
    def by_hand(connection: Any, _: Any) -> None:
        connection.isolation_level = None

    @sql.event.listens_for(engine, "begin")
    def begin(db: sql.Connection) -> None:
        db.exec_driver_sql("BEGIN IMMEDIATE" if db.get_execution_options().get("mosaic_writes") else "BEGIN")


def lacking(engine: sql.Engine) -> bool:
    """Whether there are tables, columns or indexes still to be made."""
    there = sql.inspect(engine)
    names = set(there.get_table_names())
    return results.name in names or any(
        table.name not in names
        or {c.name for c in table.columns} - {c["name"] for c in there.get_columns(table.name)}
        or {i.name for i in table.indexes} - {i["name"] for i in there.get_indexes(table.name)}
        for table in META.sorted_tables
    )


def is_backup(engine: sql.Engine) -> bool:
    """Whether this is a backup of a gradebook."""
    return sql.inspect(engine).has_table(ABOUT)


def copy_of(engine: sql.Engine) -> tempfile.TemporaryDirectory[str]:
    """A folder with a copy of a backup (``COPY``) that can be brought up to date, while the backup, which is of an
    earlier version, stays as it is. What proves that a backup is whole is not in it. Raises InputError."""
    folder = tempfile.TemporaryDirectory(prefix="mosaic-backup-")
    try:
        with (
            contextlib.closing(engine.raw_connection()) as source,
            contextlib.closing(sqlite3.connect(Path(folder.name) / COPY)) as copy,
        ):
            there: Any = source.driver_connection
            there.backup(copy)
            copy.execute(f"drop table {ABOUT}")
            copy.commit()
    except sqlite3.Error as error:
        folder.cleanup()
        raise InputError(f"this backup of an earlier version cannot be copied to {folder.name}: {error}") from None
    return folder


def complete(db: sql.Connection) -> None:
    """Make what is lacking: in a new gradebook all, in one of an earlier version the columns and indexes that came
    since; its results are put on sheets. The columns may all be empty."""
    one_at_a_time(db)
    META.create_all(db)
    there = sql.inspect(db)
    unbound = "share" not in {c["name"] for c in there.get_columns(marks.name)}
    rows = there.has_table(results.name)
    for table in (*META.sorted_tables, *((results,) if rows else ())):
        have = {c["name"] for c in there.get_columns(table.name)}
        for column in table.columns:
            if column.name not in have:
                made = sql.schema.CreateColumn(column).compile(db)
                db.execute(sql.text(f"ALTER TABLE {table.name} ADD COLUMN {made}"))
        for index in table.indexes:
            index.create(db, checkfirst=True)
    if rows and unbound:
        bind(db)
    if rows:
        as_sheets(db)


def bind(db: sql.Connection) -> None:
    """Say of the marks of an earlier version for which answer they were given, and which share of the points they are:
    the answer that was judged, else the one that the gradebook has. Where several were judged, none of them: it waits.
    """
    judged: dict[tuple[int, str], set[str]] = {}
    for learner, item, answer in db.execute(sql.select(judgements.c.learner, judgements.c.item, judgements.c.answer)):
        judged.setdefault((learner, item), set()).add(answer)
    both = sql.and_(results.c.learner == marks.c.learner, results.c.item == items.c.id)
    join = marks.outerjoin(items, items.c.name == marks.c.item).outerjoin(results, both)
    columns = (marks.c.id, marks.c.learner, marks.c.item, marks.c.score, results.c.max_score, results.c.answer)
    for id_, learner, item, score, worth, answer in db.execute(sql.select(*columns).select_from(join)).all():
        found = judged.get((learner, item), {digest(answer or b"")})
        part = min(1.0, score / worth) if worth else None
        values = {"share": part, "event": "", "answer": found.pop() if len(found) == 1 else "several"}
        db.execute(marks.update().where(marks.c.id == id_).values(**values))
