"""A learner's own survey in the labs: each fault of a file is said with row and column, and nothing is lost."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mosaic_exercises.labs import LABS, own
from mosaic_exercises.labs.base import LabOutput
from mosaic_exercises.models import servqual
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.forms import NAMES, form, weight_columns

FORMS = {name: form(name) for name in NAMES}
WEIGHTS = weight_columns()
LAB = {"servqual": "service-gaps", "kano": "kano-plane", "nps": "three-figures"}
Row = dict[str, Any]
Change = Callable[[list[Row]], object]


def survey(people: int = 4) -> list[Row]:
    """People who expect 6 and perceive 4, and 6 of tangibles; 20 points each."""
    one = {f"e_{i.id}": 6 for i in servqual.ITEMS}
    one |= {f"p_{i.id}": 6 if i.dimension == "tangibles" else 4 for i in servqual.ITEMS}
    return [{"respondent_id": f"P{n}", **one, **dict.fromkeys(WEIGHTS, 20)} for n in range(1, people + 1)]


def pairs() -> list[Row]:
    """Four people, two features; the people are of one segment each."""
    answers = [("like", "live-with"), ("must-be", "dislike")]
    return [
        {"respondent_id": f"P{n}", "segment": "shops", "feature_id": f"f{k}", "functional": f, "dysfunctional": d}
        for n in range(1, 5)
        for k, (f, d) in enumerate(answers)
    ]


def scores() -> list[Row]:
    return [{"respondent_id": f"P{n}", "nps": n, "csat": 4, "ces": ""} for n in (10, 9, 8, 3)]


ROWS: dict[str, Callable[[], list[Row]]] = {"servqual": survey, "kano": pairs, "nps": scores}


def text(form: str, rows: list[Row], delimiter: str = ",") -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, FORMS[form].columns, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def put(data: str | bytes, name: str = "mine.csv") -> str:
    """Lay a file where a learner's files lie."""
    own.folder().mkdir(parents=True, exist_ok=True)
    (own.folder() / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return name


def run(form: str, data: str | bytes, **values: Any) -> LabOutput:
    return LABS[LAB[form]]({"data": put(data), **values}, "light", 640)


def refused(form: str, data: str | bytes) -> str:
    with pytest.raises(DataError) as error:
        run(form, data)
    return str(error.value)


@pytest.mark.parametrize("form", LAB)
def test_a_filled_form_works_in_the_lab_of_the_course(form: str) -> None:
    made = run(form, text(form, ROWS[form]()))
    assert "mine.csv" in made.title
    assert "rough" in " ".join(made.notes)  # four answers are few, and the lab says so


@pytest.mark.usefixtures("undrawn")
def test_the_gaps_are_those_of_the_file() -> None:
    made = run("servqual", text("servqual", survey()))
    gap = {row[0]: row[3] for row in made.rows}
    assert gap == {d.capitalize(): "0.00" if d == "tangibles" else "−2.00" for d in servqual.DIMENSIONS}
    weighted = run("servqual", text("servqual", survey()), view="weighted")
    assert "−1.600" in weighted.finding


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("form", LAB)
@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_spreadsheets_own_way_of_writing_csv_is_read(form: str, delimiter: str) -> None:
    data = text(form, ROWS[form](), delimiter)
    plain = run(form, text(form, ROWS[form]()))
    assert run(form, b"\xef\xbb\xbf" + data.encode()).rows == plain.rows
    assert run(form, data.encode("utf-16")).rows == plain.rows
    assert run(form, data.replace("\r\n", "\n") + "\n\n").rows == plain.rows
    assert run(form, data.replace("P1", "Zoë").encode("cp1252")).rows == plain.rows


def change(row: int, column: str, value: object) -> Change:
    return lambda rows: rows[row - 1].__setitem__(column, value)


@pytest.mark.parametrize(
    ("form", "wrong", "told"),
    [
        ("servqual", change(3, "p_rel1", "good"), ("'good'", "column 'p_rel1', row 3")),
        ("servqual", change(2, "e_emp5", 8), ("off the scale, such as 8", "column 'e_emp5', row 2")),
        ("servqual", change(4, "e_tan1", "6,5"), ("'6,5'", "column 'e_tan1', row 4")),
        ("servqual", change(2, "w_empathy", 19), ("sum to 99", "row 2", "Add 1")),
        ("servqual", change(2, "w_empathy", ""), ("missing", "row 2, column 'w_empathy'")),
        ("servqual", change(1, "w_empathy", "much"), ("'much'", "row 1, column 'w_empathy'")),
        ("servqual", change(2, "respondent_id", "P1"), ("twice", "column 'respondent_id', row 2")),
        ("servqual", change(2, "respondent_id", ""), ("without a name or id", "column 'respondent_id', row 2")),
        ("kano", change(5, "functional", "maybe"), ("'maybe'", "column 'functional', row 5")),
        ("kano", change(5, "dysfunctional", 6), ("none of the five", "column 'dysfunctional', row 5")),
        ("kano", change(3, "feature_id", ""), ("without a name or id", "column 'feature_id', row 3")),
        ("kano", change(3, "respondent_id", "P1"), ("twice", "row 3")),
        ("nps", change(2, "nps", 11), ("off the scale, such as 11", "column 'nps', row 2")),
        ("nps", change(2, "nps", "8.5"), ("off the scale, such as 8.5", "column 'nps', row 2")),
        ("nps", change(4, "csat", "fine"), ("'fine'", "column 'csat', row 4")),
    ],
)
def test_what_is_no_answer_is_refused_with_row_and_column(form: str, wrong: Change, told: tuple[str, ...]) -> None:
    rows = ROWS[form]()
    wrong(rows)
    message = refused(form, text(form, rows))
    assert "mine.csv" in message
    for part in told:
        assert part in message
    assert "argument" not in message
    assert "missing=" not in message


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize(
    ("form", "row", "column"), [("servqual", 3, "p_rel1"), ("kano", 3, "functional"), ("nps", 2, "nps")]
)
def test_a_missing_answer_is_left_out_and_said(form: str, row: int, column: str) -> None:
    rows = ROWS[form]()
    rows[row - 1][column] = ""
    notes = " ".join(run(form, text(form, rows)).notes)
    assert f"column '{column}'" in notes
    assert f"row {row}" in notes
    assert "left out" in notes


@pytest.mark.parametrize("form", LAB)
def test_nobody_is_told_as_nobody(form: str) -> None:
    assert "Nobody answered" in refused(form, FORMS[form].text())
    assert "empty" in refused(form, "")
    rows = ROWS[form]()
    lines = text(form, rows).splitlines()
    lines.insert(2, "," * lines[0].count(","))
    assert "row 2" in refused(form, "\n".join(lines))


@pytest.mark.parametrize("form", LAB)
def test_one_respondent_gets_a_picture_and_no_interval(form: str) -> None:
    rows = [row for row in ROWS[form]() if row["respondent_id"] in ("P1", "P10")]
    made = run(form, text(form, rows))
    assert any("Only one" in note for note in made.notes)


@pytest.mark.usefixtures("undrawn")
def test_weights_may_be_left_to_others_or_left_out() -> None:
    rows = survey()
    rows[2] |= dict.fromkeys(WEIGHTS, "")
    assert any("row 3" in note for note in run("servqual", text("servqual", rows), view="weighted").notes)
    for row in rows:
        row |= dict.fromkeys(WEIGHTS, "")
    assert run("servqual", text("servqual", rows)).rows
    with pytest.raises(DataError, match="no points of importance"):
        run("servqual", text("servqual", rows), view="weighted")


@pytest.mark.usefixtures("undrawn")
def test_a_segment_of_the_file_can_be_chosen_and_one_that_is_not_there_is_said() -> None:
    rows = pairs()
    rows[7]["segment"] = "fleets"
    assert len(run("kano", text("kano", rows), who="fleets").rows) == 1
    with pytest.raises(DataError, match="it has fleets, shops"):
        run("kano", text("kano", rows), who="students")


@pytest.mark.usefixtures("undrawn")
def test_groups_with_names_of_ones_own_can_be_chosen() -> None:
    rows = pairs()
    rows[7]["segment"] = "North, old town"
    data = text("kano", rows)
    assert len(run("kano", data, who="North, old town").rows) == 1
    assert own.groups("mine.csv") == ["North, old town", "shops"]
    assert own.groups("gone.csv") == []
    with pytest.raises(DataError, match="is a group of your own file"):
        LABS["kano-plane"]({"who": "north"}, "light", 640)


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("form", ["servqual", "nps"])
def test_a_group_of_tessera_does_not_part_an_own_file_in_silence(form: str) -> None:
    made = run(form, text(form, ROWS[form]()), who="late")
    assert any("Tessera's survey" in note for note in made.notes)
    assert made.rows == run(form, text(form, ROWS[form]())).rows


@pytest.mark.usefixtures("undrawn")
def test_headings_are_checked_by_name() -> None:
    data = text("servqual", survey())
    assert "p_res1" in refused("servqual", data.replace("p_res1", "q_res1"))
    assert "stands twice" in refused("servqual", data.replace("p_res1", "p_res2"))
    assert "functional" in refused("kano", text("nps", scores()))
    extra = "\n".join(f"{line},{'x' if n else 'town'}" for n, line in enumerate(data.splitlines()))
    assert "Not used: the column town." in run("servqual", extra).notes
    assert "row 2" in refused("nps", "nps\n9\n8,5\n")


def test_what_is_no_csv_is_said(tmp_path: Path) -> None:
    assert "spreadsheet" in refused("nps", b"PK\x03\x04" + bytes(40))
    assert "not text" in refused("nps", bytes(range(256)))
    assert "quote" in refused("nps", 'nps\n"9\n')
    assert "rows" in refused("nps", "nps\n" + "9\n" * (own.MOST_ROWS + 1))
    assert "bytes" in refused("nps", "nps\n" + "9" * own.MOST_BYTES)
    with pytest.raises(DataError, match="not found"):
        LABS["three-figures"]({"data": "gone.csv"}, "light", 640)
    (tmp_path / "outside.csv").write_text("nps\n9\n")
    with pytest.raises(DataError, match="not found"):
        LABS["three-figures"]({"data": "../outside.csv"}, "light", 640)


@pytest.mark.usefixtures("undrawn")
def test_every_answer_of_a_large_file_counts_at_the_right_end() -> None:
    """120 tens, then 180 noughts: the first 120 alone would say +100."""
    data = "nps\n" + "10\n" * 120 + "0\n" * 180
    assert "NPS −20.0 points" in run("nps", data, answers=120).finding
    assert "300 answers" in run("nps", data, answers=120).finding
    assert "NPS +100.0 points" in run("nps", data, answers=100).finding
    assert "the first 100 of 300 answers" in run("nps", data, answers=100).title


@pytest.mark.usefixtures("undrawn")
def test_answers_of_another_scale_are_doubted_beside_the_score() -> None:
    found = run("nps", "nps\n" + "1\n2\n3\n4\n5\n" * 30, answers=120)
    assert "NPS −100.0 points" in found.finding
    assert any("No answer is above 5" in note for note in found.notes)
