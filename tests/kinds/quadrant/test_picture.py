"""The quadrant map as a picture: figures on its axes, no mark cut off or over a name."""

from __future__ import annotations

import pytest

from mosaic_exercises.drawing.palette import ACCENT
from mosaic_exercises.drawing.shapes import Box, Marker
from mosaic_exercises.kinds.quadrant.picture import LEFT, SIDE, TOP, figures, plane_drawing
from mosaic_exercises.kinds.quadrant.task import Axis, Names, QuadrantPoint, QuadrantTask, Spot

NAMES = Names("Neither", "Saturated only", "Flat only", "Saturated and flat")
OFFERS = Axis("Offers", 0, 16, 4, "few", "many")
GAP = Axis("Difference (%)", 0, 50, 10, "alike", "different")


@pytest.mark.parametrize(
    ("axis", "said"),
    [
        (OFFERS, [0, 4, 10, 16]),
        (GAP, [0, 10, 20, 30, 40, 50]),
        (Axis("Gain"), [0, 20, 40, 50, 60, 80, 100]),
        (Axis("Change", -1, 1, 0), [-1, -0.5, 0, 0.5, 1]),
    ],
)
def test_an_axis_has_its_ends_its_threshold_and_round_figures(axis: Axis, said: list[float]) -> None:
    assert figures(axis) == pytest.approx(said)


def test_no_mark_is_cut_off_or_covers_a_name() -> None:
    corners = [(x, y) for x in (0.0, 16.0) for y in (0.0, 50.0)]
    points = tuple(QuadrantPoint(f"p{i}", f"Market {i}") for i in range(4))
    task = QuadrantTask(OFFERS, GAP, NAMES, points)
    drawing = plane_drawing(task, {f"p{i}": Spot(at, at) for i, at in enumerate(corners)})
    marks = [p for p in drawing.pieces if isinstance(p, Marker)]
    names = [p for p in drawing.pieces if isinstance(p, Box) and p.bold and p.ink == ACCENT]
    assert (len(marks), len(names)) == (8, 4)
    for mark in marks:
        assert LEFT + mark.r <= mark.x <= LEFT + SIDE - mark.r
        assert TOP + mark.r <= mark.y <= TOP + SIDE - mark.r
        for name in names:
            assert mark.y + mark.r <= name.y or mark.y - mark.r >= name.y + name.h
    said = [p.text for p in drawing.pieces if isinstance(p, Box)]
    for words in ("4", "16", "50", "→ Offers, from few to many", "↑ Difference (%), from alike to different"):
        assert words in said
