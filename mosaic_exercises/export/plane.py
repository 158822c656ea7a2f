"""A quadrant map as a drawing: numbered points on the plane, arrows to where they should be, their names beside it."""

from __future__ import annotations

from typing import Final

from mosaic_exercises.export.drawing import (
    ACCENT,
    INK,
    LINE,
    MUTED,
    PAPER,
    READABLE,
    SHADE,
    Box,
    Drawing,
    Mark,
    Piece,
    Stroke,
    height_of,
)
from mosaic_exercises.kinds.quadrant_read import CORNERS, Place, QuadrantTask, Spots, corner, texts

LEFT: Final = 92.0  # px before the plane
TOP: Final = 20.0
SIDE: Final = 480.0  # px of the plane
KEY: Final = 380.0  # px of the list of names
GAP: Final = 28.0
R: Final = 11.0


def plane_drawing(task: QuadrantTask, answer: Spots) -> Drawing:
    """The map with every placed point."""
    title = f"{task.y.name} against {task.x.name}"
    shown = [(text, answer[id_]) for id_, text in texts(task, answer).items() if id_ in answer]
    pieces: list[Piece] = [Box(x=LEFT, y=TOP, w=SIDE, h=SIDE, fill=SHADE, line=LINE)]

    def at(place: Place) -> tuple[float, float]:
        x = LEFT + SIDE * (place[0] - task.x.low) / (task.x.high - task.x.low)
        return x, TOP + SIDE * (task.y.high - place[1]) / (task.y.high - task.y.low)

    across, up = at((task.x.threshold, task.y.threshold))
    pieces += [
        Stroke(points=((across, TOP), (across, TOP + SIDE)), colour=MUTED, width=1.2, dashed=True),
        Stroke(points=((LEFT, up), (LEFT + SIDE, up)), colour=MUTED, width=1.2, dashed=True),
    ]
    for name in CORNERS:
        left, top = name.endswith("left"), name.startswith("top")
        x, wide = (LEFT, across - LEFT) if left else (across, LEFT + SIDE - across)
        y = TOP + 4 if top else TOP + SIDE - 28
        pieces.append(Box(x=x, y=y, w=wide, h=24, text=getattr(task.quadrants, name), bold=True, ink=ACCENT,
                          align="left" if left else "right"))  # fmt: skip
    pieces += _axes(task)
    y, said = TOP, []
    for number, (text, spot) in enumerate(shown, start=1):
        now = at(spot.now) if spot.now else None
        wanted = at(spot.wanted) if spot.wanted else None
        if now and wanted:
            pieces.append(Stroke(points=(now, wanted), colour=ACCENT, width=2))
        if wanted:
            pieces.append(Mark(x=wanted[0], y=wanted[1], r=6, shape="circle", colour=ACCENT, hollow=True))
        if now:
            pieces.append(Mark(x=now[0], y=now[1], r=R, shape="circle", colour=ACCENT))
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
    return Drawing(LEFT + SIDE + GAP + KEY + 16, max(TOP + SIDE + 52, y + TOP), title, alt, tuple(pieces))


def _axes(task: QuadrantTask) -> list[Piece]:
    """What the axes mean; the upright one reads from its two ends, for text stands level."""
    low = TOP + SIDE + 4
    return [
        Box(x=LEFT, y=low, w=90, h=22, text=task.x.start, ink=MUTED, pad=2),
        Box(x=LEFT + 90, y=low, w=SIDE - 180, h=22, text=f"{task.x.name} →", align="center", pad=2),
        Box(x=LEFT + SIDE - 90, y=low, w=90, h=22, text=task.x.end, ink=MUTED, pad=2, align="right"),
        Box(x=0, y=TOP, w=LEFT, h=22, text=task.y.end, ink=MUTED, pad=4, align="right"),
        Box(x=0, y=TOP + SIDE - 22, w=LEFT, h=22, text=task.y.start, ink=MUTED, pad=4, align="right"),
        Box(x=LEFT, y=low + 20, w=SIDE, h=22, text=f"Upwards: {task.y.name}", align="center", pad=2),
    ]
