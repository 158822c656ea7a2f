"""The marking queue's view. Its cards are the gradebook's, which this package may not import."""

from __future__ import annotations

from typing import Literal

import msgspec
from msgspec import UNSET, UnsetType


class PileView(msgspec.Struct, frozen=True, kw_only=True):
    """One item in the list of what there is to mark. ``unjudged``: answers that nobody has judged."""

    item: str
    title: str
    answers: int
    waiting: int
    points: float
    unjudged: int = 0


class CriterionCardView(msgspec.Struct, frozen=True, kw_only=True):
    """One criterion of a card. ``level`` is null until it is judged; ``stale``: it was judged for another answer."""

    id: str
    label: str
    levels: tuple[str, ...]
    level: int | None
    marker: str
    version: int
    stale: bool


class CommentView(msgspec.Struct, frozen=True, kw_only=True):
    """One comment of a card."""

    id: int
    text: str
    author: str
    mine: bool


class TwinView(msgspec.Struct, frozen=True, kw_only=True):
    """An answer that says nearly the same; ``judged``: by a person."""

    ref: str
    said: str
    waiting: bool
    judged: bool
    name: str


class CardView(msgspec.Struct, frozen=True, kw_only=True):
    """One answer before the marker. ``computer``: what the check saw (met, words); ``mark``: what it earns now, null
    while it waits; ``phrases``: comments given before; ``model`` and ``look_for``: what makes a good answer;
    ``name`` is "" while names are hidden."""

    ref: str
    number: int
    of: int
    item: str
    title: str
    prompt: str
    said: str
    outcome: str
    points: float
    waiting: bool
    parts: tuple[CriterionCardView, ...]
    computer: tuple[tuple[bool | None, str], ...]
    mark: float | None
    comments: tuple[CommentView, ...]
    phrases: tuple[str, ...]
    twins: tuple[TwinView, ...]
    model: str
    look_for: tuple[str, ...]
    name: str


class MarkingView(msgspec.Struct, frozen=True, kw_only=True):
    """The marking queue. ``names``: they are shown; ``undo``: how many acts can be taken back."""

    v: Literal[1] = 1
    kind: Literal["marking"] = "marking"
    source: str
    marker: str
    names: bool
    problem: str
    piles: tuple[PileView, ...]
    item: str
    card: CardView | None
    undo: int
    stamp: str | UnsetType = UNSET
