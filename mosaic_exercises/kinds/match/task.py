"""Items to match, and their key."""

from __future__ import annotations

import msgspec

from mosaic_exercises.kinds.contract import Item, by_reason

Pairs = tuple[str | None, ...]  # for each left item, in the author's order, its right item or None; () where all are


class MatchTask(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True):
    """``left`` keeps the author's order, ``right`` is shuffled by learner and may have spares.

    ``reuse``: whether one right item may be joined to several left ones. The labels head the two sides.
    """

    left: tuple[Item, ...]
    right: tuple[Item, ...]
    left_label: str = ""
    right_label: str = ""
    reuse: bool = False


class WrongPair(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What to say when ``left`` is joined to ``right``."""

    left: str
    right: str
    why: str
    try_next: str = ""
    misconception: str = ""


class ClosePair(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A near miss: ``left`` with ``right`` can be defended, though another partner is better. It earns ``worth``."""

    left: str
    right: str
    why: str
    worth: float = 0.5
    try_next: str = ""
    misconception: str = ""


class MatchKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``pairs``: for each left item the right items that fit. ``reasons``: why, said of a pair that is right.
    ``close``: pairs that are nearly right. ``elsewhere``: for a right item, what it would fit; said of each wrong
    pair with it that has no words of its own."""

    pairs: dict[str, tuple[str, ...]]
    why: str
    reasons: dict[str, str] = {}
    elsewhere: dict[str, str] = {}
    slips: tuple[WrongPair, ...] = ()
    close: tuple[ClosePair, ...] = ()

    __hash__ = by_reason
