"""The one file of a run: what was scored, so that a run that was stopped scores nothing again, and what is known of
each file and each learner, so that memory does not grow with the class.

It is an SQLite database beside the tables. Results are kept under the hash of the file they are of, and stay when a run
is stopped or (``keep``) done, so that the next run scores only files that are new; they are dropped where course, keys
or the code that judges are not to the last byte what they were. Files and learners depend on what was asked for, and
begin anew with each run. A kill costs the files since the last commit, which are scored again.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

from mosaic_exercises.course import Course
from mosaic_exercises.errors import because
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.intake.roster import Who
from mosaic_exercises.grading.records import Grade, Graded, Intake, Refused
from mosaic_exercises.grading.scoring.known import code, fingerprint
from mosaic_exercises.grading.scoring.numbers import numbers
from mosaic_exercises.workbook.events import encode as as_json

NAME = ".grading.work"
EACH = 64  # files that are committed together
EACH_BYTES = 4_000_000
KEPT = 256_000_000  # bytes of results at most that stay for the next run
LONG_AGO = float("-inf")
TABLES = """
create table if not exists course (fingerprint blob not null);
create table if not exists results (
  id integer primary key, key blob not null unique, sum integer not null, result blob not null
);
create table intake (row integer primary key, status text, intake blob);
create table answers (event integer, row integer, learner integer);
create table books (book blob, row integer, learner integer);
create table elsewhere (row integer, learner integer, book blob, answers integer);
create table learners (
  key blob primary key, place integer, files integer, row integer, best real, last real, made real, label blob,
  workbook blob, result integer, who blob, grade blob
) without rowid;
"""
ANEW = "".join(f"drop table if exists {name};" for name in ("intake", "learners", "answers", "books", "elsewhere"))
# One lock for the whole run (locking_mode), and no wait for the disk: a kill costs nothing that was committed (the
# journal), and what a power cut leaves is found when the file is opened (``check``) and begun anew. New pages go to
# the file itself, once; a write-ahead log would write each of them twice.
SETTINGS = """
pragma page_size = 8192;
pragma locking_mode = exclusive;
pragma journal_mode = delete;
pragma synchronous = off;
pragma cache_size = -1000;
pragma temp_store = file;
"""
COLUMNS = ("key", "files", "row", "best", "last", "made", "label", "workbook", "result", "who", "grade")
READ = f"select {', '.join(COLUMNS)} from learners where key = ?"
KEEP = (
    f"insert into learners ({', '.join(COLUMNS)}, place) values (?{', ?' * len(COLUMNS)}) on conflict (key) do update "
    f"set {', '.join(f'{n} = excluded.{n}' for n in COLUMNS[1:])}"
)
# Without the results: what is sorted is written to the disk and merged in memory, and a result may have 100 KB.
IN_ORDER = f"select {', '.join(COLUMNS)} from learners order by place is null, place, key"
Rank = tuple[float, float, float, str]
Result = Graded | Refused

encode = msgspec.msgpack.Encoder().encode
_result: msgspec.msgpack.Decoder[Result] = msgspec.msgpack.Decoder(Result)
_who = msgspec.json.Decoder(Who).decode
_grade = msgspec.json.Decoder(Grade).decode
_intake = msgspec.json.Decoder(Intake).decode


def decode(payload: bytes) -> Result:
    """An encoded result."""
    return _result.decode(payload)


def digest(data: bytes) -> bytes:
    """Sixteen bytes that tell one file's content from another's."""
    return hashlib.sha256(data).digest()[:16]  # twice as fast as blake2b where the processor helps


class LearnerStanding:
    """The submission of one learner that counts so far. ``row``: of the intake table, -1 for none; ``result``: where
    its result waits, None for none."""

    __slots__ = ("files", "grade", "key", "rank", "result", "row", "who", "workbook")

    def __init__(self, who: Who) -> None:
        self.key = who.key
        self.who = who
        self.files = 0
        self.row = -1
        self.rank: Rank = (LONG_AGO, LONG_AGO, LONG_AGO, "")
        self.workbook = ""
        self.result: int | None = None
        self.grade: Grade | None = None


class RunStore:
    """The database of one run into one folder. A context manager; ``finish`` removes the file, or what need not stay.
    ``taken``: results of an earlier run that were asked for.

    Raises InputError where it cannot be made or another run has it open, sqlite3.Error where the disk is full.
    """

    def __init__(self, folder: Path, course: Course, tries: bool = False) -> None:
        self.path = folder / NAME
        self._next = 0
        self._waiting = self._bytes = 0
        self._held = self._claimed(folder)
        mine = self._mine = digest(fingerprint(course, tries) + code())
        try:
            try:
                self._db = self._opened(mine)
            except sqlite3.Error:  # of an earlier version, damaged, or cut off by a power cut: begin anew
                os.ftruncate(self._held, 0)
                self._drop("-wal", "-journal")
                self._db = self._opened(mine)
        except (OSError, sqlite3.Error) as error:
            os.close(self._held)
            raise InputError(f"{folder} cannot be written to: {error}") from None
        self.resumed, last = self._db.execute("select count(*), coalesce(max(id), 0) from results").fetchone()
        self._asked = bytearray(last + 1)  # by the place of a result that was there

    def _claimed(self, folder: Path) -> int:
        """The file, made where it is missing, never through a link, and held by this run alone. It is closed after the
        database: closing it earlier would end the locks that SQLite itself has on it."""
        try:
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
            held = os.open(self.path, flags, 0o600)
        except OSError as error:
            raise InputError(f"{folder} cannot be written to: {because(error)}") from None
        try:
            import fcntl

            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(held)
            raise InputError(
                f"{folder}: another run is grading into this folder; wait for it or name another"
            ) from None
        except (ImportError, OSError):  # Windows; some network folders have no locks
            pass
        return held

    def _opened(self, mine: bytes) -> sqlite3.Connection:
        # The file is this run's already, so SQLite needs no locks of its own, which network folders may not have.
        own = "?vfs=unix-none" if os.name == "posix" else ""
        db = sqlite3.connect(f"{self.path.resolve().as_uri()}{own}", uri=True, isolation_level=None, timeout=0)
        try:
            db.executescript(SETTINGS)
            db.execute("begin immediate")
            for statement in (ANEW + TABLES).split(";"):
                db.execute(statement)
            found = db.execute("select fingerprint from course").fetchone()
            if found is None or found[0] != mine:
                db.execute("delete from results")
                db.execute("delete from course")
                db.execute("insert into course values (?)", (mine,))
            check(db, mine)
        except BaseException:
            db.close()
            raise
        return db

    def _drop(self, *ends: str) -> None:
        for end in ends:
            with contextlib.suppress(OSError):
                self.path.with_name(NAME + end).unlink()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(sqlite3.Error):  # closed already, or the disk is full
            self._db.execute("commit")
        self._close()

    def _close(self) -> None:
        self._db.close()
        if self._held >= 0:
            os.close(self._held)
        self._held = -1

    @property
    def taken(self) -> int:
        """How many results of an earlier run were asked for."""
        return sum(self._asked)

    def finish(self, keep: bool = False) -> None:
        """Everything is written where it belongs: remove the file or, to ``keep`` the results that this run asked for,
        all else in it. More than KEPT bytes of them are not kept."""
        (size,) = self._db.execute("select sum(length(result)) from results").fetchone()
        if keep and size and size <= KEPT:
            for statement in ANEW.split(";"):
                self._db.execute(statement)
            gone = [(at,) for at, asked in enumerate(self._asked) if not asked]
            self._db.executemany("delete from results where id = ?", gone)
            self._db.execute("commit")
            self._close()
            return
        self._db.close()
        self._drop("", "-wal", "-journal")
        self._close()

    def _commit(self, size: int) -> None:
        self._waiting += 1
        self._bytes += size
        if self._waiting >= EACH or self._bytes >= EACH_BYTES:
            self._db.execute("commit")
            self._db.execute("begin immediate")
            self._waiting = self._bytes = 0

    # results

    def at(self, key: bytes) -> int | None:
        """Where the result of the file with this hash is; None where it was not scored yet."""
        found = self._db.execute("select id from results where key = ?", (key,)).fetchone()
        if found is None:
            return None
        at = int(found[0])
        if at < len(self._asked):
            self._asked[at] = 1
        return at

    def add(self, key: bytes, payload: bytes) -> int:
        """Keep one encoded result. Returns where it is."""
        found = self._db.execute(
            "insert into results (key, sum, result) values (?, ?, ?) on conflict (key) do nothing returning id",
            (key, checksum(self._mine, key, payload), payload),
        ).fetchone()
        self._commit(len(payload))
        return found[0] if found else self.at(key) or 0

    def payload(self, at: int | None) -> bytes:
        """The encoded result at a place."""
        (payload,) = self._db.execute("select result from results where id = ?", (at,)).fetchone()
        return bytes(payload)

    def result(self, at: int) -> Result:
        """The result at a place."""
        return decode(self.payload(at))

    # files

    def note(self, intake: Intake) -> int:
        """Write a file down. Returns its row."""
        row = self._next
        self._next += 1
        self._db.execute("insert into intake values (?, ?, ?)", (row, intake.status, as_json(intake)))
        return row

    def rewrite(self, row: int, intake: Intake) -> None:
        """Write another word on a file."""
        values = (intake.status, as_json(intake), row)
        self._db.execute("update intake set status = ?, intake = ? where row = ?", values)

    def file(self, row: int) -> Intake:
        """What is known of a file."""
        (found,) = self._db.execute("select intake from intake where row = ?", (row,)).fetchone()
        return _intake(found)

    def files(self, status: str = "") -> Iterator[Intake]:
        """Every file in the order in which it was found, or those with this status."""
        where = "where status = ? " if status else ""
        query = f"select intake from intake {where}order by row"
        for (found,) in self._db.execute(query, (status,) if status else ()):
            yield _intake(found)

    def statuses(self) -> dict[str, int]:
        """How many files there are of each status."""
        return dict(self._db.execute("select status, count(*) from intake group by status"))

    # answers

    def answered(self, row: int, learner: str, events: Sequence[str]) -> None:
        """Note which events the answers of a file are of."""
        who = hash(learner)
        noted = [(event, row, who) for event in numbers(events)]
        self._db.executemany("insert into answers values (?, ?, ?)", noted)

    def shared(self) -> dict[int, Counter[int]]:
        """For each file that has answers which a file of another learner has too: those files, and how many answers
        they share. Of many files with the same answer each is told the first one of somebody else."""
        found: dict[int, Counter[int]] = {}
        twice = "select event from answers group by event having count(*) > 1"  # of most classes none
        query = f"select event, row, learner from answers where event in ({twice}) order by event, row"
        for _, group in groupby(self._db.execute(query), key=itemgetter(0)):
            files = [(row, learner) for _, row, learner in group]
            first, mine = files[0]
            second = next((row for row, learner in files if learner != mine), None)
            if second is not None:
                for row, learner in files:
                    found.setdefault(row, Counter())[second if learner == mine else first] += 1
        return found

    def of_workbook(self, row: int, learner: str, workbook: str, foreign: Iterable[tuple[str, int]]) -> None:
        """Note of which workbook a file is, and in which others answers of it were given."""
        who = hash(learner)
        self._db.execute("insert into books values (?, ?, ?)", (blob(workbook), row, who))
        given = [(row, who, blob(book), n) for book, n in foreign]
        self._db.executemany("insert into elsewhere values (?, ?, ?, ?)", given)

    def has_book(self, workbook: str, learner: str) -> bool:
        """Whether a file of a workbook is of a learner. It is asked seldom, so it has no index."""
        query = "select 1 from books where book = ? and learner = ? limit 1"
        return self._db.execute(query, (blob(workbook), hash(learner))).fetchone() is not None

    def given_elsewhere(self) -> list[tuple[int, str, int, int | None]]:
        """For each file with answers of another workbook: that workbook, how many answers, and the first file of
        another learner that is of this workbook (None where nobody handed it in). Nothing of what is the learner's own.
        """
        self._db.execute("create index if not exists of_book on books (book)")
        own = "select 1 from books where book = e.book and learner = e.learner"
        first = "select min(row) from books where book = e.book"
        query = f"select e.row, e.book, e.answers, ({first}) from elsewhere e where not exists ({own}) order by e.rowid"
        return [(row, text(book), n, other) for row, book, n, other in self._db.execute(query)]

    # learners

    def expect(self, who: Who, place: int) -> None:
        """A learner of the roster, whatever comes of them."""
        self._write(LearnerStanding(who), place)

    def standing(self, key: str) -> LearnerStanding | None:
        """What counts of a learner so far; None for a learner nobody has seen."""
        row = self._db.execute(READ, (blob(key),)).fetchone()
        return of_row(row) if row else None

    def rename(self, key: str, new: str) -> None:
        """Give a learner, and all that is noted of their files, another key."""
        self._db.execute("update learners set key = ? where key = ?", (blob(new), blob(key)))
        for table in ("answers", "books", "elsewhere"):
            self._db.execute(f"update {table} set learner = ? where learner = ?", (hash(new), hash(key)))

    def keep(self, one: LearnerStanding) -> None:
        """Keep what counts of a learner now."""
        self._write(one, None)

    def _write(self, one: LearnerStanding, place: int | None) -> None:
        best, last, made, label = one.rank
        grade = None if one.grade is None else as_json(one.grade)
        ranked = (best, last, made, blob(label), blob(one.workbook), one.result)
        self._db.execute(KEEP, (blob(one.key), one.files, one.row, *ranked, as_json(one.who), grade, place))

    def learners(self) -> Iterator[tuple[LearnerStanding, Result | None]]:
        """Every learner with the result that counts: the roster's in its order, then the others by key. One pass."""
        for row in self._db.execute(IN_ORDER):
            one = of_row(row)
            yield one, None if one.result is None else self.result(one.result)


def check(db: sqlite3.Connection, mine: bytes) -> None:
    """Raise sqlite3.DatabaseError where anything that a stopped run left is not as it was written, or was written for
    another course."""
    whole = db.execute("pragma integrity_check(1)").fetchone() == ("ok",)
    kept = db.execute("select key, sum, result from results")
    if not whole or any(checksum(mine, key, result) != sum_ for key, sum_, result in kept):
        raise sqlite3.DatabaseError("damaged")


def checksum(mine: bytes, key: bytes, payload: bytes) -> int:
    """Of one result, with the course and the file that it is of."""
    return zlib.crc32(payload, zlib.crc32(mine + key))


def blob(text: str) -> bytes:
    """Any text, even one that no UTF-8 file can hold. In the order of its characters."""
    return text.encode("utf-8", "surrogatepass")


def text(value: bytes) -> str:
    """A text that ``blob`` made."""
    return value.decode("utf-8", "surrogatepass")


def of_row(row: Any) -> LearnerStanding:
    """A learner from a row of COLUMNS."""
    key, files, at, best, last, made, label, workbook, result, who, grade = row
    one = LearnerStanding(msgspec.structs.replace(_who(who), key=text(key)))
    one.files, one.row, one.rank = files, at, (best, last, made, text(label))
    one.workbook, one.result = text(workbook), result
    one.grade = None if grade is None else _grade(grade)
    return one
