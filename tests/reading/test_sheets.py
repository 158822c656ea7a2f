"""CSV: no cell runs, texts come back exactly, and what a spreadsheet saved again is read."""

from __future__ import annotations

import csv
import io
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mosaic_exercises.course import load
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.kinds.form.task import FormTask
from mosaic_exercises.reading import sheets
from mosaic_exercises.reading.values import as_json
from tests.kinds.examples import CALM
from tests.kinds.saving import export_answer, import_answer

COURSE = load()
OPENED = ["persona-builder", "customer-card", "journey-map", "swot", "tows", "pest", "scorecard", "ninety-days"]
STARTS = tuple("=+-@\t\n\r＝＋－＠")


def model(slug: str) -> Any:
    exercise = COURSE.exercise(slug)
    return as_json(KINDS[exercise.kind].solution(exercise.task, COURSE.key(slug)).answer)


def table(slug: str) -> str:
    return export_answer(COURSE.exercise(slug).task, model(slug), "csv", slug).data.decode("utf-8")


def read(slug: str, text: str) -> Any:
    exercise = COURSE.exercise(slug)
    return KINDS[exercise.kind].parse(exercise.task, import_answer(exercise.task, text, "csv"))


def rows(slug: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(table(slug).removeprefix("\ufeff"), newline="")))


def again(lines: list[list[str]], separator: str = ",", end: str = "\r\n") -> str:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=separator, lineterminator=end).writerows(lines)
    return buffer.getvalue()


def whole(slug: str) -> Any:
    exercise = COURSE.exercise(slug)
    return KINDS[exercise.kind].parse(exercise.task, model(slug))


@CALM
@given(st.text(max_size=80))
def test_every_text_comes_back_exactly_and_none_runs(text: str) -> None:
    cell = sheets.guarded(text)
    assert sheets.unguarded(cell) == text
    assert not cell.lstrip().startswith(STARTS)


@pytest.mark.parametrize("text", ["'=1+1", "''=1", "'tis", "'t Hooft", "'", "=1", " =1", "\u200b=1", "'\t"])
def test_texts_with_apostrophes_come_back_exactly(text: str) -> None:
    assert sheets.unguarded(sheets.guarded(text)) == text


@CALM
@given(st.text(max_size=80) | st.text("'0123456789.,:/%- eMay", max_size=45))
def test_a_text_for_a_spreadsheet_comes_back_exactly(text: str) -> None:
    cell = sheets.exactly(text)
    assert sheets.text_of(cell) == text
    assert not cell.lstrip().startswith(STARTS)


@pytest.mark.parametrize(
    "text",
    [
        *("375,000", "1.5", "12.50", "007", "1/2", "30-9", "10%", "+49 30 1234", "-1.000,5", "12:30", "2e5", "TRUE"),
        *("2026-09-30", "30 September 2027", "30-Sep-27", "Sep 30, 2027", "May 4", "31.1.2027", "1234567890123456789"),
    ],
)
def test_what_a_spreadsheet_would_make_a_number_or_a_day_stays_a_text(text: str) -> None:
    assert sheets.exactly(text) == f"'{text}"
    assert sheets.text_of(f"'{text}") == text
    assert sheets.text_of(text) == text  # written by hand, or by an earlier edition


@pytest.mark.parametrize("text", ["", "2", "-17", "a word", "349,219 (second year)", "Marisol 3 times", "maybe 30"])
def test_other_texts_are_written_as_they_are(text: str) -> None:
    assert sheets.exactly(text) == sheets.guarded(text)


@pytest.mark.parametrize("slug", OPENED)
def test_excel_knows_every_table_for_utf_8(slug: str) -> None:
    assert table(slug).startswith("\ufeff")
    assert not table(slug)[1:].startswith("\ufeff")


@pytest.mark.parametrize("slug", OPENED)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_saved_again_by_a_spreadsheet_is_read(slug: str, separator: str) -> None:
    assert read(slug, again(rows(slug), separator)) == whole(slug)
    assert read(slug, "\ufeff" + again(rows(slug), separator, "\n")) == whole(slug)
    assert read(slug, f"sep={separator}\r\n" + again(rows(slug), separator)) == whole(slug)


@pytest.mark.parametrize("slug", OPENED)
def test_excel_leaves_out_empty_cells_at_the_end_of_a_row(slug: str) -> None:
    cut = [row[: max((i + 1 for i, cell in enumerate(row) if cell), default=0)] for row in rows(slug)]
    assert read(slug, again(cut)) == whole(slug)


@pytest.mark.parametrize("slug", OPENED)
def test_columns_in_another_order_and_further_ones_are_no_matter(slug: str) -> None:
    assert read(slug, again([[*reversed(row), "mine"] for row in rows(slug)])) == whole(slug)


@pytest.mark.parametrize("slug", OPENED)
def test_a_table_saved_again_by_pandas_is_read(slug: str) -> None:
    saved = pd.read_csv(io.StringIO(table(slug).removeprefix("\ufeff"))).to_csv(index=False)
    assert read(slug, saved) == whole(slug)
    indexed = pd.read_csv(io.StringIO(table(slug).removeprefix("\ufeff"))).to_csv()
    assert read(slug, indexed) == whole(slug)


def test_pandas_makes_steps_of_a_curve_decimals() -> None:
    """What the test above rests on: 2 becomes 2.0 where a column has empty cells."""
    saved = pd.read_csv(io.StringIO(table("journey-map").removeprefix("\ufeff"))).to_csv(
        index=False, decimal=",", sep=";"
    )
    assert ";-2,0" in saved
    assert read("journey-map", saved) == whole("journey-map")


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        *(("2", 2), ("2.0", 2), ("2,0", 2), ("-1.00", -1), ("+1", 1), ("\u22121", -1), (" 2 ", 2)),
        *(("2.5", 2.5), ("-0,5", -0.5), ("1e3", None), ("", None), ("two", None), ("1.000,5", None), ("=2", None)),
    ],
)  # fmt: skip
def test_a_cell_as_a_number(cell: str, number: float | None) -> None:
    assert sheets.number(cell) == number
    assert type(sheets.number(cell)) is type(number)


def test_days_that_a_spreadsheet_rewrote_are_read() -> None:
    slug = "customer-card"
    task: FormTask = COURSE.exercise(slug).task
    dates = [c.id for s in task.sections for f in s.fields for c in f.columns if f.type == "log" and c.type == "date"]
    lines = rows(slug)
    at = {name: i for i, name in enumerate(lines[0])}
    changed = 0
    for row in lines[1:]:
        if row[at["column"]] in dates and row[at["value"]]:
            y, m, d = sheets.text_of(row[at["value"]]).split("-")
            row[at["value"]] = f"{int(d)}.{int(m)}.{y}" if changed % 2 else f"{y}-{m}-{d} 00:00:00"
            changed += 1
    assert changed > 1
    assert read(slug, again(lines)) == whole(slug)


def test_no_table_of_an_answer_holds_a_formula() -> None:
    as_: str = "csv"
    task: FormTask = COURSE.exercise("persona-builder").task
    hostile = {"entries": [{"id": "e1", "values": {"details": "=1+1", "done": ["+1", "@x", "\u200b=1"]}}]}
    text = export_answer(task, hostile, as_, "x").data.decode()
    assert not [c for row in csv.reader(io.StringIO(text, newline="")) for c in row if c.lstrip().startswith(STARTS)]


def test_a_cell_of_several_lines_is_no_open_quotation_mark() -> None:
    """Also where the same table has a mark that a strict reader does not take."""
    said = '1,"two\nlines",\n2,one,"Bo" Li\n'
    assert sheets.cells(said, strict=False) == [["1", "two\nlines", ""], ["2", "one", "Bo Li"]]
    for strict in (False, True):
        with pytest.raises(csv.Error, match="line 4: a quotation mark opens a cell and is not closed"):
            sheets.cells(said + '3,"open,\n4,x,\n', strict=strict)
