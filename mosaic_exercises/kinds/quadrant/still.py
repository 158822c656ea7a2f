"""Quadrant, to read: the empty map as a picture, its axes and corners as a table, and what is to be placed."""

from __future__ import annotations

import msgspec

from mosaic_exercises.drawing.blocks import Block, FactList, Figure, TextTable, Words
from mosaic_exercises.kinds.quadrant.picture import GAP, LEFT, SIDE, plane_drawing
from mosaic_exercises.kinds.quadrant.task import QuadrantTask, QuadrantView


def still(task: QuadrantTask, view: QuadrantView) -> tuple[Block, ...]:
    """The picture, the table and the points."""
    x, y, names = view.x, view.y, view.quadrants
    table = TextTable(
        f"{y.name} upwards, {x.name} to the right",
        ("", f"{x.name}: {x.start}", f"{x.name}: {x.end}"),
        (
            (f"{y.name}: {y.end}", names.top_left, names.top_right),
            (f"{y.name}: {y.start}", names.bottom_left, names.bottom_right),
        ),
    )
    points = tuple((point.text, point.detail) for point in view.points)
    placed = (Words("To place, now and where it should be:" if view.arrows else "To place:"), FactList(points))
    own = (Words(f"Add {view.nouns} of your own{f', at least {view.least}' if view.least else ''}."),)
    plane = msgspec.structs.replace(plane_drawing(task, {}), width=LEFT + SIDE + GAP)  # nothing is placed: no key
    return Figure(plane), table, *(placed if points else ()), *(own if view.own else ())
