"""The band of emotion curves of a journey map, as it looks on the screen: smooth lines over a ground that is good above
and bad below, with the largest drop, the peak and the lowest point."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from mosaic_exercises.drawing.measure import READABLE, height_of, width_of
from mosaic_exercises.drawing.palette import BAD, BAD_TINT, GOOD, GOOD_TINT, INK, LINE, MUTED, SERIES, STRONG
from mosaic_exercises.drawing.shapes import Box, Marker, MarkerShape, Piece, Stroke
from mosaic_exercises.models.journey import Curve, Figures, JourneyMap, Point, actors, figures, points, signed

BAND = 190.0  # px
INSET = 26.0  # px above +2 and below -2: room for the words "peak" and "lowest"
DROP = "#f0d5cf"
SHAPES: tuple[MarkerShape, ...] = ("circle", "square", "diamond")
SCALE = (2, 1, 0, -1, -2)
Height = Callable[[float], float]  # from a feeling to a y
NAMES: Mapping[Curve, str] = {"as_is": "as it is", "to_be": "as it shall be"}


class Drawn(NamedTuple):
    """One curve with its looks."""

    who: str
    curve: Curve
    steps: tuple[Point, ...]
    colour: str
    shape: MarkerShape


def drawn(journey: JourneyMap) -> list[Drawn]:
    """The curves that have a step, those of today last: they lie on top. With one persona the wanted curve is green, as
    on the screen; with several each has a colour."""
    people = actors(journey)
    found: list[Drawn] = []
    for number, actor in enumerate(people):
        for curve in ("to_be", "as_is"):
            steps = points(journey, actor.id, curve)
            wanted = curve == "to_be"
            colour = GOOD if len(people) == 1 and wanted else SERIES[number % len(SERIES)]
            shape: MarkerShape = "diamond" if len(people) == 1 and wanted else SHAPES[number % len(SHAPES)]
            found += [Drawn(actor.name, curve, steps, colour, shape)] if steps else []
    return found


def band(journey: JourneyMap, left: float, top: float, column: float) -> tuple[list[Piece], float]:
    """The band with its legend, its stages ``column`` px wide from ``left`` on, and the y below."""
    curves = drawn(journey)
    if not curves:
        return [Box(x=left, y=top, w=400, h=26, text="No feeling is set yet.", ink=MUTED)], top + 32
    right = left + column * len(journey.stages)
    at = {s.id: left + (i + 0.5) * column for i, s in enumerate(journey.stages)}

    def height(value: float) -> float:
        return top + INSET + (2 - value) * (BAND - 2 * INSET) / 4

    pieces: list[Piece] = [
        Box(x=left, y=top, w=right - left, h=BAND * 0.42, fill=GOOD_TINT),
        Box(x=left, y=top + BAND * 0.58, w=right - left, h=BAND * 0.42, fill=BAD_TINT),
        Stroke(points=((left, height(0)), (right, height(0))), colour=STRONG, dashed=True),
    ]
    rules = [left + i * column for i in range(1, len(journey.stages))]
    pieces += [Stroke(points=((x, top), (x, top + BAND)), colour=LINE, width=0.8) for x in rules]
    pieces += [
        Box(x=left - 48, y=height(v) - 12, w=44, h=24, text=signed(v), ink=MUTED, align="right", pad=3) for v in SCALE
    ]
    names = {s.id: s.name for s in journey.stages}
    alone = len(actors(journey)) == 1
    for one in curves:
        found = figures(one.steps)
        if alone and one.curve == "as_is" and found and found.drops:
            drop = found.drops[0]
            ends = {p.stage: (at[p.stage], height(p.value)) for p in one.steps}
            pieces.append(Stroke(points=(ends[drop.start], ends[drop.end]), colour=DROP, width=9))
    for one in curves:
        pieces += _line(one, at, height, names)
    for one in curves:
        pieces += _marks(one, at, height, journey)
        found = figures(one.steps)
        if alone and one.curve == "as_is" and found:
            pieces += _extremes(found, at, height)
    legend, y = _legend(curves, left, right, top + BAND + 4)
    return pieces + legend, y + 8


def _line(one: Drawn, at: Mapping[str, float], height: Height, names: Mapping[str, str]) -> list[Piece]:
    line = tuple((at[p.stage], height(p.value)) for p in one.steps)
    if len(line) < 2:
        return []
    who = f"{one.who}, {NAMES[one.curve]}" if one.who else NAMES[one.curve].capitalize()
    about = f"{who}: {', '.join(f'{names[p.stage]} {signed(p.value)}' for p in one.steps)}"
    wanted = one.curve == "to_be"
    return [
        Stroke(points=line, colour=one.colour, width=2.25 if wanted else 2.75, dashed=wanted, smooth=True, about=about)
    ]


def _marks(one: Drawn, at: Mapping[str, float], height: Height, journey: JourneyMap) -> list[Piece]:
    """The steps; where both curves of somebody meet, the wanted one stands beside the other."""
    wanted = one.curve == "to_be"
    who = next(a.id for a in actors(journey) if a.name == one.who)
    today = {p.stage: p.value for p in points(journey, who, "as_is")} if wanted else {}
    return [
        Marker(
            x=at[p.stage] + (17 if today.get(p.stage) == p.value else 0),
            y=height(p.value),
            r=5.0 if wanted else 6.0,
            shape=one.shape,
            colour=one.colour,
            hollow=wanted,
        )
        for p in one.steps
    ]


def _extremes(found: Figures, at: Mapping[str, float], height: Height) -> list[Piece]:
    """Where it is lowest and where the peak is, in words; a level curve has neither."""
    if found.lowest == found.peak:
        return []
    said = [(s, f"lowest {signed(found.lowest)}", found.lowest, 6.0) for s in found.lowest_at if found.lowest < 0]
    said += [(s, f"peak {signed(found.peak)}", found.peak, -26.0) for s in found.peak_at if found.peak > 0]
    return [
        Box(x=at[s] - 55, y=height(value) + lift, w=110, h=20, text=text, bold=True,
            ink=BAD if value < 0 else INK, pad=1, align="center")
        for s, text, value, lift in said
    ]  # fmt: skip


def _legend(curves: list[Drawn], left: float, right: float, y: float) -> tuple[list[Piece], float]:
    pieces: list[Piece] = []
    x = left
    for one in sorted(curves, key=lambda c: (c.who, c.curve)):
        text = f"{one.who + ', ' if one.who else ''}{NAMES[one.curve]}"
        wide = min(right - left, 52 + width_of(text, READABLE))
        if x > left and x + wide > right:
            x, y = left, y + 22
        wanted = one.curve == "to_be"
        tall = height_of(text, wide - 38, READABLE, pad=1)
        pieces += [
            Stroke(points=((x, y + 10), (x + 28, y + 10)), colour=one.colour, width=2.5, dashed=wanted),
            Marker(x=x + 14, y=y + 10, r=4.5, shape=one.shape, colour=one.colour, hollow=wanted),
            Box(x=x + 34, y=y, w=wide - 36, h=tall, text=text, pad=1),
        ]
        x += wide
    return pieces, y + 22
