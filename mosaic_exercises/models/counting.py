"""Two countings that large tables need and numpy lacks: sums that no order of rows changes, and rows that repeat."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from mosaic_exercises.models.columns import Ids
    from mosaic_exercises.models.frames import Table

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]
    Hashes = NDArray[np.uint64]

BLOCK = 1 << 19
"""Rows at a time, so that what lies between needs little memory."""
FEW = 2_000
"""So few rows are compared as they are."""
HASHED = 1 << 21
"""Up to so many rows go into one table of hashes."""
MULTIPLIERS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)


def sums(code: Ints, amount: Floats, size: int) -> Floats:
    """The sum of ``amount`` for each of ``size`` codes, the same whatever the order of the rows.

    Each amount is cut at a power of two so high that the upper parts add up without rounding, and the rest once more;
    what remains is below a part in 2^80 of the largest amount. (J. Demmel & H. D. Nguyen, Fast Reproducible
    Floating-Point Summation, 2013, with two folds.)
    """
    import numpy as np

    total, rest = np.zeros(size), np.zeros(size)
    top = max(float(amount.max(initial=0.0)), -float(amount.min(initial=0.0)))
    if top == 0:
        return total
    most = int(np.bincount(code, minlength=size).max())
    room = math.ceil(math.log2(most)) + 1 - 52 if most > 1 else -52
    upper = 2.0 ** (math.frexp(top)[1] + room)
    upper = max(upper, 2.0**-900)
    lower = upper * 2.0**room
    for start in range(0, len(code), BLOCK):
        own, here = code[start : start + BLOCK], amount[start : start + BLOCK]
        high = here / upper
        np.rint(high, out=high)
        high *= upper
        low = here - high
        total += np.bincount(own, high, size)
        if low.any():
            low /= lower
            np.rint(low, out=low)
            low *= lower
            rest += np.bincount(own, low, size)
    total += rest
    return total


def repeated_rows(table: Table, used: list[str], ids: Ids, when: Ints, paid: Floats | None) -> Bools:
    """Which rows equal an earlier one in every column, as ``DataFrame.duplicated`` finds them.

    ``used`` are the columns that ``ids``, ``when`` (days, or times as they stand) and ``paid`` were read from. Equal
    rows are equal in these three. So a number is made of them, and only rows that share theirs with another are looked
    at further: next by the columns of numbers, at last column by column.
    """
    import numpy as np
    import pandas as pd

    out = np.zeros(table.size, dtype=bool)
    if table.size < FEW:
        out[:] = _duplicated(table.rows(np.arange(table.size)), table, used)
        return out
    mixed = when.view("uint64") * np.uint64(MULTIPLIERS[0])
    mixed += ids.code.view("uint64")
    mixed *= np.uint64(MULTIPLIERS[0])
    if paid is not None:
        mixed ^= _bits(paid)
        mixed *= np.uint64(MULTIPLIERS[1])
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(MULTIPLIERS[2])
    exact: list[Hashes] | None = []  # the columns as numbers that are equal where the column is, if all can be had so
    more: list[Hashes] = []
    for name in table.names:
        numbers = None
        if table.names.count(name) == 1:
            series = table.get(name)
            numbers = _numbers(series)
            if numbers is None and name == used[0] and pd.api.types.is_numeric_dtype(series.dtype):
                numbers = ids.code.view("uint64")
        exact = None if exact is None or numbers is None else [*exact, numbers]
        if numbers is not None and name not in used:
            more.append(numbers)
    if exact and table.size <= HASHED:
        for numbers in more:
            mixed = _mix(mixed, numbers)
        found = _by_place(mixed, exact)
        return out | (_duplicated(table.rows(np.arange(table.size)), table, used) if found is None else found)
    places = _sharing(mixed, None)
    for numbers in more:
        if len(places) < FEW:
            break
        mixed = _mix(mixed, numbers)
        places = _sharing(mixed, places)
    if len(places):
        found = None if not exact else _alike(mixed[places], [numbers[places] for numbers in exact])
        out[places] = _duplicated(table.rows(places), table, used) if found is None else found
    return out


def _mix(mixed: Hashes, numbers: Hashes) -> Hashes:
    import numpy as np

    found = (mixed ^ numbers * np.uint64(MULTIPLIERS[1])) * np.uint64(MULTIPLIERS[2])
    found ^= found >> np.uint64(29)
    return found * np.uint64(MULTIPLIERS[0])


def _by_place(mixed: Hashes, columns: list[Hashes]) -> Bools | None:
    """Which rows equal an earlier one; None if that cannot be told so.

    Each row goes to one of some places by its number. The first row of a place is compared with all that follow there:
    where all are alike, the later ones repeat it. The few places that different rows share are told apart in full.
    """
    import numpy as np

    size = len(mixed)
    bits = math.ceil(math.log2(size)) + 1
    place = (mixed >> np.uint64(64 - bits)).astype("int64")
    holds = np.empty(1 << bits, dtype="int32")
    row = np.arange(size, dtype="int32")
    holds[place[::-1]] = row[::-1]  # the last one written stays
    first = holds[place]
    at = first.astype("int64")
    differs = np.zeros(size, dtype=bool)
    for numbers in columns:
        differs |= numbers.take(at) != numbers
    out: Bools = first != row
    if differs.any():
        shared = np.zeros(1 << bits, dtype=bool)
        shared[place[differs]] = True
        rest = np.flatnonzero(shared[place])
        found = _alike(mixed[rest], [numbers[rest] for numbers in columns])
        if found is None:
            return None
        out[rest] = found
    return out


def _alike(mixed: Hashes, columns: list[Hashes]) -> Bools | None:
    """Which rows equal an earlier one, where equal rows have equal ``mixed``; None if unequal rows have that too."""
    import numpy as np
    import pandas as pd

    group, _ = pd.factorize(mixed)  # groups are numbered in the order in which they come
    reached = np.maximum.accumulate(group)
    first = np.ones(len(mixed), dtype=bool)
    np.not_equal(reached[1:], reached[:-1], out=first[1:])
    if not all((numbers == numbers[first][group]).all() for numbers in columns):
        return None
    return ~first


def _duplicated(rows: pd.DataFrame, table: Table, used: list[str]) -> Any:
    try:
        return rows.duplicated().to_numpy()
    except TypeError:  # a column of lists or dicts, which cannot be compared
        known = [place for place, name in enumerate(table.names) if name in used]
        return rows.iloc[:, known].duplicated().to_numpy()


def _bits(values: Floats) -> Hashes:
    """Floats as the numbers that their bits make; equal floats make equal numbers, and a missing one only one."""
    import numpy as np

    plain = values + 0.0  # -0.0 becomes 0.0
    gone = np.isnan(plain)
    if gone.any():
        plain[gone] = np.nan
    return plain.view("uint64")


def _numbers(series: pd.Series[Any]) -> Hashes | None:
    """A column as whole numbers, equal where its values are; None where that takes as long as comparing them."""
    import numpy as np
    import pandas as pd

    dtype = series.dtype
    if isinstance(dtype, pd.CategoricalDtype):
        return series.cat.codes.to_numpy().astype("int64").view("uint64")
    if isinstance(dtype, np.dtype) and dtype.kind in "iuMmb":
        return series.to_numpy().astype("int64", copy=False).view("uint64")
    if isinstance(dtype, np.dtype) and dtype.kind == "f":
        return _bits(series.to_numpy().astype("float64"))
    return None


def _sharing(mixed: Hashes, among: Ints | None) -> Ints:
    """The places, ascending, whose number stands at another place too; of those in ``among``, if given.

    Half of the number is looked at, and a few places too many are no harm: what they hold is compared afterwards.
    """
    import numpy as np

    here = mixed if among is None else mixed[among]
    half = (here >> np.uint64(32)).astype("uint32")
    ordered = np.sort(half)
    twice = ordered[1:][ordered[1:] == ordered[:-1]]
    if not len(twice):
        return np.zeros(0, dtype="int64")
    bits = min(24, max(10, math.ceil(math.log2(len(twice))) + 4))
    shift = np.uint32(32 - bits)
    marked = np.zeros(1 << bits, dtype=bool)
    marked[twice >> shift] = True
    found = np.flatnonzero(marked[half >> shift])
    return found if among is None else among[found]
