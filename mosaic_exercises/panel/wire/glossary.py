"""The glossary as it travels: in one reply, when somebody opens it."""

from __future__ import annotations

from typing import Literal

import msgspec
from msgspec import UNSET, UnsetType


class TermPlaceView(msgspec.Struct, frozen=True, kw_only=True):
    """A place in the course: its words, its notebook's file, and the cell's id there."""

    title: str
    file: str
    cell: str


class TermView(msgspec.Struct, frozen=True, kw_only=True):
    """A term, in the course's markup, under its ``letter``. ``unlike`` is the id of the term that it is mixed up with,
    ``related`` are ids of terms; ``yours``: what the learner made with it."""

    id: str
    letter: str
    term: str
    meaning: str
    formula: str
    example: str
    trap: str
    unlike: str
    related: tuple[str, ...]
    taught: TermPlaceView | None
    practised: tuple[TermPlaceView, ...]
    yours: tuple[TermPlaceView, ...]


class GlossaryView(msgspec.Struct, frozen=True, kw_only=True):
    """The page of the glossary, without a word of it: ``count``: how many terms there are, ``term``: the id of the one
    to show first, "" for none."""

    v: Literal[1] = 1
    kind: Literal["glossary"] = "glossary"
    count: int
    term: str
    stamp: str | UnsetType = UNSET
