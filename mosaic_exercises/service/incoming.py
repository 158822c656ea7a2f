"""A body as it comes in: into a file of its own, counted and hashed on the way, never held in memory."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import secrets
import time
from pathlib import Path

from mosaic_exercises.service.who import Refusal
from mosaic_exercises.workbook.handin import FORMAT, SIZE_LIMIT

HEAD = 16_384  # bytes at the start of a hand-in, in which its format and its course stand
UNPACKED = 400_000_000  # bytes that a file may take in memory; one of 50 MB that a workbook made takes 300 MB
STALE = 3_600  # seconds after which what a killed service left half written is swept away
FOLDER = ".incoming"
OURS = re.compile(rb'"format"\s*:\s*"' + FORMAT.encode() + b'"')


class IncomingBody:
    """One body. ``write`` what comes, then ``close`` it; ``drop`` takes the file away, whatever has become of it."""

    def __init__(self, root: Path, most: int = SIZE_LIMIT) -> None:
        self.most = most
        self.size = 0
        self._hash = hashlib.sha256()
        folder = root / FOLDER
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.path = folder / f"{secrets.token_hex(16)}.part"
        self._file = self.path.open("xb")

    def write(self, chunk: bytes) -> None:
        """Take a part. Raises Refusal where it is too much, OSError where the disk is full."""
        self.size += len(chunk)
        if self.size > self.most:
            raise too_large(self.most)
        self._hash.update(chunk)
        self._file.write(chunk)

    def close(self) -> str:
        """All is there: on the disk, and its hash (SHA-256, 64 digits)."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        return self._hash.hexdigest()

    def drop(self) -> None:
        """Leave nothing behind."""
        with contextlib.suppress(OSError):
            self._file.close()
        with contextlib.suppress(OSError):
            self.path.unlink(missing_ok=True)


def too_large(most: int) -> Refusal:
    """What is said of a body that is too large."""
    return Refusal(413, f"This file is too large: at most {most // 1_000_000} MB are taken. Nothing was changed.")


def sweep(root: Path) -> None:
    """Take away what a service that was killed left half written."""
    for path in (root / FOLDER).glob("*.part"):
        with contextlib.suppress(OSError):
            if time.time() - path.stat().st_mtime > STALE:
                path.unlink()


def looked_at(data: bytes) -> None:
    """Refuse what is plainly no hand-in file, by its two ends, before anything decodes it: a file of another sort can
    decode into twenty times its size."""
    head, end = data[:HEAD].lstrip(), data[-64:].rstrip()
    if not head.startswith(b"{") or not OURS.search(head):
        raise Refusal(422, "This is no hand-in file of the workbook. Make one at the foot of a notebook.")
    if not end.endswith(b"}"):
        raise Refusal(422, "This hand-in file is cut off. Make a new one at the foot of a notebook.")
    if unpacked(data) > UNPACKED:
        raise Refusal(422, "This file holds far more small parts than any workbook. It was not read.")


def unpacked(data: bytes) -> int:
    """About how many bytes of memory a file takes once it is decoded: an empty list is three bytes in the file and
    sixty in memory, so a file of 50 MB could take a gigabyte, and everybody else would wait for it."""
    parts = data.count(b"[") + data.count(b"{") + data.count(b'"') // 2
    return 60 * parts + 8 * data.count(b",")
