"""What is wrong with a gradebook: its file, its tables, and what in them does not fit together. Nothing is changed: of
a file a copy is looked at, with what SQLite has beside it.
"""

from __future__ import annotations

import contextlib
import math
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec
import sqlalchemy as sql

from mosaic_exercises.grading.gradebook.backup import SIDES
from mosaic_exercises.grading.gradebook.sheets import read_sheet
from mosaic_exercises.grading.gradebook.tables import META, history, judgements, learners, marks, results, runs, sheets
from mosaic_exercises.grading.settings.plan import GradePlan
from mosaic_exercises.models.frames import counted

HEADER = b"SQLite format 3\x00"
NAMED = 10  # of many that are named


class BookFault(msgspec.Struct, frozen=True):
    """One thing that is wrong, and what to do. ``damage``: the file or a table cannot be read whole."""

    what: str
    do: str = ""
    damage: bool = False


RESCUE = "put a backup in its place (mosaic restore), or save what can be saved: mosaic doctor DIR --rescue NEW.db"
AGAIN = "grade again (mosaic grade): results are computed anew, marks stay"


@contextlib.contextmanager
def examined(path: Path) -> Iterator[Path]:
    """A copy of an SQLite file and of what lies beside it, so that looking changes nothing."""
    with tempfile.TemporaryDirectory(prefix="mosaic-doctor-") as folder:
        copy = Path(folder) / "copy.db"
        shutil.copyfile(path, copy)
        for end in SIDES[:2]:
            side = path.with_name(path.name + end)
            if side.is_file():
                shutil.copyfile(side, copy.with_name(copy.name + end))
        yield copy


def of_file(copy: Path) -> list[BookFault]:
    """What is wrong with a file (a copy of it) before its tables are read."""
    size = copy.stat().st_size
    if not size:
        return [
            BookFault(
                "the file is empty: whatever was in it is gone", "put a backup in its place (mosaic restore)", True
            )
        ]
    with copy.open("rb") as file:
        head = file.read(100)
    if head[:16] != HEADER:
        return [BookFault("the file does not begin as an SQLite database does", RESCUE, True)]
    page = int.from_bytes(head[16:18], "big") or 0
    page = 65_536 if page == 1 else page
    if page and size % page:
        return [
            BookFault(f"the file is cut off: {size:,} bytes are no whole number of pages of {page:,}", RESCUE, True),
            *checked(copy),
        ]
    return checked(copy)


def checked(copy: Path) -> list[BookFault]:
    """What SQLite's own check finds, and the tables that are missing or cannot be read to their end."""
    found: list[BookFault] = []
    try:
        with contextlib.closing(sqlite3.connect(copy)) as db:
            said = [str(row[0]) for row in db.execute(f"pragma integrity_check({NAMED})")]
            if said != ["ok"]:
                lines = [" ".join(line.split())[:200] for one in said for line in one.splitlines()]
                found += [BookFault(f"SQLite: {line}", RESCUE, True) for line in lines[:NAMED]]
            there = {row[0] for row in db.execute("select name from sqlite_master where type = 'table'")}
            core = (*CORE, results if results.name in there else sheets)
            found += [BookFault(f"there is no table '{t.name}'", RESCUE, True) for t in core if t.name not in there]
            for name in sorted(there & set(META.tables)):
                try:
                    for _ in db.execute(f"select * from {name} not indexed"):
                        pass
                except sqlite3.Error as error:
                    found.append(BookFault(f"the table '{name}' cannot be read to its end: {error}", RESCUE, True))
    except sqlite3.Error as error:
        found.append(BookFault(f"SQLite cannot read it: {error}", RESCUE, True))
    return list(dict.fromkeys(found))


CORE = (runs, learners, marks, judgements, history)


def of_tables(db: sql.Connection) -> Iterator[BookFault]:
    """What in the tables does not fit together."""
    yield from orphans(db)
    yield from odd_marks(db)
    yield from odd_numbers(db)
    said = db.execute(sql.select(runs.c.plan).order_by(runs.c.id.desc()).limit(1)).scalar_one_or_none()
    if said:
        try:
            msgspec.json.decode(said, type=GradePlan)
        except (msgspec.MsgspecError, ValueError, RecursionError) as error:
            yield BookFault(f"the settings of the last run cannot be read: {error}", AGAIN)


def orphans(db: sql.Connection) -> Iterator[BookFault]:
    """Rows whose learner or item is not there."""
    for table in META.sorted_tables:
        for column in table.columns:
            for key in column.foreign_keys:
                other = key.column
                query = sql.select(sql.func.count()).select_from(table.outerjoin(other.table, column == other))
                n = db.execute(query.where(other.is_(None))).scalar_one()
                if n:
                    are = "is" if n == 1 else "are"
                    said = f"{counted(n, 'row')} of '{table.name}' {are} of a {column.name} that is not there"
                    yield BookFault(said, RESCUE)


def odd_marks(db: sql.Connection) -> Iterator[BookFault]:
    """Marks and judgements of which the history knows nothing: written past Mosaic, or left over from an old fault."""
    for table, what, told_as in ((marks, "mark", ("mark", "looked at")), (judgements, "judgement", ("judgement",))):
        told = sql.exists().where(
            history.c.learner_key == learners.c.key,
            history.c.item == table.c.item,
            history.c.what.in_((*told_as, "restore", "rescue")),
        )
        whole = sql.exists().where(history.c.what.in_(("restore", "rescue")))
        query = sql.select(learners.c.learner_id, table.c.item).join(learners, table.c.learner == learners.c.id)
        found = db.execute(query.where(~told, ~whole)).all()
        if found:
            named = ", ".join(f"{r.learner_id} ({r.item})" for r in found[:NAMED])
            stand = "stands" if len(found) == 1 else "stand"
            said = f"{counted(len(found), what)} {stand} in no history: {named}"
            yield BookFault(said, "look at them in mosaic mark")


def odd_numbers(db: sql.Connection) -> Iterator[BookFault]:
    """Points that cannot be."""
    for share, score, item in db.execute(sql.select(marks.c.share, marks.c.score, marks.c.item)):
        if not math.isfinite(score) or score < 0 or (share is not None and not 0 <= share <= 1):
            yield BookFault(
                f"a mark of '{item}' is {score:g}, a share of {share}", "mark that answer again (mosaic mark)"
            )
    bad = torn = 0
    for sheet in db.execute(sql.select(sheets.c.results)).scalars():
        try:
            scores = [(item.score, item.max_score) for item in read_sheet(sheet)]
        except msgspec.MsgspecError:
            torn += 1
            continue
        bad += sum(not (math.isfinite(got) and math.isfinite(most) and 0 <= got <= most + 1e-9) for got, most in scores)
    if torn:
        yield BookFault(f"the results on {counted(torn, 'sheet')} cannot be read", AGAIN)
    if bad:
        are, their = ("is", "its") if bad == 1 else ("are", "their")
        yield BookFault(f"{counted(bad, 'computed score')} {are} below 0 or above {their} maximum", AGAIN)
