"""A conversation to lead: its turns, each with what can be said, and the key that gives each move its reason."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from mosaic_exercises.kinds.contract import TABLES, Near, Slip, by_reason

Way = tuple[str, ...]  # the ids of what the learner said, in order


class DialogueMove(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True):
    """Something the learner can say, and the turn it leads to. Ids are neutral and unique over the conversation."""

    id: str
    text: str
    to: str


class Turn(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True):
    """What the other says, and what can be answered. A turn without moves is an end of the conversation."""

    id: str
    text: str
    moves: tuple[DialogueMove, ...] = ()


class DialogueTask(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True):
    """``them`` and ``you`` are the names beside the lines. The conversation begins with the first turn; several ways
    may lead to one turn, and none leads back."""

    them: str
    turns: tuple[Turn, ...]
    you: str = "You"


class DialogueKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A reason for each move: ``good`` ones work, ``close`` ones can be defended, ``wrong`` ones do not work. ``why``
    says what all good ways have in common."""

    why: str
    good: dict[str, str]
    wrong: dict[str, Slip] = {}
    close: dict[str, Near] = {}

    __hash__ = by_reason


@lru_cache(TABLES)
def turns(task: DialogueTask) -> dict[str, Turn]:
    """The turns by id."""
    return {turn.id: turn for turn in task.turns}


@lru_cache(TABLES)
def moves(task: DialogueTask) -> dict[str, tuple[Turn, DialogueMove]]:
    """Each move by id, with the turn it answers."""
    return {move.id: (turn, move) for turn in task.turns for move in turn.moves}


def last(task: DialogueTask, way: Way) -> Turn:
    """The turn that a way has come to."""
    return turns(task)[moves(task)[way[-1]][1].to] if way else task.turns[0]


class DialogueView(msgspec.Struct, frozen=True, kw_only=True):
    """The conversation; what can be said at a turn stands in this learner's order."""

    them: str
    you: str
    turns: tuple[Turn, ...]
