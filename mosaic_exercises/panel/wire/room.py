"""The view of a workshop's wall."""

from __future__ import annotations

from typing import Literal

import msgspec
from msgspec import UNSET, UnsetType


class WallItemView(msgspec.Struct, frozen=True):
    """An exercise whose answers can hang on the wall, and how many people have answered it."""

    slug: str
    title: str
    people: int


class WallLineView(msgspec.Struct, frozen=True):
    """A line of a card: its heading and its text."""

    head: str
    text: str


class WallCardView(msgspec.Struct, frozen=True, kw_only=True):
    """Something that somebody made."""

    who: str
    title: str
    lines: tuple[WallLineView, ...]


class WallCurveView(msgspec.Struct, frozen=True, kw_only=True):
    """A curve from -2 to +2 over stages; null where nothing was said."""

    who: str
    title: str
    stages: tuple[str, ...]
    values: tuple[float | None, ...]


class WallRaterView(msgspec.Struct, frozen=True):
    """The mean of one kind of raters, and of how many ratings it is."""

    name: str
    mean: float
    ratings: int


class WallRowView(msgspec.Struct, frozen=True, kw_only=True):
    """A row that many rated: how often each point was given, from ``low`` up; who gave the lowest and the highest; the
    mean by kind of rater, where others were asked as well."""

    text: str
    counts: tuple[int, ...]
    low: int
    mean: float
    spread: float
    lowest: tuple[str, ...]
    highest: tuple[str, ...]
    raters: tuple[WallRaterView, ...]


class WallSideView(msgspec.Struct, frozen=True, kw_only=True):
    """One side of a debate; its lines are (who, what they say)."""

    name: str
    stands: tuple[WallLineView, ...]


class RoomView(msgspec.Struct, frozen=True, kw_only=True):
    """The wall of one exercise. ``version`` changes with the folder; ``hung``: of how many people something hangs;
    ``unread``: files that cannot be read, and why."""

    v: Literal[1] = 1
    kind: Literal["room"] = "room"
    folder: str
    problem: str
    version: int
    people: int
    names: bool
    items: tuple[WallItemView, ...]
    slug: str
    sort: str
    hung: int
    cards: tuple[WallCardView, ...]
    curves: tuple[WallCurveView, ...]
    rows: tuple[WallRowView, ...]
    sides: tuple[WallSideView, ...]
    unread: tuple[WallLineView, ...]
    stamp: str | UnsetType = UNSET
