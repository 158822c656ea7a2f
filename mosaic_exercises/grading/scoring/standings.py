"""What is known of each file and each learner while a class is graded, kept in a temporary database on the disk, so
that memory does not grow with the class. It is private to one run and gone with it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

import msgspec

from mosaic_exercises.grading.intake.roster import Who
from mosaic_exercises.grading.records import Grade, Intake
from mosaic_exercises.workbook.events import encode

LONG_AGO = float("-inf")
TABLES = """
create table intake (row integer primary key, status text, intake blob);
create table learners (
  key blob primary key, place integer, files integer, row integer, best real, last real, made real, label blob,
  workbook blob, result blob, who blob, grade blob
) without rowid;
"""
COLUMNS = "key, files, row, best, last, made, label, workbook, result, who, grade"
Rank = tuple[float, float, float, str]

_who = msgspec.json.Decoder(Who).decode
_grade = msgspec.json.Decoder(Grade).decode
_intake = msgspec.json.Decoder(Intake).decode


class LearnerStanding:
    """The submission of one learner that counts so far. ``row``: of the intake table, -1 for none; ``result``: where
    its result waits in the work file."""

    __slots__ = ("files", "grade", "key", "rank", "result", "row", "who", "workbook")

    def __init__(self, who: Who) -> None:
        self.key = who.key
        self.who = who
        self.files = 0
        self.row = -1
        self.rank: Rank = (LONG_AGO, LONG_AGO, LONG_AGO, "")
        self.workbook = ""
        self.result = b""
        self.grade: Grade | None = None


def scratch(tables: str) -> sqlite3.Connection:
    """An empty database in a file that has no name and goes with the connection."""
    db = sqlite3.connect("", isolation_level=None)
    db.executescript(f"pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -2000; {tables}")
    db.execute("begin")
    return db


def blob(text: str) -> bytes:
    """Any text, even one that no UTF-8 file can hold. In the order of its characters."""
    return text.encode("utf-8", "surrogatepass")


def text(value: bytes) -> str:
    """The text back."""
    return value.decode("utf-8", "surrogatepass")


class Ledger:
    """The files and the learners of one run."""

    def __init__(self) -> None:
        self._db = scratch(TABLES)
        self._next = 0

    def close(self) -> None:
        """Let it go."""
        self._db.close()

    # files

    def note(self, intake: Intake) -> int:
        """Write a file down. Returns its row."""
        row = self._next
        self._next += 1
        self._db.execute("insert into intake values (?, ?, ?)", (row, intake.status, encode(intake)))
        return row

    def rewrite(self, row: int, intake: Intake) -> None:
        """Write another word on a file."""
        self._db.execute("update intake set status = ?, intake = ? where row = ?", (intake.status, encode(intake), row))

    def file(self, row: int) -> Intake:
        """What is known of a file."""
        (found,) = self._db.execute("select intake from intake where row = ?", (row,)).fetchone()
        return _intake(found)

    def files(self, status: str = "") -> Iterator[Intake]:
        """Every file in the order in which it was found, or those with this status."""
        where = "where status = ?" if status else ""
        for (found,) in self._db.execute(
            f"select intake from intake {where} order by row", (status,) if status else ()
        ):
            yield _intake(found)

    def statuses(self) -> dict[str, int]:
        """How many files there are of each status."""
        return dict(self._db.execute("select status, count(*) from intake group by status"))

    # learners

    def expect(self, who: Who, place: int) -> None:
        """A learner of the roster, whatever comes of them."""
        self._write(LearnerStanding(who), place)

    def standing(self, key: str) -> LearnerStanding | None:
        """What counts of a learner so far; None for a learner nobody has seen."""
        query = f"select {COLUMNS} from learners where key = ?"
        row = self._db.execute(query, (blob(key),)).fetchone()
        return of_row(row) if row else None

    def keep(self, one: LearnerStanding) -> None:
        """Keep what counts of a learner now."""
        self._write(one, None)

    def _write(self, one: LearnerStanding, place: int | None) -> None:
        best, last, made, label = one.rank
        grade = None if one.grade is None else encode(one.grade)
        values = (
            one.files,
            one.row,
            best,
            last,
            made,
            blob(label),
            blob(one.workbook),
            one.result,
            encode(one.who),
            grade,
        )
        names = COLUMNS.split(", ")[1:]
        self._db.execute(
            f"insert into learners (key, place, {', '.join(names)}) values (?, ?{', ?' * len(names)}) "
            f"on conflict (key) do update set {', '.join(f'{n} = excluded.{n}' for n in names)}",
            (blob(one.key), place, *values),
        )

    def learners(self) -> Iterator[LearnerStanding]:
        """Every learner: the roster's in its order, then the others by key."""
        for row in self._db.execute(f"select {COLUMNS} from learners order by place is null, place, key"):
            yield of_row(row)


def of_row(row: Any) -> LearnerStanding:
    """A learner as written down."""
    key, files, at, best, last, made, label, workbook, result, who, grade = row
    one = LearnerStanding(msgspec.structs.replace(_who(who), key=text(key)))
    one.files, one.row, one.rank = files, at, (best, last, made, text(label))
    one.workbook, one.result = text(workbook), result
    one.grade = None if grade is None else _grade(grade)
    return one
