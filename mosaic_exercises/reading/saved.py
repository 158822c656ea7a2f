"""A file that was saved here, out and read back: JSON with a format and a version, CSV with named columns."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from typing import Any, Final

import msgspec

from mosaic_exercises.errors import FormatError
from mosaic_exercises.reading import sheets
from mosaic_exercises.reading.sheets import exactly, text_of
from mosaic_exercises.reading.signs import quoted

VERSION: Final = 1
LARGEST: Final = 4_000_000  # characters of a file


def write_json(value: Any) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"


def read_json(text: str, format_: str, part: str) -> Any:
    _not_too_large(text)
    try:
        found = msgspec.json.decode(text.removeprefix(sheets.MARK).encode("utf-8", "replace"))
    except (msgspec.DecodeError, RecursionError):
        raise FormatError("This file is no whole JSON. Choose the file as it was saved, unchanged.") from None
    if not isinstance(found, dict) or found.get("format") != format_:
        raise FormatError(f"This file is no {format_} file. Choose one that was saved here.")
    if found.get("v") != VERSION:
        raise FormatError(
            f"This file is of version {quoted(str(found.get('v'))[:40])}, and {VERSION} is read here. Update first."
        )
    return found.get(part)


def _not_too_large(text: str) -> None:
    if len(text) > LARGEST:
        raise FormatError(f"This file has {len(text):,} characters; {LARGEST:,} is the most. Choose another.")


# ------------------------------------------------------------------ CSV


def write_rows(columns: tuple[str, ...], rows: Iterable[Mapping[str, str | int | float | None]]) -> str:
    """A table with a header, behind the mark by which Excel knows UTF-8; texts cannot run as formulas,
    and come back as they were from a spreadsheet that saved them again."""
    body = ([exactly(v) if isinstance(v, str) else v for v in map(row.get, columns)] for row in rows)
    return sheets.MARK + sheets.written([columns, *body])


def read_rows(text: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """The rows of a table that was saved here, also by a spreadsheet since: columns by name, in any order; further ones
    are left out. Raises FormatError, which says what is wrong and where."""
    _not_too_large(text)
    try:
        table = sheets.cells(text)
    except csv.Error as error:
        raise FormatError(f"This file is no whole CSV ({error}). Save it again as CSV.") from None
    heads = [head.strip() for head in table[0]] if table else []
    missing = [column for column in columns if column not in heads]
    if missing:
        raise FormatError(
            f"The first row of this file must name the columns {', '.join(columns)}; {', '.join(missing)} "
            f"{'is' if len(missing) == 1 else 'are'} missing. Save it again as CSV."
        )
    places = {column: heads.index(column) for column in columns}
    found: list[dict[str, str]] = []
    for number, row in enumerate(table[1:], start=2):
        if any(row[len(heads) :]):
            raise FormatError(f"Row {number} of this file has {len(row)} cells, not {len(heads)}. Correct that row.")
        if any(row):  # Excel leaves out empty cells at a row's end
            found.append({c: text_of(row[at]) if at < len(row) else "" for c, at in places.items()})
    return found


def whole_or_text(cell: str) -> Any:
    """A number as a spreadsheet may have written it; other texts as they are, to be refused by who knows the place."""
    value = sheets.number(cell)
    return cell if value is None else value
