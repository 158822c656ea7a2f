"""A folder that is held open while others may change it: what is read and written below it lies in it.

A learner may put a link in place of a folder at any moment, and an instructor may run with all rights. So each step
down is one system call that follows no link, from a folder that is open already, and nothing is opened that could hang
(a pipe). Where the system cannot do so (Windows), links are looked for first.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import msgspec

from mosaic_exercises.errors import HandoverError
from mosaic_exercises.handover.names import told

BY_HANDLE = os.open in os.supports_dir_fd and os.scandir in os.supports_fd
MOST_ENTRIES = 5_000  # of one folder
UNKNOWN = 65_534  # what a container, or a network disk, says of an account that it has no number for
PART = ".part-"  # how files begin that are being written


class FileSeen(msgspec.Struct, frozen=True):
    """A file that was read: its bytes, its time (nanoseconds since 1970) and the account that it is of."""

    data: bytes
    time: int
    owner: int


class HeldFolder:
    """A folder held open. A context manager. ``HeldFolder.at`` opens the first one, ``below`` those in it."""

    def __init__(self, path: Path, handle: int) -> None:
        self.path = path
        self.handle = handle

    @classmethod
    def at(cls, path: Path) -> HeldFolder:
        """A folder that the instructor named; links on the way to it are theirs. Raises HandoverError."""
        try:
            real = path.resolve(strict=True)
            return cls(real, os.open(real, os.O_RDONLY | os.O_DIRECTORY) if BY_HANDLE else checked(real))
        except (OSError, RuntimeError) as error:
            raise HandoverError(f"{told(str(path))} cannot be opened: {reason(error)}") from None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.handle >= 0:
            os.close(self.handle)

    def below(self, name: str, make: int = 0) -> HeldFolder:
        """The folder of this name in it. ``make``: made with these permissions where there is none. Raises OSError
        where it is missing, a link or no folder."""
        alone(name)
        if make:
            with contextlib.suppress(FileExistsError):
                os.mkdir(self._named(name), make, **self._at())  # noqa: PTH102 - by the open folder
        if BY_HANDLE:
            flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
            return HeldFolder(self.path / name, os.open(name, flags, dir_fd=self.handle))
        return HeldFolder(self.path / name, checked(self.path / name))

    def entries(self) -> list[os.DirEntry[str]]:
        """What is in it, by name. Raises HandoverError where there is too much of it."""
        found: list[os.DirEntry[str]] = []
        with os.scandir(self.handle if BY_HANDLE else self.path) as rows:
            for row in rows:
                found.append(row)
                if len(found) > MOST_ENTRIES:
                    raise HandoverError(f"more than {MOST_ENTRIES:,} files and folders in one folder")
        return sorted(found, key=lambda row: row.name)

    def folders(self) -> Iterator[str]:
        """The names of the folders in it, hidden ones and links left out."""
        for row in self.entries():
            if not row.name.startswith(".") and row.is_dir(follow_symlinks=False):
                yield row.name

    def status(self) -> os.stat_result:
        """Its owner and permissions."""
        return os.stat(self.handle if BY_HANDLE else self.path)  # noqa: PTH116 - by the open folder

    def read(self, name: str, most: int) -> FileSeen:
        """A file in it, whole. Raises HandoverError where it is none, is not alone, too large or changes meanwhile,
        OSError where it cannot be read."""
        with self._opened(name) as file:
            before = os.fstat(file.fileno())
            if before.st_nlink > 1:
                raise HandoverError("it stands in another folder, too (a hard link): whose it is cannot be told")
            if before.st_size > most:
                raise HandoverError(f"it has {before.st_size:,} bytes; at most {most:,} are taken")
            data = file.read(before.st_size + 1)
            after = os.fstat(file.fileno())
        if (after.st_size, after.st_mtime_ns) != (len(data), before.st_mtime_ns):
            raise StillWritten("it was written to while it was read")
        return FileSeen(data, after.st_mtime_ns, after.st_uid)

    def head(self, name: str, most: int) -> FileSeen:
        """The first bytes of a file in it. Raises HandoverError where it is none, OSError where it cannot be read."""
        with self._opened(name) as file:
            found = os.fstat(file.fileno())
            return FileSeen(file.read(most), found.st_mtime_ns, found.st_uid)

    @contextlib.contextmanager
    def _opened(self, name: str) -> Iterator[IO[bytes]]:
        alone(name)
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        if not BY_HANDLE and (self.path / name).is_symlink():
            raise HandoverError("a link to somewhere else; links are not followed")
        with os.fdopen(os.open(self._named(name), flags, **self._at()), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise HandoverError("no file")
            yield file

    def write(self, name: str, data: bytes, mode: int, owner: tuple[int, int] | None = None) -> None:
        """Write a file, on the disk and read back before it has its name; a file of this name is replaced whole.
        ``owner``: (user, group) that it is given to first. Raises OSError, HandoverError where the disk gives back
        something else."""
        alone(name)
        part = f"{PART}{secrets.token_hex(8)}"
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        handle = os.open(self._named(part), flags, 0o600, **self._at())
        try:
            with os.fdopen(handle, "w+b") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
                file.seek(0)
                if file.read() != data:
                    raise HandoverError("the disk gave back something else than was written; nothing was changed")
                if owner is not None and hasattr(os, "fchown"):
                    os.fchown(file.fileno(), *owner)
                if hasattr(os, "fchmod"):
                    os.fchmod(file.fileno(), mode)
            self._rename(part, name)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(self._named(part), **self._at())
            raise
        if BY_HANDLE:
            with contextlib.suppress(OSError):  # some network folders cannot
                os.fsync(self.handle)

    def _rename(self, old: str, new: str) -> None:
        if BY_HANDLE:
            os.rename(old, new, src_dir_fd=self.handle, dst_dir_fd=self.handle)
        else:
            (self.path / old).replace(self.path / new)

    def _named(self, name: str) -> str:
        return name if BY_HANDLE else str(self.path / name)

    def _at(self) -> dict[str, int]:
        return {"dir_fd": self.handle} if BY_HANDLE else {}


class StillWritten(HandoverError):
    """A file that is being written: look again in a moment."""


def alone(name: str) -> None:
    """Raise HandoverError where a name is none but leads somewhere."""
    if not name or name in (".", "..") or "/" in name or "\\" in name or "\0" in name:
        raise HandoverError(f"'{told(name)}' is no name of a file")


def checked(path: Path) -> int:
    """No handle, where the system has none: only that a path is a folder and no link. Raises OSError."""
    if path.is_symlink() or not path.is_dir():
        raise NotADirectoryError(20, "a link, or no folder")
    return -1


def account_of(name: str) -> int | None:
    """The number of this machine's account of that name; None where there is none."""
    try:
        import pwd
    except ImportError:
        return None
    try:
        return pwd.getpwnam(name).pw_uid
    except (KeyError, ValueError):
        return None


def theirs(name: str, owner: int, keeper: int) -> None:
    """Raise HandoverError where a learner's folder is of another account than the one of its name: on a shared disk
    anybody may make a folder named like somebody who has none yet. ``owner``: whose it is; ``keeper``: whose the folder
    of all learners is, who may make theirs. Where the machine has no account of that name, it says nothing."""
    if not hasattr(os, "geteuid") or owner in (0, os.geteuid(), keeper, UNKNOWN):
        return
    if account_of(name) not in (None, owner):
        raise HandoverError(
            f"this folder was made by another account (number {owner}), not by {told(name)}: move it away, and make "
            "one that is theirs (chown)"
        )


def reason(error: BaseException) -> str:
    """Why something did not work, in the system's words."""
    if isinstance(error, OSError):
        if error.errno in (20, 40):  # what O_DIRECTORY and O_NOFOLLOW say of a link
            return "a link, or no folder; links are not followed"
        return error.strerror or type(error).__name__
    return str(error)
