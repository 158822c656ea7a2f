"""CSV out and in, for every part of the workbook: no cell can run as a formula, and what a spreadsheet made of a file
when it saved it again can still be read.

Written is RFC 4180 with commas, behind a byte order mark where Excel shall show accents right. Read are commas,
semicolons (Excel where the comma is the decimal sign) and tabs (its "Unicode text"), a first line "sep=;", rows that
Excel cut short because their last cells are empty, and numbers such as 2.0, 2,5 or −1.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Final

MARK: Final = "\ufeff"  # without it Excel takes UTF-8 for another encoding
SEPARATORS: Final = ",;\t"
# Spreadsheets take these for the start of a formula, wide forms included (OWASP, CSV Injection); some skip blanks and
# invisible signs before them, so those are skipped here too. The apostrophes in front are those of ``guarded``.
_FORMULA = re.compile(
    r"'*(?:[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])"
)
# What a spreadsheet takes for a number, a share, a day or a truth, and saves as something else: 375,000 as 375000 or,
# in half of Europe, as 375; 1.5 as the first of May; 30 September 2027 as 30-Sep-27. Whole numbers it leaves alone.
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_TAKEN = re.compile(
    rf"'*\s*[-+]?(?:0\d+|\d[\d.,:/%'’\s-]*[.,:/%\s-][\d.,:/%'’\s-]*|\d{{16,}}|\d+e\d+|true|false"
    rf"|(?:\d{{1,2}}\W{{1,2}})?{_MONTH}\W{{0,2}}\d{{1,4}}(?:\W{{1,2}}\d{{2,4}})?)\s*",
    re.IGNORECASE,
)
_TAKEN_AT_MOST = 40  # characters
_NUMBER = re.compile(r"([+-]?\d{1,12})(?:[.,](\d{1,12}))?")
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)[T ]00:00(?::00(?:[.,]0+)?)?")
_DAY_DOTS = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


def guarded(text: str) -> str:
    """A text as a cell that cannot run: an apostrophe stands before what could be a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """The text of a cell that ``guarded`` made, exactly."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell


def exactly(text: str) -> str:
    """A text as a cell that comes back as it was from any spreadsheet: ``guarded``, and an apostrophe before what would
    be taken for a number or a day."""
    return f"'{text}" if _taken(text) else guarded(text)


def text_of(cell: str) -> str:
    """The text of a cell that ``exactly`` made."""
    return cell[1:] if cell.startswith("'") and _taken(cell[1:]) else unguarded(cell)


def _taken(text: str) -> bool:
    return len(text.lstrip("'")) <= _TAKEN_AT_MOST and _TAKEN.fullmatch(text) is not None


def written(rows: Iterable[Sequence[str | int | float | None]], *, quote_all: bool = False) -> str:
    """Rows as CSV text; None is an empty cell. The caller, who knows the numbers, guards texts."""
    buffer = io.StringIO(newline="")
    sheet = csv.writer(buffer, quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL)
    sheet.writerows(["" if value is None else value for value in row] for row in rows)
    return buffer.getvalue()


def decoded(data: bytes) -> str:
    """The text of a file as spreadsheets save it: UTF-8, with or without a mark, or Excel's "Unicode text", which is
    UTF-16. Raises UnicodeDecodeError for any other."""
    return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")


def cells(text: str, *, strict: bool = True) -> list[list[str]]:
    """The rows of a CSV text as they stand, guards and all. Not ``strict``: a quotation mark within a cell is taken as
    it is. Raises csv.Error for what is no CSV, and where a quotation mark that is not closed swallows lines."""
    text = text.lstrip(MARK)
    first = text.lstrip("\r\n").partition("\n")[0].rstrip("\r")
    if re.fullmatch(r"\"?sep=[,;\t]\"?", first):
        separator, text = first.strip('"')[-1], text.lstrip("\r\n").partition("\n")[2]
    else:
        separator = max(SEPARATORS, key=first.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        found = _leniently(text, separator)
        if strict:
            raise error from None
        return found


def _leniently(text: str, separator: str) -> list[list[str]]:
    rows: list[list[str]] = []
    lines = list(io.StringIO(text, newline=""))
    sheet = csv.reader(lines, delimiter=separator)
    begun = 0
    try:
        for row in sheet:
            if sheet.line_num > begun + 1:  # a cell of several lines: as it should be, or it has swallowed them
                list(csv.reader(lines[begun : sheet.line_num], delimiter=separator, strict=True))
            rows.append(row)
            begun = sheet.line_num
    except csv.Error as error:
        long = f", or has more than {csv.field_size_limit():,} characters" if "larger" in str(error) else ""
        raise csv.Error(f"line {begun + 1}: a quotation mark opens a cell and is not closed{long}") from None
    return rows


def number(cell: str) -> int | float | None:
    """A cell as a number, whole where it is: "2", "2.0", "2,5", "+1", "−1"; None where it is none."""
    found = _NUMBER.fullmatch(cell.strip().replace("\u2212", "-"))
    if found is None:
        return None
    whole, part = found.groups()
    return float(f"{whole}.{part}") if part and part.strip("0") else int(whole)


def day(cell: str) -> str:
    """A day as 2026-09-30, also from 30.9.2026 and 2026-09-30 00:00:00; other texts as they are."""
    if found := _DAY.fullmatch(cell.strip()):
        return found[1]
    if found := _DAY_DOTS.fullmatch(cell.strip()):
        return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
    return cell
