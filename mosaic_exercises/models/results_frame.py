"""Results as pandas tables: one row a record, one column a field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    import pandas as pd


def frame_of(
    records: Iterable[msgspec.Struct] | Mapping[str, Any],
    *,
    first: Mapping[str, Iterable[object]] | None = None,
    notes: Iterable[str] = (),
) -> pd.DataFrame:
    """A table of ``records``, in their order. ``attrs["notes"]`` are ``notes``.

    A record or dict inside a record becomes columns of its own (``strength`` with ``clear``: ``strength_clear``);
    tuples, which have no one cell, are left out. ``first`` are columns to put before. A mapping from name to record, as
    ``segment=`` gives, has its names in the column ``segment``.
    """
    import pandas as pd

    if isinstance(records, Mapping):
        first = {"segment": list(records), **(first or {})}
        records = records.values()
    rows = [_cells(record) for record in records]
    table = pd.DataFrame(rows)
    for place, (name, column) in enumerate((first or {}).items()):
        table.insert(place, name, list(column))
    table.attrs = {"notes": list(notes)}
    return table


def _cells(record: msgspec.Struct) -> dict[str, object]:
    out: dict[str, object] = {}
    for name in record.__struct_fields__:
        value = getattr(record, name)
        if isinstance(value, msgspec.Struct):
            out |= {f"{name}_{inner}": cell for inner, cell in _cells(value).items()}
        elif isinstance(value, Mapping):
            out |= {f"{name}_{key}": cell for key, cell in value.items() if not isinstance(cell, tuple | list | dict)}
        elif not isinstance(value, tuple | list):
            out[name] = value
    return out
