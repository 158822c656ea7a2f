"""A CSV file that somebody else made, changed in single cells: every other byte of it stays as it was."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from mosaic_exercises.grading.errors import InputError

BOM = "\ufeff"
LARGEST = 100_000_000  # bytes


class CsvRow(NamedTuple):
    """One line: its cells as they are written, quotes included, and what ends it."""

    cells: list[str]
    end: str


class CsvFile:
    """The rows of a CSV file. Raises InputError, naming the file and the row, for what is none."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            if path.stat().st_size > LARGEST:
                raise InputError(f"{path}: more than {LARGEST:,} bytes; this is no list of a class")
            text = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError as error:
            raise InputError(
                f"{path}: not UTF-8 (byte {error.start:,}). Export it again, or save it as 'CSV UTF-8'."
            ) from None
        except OSError as error:
            raise InputError(f"{path}: cannot be read: {error.strerror}") from None
        self.mark = BOM if text.startswith(BOM) else ""
        text = text.removeprefix(BOM)
        self.delimiter = max(",;\t", key=text.partition("\n")[0].count)
        self.rows = self._scan(text)
        if not self.rows:
            raise InputError(f"{path}: the file is empty")

    def _scan(self, text: str) -> list[CsvRow]:
        d = re.escape(self.delimiter)
        one = re.compile(rf'("[^"]*(?:""[^"]*)*"[^{d}\r\n]*|[^{d}\r\n]*)({d}|\r\n|\r|\n|\Z)')
        rows: list[CsvRow] = []
        cells: list[str] = []
        at = 0
        while at < len(text) or cells:
            found = one.match(text, at)
            assert found is not None  # the second form takes any text
            cell, end = found.groups()
            if cell.startswith('"') and cell.count('"') % 2:
                raise InputError(f"{self.path}: row {len(rows) + 1}: a quotation mark is opened and never closed")
            cells.append(cell)
            at = found.end()
            if end != self.delimiter:
                rows.append(CsvRow(cells, end))
                cells = []
                if not end:
                    break
        return rows

    @property
    def header(self) -> list[str]:
        """The names of the columns."""
        return [self.value(0, n) for n in range(len(self.rows[0].cells))]

    def value(self, row: int, column: int) -> str:
        """What a cell says, without its quotes; "" where the row ends before it."""
        cells = self.rows[row].cells
        raw = cells[column] if column < len(cells) else ""
        if not raw.startswith('"'):
            return raw
        close = raw.rindex('"')
        return raw[1:close].replace('""', '"') + raw[close + 1 :]

    def put(self, row: int, column: int, value: str) -> None:
        """Write one cell, in quotes where it had them or needs them. A value that it has already changes nothing."""
        cells = self.rows[row].cells
        cells += [""] * (column + 1 - len(cells))
        if self.value(row, column) == value:
            return
        needs = any(c in value for c in (self.delimiter, '"', "\r", "\n"))
        cells[column] = '"' + value.replace('"', '""') + '"' if needs or cells[column].startswith('"') else value

    def data(self) -> bytes:
        """The file's bytes."""
        return (self.mark + "".join(self.delimiter.join(r.cells) + r.end for r in self.rows)).encode("utf-8")
