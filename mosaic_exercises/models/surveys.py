"""Reading answers of people: from a pandas table, from rows as `csv.DictReader` gives them, or from plain lists.

Rows are counted as a person counts them: the first row of data is row 1. Nothing is dropped in silence: what cannot be
used is an error that names column and rows, or, where the caller asked to skip it, a note.
"""

from __future__ import annotations

import datetime as dt
import difflib
import math
import re
import statistics
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from numbers import Real
from typing import Any, Final

from mosaic_exercises.models import frames
from mosaic_exercises.models.checks import Missing, finite, one_of, whole_number
from mosaic_exercises.models.columns import FIRST_DAY, LAST_DAY, foreign, no_such_days, shortened
from mosaic_exercises.models.errors import DataError

SMALL: Final = 30
"""Fewer answers than this are called few: one more or less moves the figure visibly."""

_COMMA: Final = re.compile(r"[+-]?\d+,\d+", re.ASCII)
_PLAIN: Final = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII)


def rows_text(places: Sequence[int], limit: int = 5) -> str:
    """``row 3``, or ``rows 3, 7, 9, 12, 15 and 20 more``, from places counted from 0."""
    head = ", ".join(f"{place + 1:,}" for place in places[:limit])
    more = f" and {len(places) - limit:,} more" if len(places) > limit else ""
    return f"{'row' if len(places) == 1 else 'rows'} {head}{more}"


def is_missing(value: object) -> bool:
    """Nothing written: None, a gap of pandas, or text that is empty or was a gap."""
    if isinstance(value, str):
        return value.strip() in frames.MISSING_TEXTS
    return (
        value is None or type(value).__name__ in ("NAType", "NaTType") or (isinstance(value, float) and value != value)
    )


def is_frame(value: object) -> bool:
    """Whether ``value`` is a pandas table, asked without importing pandas."""
    return hasattr(value, "columns") and hasattr(value, "iloc")


def values(answers: object, argument: str) -> list[object]:
    """A column of answers as a list: from a list, a tuple, a pandas Series or any other series of values."""
    if isinstance(answers, str | bytes | Mapping) or frames.is_table(answers) or not isinstance(answers, Iterable):
        raise DataError(
            f"`{argument}` is a {type(answers).__name__}, not a list of answers",
            f"argument `{argument}`",
            "Pass one column: a list, or table['name'].",
        )
    if foreign.is_column(answers):
        answers = foreign.series(answers, None)
    plain: Any = answers.tolist() if hasattr(answers, "tolist") else answers
    return list(plain)


def column(table: object, name: str, argument: str) -> list[object]:
    """The column ``name`` of ``table``: a pandas table, rows (a list of dicts) or columns (a dict of lists)."""
    if frames.is_table(table):
        found: list[object] = frames.column(frames.opened(table, "table"), name, argument).tolist()
        return found
    if isinstance(table, Mapping):
        if name not in table:
            raise _no_column(name, [str(key) for key in table], argument)
        return values(table[name], name)
    if isinstance(table, str | bytes) or not isinstance(table, Iterable):
        raise DataError(
            f"`table` is a {type(table).__name__}, not a table",
            "argument `table`",
            "Pass a pandas DataFrame, or a list with one dict a row.",
        )
    out: list[object] = []
    for place, row in enumerate(table):
        if not isinstance(row, Mapping):
            raise DataError(
                f"A row is a {type(row).__name__}, not a dict", rows_text([place]), "Pass a list with one dict a row."
            )
        if name not in row:
            raise _no_column(name, [str(key) for key in row], argument, place)
        out.append(row[name])
    return out


def _no_column(name: str, there: list[str], argument: str, place: int | None = None) -> DataError:
    close = difflib.get_close_matches(name.lower(), [text.lower() for text in there], n=1, cutoff=0.6)
    hint = next((text for text in there if close and text.lower() == close[0]), "")
    shown = ", ".join(repr(text) for text in there[:12]) + (", ..." if len(there) > 12 else "")
    where = f"argument `{argument}`; " + (f"{rows_text([place])} has " if place is not None else "the columns are ")
    return DataError(
        f"There is no column {name!r}",
        where + (shown or "none"),
        f"Name the right one: {argument}={hint!r}." if hint else f"Name the right one with {argument}='...'.",
    )


def kept(table: object) -> tuple[object, tuple[str, ...]]:
    """``table`` in a form that can be read more than once (a reader of a file cannot), and the names of its columns."""
    if frames.is_table(table):
        return table, tuple(str(head) for head in frames.opened(table, "table").names)
    if isinstance(table, Mapping):
        return table, tuple(str(head) for head in table)
    if isinstance(table, Iterable) and not isinstance(table, str | bytes):
        rows = list(table)
        return rows, tuple(str(head) for head in rows[0]) if rows and isinstance(rows[0], Mapping) else ()
    return table, ()


def columns(table: object, names: Mapping[str, str]) -> dict[str, list[object]]:
    """Several columns of one table, by argument, all of one length and at least one row long."""
    table, _ = kept(table)
    found = {argument: column(table, name, argument) for argument, name in names.items()}
    if isinstance(table, Mapping):
        frames.same_rows({name: table[name] for name in names.values()})
    lengths = {argument: len(answers) for argument, answers in found.items()}
    if len(set(lengths.values())) > 1:
        told = ", ".join(f"{names[argument]!r} has {length:,}" for argument, length in lengths.items())
        raise DataError("The columns are not of one length", told, "Give each row a value in each column.")
    if not next(iter(lengths.values()), 0):
        raise DataError(
            "The table has no rows: nobody answered",
            "argument `table`",
            "Check the file, or the filter that made the table.",
        )
    return found


def number(value: object) -> float | None:
    """``value`` as a float if it is a number, or text that is one plain number such as ``5`` or ``4.5``; else None."""
    if isinstance(value, str):
        text = value.strip().replace("\N{MINUS SIGN}", "-")
        value = float(text) if _PLAIN.fullmatch(text) else None
    if isinstance(value, bool) or not isinstance(value, Real | Decimal) or not math.isfinite(float(value)):
        return None
    return float(value)


def day(value: object) -> dt.date | None:
    """``value`` as a day if it is a date, a time, or ISO text such as ``2026-03-31``; else None."""
    if is_missing(value):
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.datetime.fromisoformat(str(value).strip()).date()
    except ValueError:
        return None


def days(answers: Sequence[object], where: str, deed: str) -> list[dt.date | None]:
    """Days, None where one is missing. Raises DataError for what is no day, and for one on which nobody can have done
    ``deed``."""
    found = [day(answer) for answer in answers]
    strange = [at for at, one in enumerate(found) if one is None and not is_missing(answers[at])]
    if strange:
        raise DataError(
            f"A date is {answers[strange[0]]!r}", f"{where}, {rows_text(strange)}", "Write days as 2026-03-31."
        )
    believed(found, where, deed)
    return found


def believed(found: Sequence[dt.date | None], where: str, deed: str) -> None:
    """Raise a DataError for days on which nobody can have done ``deed``."""
    odd = [at for at, one in enumerate(found) if one is not None and not FIRST_DAY <= one.isoformat() <= LAST_DAY]
    if odd:
        rows = where if len(found) == 1 else f"{where}, {rows_text(odd)}"
        raise no_such_days(where[:1].upper() + where[1:], len(odd), [str(found[at]) for at in odd], rows, deed)


def scores(
    answers: Sequence[object],
    *,
    where: str,
    low: float,
    high: float,
    whole: bool = True,
    missing: Missing = "error",
    notes: list[str],
) -> list[float | None]:
    """Answers on a scale as floats, None where an answer is missing.

    Raises DataError, with ``where`` (a column) and the rows, for text that is no number, for a number off the scale,
    for decimals if ``whole``, and for a missing answer unless ``missing="skip"``; then ``notes`` count what was left
    out.
    """
    one_of(missing, ("error", "skip"), "missing")
    gaps = [place for place, value in enumerate(answers) if is_missing(value)]
    empty = set(gaps)
    found = [None if place in empty else number(value) for place, value in enumerate(answers)]
    unreadable = [place for place, value in enumerate(found) if value is None and place not in empty]
    if unreadable:
        shown = frames.examples([answers[place] for place in unreadable])
        raise DataError(
            f"{frames.counted(len(unreadable), 'answer')} not readable as a number, such as {shown}",
            f"{where}, {rows_text(unreadable)}",
            "A point stands before the decimals: write 4.5, or read the file with decimal=','."
            if all(_COMMA.fullmatch(str(answers[place]).strip()) for place in unreadable)
            else f"Write {_scale(low, high, whole)}; leave the cell empty where nobody answered.",
        )
    off = [
        place
        for place, value in enumerate(found)
        if value is not None and not (low <= value <= high and (not whole or value.is_integer()))
    ]
    if off:
        shown = ", ".join(dict.fromkeys(f"{answers[place]}" for place in off[:3]))
        raise DataError(
            f"{frames.counted(len(off), 'answer')} off the scale, such as {shown}",
            f"{where}, {rows_text(off)}",
            f"Write {_scale(low, high, whole)}; check the typing, or the scale.",
        )
    if gaps:
        if missing == "error":
            raise DataError(
                f"{frames.counted(len(gaps), 'answer')} missing",
                f"{where}, {rows_text(gaps)}",
                "Fill in what was answered, or pass missing='skip' to leave them out and have it said.",
            )
        notes.append(f"{frames.counted(len(gaps), 'answer')} missing in {where} ({rows_text(gaps)}): left out.")
    return found


def count(value: object, argument: str, *, least: int = 0) -> int:
    """``value`` as a whole number of at least ``least``; a whole number of numpy, as pandas counts, is one too."""
    plain: Any = value.item() if hasattr(value, "item") else value
    whole_number(plain, argument, least=least)
    return int(plain)


def _scale(low: float, high: float, whole: bool) -> str:
    kind = "whole number" if whole else "number"
    if low == -math.inf:
        return f"a {kind} such as 4" if whole else f"a {kind} such as 4.5"
    return f"a {kind} of {low:g} or more" if high == math.inf else f"a {kind} from {low:g} to {high:g}"


def names(answers: Sequence[object], where: str) -> list[str]:
    """Names or ids as text without blanks around. A missing one is an error: it cannot be told whose row it is."""
    gaps = [place for place, value in enumerate(answers) if is_missing(value)]
    if gaps:
        raise DataError(
            f"{frames.counted(len(gaps), 'row')} without a name or id",
            f"{where}, {rows_text(gaps)}",
            "Fill it in, or take these rows out first.",
        )
    vague = [place for place, value in enumerate(answers) if shortened(value)]
    if vague:
        raise DataError(
            f"Ids such as {frames.examples([answers[place] for place in vague])} were cut to what a decimal can hold: "
            "neighbours may have become the same",
            f"{where}, {rows_text(vague)}",
            "Read the ids as text, from the file as it was before a spreadsheet saved it.",
        )
    return [
        f"{int(value)}" if isinstance(value, float) and value.is_integer() else str(value).strip() for value in answers
    ]


def people(answers: Sequence[object], where: str, missing: Missing, notes: list[str]) -> list[str]:
    """The ids of people as :func:`names` gives them. With ``missing="skip"`` a row without one gets ``""``, which no id
    is, and ``notes`` count such rows: whoever reads further leaves them out."""
    one_of(missing, ("error", "skip"), "missing")
    gaps = [place for place, value in enumerate(answers) if is_missing(value)]
    if missing == "error" or not gaps:
        return names(answers, where)
    notes.append(f"{frames.counted(len(gaps), 'row')} without a name or id in {where} ({rows_text(gaps)}): left out.")
    empty = set(gaps)
    # any text holds the place of a missing one, so that an error still names the rows of the whole table
    read = names(["-" if place in empty else value for place, value in enumerate(answers)], where)
    return ["" if place in empty else name for place, name in enumerate(read)]


def once(keys: Sequence[tuple[str, ...]], what: str, where: str) -> None:
    """Raise a DataError if a key stands in two rows; one with ``""`` in it belongs to nobody (:func:`people`)."""
    first: dict[tuple[str, ...], int] = {}
    twice = [place for place, key in enumerate(keys) if "" not in key and first.setdefault(key, place) != place]
    if twice:
        key = keys[twice[0]]
        raise DataError(
            f"{what} stands twice: {', '.join(key)} in rows {first[key] + 1:,} and {twice[0] + 1:,}",
            f"{where}, {rows_text(twice)}",
            "Keep the row that is right.",
        )


def z_of(confidence: object) -> float:
    """How many standard errors each side make an interval of ``confidence`` (0.95 gives 1.96)."""
    share = finite(confidence, "confidence")
    if not 0.5 <= share < 1:
        raise DataError(
            f"`confidence` is {confidence!r}",
            "argument `confidence`",
            "Write a share from 0.5 up to (not including) 1, for example 0.95.",
        )
    return statistics.NormalDist().inv_cdf((1 + share) / 2)


def few(count: int, what: str = "answers") -> list[str]:
    """A note where ``count`` is small, else nothing."""
    if count >= SMALL:
        return []
    if count == 1:
        one = re.sub(r"s\b", "", what, count=1)
        return [f"Only one {one}: it speaks for itself alone."]
    return [f"Only {count} {what}, fewer than {SMALL}: read figure and interval as rough."]
