"""The picture that the finished mosaic shows: twelve panels, one a notebook, over one landscape.

A shape's coordinates are those of its panel, 18 wide and 14 high; a panel has stones of two thirds of a unit. A stone
takes the colour of the last shape that holds its centre, else that of the landscape behind.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from math import hypot
from typing import Final, NamedTuple

WIDE: Final = 18.0  # units of a panel
TALL: Final = 14.0
ACROSS: Final = 27  # stones of a panel
DOWN: Final = 21
COLUMNS: Final = 4  # panels
ROWS: Final = 3

PALETTE: Final = {
    "night": "#274c77",
    "sky": "#4f86b8",
    "pale": "#9cc3dd",
    "dawn": "#f3d9b1",
    "sun": "#f2a33a",
    "gold": "#e0b04c",
    "coral": "#d8603f",
    "brick": "#a63d2f",
    "leaf": "#6a994e",
    "pine": "#386641",
    "meadow": "#a7c957",
    "sand": "#d9c59a",
    "road": "#8a8578",
    "stone": "#c9c3b4",
    "ink": "#22303c",
    "snow": "#f7f4ea",
    "violet": "#7b5ea7",
    "teal": "#2a9d8f",
}

Point = tuple[float, float]
Holds = Callable[[float, float], bool]


class Shape(NamedTuple):
    """A part of a picture: its colour's name, and whether it holds a point."""

    colour: str
    holds: Holds


def disc(colour: str, cx: float, cy: float, r: float) -> Shape:
    return Shape(colour, lambda x, y: hypot(x - cx, y - cy) <= r)


def ring(colour: str, cx: float, cy: float, r: float, thick: float = 1.0) -> Shape:
    return Shape(colour, lambda x, y: abs(hypot(x - cx, y - cy) - r) <= thick / 2)


def block(colour: str, x0: float, y0: float, x1: float, y1: float) -> Shape:
    return Shape(colour, lambda x, y: x0 <= x <= x1 and y0 <= y <= y1)


def line(colour: str, *points: Point, thick: float = 1.0) -> Shape:
    pairs = tuple(pairwise(points))
    return Shape(colour, lambda x, y: any(_away((x, y), a, b) <= thick / 2 for a, b in pairs))


def area(colour: str, *corners: Point) -> Shape:
    def holds(x: float, y: float) -> bool:
        inside = False
        for (ax, ay), (bx, by) in zip(corners, (*corners[1:], corners[0]), strict=True):
            if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                inside = not inside
        return inside

    return Shape(colour, holds)


def _away(at: Point, a: Point, b: Point) -> float:
    """How far a point is from a stretch."""
    (x, y), (ax, ay), (bx, by) = at, a, b
    long = (bx - ax) ** 2 + (by - ay) ** 2
    share = max(0.0, min(1.0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / long)) if long else 0.0
    return hypot(x - ax - share * (bx - ax), y - ay - share * (by - ay))


def person(x: float, y: float, coat: str, tall: float = 6.0) -> tuple[Shape, ...]:
    """Somebody whose feet stand at (x, y)."""
    head = tall / 6
    return (
        area(
            coat,
            (x - tall / 4.5, y),
            (x - tall / 6, y - tall * 0.62),
            (x + tall / 6, y - tall * 0.62),
            (x + tall / 4.5, y),
        ),
        disc("dawn", x, y - tall * 0.8, head),
    )


# One a notebook, in the course's order: what a learner sees once its tiles are laid.
MOTIFS: Final[tuple[tuple[Shape, ...], ...]] = (
    # 00: the sun rises
    (
        disc("sun", 9, 9, 4.6),
        disc("gold", 9, 9, 3.0),
        *(
            line("sun", (9 + 6 * x, 9 + 6 * y), (9 + 7.6 * x, 9 + 7.6 * y), thick=1.1)
            for x, y in ((0, -1), (0.7, -0.7), (-0.7, -0.7), (1, 0), (-1, 0))
        ),
    ),
    # 01: two lenses
    (
        disc("pale", 5.6, 7, 3.6),
        disc("dawn", 12.4, 7, 3.6),
        ring("ink", 5.6, 7, 4),
        ring("ink", 12.4, 7, 4),
        line("ink", (8.6, 6), (9.4, 6)),
        line("ink", (1.6, 6), (0.4, 4.6)),
        line("ink", (16.4, 6), (17.6, 4.6)),
    ),
    # 02: three people
    (*person(4.4, 13.5, "coral", 8.5), *person(13.6, 13.5, "teal", 8.5), *person(9, 13.8, "violet", 10.5)),
    # 03: a ladder
    (
        line("brick", (6, 14), (6, 0.5), thick=1.2),
        line("brick", (12, 14), (12, 0.5), thick=1.2),
        *(line("gold", (6, y), (12, y), thick=1.1) for y in (2, 4.4, 6.8, 9.2, 11.6)),
    ),
    # 04: a map of relationships
    (
        line("ink", (4, 11), (9, 4), thick=0.9),
        line("ink", (9, 4), (14.5, 10), thick=0.9),
        line("ink", (4, 11), (14.5, 10), thick=0.9),
        disc("coral", 4, 11, 2.1),
        disc("gold", 9, 4, 2.6),
        disc("teal", 14.5, 10, 2.1),
    ),
    # 05: what is expected, what is received
    (
        *(block("night", x, 11 - tall, x + 1.5, 12) for x, tall in ((1.6, 8), (7.4, 9), (13.2, 7))),
        *(
            block(c, x + 1.5, 11 - tall, x + 3.1, 12)
            for x, tall, c in ((1.6, 6, "teal"), (7.4, 4, "coral"), (13.2, 8, "teal"))
        ),
        line("ink", (0.8, 12.4), (17.2, 12.4)),
    ),
    # 06: a gift
    (
        block("coral", 3.5, 6, 14.5, 13),
        block("brick", 2.6, 4.4, 15.4, 6.4),
        block("gold", 8.1, 4.4, 9.9, 13),
        ring("gold", 6.6, 2.9, 1.7),
        ring("gold", 11.4, 2.9, 1.7),
    ),
    # 07: a face
    (
        disc("ink", 9, 5.6, 4.9),
        disc("dawn", 9, 6.6, 4.1),
        area("violet", (2.5, 14), (4.5, 11.2), (9, 10.2), (13.5, 11.2), (15.5, 14)),
        block("ink", 6.9, 5.8, 7.6, 6.8),
        block("ink", 10.4, 5.8, 11.1, 6.8),
        line("brick", (7.6, 8.8), (9, 9.3), (10.4, 8.8), thick=0.8),
    ),
    # 08: the curve of a journey
    (
        line("snow", (0, 4), (4, 7.6), (7.2, 3.4), (10.8, 11), (14, 7), (18, 2.6), thick=2.6),
        line("night", (0, 4), (4, 7.6), (7.2, 3.4), (10.8, 11), (14, 7), (18, 2.6), thick=1.2),
        *(
            disc(c, x, y, 1.25)
            for x, y, c in ((4, 7.6, "gold"), (7.2, 3.4, "gold"), (10.8, 11, "coral"), (14, 7, "gold"))
        ),
    ),
    # 09: a compass
    (
        disc("snow", 9, 7, 6.2),
        ring("ink", 9, 7, 6.2),
        area("coral", (9, 1.6), (11, 7), (7, 7)),
        area("night", (9, 12.4), (11, 7), (7, 7)),
        disc("gold", 9, 7, 1.0),
    ),
    # 10: a target that is hit
    (
        disc("snow", 8.4, 7.4, 6.2),
        ring("coral", 8.4, 7.4, 5.2, 1.6),
        ring("coral", 8.4, 7.4, 2.6, 1.6),
        disc("brick", 8.4, 7.4, 1.0),
        line("ink", (8.6, 7.2), (15.6, 1.6), thick=0.9),
        area("teal", (14.6, 2.6), (15.2, 0.6), (17.4, 0.2), (16.6, 2.4)),
    ),
    # 11: the bicycle that is on its way
    (
        ring("ink", 4.3, 9.8, 3.3),
        ring("ink", 13.7, 9.8, 3.3),
        line("coral", (4.3, 9.8), (7.2, 5.2), (12.2, 5.2), (8.6, 9.8), (4.3, 9.8), thick=1.0),
        line("coral", (8.6, 9.8), (6.8, 3.6), thick=1.0),
        line("coral", (13.7, 9.8), (11.8, 3.2), thick=1.0),
        line("ink", (5.4, 3.4), (8.2, 3.4)),
        line("ink", (11.6, 3.0), (14, 2.6)),
        disc("gold", 8.6, 9.8, 1.0),
    ),
)


def landscape(x: float, y: float) -> str:
    """The colour behind the motifs at a point of the whole picture: sky over hills over a road."""
    u, v = x / (WIDE * COLUMNS), y / (TALL * ROWS)
    hill = 0.60 + 0.05 * _wave(u * 2.1 + 0.1) + 0.02 * _wave(u * 7.0)
    near = 0.76 + 0.04 * _wave(u * 1.4 + 0.6)
    bend = 0.90 + 0.035 * _wave(u * 1.1 + 0.3)
    if v < hill:
        return "night" if v < 0.17 else "sky" if v < 0.36 else "pale" if v < 0.52 else "dawn"
    if v < near:
        return "pine" if v < hill + 0.06 else "leaf"
    if abs(v - bend) < 0.05:
        return "snow" if abs(v - bend) < 0.008 and int(x) % 6 < 3 else "road"
    return "meadow" if v < bend else "sand"


def _wave(t: float) -> float:
    """A smooth wave of period 1 between -1 and 1, the same to the bit on every machine (no sine)."""
    t = (t % 1.0) * 2
    s = t if t < 1 else t - 1
    bow = 4 * s * (1 - s)
    return bow if t < 1 else -bow


def colour(panel: int, x: int, y: int) -> str:
    """The colour's name of one stone of a panel."""
    across, down = (x + 0.5) * WIDE / ACROSS, (y + 0.5) * TALL / DOWN
    found = landscape((panel % COLUMNS) * WIDE + across, (panel // COLUMNS) * TALL + down)
    for shape in MOTIFS[panel]:
        if shape.holds(across, down):
            found = shape.colour
    return found
