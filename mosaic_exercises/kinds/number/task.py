"""A number asked for, and its key."""

from __future__ import annotations

import msgspec


class NumberTask(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True):
    """``unit`` ("EUR", "%", "customers") stands after the field, or before it. ``decimals``: how many to show.

    ``low`` and ``high`` bound what is plausible: a wrong value outside is told so.
    """

    unit: str = ""
    unit_before: bool = False
    decimals: int | None = None
    placeholder: str = ""
    low: float | None = None
    high: float | None = None


class NumberSlip(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What to say to a wrong value that a known mistake leads to. ``tolerance``: that of the key where not given."""

    value: float
    why: str
    tolerance: float | None = None
    try_next: str = ""
    misconception: str = ""


class NumberKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``tolerance`` is absolute and included. ``steps``: the working, line by line, shown with the solution."""

    value: float
    why: str
    tolerance: float = 0.0
    steps: tuple[str, ...] = ()
    slips: tuple[NumberSlip, ...] = ()


class NumberView(msgspec.Struct, frozen=True, kw_only=True):
    """What stands around the field. What is plausible stays with Python: it narrows the answer down."""

    unit: str
    unit_before: bool
    decimals: int | None
    placeholder: str
