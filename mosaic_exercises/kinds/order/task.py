"""Items to order, and their key."""

from __future__ import annotations

import msgspec

from mosaic_exercises.kinds.contract import Item, by_reason


class OrderTask(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True):
    """``items`` in any order of the author's; ``from_label`` and ``to_label`` name the two ends of the row."""

    items: tuple[Item, ...]
    from_label: str = "first"
    to_label: str = "last"


class Swap(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What to say when ``before`` stands anywhere before ``after``, though the right order is the other way round."""

    before: str
    after: str
    why: str
    try_next: str = ""
    misconception: str = ""


class OrderKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``order``: all ids, first to last. ``reasons``: why an item stands where it stands."""

    order: tuple[str, ...]
    why: str
    reasons: dict[str, str] = {}
    swaps: tuple[Swap, ...] = ()

    __hash__ = by_reason
