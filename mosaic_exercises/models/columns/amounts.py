"""Amounts: numbers as floats."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mosaic_exercises.models import frames
from mosaic_exercises.models.columns import foreign
from mosaic_exercises.models.errors import DataError

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

LARGEST = 1e18
"""No amount is this large: sums of such would run out of numbers, and what is read so is a mistake."""
_COMMA = re.compile(r"[+-]?\d[\d.]*,\d+", re.ASCII)


def read_amounts(series: pd.Series[Any], argument: str = "amount", at: Ints | None = None) -> Floats:
    """``series`` as floats, NaN where a value is missing.

    Numbers of any kind, Decimal too; text if all of it is plain numbers such as 1234.50. Raises DataError for any other
    text (1,5 and £5), for True and False, days, complex and infinite numbers, and for 1e18 or more. ``at`` as for
    :func:`read_ids`.
    """
    import numpy as np
    import pandas as pd

    series = foreign.plain(series)
    name, dtype = str(series.name), series.dtype
    if isinstance(dtype, pd.CategoricalDtype):
        code = series.cat.codes.to_numpy()
        kinds = pd.Series(series.cat.categories, name=series.name)
        used = np.bincount(code[code >= 0], minlength=len(kinds)) > 0
        first = np.zeros(len(kinds) + 1, dtype="int64")
        rows = np.arange(len(code))[::-1]
        first[code[rows]] = rows if at is None else at[rows]
        found = np.full(len(kinds) + 1, np.nan)
        found[:-1][used] = read_amounts(kinds[used], argument, first[:-1][used])
        return found[code]
    number = pd.api.types.is_numeric_dtype(dtype) and not pd.api.types.is_bool_dtype(dtype)
    text = isinstance(dtype, pd.StringDtype) or pd.api.types.is_object_dtype(dtype)
    if (number and dtype.kind == "c") or not (number or text):
        raise DataError(
            f"Column {name!r} holds {dtype} values, not numbers",
            f"argument `{argument}`",
            f"Name the column with the amounts with {argument}='...'.",
        )
    if number:
        values = series.to_numpy(dtype="float64", na_value=np.nan)
        top = np.abs(values).max(initial=0.0)  # NaN where one is missing
        if top < LARGEST:
            return values
        unreadable = np.abs(values) >= LARGEST
    else:
        values, unreadable = _of_text(series)
    if unreadable.any():
        bad = series[unreadable].head(50).tolist()
        comma = all(isinstance(value, str) and _COMMA.fullmatch(value.strip()) for value in bad)
        huge = not comma and all(isinstance(value, int | float) and abs(value) >= LARGEST for value in bad)
        raise DataError(
            f"Column {name!r} has {frames.counted(int(unreadable.sum()), 'value')} not readable as a number, such as "
            f"{frames.examples(bad)}",
            f"column {name!r}, {frames.rows_text(unreadable, at=at)}",
            "If the comma stands before the decimals, read the file so: pandas.read_csv('my_file.csv', decimal=','). "
            "Otherwise write 1234.50."
            if comma
            else f"No amount reaches {LARGEST:g}: check the column, or the program that wrote it."
            if huge
            else "Write 1234.50: no currency sign, no thousands separator, a point before the decimals.",
        )
    return values


def _of_text(series: pd.Series[Any]) -> tuple[Floats, Any]:
    """The numbers in a column of text or of mixed things, and where there is something that is none."""
    import numpy as np
    import pandas as pd

    given = series.to_numpy(dtype=object)
    code, different = np.arange(len(given)), given
    if isinstance(series.dtype, pd.StringDtype) or pd.api.types.infer_dtype(given, skipna=True) == "string":
        code, different = pd.factorize(given)  # each different text is read once
    missing = np.append(pd.isna(different), True)
    blank = [isinstance(one, str) and one.strip() in frames.MISSING_TEXTS for one in different]
    gaps = missing | np.array([*blank, True], dtype=bool)
    values = np.array([*map(_number, different), np.nan])
    bad = ~gaps & ~(np.abs(values) < LARGEST)
    values[gaps] = np.nan
    return values[code], bad[code]


def _number(value: Any) -> float:
    if isinstance(value, str) and ("_" in value or not value.isascii()):
        return float("nan")
    if isinstance(value, bool | complex) or type(value).__name__ in ("bool", "bool_", "Timedelta", "Timestamp"):
        return float("nan")
    try:
        return float(value)
    except (TypeError, ValueError, OverflowError):
        return float("nan")
