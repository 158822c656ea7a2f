"""What the browser gets of an exercise of the kind objective, and what it hears while a text is typed."""

from __future__ import annotations

from typing import Literal

import msgspec

from mosaic_exercises.kinds.contract import Item, Rubric, RuleView
from mosaic_exercises.kinds.objective.task import Ask, ObjectiveStandIn, Slot
from mosaic_exercises.reading.refs import Offer, Want

Verdict = Literal["yes", "no", "unsure", "ask"]


class ObjectiveView(msgspec.Struct, frozen=True, kw_only=True):
    """The slots, what is asked beside them, the limits (characters), and the rules in words."""

    slots: tuple[Slot, ...]
    aims: tuple[Item, ...]
    ask: tuple[Ask, ...]
    wants: tuple[Want, ...]
    stand_ins: tuple[ObjectiveStandIn, ...]
    rules: tuple[RuleView, ...]
    rubric: tuple[Rubric, ...]
    offers: tuple[Offer, ...]
    limits: dict[str, int]


class SpanView(msgspec.Struct, frozen=True, kw_only=True):
    """Some words of the text (from ``start`` to before ``end``) and what they stand for."""

    start: int
    end: int
    role: str
    words: str


class LetterView(msgspec.Struct, frozen=True, kw_only=True):
    """One of the five letters: the verdict, why, what to try next, and the words on which it ``rests``."""

    letter: str
    verdict: Verdict
    why: str
    try_next: str
    rests: tuple[str, ...] = ()


class LiveView(msgspec.Struct, frozen=True, kw_only=True):
    """What the text in a slot is taken for as it stands, and what is ``missing``."""

    slot: str
    spans: tuple[SpanView, ...]
    missing: tuple[str, ...]
    letters: tuple[LetterView, ...]
