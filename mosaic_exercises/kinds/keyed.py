"""The check of an answer made of parts, each judged by its key: cards, pairs, gaps, points, options.

What is said of a part that is right or wrong, the table of everything that can be said of one exercise, and what the
parts earn together. Pure; a kind keeps the tables, because it alone knows its task and key.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Protocol

import msgspec

from mosaic_exercises.kinds.contract import Slip, close_words
from mosaic_exercises.results import Criterion, Result, graded

Moves = tuple[dict[str, Criterion], ...]
"""For each part, in the task's order, what to say of it in each place."""


class Reply(Protocol):
    """What a key says to one wrong move; a near miss also says what it is ``worth``."""

    @property
    def why(self) -> str: ...
    @property
    def try_next(self) -> str: ...
    @property
    def misconception(self) -> str: ...


class Wording(msgspec.Struct, frozen=True, kw_only=True):
    """How a kind counts its parts: "2 of 3 ``parts`` are ``right``", or ``none``. ``unanswered``: one part without an
    answer, and several. ``again``: what to do about them. ``nought``: whether "0 of 3" is said in place of ``none``
    where some are close."""

    parts: str
    right: str
    none: str
    unanswered: tuple[str, str] = ("", "")
    again: str = ""
    nought: bool = False


def right(part: str, item: str, seen: str, reason: str = "") -> Criterion:
    """A part that is right, and why."""
    return Criterion(part, True, seen, reason, item=item)


def wrong(part: str, item: str, seen: str, reply: Reply) -> Criterion:
    """A part that is not, and what its key says to it. A near miss is wrong, too, and earns what it is worth."""
    said = (seen, reply.why, reply.try_next, item, reply.misconception)
    worth: float | None = getattr(reply, "worth", None)
    return Criterion(part, False, *said) if worth is None else Criterion(part, False, *said, worth=worth)


def moves(
    part: str,
    fits: Mapping[str, Collection[str]],
    places: Collection[str],
    *,
    seen: Callable[[str, str], str],
    replies: Mapping[tuple[str, str], Reply],
    lost: Callable[[str], Slip],
    reasons: Mapping[str, str],
) -> Moves:
    """What to say of each item of ``fits`` (item id -> the places that are right) in each of the places.

    ``seen(item, place)``: the move in words. ``replies``: to (item, place), slips and near misses. ``lost(place)``: to
    any other wrong move. Nothing said of a wrong move names the place that is right, unless its author did.
    """

    def said(item: str, place: str) -> Criterion:
        if place in fits[item]:
            return right(part, item, seen(item, place), reasons.get(item, ""))
        return wrong(part, item, seen(item, place), replies.get((item, place)) or lost(place))

    return tuple({place: said(item, place) for place in places} for item in fits)


def grades(wording: Wording, total: int, why: str) -> tuple[Result, ...]:
    """By how many of ``total`` parts are right, 0 to all: what that earns, without criteria. ``why`` is said of all."""
    some = [graded(hits / total, _counted(wording, hits, total) if hits else wording.none, ()) for hits in range(total)]
    return (*some, graded(1, why, ()))


def _counted(wording: Wording, hits: int, total: int) -> str:
    return f"{hits} of {total} {wording.parts}{'is' if hits == 1 else 'are'} {wording.right}."


def judged(wording: Wording, table: Sequence[Result], said: tuple[Criterion, ...]) -> Result:
    """What the answered parts earn together: the right ones over all, a near miss what it is worth. A part without an
    answer earns nothing and is not called wrong. ``table``: see ``grades``."""
    total, hits = len(table) - 1, len([None for c in said if c.met])
    grade = table[hits]
    if near := [c.worth for c in said if c.worth]:
        words = _counted(wording, hits, total) if hits or wording.nought else wording.none
        grade = graded((hits + sum(near)) / total, words + close_words(len(near)), ())
    if left := total - len(said):
        seen = wording.unanswered[0] if left == 1 else f"{left} {wording.unanswered[1]}"
        said += (Criterion("complete", False, seen, try_next=wording.again),)
    return Result(grade.outcome, grade.score, grade.summary, said)
