"""The relationship map: quadrants and ties, moves, proactive share, the activity log, the running case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mosaic_exercises.models import relationship
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.relationship import QUADRANTS
from tests.data.tessera_files import CASE, agrees, table
from tests.support import share

wrong: Any = relationship  # wrong arguments are meant
calm = settings(deadline=None, max_examples=share(60))
points = st.integers(0, 100)


@pytest.mark.parametrize(
    ("satisfaction", "gain", "name"),
    [
        (80, 80, "Reciprocity"),
        (80, 20, "Over-giving"),
        (20, 80, "Over-taking"),
        (20, 20, "Transactionship"),
        (50, 50, "Reciprocity"),  # a tie goes up
        (50, 49.9, "Over-giving"),
        (49.9, 50, "Over-taking"),
        (0, 100, "Over-taking"),
    ],
)
def test_quadrants_and_ties(satisfaction: float, gain: float, name: str) -> None:
    assert relationship.quadrant(satisfaction, gain) == name


def test_the_threshold_can_be_moved() -> None:
    assert relationship.quadrant(60, 60, threshold=70) == "Transactionship"
    assert relationship.quadrant(60, 60, threshold=60) == "Reciprocity"


@calm
@given(points, points, points, points)
def test_a_move_leads_where_its_ends_say(s: int, g: int, ws: int, wg: int) -> None:
    found = relationship.move(s, g, ws, wg)
    assert (found.start, found.goal) == (relationship.quadrant(s, g), relationship.quadrant(ws, wg))
    assert (found.shortfall == 0) == (found.start == "Reciprocity")
    assert (found.left == 0) == (found.goal == "Reciprocity")
    if found.direction == "comes nearer":
        assert found.left < found.shortfall
    assert ("Reciprocity" in (found.start, found.goal)) == ("Reciprocity" in found.direction)
    back = relationship.move(ws, wg, s, g)
    assert (found.direction == "reaches Reciprocity") == (back.direction == "leaves Reciprocity")


def test_more_gain_at_the_customers_cost_is_no_move_to_reciprocity() -> None:
    assert relationship.move(80, 20, 40, 90).direction == "comes nearer"
    assert relationship.move(80, 20, 20, 60).direction == "comes no nearer"
    assert relationship.move(80, 80, 40, 100).direction == "leaves Reciprocity"


def test_proactive_share() -> None:
    assert relationship.proactive_share(3, 9) == 25
    assert relationship.proactive_share(0, 4) == 0
    assert relationship.proactive_share(0, 0) is None
    with pytest.raises(DataError, match="`proactive` is -1"):
        relationship.proactive_share(-1, 4)


# The running case


def test_tessera_map() -> None:
    found = relationship.chart(pd.read_csv(Path(CASE) / "relationships.csv"))
    keys = ("reciprocity", "overgiving", "overtaking", "transactionship")
    for key, name in zip(keys, QUADRANTS, strict=True):
        agrees(f"fig-quadrant-{key}", found.counts[name], 0)
    by_name = {party.name: party for party in found.parties}
    assert by_name["Chain & Garden"].quadrant == "Reciprocity"  # exactly on the threshold of gain
    assert by_name["Orrin Holding"].quadrant == "Over-giving"  # exactly on that of satisfaction
    move = by_name["Redbrick Couriers"].move
    assert move is not None
    assert (move.start, move.goal, move.direction) == ("Over-taking", "Reciprocity", "reaches Reciprocity")
    assert (move.satisfaction, move.gain, move.shortfall) == (32, 0, 12)
    assert found.notes == ()
    plain = relationship.chart(table("relationships"))  # text, as csv.DictReader gives it
    assert plain == found


def test_tessera_activities() -> None:
    log = relationship.log(pd.read_csv(Path(CASE) / "activities.csv"))
    share = {one.name: one.proactive_share for one in log.by_side}
    assert share["external"] is not None
    assert share["internal"] is not None
    agrees("fig-proactive-external", share["external"])
    agrees("fig-proactive-internal", share["internal"])
    by_party = {one.name: (one.reactive, one.proactive) for one in log.by_party}
    for row in table("relationships"):
        assert by_party[row["party_id"]] == (int(row["reactive"]), int(row["proactive"]))
    days = [row["date"] for row in table("activities")]
    assert (log.total.first, log.total.last) == (dt.date.fromisoformat(min(days)), dt.date.fromisoformat(max(days)))
    assert log.total.minutes == sum(int(row["minutes"]) for row in table("activities"))
    assert log.by_party[0].proactive_share == 0
    assert relationship.log(table("activities")) == log


def test_a_log_without_some_columns() -> None:
    rows = [{"party_id": "a", "kind": "Reaction"}, {"party_id": "a", "kind": "pre-action"}]
    found = relationship.log(rows, side=None, date=None, minutes=None)
    assert (found.total.reactive, found.total.proactive, found.total.minutes, found.total.first) == (1, 1, None, None)
    assert found.by_side == ()


# What is not there, and what cannot be used


def test_a_bare_table_makes_a_map_and_says_what_is_missing() -> None:
    found = relationship.chart([{"name": "a", "satisfaction": 20, "gain": "80"}])
    assert found.parties[0].quadrant == "Over-taking"
    assert (found.parties[0].move, found.proactive_share) == (None, None)
    assert any("No column 'wanted_gain'" in note for note in found.notes)
    with pytest.raises(DataError, match="no column 'goal'"):
        relationship.chart([{"name": "a", "satisfaction": 20, "gain": 80}], wanted_gain="goal")


def test_who_has_no_place_is_left_out_and_named() -> None:
    rows = [{"name": "a", "satisfaction": 20, "gain": None}, {"name": "b", "satisfaction": 20, "gain": 3}]
    found = relationship.chart(rows, missing="skip")
    assert [party.name for party in found.parties] == ["b"]
    assert "a (row 1) has no place on the map: left out." in found.notes


def test_half_a_wish_is_no_move() -> None:
    rows = [{"name": "a", "satisfaction": 20, "gain": 3, "wanted_satisfaction": 60, "wanted_gain": None}]
    found = relationship.chart(rows)
    assert found.parties[0].move is None
    assert any("1 answer missing in column 'wanted_gain' (row 1)" in note for note in found.notes)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: wrong.quadrant(101, 3), "`satisfaction` is 101"),
        (lambda: wrong.quadrant(3, -1), "`gain` is -1"),
        (lambda: wrong.quadrant(3, "high"), "`gain` is 'high', which is no number"),
        (lambda: wrong.quadrant(3, 3, threshold=500), "`threshold` is 500"),
        (lambda: wrong.chart([]), "The table has no rows"),
        (
            lambda: wrong.chart([{"name": "a", "satisfaction": 1, "gain": "x"}]),
            r"such as 'x' .column 'gain', row 1",
        ),
        (
            lambda: wrong.chart([{"name": "a", "satisfaction": 101, "gain": 1}]),
            r"off the scale, such as 101 .column 'satisfaction', row 1",
        ),
        (
            lambda: wrong.chart([{"name": "a", "satisfaction": 1, "gain": 1}] * 2),
            "stands twice: a in rows 1 and 2",
        ),
        (
            lambda: wrong.chart([{"name": "a", "satisfaction": None, "gain": 1}], missing="skip"),
            "No customer has both",
        ),
        (
            lambda: wrong.chart([{"name": "a", "satisfaction": 1, "gain": 1, "reactive": -2}]),
            r"off the scale, such as -2 .column 'reactive', row 1",
        ),
        (
            lambda: wrong.log([{"party_id": "a", "kind": "fast reply"}], side=None, date=None, minutes=None),
            r"'fast reply' .column 'kind', row 1.*reactive",
        ),
        (
            lambda: wrong.log([{"party_id": "a", "kind": "reactive", "date": "31/03/2026"}], side=None, minutes=None),
            r"'31/03/2026' .column 'date', row 1.*2026-03-31",
        ),
    ],
)
def test_what_cannot_be_used_is_told_with_its_place(make: Callable[[], object], message: str) -> None:
    with pytest.raises(DataError, match=message):
        make()
