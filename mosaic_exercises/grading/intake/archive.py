"""Reading hand-in files out of a zip, in memory: nothing is unpacked to the disk, so no path in it can lead anywhere.

A zip is a stranger's. It is bounded before it is opened (the size of its directory) and while it is read (entries,
bytes of each, bytes of all, how far each expands, how deep zips lie in zips). What is refused is named, the rest read.
"""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
from collections.abc import Callable, Iterator
from typing import IO, Literal

import msgspec

from mosaic_exercises.workbook.handin import SIZE_LIMIT

Refusal = Literal["", "corrupt", "ignored"]

ENTRIES = 100_000
DIRECTORY_BYTES = 16_000_000  # the zip's own table of contents: 100,000 entries of 160 bytes
TOTAL_BYTES = 4_000_000_000  # unpacked, over everything in one zip: 100,000 workbooks of 40 KB
NESTED_BYTES = 256_000_000  # one zip inside a zip: it is held in memory
RATIO = 200  # answers shrink to a tenth or a thirtieth; only a bomb shrinks to less than a two-hundredth
RATIO_FROM = 1_000_000  # bytes below which no ratio is dangerous
DEPTH = 2  # a zip, and the zips in it

LITTER = frozenset(("__macosx", "thumbs.db", "desktop.ini"))
IGNORED = "neither a .mosaic.json nor a .zip file"
PACKED = "an archive that is no zip: unpack it, and grade again with what was in it"
OTHER_ARCHIVES = (".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst")
HANDED_IN = re.compile(r"\.mosaic(?:\W|_|$)", re.IGNORECASE)  # also s1.mosaic.json.txt


class Found(msgspec.Struct, frozen=True):
    """One file's bytes, or (with a ``status``) why there are none. ``unread``: it could not be opened from here, though
    perhaps from another machine."""

    label: str
    data: bytes = b""
    problem: str = ""
    status: Refusal = ""
    unread: bool = False


class Budget:
    """What one zip, with all the zips in it, may still cost."""

    def __init__(self) -> None:
        self.entries = ENTRIES
        self.bytes = TOTAL_BYTES


def members(file: IO[bytes], label: str, more: Callable[[int], None]) -> Iterator[Found]:
    """The files of a zip, those in nested zips too. Never raises for what the zip holds: a zip that cannot be read is
    one corrupt ``Found``. ``more`` is told how many files the zip adds to the one that it is."""
    yield from _members(file, label, more, Budget(), 1)


def _members(file: IO[bytes], label: str, more: Callable[[int], None], budget: Budget, depth: int) -> Iterator[Found]:
    try:
        table = directory_size(file)
        if table > DIRECTORY_BYTES:
            yield refused(label, f"the zip lists too many files (its directory has {table:,} bytes)")
            return
        with zipfile.ZipFile(file) as archive:
            entries = [i for i in archive.infolist() if not i.is_dir() and not litter(i.filename)]
            if overlapping(entries, file.seek(0, io.SEEK_END)):
                yield refused(label, "its files overlap, as in a zip bomb; none of them was unpacked")
                return
            budget.entries -= len(entries)
            if budget.entries < 0:
                yield refused(label, f"the zip holds more than {ENTRIES:,} files")
                return
            more(len(entries) - 1)
            if not entries:
                yield Found(label, b"", "the zip holds no file", "ignored")
            for entry in entries:
                yield from _member(archive, entry, f"{label}/{entry.filename}", more, budget, depth)
    except Exception as error:  # zipfile raises a dozen kinds of error for broken zips, and more with each Python
        yield refused(label, f"the zip cannot be read: {broken(error)}")


def _member(
    archive: zipfile.ZipFile,
    entry: zipfile.ZipInfo,
    label: str,
    more: Callable[[int], None],
    budget: Budget,
    depth: int,
) -> Iterator[Found]:
    name = entry.filename.lower()
    nested = name.endswith(".zip")
    if told := unread(name):
        yield Found(label, b"", *told)
        return
    if nested and depth >= DEPTH:
        yield refused(label, f"a zip more than {DEPTH} deep is not opened: unpack it, and grade again")
        return
    problem = danger(entry, NESTED_BYTES if nested else SIZE_LIMIT, budget.bytes)
    if problem:
        yield refused(label, problem)
        return
    budget.bytes -= entry.file_size
    try:
        with archive.open(entry) as file:
            data = file.read(entry.file_size + 1)  # never more than the size that was judged
    except Exception as error:  # as above: also encryption, unknown compression, a wrong checksum
        yield refused(label, f"this file of the zip cannot be read: {broken(error)}")
        return
    if nested:
        yield from _members(io.BytesIO(data), label, more, budget, depth + 1)
    else:
        yield Found(label, data)


def broken(error: Exception) -> str:
    """Why a zip, or a file of it, cannot be read, in words that somebody can act on."""
    match error:
        case NotImplementedError():
            return "it is packed in a way that is not known here. Unpack it, and grade the folder"
        case zipfile.BadZipFile() if "crc" not in str(error).lower():
            return "it is cut off, or is no zip. Download it again"
    return "it is damaged. Download it again"


def danger(entry: zipfile.ZipInfo, most: int, left: int) -> str:
    """Why this entry is not unpacked; "" where it may be."""
    name = entry.filename.replace("\\", "/")
    if name.startswith("/") or ".." in name.split("/") or name[1:2] == ":":
        return "its path leads out of the zip; it was not read"
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "a link inside a zip; links are not followed"
    if entry.flag_bits & 1:
        return "it is locked with a password"
    if entry.file_size > most:
        return f"it unpacks to {entry.file_size:,} bytes; at most {most:,} are read"
    if entry.file_size > RATIO_FROM and entry.file_size > RATIO * max(1, entry.compress_size):
        return f"it unpacks to more than {RATIO} times its size, as a zip bomb does; it was not unpacked"
    if entry.file_size > left:
        return f"the zip unpacks to more than {TOTAL_BYTES:,} bytes in all; this file was not read"
    return ""


def overlapping(entries: list[zipfile.ZipInfo], size: int) -> bool:
    """Whether files of a zip share bytes of it: two that begin at one place, or more in all than the zip has."""
    places = {entry.header_offset for entry in entries}
    return len(places) < len(entries) or sum(entry.compress_size for entry in entries) > size


def refused(label: str, problem: str) -> Found:
    """Something of a zip that is not read."""
    return Found(label, b"", problem, "corrupt")


def unread(name: str) -> tuple[str, Refusal] | None:
    """Why a file of this name is not read, and as what it counts; None for a hand-in and for a zip of them."""
    low = name.lower()
    if low.endswith((".json", ".zip")) or HANDED_IN.search(name.rpartition("/")[2]):
        return None
    return (PACKED, "corrupt") if low.endswith(OTHER_ARCHIVES) else (IGNORED, "ignored")


def litter(name: str) -> bool:
    """Whether a path is a hidden file, an operating system's own, or what Office keeps beside an open file. A path with
    .. in it is not: it is reported."""
    parts = name.replace("\\", "/").split("/")
    hidden = (p.startswith((".", "~$")) and p not in (".", "..") for p in parts)
    return any(hidden) or any(p.lower() in LITTER for p in parts)


def directory_size(file: IO[bytes]) -> int:
    """The bytes that a zip says its directory has, read from its end (APPNOTE 4.3.14 and 4.3.16) before any library
    takes the directory into memory; 0 where there is no such end, which the library then reports."""
    file.seek(0, io.SEEK_END)
    end = file.tell()
    file.seek(max(0, end - 66_000))  # the end record with its longest comment, and the 64-bit locator before it
    tail = file.read()
    file.seek(0)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        return 0
    size: int = struct.unpack_from("<L", tail, at + 12)[0]
    if size != 0xFFFFFFFF:
        return size
    wide = tail.rfind(b"PK\x06\x06", 0, at)
    return struct.unpack_from("<Q", tail, wide + 40)[0] if wide >= 0 and len(tail) >= wide + 48 else size
