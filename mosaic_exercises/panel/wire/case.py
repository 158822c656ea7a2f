"""The case at hand as it travels: in one reply, once a page, when somebody opens it."""

from __future__ import annotations

from typing import Literal

import msgspec
from msgspec import UNSET, UnsetType


class CasePersonView(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody of the case. ``text``: what they say, under its ``key`` ("" for whom nobody has interviewed); ``name``:
    the interview's title; ``about``: where and when; ``face``: a drawn portrait (SVG), "" for none."""

    id: str
    key: str
    person: str
    role: str
    about: str
    name: str
    text: str
    face: str


class CaseNoteView(msgspec.Struct, frozen=True, kw_only=True):
    """A thing said of the case: a promise, a day, a complaint."""

    head: str
    text: str
    foot: str


class CaseTableView(msgspec.Struct, frozen=True, kw_only=True):
    """A table; the first of a row names it."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class CaseSectionView(msgspec.Struct, frozen=True, kw_only=True):
    """One part of the case; ``noun``: what one thing of it is called."""

    id: str
    title: str
    noun: str
    note: str
    people: tuple[CasePersonView, ...]
    notes: tuple[CaseNoteView, ...]
    tables: tuple[CaseTableView, ...]


class CasePageView(msgspec.Struct, frozen=True, kw_only=True):
    """The page of the case. ``case``: the key of its files, "" where this course has none."""

    v: Literal[1] = 1
    kind: Literal["case"] = "case"
    case: str
    stamp: str | UnsetType = UNSET
