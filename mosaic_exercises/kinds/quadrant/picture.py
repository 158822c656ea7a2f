"""A quadrant map as a drawing: numbered points on the plane, arrows to where they should be, their names beside it."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

from mosaic_exercises.drawing.measure import READABLE, height_of
from mosaic_exercises.drawing.palette import ACCENT, INK, LINE, MUTED, PAPER, SHADE
from mosaic_exercises.drawing.shapes import Box, Drawing, Marker, Piece, Stroke
from mosaic_exercises.kinds.quadrant.task import CORNERS, Axis, Place, QuadrantTask, Spots, corner, texts

LEFT: Final = 56.0  # px before the plane: its figures
TOP: Final = 40.0  # px above it: what the upright axis means
SIDE: Final = 480.0  # px of the frame
RIM: Final = 18.0  # px inside the frame, so that no mark is cut off
BAND: Final = 26.0  # px above and below for the quadrants' names, so that no mark covers one
KEY: Final = 400.0  # px of the list of names
GAP: Final = 28.0
R: Final = 12.0
TOUCH: Final = 0.07  # figures nearer than this share of the axis would touch


def plane_drawing(task: QuadrantTask, answer: Spots) -> Drawing:
    """The map with every placed point."""
    title = f"{task.y.name} against {task.x.name}"
    shown = [(text, answer[id_]) for id_, text in texts(task, answer).items() if id_ in answer]
    pieces: list[Piece] = [Box(x=LEFT, y=TOP, w=SIDE, h=SIDE, fill=SHADE, line=LINE)]

    def at(place: Place) -> tuple[float, float]:
        across, up = _share(task.x, place[0]), _share(task.y, place[1])
        tall = SIDE - 2 * (RIM + BAND)
        return LEFT + RIM + (SIDE - 2 * RIM) * across, TOP + BAND + RIM + tall * (1 - up)

    across, up = at((task.x.threshold, task.y.threshold))
    pieces += [
        Stroke(points=((across, TOP), (across, TOP + SIDE)), colour=MUTED, width=1.2, dashed=True),
        Stroke(points=((LEFT, up), (LEFT + SIDE, up)), colour=MUTED, width=1.2, dashed=True),
    ]
    for name in CORNERS:
        left, top = name.endswith("left"), name.startswith("top")
        x, wide = (LEFT, across - LEFT) if left else (across, LEFT + SIDE - across)
        y = TOP + 2 if top else TOP + SIDE - BAND
        pieces.append(Box(x=x, y=y, w=wide, h=BAND, text=getattr(task.quadrants, name), bold=True, ink=ACCENT,
                          align="left" if left else "right", pad=4))  # fmt: skip
    pieces += _axes(task, at)
    y, said = TOP, []
    for number, (text, spot) in enumerate(shown, start=1):
        now = at(spot.now) if spot.now else None
        wanted = at(spot.wanted) if spot.wanted else None
        if now and wanted:
            pieces.append(Stroke(points=(now, wanted), colour=ACCENT, width=2))
        if wanted:
            pieces.append(Marker(x=wanted[0], y=wanted[1], r=6, shape="circle", colour=ACCENT, hollow=True))
        if now:
            pieces.append(Marker(x=now[0], y=now[1], r=R, shape="circle", colour=ACCENT))
            pieces.append(Box(x=now[0] - R, y=now[1] - R, w=2 * R, h=2 * R, text=str(number), bold=True,
                              ink=PAPER, pad=3, align="center"))  # fmt: skip
        way = [getattr(task.quadrants, corner(task, place)) for place in (spot.now, spot.wanted) if place]
        line = f"{number}  {text or 'Without a name'}: {' → '.join(dict.fromkeys(way)) or 'not placed'}"
        tall = height_of(line, KEY, READABLE, pad=3)
        pieces.append(Box(x=LEFT + SIDE + GAP, y=y, w=KEY, h=tall, text=line, ink=INK, pad=3))
        y += tall + 2
        said.append(line)
    if any(spot.wanted for _, spot in shown):
        pieces.append(Box(x=LEFT + SIDE + GAP, y=y + 6, w=KEY, h=24, text="● now   ○ wanted", ink=MUTED, pad=3))
        y += 30
    alt = f"{title}. {'. '.join(said)}."
    return Drawing(LEFT + SIDE + GAP + KEY + 16, max(TOP + SIDE + 50, y + TOP), title, alt, tuple(pieces))


def _share(axis: Axis, value: float) -> float:
    """How far along its axis a value lies, 0 to 1."""
    return (value - axis.low) / (axis.high - axis.low)


def figures(axis: Axis) -> list[float]:
    """The figures along an axis: its threshold, its ends, and round numbers between, none so near that they touch."""
    least = (axis.high - axis.low) / 5
    ten = 10.0 ** math.floor(math.log10(least))
    step = next(n * ten for n in (1, 2, 5, 10) if n * ten >= least * 0.999)
    first = math.ceil(axis.low / step)
    between = [n * step for n in range(first, math.floor(axis.high / step) + 1)]
    kept = [axis.threshold]
    for value in (axis.low, axis.high, *between):
        if all(abs(_share(axis, value) - _share(axis, other)) >= TOUCH for other in kept):
            kept.append(value)
    return sorted(kept)


def _axes(task: QuadrantTask, at: Callable[[Place], tuple[float, float]]) -> list[Piece]:
    """What the axes mean, with their figures; that of the threshold is bold."""
    low, x, y = TOP + SIDE, task.x, task.y
    pieces: list[Piece] = [
        Box(x=0, y=8, w=LEFT + SIDE, h=24, text=f"↑ {y.name}, from {y.start} to {y.end}", pad=2),
        Box(x=LEFT, y=low + 24, w=SIDE, h=24, text=f"→ {x.name}, from {x.start} to {x.end}", pad=2),
    ]
    for value in figures(x):
        middle, _ = at((value, y.low))
        pieces.append(Box(x=middle - 30, y=low + 2, w=60, h=22, text=f"{value:g}", bold=value == x.threshold,
                          ink=INK if value == x.threshold else MUTED, align="center", pad=2))  # fmt: skip
    for value in figures(y):
        _, middle = at((x.low, value))
        pieces.append(Box(x=0, y=middle - 11, w=LEFT - 4, h=22, text=f"{value:g}", bold=value == y.threshold,
                          ink=INK if value == y.threshold else MUTED, align="right", pad=2))  # fmt: skip
    return pieces
