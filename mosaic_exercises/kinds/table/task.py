"""A table asked for, and its key."""

from __future__ import annotations

from typing import Literal

import msgspec

from mosaic_exercises.kinds.contract import by_reason

Cell = float | str | bool | None


class TableColumn(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True):
    """A column that is asked for: its name as in the code, what it holds, and in which unit."""

    name: str
    text: str = ""
    type: Literal["number", "text"] = "number"
    unit: str = ""


class TableTask(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True):
    """``by``: the text column that names a row; ``ordered``: the order of rows counts; ``code``: a beginning to run."""

    columns: tuple[TableColumn, ...]
    by: str
    ordered: bool = False
    code: str = ""


class ColumnSlip(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What to say when ``column`` holds ``values`` (in the key's order of rows) instead of the right ones."""

    column: str
    values: tuple[float, ...]
    why: str
    try_next: str = ""
    misconception: str = ""


class TableKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``rows``: the right cells, in the order of the task's columns. ``tolerance`` is absolute."""

    rows: tuple[tuple[float | str, ...], ...]
    why: str
    tolerance: float = 1e-6
    slips: tuple[ColumnSlip, ...] = ()

    __hash__ = by_reason


class GivenTable(msgspec.Struct, frozen=True):
    """An answer as it was handed over."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
