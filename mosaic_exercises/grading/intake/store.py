"""Hand-in files in an object store, or wherever else fsspec reaches: ``s3://class/week-1``, ``gs://``, ``sftp://``.

How a store is reached (keys, its address, a proxy) is fsspec's own configuration, on each machine: nothing of it is
passed on. Files come in the order in which they would come from a folder on the disk, under the same names, so that a
class in a store and its copy on a disk give the same tables.
"""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Any, cast
from urllib.parse import unquote, urlsplit

from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.intake.archive import litter, unread
from mosaic_exercises.grading.intake.places import HandInPlace

ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
OURS = "mosaic-exercises[cluster]"


def is_address(path: str) -> bool:
    """Whether a path is an address (``s3://...``) and none on the disk."""
    return bool(ADDRESS.match(path))


def local(path: str | Path) -> str | Path:
    """A path on the disk as one (``file:///class``, too), an address as it is."""
    if isinstance(path, str) and path.lower().startswith("file://"):
        return Path(unquote(urlsplit(path).path))
    return path if isinstance(path, str) and is_address(path) else Path(path)


def file_system(address: str) -> tuple[Any, str]:
    """fsspec's file system for an address, and the path in it. Raises InputError."""
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise InputError(f"{address}: addresses need fsspec: pip install '{OURS}'") from None
    try:
        # A listing that is kept would not see what was handed in since.
        system, path = url_to_fs(address, use_listings_cache=False)
    except ImportError as error:
        raise InputError(f"{address}: the package for this kind of store is missing. {error}") from None
    except ValueError as error:
        raise InputError(f"{address}: this cannot be read as an address ({error}): write s3://bucket/folder") from None
    except Exception as error:  # each store raises errors of its own
        raise InputError(f"{address} cannot be reached: {said(error)}") from None
    return system, path


def stored(address: str) -> Iterator[HandInPlace]:
    """Every file below an address. Raises InputError."""
    system, root = file_system(address)
    try:
        found = system.find(root)
        there = bool(found) or system.exists(root)
    except Exception as error:  # each store raises errors of its own
        raise InputError(f"{address} cannot be listed: {said(error)}") from None
    if not there:
        raise InputError(f"there is no file or folder '{address}'")
    root = root.rstrip("/")
    top = PurePosixPath(root).name
    for path in sorted(found, key=as_folders):
        inner = path[len(root) :].strip("/") if path != root else ""
        if litter(inner):
            continue
        label = f"{top}/{inner}" if top and inner else inner or top
        yield HandInPlace(system.unstrip_protocol(path), label, *(unread(path) or ()))


def as_folders(path: str) -> list[tuple[int, str]]:
    """By what to sort paths so that they come as folders are read: a folder's own files, then the folders in it."""
    *folders, name = path.split("/")
    return [*((1, folder) for folder in folders), (0, name)]


@contextlib.contextmanager
def opened_from_store(address: str) -> Iterator[tuple[IO[bytes], int]]:
    """A file of a store, and how many bytes it has. Raises OSError, whatever the store raises."""
    try:
        system, path = file_system(address)
        file = system.open(path, "rb")
        size = file.size if isinstance(getattr(file, "size", None), int) else int(system.size(path) or 0)
    except Exception as error:
        raise OSError(said(error)) from None
    with contextlib.closing(file):
        yield cast(IO[bytes], StoredFile(file)), size


class StoredFile(io.RawIOBase):
    """A file of a store whose errors are OSErrors."""

    def __init__(self, file: Any) -> None:
        super().__init__()
        self._file = file

    def read(self, size: int = -1) -> bytes:
        """So many bytes, all that there are for -1."""
        return bytes(self._tried(self._file.read, size))

    def seek(self, to: int, whence: int = 0) -> int:
        """Go to a place."""
        return int(self._tried(self._file.seek, to, whence))

    def tell(self) -> int:
        """The place."""
        return int(self._tried(self._file.tell))

    def seekable(self) -> bool:
        """Whether it has places."""
        return bool(self._tried(self._file.seekable))

    @staticmethod
    def _tried(do: Any, *words: int) -> Any:
        try:
            return do(*words)
        except Exception as error:
            raise OSError(said(error)) from None


def said(error: Exception) -> str:
    """What an error says, on one line, or its name."""
    return " ".join(str(error).split())[:300] or type(error).__name__
