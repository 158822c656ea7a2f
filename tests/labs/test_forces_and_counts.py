"""The labs of notebooks 01 and 02: what their settings mean, and what they refuse."""

from __future__ import annotations

from typing import Any

import pytest

from mosaic_exercises.labs import LABS, counts
from mosaic_exercises.models.errors import DataError

FORCES, COUNTS = LABS["tessera-forces"], LABS["count-two-ways"]


def rows(values: dict[str, Any]) -> dict[str, str]:
    return {row[0]: row[2] for row in FORCES(values, "light", 640).rows}


def test_a_force_that_is_gone_leaves_the_picture() -> None:
    sign = "Above EUR 2,000 Northlight Mutual must sign off."
    assert rows({})[sign] == "5"
    assert sign not in rows({"signoff": 0})
    assert sign in rows({"signoff": 1})


def test_pressure_is_one_force_more() -> None:
    assert len(rows({"pressure": 3})) == len(rows({})) + 1
    assert len(rows({"pressure": 0})) == len(rows({}))


@pytest.mark.parametrize(("pressure", "fear"), [(0, "2"), (2, "4"), (3, "5"), (5, "5")])
def test_pressure_that_feeds_the_fear_stops_at_five(pressure: int, fear: str) -> None:
    blame = "The desk fears that named ownership means blame."
    assert rows({"pressure": pressure, "resist": True})[blame] == fear
    assert rows({"pressure": pressure})[blame] == "2"


def test_the_finding_tells_the_start_once_something_has_changed() -> None:
    assert "At the start" not in FORCES({}, "light", 640).finding
    assert FORCES({"papers": 5}, "light", 640).finding.startswith("Driving 17, restraining 19: net −2.")
    assert "At the start the net was 0." in FORCES({"papers": 5}, "light", 640).finding


@pytest.mark.parametrize(
    ("values", "control"), [({"pressure": 2.5}, "pressure"), ({"papers": 6}, "papers"), ({"resist": "yes"}, "resist")]
)
def test_settings_that_no_force_can_have_are_refused(values: dict[str, Any], control: str) -> None:
    with pytest.raises(DataError, match=control):
        FORCES(values, "light", 640)


@pytest.mark.parametrize("name", counts.COUNTS)
def test_every_count_holds_each_customer_once(name: str) -> None:
    wholes = {"accounts": 400, "bikes": 1161, "claims": 130, "complaints": 150, "asked": 120}
    made = COUNTS({"first": name, "second": "accounts" if name != "accounts" else "bikes"}, "light", 640)
    assert [row[0] for row in made.rows] == list(counts.SEGMENTS.values())
    total = sum(float(row[1].removeprefix("EUR ").replace(",", "")) for row in made.rows)
    if name in wholes:
        assert total == wholes[name]
        assert f"{wholes[name]:,} {counts.COUNTS[name]}" in made.finding
    else:
        assert total == pytest.approx(2_871_723, abs=6), "revenue of two years, rounded row by row"


def test_a_count_beside_itself_asks_for_another() -> None:
    assert COUNTS({"first": "claims", "second": "claims"}, "light", 640).finding.startswith("The same count twice")
