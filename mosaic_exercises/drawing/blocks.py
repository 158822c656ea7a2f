"""What a document is made of: words, headings, facts, lists, tables and pictures, as records. Text in them is a
learner's or the course's, never markup."""

from __future__ import annotations

from typing import Literal

import msgspec

from mosaic_exercises.drawing.shapes import Drawing


class Words(msgspec.Struct, frozen=True):
    """A paragraph. ``tone``: "note" is said by the way, "warn" asks for something."""

    text: str
    tone: Literal["", "note", "warn"] = ""


class Heading(msgspec.Struct, frozen=True):
    """A heading inside a part: the name of one of several things."""

    text: str


class FactList(msgspec.Struct, frozen=True):
    """Labels with what was filled in."""

    rows: tuple[tuple[str, str], ...]


class Bullets(msgspec.Struct, frozen=True):
    """A list; each item has a depth from 0 on."""

    items: tuple[tuple[int, str], ...]


class TextTable(msgspec.Struct, frozen=True):
    """A table of texts."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Figure(msgspec.Struct, frozen=True):
    """A drawing; ``pages`` is the same in pieces that fit a slide (none: the drawing itself), ``words`` the same
    where no picture can be."""

    drawing: Drawing
    pages: tuple[Drawing, ...] = ()
    words: tuple[Block, ...] = ()


Block = Words | Heading | FactList | Bullets | TextTable | Figure


class StillPicture(msgspec.Struct, frozen=True):
    """A picture: a whole ``<svg>`` element, and what is to be seen in it."""

    svg: str
    alt: str


class Still(msgspec.Struct, frozen=True, kw_only=True):
    """A panel to read where nothing can be touched: its title, what it asks (in the course's markup), its parts, and
    how to come to the living one."""

    title: str
    text: str = ""
    parts: tuple[Block, ...] = ()
    picture: StillPicture | None = None
    foot: str = ""
