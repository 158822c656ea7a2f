"""Two countings that large tables need and numpy lacks: sums that no order of rows changes, and rows that repeat."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from mosaic_exercises.models import frames

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from mosaic_exercises.models.columns import Ids

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]
    Hashes = NDArray[np.uint64]
    Numbers = NDArray[Any]

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
    step = max(frames.BLOCK, 4 * size)  # each block costs as much again as there are codes
    for start in range(0, len(code), step):
        own, here = code[start : start + step], amount[start : start + step]
        high = here * (1 / upper)  # powers of two: exact, and faster than to divide
        np.rint(high, out=high)
        high *= upper
        low = here - high
        total += np.bincount(own, high, size)
        if low.any():
            low *= 1 / lower
            np.rint(low, out=low)
            low *= lower
            rest += np.bincount(own, low, size)
    total += rest
    return total


def repeated_rows(table: frames.Table, used: list[str], ids: Ids, when: Ints, paid: Floats | None) -> Bools:
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
    exact: list[Numbers] | None = []  # the columns as numbers that are equal where the column is, if all can be had so
    more: list[Numbers] = []
    for name in table.names:
        numbers = None
        if table.names.count(name) == 1:
            series = table.get(name)
            numbers = _numbers(series)
            if numbers is None and name == used[0] and pd.api.types.is_numeric_dtype(series.dtype):
                numbers = ids.code
        exact = None if exact is None or numbers is None else [*exact, numbers]
        if numbers is not None and name not in used:
            more.append(numbers)

    def mixed(part: slice, others: list[Numbers]) -> Hashes:
        here = when[part].view("uint64") * np.uint64(MULTIPLIERS[0])
        here += ids.code[part].view("uint64")
        here *= np.uint64(MULTIPLIERS[0])
        if paid is not None:
            here ^= _bits(paid[part])
            here *= np.uint64(MULTIPLIERS[1])
        here ^= here >> np.uint64(29)
        here *= np.uint64(MULTIPLIERS[2])
        for numbers in others:
            here = _mix(here, _bits(numbers[part]))
        return here

    if exact:
        parts = _parts(table.size, when, ids.code)
        if all(part.stop - part.start <= HASHED for part in parts):
            for part in parts:
                out[part] = _by_place(mixed(part, more), [numbers[part] for numbers in exact])
            return out
    among = np.empty(table.size, dtype="uint64")
    for part in frames.blocks(table.size):
        among[part] = mixed(part, [])
    places = _sharing(among, None)
    for numbers in more:
        if len(places) < FEW:
            break
        among = _mix(among, _bits(numbers))
        places = _sharing(among, places)
    if len(places):
        found = None if not exact else _alike(among[places], [_bits(numbers[places]) for numbers in exact])
        out[places] = _duplicated(table.rows(places), table, used) if found is None else found
    return out


def _parts(size: int, *columns: Ints) -> list[slice]:
    """Parts of the table, none of which holds a row that equals one in another part.

    Where a column never falls from row to row, as the dates of most exports, rows that differ in it are never equal: a
    part ends where it rises. The parts are so small that all about them stays in the processor's cache.
    """
    import numpy as np

    for column in columns:
        steps = (slice(start, start + frames.BLOCK + 1) for start in range(0, size, frames.BLOCK))
        if not all((own[1:] >= own[:-1]).all() for own in (column[step] for step in steps)):
            continue
        ends = [0]
        while ends[-1] < size:
            end = min(ends[-1] + frames.BLOCK, size)
            if end < size:
                before = int(np.searchsorted(column, column[end], "left"))
                end = before if before > ends[-1] else int(np.searchsorted(column, column[end], "right"))
            ends.append(end)
        return [slice(*ends[at : at + 2]) for at in range(len(ends) - 1)]
    return [slice(0, size)]


def _mix(mixed: Hashes, numbers: Hashes) -> Hashes:
    import numpy as np

    found = (mixed ^ numbers * np.uint64(MULTIPLIERS[1])) * np.uint64(MULTIPLIERS[2])
    found ^= found >> np.uint64(29)
    return found * np.uint64(MULTIPLIERS[0])


def _by_place(mixed: Hashes, columns: list[Numbers]) -> Bools:
    """Which rows equal an earlier one, where equal rows have equal ``mixed``.

    Each row goes to one of some places by its number. The first row of a place is compared with all that follow there:
    who is like it repeats it. Who is not cannot equal those who are; these few go to places of their own, and so on.
    """
    import numpy as np

    bits = max(1, math.ceil(math.log2(len(mixed))))
    shift = np.uint64(64 - bits)
    holds = np.empty(1 << bits, dtype="int32")
    found: Bools = np.empty(len(mixed), dtype=bool)
    left: Ints | None = None  # the rows that are still compared; None: all
    while len(mixed):
        row = np.arange(len(mixed), dtype="int32")
        blocks = frames.blocks(len(mixed))
        for block in reversed(blocks):
            holds[(mixed[block] >> shift).view("int64")[::-1]] = row[block][::-1]  # the last one written stays
        later, differs = np.empty(len(mixed), dtype=bool), np.zeros(len(mixed), dtype=bool)
        for block in blocks:
            first = holds.take((mixed[block] >> shift).view("int64"))
            np.not_equal(first, row[block], out=later[block])
            at = first.astype("int64")
            for numbers in columns:
                differs[block] |= _bits(numbers.take(at)) != _bits(numbers[block])
        if left is None:
            found = later
        else:
            found[left] = later
        rest = np.flatnonzero(differs)
        left = rest if left is None else left[rest]
        mixed, columns = mixed[rest], [numbers[rest] for numbers in columns]
        mixed = (mixed ^ mixed >> np.uint64(32)) * np.uint64(MULTIPLIERS[0])  # other bits come first
    return found


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


def _duplicated(rows: pd.DataFrame, table: frames.Table, used: list[str]) -> Any:
    try:
        return rows.duplicated().to_numpy()
    except TypeError:  # a column of lists or dicts, which cannot be compared
        known = [place for place, name in enumerate(table.names) if name in used]
        return rows.iloc[:, known].duplicated().to_numpy()


def _bits(values: Numbers) -> Hashes:
    """Floats as the numbers that their bits make; equal floats make equal numbers, and a missing one only one."""
    import numpy as np

    if values.dtype.kind != "f":
        return values.view("uint64")
    plain = values + 0.0  # -0.0 becomes 0.0
    gone = np.isnan(plain)
    if gone.any():
        plain[gone] = np.nan
    return plain.view("uint64")


def _numbers(series: pd.Series[Any]) -> Numbers | None:
    """A column as numbers of 64 bits, equal where its values are; None where that takes as long as comparing them."""
    import numpy as np
    import pandas as pd

    dtype = series.dtype
    if isinstance(dtype, pd.CategoricalDtype):
        return series.cat.codes.to_numpy().astype("int64")
    if isinstance(dtype, np.dtype) and dtype.kind in "Mm":
        return series.to_numpy().view("int64")
    if isinstance(dtype, np.dtype) and dtype.kind in "iub":
        return series.to_numpy().astype("int64", copy=False)
    if isinstance(dtype, np.dtype) and dtype.kind == "f":
        return series.to_numpy().astype("float64", copy=False)
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
