"""A drawing as data: boxes with text, lines, marks and shapes, in px. SVG and slides are made from the same drawing."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final, Literal

import msgspec

INK: Final = "#1f2328"
MUTED: Final = "#565d66"
LINE: Final = "#c3c9d0"
PAPER: Final = "#ffffff"
SHADE: Final = "#eef2f6"
ACCENT: Final = "#005a8e"
WARN: Final = "#9a3b00"
# After Okabe & Ito: told apart with any colour vision, 3:1 on white; curves differ in marks and dashes too.
SERIES: Final = ("#0072b2", "#b84a00", "#007a5a", "#8a4b8f", "#6b6b00", "#333333")

NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NARROW: Final = frozenset("iljtfrI.,:;'|!()[]{}’‘ ")
WIDE: Final = frozenset("mwMWQO@%—…")


Point = tuple[float, float]
MarkShape = Literal["circle", "square", "diamond"]


class Box(msgspec.Struct, frozen=True, kw_only=True):
    """A rectangle with text in it. ``fill`` or ``line`` "" for none; ``pad`` is the space around the text."""

    x: float
    y: float
    w: float
    h: float
    text: str = ""
    size: float = 12.0
    bold: bool = False
    italic: bool = False
    ink: str = INK
    fill: str = ""
    line: str = ""
    round: float = 0.0
    pad: float = 6.0
    align: Literal["left", "center", "right"] = "left"


class Stroke(msgspec.Struct, frozen=True, kw_only=True):
    """A line through points."""

    points: tuple[tuple[float, float], ...]
    colour: str
    width: float = 1.0
    dashed: bool = False


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """A point of a curve; ``hollow`` marks of the wanted curve."""

    x: float
    y: float
    r: float
    shape: MarkShape
    colour: str
    hollow: bool = False


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


Piece = Box | Stroke | Mark | Oval | Area | Stones


class Drawing(msgspec.Struct, frozen=True):
    """A finished drawing. ``alt`` says in words what is to be seen."""

    width: float
    height: float
    title: str
    alt: str
    pieces: tuple[Piece, ...]


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


def height_of(text: str, width: float, size: float, *, bold: bool = False, pad: float = 6.0) -> float:
    """The height in px of a box of ``width`` that holds ``text``."""
    return len(wrapped(text, width - 2 * pad, size, bold)) * size * 1.3 + 2 * pad
