"""A choice: what the learner sees, and its key."""

from __future__ import annotations

from typing import Literal

import msgspec

from mosaic_exercises.kinds.contract import Item, Near, Slip, by_reason

TRUE_FALSE = (Item("true", "True"), Item("false", "False"))


class ChoiceTask(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True):
    """``options`` stand in the learner's own shuffled order unless ``keep_order``; true-false has its own two."""

    mode: Literal["one", "many", "true-false"] = "one"
    options: tuple[Item, ...] = ()
    keep_order: bool = False


class ChoiceKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``right``: the ids of the right options. ``why``: the reason. ``wrong``: a slip for each wrong option;
    ``missed`` (mode many): what to say of a right option that was left out. ``close`` (mode one): options that are
    nearly right; they need no slip."""

    right: tuple[str, ...]
    why: str
    wrong: dict[str, Slip] = {}
    missed: dict[str, str] = {}
    close: dict[str, Near] = {}

    __hash__ = by_reason


def options(task: ChoiceTask) -> tuple[Item, ...]:
    """The options of a task in the author's order."""
    return TRUE_FALSE if task.mode == "true-false" else task.options


class ChoiceView(msgspec.Struct, frozen=True, kw_only=True):
    """The options in this learner's order."""

    mode: Literal["one", "many", "true-false"]
    options: tuple[Item, ...]
