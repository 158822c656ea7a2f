"""Columns of polars and pyarrow as pandas series that lose nothing: whole numbers stay whole where some are missing.

Only a library that the caller's own table comes from is ever imported. An object that offers an Arrow stream
(``__arrow_c_stream__``: ibis, duckdb, arro3 and others) is read through pyarrow or polars, whichever is installed.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from mosaic_exercises.models.errors import DataError

if TYPE_CHECKING:
    import pandas as pd

WIDEST = 18
"""Decimal digits that always fit into 64 bits."""


def home(thing: object) -> str:
    """The library that ``thing`` comes from: ``"polars"`` for a polars table."""
    return type(thing).__module__.partition(".")[0]


def native(table: Any, argument: str) -> Any:
    """The pandas, polars or pyarrow table in ``table``, or ``table`` itself if it holds none."""
    if home(table) == "narwhals" and hasattr(table, "to_native"):
        table = table.to_native()
    if home(table) == "pyarrow" and hasattr(table, "to_reader"):  # a record batch has its columns as a table has
        return table
    if home(table) in ("pandas", "polars", "pyarrow") or not hasattr(table, "__arrow_c_stream__"):
        return table
    if find_spec("pyarrow") is not None:
        import pyarrow

        return pyarrow.table(table)
    if find_spec("polars") is not None:
        import polars

        return polars.DataFrame(table)
    raise DataError(
        f"`{argument}` is a {type(table).__name__}, which is read through Arrow: neither pyarrow nor polars is here",
        f"argument `{argument}`",
        "Install pyarrow, or pass a pandas DataFrame.",
    )


def is_table(thing: object) -> bool:
    """Whether ``thing`` is a table of polars or pyarrow that is in memory."""
    return home(thing) in ("polars", "pyarrow") and type(thing).__name__ in ("DataFrame", "Table", "RecordBatch")


def is_column(thing: object) -> bool:
    """Whether ``thing`` is a column of polars or pyarrow."""
    return home(thing) in ("polars", "pyarrow") and not is_table(thing) and hasattr(thing, "null_count")


def names(table: Any) -> list[str]:
    """The names of the columns of a polars or pyarrow table."""
    return list(table.columns) if home(table) == "polars" else list(table.schema.names)


def series(column: Any, name: object) -> pd.Series[Any]:
    """A column of polars or pyarrow as a pandas series."""
    return _of_polars(column, name) if home(column) == "polars" else _of_arrow(column, name)


def plain(column: pd.Series[Any]) -> pd.Series[Any]:
    """A pandas series that Arrow holds inside, as any other."""
    import pandas as pd

    if not isinstance(column.dtype, pd.ArrowDtype):
        return column
    return _of_arrow(column.array.__arrow_array__(), column.name).set_axis(column.index)


def _of_polars(column: Any, name: object) -> pd.Series[Any]:
    import pandas as pd
    import polars as pl

    dtype = column.dtype
    if dtype == pl.Decimal:
        if dtype.scale:
            column = column.cast(pl.Float64)
        else:  # whole numbers, of databases often as wide as can be
            narrow = column.cast(pl.Int64, strict=False)
            if narrow.null_count() > column.null_count():
                return pd.Series(column.to_list(), name=name, dtype=object)
            column = narrow
        dtype = column.dtype
    if dtype in (pl.Categorical, pl.Enum):
        column = column.cast(pl.String)
        dtype = column.dtype
    if dtype == pl.String:
        different = column.drop_nulls().unique()
        if len(different) == 0:
            return pd.Series([None] * len(column), name=name, dtype=object)
        places = pl.Series(range(len(different)), dtype=pl.Int64)
        codes = column.replace_strict(different, places, default=None, return_dtype=pl.Int64).fill_null(-1)
        return _coded(codes.to_numpy(), different.to_list(), name)
    if dtype.is_integer() and dtype.to_python() is int and str(dtype) not in ("Int128", "UInt128"):
        if column.null_count():
            return _gapped(column.fill_null(0).to_numpy(), column.is_null().to_numpy(), name)
        return pd.Series(column.to_numpy(), name=name)
    if dtype == pl.Datetime and dtype.time_zone is not None:
        column = column.dt.replace_time_zone(None)  # the clock of its own zone
    if dtype.is_float() or dtype in (pl.Date, pl.Datetime) or (dtype == pl.Boolean and not column.null_count()):
        return pd.Series(column.to_numpy(), name=name)
    return pd.Series(column.to_list(), name=name, dtype=object)


def _of_arrow(column: Any, name: object) -> pd.Series[Any]:
    import pandas as pd
    import pyarrow as pa
    import pyarrow.compute as pc

    kind = column.type
    if isinstance(kind, pa.BaseExtensionType):
        column = pa.chunked_array([chunk.storage for chunk in getattr(column, "chunks", [column])])
        kind = column.type
    if pa.types.is_decimal(kind):
        try:
            column = column.cast(pa.float64() if kind.scale else pa.int64())
        except pa.ArrowInvalid:  # wider than 64 bits
            return pd.Series(column.to_pylist(), name=name, dtype=object)
        kind = column.type
    if kind == pa.string_view():
        column = column.cast(pa.large_string())
        kind = column.type
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        column = column.dictionary_encode()
        kind = column.type
    if pa.types.is_dictionary(kind):
        if isinstance(column, pa.ChunkedArray):
            column = column.unify_dictionaries().combine_chunks()
        codes = pc.fill_null(column.indices.cast(pa.int64()), -1).to_numpy(zero_copy_only=False)
        return _coded(codes, column.dictionary.to_pylist(), name)
    if pa.types.is_timestamp(kind) and kind.tz is not None:
        column = pc.local_timestamp(column)
    timed = pa.types.is_timestamp(kind) or pa.types.is_date(kind)
    if pa.types.is_integer(kind) and column.null_count:
        return _gapped(_numpy(pc.fill_null(column, 0)), _numpy(pc.is_null(column)), name)
    sure = pa.types.is_boolean(kind) and not column.null_count
    if pa.types.is_integer(kind) or pa.types.is_floating(kind) or timed or sure:
        return pd.Series(_numpy(column), name=name)
    return pd.Series(column.to_pylist(), name=name, dtype=object)


def _numpy(column: Any) -> Any:
    # a chunked column has no such argument: it always copies
    return column.to_numpy() if hasattr(column, "chunks") else column.to_numpy(zero_copy_only=False)


def _gapped(values: Any, missing: Any, name: object) -> pd.Series[Any]:
    import pandas as pd

    return pd.Series(pd.arrays.IntegerArray(values.copy(), missing.copy()), name=name)


def _coded(codes: Any, different: list[Any], name: object) -> pd.Series[Any]:
    """Repeated values as places in the list of the different ones."""
    import numpy as np
    import pandas as pd

    if not different or any(value is None for value in different) or len(set(map(str, different))) < len(different):
        # a dictionary may hold nothing, a gap or the same twice
        values = np.array([*different, None], dtype=object)
        return pd.Series(values[codes], name=name, dtype=object)
    categories = pd.Index(different, dtype=object) if isinstance(different[0], str) else pd.Index(different)
    return pd.Series(pd.Categorical.from_codes(codes, categories=categories), name=name)
