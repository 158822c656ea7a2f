"""A motion with two sides that can both be defended, the key's model answers, and the answer as read."""

from __future__ import annotations

import msgspec

from mosaic_exercises.kinds.contract import Rubric, by_reason


class Side(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True):
    """One side: its ``name`` in a line, and its ``strongest`` point, which whoever takes the other side must answer."""

    id: str
    name: str
    strongest: str


class DebateTask(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True):
    """The ``motion``, its two sides, and how long an answer is (0: no limit)."""

    motion: str
    sides: tuple[Side, ...]
    min_words: int = 0
    max_words: int = 0
    rubric: tuple[Rubric, ...] = ()


class DebateKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``why``: what the two sides disagree about. ``models``: for each side a model answer to the other's point."""

    why: str
    models: dict[str, str]
    look_for: tuple[str, ...] = ()

    __hash__ = by_reason


class Stand(msgspec.Struct, frozen=True):
    """An answer: the side taken ("" for none yet), and what is said to the other's strongest point."""

    side: str = ""
    reply: str = ""


def opposite(task: DebateTask, side: str) -> Side:
    """The side that ``side`` has to answer."""
    return next(one for one in task.sides if one.id != side)


def chosen(task: DebateTask, side: str) -> Side | None:
    """The side that was taken."""
    return next((one for one in task.sides if one.id == side), None)


class DebateView(msgspec.Struct, frozen=True, kw_only=True):
    """The debate, its sides in this learner's order; ``longest``: the most characters that can be checked."""

    motion: str
    sides: tuple[Side, ...]
    min_words: int
    max_words: int
    rubric: tuple[Rubric, ...]
    longest: int


class DivisionView(msgspec.Struct, frozen=True, kw_only=True):
    """How a class divided: answers by side, and all."""

    counts: dict[str, int]
    total: int
