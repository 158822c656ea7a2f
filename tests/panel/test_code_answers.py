"""``answer(slug, table)``: a table from a code cell becomes an answer like any other."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from mosaic_exercises import answer
from mosaic_exercises.course import load
from mosaic_exercises.errors import CourseError
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.panel import api
from mosaic_exercises.panel.table_answers import as_answer

KEY: Any = load().key("gaps-by-claim")
ROWS = [list(row) for row in KEY.rows]


def right() -> pd.DataFrame:
    return pd.DataFrame(ROWS, columns=["claim", "gap"])


def test_a_right_table_is_checked_shown_and_written_down() -> None:
    panel = answer("gaps-by-claim", right())
    assert panel.view["result"]["outcome"] == "correct"
    assert panel.view["answer"] == {"columns": ["claim", "gap"], "rows": ROWS}
    again = api.exercise("gaps-by-claim")
    assert again.view["result"]["outcome"] == "correct"
    assert again.view["attempts"] == 1


def test_an_index_of_names_counts_as_a_column() -> None:
    assert answer("gaps-by-claim", right().set_index("claim")).view["result"]["outcome"] == "correct"


def test_expectation_minus_perception_is_told_as_what_it_is() -> None:
    table = right().assign(gap=lambda t: -t["gap"])
    view = answer("gaps-by-claim", table).view
    assert view["result"]["outcome"] != "correct"
    assert any("minus" in row["misconception"] for row in view["result"]["criteria"])


def test_the_panel_prints_the_same_line_whatever_was_answered() -> None:
    assert repr(answer("gaps-by-claim", right())) == repr(answer("gaps-by-claim", right().head(1)))


@pytest.mark.parametrize(
    ("cells", "read"),
    [
        ([float("nan"), None, pd.NA], [None, None, None]),
        ([float("inf"), True, 3], ["inf", True, 3]),
        ([dt.date(2026, 6, 1), "text", 2.5], ["2026-06-01", "text", 2.5]),
    ],
)
def test_every_cell_becomes_something_that_can_be_kept(cells: list[Any], read: list[Any]) -> None:
    raw = as_answer(pd.DataFrame({"a": pd.Series(cells, dtype=object)}))
    assert [row[0] for row in raw["rows"]] == read


def test_what_is_no_answer_is_refused_in_words() -> None:
    with pytest.raises(DataError, match="not a table"):
        answer("gaps-by-claim", [1, 2])  # type: ignore[arg-type]
    with pytest.raises(DataError, match="no rows"):
        answer("gaps-by-claim", right().head(0))
    with pytest.raises(CourseError, match="takes no table"):
        answer("seven-cases", right())


def test_a_table_too_large_is_unreadable_and_nothing_breaks() -> None:
    view = answer("gaps-by-claim", pd.DataFrame({"claim": ["late"] * 2000, "gap": 0.0})).view
    assert view["result"]["outcome"] == "invalid"


def test_what_cannot_be_written_down_is_still_judged(home: Path) -> None:
    home.parent.mkdir(parents=True, exist_ok=True)
    api.opened.cache_clear()
    home.write_text("a file in the way")
    view = answer("gaps-by-claim", right()).view
    assert view["result"]["outcome"] == "correct"
    assert not view["saved"]
    assert view["problem"]
