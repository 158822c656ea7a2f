"""The chain from one's own work to the end customer: who comes next, who stands between, who benefits in the end."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from mosaic_exercises.models import surveys
from mosaic_exercises.models.errors import DataError


class Chain(msgspec.Struct, frozen=True):
    """``direct`` takes over from ``me``; ``end`` benefits last; ``between`` stand in order between the two.

    ``before`` are those whose work reaches me: I am a customer of the last of them.
    """

    steps: tuple[str, ...]
    me: str
    before: tuple[str, ...]
    direct: str
    between: tuple[str, ...]
    end: str
    notes: tuple[str, ...]


def chain(steps: Sequence[str], me: str | int = 0) -> Chain:
    """Read a chain of work, written from first to last. ``me`` is my own step: its name, or its place counted from 0.

    Raises DataError for fewer than two steps, an empty step, a ``me`` that is not in the chain, stands in it twice or
    is its end (there must be somebody after me). Source: seed 003 (direct and end customer).
    """
    found = surveys.names(surveys.values(steps, "steps"), "argument `steps`")
    if len(found) < 2:
        raise DataError(
            f"The chain has {'one step' if found else 'no steps'}",
            "argument `steps`",
            "Write at least two: yourself and who takes over from you.",
        )
    place = _place(found, me)
    if place == len(found) - 1:
        raise DataError(
            f"{found[place]!r} is the end of the chain",
            "argument `me`",
            "Add who takes over from you; if nobody does, ask what the work is for.",
        )
    direct, end = found[place + 1], found[-1]
    between = tuple(found[place + 2 : -1])
    notes = []
    if place + 1 == len(found) - 1:
        notes.append("The direct customer is the end customer: what you do is felt at once.")
    elif between:
        notes.append(f"{len(between)} between your direct customer and the end customer: each can lose what you add.")
    return Chain(tuple(found), found[place], tuple(found[:place]), direct, between, end, tuple(notes))


def _place(steps: list[str], me: object) -> int:
    if isinstance(me, int) and not isinstance(me, bool):
        if 0 <= me < len(steps):
            return me
        raise DataError(f"`me` is {me}", "argument `me`", f"Write a place from 0 to {len(steps) - 1}.")
    places = [
        place for place, step in enumerate(steps) if isinstance(me, str) and step.casefold() == me.strip().casefold()
    ]
    if len(places) == 1:
        return places[0]
    what = "stands in the chain twice" if places else "is not in the chain"
    raise DataError(f"{me!r} {what}", "argument `me`", f"Write the place from 0 to {len(steps) - 1} instead.")
