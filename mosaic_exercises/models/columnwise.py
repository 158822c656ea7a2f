"""Answers as whole columns, where a table of pandas, polars or pyarrow brings them so: a hundred times as fast.

Each function gives None where anything is unusual. Then :mod:`mosaic_exercises.models.surveys` reads the same answers
one by one, which works without numpy too, and says what is wrong and where. Both ways give the same result.
"""

from __future__ import annotations

import math
import statistics
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from mosaic_exercises.models import frames, intervals, surveys
from mosaic_exercises.models.checks import Missing
from mosaic_exercises.models.columns import foreign, read_ids
from mosaic_exercises.models.errors import DataError

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

MANY = 1_000
"""From so many answers on a plain list is worth turning into a column."""


class NameCodes(NamedTuple):
    """Names by place: ``code`` of each row is a place in ``texts``, which are in the order in which they first came."""

    texts: list[str]
    code: Ints


def series(table: object, names: Mapping[str, str]) -> dict[str, pd.Series[Any]] | None:
    """The columns of a table of pandas, polars or pyarrow, by argument; None for any other shape, or without rows."""
    if not frames.is_table(table):
        return None
    opened = frames.opened(table, "table")
    return (
        {argument: frames.column(opened, name, argument) for argument, name in names.items()} if opened.size else None
    )


def named(column: pd.Series[Any]) -> NameCodes | None:
    """Names or ids as :func:`surveys.names` gives them."""
    import numpy as np

    try:
        ids = read_ids(column)
    except DataError:
        return None
    if not len(ids.code) or (ids.code < 0).any():
        return None
    first = np.full(len(ids.index), len(ids.code))
    first[ids.code[::-1]] = np.arange(len(ids.code))[::-1]
    order = np.argsort(first)
    place = np.empty(len(order), dtype="int64")
    place[order] = np.arange(len(order))
    texts = [str(text) for text in ids.index[order].tolist()]
    return NameCodes(texts, place[ids.code]) if len(set(texts)) == len(texts) else None


def twice(first: NameCodes, second: NameCodes) -> bool:
    """Whether a pair of names stands in two rows."""
    import numpy as np

    key = first.code * len(second.texts) + second.code
    size = len(first.texts) * len(second.texts)
    if size <= 16 * len(key):
        seen = np.zeros(size, dtype=bool)
        seen[key] = True
        return int(np.count_nonzero(seen)) < len(key)
    key.sort()
    return bool((key[1:] == key[:-1]).any())


def translated(column: pd.Series[Any], read: Callable[[list[Any]], list[Any]]) -> tuple[list[Any], Ints] | None:
    """Each different value of a column read once: the values read, and the place of each row's (-1: nothing written).

    None where values cannot be told apart as they stand.
    """
    import numpy as np
    import pandas as pd

    column = foreign.plain(column)
    if isinstance(column.dtype, pd.CategoricalDtype):
        code, different = column.cat.codes.to_numpy().astype("int64"), list(column.cat.categories)
    elif pd.api.types.is_object_dtype(column.dtype):
        if pd.api.types.infer_dtype(column, skipna=True) not in ("string", "integer"):
            return None
        code, values = pd.factorize(column.to_numpy())
        different = list(values)
    else:
        if pd.api.types.is_bool_dtype(column.dtype) or not (
            pd.api.types.is_numeric_dtype(column.dtype) or isinstance(column.dtype, pd.StringDtype)
        ):
            return None
        code, index = pd.factorize(column)
        different = index.tolist()
    used = np.bincount(code[code >= 0], minlength=len(different)) > 0
    if not used.all():
        different = [value for value, there in zip(different, used, strict=True) if there]
        code = np.append(np.cumsum(used) - 1, -1)[code]
    gaps = np.array([*(surveys.is_missing(value) for value in different), False], dtype=bool)
    found = read([value for value, gone in zip(different, gaps, strict=False) if not gone])
    to = np.append(np.cumsum(~gaps[:-1]) - 1, -1)
    to[gaps] = -1
    return found, to[code]


def scores(
    column: object,
    *,
    where: str,
    low: float,
    high: float,
    whole: bool = True,
    missing: Missing,
    notes: list[str],
) -> NDArray[Any] | None:
    """Answers on a scale as :func:`surveys.scores` gives them, as a numeric array; NaN where one is missing."""
    values = _numbers(column)
    if values is None or not len(values):
        return None
    import numpy as np

    if values.dtype.kind == "f":
        gaps = np.isnan(values)
        lacking = bool(gaps.any())
        there = values[~gaps] if lacking else values
    else:
        gaps, lacking, there = None, False, values
    if lacking and missing == "error":
        return None
    if len(there) and not (low <= there.min() and there.max() <= high and np.isfinite(float(there.max()))):
        return None
    if whole and there.dtype.kind == "f" and not (there == np.rint(there)).all():
        return None
    if gaps is not None and lacking:
        rows = frames.tally(gaps)
        notes.append(f"{frames.counted(rows.number, 'answer')} missing in {where} ({rows}): left out.")
    return values


def _numbers(column: object) -> NDArray[Any] | None:
    """A column as a numeric array, if it is one or can be read as one without a doubt."""
    if isinstance(column, list | tuple):
        if len(column) < MANY or "numpy" not in sys.modules or not {*map(type, column)} <= {int, float}:
            return None
        import numpy as np

        found = np.asarray(column)
        return found if found.dtype.kind in "if" else None
    if type(column).__module__ == "numpy" and getattr(column, "ndim", 0) == 1:
        array: Any = column
        return array if array.dtype.kind in "iuf" else None
    if foreign.is_column(column):
        column = foreign.series(column, None)
    if type(column).__module__.partition(".")[0] != "pandas" or not hasattr(column, "array"):
        return None
    import numpy as np
    import pandas as pd

    plain: pd.Series[Any] = foreign.plain(pd.Series(column))
    if isinstance(plain.dtype, np.dtype) and plain.dtype.kind in "iuf":
        return plain.to_numpy()
    if pd.api.types.is_numeric_dtype(plain.dtype) and not pd.api.types.is_bool_dtype(plain.dtype):
        return plain.to_numpy(dtype="float64", na_value=np.nan) if plain.dtype != complex else None
    read = translated(plain, lambda values: [surveys.number(value) for value in values])
    if read is None or any(value is None for value in read[0]):
        return None
    return np.array([*read[0], np.nan])[read[1]]


def at_least(found: Any, least: float) -> int:
    """How many of the answers, a list or an array, are ``least`` or more."""
    if isinstance(found, list):
        return sum(1 for score in found if score >= least)
    import numpy as np

    return int(np.count_nonzero(found >= least))


def given(found: NDArray[Any]) -> NDArray[Any]:
    """The answers without those that are missing."""
    import numpy as np

    return found[~np.isnan(found)] if found.dtype.kind == "f" and np.isnan(found.min(initial=0)) else found


def spread(values: Floats, middle: float) -> float:
    """The standard deviation of two values and more about their mean."""
    apart = values - middle
    return math.sqrt(float((apart * apart).sum()) / (len(values) - 1))


def mean_and_interval(
    found: Any, confidence: float, bounds: intervals.Interval
) -> tuple[float, intervals.Interval | None]:
    """The mean of a list or an array and Student's interval of it, as :func:`intervals.mean` gives it."""
    if isinstance(found, list):
        return statistics.fmean(found), intervals.mean(found, confidence, bounds)
    import numpy as np

    size, values = len(found), found.astype("float64", copy=False)
    # Whole numbers add up exactly in any order; other sums are kept exact too, so that no order of rows shows.
    exact = size * max(abs(bounds[0]), abs(bounds[1])) < 2**53 and bool((values == np.rint(values)).all())
    middle = float(values.sum()) / size if exact else math.fsum(values.tolist()) / size
    if size < 2 or values.min() == values.max():
        return middle, None
    deviation = spread(values, middle)
    half = intervals.t_quantile((1 + confidence) / 2, size - 1) * deviation / math.sqrt(size)
    return middle, (max(bounds[0], middle - half), min(bounds[1], middle + half))
