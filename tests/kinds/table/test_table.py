"""Table: tolerance, order, missing columns and wrong rows, and that no right value is ever told."""

from __future__ import annotations

from typing import Any

import pytest

from tests.kinds import harness as ex
from tests.kinds.examples import examples

COLUMNS = ["dimension", "gap"]
ROWS = [["Tangibles", -0.65], ["Reliability", -1.1], ["Empathy", -1.01]]


@pytest.mark.parametrize("name", examples("table"))
def test_the_contract(name: str) -> None:
    ex.assert_sound(name)


def test_any_answer() -> None:
    ex.assert_any_answer_is_judged_or_refused("table", ["columns", "rows", "dimension", "gap", "Empathy"])
    ex.assert_refused("table", "rows")


def test_order_case_and_small_differences_do_not_count() -> None:
    rows = [[-1.0141, "empathy", 1], [-0.6512, " TANGIBLES ", 2], [-1.1, "Reliability", 3]]
    result = ex.judged("table", {"columns": ["gap", "dimension", "n"], "rows": [*rows[1:], [-1.0101, "empathy", 1]]})
    assert result.outcome == "correct"
    assert result.criteria[-1].seen == "Not asked for and not looked at: “n”."
    assert ex.judged("table", {"columns": ["gap", "dimension", "n"], "rows": rows}).outcome == "correct"
    rows[0][0] = -1.02
    assert ex.judged("table", {"columns": ["gap", "dimension", "n"], "rows": rows}).outcome == "partial"


def test_order_counts_where_it_is_asked_for() -> None:
    columns = ["who", "n", "stage"]
    result = ex.judged("table-ordered", {"columns": columns, "rows": [["Bo", 2, "repeat"], ["Ines", 9, "client"]]})
    assert (result.outcome, result.criteria[-1].seen) == ("partial", "The rows stand in another order.")


def test_a_wrong_row_is_named_and_its_value_is_not() -> None:
    result = ex.judged("table", {"columns": COLUMNS, "rows": [*ROWS[:2], ["Empathy", 3]]})
    assert result.score == round(2 / 3, 6)
    assert result.criteria[1].why == "Look at the row “empathy”."
    assert "1.01" not in str(result)


def test_a_known_mistake_in_a_whole_column() -> None:
    result = ex.judged("table", {"columns": COLUMNS, "rows": [[name, -gap] for name, gap in reversed(ROWS)]})
    assert (result.outcome, result.criteria[1].misconception) == ("incorrect", "gap-is-e-minus-p")


@pytest.mark.parametrize(
    ("columns", "rows", "told"),
    [
        (["name", "gap"], ROWS, "The column is missing: “dimension”."),
        (["dimension", "Gap"], ROWS, "The column is missing: “gap”."),
        (COLUMNS, ROWS[:2], "2 rows; 1 missing."),
        (COLUMNS, [*ROWS, ["Price", 1]], "4 rows; not asked for: “Price”."),
        (COLUMNS, [*ROWS, ROWS[0]], "4 rows; 1 named twice."),
        (COLUMNS, [[n, None] for n, _ in ROWS], "“gap”: 0 of 3 right."),
    ],
)
def test_what_is_missing_is_named(columns: list[str], rows: list[Any], told: str) -> None:
    result = ex.judged("table", {"columns": columns, "rows": rows})
    assert result.outcome in ("partial", "incorrect")
    assert told in [c.seen for c in result.criteria]


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        ("task.by", "gap", "by: 'gap' must be"),
        ("task.columns.1.name", "dimension", "'dimension' stands twice"),
        ("key.rows.0", ["Tangibles"], "key.rows.0: one cell for each column"),
        ("key.rows.0", ["Empathy", 1], "two rows are called 'empathy'"),
        ("key.slips.0.values", [1], "key.slips.0: name a column"),
        ("key.slips.0.values", [-0.65, -1.1, -1.01], "never said"),
        ("key.tolerance", -1.0, "key.tolerance"),
        ("key.why", "", "key.why"),
    ],
)
def test_faults(path: str, value: Any, told: str) -> None:
    ex.assert_fault("table", path, value, told)
