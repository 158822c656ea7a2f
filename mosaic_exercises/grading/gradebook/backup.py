"""A gradebook's backup: one SQLite file with every row of every table, whatever database it came from, and what proves
that it is whole. It is made in one reading transaction, so it is right while others mark; it is a gradebook itself,
which every command can read.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import sqlalchemy as sql
from sqlalchemy.exc import SQLAlchemyError

from mosaic_exercises.errors import because
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.gradebook.former import as_sheets
from mosaic_exercises.grading.gradebook.save import BATCH, bulk
from mosaic_exercises.grading.gradebook.store import Gradebook
from mosaic_exercises.grading.gradebook.tables import ABOUT, META, history, one_at_a_time, results
from mosaic_exercises.workbook.events import now

FORMAT = "mosaic-gradebook-backup"
SIDES = ("-journal", "-wal", "-shm")  # files that SQLite may have beside its own
_about = sql.MetaData()
about = sql.Table(ABOUT, _about, sql.Column("name", sql.String(40), primary_key=True), sql.Column("value", sql.Text))


class BackupInfo(msgspec.Struct, frozen=True, kw_only=True):
    """What a backup says of itself. ``rows``: by table; ``digest``: of all of them."""

    format: str
    made: str
    source: str
    rows: dict[str, int]
    digest: str


TABLES = tuple(table.name for table in META.sorted_tables)
Layout = list[tuple[sql.Table, list[sql.Column[Any]]]]


def layout(db: sql.Connection, names: Iterable[str] = TABLES) -> Layout:
    """Some tables with the columns that they have here, where an earlier version may have written them. Raises
    InputError for one that is not known."""
    there = sql.inspect(db)
    known = {table.name: table for table in (*META.sorted_tables, results)}
    found: Layout = []
    for name in names:
        if name not in known:
            raise InputError(f"it has a table '{name[:80]}', which this version does not know: a later one made it")
        have = {column["name"] for column in there.get_columns(name)}
        found.append((known[name], [column for column in known[name].columns if column.name in have]))
    return found


def rows_of(db: sql.Connection, table: sql.Table, columns: list[sql.Column[Any]]) -> Iterator[list[tuple[Any, ...]]]:
    """Every row of a table by the batch, in the order of its key."""
    query = sql.select(*columns).order_by(*table.primary_key.columns)
    for part in db.execution_options(stream_results=True, yield_per=BATCH).execute(query).partitions():
        yield [tuple(row) for row in part]


def hashed(digest: Any, table: str, rows: list[tuple[Any, ...]]) -> None:
    """Take rows into a digest."""
    digest.update(table.encode())
    digest.update(msgspec.msgpack.encode(rows))


def copied(source: sql.Connection, target: sql.Connection | None, tables: Layout) -> tuple[dict[str, int], str]:
    """Copy every row (None: only read them). Returns how many of each table, and the digest of all."""
    digest, rows = hashlib.sha256(), {}
    for table, columns in tables:
        rows[table.name] = 0
        for part in rows_of(source, table, columns):
            if target is not None:
                bulk(target, table, [column.name for column in columns], part)
            hashed(digest, table.name, part)
            rows[table.name] += len(part)
    return rows, digest.hexdigest()


def describe(target: sql.Connection, counted: tuple[dict[str, int], str], source: str) -> None:
    """Write into a copy what proves that it is whole."""
    rows, digest = counted
    info = BackupInfo(format=FORMAT, made=now(), source=source, rows=rows, digest=digest)
    _about.create_all(target)
    told = [{"name": k, "value": msgspec.json.encode(v).decode()} for k, v in msgspec.structs.asdict(info).items()]
    target.execute(about.insert(), told)


def back_up(book: Gradebook, path: Path) -> BackupInfo:
    """Write the backup, beside its place first. Raises InputError where the file is there already or cannot be
    written."""
    if path.exists():
        raise InputError(f"{path} is there already; name a file that is not")
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.unlink(missing_ok=True)
        copy = Gradebook(beside)
        try:
            with book.snapshot() as source, copy.writing() as target:
                describe(target, copied(source, target, layout(source)), book.address)
        finally:
            copy.close()
        found = read_info(beside)  # read back before it counts as one
        beside.replace(path)
    except OSError as error:
        raise InputError(f"{path} cannot be written: {because(error)}") from None
    finally:
        with contextlib.suppress(OSError):  # where nothing can be written nothing can be removed either
            beside.unlink(missing_ok=True)
    return found


def read_info(path: Path) -> BackupInfo:
    """What a backup says of itself, every row of it read and compared. Raises InputError for what is none or
    damaged."""
    if not path.is_file():
        raise InputError(f"{path} is not there")
    engine = sql.create_engine("sqlite://", creator=lambda: opened_only(path))
    try:
        with engine.connect() as db:
            if not sql.inspect(db).has_table(about.name):
                raise InputError(f"{path} is no backup of a gradebook (mosaic backup makes one)")
            said = {r.name: msgspec.json.decode(r.value) for r in db.execute(sql.select(about))}
            info = msgspec.convert(said, BackupInfo)
            found = copied(db, None, layout(db, info.rows))
    except (SQLAlchemyError, msgspec.MsgspecError, ValueError, OverflowError, TypeError) as error:
        raise InputError(f"{path} is damaged or no backup: {str(error).splitlines()[0][:200]}") from None
    finally:
        engine.dispose()
    if info.format != FORMAT or found != (info.rows, info.digest):
        raise InputError(f"{path} is damaged: its rows are not those that were backed up. Take an older backup")
    return info


def opened_only(path: Path) -> Any:
    """A connection that cannot write."""
    import sqlite3

    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)


def restore_file(path: Path, target: Path, who: str) -> tuple[BackupInfo, Path | None]:
    """Put a backup in the place of an SQLite gradebook. What was there is kept beside it under another name, damaged or
    not. Returns what was restored, and where the former one is."""
    info = read_info(path)
    beside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    kept: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside.unlink(missing_ok=True)
        fill(Gradebook(beside), path, info, who)
        if target.exists():
            kept = aside(target)
            for end in SIDES:
                side = target.with_name(target.name + end)
                if side.exists():
                    side.rename(kept.with_name(kept.name + end))
            target.rename(kept)
        beside.rename(target)
    except OSError as error:
        raise InputError(f"{target} cannot be replaced: {because(error)}") from None
    finally:
        with contextlib.suppress(OSError):  # where nothing can be written nothing can be removed either
            beside.unlink(missing_ok=True)
    return info, kept


def aside(target: Path) -> Path:
    """A name beside a gradebook for the one that it replaces."""
    at = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    names = (target.with_name(f"{target.stem}.before-restore-{at}{n}{target.suffix}") for n in ("", *range(1, 100)))
    return next(name for name in names if not name.exists())


def newer_than(book: Gradebook, info: BackupInfo) -> tuple[int, str]:
    """How many changes the history has that came after a backup was made, and who made the last of them, when."""
    query = sql.select(history.c.at, history.c.who).where(history.c.at > info.made).order_by(history.c.id)
    with book.reading() as db:
        found = db.execute(query).all()
    return (len(found), f"by {found[-1].who} at {found[-1].at}") if found else (0, "")


def restore_into(path: Path, book: Gradebook, who: str) -> BackupInfo:
    """Put a backup in the place of what a database holds, in one transaction."""
    info = read_info(path)
    fill(book, path, info, who)
    return info


def fill(book: Gradebook, path: Path, info: BackupInfo, who: str) -> None:
    """Empty a gradebook and fill it from a backup; the history says so."""
    engine = sql.create_engine("sqlite://", creator=lambda: opened_only(path))
    try:
        with engine.connect() as source, book.writing() as db:
            one_at_a_time(db)
            for table in reversed(META.sorted_tables):
                db.execute(table.delete())
            rows = results.name in info.rows  # of an earlier version
            if rows:
                results.create(db)
            if copied(source, db, layout(source, info.rows)) != (info.rows, info.digest):
                raise InputError(f"{path} changed while it was read: nothing is restored")
            if rows:
                as_sheets(db)
            if db.dialect.name == "postgresql":
                for table in META.sorted_tables:
                    if "id" in table.columns:
                        most = f"(select coalesce(max(id), 0) + 1 from {table.name})"
                        db.execute(
                            sql.text(f"select setval(pg_get_serial_sequence('{table.name}', 'id'), {most}, false)")
                        )
            change = {"at": now(), "who": who, "learner_key": "", "item": "", "what": "restore", "before": ""}
            db.execute(history.insert(), {**change, "after": f"the backup of {info.made}"})
    finally:
        engine.dispose()
        book.close()
