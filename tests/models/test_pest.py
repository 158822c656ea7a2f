"""PEST: ranked by impact x likelihood, handed on to a SWOT, and factors that are none."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.pest import CATEGORIES, doubts, empty, factor, from_table, hand_on, ranking
from tests.data.tessera_files import CASE, FIRM
from tests.kinds.examples import CALM

FILE = Path(CASE) / "pest.csv"
NAMES = [row["name"] for row in FIRM["competitor"]]


def rows() -> list[dict[str, Any]]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_case_is_ranked_and_handed_on() -> None:
    factors = from_table(rows())
    assert from_table(pd.read_csv(FILE)) == factors
    assert [(r.place, r.factor.id) for r in ranking(factors)][:3] == [(1, "pest-p1"), (2, "pest-s3"), (3, "pest-p3")]
    handed = hand_on(factors)
    assert {f.direction for f in handed.opportunities} == {"opportunity"}
    assert (len(handed.opportunities), len(handed.threats), len(handed.watched), handed.undecided) == (3, 3, 8, ())
    assert all(f.weight >= 16 for f in handed.threats)
    assert len(hand_on(factors, least=16).threats) == 3
    assert empty(factors) == ()
    assert empty(factors[:4]) == ("economic", "social", "technological")


def test_no_factor_of_the_case_is_doubted() -> None:
    assert doubts(from_table(rows()), NAMES) == ()


@pytest.mark.parametrize(
    ("text", "misconception"),
    [
        ("Kettle Lane Cycles opens a fifth store", "pest-competitors"),
        ("A new competitor from abroad", "pest-competitors"),
        ("Suppliers of batteries raise prices", "pest-competitors"),
        ("Our staff is overworked", "pest-internal"),
        ("Develop a tracker", "pest-internal"),
    ],
)
def test_what_is_no_macro_environment_is_named(text: str, misconception: str) -> None:
    (found,) = doubts([factor("x", "economic", text, 3, 3)], NAMES)
    assert (found.misconception, found.ask[-1]) == (misconception, "?")


@pytest.mark.parametrize("text", ["A stricter competition law", "The competition authority reads every tariff"])
def test_the_law_of_competition_is_politics(text: str) -> None:
    assert doubts([factor("x", "political", text, 3, 3)], NAMES) == ()


@CALM
@given(st.lists(st.tuples(st.sampled_from(CATEGORIES), st.integers(1, 5), st.integers(1, 5)), max_size=12))
def test_a_ranking_keeps_everything_and_falls(values: list[tuple[str, int, int]]) -> None:
    factors = [factor(f"f{i}", c, "x", a, b) for i, (c, a, b) in enumerate(values)]
    ranked = ranking(factors)
    assert sorted(r.factor.id for r in ranked) == sorted(f.id for f in factors)
    keys = [(r.factor.weight, r.factor.impact) for r in ranked]
    assert keys == sorted(keys, reverse=True)
    assert [r.place for r in ranked] == [1 + sum(k > key for k in keys) for key in keys]
    handed = hand_on(factors)
    assert len(handed.undecided) + len(handed.watched) == len(factors)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"impact": "6"}, "column 'impact', row 1"),
        ({"likelihood": "2.5"}, "column 'likelihood', row 1"),
        ({"likelihood": ""}, "column 'likelihood', row 1"),
        ({"category": "strategic"}, "row 1, argument `category`"),
        ({"direction": "good"}, "row 1, argument `direction`"),
        ({"factor": " "}, "has no text"),
    ],
)
def test_a_bad_cell_is_named_by_column_and_row(change: dict[str, str], said: str) -> None:
    table = rows()
    table[0].update(change)
    with pytest.raises(DataError, match=said):
        from_table(table)


def test_estimates_off_the_scale_are_refused() -> None:
    for impact in (0, 6, True, 2.5):
        with pytest.raises(DataError, match="impact"):
            factor("x", "social", "x", impact, 3)  # type: ignore[arg-type]
