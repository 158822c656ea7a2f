"""A drawing as data: boxes with text, lines, marks and shapes, in px. SVG and slides are made from the same drawing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final, Literal

import msgspec

# The panel's own colours on white: an export looks like the screen (panel/js/css/00_tokens.css, 65_journey.css).
INK: Final = "#1f2328"
MUTED: Final = "#565d66"
LINE: Final = "#c3c9d0"
STRONG: Final = "#8b9199"
PAPER: Final = "#ffffff"
SHADE: Final = "#f3f4f6"
ACCENT: Final = "#3a4fb0"
GOOD: Final = "#176b41"
PART: Final = "#855300"
BAD: Final = "#a8321f"
GOOD_TINT: Final = "#ecf3ef"
PART_TINT: Final = "#f6f0e6"
BAD_TINT: Final = "#f9f0ee"
ACCENT_TINT: Final = "#eef0f8"
WARN: Final = BAD
# One for each persona, told apart with any colour vision and 3:1 on white; curves differ in marks and dashes too.
SERIES: Final = (ACCENT, "#9a3412", "#0f6b6b", "#86198f", "#4d5b12", "#5b4636")

SHEET: Final = 1120.0  # px: the width of a page; a slide's height at this width is PAGE
PAGE: Final = 570.0
LEADING: Final = 1.3
READABLE: Final = 13.4  # px: on a slide of this width, 11 pt

NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NARROW: Final = frozenset("iljtfrI.,:;'|!()[]{}’‘ ")
WIDE: Final = frozenset("mwMWQO@%—…")


Point = tuple[float, float]
MarkShape = Literal["circle", "square", "diamond"]


class Box(msgspec.Struct, frozen=True, kw_only=True):
    """A rectangle with text in it. ``fill`` or ``line`` "" for none; ``pad`` is the space around the text; ``details``
    stands under the text, muted, in ``small`` px; ``edge`` is the colour of a bar at its left, "" for none. ``id`` is
    what an ``Arrow`` names."""

    x: float
    y: float
    w: float
    h: float
    text: str = ""
    size: float = READABLE
    bold: bool = False
    italic: bool = False
    ink: str = INK
    fill: str = ""
    line: str = ""
    dashed: bool = False
    round: float = 0.0
    pad: float = 6.0
    align: Literal["left", "center", "right"] = "left"
    details: str = ""
    small: float = READABLE
    edge: str = ""
    id: str = ""


class Stroke(msgspec.Struct, frozen=True, kw_only=True):
    """A line through points; ``smooth``: a curve that never leaves the values it joins. ``about`` says in words what it
    shows, "" where it is there for looks alone."""

    points: tuple[Point, ...]
    colour: str
    width: float = 1.0
    dashed: bool = False
    smooth: bool = False
    about: str = ""


class Arrow(msgspec.Struct, frozen=True, kw_only=True):
    """An arrow from one box to another, by their ids; ``points``: where it runs."""

    start: str
    end: str
    points: tuple[Point, Point]
    colour: str
    width: float = 1.6
    about: str = ""


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """A point of a curve; ``hollow`` marks of the wanted curve."""

    x: float
    y: float
    r: float
    shape: MarkShape
    colour: str
    hollow: bool = False
    about: str = ""


class Oval(msgspec.Struct, frozen=True, kw_only=True):
    """An ellipse by centre and radii, for portraits."""

    cx: float
    cy: float
    rx: float
    ry: float
    fill: str


class Area(msgspec.Struct, frozen=True, kw_only=True):
    """A filled polygon, for portraits."""

    points: tuple[tuple[float, float], ...]
    fill: str


class Stones(msgspec.Struct, frozen=True, kw_only=True):
    """Many small polygons of one colour: the stones of a mosaic."""

    polygons: tuple[tuple[Point, ...], ...]
    fill: str


Piece = Box | Stroke | Arrow | Mark | Oval | Area | Stones


class Group(msgspec.Struct, frozen=True):
    """Pieces that are one picture, such as a portrait; ``about`` says in words what it shows."""

    pieces: tuple[Piece, ...]
    about: str


class Drawing(msgspec.Struct, frozen=True):
    """A finished drawing. ``alt`` says in words what is to be seen."""

    width: float
    height: float
    title: str
    alt: str
    pieces: tuple[Piece | Group, ...]


def clean(text: str) -> str:
    """``text`` without what no XML file can hold; such signs become U+FFFD."""
    return NOT_XML.sub("\ufffd", text)


def width_of(text: str, size: float, bold: bool = False) -> float:
    """The width of one line in px, estimated a little too wide: no font need be installed."""
    units = sum(_units(sign) for sign in text)
    return units * size * (1.16 if bold else 1.0)


@lru_cache(4096)
def _units(sign: str) -> float:
    if sign in NARROW:
        return 0.37
    if sign in WIDE:
        return 0.95
    if unicodedata.east_asian_width(sign) in "WF" or ord(sign) > 0x1F000:
        return 1.15
    if unicodedata.combining(sign):
        return 0.0
    return 0.72 if sign.isupper() else 0.6


def wrapped(text: str, width: float, size: float, bold: bool = False) -> list[str]:
    """``text`` as lines that fit into ``width`` px; a word that is too long is broken."""
    lines: list[str] = []
    for paragraph in clean(text).split("\n"):
        line = ""
        for word in paragraph.split():
            for piece in _broken(word, width, size, bold):
                longer = f"{line} {piece}" if line else piece
                if line and width_of(longer, size, bold) > width:
                    lines.append(line)
                    line = piece
                else:
                    line = longer
        lines.append(line)
    return lines or [""]


def _broken(word: str, width: float, size: float, bold: bool) -> list[str]:
    if width_of(word, size, bold) <= width:
        return [word]
    pieces, piece, used = [], "", 0.0
    for sign in word:
        wide = width_of(sign, size, bold)
        if piece and used + wide > width:
            pieces.append(piece)
            piece, used = "", 0.0
        piece, used = piece + sign, used + wide
    return [*pieces, piece]


def flat(pieces: Iterable[Piece | Group]) -> Iterator[Piece]:
    """Every piece, those of groups too."""
    for piece in pieces:
        if isinstance(piece, Group):
            yield from piece.pieces
        else:
            yield piece


def bends(points: Sequence[Point]) -> tuple[tuple[Point, Point, Point], ...]:
    """A smooth curve through points from left to right, as cubic Bézier pieces (two handles and the end of each). It is
    monotone between any two (Fritsch & Carlson 1980): never above or below the values it joins, as on the screen."""
    slopes = [(b[1] - a[1]) / (b[0] - a[0]) for a, b in pairwise(points)]
    inner = [2 * a * b / (a + b) if a * b > 0 else 0.0 for a, b in pairwise(slopes)]
    tangents = [*slopes[:1], *inner, *slopes[-1:]]
    found: list[tuple[Point, Point, Point]] = []
    for i, (a, b) in enumerate(pairwise(points)):
        third = (b[0] - a[0]) / 3
        handles = (a[0] + third, a[1] + third * tangents[i]), (b[0] - third, b[1] - third * tangents[i + 1])
        found.append((*handles, b))
    return tuple(found)


def height_of(text: str, width: float, size: float, *, bold: bool = False, pad: float = 6.0) -> float:
    """The height in px of a box of ``width`` that holds ``text``."""
    return len(wrapped(text, width - 2 * pad, size, bold)) * size * LEADING + 2 * pad
