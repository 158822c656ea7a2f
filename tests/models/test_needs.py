"""Maslow's needs: degrees instead of all or none, and the heat map of needs by stages."""

from __future__ import annotations

import pytest

from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.journey import Actor, Emotion, JourneyMap, Lane, Note, Stage
from mosaic_exercises.models.needs import MASLOW_1943, NEEDS, balance, heat_map, levels

MAP = JourneyMap(
    stages=(Stage("buy", "Purchase"), Stage("claim", "Claim")),
    lanes=(Lane("needs", "needs", "Needs"), Lane("more", "needs", "More needs"), Lane("pains", "pains", "Pains")),
    notes=(
        Note("1", "claim", "needs", need="safety"),
        Note("2", "claim", "more", "p1", need="safety"),
        Note("3", "claim", "needs", "p2", need="belonging"),
        Note("4", "buy", "needs", need="self-actualisation"),
        Note("5", "buy", "needs", text="no need named"),
        Note("6", "buy", "pains", text="a pain"),
    ),
    personas=(Actor("p1", "Ada"), Actor("p2", "Bo")),
    emotions=(Emotion("claim", "p1", -2), Emotion("claim", "p2", -1), Emotion("buy", "p1", 2)),
)


def test_four_are_deficiency_needs_and_one_is_being() -> None:
    assert [n.kind for n in NEEDS.values()] == ["D", "D", "D", "D", "B"]
    assert NEEDS["esteem"].kind == "D"


def test_needs_are_not_all_or_none() -> None:
    found = {level.need: level for level in levels(MASLOW_1943)}
    assert [level.unmet for level in found.values()] == [0.15, 0.3, 0.5, 0.6, 0.9]
    assert all(level.speaks for level in found.values()), "a lower need half met does not silence a higher one"
    assert not levels({"safety": 1})[1].speaks


@pytest.mark.parametrize(
    "met", [{"safety": 70}, {"safety": -0.1}, {"love": 0.5}, {"safety": float("nan")}, {"safety": True}]
)
def test_shares_off_the_range_are_refused(met: dict[str, float]) -> None:
    with pytest.raises(DataError):
        levels(met)


def test_the_heat_map_counts_tags_by_need_and_stage() -> None:
    heat = heat_map(MAP)
    assert heat.needs == tuple(NEEDS)
    assert heat.stage_names == ("Purchase", "Claim")
    assert heat.counts == ((0, 0), (0, 2), (0, 1), (0, 0), (1, 0))
    assert heat.emotions == (2.0, -1.5)
    assert heat.hot == (("safety", "claim"),)
    assert heat.total("safety") == 2
    assert balance(heat) == {"D": 3, "B": 1}


def test_the_heat_map_of_one_persona_holds_what_is_said_for_all() -> None:
    heat = heat_map(MAP, ["p2"])
    assert heat.counts == ((0, 0), (0, 1), (0, 1), (0, 0), (1, 0))
    assert heat.emotions == (None, -1.0)
    assert heat.hot == (("safety", "claim"), ("belonging", "claim"), ("self-actualisation", "buy"))


def test_an_empty_map_has_no_hot_cell() -> None:
    heat = heat_map(JourneyMap(stages=(Stage("a", "A"),)))
    assert heat.hot == ()
    assert heat.counts == ((0,),) * 5
    assert heat.emotions == (None,)
