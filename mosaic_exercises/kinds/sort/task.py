"""Cards to sort into bins, and their key."""

from __future__ import annotations

from typing import Literal

import msgspec

from mosaic_exercises.kinds.contract import by_reason

Placed = tuple[str | None, ...]  # for each card, in the author's order, its bin's id or None; () where all are None


class Bin(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True):
    """A place for cards; ``text`` says what belongs there."""

    id: str
    name: str
    text: str = ""


class SortCard(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True):
    """A thing to place; ``detail`` is the smaller print on it."""

    id: str
    text: str
    detail: str = ""


class SortTask(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True):
    """``bins`` keep the author's order (on a ladder: lowest rung first); cards are shuffled by learner."""

    bins: tuple[Bin, ...]
    cards: tuple[SortCard, ...]
    layout: Literal["bins", "ladder"] = "bins"


class MisplacedCard(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What to say when ``card`` is put in ``bin``."""

    card: str
    bin: str
    why: str
    try_next: str = ""
    misconception: str = ""


class CloseCard(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A near miss: ``card`` in ``bin`` can be defended, though another bin is better. It earns ``worth``."""

    card: str
    bin: str
    why: str
    worth: float = 0.5
    try_next: str = ""
    misconception: str = ""


class SortKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``place``: for each card the ids of the bins that are right (two where both can be defended equally well).
    ``reasons``: why, said of a card placed right. ``close``: placements that are nearly right.
    ``elsewhere``: for a bin, what belongs there; said of each wrong placement in it that has no words of its own."""

    place: dict[str, tuple[str, ...]]
    why: str
    reasons: dict[str, str] = {}
    elsewhere: dict[str, str] = {}
    wrong: tuple[MisplacedCard, ...] = ()
    close: tuple[CloseCard, ...] = ()

    __hash__ = by_reason
