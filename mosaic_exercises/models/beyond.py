"""Transactions that do not fit into memory: a Parquet file, a polars LazyFrame, a duckdb relation.

The file is read several times, each time the rows of one part of the customers, chosen by a hash of the id. A part fits
into memory and is read and counted by the same code as any table, so results and notes are the same; only one row a
customer is kept. duckdb reads Parquet (``pip install 'mosaic-exercises[big]'``), polars its own LazyFrame.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from mosaic_exercises.models import frames, odd_rows, purchases
from mosaic_exercises.models.checks import one_of
from mosaic_exercises.models.columns import foreign, read_day
from mosaic_exercises.models.errors import DataError

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from mosaic_exercises.models.checks import Missing
    from mosaic_exercises.models.frames import Ints
    from mosaic_exercises.models.odd_rows import Odd, Zero
    from mosaic_exercises.models.purchases import Ledger

ROWS = 4_000_000
"""So many rows at a time: about a GiB of work."""
MEMORY = "2GB"
"""What duckdb may use for reading a file."""
SPACES = "".join(
    map(chr, (*range(9, 14), *range(28, 33), 133, 160, 5760, *range(8192, 8203), 8232, 8233, 8239, 8287, 12288))
)
"""What ``str.strip`` takes off an id: ids that differ by it belong to one person, and so into one part."""
OTHERS, PLACE = "every other column", "place of the row"


class FarTable(msgspec.Struct, frozen=True, eq=False):
    """A table somewhere: the names and kinds of its columns (``id``, ``day``, ``number``, or what else they hold).

    ``bounds`` gives the number of rows and the first and last day of those that have all the columns named; ``part``
    one of so many parts of the rows with their places in the whole.
    """

    names: list[str]
    kind: Callable[[str], str]
    bounds: Callable[[Used], tuple[int, Any, Any]]
    part: Callable[[Used, int, int], tuple[frames.Table, Ints]]


class Used(msgspec.Struct, frozen=True):
    """The columns that are read."""

    customer: str
    date: str
    amount: str | None

    @property
    def all(self) -> tuple[str, ...]:
        """Their names."""
        return (self.customer, self.date, *([] if self.amount is None else [self.amount]))


class FarCounts(msgspec.Struct, frozen=True, eq=False):
    """What was counted of each customer: one row an id in order of ``ids``, ``notes`` and the last day that counts."""

    ids: pd.Index[Any]
    table: pd.DataFrame
    notes: list[str]
    later: list[str]
    end: np.datetime64

    def notes_with(self, others: tuple[str, ...] = ()) -> list[str]:
        """All notes, those on what came too late at last, as for a table in memory."""
        return [*self.notes, *others, *self.later]


def source(transactions: Any) -> FarTable | None:
    """The table that ``transactions`` stands for, if it is one out of memory; None for any other."""
    if isinstance(transactions, str | Path):
        text = str(transactions)
        if not text.endswith((".parquet", ".pq")) and not (isinstance(transactions, Path) and transactions.is_dir()):
            return None
        return _parquet(text if text.endswith((".parquet", ".pq")) else f"{text}/*.parquet")
    name = type(transactions).__name__
    if foreign.home(transactions) == "polars" and name == "LazyFrame":
        return _lazy(transactions)
    if foreign.home(transactions) in ("duckdb", "_duckdb") and name == "DuckDBPyRelation":
        return _relation(transactions, None)
    return None


def counted(
    given: FarTable,
    measure: Callable[[Ledger, np.datetime64], pd.DataFrame],
    *,
    customer: str,
    date: str,
    amount: str | None,
    zero: Zero,
    missing: Missing,
    as_of: object = None,
) -> FarCounts:
    """``measure`` of the ledger of each part, put together. Rules, notes and errors as for :func:`purchases.read`."""
    import numpy as np
    import pandas as pd

    one_of(zero, ("purchase", "ignore"), "zero")
    one_of(missing, ("error", "skip"), "missing")
    used = Used(customer, date, amount)
    _check(given, used)
    size, first, last = given.bounds(used)
    if not size:
        raise DataError("The table has columns but no rows", "argument `transactions`", "Check the file.")
    end = None if last is None else np.datetime64(last, "D")
    if as_of is not None:
        end = read_day(as_of, "as_of")
    parts = max(1, math.ceil(size / ROWS))
    odd: Odd | None = None
    tables, indexes, late = [], [], 0
    for place in range(parts):
        table, at = given.part(used, place, parts)
        ledger, own = purchases.read_part(
            table, customer=customer, date=date, amount=amount, zero=zero, date_format=None, at=at
        )
        odd = own if odd is None else odd + own
        if ledger is not None and end is not None:
            late += int(np.count_nonzero(ledger.day > int(end.astype("int64"))))
            tables.append(measure(ledger, end))
            indexes.append(ledger.ids)
        del table, at, ledger, own
    assert odd is not None
    odd_rows.refuse(odd, missing, date)
    if not tables or end is None:
        raise odd_rows.nobody(list(used.all))
    ids = indexes[0].append(indexes[1:])
    order = np.argsort(ids.to_numpy(), kind="stable")
    ids, whole = ids[order], pd.concat(tables, ignore_index=True)
    tables.clear()
    whole = whole.take(order).reset_index(drop=True)
    if not ids.is_unique:
        raise AssertionError("a customer stood in two parts")
    notes = [*odd.notes(customer, amount, zero), *odd_rows.near_twins(ids, customer)]
    if as_of is not None:
        purchases.after_first(end, np.datetime64(first, "D"), np.datetime64(last, "D"))
    return FarCounts(ids, whole, notes, purchases.late_note(late, end), end)


def _check(given: FarTable, used: Used) -> None:
    """Columns that are there and of a kind that needs no guessing."""
    for name, argument in zip(used.all, ("customer", "date", "amount"), strict=False):
        frames.sure(given.names, [], name, argument)
    wants = [(used.date, "day", "a date or a time without zone (a zone decides to which day a time belongs)")]
    wants += [] if used.amount is None else [(used.amount, "number", "a number")]
    for name, wanted, way in wants:
        if given.kind(name) != wanted:
            raise DataError(
                f"Column {name!r} holds {given.kind(name)}",
                f"column {name!r}",
                f"A table out of memory needs {way}: cast it first, for example with "
                "duckdb.read_parquet('my_file.parquet').project('...'), and pass what that gives.",
            )


# duckdb


def _parquet(path: str) -> FarTable:
    if find_spec("duckdb") is None:
        raise DataError(
            "A Parquet file is read with duckdb, which is not installed",
            "argument `transactions`",
            "Install it: pip install 'mosaic-exercises[big]'. Or read the file first: pandas.read_parquet(...).",
        )
    import duckdb

    connection = duckdb.connect(config={"memory_limit": MEMORY})
    try:
        files = connection.execute(
            "select file_name, num_rows from parquet_file_metadata($1) order by file_name", [path]
        ).fetchall()
        relation = connection.read_parquet(path, file_row_number=True, filename=True)
    except duckdb.Error as error:
        raise DataError(
            f"{path!r} cannot be read: {str(error).splitlines()[0]}",
            "argument `transactions`",
            "Check the path: it is one Parquet file, several with *, or a folder of them.",
        ) from error
    before, starts = 0, {}
    for name, rows in files:
        starts[str(name)] = before
        before += int(rows)
    return _relation(relation, starts)


def _relation(relation: Any, starts: dict[str, int] | None) -> FarTable:
    """A duckdb relation; of Parquet files ``starts`` gives the place of each file's first row."""
    kinds = dict(zip(relation.columns, map(str, relation.types), strict=True))
    own = () if starts is None else ("file_row_number", "filename")
    names = [name for name in kinds if name not in own]

    def kind(name: str) -> str:
        text = kinds[name]
        if text == "DATE" or (text.startswith("TIMESTAMP") and "ZONE" not in text):
            return "day"
        if text.split("(")[0] in (*_WHOLE, "FLOAT", "DOUBLE", "DECIMAL", "HUGEINT", "UHUGEINT"):
            return "number"
        return f"{text} values"

    def person(used: Used) -> str:
        quoted = _quoted(used.customer)
        if kinds[used.customer] != "VARCHAR":
            return quoted
        clean = f"trim({quoted}, '{SPACES}')"
        return (
            f"case when {clean} in ({', '.join(map(_text, sorted(frames.MISSING_TEXTS)))}) then null else {clean} end"
        )

    def bounds(used: Used) -> tuple[int, Any, Any]:
        there = [f"{person(used)} is not null"]
        if used.amount is not None:
            there.append(f"{_quoted(used.amount)}::double is not null and not isnan({_quoted(used.amount)}::double)")
        day = f"{_quoted(used.date)}::date"
        sql = (
            f"select count(*), min({day}) filter (where {' and '.join(there)}), "
            f"max({day}) filter (where {' and '.join(there)}) from shop"
        )
        size, first, last = relation.query("shop", sql).fetchall()[0]
        return int(size), first, last

    def part(used: Used, place: int, parts: int) -> tuple[frames.Table, Ints]:
        number = "row_number() over () - 1" if starts is None else _place_sql(starts)
        others = [_quoted(name) for name in names if name not in used.all]
        chosen = [f"{_cast(name, kinds[name], used)} as {_quoted(name)}" for name in used.all]
        chosen += [f"hash({', '.join(others)}) as {_quoted(OTHERS)}"] if others else []
        # a row without id belongs to nobody: such rows are spread, equal ones together
        rest = ", ".join(_quoted(name) for name in used.all[1:])
        share = f"case when {person(used)} is null then hash({rest}) else hash({person(used)}) end % {parts} = {place}"
        rows = f"select *, {number} as {_quoted(PLACE)} from shop"
        found = relation.query("shop", f"select {', '.join(chosen)}, {_quoted(PLACE)} from ({rows}) where {share}")
        return _ordered(found.fetchnumpy())

    return FarTable(names, kind, bounds, part)


_WHOLE = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT")


def _cast(name: str, kind: str, used: Used) -> str:
    """A column as one of the types that numpy keeps whole."""
    quoted = _quoted(name)
    if name == used.amount:
        return f"{quoted}::double"
    if name == used.date or kind in (*_WHOLE, "VARCHAR", "DOUBLE", "FLOAT"):
        return quoted
    if kind.startswith("DECIMAL") and kind.endswith(",0)") and int(kind[8:-3]) <= foreign.WIDEST:
        return f"{quoted}::bigint"
    if kind.startswith("DECIMAL") and not kind.endswith(",0)"):
        return f"{quoted}::double"
    if kind.startswith(("DECIMAL", "HUGEINT", "UHUGEINT", "UUID", "ENUM")):
        return f"{quoted}::varchar"
    raise DataError(
        f"Column {name!r} holds {kind} values, not ids of people",
        f"column {name!r}",
        "Name the column that tells one customer from another with customer='...'.",
    )


def _place_sql(starts: dict[str, int]) -> str:
    if len(starts) == 1:
        return "file_row_number"
    cases = " ".join(f"when {_text(name)} then {start}" for name, start in starts.items())
    return f"file_row_number + case filename {cases} end"


def _ordered(found: dict[str, Any]) -> tuple[frames.Table, Ints]:
    """What duckdb gave, in the order of the rows."""
    import numpy as np
    import pandas as pd

    at = np.asarray(found.pop(PLACE), dtype="int64")
    order = np.argsort(at, kind="stable") if (at[1:] < at[:-1]).any() else slice(None)
    table = pd.DataFrame({name: _series(column)[order] for name, column in found.items()}, copy=False)
    return frames.opened(table, "transactions"), at[order]


def _series(column: Any) -> Any:
    """A numpy column of duckdb, masked where something is missing, as pandas holds it without loss."""
    import numpy as np
    import pandas as pd

    mask = np.ma.getmaskarray(column) if isinstance(column, np.ma.MaskedArray) and np.ma.is_masked(column) else None
    values = np.asarray(column)
    if mask is None:
        return pd.array(values) if values.dtype == object else values
    if values.dtype.kind in "iu":
        return pd.arrays.IntegerArray(values.copy(), mask.copy())
    values = values.copy()
    values[mask] = {"f": np.nan, "M": "NaT"}.get(values.dtype.kind)  # a NaT of no unit is deprecated
    return values


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


# polars


def _lazy(table: Any) -> FarTable:
    import polars as pl

    schema = table.collect_schema()

    def kind(name: str) -> str:
        dtype = schema[name]
        if dtype == pl.Date or (dtype == pl.Datetime and dtype.time_zone is None):
            return "day"
        return "number" if dtype.is_numeric() else f"{dtype} values"

    def person(used: Used) -> Any:
        column = pl.col(used.customer)
        if schema[used.customer] in (pl.Categorical, pl.Enum):
            column = column.cast(pl.String)
        elif schema[used.customer] != pl.String:
            return column
        clean = column.str.strip_chars(SPACES)
        return pl.when(clean.is_in(sorted(frames.MISSING_TEXTS))).then(None).otherwise(clean)

    def bounds(used: Used) -> tuple[int, Any, Any]:
        there = person(used).is_not_null()
        if used.amount is not None:
            amount = pl.col(used.amount).cast(pl.Float64)
            there &= amount.is_not_null() & amount.is_not_nan()
        day = pl.col(used.date).cast(pl.Date).filter(there)
        found = table.select(pl.len(), day.min().alias("first"), day.max().alias("last")).collect(engine="streaming")
        size, first, last = found.row(0)
        return int(size), first, last

    def part(used: Used, place: int, parts: int) -> tuple[frames.Table, Ints]:
        others = [name for name in schema.names() if name not in used.all]
        rest = pl.struct(list(used.all[1:])).hash(seed=7)
        share = pl.when(person(used).is_null()).then(rest).otherwise(person(used).hash(seed=7))
        extra = [pl.struct(others).hash(seed=9).alias(OTHERS)] if others else []
        lazy = table.with_row_index(PLACE).filter(share % parts == place)
        found = lazy.select(*used.all, *extra, PLACE).collect(engine="streaming").sort(PLACE)
        at = found[PLACE].to_numpy().astype("int64")
        return frames.opened(found.drop(PLACE), "transactions"), at

    return FarTable(schema.names(), kind, bounds, part)
