"""The mosaic: every exercise owns some stones of its notebook's panel and lays them when it is done.

There is one picture (``mosaic.txt``). At the head of every notebook the browser shows it from ``patches``, one for each
tile; the cover of the plan is ``mosaic``, the same stones as if cut by hand.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

import msgspec

from mosaic_exercises.drawing.shapes import Drawing, Piece, Point, Stones
from mosaic_exercises.learner.progress import Tile

COLUMNS: Final = 4  # panels of the picture
ROWS: Final = 3
ACROSS: Final = 27  # stones of a panel
DOWN: Final = 21
STONE: Final = 9.0  # px, with its joint
JOINT: Final = 1.0
FRAME: Final = 10.0  # px between panels
BARE: Final = ("#dde1e5", "#e4e7ea", "#d6dbe0")  # stones that are not laid yet
GROUT: Final = "#f4f1ea"

Stone = tuple[int, int]  # column and row in its panel


class MosaicPanel(msgspec.Struct, frozen=True):
    """One notebook's part of the picture: its title and the tiles it is made of."""

    title: str
    tiles: tuple[Tile, ...]


class Patch(msgspec.Struct, frozen=True):
    """One tile's stones: the outline of all, and of those of each colour (hex), as SVG path data; a stone is one unit,
    a panel ``ACROSS`` wide and ``DOWN`` high."""

    outline: str
    colours: tuple[tuple[str, str], ...]


@cache
def picture() -> tuple[Mapping[Stone, str], ...]:
    """The colour of each stone, panel by panel, as it looks when all is laid."""
    lines = (Path(__file__).parent / "mosaic.txt").read_text(encoding="utf-8").splitlines()
    said = [line for line in lines if line and not line.startswith("#")]
    known = {line[0]: line.split()[1] for line in said if " " in line}
    rows = [line for line in said if " " not in line]
    panels = (rows[first : first + DOWN] for first in range(0, len(rows), DOWN))
    return tuple(
        MappingProxyType({(x, y): known[letter] for y, row in enumerate(panel) for x, letter in enumerate(row)})
        for panel in panels
    )


@cache
def patches(panel: int, tiles: int) -> tuple[Patch, ...]:
    """A panel cut into so many tiles. Panels beyond the last begin anew."""
    stones = picture()[panel % len(picture())]
    own: list[list[Stone]] = [[] for _ in range(tiles)]
    for stone, owner in owned(tiles).items() if tiles else ():
        own[owner].append(stone)
    found = []
    for each in own:
        by_colour: dict[str, list[Stone]] = {}
        for stone in each:
            by_colour.setdefault(stones[stone], []).append(stone)
        found.append(Patch(outline(each), tuple((fill, outline(some)) for fill, some in sorted(by_colour.items()))))
    return tuple(found)


def outline(stones: Collection[Stone]) -> str:
    """The edge around stones as SVG path data."""
    here = set(stones)
    after: dict[Stone, list[Stone]] = {}  # corner -> where the edge goes on, with the stones at its right hand
    for x, y in here:
        for beyond, start, end in (
            ((x, y - 1), (x, y), (x + 1, y)),
            ((x + 1, y), (x + 1, y), (x + 1, y + 1)),
            ((x, y + 1), (x + 1, y + 1), (x, y + 1)),
            ((x - 1, y), (x, y + 1), (x, y)),
        ):
            if beyond not in here:
                after.setdefault(start, []).append(end)
    path = ""
    while after:
        start = at = min(after)
        path += f"M{start[0]} {start[1]}"
        way, steps = "", 0
        while True:
            to = after[at].pop()
            if not after[at]:
                del after[at]
            way_, step = ("h", to[0] - at[0]) if to[1] == at[1] else ("v", to[1] - at[1])
            if way_ != way and steps:
                path, steps = f"{path}{way}{steps}", 0
            way, steps, at = way_, steps + step, to
            if at == start:
                break
        path += "z"  # it draws the last edge
    return path


def mosaic(panels: Sequence[MosaicPanel], title: str = "The mosaic") -> Drawing:
    """The picture of at most twelve panels. A laid tile shows its stones, a begun one every second, others stay grey.

    A panel without tiles stays grey whole.
    """
    stones: dict[str, list[tuple[Point, ...]]] = {}
    for number, panel in enumerate(panels[: COLUMNS * ROWS]):
        colours = picture()[number]
        for (x, y), owner in owned(len(panel.tiles)).items():
            state = panel.tiles[owner].state if panel.tiles else "empty"
            shown = state == "laid" or (state == "partial" and (x + y) % 2 == 0)
            shade = _noise(number, x, y)
            fill = _shade(colours[x, y], shade) if shown else BARE[shade]
            stones.setdefault(fill, []).append(_stone(number, x, y))
    width = 2 * FRAME + COLUMNS * ACROSS * STONE + (COLUMNS - 1) * FRAME
    rows = max(1, -(-len(panels[: COLUMNS * ROWS]) // COLUMNS))
    height = 2 * FRAME + rows * DOWN * STONE + (rows - 1) * FRAME
    pieces: list[Piece] = [Stones(polygons=(_corners(0, 0, width, height),), fill=GROUT)]
    pieces += [Stones(polygons=tuple(p), fill=fill) for fill, p in sorted(stones.items())]
    return Drawing(width, height, title, said(panels), tuple(pieces))


def said(panels: Sequence[MosaicPanel]) -> str:
    """What the picture shows, in words."""
    tiles = [tile for panel in panels for tile in panel.tiles]
    laid, begun = (sum(t.state == state for t in tiles) for state in ("laid", "partial"))
    if tiles and laid == len(tiles):
        return f"A mosaic of {len(tiles)} tiles, all of them laid."
    whole = [p.title for p in panels if p.tiles and all(t.state == "laid" for t in p.tiles)]
    finished = f" Finished: {', '.join(whole)}." if whole else ""
    more = f", {begun} begun" if begun else ""
    return f"A mosaic of {len(tiles)} tiles, {laid} laid{more}; the others are grey.{finished}"


def owned(tiles: int) -> dict[Stone, int]:
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
