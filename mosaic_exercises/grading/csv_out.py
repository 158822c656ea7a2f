"""The tables that grading writes: CSV that a spreadsheet and pandas both take, and in which no cell can run.

Plain UTF-8, comma, RFC 4180 quoting; with ``semicolons`` as Excel has it where the comma is the decimal sign. With
``excel`` a byte order mark stands first: Excel then shows accents and other scripts right when the file is opened by a
double click; most programs skip it, a few take it for part of the header.
"""

from __future__ import annotations

import contextlib
import csv
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from mosaic_exercises.errors import because
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.reading import sheets

GRADES = ("learner_id", "name", "email", "status", "flags", "score", "max_score")
LATE = ("raw_score", "days_late", "penalty")  # further columns, where lateness costs points
PLACE = ("section", "group")  # where the roster has them
NOTEBOOKS = ("learner_id", "notebook", "score", "max_score", "raw_score", "days_late", "penalty", "due", "weight")
ITEMS = ("learner_id", "exercise", "outcome", "score", "max_score", "attempts")
INTAKE = ("file", "learner_id", "status", "reason")

POINTS = ("score", "max_score", "raw_score", "penalty", "weight")
EXCEL = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # how .xlsx and .xls files begin
LONGEST = 1_000  # characters of one cell
MARK = sheets.MARK.encode()
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def text(value: str) -> str:
    """A text as a cell: as it is, but never a formula (an apostrophe stands before what could be one), with no control
    characters, and no longer than a cell should be."""
    return sheets.guarded(cut(value))


def cut(value: str, most: int = LONGEST) -> str:
    """A text without control characters, no longer than so many signs."""
    clean = UNPRINTABLE.sub("\ufffd", value.encode("utf-8", "replace").decode("utf-8"))
    return clean if len(clean) <= most else clean[: most - 1] + "…"


def plain(cell: str) -> str:
    """A text back from its cell: without the apostrophe that keeps it from being a formula."""
    return sheets.unguarded(cell)


def number(value: float | None) -> str:
    """Points as a cell: at most four decimals, none where there are none; blank for what was not scored."""
    return "" if value is None else f"{value:.4f}".rstrip("0").rstrip(".")


def cell(text: str) -> bytes:
    """One text as CSV has it, without a line's end."""
    return sheets.written([(text, "")]).encode("utf-8")[:-3]


def text_of_file(path: Path, what: str = "") -> str:
    """The text of a table that was handed back; ``what`` it is, for the message. Raises InputError that
    says in which form to save it."""
    named = f"{what} {path}".strip()
    try:
        data = path.read_bytes()
        if data.startswith(EXCEL):
            raise InputError(
                f"{named}: this is an Excel workbook. In Excel choose Save as, CSV UTF-8, and name that file"
            )
        return sheets.decoded(data)
    except UnicodeDecodeError as error:
        raise InputError(
            f"{named}: not UTF-8 (byte {error.start:,}). Save it again as 'CSV UTF-8', so that no name is spoilt."
        ) from None
    except OSError as error:
        raise InputError(f"{named}: cannot be read: {error.strerror}") from None


def lines(rows: Iterable[Sequence[str | int]]) -> bytes:
    """Rows as CSV lines."""
    return sheets.written(rows).encode("utf-8")


def to_fill_in(rows: Iterable[Sequence[str | int]]) -> bytes:
    """A table that a person fills in with a spreadsheet: marked, so that Excel shows accents right."""
    return MARK + lines(rows)


class ResultsFolder:
    """The folder of results. Tables are written beside their place and moved into it all together at the end, so a run
    that is stopped leaves the former ones whole. A context manager: what was not moved is removed."""

    def __init__(self, path: Path, excel: bool = False, semicolons: bool = False) -> None:
        self.path = path
        self.mark = MARK if excel or semicolons else b""
        self.semicolons = semicolons
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(f"the folder {path} cannot be made: {because(error)}") from None
        self._ready: dict[Path, Path] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for temporary in self._ready:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)

    def begin(self, name: str) -> BinaryIO:
        """A fresh file to write to, which ``publish`` will move to ``name``."""
        temporary = self.path / f".{name}.{os.getpid()}.tmp"
        try:
            for left in self.path.glob(f".{name}.*.tmp"):  # of a run that was killed
                if not running(left.name.split(".")[-2]):
                    left.unlink(missing_ok=True)
            temporary.unlink(missing_ok=True)
            file = temporary.open("xb+")  # "x": never through a link that somebody put there
        except OSError as error:
            raise InputError(f"{self.path} cannot be written to: {because(error)}") from None
        self._ready[temporary] = self.path / name
        return file

    @contextlib.contextmanager
    def writing(self, name: str, header: Sequence[str]) -> Iterator[Callable[[bytes], object]]:
        """A table to write to, row by row. Raises InputError where the disk is full."""
        try:
            with self.begin(name) as file:
                file.write(self.mark + lines([header]))
                yield file.write
        except OSError as error:
            why = because(error)
            raise InputError(f"{self.path / name} cannot be written: {why}. The former one stays as it was") from None

    def publish(self) -> None:
        """Move every table into its place."""
        for temporary, final in list(self._ready.items()):
            try:
                if self.semicolons:
                    with_semicolons(temporary)
                temporary.replace(final)
            except OSError as error:
                raise InputError(f"{final} cannot be replaced: {because(error)}") from None
            del self._ready[temporary]


def with_semicolons(path: Path) -> None:
    """Write a table anew as Excel has it where the comma is the decimal sign: semicolons between the cells, and commas
    in the columns of points. Left as 8.5 they would be read as the eighth of May."""
    beside = path.with_name(f"{path.name}.semicolons")
    with (
        path.open(encoding="utf-8-sig", newline="") as before,
        beside.open("w", encoding="utf-8-sig", newline="") as to,
    ):
        rows = csv.reader(before)
        sheet = csv.writer(to, delimiter=";")
        head = next(rows, [])
        sheet.writerow(head)
        points = [n for n, name in enumerate(head) if name in POINTS]
        for row in rows:
            for n in points:
                row[n] = row[n].replace(".", ",")
            sheet.writerow(row)
    beside.replace(path)


def running(pid: str) -> bool:
    """Whether a process with this number is there; True where that cannot be told."""
    if not pid.isdigit() or os.name != "posix":
        return True
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
