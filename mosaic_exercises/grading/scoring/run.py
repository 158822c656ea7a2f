"""The file in which a run keeps what it has scored, so that a run that was stopped scores nothing again.

It begins with a fingerprint of the course, its keys and this version of the rules. Then one frame a file: length,
checksum, the file's hash, the result. A frame that was cut off by a kill, and what follows it, is dropped. The results
are read back from here when the tables are written. Where each stands is in a temporary database, not in memory.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import struct
import zlib
from importlib import metadata
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from mosaic_exercises.course import Course
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.records import Graded, Refused
from mosaic_exercises.grading.scoring.standings import scratch

NAME = ".grading.work"
FRAMES = "create table frames (key blob primary key, at integer, length integer) without rowid;"
MAGIC = b"mosaic-work 1\n"
HEAD = struct.Struct("<II16s")  # length of the result, its checksum, the hash of the file it is of
LONGEST = 64_000_000  # bytes of one result

encode = msgspec.msgpack.Encoder().encode
Result = Graded | Refused
_decoder: msgspec.msgpack.Decoder[Result] = msgspec.msgpack.Decoder(Result)


def digest(data: bytes) -> bytes:
    """Sixteen bytes that tell one file's content from another's."""
    return hashlib.blake2b(data, digest_size=16).digest()


def package() -> str:
    """The version of this package; "" where it was never installed."""
    try:
        return metadata.version("mosaic-exercises")
    except metadata.PackageNotFoundError:
        return ""


def fingerprint(course: Course) -> bytes:
    """Sixteen bytes that change with anything that scores depend on: exercises, keys, points, this package."""
    parts = (course.course, course.version, course.notebooks, dict(course.exercises), dict(course.keys))
    more = (dict(course.quizzes), dict(course.pools), package())
    return digest(msgspec.json.Encoder(enc_hook=str, order="deterministic").encode((parts, more)))


class Work:
    """The work file of one folder, opened for one run. A context manager; ``finish`` removes the file.

    Raises InputError where the file cannot be made or another run has it open.
    """

    def __init__(self, folder: Path, course: Course) -> None:
        self.path = folder / NAME
        self._at = scratch(FRAMES)
        self.resumed = 0
        start = MAGIC + fingerprint(course)
        try:
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
            self._file = os.fdopen(os.open(self.path, flags, 0o600), "r+b", buffering=0)
        except OSError as error:
            raise InputError(f"{folder} cannot be written to: {error.strerror}") from None
        self._lock(folder)
        if self._file.read(len(start)) == start:
            self._end = self._scan(len(start))
            self._file.truncate(self._end)
        else:
            self._file.seek(0)
            self._file.truncate(0)
            self._file.write(start)
            self._end = len(start)
        (self.resumed,) = self._at.execute("select count(*) from frames").fetchone()
        self._tail = self._end

    def _lock(self, folder: Path) -> None:
        try:
            import fcntl
        except ImportError:  # Windows: two runs into one folder are not told apart
            return
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._file.close()
            raise InputError(
                f"{folder}: another run is grading into this folder; wait for it or name another"
            ) from None
        except OSError:
            return  # some network folders have no locks

    def _scan(self, at: int) -> int:
        """Find every whole frame. Returns where the last one ends."""
        with self.path.open("rb") as file:
            file.seek(at)
            while True:
                head = file.read(HEAD.size)
                if len(head) < HEAD.size:
                    return at
                length, check, key = HEAD.unpack(head)
                if length > LONGEST:
                    return at
                data = file.read(length)
                if len(data) < length or zlib.crc32(data, zlib.crc32(key)) != check:
                    return at
                self._keep(key, at + HEAD.size, length)
                at += HEAD.size + length

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        self._at.close()

    def _keep(self, key: bytes, offset: int, length: int) -> None:
        self._at.execute("insert or replace into frames values (?, ?, ?)", (key, offset, length))

    def __contains__(self, key: bytes) -> bool:
        return self._at.execute("select 1 from frames where key = ?", (key,)).fetchone() is not None

    def add(self, key: bytes, payload: bytes) -> None:
        """Keep one encoded result. It is with the system when this returns: a kill does not lose it."""
        if key in self:
            return
        frame = HEAD.pack(len(payload), zlib.crc32(payload, zlib.crc32(key)), key) + payload
        if self._tail != self._end:
            self._file.seek(self._end)
        try:
            self._file.write(frame)
        except OSError as error:
            raise InputError(f"{self.path} cannot be written to: {error.strerror}") from None
        self._keep(key, self._end + HEAD.size, len(payload))
        self._end += len(frame)
        self._tail = self._end

    def result(self, key: bytes) -> Graded | Refused:
        """The result of a file."""
        found = self._at.execute("select at, length from frames where key = ?", (key,)).fetchone()
        if found is None:
            raise KeyError(key)
        offset, length = found
        self._file.seek(offset)
        self._tail = -1
        return _decoder.decode(self._file.read(length))

    def finish(self) -> None:
        """Everything is written where it belongs: remove the file."""
        self._file.close()
        with contextlib.suppress(OSError):
            self.path.unlink()


def decode(payload: bytes) -> Graded | Refused:
    """An encoded result."""
    return _decoder.decode(payload)
