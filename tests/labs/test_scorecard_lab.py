"""The lab of notebook 10: Tessera's scorecard, whole or from one objective on."""

from __future__ import annotations

from typing import Any

import pytest

from mosaic_exercises.labs import LABS
from mosaic_exercises.labs.base import LabOutput
from mosaic_exercises.models.errors import DataError

LAB = LABS["tessera-scorecard"]


def run(**values: Any) -> LabOutput:
    return LAB(values, "light", 640)


def column(made: LabOutput, name: str) -> dict[str, str]:
    """Each row's cell under ``name``, by the objective."""
    at, objective = made.columns.index(name), made.columns.index("Objective")
    return {row[objective]: row[at] for row in made.rows}


def test_less_can_be_better_and_a_kept_line_has_no_share() -> None:
    reached = column(run(), "Reached")
    assert reached["Win commuters at lower cost"] == "75%"
    assert reached["Give less reason to complain"].removeprefix("−").removeprefix("-") == "285%"
    assert reached["Keep customers' data safe"] == "kept"
    assert len(reached) == 12


def test_what_follows_from_an_objective_is_all_that_its_arrows_lead_to() -> None:
    alone = run(show="causes", start="sc-l3")
    assert set(column(alone, "Serves")) == {
        "Keep customers' data safe",
        "Be recommended",
        "Grow by word of mouth",
        "Earn more from each fleet",
        "Win commuters at lower cost",
        "Earn more from the customers we have",
    }
    assert set(column(run(start="sc-l3"), "Reached")) == set(column(alone, "Serves"))


def test_actual_by_target_calls_what_moved_away_more_than_reached() -> None:
    made = run(ratio=True)
    beside = column(made, "Actual ÷ target")
    assert beside["Give less reason to complain"] == "205%"
    assert beside["Keep customers' data safe"] == "-"
    assert "Give less reason to complain” and “Issue documents without mistakes” more than reached" in made.finding
    assert "cannot be worked out: the target is 0" in made.finding
    assert made.svg == run().svg


def test_the_longest_way_ends_at_the_money() -> None:
    finding = run(show="causes").finding
    assert finding.startswith("12 objectives, 15 arrows. The longest way has 7 stations: Let more people decide →")
    assert "→ Earn more from the customers we have. Each arrow is a claim" in finding


@pytest.mark.parametrize(
    ("values", "control"), [({"show": "both"}, "show"), ({"start": "sc-x"}, "start"), ({"ratio": "yes"}, "ratio")]
)
def test_a_setting_that_no_control_has_is_refused(values: dict[str, Any], control: str) -> None:
    with pytest.raises(DataError, match=control):
        LAB(values, "light", 640)
