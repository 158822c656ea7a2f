"""A drawing as data: boxes with text, lines, marks and shapes, in px. SVG and slides are made from the same drawing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, Literal

import msgspec

from mosaic_exercises.drawing.measure import READABLE
from mosaic_exercises.drawing.palette import INK

SHEET: Final = 1120.0  # px: the width of a page; a slide's height at this width is PAGE
PAGE: Final = 570.0
Point = tuple[float, float]
MarkerShape = Literal["circle", "square", "diamond"]


class Box(msgspec.Struct, frozen=True, kw_only=True):
    """A rectangle with text in it. ``fill`` or ``line`` "" for none; ``pad`` is the space around the text; ``details``
    stands under the text, muted, in ``small`` px; ``edge`` is the colour of a bar at its left, "" for none. ``id`` is
    what a ``Connector`` names."""

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


class Connector(msgspec.Struct, frozen=True, kw_only=True):
    """An arrow from one box to another, by their ids; ``points``: where it runs."""

    start: str
    end: str
    points: tuple[Point, Point]
    colour: str
    width: float = 1.6
    about: str = ""


class Marker(msgspec.Struct, frozen=True, kw_only=True):
    """A point of a curve; ``hollow`` marks of the wanted curve."""

    x: float
    y: float
    r: float
    shape: MarkerShape
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


class Raster(msgspec.Struct, frozen=True, kw_only=True):
    """A picture made of dots: "png" or "jpeg", and its bytes. ``about`` says in words what it shows."""

    x: float
    y: float
    w: float
    h: float
    sort: Literal["png", "jpeg"]
    data: bytes
    about: str = ""


Piece = Box | Stroke | Connector | Marker | Oval | Area | Stones | Raster


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
