"""How a learner's files get onto the disks that learners have, so that nothing written is lost: files that are replaced
whole, the file of events, which only grows, and whatever cannot be read, which is moved aside and never overwritten.

One writer at a time; every line is on the disk before it is acknowledged. On Windows a scanner, an indexer or a program
that synchronises the folder may hold a file for a moment, and a file that somebody holds cannot be replaced: it is
tried again. In the browser ``fsync`` stores nothing (a file is stored when it is closed), so there what was written is
read back.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import IO, ParamSpec, TypeVar

import msgspec

from mosaic_exercises.errors import FormatError, WorkbookError, because
from mosaic_exercises.workbook.events import Event, encode, first_link, link, read_event, read_lines

P = ParamSpec("P")
R = TypeVar("R")
Notify = Callable[[str], None]
Mark = tuple[int, int] | None
"""What tells whether a file has changed: its size and its time; None where there is no file."""
PART = ".tmp"
"""How the name of a file ends that is still being written."""
PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)  # s
BLOCK = 65_536  # bytes that are read at the end of the file of events to find its last line
IN_BROWSER = sys.platform == "emscripten"
_NO_SYNC = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP}  # some network drives cannot be asked

# Files that are replaced whole.


def replace_file(path: Path, data: bytes) -> None:
    """Replace a file whole, or leave the old one as it was. Raises WorkbookError."""
    try:
        replace_whole(path, data)
    except OSError as error:
        raise refused(path, "written", error) from None


def replace_whole(path: Path, data: bytes, *, private: bool = False) -> None:
    """Replace a file whole, or leave the old one as it was. Its folder is made. ``private``: for this account's eyes
    alone. Raises OSError."""
    temporary = beside(path)
    try:
        with made(temporary, 0o600 if private else 0o666) as file:
            file.write(data)
            settle(file)
        kept_to(temporary, len(data))
        into_place(temporary, path)
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def made(path: Path, mode: int = 0o666) -> IO[bytes]:
    """A new file to write. Its folder is made where it is missing, and looked for only then: in a browser each look is
    a request. Raises OSError."""

    def opener(name: str, flags: int) -> int:
        return os.open(name, flags, mode)

    try:
        return open(path, "wb", opener=opener)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return open(path, "wb", opener=opener)


def beside(path: Path) -> Path:
    """A name beside a file that nobody else takes: in the browser every Python has the same process id."""
    return path.with_name(f"{path.name}.{uuid.uuid4().hex[:8]}{PART}")


def into_place(temporary: Path, path: Path, wait: Callable[[float], None] = time.sleep) -> None:
    """Give a written file its name. Where somebody holds the old one, try for a second and a half. Raises OSError."""
    for pause in PAUSES:
        try:
            temporary.replace(path)
        except PermissionError:
            wait(pause)
        else:
            return
    temporary.replace(path)


def settle(file: IO[bytes]) -> None:
    """What was written is on the disk afterwards, where the disk can be asked for that. Raises OSError."""
    file.flush()
    try:
        os.fsync(file.fileno())
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise


def refused(path: Path, done: str, error: OSError) -> WorkbookError:
    """What to raise where a file cannot be ``done`` (written, read)."""
    told = WorkbookError(f"{path} cannot be {done}: {why(error)}")
    told.reason = why(error).partition(". ")[0]  # what to do about it is for the one who wanted to write
    return told


def why(error: OSError) -> str:
    """Why a file was not written, in words. A browser's drive says of each refusal only that an argument is invalid."""
    if IN_BROWSER and error.errno == errno.EINVAL:
        return "this browser has no room left for this page, or keeps nothing for it"
    return because(error)


def kept_to(path: Path, size: int) -> None:
    """After writing in the browser: the file is as long as it was made. Raises OSError where it is not."""
    if IN_BROWSER and path.stat().st_size != size:
        raise OSError(errno.EIO, "the browser has not kept what was written", str(path))


def mark_of(path: Path) -> Mark:
    """The mark of a file. Raises OSError where it cannot be asked for."""
    try:
        stat = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return stat.st_size, stat.st_mtime_ns


# The file of events: it only grows.


def append_events(path: Path, events: list[Event], aside: Path, linked: bool = False) -> list[Event]:
    """Append events and fsync. A torn last line of an earlier crash is set aside first, so nothing joins on to it.
    ``linked``: they were made here, and each is linked to the one before it; those from elsewhere stay as they are.
    Returns them as they were written."""
    if not events:
        return []
    with writing(path, aside) as file:
        before = newest_link(path) if linked else ""
        written: list[Event] = []
        lines: list[bytes] = []
        for event in events:
            links = {"prev": before or first_link(event.workbook)} if linked else {}
            written.append(msgspec.structs.replace(event, **links))
            lines.append(encode(written[-1]))
            before = link(lines[-1])
        file.write(b"\n".join((*lines, b"")))
    return written


@contextlib.contextmanager
def writing(path: Path, aside: Path) -> Iterator[IO[bytes]]:
    """The file to append to: nobody else writes meanwhile, and it is on the disk afterwards. What a disk took of
    something that it then refused is taken back, which needs no room."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with locked(path):
            mend_tail(path, aside)
            size = path.stat().st_size if path.exists() else 0
            try:
                with path.open("ab") as file:
                    yield file
                    settle(file)
                    end = file.tell()
                kept_to(path, end)
            except OSError:
                if not IN_BROWSER:  # there a file is written as a whole
                    with contextlib.suppress(OSError):
                        os.truncate(path, size)
                raise
    except OSError as error:
        raise refused(path, "written", error) from None


def newest_link(path: Path) -> str:
    """The link to the last readable event of a file, "" where there is none."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        block = BLOCK
        while size:
            start = max(0, size - block)
            file.seek(start)
            lines = file.read(size - start).split(b"\n")
            for line in reversed(lines[1:] if start else lines):
                with contextlib.suppress(FormatError):
                    return link(encode(read_event(line)))
            if not start:
                break
            block *= 8
    return ""


def read_events(path: Path, aside: Path, notify: Notify) -> list[Event]:
    """Every readable event of the file. What cannot be read is kept: a torn last line and a file with no readable
    line at all move to ``aside``; single bad lines stay where they are and are counted. Where nothing can be written
    (an offline share, a disk that is full) all stays as it is, and what can be read of it counts."""
    if not path.exists():
        return []
    torn = ""
    try:
        try:
            with locked(path):
                torn = mend_tail(path, aside)
                events, bad = read_lines(path.read_bytes())
                if bad and not events:
                    kept = move_aside(path, aside)
                    notify(f"The file of answers could not be read. It is kept as {kept}; a new one is begun.")
                    return []
        except OSError:  # the lock, or what is put right: reading needs neither
            events, bad = read_lines(path.read_bytes())
    except OSError as error:
        raise refused(path, "read", error) from None
    if torn:
        notify(f"The last line of the file of answers was cut off. It is kept as {torn}; all others are here.")
    if bad:
        notify(f"{len(bad)} line(s) of the file of answers cannot be read. They stay in it; all others are here.")
    return events


def mend_tail(path: Path, aside: Path) -> str:
    """End the file with a whole line. A cut-off one moves to ``aside`` (its name is returned); a whole event that only
    lacks its newline gets one. Call it while holding the lock."""
    if not path.exists() or path.stat().st_size == 0:
        return ""
    with path.open("rb+") as file:
        if last_byte(file) == b"\n":
            return ""
        data = path.read_bytes()
        start = data.rfind(b"\n") + 1
        try:
            read_event(data[start:])
        except FormatError:
            kept = spare(aside, f"{path.stem}-cut-off", path.suffix)
            replace_whole(kept, data[start:])  # whole, or nothing: a full disk leaves no empty file
            replace_whole(path, data[:start])  # in the browser a file that is shortened in place is as long as before
            return kept.name
        file.seek(0, os.SEEK_END)
        file.write(b"\n")
    return ""


def last_byte(file: IO[bytes]) -> bytes:
    """The last byte of a file that is not empty."""
    file.seek(-1, os.SEEK_END)
    return file.read(1)


# What cannot be read.


def move_aside(path: Path, aside: Path) -> str:
    """Move an unreadable file into ``aside`` under a name of its own; never overwrites. Returns that name."""
    kept = spare(aside, path.stem, path.suffix)
    path.replace(kept)
    return kept.name


def spare(folder: Path, stem: str, suffix: str) -> Path:
    """A path in ``folder`` that nothing has yet."""
    folder.mkdir(parents=True, exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    candidates = (folder / f"{stem}-{stamp}{n}{suffix}" for n in ("", *(f"-{i}" for i in range(1, 10_000))))
    return next(p for p in candidates if not p.exists())


# One writer at a time.


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold ``path``'s lock file. Two notebooks of one learner are two processes that append to one file.
    In the browser there are no locks. There a file is written whole as it is closed, so two tabs that append in the
    same moment keep one line; the other is in the mirror, which gives it back when its exercise is opened next."""
    try:
        from fcntl import LOCK_EX, flock
    except ImportError:  # on Windows there is no such module; in the browser there is nothing in it
        with windows_locked(path):
            yield
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_suffix(".lock").open("ab") as file:
        with contextlib.suppress(OSError):  # some network folders have no locks: an append is still one write
            flock(file, LOCK_EX)
        yield


@contextlib.contextmanager
def windows_locked(path: Path) -> Iterator[None]:
    """The same with Windows' own lock; a no-op where there is none."""
    try:
        import msvcrt
    except ImportError:
        yield
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_suffix(".lock").open("ab") as file:
        lock, unlock = getattr(msvcrt, "LK_LOCK", 1), getattr(msvcrt, "LK_UNLCK", 0)
        locking = getattr(msvcrt, "locking", None)
        if locking is None:
            yield
            return
        file.seek(0)
        with contextlib.suppress(OSError):
            locking(file.fileno(), lock, 1)
        try:
            yield
        finally:
            file.seek(0)
            with contextlib.suppress(OSError):
                locking(file.fileno(), unlock, 1)


# Looking at files in a browser.


def names_in(folder: Path) -> frozenset[str]:
    """The names of what lies in a folder, by one look. In a browser Python's own list of a folder looks at each file in
    it, too. Raises OSError."""
    if not IN_BROWSER:
        return frozenset(path.name for path in folder.iterdir())
    try:
        return frozenset(import_module("pyodide_js").FS.readdir(str(folder))) - {".", ".."}
    except Exception as error:  # whatever it is called there
        raise FileNotFoundError(errno.ENOENT, "there is no such folder", str(folder)) from error


def in_browser_once(seconds: float) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """For a function that looks at files: in a browser, where each look is a request, what it found is found again for
    so many seconds, by its arguments and the current folder. Elsewhere it is as it was."""
    return lambda look: remembering(look, seconds) if IN_BROWSER else look


def remembering(look: Callable[P, R], seconds: float, clock: Callable[[], float] = time.monotonic) -> Callable[P, R]:
    """The same function, asked at most once in so many seconds."""
    found: dict[object, tuple[float, R]] = {}

    @wraps(look)
    def again(*args: P.args, **kwargs: P.kwargs) -> R:
        asked = (Path.cwd(), args, tuple(sorted(kwargs.items())))
        until, value = found.get(asked, (0.0, None))
        if clock() >= until or value is None:
            value = look(*args, **kwargs)
            found[asked] = (clock() + seconds, value)
        return value

    return again
