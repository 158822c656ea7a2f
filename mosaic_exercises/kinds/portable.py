"""What an exercise is when it leaves the workbook: questions of the few sorts that other systems know.

A kind turns its task and key into parts (``Kind.portable``); ``mosaic_exercises.bank`` writes parts in each format and
reads them back. All texts are course text in our small markup unless the field says otherwise; ids are neutral.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec


class Option(msgspec.Struct, frozen=True, kw_only=True):
    """One option. ``worth``: the part of the point that it earns when chosen alone, or, among several, 1 for a right
    one and 0 for a wrong one. ``said``: the feedback of whoever chose it; ``missed``: of whoever left it out."""

    id: str
    text: str
    worth: float = 0.0
    said: str = ""
    missed: str = ""


class PortableChoice(msgspec.Struct, frozen=True, kw_only=True, tag="choice"):
    """One of several (``single``), or any number of several. ``shuffle``: the order says nothing."""

    options: tuple[Option, ...]
    single: bool = True
    shuffle: bool = True


class TrueFalse(msgspec.Struct, frozen=True, kw_only=True, tag="true-false"):
    """A statement to judge, and what is said to either answer."""

    right: bool
    said_true: str = ""
    said_false: str = ""


class PortablePair(msgspec.Struct, frozen=True, kw_only=True):
    """An item and the id of the answer that belongs to it, with the reason."""

    id: str
    text: str
    answer: str
    reason: str = ""


class Matching(msgspec.Struct, frozen=True, kw_only=True, tag="matching"):
    """Items, each to be joined to one of ``answers`` ((id, text); several items may share one, some may be spare)."""

    pairs: tuple[PortablePair, ...]
    answers: tuple[tuple[str, str], ...]


class PortableGap(msgspec.Struct, frozen=True, kw_only=True):
    """A gap: the texts that are right, the best first, and texts with what is said to them."""

    id: str
    label: str
    accept: tuple[str, ...]
    slips: tuple[tuple[str, str], ...] = ()
    reason: str = ""


class Blanks(msgspec.Struct, frozen=True, kw_only=True, tag="blanks"):
    """A text with ``{id}`` where something is to be filled in; upper and lower case do not count."""

    sentence: str
    gaps: tuple[PortableGap, ...]


class PortableValue(msgspec.Struct, frozen=True, kw_only=True):
    """A number that a known mistake leads to, and what is said to it."""

    value: float
    tolerance: float = 0.0
    said: str = ""


class Numeric(msgspec.Struct, frozen=True, kw_only=True, tag="numeric"):
    """One number, right within ``tolerance`` (absolute, included). ``unit`` is said in the question.
    ``reason``: what a file of others says to it."""

    value: float
    tolerance: float = 0.0
    unit: str = ""
    slips: tuple[PortableValue, ...] = ()
    reason: str = ""


class Ordering(msgspec.Struct, frozen=True, kw_only=True, tag="ordering"):
    """(id, text) in the right order, with the names of both ends."""

    items: tuple[tuple[str, str], ...]
    start: str = "first"
    end: str = "last"


class Essay(msgspec.Struct, frozen=True, kw_only=True, tag="essay"):
    """Free writing. ``model`` and ``look_for`` are for whoever marks it; ``template``: what stands in the field."""

    model: str = ""
    look_for: tuple[str, ...] = ()
    template: str = ""
    rows: int = 8


Body = PortableChoice | TrueFalse | Matching | Blanks | Numeric | Ordering | Essay


class PortablePart(msgspec.Struct, frozen=True, kw_only=True):
    """One question of an exercise. ``name`` tells it from its sisters ("" where it is alone), ``ask`` is what it adds
    to the exercise's prompt, ``why`` what is said to everybody of this part ("": what the whole says; a part must not
    tell the answer of its sisters), ``share`` its part of the exercise's points."""

    body: Body
    name: str = ""
    ask: str = ""
    why: str = ""
    share: float = 1.0


class Portable(msgspec.Struct, frozen=True, kw_only=True):
    """An exercise as others can ask it. ``why``: what is said to everybody afterwards. ``lost``: what does not come
    along, in words; with no part at all, the reason why the exercise stays here. ``ladder`` and ``plane`` name what a
    picture beside it would show: the rungs from the top down, or the corners of a map with its axes."""

    parts: tuple[PortablePart, ...] = ()
    why: str = ""
    lost: tuple[str, ...] = ()
    ladder: tuple[str, ...] = ()
    plane: tuple[str, ...] = ()


def stays(reason: str) -> Portable:
    """An exercise that cannot leave."""
    return Portable(lost=(reason,))


def never(reason: str) -> Callable[[Any, Any], Portable]:
    """For a kind none of whose exercises can leave."""
    return lambda task, key: stays(reason)  # noqa: ARG005 - the contract's signature


def said(*texts: str) -> str:
    """What is said to one answer, as one text."""
    return " ".join(text for text in texts if text)


def introducing(text: str) -> str:
    """A text with a colon behind it, or as it is where it ends as a sentence."""
    return text if text.rstrip("*\"'”’").endswith((".", "!", "?", ":")) else f"{text}:"


def with_reasons(why: str, parts: Sequence[tuple[str, str]]) -> str:
    """The general reason and those of the parts, for targets that say one thing to everybody."""
    listed = "\n".join(f"- {introducing(text)} {reason}" for text, reason in parts if reason)
    return f"{why}\n\n{listed}" if listed else why
