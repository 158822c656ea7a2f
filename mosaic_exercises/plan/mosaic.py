"""The mosaic as a picture: every exercise owns some stones of its notebook's panel and lays them when it is done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from mosaic_exercises.drawing.shapes import Drawing, Piece, Point, Stones
from mosaic_exercises.learner.progress import Tile
from mosaic_exercises.plan.motifs import ACROSS, COLUMNS, DOWN, PALETTE, ROWS, colour

STONE: Final = 9.0  # px, with its joint
JOINT: Final = 1.0
FRAME: Final = 10.0  # px between panels
BARE: Final = ("#dde1e5", "#e4e7ea", "#d6dbe0")  # stones that are not laid yet
GROUT: Final = "#f4f1ea"


class Panel(msgspec.Struct, frozen=True):
    """One notebook's part of the picture: its title and the tiles it is made of."""

    title: str
    tiles: tuple[Tile, ...]


def mosaic(panels: Sequence[Panel], title: str = "The mosaic") -> Drawing:
    """The picture of at most twelve panels. A laid tile shows its stones, a begun one every second, others stay grey.

    A panel without tiles stays grey whole.
    """
    stones: dict[str, list[tuple[Point, ...]]] = {}
    for number, panel in enumerate(panels[: COLUMNS * ROWS]):
        owners = owned(len(panel.tiles))
        for (x, y), owner in owners.items():
            state = panel.tiles[owner].state if panel.tiles else "empty"
            shown = state == "laid" or (state == "partial" and (x + y) % 2 == 0)
            fill = _shade(PALETTE[colour(number, x, y)], _noise(number, x, y)) if shown else BARE[_noise(number, x, y)]
            stones.setdefault(fill, []).append(_stone(number, x, y))
    width = 2 * FRAME + COLUMNS * ACROSS * STONE + (COLUMNS - 1) * FRAME
    rows = max(1, -(-len(panels[: COLUMNS * ROWS]) // COLUMNS))
    height = 2 * FRAME + rows * DOWN * STONE + (rows - 1) * FRAME
    pieces: list[Piece] = [Stones(polygons=(_corners(0, 0, width, height),), fill=GROUT)]
    pieces += [Stones(polygons=tuple(p), fill=fill) for fill, p in sorted(stones.items())]
    return Drawing(width, height, title, said(panels), tuple(pieces))


def said(panels: Sequence[Panel]) -> str:
    """What the picture shows, in words."""
    tiles = [tile for panel in panels for tile in panel.tiles]
    laid, begun = (sum(t.state == state for t in tiles) for state in ("laid", "partial"))
    whole = [p.title for p in panels if p.tiles and all(t.state == "laid" for t in p.tiles)]
    finished = f" Finished: {', '.join(whole)}." if whole else ""
    more = f", {begun} begun" if begun else ""
    return f"A mosaic of {len(tiles)} tiles, {laid} laid{more}; the others are grey.{finished}"


def owned(tiles: int) -> dict[tuple[int, int], int]:
    """Which tile each stone of a panel belongs to: runs of about equal length along a path that fills the panel in
    columns three stones wide, so that a tile is one patch."""
    path = [
        (x, y if (x // 3) % 2 == 0 else DOWN - 1 - y)
        for left in range(0, ACROSS, 3)
        for y in range(DOWN)
        for x in range(left, min(left + 3, ACROSS))
    ]
    return {at: i * tiles // len(path) for i, at in enumerate(path)}


def _stone(panel: int, x: int, y: int) -> tuple[Point, ...]:
    """A stone as four corners, a little uneven, as if cut by hand."""
    left = FRAME + (panel % COLUMNS) * (ACROSS * STONE + FRAME) + x * STONE
    top = FRAME + (panel // COLUMNS) * (DOWN * STONE + FRAME) + y * STONE
    size = STONE - JOINT
    uneven = [(_hash(panel, x, y, corner) % 100 / 100 - 0.5) * 1.5 for corner in range(8)]
    square = _corners(left, top, size, size)
    return tuple((a + uneven[2 * i], b + uneven[2 * i + 1]) for i, (a, b) in enumerate(square))


def _corners(x: float, y: float, w: float, h: float) -> tuple[Point, ...]:
    return ((x, y), (x + w, y), (x + w, y + h), (x, y + h))


def _hash(*numbers: int) -> int:
    """A small number that looks random and is the same everywhere."""
    value = 2166136261
    for number in numbers:
        value = ((value ^ (number + 1)) * 16777619) % 2**32
        value ^= value >> 13
    return value >> 3


def _noise(*numbers: int) -> int:
    """0, 1 or 2: which of three shades a stone has."""
    return _hash(*numbers) % 3


def _shade(hex_: str, shade: int) -> str:
    """A colour, a little darker or lighter."""
    factor = (0.93, 1.0, 1.06)[shade]
    parts = (int(hex_[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{min(255, round(p * factor)):02x}" for p in parts)
