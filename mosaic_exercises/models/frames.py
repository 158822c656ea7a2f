"""Reading one column of somebody's own table: ids, days and numbers, with errors that name the column and the rows.

Rows are counted as a person counts them: the first row of data is row 1.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from mosaic_exercises.models.errors import DataError

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]
    Days = NDArray[np.datetime64]

# What a missing value becomes when a column is turned into text too early (`astype(str)`).
MISSING_TEXTS = frozenset({"", "nan", "NaN", "None", "<NA>", "NaT"})
EXACT = 2**53
"""Up to here a decimal number (a float) can hold each whole number; above, two ids can become one."""


def rows_text(bad: Sequence[bool] | Bools, limit: int = 5) -> str:
    """``row 3``, or ``rows 3, 7, 9, 12, 15 and 20 more``: where ``bad`` is true, counting the first row as 1."""
    import numpy as np

    at = [int(i) + 1 for i in np.flatnonzero(np.asarray(bad))]
    head = ", ".join(f"{i:,}" for i in at[:limit])
    more = f" and {len(at) - limit:,} more" if len(at) > limit else ""
    return f"{'row' if len(at) == 1 else 'rows'} {head}{more}"


def counted(number: int, noun: str) -> str:
    """``1 row``, ``3,654 rows``: for nouns whose plural is a plain s."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def examples(values: Sequence[object], limit: int = 3) -> str:
    """The first few different values, quoted and cut short, for a message."""
    seen = list(dict.fromkeys(repr(value) for value in values))
    head = ", ".join(text if len(text) <= 30 else f"{text[:27]}..." for text in seen[:limit])
    return f"{head}, ..." if len(seen) > limit else head


def require_table(table: object, argument: str) -> pd.DataFrame:
    """``table`` itself, if it is a pandas DataFrame."""
    import pandas as pd

    if not isinstance(table, pd.DataFrame):
        raise DataError(
            f"`{argument}` is a {type(table).__name__}, not a table",
            f"argument `{argument}`",
            "Pass a pandas DataFrame, for example pandas.read_csv('my_file.csv', dtype={'customer_id': str}).",
        )
    return table


def column(table: pd.DataFrame, name: str, argument: str) -> pd.Series[Any]:
    """The one column called ``name``; ``argument`` is the argument by which the caller chooses another."""
    count = sum(1 for existing in table.columns if existing == name)
    if count == 1:
        found: pd.Series[Any] = table[name]
        return found
    if count > 1:
        raise DataError(
            f"{count} columns are called {name!r}",
            f"column {name!r}",
            "Give each column its own name: table.columns = [...].",
        )
    if name in table.index.names:
        raise DataError(
            f"{name!r} is the index of the table, not a column",
            f"argument `{argument}`",
            "Make it a column first: table = table.reset_index().",
        )
    names = [str(existing) for existing in table.columns]
    close = difflib.get_close_matches(str(name).lower(), [text.lower() for text in names], n=1, cutoff=0.6)
    hint = next((text for text in names if close and text.lower() == close[0]), "")
    there = ", ".join(repr(text) for text in names[:12]) + (", ..." if len(names) > 12 else "")
    raise DataError(
        f"There is no column {name!r}",
        f"argument `{argument}`; the columns are {there or 'none'}",
        f"Name the right one: {argument}={hint!r}." if hint else f"Name the right one with {argument}='...'.",
    )


def identities(series: pd.Series[Any], notes: list[str]) -> tuple[pd.Series[Any], Bools]:
    """The ids of people in ``series``, and where they are missing.

    Text stays text, so leading zeros stay; blanks around it are taken off. Whole numbers stay numbers (a column of
    numbers with gaps arrives as 17850.0: it is read as 17850). Text and numbers mixed become text. What was changed is
    added to ``notes``.
    """
    import numpy as np
    import pandas as pd

    name = str(series.name)
    if isinstance(series.dtype, pd.CategoricalDtype):
        series = _uncategorised(series)
    if pd.api.types.is_bool_dtype(series) or pd.api.types.is_datetime64_any_dtype(series):
        raise DataError(
            f"Column {name!r} holds {series.dtype} values, not ids of people",
            f"column {name!r}",
            "Name the column that tells one customer from another with customer='...'.",
        )
    missing: Bools = series.isna().to_numpy()
    if pd.api.types.is_numeric_dtype(series):
        return _whole_numbers(series, missing), missing
    present = series[~missing]
    kinds = {type(value) for value in present.tolist()}
    if kinds - {str}:
        text = present.map(lambda v: str(int(v)) if isinstance(v, float) and v.is_integer() else str(v))
        if len(kinds) > 1:
            notes.append(f"Column {name!r} mixes text and numbers: every id was read as text.")
    else:
        text = present
    stripped = text.str.strip()
    changed = int((stripped != text).sum())
    if changed:
        notes.append(f"{counted(changed, 'id')} in column {name!r} with blanks around: the blanks were taken off.")
    # Put back by position, not by label: the index of somebody's table may repeat itself.
    whole = np.full(len(series), None, dtype=object)
    whole[~missing] = stripped.to_numpy(dtype=object)
    clean: pd.Series[Any] = pd.Series(whole, name=series.name)
    return clean, missing | clean.isin(list(MISSING_TEXTS)).to_numpy()


def _whole_numbers(series: pd.Series[Any], missing: Bools) -> pd.Series[Any]:
    import numpy as np
    import pandas as pd

    if pd.api.types.is_integer_dtype(series):
        if not pd.api.types.is_unsigned_integer_dtype(series):
            return series.astype("Int64" if missing.any() else "int64")
        return series.astype("UInt64" if missing.any() else "uint64")  # what int64 would turn below zero
    name = str(series.name)
    values = series.to_numpy(dtype="float64", na_value=np.nan)
    broken = ~missing & (values != np.floor(np.where(missing, 0.0, values)))
    if broken.any():
        raise DataError(
            f"Column {name!r} holds decimals such as {examples(values[broken].tolist())}, which are not ids",
            f"column {name!r}, {rows_text(broken)}",
            "Name the column with the customer's id with customer='...'.",
        )
    vague = ~missing & (np.abs(values) > EXACT)
    if vague.any():
        raise DataError(
            f"Column {name!r} holds ids of 16 digits and more as decimals: neighbours have become the same number",
            f"column {name!r}, {rows_text(vague)}",
            f"Read the ids as text: pandas.read_csv('my_file.csv', dtype={{{name!r}: str}}).",
        )
    return series.astype("Int64")


def _uncategorised(series: pd.Series[Any]) -> pd.Series[Any]:
    """The values of a categorical column. Whole numbers with gaps stay whole numbers."""
    import pandas as pd

    dtype = series.cat.categories.dtype
    if pd.api.types.is_integer_dtype(dtype) and series.isna().any():
        dtype = pd.UInt64Dtype() if pd.api.types.is_unsigned_integer_dtype(dtype) else pd.Int64Dtype()
    plain: pd.Series[Any] = series.astype(dtype)
    return plain


def days(series: pd.Series[Any], date_format: str | None, argument: str = "date") -> Days:
    """``series`` as calendar days (numpy ``datetime64[D]``), NaT where a value is missing.

    Dates, times (their day counts; a time with a zone keeps its own clock's day), periods (their first day) and ISO
    text such as 2025-03-31. Any other text needs ``date_format``, because 03/04/2025 is March in one country and
    April in another.
    """
    import pandas as pd

    name = str(series.name)
    if isinstance(series.dtype, pd.PeriodDtype):
        series = series.dt.to_timestamp()
    if isinstance(series.dtype, pd.CategoricalDtype):
        series = _uncategorised(series)
    if not pd.api.types.is_datetime64_any_dtype(series):
        series = _parsed(series, name, date_format, argument)
    if isinstance(series.dtype, pd.DatetimeTZDtype):
        series = series.dt.tz_localize(None)
    found: Days = series.to_numpy().astype("datetime64[D]")
    return found


def _parsed(series: pd.Series[Any], name: str, date_format: str | None, argument: str) -> pd.Series[Any]:
    import pandas as pd

    advice = (
        "Write dates as 2025-03-31, or say how they are written, for example "
        "date_format='%d/%m/%Y' for 31/03/2025 or '%m/%d/%Y' for 03/31/2025."
    )
    missing = series.isna()
    if pd.api.types.is_numeric_dtype(series):
        if date_format is None:
            shown = examples(series[~missing].head(50).tolist())
            raise DataError(
                f"Column {name!r} holds numbers such as {shown}, not dates",
                f"argument `{argument}`",
                "If 19970131 means a day, pass date_format='%Y%m%d'. For Excel's day numbers use "
                "pandas.to_datetime(column, unit='D', origin='1899-12-30') first.",
            )
        series = series.astype("Int64").astype(object)
    text = series.where(missing, series.astype(str).str.strip()) if date_format else series
    blank = text.isin(list(MISSING_TEXTS)).to_numpy()
    text = text.mask(blank)
    try:
        parsed: pd.Series[Any] = pd.to_datetime(text, format=date_format or "ISO8601", errors="coerce")
    except (ValueError, TypeError, OverflowError) as error:
        raise DataError(
            f"Column {name!r} cannot be read as dates: {error}",
            f"column {name!r}",
            "Make them one kind first, for example pandas.to_datetime(column, utc=True).",
        ) from error
    unreadable = (parsed.isna() & text.notna()).to_numpy()
    if unreadable.any():
        raise DataError(
            f"Column {name!r} has {counted(int(unreadable.sum()), 'value')} not readable as a date, "
            f"such as {examples(series[unreadable].head(50).tolist())}",
            f"column {name!r}, {rows_text(unreadable)}",
            advice,
        )
    return parsed


def numbers(series: pd.Series[Any], argument: str = "amount") -> Floats:
    """``series`` as floats, NaN where a value is missing. Text is read if all of it is plain numbers."""
    import numpy as np
    import pandas as pd

    name = str(series.name)
    if pd.api.types.is_bool_dtype(series) or pd.api.types.is_datetime64_any_dtype(series):
        raise DataError(
            f"Column {name!r} holds {series.dtype} values, not numbers",
            f"argument `{argument}`",
            f"Name the column with the amounts with {argument}='...'.",
        )
    if pd.api.types.is_numeric_dtype(series):
        values = series.to_numpy(dtype="float64", na_value=np.nan)
        unreadable = np.isinf(values)
    else:
        text = series.astype(object)
        text = text.mask(text.isin(list(MISSING_TEXTS)))
        values = pd.to_numeric(text, errors="coerce").to_numpy(dtype="float64", na_value=np.nan)
        unreadable = np.isinf(values) | (np.isnan(values) & text.notna().to_numpy())
    if unreadable.any():
        raise DataError(
            f"Column {name!r} has {counted(int(unreadable.sum()), 'value')} not readable as a number, "
            f"such as {examples(series[unreadable].head(50).tolist())}",
            f"column {name!r}, {rows_text(unreadable)}",
            "Write 1234.50: no currency sign, no thousands separator, a point before the decimals.",
        )
    return values


def day(value: object, argument: str) -> np.datetime64:
    """One calendar day, from a date, a time or ISO text."""
    import numpy as np
    import pandas as pd

    if isinstance(value, str | pd.Timestamp | np.datetime64) or hasattr(value, "isoformat"):
        found: np.datetime64 = days(pd.Series([value], name=argument, dtype=object), None, argument)[0]
        if not np.isnat(found):
            return found
    raise DataError(
        f"`{argument}` is {value!r}, not a day", f"argument `{argument}`", f"Write it as text: {argument}='2025-03-31'."
    )
