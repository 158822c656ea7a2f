"""The files that a command is told to write: never over somebody's work.

A file that is there already is replaced only by one of its own sort: a table by a table with the same columns, a plan
by a plan. A gradebook, a hand-in, a notebook, the record of somebody's answers stay as they are.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path

import msgspec

from mosaic_exercises.commands import UsageError
from mosaic_exercises.errors import WorkbookError, because
from mosaic_exercises.reading.signs import quoted
from mosaic_exercises.workbook.events import MARK

EXCEL = "an Excel workbook"
TEXT = "a text"
_OFFICE = {"xl/": EXCEL, "ppt/": "slides", "word/": "a document of Word"}
_SIGNS = {b"SQLite format 3\0": "a gradebook or another database", b"%PDF": "a PDF", b"\x89PNG": "a picture"}
WITH_TITLE = ("Student,ID,SIS User ID,SIS Login ID,Section,", "Email address,ID number,")
_SHOWN = 60  # letters of a first line


def put(path: Path, data: bytes, *, force: bool = False) -> None:
    """Write a file whole, or leave what is there. Its folder is there already. ``force``: over any plain text, too.
    Raises UsageError."""
    from mosaic_exercises.workbook.disk import replace_file

    free(path, sort_of(data), force=force)
    try:
        replace_file(path.resolve(), data)  # a link stays a link
    except WorkbookError as error:
        raise UsageError(str(error)) from None


def free(path: Path, sort: str, *, force: bool = False) -> None:
    """Whether a file of this sort (``sort_of``) may be written here. Raises UsageError where it may not."""
    try:
        if path.is_dir():
            raise UsageError(f"{path}: this is a folder. Name a file to write.")
        if path.exists() and not path.is_file():
            raise UsageError(f"{path}: this is a device, not a file. Name a file to write.")
        if not path.absolute().parent.is_dir():
            raise UsageError(f"{path}: there is no folder to write this file in. Make it first, or name another.")
        there = path.read_bytes() if path.is_file() else b""
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {because(error)}. Name another place.") from None
    found = sort_of(there)
    if there.strip().removeprefix(MARK) and found != sort and not (force and found.startswith(TEXT)):
        raise UsageError(f"{path} is {found}, and was left as it is. Name another file, or take that one away first.")


def sort_of(data: bytes) -> str:
    """What a file is, in words: equal for two files that one command writes, another for what it does not write."""
    for sign, words in _SIGNS.items():
        if data.startswith(sign):
            return words
    if data.startswith(b"PK"):
        return _zipped(data)
    try:
        text = data.decode("utf-8-sig").lstrip()
    except UnicodeDecodeError:
        return "a file of another sort"
    if text.startswith(("{", "[")):
        for whole, words in ((text, "{}"), (text.partition("\n")[0], "a file of entries, one a line: {}")):
            try:
                return words.format(_json(msgspec.json.decode(whole)))
            except (msgspec.DecodeError, RecursionError):
                continue
    if tag := re.match(r"<(?:[?!][^>]*>\s*<)*(\w*)", text):
        return f"a page or a picture ({tag[1] or 'markup'})"
    first = text.partition("\n")[0].strip()
    for head in WITH_TITLE:  # a learning system's columns; the others are named for the course
        if first.startswith(head):
            first = f"{head}... ({len(next(csv.reader([first])))} columns)"
    return f"{TEXT} that begins with {quoted(first, _SHOWN)}"


def _zipped(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError):
        return "a zip that is damaged"
    for folder, words in _OFFICE.items():
        if any(name.startswith(folder) for name in names):
            return words
    return "a zip"


def _json(found: object) -> str:
    if not isinstance(found, dict):
        return "a list in JSON"
    if "nbformat" in found:
        meta = found.get("metadata")
        return "a notebook for Colab" if isinstance(meta, dict) and "colab" in meta else "a notebook"
    named = found.get("format")
    if named == "mosaic-submission":
        return f"a hand-in (workbook {str(found.get('workbook'))[:8]})"
    if isinstance(named, str):
        return f"a file of the format {quoted(named)}"
    return f"JSON with {quoted(', '.join(sorted(found)))}"
