"""What of an answer hangs on a workshop's wall beside those of the others (``Kind.wall``)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import msgspec

A = TypeVar("A")  # an answer


class WallCard(msgspec.Struct, frozen=True):
    """Something made, such as a persona: its name, and lines of (heading, text)."""

    title: str
    lines: tuple[tuple[str, str], ...]


class WallCurve(msgspec.Struct, frozen=True):
    """A curve over named stages, from -2 to +2; null where nothing was said."""

    title: str
    stages: tuple[str, ...]
    values: tuple[float | None, ...]


class WallRatings(msgspec.Struct, frozen=True):
    """Ratings of rows by their texts, on a scale from ``low`` to ``high``; null where nothing was said. ``rater``: who
    gave them where somebody else was asked ("A customer"), "" for one's own."""

    rows: tuple[tuple[str, float | None], ...]
    low: float
    high: float
    rater: str = ""


class WallStand(msgspec.Struct, frozen=True):
    """The side taken in a debate, by its name, and what is said to the other's point."""

    side: str
    text: str


WallPiece = WallCard | WallCurve | WallRatings | WallStand
Hang = Callable[[A], tuple[WallPiece, ...]]  # what of one answer hangs there
