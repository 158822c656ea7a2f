"""The scorecard: attainment in either direction, the map of cause and effect, objectives against initiatives."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.scorecard import (
    Arrow,
    Objective,
    attainment,
    cause_map,
    circles,
    from_table,
    perspective,
)
from mosaic_exercises.models.scorecard_words import initiative
from tests.data.tessera_files import CASE
from tests.kinds.examples import CALM

FILE = Path(CASE) / "scorecard.csv"


def rows() -> list[dict[str, Any]]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("baseline", "target", "actual", "direction", "share", "standing"),
    [
        (100, 200, 150, "up", 0.5, "on the way"),
        (110, 90, 95, "down", 0.75, "on the way"),  # lower is better
        (110, 90, 80, "down", 1.5, "reached"),
        (110, 90, 120, "down", -0.5, "moved away"),
        (71.7, 90, 42.2, "up", -29.5 / 18.3, "moved away"),
        (10, 20, 10, "", 0.0, "no change"),
        (0, 0, 0, "down", None, "reached"),  # to stay at nothing
        (0, 0, 2, "down", None, "moved away"),
        (5, 5, 6, "up", None, "reached"),
        (5, 5, 4, "up", None, "moved away"),
        (-10, 0, -5, "up", 0.5, "on the way"),
        (0, 10, 10, "", 1.0, "reached"),
    ],
)
def test_attainment(
    baseline: float, target: float, actual: float, direction: str, share: float | None, standing: str
) -> None:
    found = attainment(baseline, target, actual, direction)
    assert found.share == (pytest.approx(share) if share is not None else None)
    assert (found.standing, found.reached) == (standing, standing == "reached")
    assert found.words.endswith(".")


SANE = st.floats(-1e6, 1e6).map(lambda x: round(x, 3))


@CALM
@given(SANE, SANE, SANE)
def test_attainment_is_the_same_upside_down(baseline: float, target: float, actual: float) -> None:
    one, other = (
        attainment(baseline, target, actual, "" if baseline != target else "up"),
        attainment(-baseline, -target, -actual, "" if baseline != target else "down"),
    )
    assert (one.share, one.reached, one.standing) == (other.share, other.reached, other.standing)
    if one.share is not None and baseline != target:
        assert one.reached == (one.share >= 1.0 or actual == target)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((1, 2, float("nan"), ""), "`actual` is nan"),
        ((1, "2", 1, ""), "`target` is '2'"),
        ((1, 2, 1, "down"), "the target 2 is above the baseline 1"),
        ((1, 2, 1, "left"), "`direction`"),
        ((0, 0, 5, ""), "5 may be better or worse"),
    ],
)
def test_figures_that_are_none_are_refused(arguments: Any, said: str) -> None:
    with pytest.raises(DataError, match=said):
        attainment(*arguments)


def test_the_case_is_read_and_its_map_is_sound() -> None:
    objectives = from_table(rows())
    assert from_table(pd.read_csv(FILE)) == objectives
    found = cause_map(objectives)
    assert (len(objectives), len(found.arrows)) == (12, 15)
    assert (found.missing, found.orphans, found.circles, found.unknown, found.backward) == ((), (), (), (), ())
    assert ("sc-l1", "sc-p1", "sc-c2", "sc-c1", "sc-f2", "sc-f1") in found.chains
    reached = {one.id: one.attainment for one in objectives}
    assert reached["sc-l3"] is not None
    assert (reached["sc-l3"].share, reached["sc-l3"].reached) == (None, True)
    assert reached["sc-c2"] is not None
    assert reached["sc-c2"].share == pytest.approx((30.8 - 19.1) / (15 - 19.1))


def test_circles_orphans_and_missing_perspectives_are_found() -> None:
    objectives = [
        Objective(i, p, i) for i, p in (("a", "Finance"), ("b", "customers"), ("c", "customer"), ("d", "fun"))
    ]
    found = cause_map(objectives, [Arrow("a", "b"), Arrow("b", "a"), Arrow("a", "gone"), Arrow("a", "b")])
    assert found.circles == (("a", "b"),)
    assert found.orphans == ("c", "d")
    assert found.missing == ("internal process", "learning and growth")
    assert found.unknown == (Arrow("a", "gone"),)
    assert found.backward == (Arrow("a", "b"),)
    assert found.chains == ()
    with pytest.raises(DataError, match="'a' stands twice"):
        cause_map([objectives[0], objectives[0]])


@CALM
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=15))
def test_a_circle_is_a_way_back_to_its_start(pairs: list[tuple[int, int]]) -> None:
    ids = [f"n{i}" for i in range(6)]
    arrows = [Arrow(f"n{a}", f"n{b}") for a, b in pairs]
    found = circles(ids, arrows)
    for circle in found:
        assert all(Arrow(a, b) in arrows for a, b in zip(circle, (*circle[1:], circle[0]), strict=True))
    reach = {i: {b for a, b in pairs if a == i} for i in range(6)}
    for _ in range(6):
        reach = {i: there | {c for b in there for c in reach[b]} for i, there in reach.items()}
    assert bool(found) == any(i in there for i, there in reach.items())


@pytest.mark.parametrize("name", ["Innovation and learning", "learning & growth", "LEARNING AND  GROWTH", "learning"])
def test_both_names_of_the_fourth_perspective_are_one(name: str) -> None:
    assert perspective(name) == "learning and growth"


def test_no_objective_of_the_case_reads_like_an_initiative() -> None:
    assert [initiative(row["objective"]) for row in rows()] == [""] * 12


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Launch a claim tracker", "Launch"),
        ("Train staff", "Train staff"),
        ("We will introduce a portal", "We will introduce"),
        ("Yearly course for everyone", "Yearly course"),
        ("A campaign for students", "A campaign"),
        ("Send the June survey to everybody", "Send the"),
        ("New CRM software", "New CRM software"),
    ],
)
def test_work_to_be_done_is_no_objective(text: str, words: str) -> None:
    assert initiative(text) == words


@pytest.mark.parametrize(
    "text",
    ["Run late less often", "Plan renewals that customers accept", "Open claims below 20", "Fewer missed meetings", ""],
)
def test_a_state_to_reach_is_no_initiative(text: str) -> None:
    assert initiative(text) == ""


@pytest.mark.parametrize(
    ("change", "said"),
    [({"direction": "sideways"}, "column 'direction', row 1"), ({"target": "much"}, "column 'target', row 1")],
)
def test_a_bad_cell_is_named_by_column_and_row(change: dict[str, str], said: str) -> None:
    table = rows()
    table[0].update(change)
    with pytest.raises(DataError, match=said):
        from_table(table)


def test_a_missing_figure_leaves_attainment_open() -> None:
    table = rows()
    table[0]["actual"] = ""
    assert from_table(table)[0].attainment is None
