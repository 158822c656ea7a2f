"""The mosaic as a picture: what is laid shows, what is not stays grey, and the words say the same."""

from __future__ import annotations

from collections import Counter

import pytest

from mosaic_exercises.drawing.shapes import Stones
from mosaic_exercises.drawing.svg import svg
from mosaic_exercises.learner.progress import State, Tile
from mosaic_exercises.plan.mosaic import BARE, Panel, mosaic, owned
from mosaic_exercises.plan.motifs import ACROSS, DOWN, MOTIFS


def panels(state: State, tiles: int = 9) -> list[Panel]:
    each = tuple(Tile(f"t{i}", "Tile", state, "") for i in range(tiles))
    return [Panel(f"Notebook {n}", each) for n in range(12)]


def grey(drawn: list[Panel]) -> float:
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
    assert len(MOTIFS) == 12
    one = [svg(mosaic([*panels("empty")[:n], panels("laid")[n], *panels("empty")[n + 1 :]])) for n in range(12)]
    assert len(set(one)) == 12


def test_the_words_count_what_the_picture_shows() -> None:
    some = panels("empty")
    some[3] = panels("laid")[3]
    some[4] = panels("partial")[4]
    drawn = mosaic(some)
    assert drawn.alt == "A mosaic of 108 tiles, 9 laid, 9 begun; the others are grey. Finished: Notebook 3."


def test_a_course_of_any_size_has_a_mosaic() -> None:
    for count in (0, 1, 5, 12, 14):
        drawn = mosaic([Panel(f"N{n}", ()) for n in range(count)])
        assert drawn.height > 0
        assert svg(drawn).startswith("<svg")
