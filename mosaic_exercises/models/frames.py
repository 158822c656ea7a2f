"""Somebody's own table, of whatever library: its columns by name, with errors that name the column and the rows.

Rows are counted as a person counts them: the first row of data is row 1. What is in a column is read by
:mod:`mosaic_exercises.models.columns`.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from mosaic_exercises.models.errors import DataError

if TYPE_CHECKING:
    from typing import Protocol, TypeAlias

    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Bools = NDArray[np.bool_]
    Ints = NDArray[np.int64]

    class ArrowStream(Protocol):
        """A table that gives its columns by Arrow's stream, as those of polars, pyarrow, duckdb and ibis do."""

        def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

    TableLike: TypeAlias = pd.DataFrame | ArrowStream
    """A table in memory, of whatever library: what :func:`opened` reads."""

# What a missing value becomes when a column is turned into text too early (`astype(str)`).
MISSING_TEXTS = frozenset({"", "nan", "NaN", "None", "<NA>", "NaT"})


SHOWN = 5
"""So many rows are named in a message."""
BLOCK = 1 << 15
"""Rows at a time, where it matters: what lies between stays in the processor's cache, and needs no new memory."""


def blocks(size: int) -> list[slice]:
    """The rows of a table in blocks."""
    return [slice(start, start + BLOCK) for start in range(0, size, BLOCK)]


class RowTally(msgspec.Struct, frozen=True):
    """How many rows, and the first few of them, counted from 1."""

    number: int = 0
    first: tuple[int, ...] = ()

    def __add__(self, other: RowTally) -> RowTally:
        return RowTally(self.number + other.number, tuple(sorted((*self.first, *other.first))[:SHOWN]))

    def __str__(self) -> str:
        head = ", ".join(f"{row:,}" for row in self.first)
        more = f" and {self.number - len(self.first):,} more" if self.number > len(self.first) else ""
        return f"{'row' if self.number == 1 else 'rows'} {head}{more}"


def tally(bad: Sequence[bool] | Bools, at: Ints | None = None) -> RowTally:
    """The rows where ``bad`` is true; ``at`` are their places in a larger table, counted from 0."""
    import numpy as np

    flags = np.asarray(bad, dtype=bool)
    number = int(np.count_nonzero(flags))
    if not number:
        return RowTally()
    if at is None:
        step, found = 4096, np.zeros(0, dtype="int64")
        start = int(flags.argmax())
        while len(found) < min(SHOWN, number):
            found = np.flatnonzero(flags[start : start + step]) + start
            step *= 8
    else:
        found = np.sort(at[flags])
    return RowTally(number, tuple(int(place) + 1 for place in found[:SHOWN]))


def rows_text(bad: Sequence[bool] | Bools, at: Ints | None = None) -> str:
    """``row 3``, or ``rows 3, 7, 9, 12, 15 and 20 more``: where ``bad`` is true, counting the first row as 1."""
    return str(tally(bad, at))


def counted(number: int, noun: str) -> str:
    """``1 row``, ``3,654 rows``: for nouns whose plural is a plain s."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def examples(values: Sequence[object], limit: int = 3) -> str:
    """The first few different values, quoted and cut short, for a message."""
    seen = list(dict.fromkeys(repr(value) for value in values))
    head = ", ".join(text if len(text) <= 30 else f"{text[:27]}..." for text in seen[:limit])
    return f"{head}, ..." if len(seen) > limit else head


def same_rows(given: Mapping[str, Any]) -> None:
    """Raise a DataError if pandas columns or tables that are paired row by row have different indexes.

    By place they would be paired wrongly, and nothing would show it. ``given`` are they by argument or name; what is in
    a dict of columns is looked at too, and what has no index is let through.
    """
    columns: dict[str, Any] = {}
    for name, thing in given.items():
        inside = isinstance(thing, Mapping)
        columns |= {f"{name}[{key!r}]": one for key, one in thing.items()} if inside else {name: thing}
    marked = [
        (name, thing.index)
        for name, thing in columns.items()
        if type(thing).__module__.partition(".")[0] == "pandas" and hasattr(thing, "index")
    ]
    for name, index in marked[1:]:
        first, other = marked[0]
        if len(other) == len(index) and not other.equals(index):
            raise DataError(
                f"The rows of `{first}` and `{name}` are not the same people in the same order: their indexes differ",
                f"`{first}` and `{name}`",
                "Take both from one table; or give both the person's id as index and sort them; or, if the order is "
                "right as it stands, drop the index of each: column.reset_index(drop=True).",
            )


def require_table(table: object, argument: str) -> pd.DataFrame:
    """``table`` itself, if it is a pandas DataFrame; one of another library as pandas has it."""
    import pandas as pd

    if isinstance(table, pd.DataFrame):
        return table
    found = opened(table, argument)
    return pd.DataFrame({name: found.get(name) for name in found.names})


def no_table(thing: object, argument: str) -> DataError:
    """The error for what is no table."""
    if hasattr(thing, "collect"):  # a query that nobody has run yet
        return DataError(
            f"`{argument}` is a {type(thing).__name__}, not a table in memory",
            f"argument `{argument}`",
            "Pass what its collect() returns.",
        )
    return DataError(
        f"`{argument}` is a {type(thing).__name__}, not a table",
        f"argument `{argument}`",
        "Pass a table of pandas, polars or pyarrow, for example "
        "pandas.read_csv('my_file.csv', dtype={'customer_id': str}).",
    )


def is_table(thing: object) -> bool:
    """Whether ``thing`` is a table of a library that :func:`opened` knows, asked without importing any."""
    if isinstance(thing, Table):
        return True
    return (hasattr(thing, "columns") or hasattr(thing, "schema")) and (
        hasattr(thing, "iloc") or hasattr(thing, "__arrow_c_stream__") or hasattr(thing, "to_native")
    )


class Table(msgspec.Struct, frozen=True, eq=False):
    """A table of any library: the ``names`` of its columns, its ``size`` in rows, a column by name (:func:`column`
    finds the one that is meant), and some of its rows, by place, as a pandas table."""

    names: list[Any]
    index: list[Any]
    size: int
    get: Callable[[Any], pd.Series[Any]]
    rows: Callable[[Any], pd.DataFrame]


def opened(table: Any, argument: str) -> Table:
    """A table of pandas, polars or pyarrow, or of whatever offers an Arrow stream; else a DataError is raised."""
    import pandas as pd

    from mosaic_exercises.models.columns import foreign

    if isinstance(table, Table):
        return table
    found = foreign.native(table, argument)
    if isinstance(found, pd.DataFrame):
        names, index = list(found.columns), list(found.index.names)
        return Table(names, index, len(found), found.__getitem__, lambda places: found.iloc[places])
    if not foreign.is_table(found):
        raise no_table(table, argument)

    def rows(places: Any) -> pd.DataFrame:
        part = found[places] if foreign.home(found) == "polars" else found.take(places)
        return pd.DataFrame({name: foreign.series(part[name], name) for name in foreign.names(part)})

    size = found.height if foreign.home(found) == "polars" else found.num_rows
    return Table(foreign.names(found), [], size, lambda name: foreign.series(found[name], name), rows)


def column(table: Table | TableLike, name: str, argument: str) -> pd.Series[Any]:
    """The one column called ``name``; ``argument`` is the argument by which the caller chooses another."""
    table = opened(table, argument)
    sure(table.names, table.index, name, argument)
    return table.get(name)


def sure(columns: list[Any], index: list[Any], name: str, argument: str) -> None:
    """Raise a DataError unless exactly one of ``columns`` is called ``name``."""
    count = sum(1 for existing in columns if isinstance(existing, str) and existing == name)
    count = count or sum(1 for existing in columns if existing == name)
    if count == 1:
        return
    if count > 1:
        raise DataError(
            f"{count} columns are called {name!r}",
            f"column {name!r}",
            "Give each column its own name: table.columns = [...].",
        )
    if name in index:
        raise DataError(
            f"{name!r} is the index of the table, not a column",
            f"argument `{argument}`",
            "Make it a column first: table = table.reset_index().",
        )
    names = [str(existing) for existing in columns]
    if len(names) == 1 and (mark := next((mark for mark in ";\t|" if mark in names[0]), "")):
        raise DataError(
            f"There is no column {name!r}: the whole heading is one column, {names[0]!r}",
            f"argument `{argument}`",
            f"The file is parted by {mark!r}: read it with pandas.read_csv('my_file.csv', sep={mark!r})"
            + (", and decimal=',' if it writes 1,5." if mark == ";" else "."),
        )
    close = difflib.get_close_matches(str(name).lower(), [text.lower() for text in names], n=1, cutoff=0.6)
    hint = next((text for text in names if close and text.lower() == close[0]), "")
    there = ", ".join(repr(text) for text in names[:12]) + (", ..." if len(names) > 12 else "")
    raise DataError(
        f"There is no column {name!r}",
        f"argument `{argument}`; the columns are {there or 'none'}",
        f"Name the right one: {argument}={hint!r}." if hint else f"Name the right one with {argument}='...'.",
    )
