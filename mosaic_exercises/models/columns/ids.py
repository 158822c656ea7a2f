"""Ids of people: text that keeps its zeros, whole numbers that keep their digits."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Sequence
from decimal import Decimal
from numbers import Integral
from typing import TYPE_CHECKING, Any

import msgspec

from mosaic_exercises.models import frames
from mosaic_exercises.models.columns import foreign
from mosaic_exercises.models.errors import DataError

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]

NOT_IDS = (bool, complex, bytes, dt.date, dt.time, dt.timedelta, list, tuple, dict, set, frozenset)
"""What tells no two people apart, or only by accident."""
ROUNDED = re.compile(r"[+-]?\d([.,]\d+)?[eE]\+\d+")
"""How a spreadsheet, or pandas after a gap, saves a long number: 12345678901234567 as 1.23457E+16, and its neighbours
alike."""
DENSE = 4
"""Whole numbers that leave at most so many of their range's places empty are counted by place, not by hash."""


class Ids(msgspec.Struct, frozen=True, eq=False):
    """Who each row belongs to: ``code`` is a place in ``index`` (the different ids, sorted), -1 where it is missing.

    ``stripped`` ids had blanks around, ``mixed`` means text beside numbers, ``whole`` is the place of a whole
    number that arrived as a decimal, and that number.
    """

    index: pd.Index[Any]
    code: Ints
    stripped: int = 0
    mixed: bool = False
    whole: tuple[int, str] | None = None


def shortened(value: object) -> bool:
    """Whether an id was cut to what a decimal can hold, as a number or as text: its neighbours may look the same."""
    if isinstance(value, float):
        return abs(value) >= 2**53
    return isinstance(value, str) and "+" in value and ROUNDED.fullmatch(value.strip()) is not None


def id_notes(column: str, stripped: int, mixed: bool, whole: tuple[int, str] | None) -> list[str]:
    """What was changed in a column of ids, in words."""
    found = [f"Column {column!r} mixes text and numbers: every id was read as text."] if mixed else []
    if stripped:
        found.append(
            f"{frames.counted(stripped, 'id')} in column {column!r} with blanks around: the blanks were taken off."
        )
    if whole is not None:
        found.append(
            f"Column {column!r} holds its ids as decimals ({whole[1]}), as pandas does where some are missing: they "
            "were read as whole numbers."
        )
    return found


def read_ids(series: pd.Series[Any], at: Ints | None = None) -> Ids:
    """The ids of people in ``series``. ``at`` are the places of its rows in a larger table, for messages.

    Text stays text, so zeros in front stay; blanks around it are taken off. Whole numbers stay numbers, of any width
    and sign; a column of numbers with gaps, which pandas holds as 17850.0, is read as 17850. Text and numbers mixed
    become text. Raises DataError for what is no id: decimals, days, True and False, complex and infinite numbers, and
    decimals so large that two ids may already have become one, also where a spreadsheet has saved them as 1.23457E+16.
    """
    import pandas as pd

    found = _read(foreign.plain(series), at)
    texts = [] if pd.api.types.is_numeric_dtype(found.index.dtype) else found.index.tolist()
    rounded = [place for place, one in enumerate(texts) if shortened(one)]
    if rounded:
        import numpy as np

        name = str(series.name)
        raise DataError(
            f"Column {name!r} holds ids such as {frames.examples(found.index[rounded].tolist())}, as "
            "spreadsheets shorten long numbers: neighbours may have become the same",
            f"column {name!r}, {frames.rows_text(np.isin(found.code, rounded), at=at)}",
            "Take the file as it was before a spreadsheet saved it, and read the ids as text: "
            f"pandas.read_csv('my_file.csv', dtype={{{name!r}: str}}).",
        )
    return found


def _read(series: pd.Series[Any], at: Ints | None) -> Ids:
    import pandas as pd

    name, dtype = str(series.name), series.dtype
    if isinstance(dtype, pd.CategoricalDtype):
        return _of_categories(series, at)
    if pd.api.types.is_integer_dtype(dtype):
        return _of_integers(series)
    if pd.api.types.is_float_dtype(dtype):
        return _of_floats(series, name, at)
    if isinstance(dtype, pd.StringDtype):
        return _of_text(*pd.factorize(series))
    if not pd.api.types.is_object_dtype(dtype):
        raise _no_ids(name, f"{dtype} values")
    values = series.to_numpy()
    if pd.api.types.infer_dtype(values, skipna=True) in ("string", "empty"):
        return _of_text(*pd.factorize(values))
    return _of_objects(series, name, at)


def _no_ids(name: str, what: str, rows: str = "") -> DataError:
    return DataError(
        f"Column {name!r} holds {what}, not ids of people",
        f"column {name!r}{rows}",
        "Name the column that tells one customer from another with customer='...'.",
    )


def _of_integers(series: pd.Series[Any]) -> Ids:
    import numpy as np
    import pandas as pd

    unsigned = pd.api.types.is_unsigned_integer_dtype(series.dtype)
    kind = "uint64" if unsigned else "int64"
    if isinstance(series.dtype, np.dtype):
        return _ranked(series.to_numpy().astype(kind, copy=False), None)
    missing = series.isna().to_numpy()
    if not missing.any():
        return _ranked(series.to_numpy(dtype=kind), None)
    first = int(np.argmin(missing))
    return _ranked(series.to_numpy(dtype=kind, na_value=0 if missing[first] else series.iloc[first]), missing)


def _ranked(values: NDArray[Any], missing: Bools | None) -> Ids:
    """Whole numbers and their places among the different ones. What stands in ``values`` where one is missing is some
    number that stands elsewhere, too."""
    import numpy as np
    import pandas as pd

    if not len(values) or (missing is not None and missing.all()):
        return Ids(pd.Index(values[:0]), np.full(len(values), -1, dtype="int64"))
    low = values.min()
    span = int(values.max()) - int(low) + 1
    if span <= DENSE * len(values) + 1_000:
        there = np.zeros(span, dtype=bool)
        blocks = frames.blocks(len(values))
        for block in blocks:
            there[(values[block] - low).view("int64")] = True
        rank = np.cumsum(there) - 1
        code = np.empty(len(values), dtype="int64")
        for block in blocks:
            code[block] = rank.take((values[block] - low).view("int64"))
        different = np.flatnonzero(there).astype(values.dtype) + low
    else:
        code, different = pd.factorize(values, sort=True)
    if missing is not None:
        np.copyto(code, -1, where=missing)
    return Ids(pd.Index(different), code)


def _of_floats(series: pd.Series[Any], name: str, at: Ints | None) -> Ids:
    import numpy as np

    given = series.to_numpy(dtype="float64", na_value=np.nan)
    missing = np.isnan(given)
    infinite = np.isinf(given)
    if infinite.any():
        raise _no_ids(name, "infinite numbers", f", {frames.rows_text(infinite, at=at)}")
    values = np.where(missing, 0.0, given)
    broken = values != np.floor(values)
    if broken.any():
        raise DataError(
            f"Column {name!r} holds decimals such as {frames.examples(values[broken][:50].tolist())}, "
            "which are not ids",
            f"column {name!r}, {frames.rows_text(broken, at=at)}",
            "Name the column with the customer's id with customer='...'.",
        )
    plain: Any = getattr(series.dtype, "numpy_dtype", series.dtype)
    size = plain.itemsize
    exact = {2: 2**11, 4: 2**24}.get(size, 2**53)
    vague = np.abs(values) >= exact
    if vague.any():
        raise DataError(
            f"Column {name!r} holds ids of {len(str(exact))} digits and more as decimals ({series.dtype}): neighbours "
            "may have become the same number",
            f"column {name!r}, {frames.rows_text(vague, at=at)}",
            f"Read the ids as text: pandas.read_csv('my_file.csv', dtype={{{name!r}: str}}).",
        )
    if missing.all():  # of no rows, too
        return _ranked(values.astype("int64"), missing)
    first = int(np.argmin(missing))
    np.copyto(values, values[first], where=missing)
    found = _ranked(values.astype("int64"), missing if missing.any() else None)
    return msgspec.structs.replace(found, whole=(first, f"{values[first]:.1f}"))


def _of_text(code: Ints, different: Any, mixed: bool = False) -> Ids:
    """Texts by place (-1: missing) and the different ones as they stand in the table."""
    import numpy as np
    import pandas as pd

    raw: list[str] = different.tolist()
    clean = [text.strip() for text in raw]
    pairs = [] if raw == clean else zip(raw, clean, strict=True)
    changed = [place for place, (before, after) in enumerate(pairs) if before != after]
    ordered = sorted(set(clean) - frames.MISSING_TEXTS)
    places = {text: place for place, text in enumerate(ordered)}
    places |= dict.fromkeys(set(clean) & frames.MISSING_TEXTS, -1)
    to = np.array([*map(places.__getitem__, clean), -1], dtype="int64")  # its last place is what -1 looks up
    stripped = int(np.bincount(code[code >= 0], minlength=len(raw))[changed].sum()) if changed else 0
    return Ids(pd.Index(np.array(ordered, dtype=object)), to[code], stripped, mixed)


def _of_categories(series: pd.Series[Any], at: Ints | None) -> Ids:
    """Ids as a category column holds them, without the categories that no row has."""
    import numpy as np
    import pandas as pd

    code = series.cat.codes.to_numpy().astype("int64")
    used = np.bincount(code[code >= 0], minlength=len(series.cat.categories)) > 0
    kinds = pd.Series(series.cat.categories[used], name=series.name)
    # the rows of a message are those of the whole column: each category is told at its first row
    first = np.full(len(used), -1, dtype="int64")
    rows = np.flatnonzero(code >= 0)[::-1]
    first[code[rows]] = rows if at is None else at[rows]
    found = read_ids(kinds, first[used])
    to = np.full(len(used) + 1, -1, dtype="int64")
    to[:-1][used] = found.code
    stripped = found.stripped
    if stripped:
        texts = kinds.to_numpy(dtype=object)
        blank = np.array([text != text.strip() for text in texts])
        stripped = int(np.bincount(code[code >= 0], minlength=len(used))[used][blank].sum())
    return msgspec.structs.replace(found, code=to[code], stripped=stripped)


def _of_objects(series: pd.Series[Any], name: str, at: Ints | None) -> Ids:
    """Ids of several kinds in one column, one by one."""
    import numpy as np
    import pandas as pd

    values = series.tolist()
    missing = pd.isna(np.array([*map(_single, values)], dtype=object))
    texts: list[str | None] = [None if gone else _text(value) for value, gone in zip(values, missing, strict=True)]
    wrong = np.array([text is None and not gone for text, gone in zip(texts, missing, strict=True)], dtype=bool)
    if wrong.any():
        shown = frames.examples([value for value, bad in zip(values, wrong, strict=True) if bad])
        raise DataError(
            f"Column {name!r} holds {shown}, which are not ids of people",
            f"column {name!r}, {frames.rows_text(wrong, at=at)}",
            "Name the column that tells one customer from another with customer='...'; numbers of 16 digits and more "
            "must be read as text, not as decimals.",
        )
    kinds = {isinstance(value, str) for value, gone in zip(values, missing, strict=True) if not gone}
    return _of_text(*pd.factorize(np.array(texts, dtype=object)), mixed=len(kinds) > 1)


def _single(value: object) -> object:
    """``value``, or True for a container: numpy must not unfold it, and it is not missing."""
    return True if isinstance(value, Sequence | dict | set | frozenset) and not isinstance(value, str) else value


def _text(value: Any) -> str | None:
    """An id as text, None for what is none."""
    value = value.item() if hasattr(value, "item") else value
    if isinstance(value, str):
        return value
    if isinstance(value, NOT_IDS):
        return None
    if isinstance(value, Integral):
        return str(int(value))
    if isinstance(value, float):
        return str(int(value)) if math.isfinite(value) and value.is_integer() and abs(value) < 2**53 else None
    if isinstance(value, Decimal):
        return str(int(value)) if value.is_finite() and value == value.to_integral_value() else None
    return str(value)
