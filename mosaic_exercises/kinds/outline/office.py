"""What the files of Word and PowerPoint have in common: a zip of XML parts that name each other. It is read in memory
within limits; nothing else of it is opened, and nothing is fetched."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from posixpath import dirname, normpath, split

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds.outline.incoming import walked

LARGEST = 16_000_000  # bytes of a part, unpacked


@contextmanager
def unpacked(encoded: str, what: str) -> Iterator[zipfile.ZipFile]:
    """The file in base64 as an archive. Raises FormatError with ``what`` for one that is none, or not a whole one."""
    try:
        with zipfile.ZipFile(io.BytesIO(base64.b64decode(encoded, validate=True))) as archive:
            yield archive
    except (KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        raise FormatError(what) from None


def content(archive: zipfile.ZipFile, name: str) -> bytes:
    """A part's bytes. Raises FormatError for one that is too large, KeyError for one that is not there."""
    entry = archive.getinfo(name)
    if entry.file_size > LARGEST:
        raise FormatError("This document is too large for an outline. Split it.")
    with archive.open(entry) as file:
        return file.read(LARGEST + 1)


def part(archive: zipfile.ZipFile, name: str) -> str:
    """A part's text."""
    return content(archive, name).decode("utf-8-sig")


def links(archive: zipfile.ZipFile, name: str) -> dict[str, str]:
    """What a part's links, pictures and notes lead to, by their ids."""
    found: dict[str, str] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if local(tag) == "Relationship":
            found[attributes.get("Id", "")] = attributes.get("Target", "")

    folder, file = split(name)
    listed = f"{folder}/_rels/{file}.rels"
    if listed in archive.namelist():
        walked(part(archive, listed), "document", start, lambda _: None)
    return found


def resolved(name: str, target: str) -> str:
    """The part that a part's ``target`` means."""
    return normpath(target.removeprefix("/") if target.startswith("/") else f"{dirname(name)}/{target}")


def beside(archive: zipfile.ZipFile, name: str, target: str) -> bytes:
    """The bytes of what a part's ``target`` means; none where it lies outside the file."""
    try:
        return content(archive, resolved(name, target))
    except KeyError:
        return b""


def local(name: str) -> str:
    """A name without its prefix."""
    return name.rpartition(":")[2]


def plain(attributes: dict[str, str]) -> dict[str, str]:
    """The attributes without the prefixes of their names."""
    return {local(k): v for k, v in attributes.items()}
