"""What can still be read of a damaged SQLite gradebook, put into a new one, which is a backup that can be restored. The
damaged one is never written to: a copy of it is read. Where a page cannot be read its rows are gone and those before
and after it are taken.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import sqlalchemy as sql
from sqlalchemy.exc import SQLAlchemyError

from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.gradebook.backup import copied, describe, layout
from mosaic_exercises.grading.gradebook.doctor import examined
from mosaic_exercises.grading.gradebook.former import as_sheets
from mosaic_exercises.grading.gradebook.save import clean
from mosaic_exercises.grading.gradebook.store import Gradebook
from mosaic_exercises.grading.gradebook.tables import META, history, items, learners, results, sheets
from mosaic_exercises.workbook.events import now

TOGETHER = 500  # rows that are written together
MISSES = 1_000  # row numbers tried in vain behind damage, of each table
STEP = 32  # numbers that are passed over at most
Row = dict[str, Any]


class Rescued(msgspec.Struct, frozen=True):
    """How many rows of a table were saved; ``broken``: damage was met in it; ``odd``: rows that were read and make no
    sense; ``made_up``: learners or items put in the place of lost ones, so that what hangs on them is not lost too."""

    table: str
    rows: int
    broken: bool = False
    odd: int = 0
    made_up: int = 0


def rescue(path: Path, to: Path) -> list[Rescued]:
    """Save what can be saved into a new file. Raises InputError where it is there already, or where nothing can be
    read."""
    if to.exists():
        raise InputError(f"{to} is there already; name a file that is not")
    with examined(path) as copy, contextlib.closing(connection(copy)) as db:
        try:
            there = {row[0] for row in db.execute("select name from sqlite_master where type = 'table'")}
        except sqlite3.Error as error:
            raise InputError(f"nothing of {path} can be read ({error}): only a backup helps (mosaic restore)") from None
        if not there & set(META.tables):
            raise InputError(f"{path} has none of a gradebook's tables")
        book = Gradebook(to)
        try:
            with book.writing() as target:
                found = [
                    saved(db, target, table) if table.name in there else Rescued(table.name, 0, True)
                    for table in META.sorted_tables
                ]
                if results.name in there:  # of an earlier version, which had no sheets
                    results.create(target)
                    found = [*(one for one in found if one.table != sheets.name), saved(db, target, results)]
                    as_sheets(target)
                told = sum(one.rows for one in found)
                change = {"at": now(), "who": "doctor", "learner_key": "", "item": "", "what": "rescue", "before": ""}
                target.execute(
                    history.insert(), {**change, "after": f"{told} rows were saved from a damaged gradebook"}
                )
                describe(target, copied(target, None, layout(target)), f"what could be read of {path.name}")
        except BaseException:
            book.close()
            to.unlink(missing_ok=True)
            raise
        book.close()
    return found


def connection(copy: Path) -> sqlite3.Connection:
    """A connection that takes texts as they are, and that reads a file which is shorter than its head says: SQLite
    takes such a one, of which every other page is whole, only where its list of tables may be written."""
    db = sqlite3.connect(copy)
    db.execute("pragma writable_schema = on")
    db.text_factory = lambda raw: raw.decode("utf-8", "replace")
    return db


def saved(db: sqlite3.Connection, target: sql.Connection, table: sql.Table) -> Rescued:
    """Save one table."""
    reader = DamagedTable(db, table)
    rows = seen = made_up = 0
    known: dict[str, set[Any]] = {}
    for column in table.columns:
        for key in column.foreign_keys:
            known[column.name] = set(target.execute(sql.select(key.column)).scalars())
    batch: list[Row] = []
    for raw in reader.rows():
        seen += 1
        row = sensible(table, raw)
        if row is None:
            continue
        for name, there in known.items():
            if row[name] not in there:
                put_back(target, name, row[name])
                there.add(row[name])
                made_up += 1
        batch.append(row)
        if len(batch) >= TOGETHER:
            rows += sent(target, table, batch)
            batch = []
    rows += sent(target, table, batch)
    return Rescued(table.name, rows, reader.broken, seen - rows, made_up)


def sent(target: sql.Connection, table: sql.Table, batch: list[Row]) -> int:
    """Insert rows; where one of them has a key a second time, those that have not. Returns how many."""
    try:
        if batch:
            with target.begin_nested():
                target.execute(table.insert(), batch)
        return len(batch)
    except SQLAlchemyError:
        if len(batch) == 1:
            return 0
        half = len(batch) // 2
        return sent(target, table, batch[:half]) + sent(target, table, batch[half:])


def put_back(target: sql.Connection, name: str, id_: int) -> None:
    """A learner or an item in the place of a lost one."""
    called = f"lost-{id_}"
    if name == "learner":
        blank = {
            "email": "",
            "position": -1,
            "status": "missing",
            "flags": "",
            "penalty": 0.0,
            "days": 0,
            "max_score": 0.0,
        }
        more = {"workbook": "", "file": "", "torn": False, "name": "", "key": called, "learner_id": called}
        target.execute(learners.insert(), {"id": id_, **blank, **more})
    else:
        values = {"name": called, "exercise": called, "kind": "", "title": called, "position": 0}
        target.execute(items.insert(), {"id": id_, **values})


def sensible(table: sql.Table, raw: Row) -> Row | None:
    """A row with values of its columns' kinds; None where damage has left others."""
    row: Row = {}
    for column in table.columns:
        value = raw.get(column.name)
        kind = column.type
        fits: bool
        match kind:
            case sql.Boolean():
                fits, value = value in (0, 1), bool(value)
            case sql.Float():
                fits = isinstance(value, int | float)
                value = float(value) if isinstance(value, int | float) else value
            case sql.Integer():
                fits = isinstance(value, int)
            case sql.LargeBinary():
                fits = isinstance(value, bytes)
            case _:
                fits = isinstance(value, str)
                value = clean(value) if isinstance(value, str) else value
        if raw.get(column.name) is None:
            if not column.nullable:
                return None
            value = None
        elif not fits:
            return None
        row[column.name] = value
    return row


class DamagedTable:
    """The rows of one table of a damaged file, past what cannot be read."""

    def __init__(self, db: sqlite3.Connection, table: sql.Table) -> None:
        self.db = db
        self.name = table.name
        try:
            have = {row[1] for row in db.execute(f"pragma table_info({table.name})")}
        except sqlite3.Error:
            have = set()
        self.columns = [c.name for c in table.columns if c.name in have]
        self.broken = not self.columns

    def select(self, where: str, order: str, values: tuple[int, ...]) -> Iterator[tuple[int, Row]]:
        """Rows with their numbers. Raises sqlite3.Error where damage is met."""
        listed = ", ".join(self.columns)
        query = f"select rowid, {listed} from {self.name} not indexed where {where} order by rowid {order}"
        for number, *row in self.db.execute(query, values):
            yield number, dict(zip(self.columns, row, strict=True))

    def rows(self) -> Iterator[Row]:
        """Every row that can be read, once: from the front up to the damage, from the back down to it, and what lies
        between by its number."""
        if not self.columns:
            return
        low = -1
        try:
            for number, row in self.select("rowid > ?", "asc", (-1,)):
                low = number
                yield row
            return
        except sqlite3.Error:
            self.broken = True
        high: int | None = None
        tail: list[Row] = []
        try:
            for number, row in self.select("rowid > ?", "desc", (low,)):
                high = number
                tail.append(row)
        except sqlite3.Error:
            pass
        yield from self.between(low + 1, high)
        yield from reversed(tail)

    def between(self, low: int, high: int | None) -> Iterator[Row]:
        """The rows from number ``low`` up to ``high`` that can still be read: found by larger and larger steps, then
        one by one; none after so many numbers in a row without any."""
        number, step, misses = low, 1, 0
        while misses < MISSES and (high is None or number < high):
            if self.one(number) is None:
                misses += 1
                step = min(2 * step, STEP) if misses % 50 == 0 else step
                number += step
                continue
            for back in range(number - step + 1, number + 1):
                if (row := self.one(back)) is not None:
                    yield row
            number, step, misses = number + 1, 1, 0

    def one(self, number: int) -> Row | None:
        """The row with this number, None where there is none that can be read."""
        with contextlib.suppress(sqlite3.Error):
            for _, row in self.select("rowid = ?", "asc", (number,)):
                return row
        return None
