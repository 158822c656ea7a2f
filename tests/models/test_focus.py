"""Customer focus: profiles, the spread between raters, before and after, the running case."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mosaic_exercises.models import focus
from mosaic_exercises.models.errors import DataError
from tests.data.tessera_files import CASE, FIGURE, FIRM, agrees, table
from tests.support import share

wrong: Any = focus  # wrong arguments are meant
calm = settings(deadline=None, max_examples=share(60))
eight = st.lists(st.integers(1, 3), min_size=8, max_size=8)


def test_eight_rows_with_three_levels_each() -> None:
    assert [row.number for row in focus.ROWS] == list(range(1, 9))
    assert len({row.id for row in focus.ROWS}) == len({row.name for row in focus.ROWS}) == 8
    texts = [row.level(rating) for row in focus.ROWS for rating in (1, 2, 3)]
    assert len(set(texts)) == 24
    assert focus.ROWS[0].level(1) == focus.ROWS[0].casual
    assert [row.name for row in focus.ROWS] == [row["dimension"] for row in FIRM["focus"]]


def test_a_profile_from_numbers_words_and_names() -> None:
    found = focus.profile([1, 2, 3, 3, 2, 1, 1, 2])
    assert (found.total, found.mean, found.weakest) == (15, 1.875, (1, 6, 7))
    assert found.levels == {"Casual": 3, "Moderate": 3, "Intense": 2}
    assert focus.profile(["casual", "Moderate", " intense ", "3", 2.0, 1, 1, 2]) == found
    by_name = {row.name: rating for row, rating in zip(focus.ROWS, found.ratings, strict=True)}
    by_id = {row.id: rating for row, rating in zip(focus.ROWS, found.ratings, strict=True)}
    by_number = dict(enumerate(found.ratings, start=1))
    assert focus.profile(by_name) == focus.profile(by_id) == focus.profile(by_number) == found


@calm
@given(st.dictionaries(st.sampled_from(["ann", "bo", "cy", "di"]), eight, min_size=1))
def test_the_spread_is_highest_minus_lowest(raters: dict[str, list[int]]) -> None:
    found = focus.panel(raters)
    for place, row in enumerate(found.rows):
        own = [ratings[place] for ratings in raters.values()]
        assert (row.lowest, row.highest, row.spread) == (min(own), max(own), max(own) - min(own))
        assert row.mean == pytest.approx(sum(own) / len(own))
        assert (row.row.number in found.widest) == (row.spread > 0 and row.spread == max(r.spread for r in found.rows))
    assert found.mean_total == pytest.approx(sum(map(sum, raters.values())) / len(raters))
    assert any("One rater" in note for note in found.notes) == (len(raters) == 1)


@calm
@given(eight, eight)
def test_before_and_after(before: list[int], after: list[int]) -> None:
    found = focus.before_after(before, after)
    assert (found.before, found.after, found.change) == (sum(before), sum(after), sum(after) - sum(before))
    assert [step.change for step in found.steps] == [b - a for a, b in zip(before, after, strict=True)]


def test_before_and_after_of_several_raters() -> None:
    one, two = focus.panel({"a": [1] * 8, "b": [3] * 8}), focus.panel({"a": [2] * 8, "c": [3] * 8})
    found = focus.before_after(one, two)
    assert (found.before, found.after) == (16, 20)
    assert any("not the same" in note for note in found.notes)
    half = focus.profile({1: 3}, missing="skip")
    partly = focus.before_after(half, [1] * 8)
    assert (len(partly.steps), partly.change) == (1, -2)
    assert any("Training" in note for note in partly.notes)
    with pytest.raises(DataError, match="No row is rated both times"):
        focus.before_after(half, focus.profile({2: 3}, missing="skip"))


def test_an_open_row_is_named_and_gives_no_total() -> None:
    found = focus.profile([1, 2, None, 3, "", 1, 1, 2], missing="skip")
    assert (found.total, found.ratings[2]) == (None, None)
    assert found.mean == pytest.approx(10 / 6)
    assert any("Contact and boundaries, Source of innovation" in note for note in found.notes)


def test_tessera_raters() -> None:
    found = focus.from_table(pd.read_csv(Path(CASE) / "focus.csv"))
    for rater, view in found.profiles.items():
        assert view.total == FIGURE[f"fig-focus-{rater}"]
    assert found.mean_total is not None
    agrees("fig-focus-mean", found.mean_total)
    assert {row.row.number for row in found.rows if row.spread == 2} == set(found.widest)
    assert focus.from_table(table("focus"), row="dimension") == found


def rows(**changed: object) -> list[dict[str, object]]:
    out: list[dict[str, object]] = [{"rater_id": "a", "row": number, "rating": 2} for number in range(1, 9)]
    out[2] |= changed
    return out


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: wrong.profile([1, 2, 3]), "3 ratings"),
        (lambda: wrong.profile([1] * 7 + [4]), "rating of row 8 is 4"),
        (lambda: wrong.profile([1] * 7 + ["high"]), "rating of row 8 is 'high'"),
        (lambda: wrong.profile([1] * 7 + [True]), "rating of row 8 is True"),
        (lambda: wrong.profile([1] * 7 + [None]), r"No rating for Training.*missing='skip'"),
        (lambda: wrong.profile([None] * 8, missing="skip"), "Nothing is rated"),
        (lambda: wrong.profile({9: 1}), "9 is no row"),
        (lambda: wrong.profile({"budgets": 1}), "'budgets' is no row"),
        (lambda: wrong.profile({1: 1, "segments": 2}), "Row 1 is rated twice"),
        (lambda: wrong.profile("12312312"), "`ratings` is a str"),
        (lambda: wrong.panel({}), "There is no rater"),
        (lambda: wrong.panel({"bo": [1]}), r"1 rating .rater bo"),
        (lambda: wrong.from_table([]), "The table has no rows"),
        (lambda: wrong.from_table(rows(rating=5)), r"rating of row 3 is 5 .*row 3"),
        (lambda: wrong.from_table(rows(row=11)), r"'11' is no row .*row 3"),
        (lambda: wrong.from_table(rows(row=1)), r"stands twice: a, 1 in rows 1 and 3"),
        (lambda: wrong.from_table(rows(rating=None)), "No rating for Contact and boundaries .rater a"),
        (lambda: wrong.from_table(rows(), rater="who"), "no column 'who'"),
    ],
)
def test_what_cannot_be_used_is_told_with_its_place(make: Callable[[], object], message: str) -> None:
    with pytest.raises(DataError, match=message):
        make()
