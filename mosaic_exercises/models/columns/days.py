"""Calendar days from dates, times, periods and text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from mosaic_exercises.models import frames
from mosaic_exercises.models.columns import foreign
from mosaic_exercises.models.errors import DataError

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Days = NDArray[np.datetime64]
    Bools = NDArray[np.bool_]

FIRST_DAY, LAST_DAY = "1900-01-02", "2199-12-31"
"""The days on which a purchase is believed: what lies beyond stands for "unknown" and "no end"."""
_NO_DAY = re.compile(r"[+-]?\d{4}(?:[-/.]?\d{1,2})?", re.ASCII)
"""A year or a month: 2025, 2025-03, 202503."""
_ZONE = re.compile(r"(?<=\d)\s*(?:Z|UTC|[+-]\d{2}:?\d{2})$", re.ASCII)
_TIMED = re.compile(r"\d[T ]\d{1,2}", re.ASCII)


def read_days(
    series: pd.Series[Any], date_format: str | None = None, argument: str = "date", at: Ints | None = None
) -> Days:
    """``series`` as calendar days (numpy ``datetime64[D]``), NaT where a value is missing.

    Dates, times (their day counts; a time with a zone keeps its own clock's day, zones may differ), periods of a day or
    less, and ISO text such as 2025-03-31. Any other text needs ``date_format``, because 03/04/2025 is March in one
    country and April in another. Raises DataError for text that is no day (2025 and 2025-03 are a year and a month),
    for numbers without ``date_format``, and for True and False. ``at`` as for :func:`read_ids`.
    """
    import numpy as np
    import pandas as pd

    series = foreign.plain(series)
    name, dtype = str(series.name), series.dtype
    if isinstance(dtype, pd.CategoricalDtype):
        code = series.cat.codes.to_numpy()
        kinds = pd.Series(series.cat.categories, name=series.name)
        first = np.zeros(len(kinds) + 1, dtype="int64")
        rows = np.arange(len(code))[::-1]
        first[code[rows]] = rows if at is None else at[rows]
        used = np.bincount(code[code >= 0], minlength=len(kinds)) > 0
        found = np.full(len(kinds) + 1, np.datetime64("NaT", "D"))
        found[:-1][used] = read_days(kinds[used], date_format, argument, first[:-1][used])
        return found[code]
    if isinstance(dtype, pd.PeriodDtype):
        if dtype.freq.rule_code.partition("-")[0] not in ("D", "B", "h", "min", "s", "ms", "us", "ns"):
            raise DataError(
                f"Column {name!r} holds periods longer than a day ({dtype})",
                f"argument `{argument}`",
                "If their first day is meant, say so: column.dt.to_timestamp().",
            )
        series = series.dt.to_timestamp()
    if not pd.api.types.is_datetime64_any_dtype(series.dtype):
        return _parsed(series, name, date_format, argument, at)
    if isinstance(series.dtype, pd.DatetimeTZDtype):
        series = series.dt.tz_localize(None)
    found_days: Days = series.to_numpy().astype("datetime64[D]")
    return found_days


def beyond(when: Days, keep: Bools | None = None) -> Bools:
    """Where a day lies before :data:`FIRST_DAY` or after :data:`LAST_DAY`; a missing one does not.

    ``keep`` says where to look.
    """
    import numpy as np

    first, last = (int(np.datetime64(day, "D").astype("int64")) for day in (FIRST_DAY, LAST_DAY))
    day = when.view("int64")
    if not len(day) or (first <= day.min() and day.max() <= last):
        return np.zeros(len(day), dtype=bool)
    odd: Bools = (day < first) | (day > last)
    return odd & (~np.isnat(when) if keep is None else keep)


def no_such_days(column: str, number: int, shown: Sequence[str], rows: str, deed: str = "bought") -> DataError:
    """The error for days that stand for "no end" or "unknown" in many systems."""
    return DataError(
        f"{column} has {frames.counted(number, 'day')} such as {frames.examples(shown)}, on which nobody can have "
        f"{deed}",
        rows,
        'Many systems write 9999-12-31 for "no end" and 1900-01-01 for "unknown": take these rows out first.',
    )


def read_day(value: object, argument: str) -> np.datetime64:
    """One calendar day, from a date, a time or ISO text."""
    import numpy as np
    import pandas as pd

    way = f"Write it as text: {argument}='2025-03-31'."
    found = None
    if isinstance(value, str | pd.Timestamp | np.datetime64) or hasattr(value, "isoformat"):
        try:
            found = read_days(pd.Series([value], name=argument, dtype=object), None, argument)[0]
        except DataError as error:
            raise DataError(
                f"`{argument}` is {value!r}, not readable as a day", f"argument `{argument}`", way
            ) from error
    if found is None or np.isnat(found):
        raise DataError(f"`{argument}` is {value!r}, not a day", f"argument `{argument}`", way)
    day: np.datetime64 = found
    if day > np.datetime64(LAST_DAY, "D"):
        raise DataError(f"`{argument}` is {day}, a day that nobody has seen", f"argument `{argument}`", way)
    return day


def _parsed(series: pd.Series[Any], name: str, date_format: str | None, argument: str, at: Ints | None) -> Days:
    import numpy as np
    import pandas as pd

    missing = series.isna().to_numpy()
    if pd.api.types.is_bool_dtype(series.dtype):
        raise DataError(
            f"Column {name!r} holds True and False, not dates",
            f"argument `{argument}`",
            f"Name the column with the dates with {argument}='...'.",
        )
    if pd.api.types.is_numeric_dtype(series.dtype) and missing.all():  # so pandas reads a column with nothing in it
        return np.full(len(series), np.datetime64("NaT", "D"))
    if pd.api.types.is_numeric_dtype(series.dtype):
        series = _numbers(series, missing, name, date_format, argument, at)
    elif not (isinstance(series.dtype, pd.StringDtype) or pd.api.types.is_object_dtype(series.dtype)):
        raise DataError(
            f"Column {name!r} holds {series.dtype} values, not dates",
            f"argument `{argument}`",
            f"Name the column with the dates with {argument}='...'.",
        )
    # Each different text is read once: a year of purchases has 365.
    try:
        code, different = pd.factorize(series.to_numpy(dtype=object))
    except TypeError:  # something that cannot be compared, such as a list
        code, different = np.arange(len(series)), series.to_numpy(dtype=object)
    values: list[Any] = list(different)
    texts = [_text(value, date_format) for value in values]
    parsed = np.full(len(values) + 1, np.datetime64("NaT", "D"))
    readable = [place for place, text in enumerate(texts) if text]
    given = pd.Series([texts[place] for place in readable], dtype=object)
    when = pd.to_datetime(given, format=date_format or "ISO8601", errors="coerce")
    if isinstance(when.dtype, pd.DatetimeTZDtype):
        when = when.dt.tz_localize(None)
    parsed[readable] = when.to_numpy().astype("datetime64[D]")
    found: Days = parsed[code]
    empty = np.array([*(text == "" for text in texts), True], dtype=bool)[code]
    unreadable = np.isnat(found) & ~missing & ~empty
    if unreadable.any():
        shown = frames.examples(series[unreadable].head(50).tolist())
        years = all(text is None or _NO_DAY.fullmatch(str(values[place]).strip()) for place, text in enumerate(texts))
        raise DataError(
            f"Column {name!r} has {frames.counted(int(unreadable.sum()), 'value')} not readable as a date, such as "
            f"{shown}",
            f"column {name!r}, {frames.rows_text(unreadable, at=at)}",
            "A year or a month is no day: name the column with the whole dates."
            if years and any(text is None for text in texts)
            else "Write dates as 2025-03-31, or say how they are written, for example "
            "date_format='%d/%m/%Y' for 31/03/2025 or '%m/%d/%Y' for 03/31/2025.",
        )
    return found


def _text(value: Any, date_format: str | None) -> str | None:
    """A value as text to parse: "" where nothing is written, None where no day can be read."""
    if isinstance(value, bool) or type(value).__name__ in ("bool", "bool_"):
        return None
    if hasattr(value, "dtype") and value.dtype.kind == "M":
        value = value.astype("datetime64[us]").item()
        if value is None:
            return ""
    if isinstance(value, dt.datetime):
        return value.replace(tzinfo=None).isoformat(sep=" ")[:10] if date_format is None else str(value)
    if isinstance(value, dt.date):
        return value.isoformat() if date_format is None else str(value)
    if not isinstance(value, str):
        return str(value) if date_format and isinstance(value, int) else None
    text = value.strip()
    if text in frames.MISSING_TEXTS:
        return ""
    if date_format is not None:
        return text
    if _NO_DAY.fullmatch(text):
        return None
    return _ZONE.sub("", text) if _TIMED.search(text) else text


def _numbers(
    series: pd.Series[Any], missing: Any, name: str, date_format: str | None, argument: str, at: Ints | None
) -> pd.Series[Any]:
    """Numbers such as 19970131 as text, if the caller said how they are to be read."""
    import numpy as np

    if date_format is None or series.dtype.kind == "c":
        shown = frames.examples(series[~missing].head(50).tolist())
        raise DataError(
            f"Column {name!r} holds numbers such as {shown}, not dates",
            f"argument `{argument}`",
            "If 19970131 means a day, pass date_format='%Y%m%d'. For Excel's day numbers use "
            "pandas.to_datetime(column, unit='D', origin='1899-12-30') first.",
        )
    values = series.to_numpy(dtype="float64", na_value=np.nan)
    broken = ~missing & ~((values == np.floor(values)) & (np.abs(values) < 2**53))
    if broken.any():
        raise DataError(
            f"Column {name!r} holds {frames.examples(values[broken][:50].tolist())}, not dates",
            f"column {name!r}, {frames.rows_text(broken, at=at)}",
            f"Dates read with date_format={date_format!r} must be whole numbers or text.",
        )
    return series.astype("Int64").astype(object)
