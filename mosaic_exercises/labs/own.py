"""A learner's own survey in a lab: a CSV file of ``my_work/data``, read so that every fault names row and column."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from mosaic_exercises.labs.base import Value
from mosaic_exercises.models import surveys
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.forms import Form
from mosaic_exercises.models.forms import form as empty_form
from mosaic_exercises.reading import sheets
from mosaic_exercises.workbook.places import home

OURS = "tessera"
"""What a file control says while the course's own data are chosen."""
MOST_BYTES, MOST_ROWS = 5_000_000, 20_000
MOST_GROUPS = 60


class Sheet(msgspec.Struct, frozen=True):
    """A file as it was read: its ``heads``, a dict for each row, and what was left out of it (``notes``).

    Rows are counted as the models do: the first row below the headings is row 1.
    """

    name: str
    heads: tuple[str, ...]
    rows: tuple[dict[str, str], ...]
    notes: tuple[str, ...]

    def column(self, name: str) -> list[str]:
        """One column, row by row; empty text where a row has no such cell."""
        return [row.get(name, "") for row in self.rows]


def folder() -> Path:
    """Where a learner's own files lie."""
    return home() / "data"


def files() -> list[str]:
    """The CSV files there, by name."""
    try:
        return sorted(
            path.name for path in folder().iterdir() if path.suffix.lower() == ".csv" and not path.name.startswith(".")
        )
    except OSError:
        return []


def groups(name: str) -> list[str]:
    """The groups of a file: what its column ``segment`` holds, each once, by name. None where it cannot be read."""
    try:
        raw = (folder() / Path(name).name).read_bytes()
        lines = sheets.cells(_text(raw, name)) if len(raw) <= MOST_BYTES else []
    except (OSError, DataError, csv.Error):
        return []  # drawing the picture says what is wrong
    heads = [cell.strip().casefold() for cell in lines[0]] if lines else []
    if "segment" not in heads:
        return []
    at = heads.index("segment")
    found = {row[at].strip() for row in lines[1:] if len(row) > at and row[at].strip()}
    return sorted(found)[:MOST_GROUPS]


def chosen(values: Mapping[str, Value], control: str = "data") -> str:
    """The name of the learner's file, or "" where the course's own data are chosen."""
    value = values.get(control, OURS)
    if not isinstance(value, str):
        raise DataError(f"`{control}` is {value!r}", f"control `{control}`", "Choose a file of the list.")
    return "" if value == OURS else value


def read(name: str, form: str) -> Sheet:
    """The file ``name`` of the learner's folder, checked to have the columns that ``form`` needs.

    Raises DataError for a file that is gone, too large, not text, or without a needed column.
    """
    path = folder() / Path(name).name
    try:
        size = path.stat().st_size
        raw = path.read_bytes() if size <= MOST_BYTES else b""
    except OSError as error:
        raise DataError(
            f"The file {name} was not found", "folder `data` of my_work", "Add it once more, or choose another file."
        ) from error
    if size > MOST_BYTES:
        raise DataError(f"The file has {size:,} bytes", name, f"At most {MOST_BYTES:,} are read: take fewer rows.")
    return sheet(raw, name, empty_form(form))


def sheet(raw: bytes, name: str, form: Form) -> Sheet:
    """``raw`` as a table. Commas, semicolons and tabs are understood; UTF-8, UTF-16 and Windows' own letters too."""
    text = _text(raw, name)
    try:
        lines = sheets.cells(text)
    except csv.Error as error:
        raise DataError(
            f"The file cannot be read as CSV: {error}", name, "Save it once more as CSV, with each quote closed."
        ) from error
    while lines and not any(cell.strip() for cell in lines[-1]):
        lines.pop()
    if not lines:
        raise DataError("The file is empty", name, f"Its first line must hold the headings {_shown(form.columns)}.")
    heads = [cell.strip().casefold() for cell in lines[0]]
    _check_heads(heads, name, form)
    if len(lines) - 1 > MOST_ROWS:
        raise DataError(f"The file has {len(lines) - 1:,} rows", name, f"At most {MOST_ROWS:,} are read: take fewer.")
    rows: list[dict[str, str]] = []
    for number, cells in enumerate(lines[1:], start=1):
        if not any(cell.strip() for cell in cells):
            raise DataError("A row is empty", f"{name}, row {number:,}", "Delete this row in the file.")
        if any(cell.strip() for cell in cells[len(heads) :]):
            raise DataError(
                f"A row has {len(cells)} cells, and there are {len(heads)} headings",
                f"{name}, row {number:,}",
                "Look for a comma inside a cell: put the cell in quotes, or take the comma out.",
            )
        rows.append({head: cell.strip() for head, cell in zip(heads, cells, strict=False) if head})
    if not rows:
        raise DataError("Nobody answered: the file has headings and no rows", name, "Write one row a " + form.row + ".")
    spare = [head for head in heads if head and head not in form.columns]
    notes = [f"Not used: the {'column' if len(spare) == 1 else 'columns'} {_shown(spare)}."] if spare else []
    return Sheet(name, tuple(heads), tuple(rows), tuple(notes))


def answers(
    sheet: Sheet, column: str, low: float, high: float, notes: list[str], *, whole: bool = True
) -> list[float | None]:
    """A column of answers on a scale; an empty cell is None and told in ``notes``. Errors name column and rows."""
    return surveys.scores(
        sheet.column(column),
        where=f"{sheet.name}, column {column!r}",
        low=low,
        high=high,
        whole=whole,
        missing="skip",
        notes=notes,
    )


def people(sheet: Sheet, *, key: str = "respondent_id") -> list[str]:
    """Who answered, by row; nobody may stand twice."""
    where = f"{sheet.name}, column {key!r}"
    found = surveys.names(sheet.column(key), where)
    surveys.once([(one,) for one in found], "A respondent", where)
    return found


def _text(raw: bytes, name: str) -> str:
    if raw[:4] == b"PK\x03\x04":
        raise DataError("This is a spreadsheet, not a CSV file", name, "Open it and save it as CSV.")
    codes = ("utf-16",) if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252")
    for code in codes:
        try:
            text = raw.decode(code)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise DataError("The file is not text", name, "Save it as CSV (UTF-8).")


def _check_heads(heads: Sequence[str], name: str, form: Form) -> None:
    where = f"{name}, first line"
    twice = sorted({head for head in heads if head and heads.count(head) > 1})
    if twice:
        raise DataError(f"The heading {twice[0]!r} stands twice", where, "Take one of the two columns out.")
    lacking = [column for column in form.needed if column not in heads]
    if lacking:
        raise DataError(
            f"The {'column is' if len(lacking) == 1 else 'columns are'} missing: {_shown(lacking)}",
            f"{where}; it has {_shown([head for head in heads if head]) or 'no headings'}",
            "Name the columns as in the empty form of this lab.",
        )


def _shown(names: Sequence[str], limit: int = 6) -> str:
    more = f" and {len(names) - limit} more" if len(names) > limit else ""
    return ", ".join(name if len(name) <= 40 else f"{name[:37]}..." for name in names[:limit]) + more
