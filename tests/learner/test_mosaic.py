"""The mosaic as a picture: what is laid shows, what is not stays grey, and the words say the same."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from mosaic_exercises.drawing.shapes import Stones
from mosaic_exercises.drawing.svg import svg
from mosaic_exercises.learner.mosaic import (
    ACROSS,
    BARE,
    COLUMNS,
    DOWN,
    ROWS,
    MosaicPanel,
    Stone,
    mosaic,
    outline,
    owned,
    patches,
    picture,
)
from mosaic_exercises.learner.progress import State, Tile


def panels(state: State, tiles: int = 9) -> list[MosaicPanel]:
    each = tuple(Tile(f"t{i}", "Tile", state, "") for i in range(tiles))
    return [MosaicPanel(f"Notebook {n}", each) for n in range(12)]


def grey(drawn: list[MosaicPanel]) -> float:
    """The share of stones that are not laid."""
    stones = [p for p in mosaic(drawn).pieces[1:] if isinstance(p, Stones)]
    all_ = sum(len(p.polygons) for p in stones)
    return sum(len(p.polygons) for p in stones if p.fill in BARE) / all_


@pytest.mark.parametrize(("state", "share"), [("empty", 1.0), ("partial", 0.5), ("laid", 0.0)])
def test_a_tile_shows_as_much_as_is_done(state: State, share: float) -> None:
    assert grey(panels(state)) == pytest.approx(share, abs=0.01)


@pytest.mark.parametrize("tiles", [1, 2, 7, 13, 20, 60])
def test_every_stone_belongs_to_one_tile_and_the_shares_are_even(tiles: int) -> None:
    owners = owned(tiles)
    assert len(owners) == ACROSS * DOWN
    shares = Counter(owners.values())
    assert set(shares) == set(range(tiles))
    assert max(shares.values()) - min(shares.values()) <= 1


def test_each_notebook_has_a_motif_of_its_own() -> None:
    assert len(picture()) == COLUMNS * ROWS == 12
    assert all(set(panel) == {(x, y) for x in range(ACROSS) for y in range(DOWN)} for panel in picture())
    one = [svg(mosaic([*panels("empty")[:n], panels("laid")[n], *panels("empty")[n + 1 :]])) for n in range(12)]
    assert len(set(one)) == 12


def test_the_words_count_what_the_picture_shows() -> None:
    some = panels("empty")
    some[3] = panels("laid")[3]
    some[4] = panels("partial")[4]
    drawn = mosaic(some)
    assert drawn.alt == "A mosaic of 108 tiles, 9 laid, 9 begun; the others are grey. Finished: Notebook 3."
    assert mosaic(panels("laid")).alt == "A mosaic of 108 tiles, all of them laid."


def test_a_course_of_any_size_has_a_mosaic() -> None:
    for count in (0, 1, 5, 12, 14):
        drawn = mosaic([MosaicPanel(f"N{n}", ()) for n in range(count)])
        assert drawn.height > 0
        assert svg(drawn).startswith("<svg")


def filled(path: str) -> set[Stone]:
    """The stones inside SVG path data: those an odd number of whose edges lie to the left."""
    inside: set[Stone] = set()
    for loop in path.split("M")[1:]:
        start, rest = re.split(r"(?=[hv])", loop.rstrip("z"), maxsplit=1)
        x, y = first = tuple(map(int, start.split()))
        edges = [(way, int(step)) for way, step in re.findall(r"([hv])(-?\d+)", rest)]
        for way, step in edges:
            if way == "v":
                inside ^= {(right, low) for low in range(*sorted((y, y + step))) for right in range(x, ACROSS)}
            x, y = (x + step, y) if way == "h" else (x, y + step)
        inside ^= {(right, low) for low in range(*sorted((y, first[1]))) for right in range(x, ACROSS)}
    return inside


@pytest.mark.parametrize(
    "stones", [{(0, 0)}, {(0, 0), (1, 1)}, {(0, 1), (1, 0)}, {(x, y) for x in range(3) for y in range(3)} - {(1, 1)}]
)
def test_an_outline_holds_its_stones_and_no_others(stones: set[Stone]) -> None:
    assert filled(outline(stones)) == stones


def test_a_panel_is_its_patches_whatever_their_number() -> None:
    """Each patch has stones, together they fill the panel, and their colours are the picture's."""
    for panel, tiles in [(n, t) for n in range(14) for t in (1, 5, 13, 27)]:
        each = [filled(patch.outline) for patch in patches(panel, tiles)]
        assert len(each) == tiles
        assert min(map(len, each)) >= ACROSS * DOWN // tiles
        assert set().union(*each) == set(picture()[0])
        shown = {stone: fill for patch in patches(panel, tiles) for fill, d in patch.colours for stone in filled(d)}
        assert shown == dict(picture()[panel % 12])


def test_the_cover_lays_the_stones_that_the_head_of_a_notebook_shows() -> None:
    """A tile that is laid shows as many stones of the picture on the cover as its patch has."""
    some = panels("empty")
    some[6] = MosaicPanel("A gift", (*some[6].tiles[:4], *panels("laid")[6].tiles[4:5], *some[6].tiles[5:]))
    laid = sum(len(p.polygons) for p in mosaic(some).pieces[1:] if isinstance(p, Stones) and p.fill not in BARE)
    assert laid == len(filled(patches(6, 9)[4].outline))
