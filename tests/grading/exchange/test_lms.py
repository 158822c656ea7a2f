"""Files for learning systems, read back by readers that know nothing of how they are written."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.exchange.csv_column import CsvFile
from mosaic_exercises.grading.exchange.lms import NBGRADER, fresh, into, scaled
from mosaic_exercises.grading.exchange.results import GradeLine, lms_number, read_lines, same
from mosaic_exercises.grading.intake.roster import Person, Roster
from tests.grading import lms_reader

NAMES = ["Smith, Jr.", 'Ana "Bo" Ruiz', "Ana = Bo", "🚲 Ana", "שרה כהן", "محمد الحسن", "O'Neill", "Żółć Größe", "李丽"]


def line(id_: str, name: str = "", score: float | None = 10.0, **changed: object) -> GradeLine:
    fields = {"learner_id": id_, "name": name, "email": f"{id_}@x.example", "status": "graded", "flags": ()}
    return GradeLine(**(fields | {"score": score, "max_score": 30.5, "raw": score} | changed))  # type: ignore[arg-type]


CLASS = [line(f"s{n}", name, 10.0 + n) for n, name in enumerate(NAMES)]


def test_canvas_reads_every_name_and_score_back() -> None:
    made = fresh("canvas", CLASS, "Mosaic, part 1 (123)")
    (title,) = (found := lms_reader.canvas(made.data))
    assert title == "Mosaic, part 1 (123)"
    assert found[title] == {"most": "30.5", "grades": {n.learner_id: (n.name, n.score) for n in CLASS}}
    header = lms_reader.cells(made.data)[0]
    assert header == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Mosaic, part 1 (123)"]


def test_a_learner_without_a_score_is_left_out_not_blank() -> None:
    people = [*CLASS, line("gone", "Gone", None, status="missing")]
    for layout in ("canvas", "moodle"):
        made = fresh(layout, people, "T")
        assert "gone" not in made.data.decode()
        assert [n.learner_id for n in made.left_out] == ["gone"]
        assert made.written == len(CLASS)


def test_moodle_reads_every_score_back_and_its_feedback() -> None:
    late = line("s99", "Z", 8.0, raw=10.0, penalty=2.0, flags=("late",), status="needs-review")
    made = fresh("moodle", [*CLASS, late], "Mosaic")
    found = lms_reader.moodle(made.data, {n.learner_id for n in CLASS} | {"s99"})
    assert {k: v[0] for k, v in found.items()} == {n.learner_id: n.score for n in CLASS} | {"s99": 8.0}
    assert found["s0"][1] == "10 of 30.5 points."
    assert "2 points taken off because it was late" in found["s99"][1]
    assert "waits for a person" in found["s99"][1]


def test_who_is_not_on_the_roster_is_not_in_the_file() -> None:
    """One unknown user makes Moodle drop the whole file."""
    roster = Roster({"s0": Person("s0"), "s1": Person("s1")})
    made = fresh("moodle", CLASS[:3], "T", roster)
    assert [n.learner_id for n in made.unknown] == ["s2"]
    assert set(lms_reader.moodle(made.data, {"s0", "s1"})) == {"s0", "s1"}
    assert [n.learner_id for n in fresh("canvas", [line("x", flags=("unknown-learner",))], "T").unknown] == ["x"]


@given(st.lists(st.text(max_size=30), min_size=1, max_size=6))
def test_no_cell_runs_and_no_column_shifts(names: list[str]) -> None:
    people = [line(f"s{n}", name) for n, name in enumerate(names)]
    for layout in ("canvas", "moodle", "csv"):
        rows = lms_reader.cells(fresh(layout, people, "=T").data)
        assert len({len(row) for row in rows}) == 1
        assert len(rows) == len(people) + (2 if layout == "canvas" else 1)
        assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_an_id_that_could_run_is_unknown_not_changed() -> None:
    made = fresh("canvas", [line("=1+1"), line("s1")], "T")
    assert [n.learner_id for n in made.unknown] == ["=1+1"]
    assert made.written == 1


def test_nbgraders_table_has_its_columns_and_quotes() -> None:
    made = fresh(
        "csv", [line("s1", "Ana Smith, Jr.", 8.0, raw=10.0, penalty=2.0), line("s2", "", None)], "ps1", due="d"
    )
    text = made.data.decode()
    assert text.splitlines()[0] == ",".join(f'"{c}"' for c in NBGRADER)
    one, two = csv.DictReader(io.StringIO(text))
    assert one["first_name"] == "Ana"
    assert one["last_name"] == "Smith, Jr."
    assert (one["raw_score"], one["late_submission_penalty"], one["score"], one["max_score"]) == (
        "10",
        "2",
        "8",
        "30.5",
    )
    assert (two["score"], two["raw_score"]) == ("", "")


def test_points_are_converted_on_request() -> None:
    (one,) = scaled([line("s1", score=15.25, raw=30.5, penalty=15.25)], 100)
    assert (one.score, one.raw, one.penalty, one.max_score) == (50.0, 100.0, 50.0, 100)
    assert scaled([line("s1", score=None)], 100)[0].score is None


CANVAS = (
    '\ufeffStudent,ID,SIS User ID,SIS Login ID,Section,Essay (7),"Mosaic (123)",Final Score\r\n'
    "    Manual Posting,,,,,,,(read only)\r\n"
    "    Points Possible,,,,,10,30.50,(read only)\r\n"
    '"Smith, Jr.",11,s0,ann,"A, and ""B""",5,,50\r\n'
    '"Ruiz, Ana",12,,s1@x.example,A,=1+1,"3",\r\n'
    "Cohen שרה,13,,,A,  7 ,4,77\r\n"
    '"Student, Test",99,,zz,A,,,'
)


def sheet(tmp_path: Path, text: str) -> CsvFile:
    path = tmp_path / "theirs.csv"
    path.write_bytes(text.encode())
    return CsvFile(path)


def test_one_column_of_canvas_is_filled_and_no_other_byte_changes(tmp_path: Path) -> None:
    people = [line("s0", "x", 1.5), line("s1", "y", 2.0), line("q", "שרה Cohen", 3.0), line("no", "N", None)]
    made = into("canvas", people, sheet(tmp_path, CANVAS.replace("Cohen שרה", '"Cohen, שרה"')), "Mosaic")
    wanted = (
        CANVAS.replace("Cohen שרה", '"Cohen, שרה"')
        .replace('""B""",5,,50', '""B""",5,1.5,50')
        .replace('=1+1,"3",', '=1+1,"2",')
        .replace("  7 ,4,77", "  7 ,3,77")
    )
    assert made.data.decode() == wanted
    assert (made.written, [n.learner_id for n in made.by_name], made.unknown) == (3, ["q"], ())
    assert "1" in made.notices[0]


def test_the_users_number_in_a_bulk_downloads_name_finds_the_row(tmp_path: Path) -> None:
    assert lms_number("sub.zip/ruizana_12_4567_s1.mosaic.json") == "12"
    assert lms_number("class/ruizana_LATE_12_4567_work.mosaic.json") == "12"
    assert lms_number("m.zip/Ana Ruiz_345_assignsubmission_file_/a.mosaic.json") == "345"
    assert lms_number("class/s0001.mosaic.json") == ""
    made = into("canvas", [line("nowhere", "N", 9.0, lms="13")], sheet(tmp_path, CANVAS.replace("=1+1", "1")), "Mosaic")
    assert made.written == 1
    assert lms_reader.canvas(made.data)["Mosaic (123)"]["grades"]["13"] == ("Cohen שרה", 9.0)  # type: ignore[index]


@pytest.mark.parametrize(
    ("text", "title", "said"),
    [
        (CANVAS, "Other", "no column 'Other'.*'Essay \\(7\\)', 'Mosaic \\(123\\)'"),
        (CANVAS, "Final Score", "no column"),
        (CANVAS, "Essay", "counts to 10.*--points 10"),
        ("a,b,c\n", "Mosaic", "no gradebook of Canvas"),
        (CANVAS.replace("Points Possible", ""), "Mosaic", "Points Possible"),
        ('Student,ID\n"open,1', "Mosaic", "row 2.*never closed"),
        ("", "Mosaic", "empty"),
    ],
)
def test_a_file_that_is_not_canvass_is_refused_with_the_reason(
    tmp_path: Path, text: str, title: str, said: str
) -> None:
    with pytest.raises(InputError, match=said):
        into("canvas", [line("s0")], sheet(tmp_path, text), title)


def test_two_learners_never_fill_one_row_and_a_shared_name_tells_nobody(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="'s0' and '11' both belong to row 4"):
        into("canvas", [line("s0"), line("11")], sheet(tmp_path, CANVAS), "Mosaic")
    twins = [line("a", "Ana Ruiz"), line("b", "Ana Ruiz")]
    assert [n.learner_id for n in into("canvas", twins, sheet(tmp_path, CANVAS), "Mosaic").unknown] == ["a", "b"]


def test_moodles_gradebook_is_filled_by_its_items_name(tmp_path: Path) -> None:
    text = (
        "First name;Surname;ID number;Email address;Assignment: Mosaic (Real);Quiz: B (Real)\nA;B;;S1@X.example;-;4\n"
    )
    made = into("moodle", [line("s1", "", 2.5)], sheet(tmp_path, text), "Mosaic")
    assert made.data.decode() == text.replace("example;-;4", "example;2.5;4")


SHEET = (
    "Identifier,Full name,ID number,Email address,Status,Grade,Maximum Grade,Last modified (grade),Feedback comments\n"
    'Participant 123,Ana,s1,s1@x.example,"Submitted, late",,30.5,-,\n'
    "Participant 124,Bo,,bo@x.example,No submission,7,30.5,-,Good\n"
    "Participant 125,Cy,,,Submitted,,30.5,-,\n"
)


def test_moodles_offline_worksheet_gets_grade_and_comment(tmp_path: Path) -> None:
    people = [line("s1", "", 2.5), line("zz", "Unlike", 3.0, lms="125")]
    made = into("moodle-offline", people, sheet(tmp_path, SHEET), "Mosaic")
    assert lms_reader.worksheet(made.data) == {
        "Participant 123": ("2.5", "2.5 of 30.5 points."),
        "Participant 124": ("7", "Good"),
        "Participant 125": ("3", "3 of 30.5 points."),
    }
    untouched = "Participant 124,Bo,,bo@x.example,No submission,7,30.5,-,Good\n"
    assert untouched in made.data.decode()
    with pytest.raises(InputError, match="--into"):
        fresh("moodle-offline", people, "T")
    with pytest.raises(InputError, match="--points 100"):
        into("moodle-offline", people, sheet(tmp_path, SHEET.replace("30.5", "100.00")), "T")


cell = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\r"), max_size=12)


@given(st.lists(st.lists(cell, min_size=3, max_size=3), min_size=1, max_size=6), st.sampled_from(["\r\n", "\n"]))
def test_a_sheet_nobody_writes_to_comes_back_byte_for_byte(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], end: str
) -> None:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator=end).writerows([["a", "b", "c"], *rows])
    path = tmp_path_factory.mktemp("sheet") / "x.csv"
    data = buffer.getvalue().encode()
    path.write_bytes(data)
    found = CsvFile(path)
    assert found.data() == data
    assert [[found.value(n, c) for c in range(3)] for n in range(1, len(rows) + 1)] == rows
    found.put(1, 1, 'x,"y"')
    assert lms_reader.cells(found.data())[1] == [rows[0][0], 'x,"y"', rows[0][2]]


def test_names_compare_in_both_orders() -> None:
    assert same("Ruiz, Ana") == same(" Ana  RUIZ ")
    assert same("Smith, Jr.") != same("Smith")


def test_a_folder_of_grades_is_read_back_with_its_guards_undone(tmp_path: Path) -> None:
    (tmp_path / "grades.csv").write_text(
        "learner_id,name,email,status,flags,score,max_score\ns1,'=x,a@x,graded,late;duplicate,4.5,6\ns2,B,,missing,,,6\n"
    )
    (tmp_path / "intake.csv").write_text("file,learner_id,status,reason\nz/a_12_3_b.mosaic.json,s1,graded,\n")
    one, two = read_lines(tmp_path)
    assert (one.name, one.flags, one.score, one.raw, one.lms) == ("=x", ("late", "duplicate"), 4.5, 4.5, "12")
    assert (two.status, two.score) == ("missing", None)
    with pytest.raises(InputError, match=r"mosaic grade"):
        read_lines(tmp_path / "none")


def test_grades_that_a_spreadsheet_saved_again_are_read_back(tmp_path: Path) -> None:
    """Semicolons, a comma for the decimal point, and no empty cells at a row's end, as Excel writes them in Europe."""
    (tmp_path / "grades.csv").write_text(
        "\ufefflearner_id;name;email;status;flags;score;max_score;raw_score\r\n"
        's1;Ana;a@x;graded;"late;duplicate";4,5;6;5,25\r\ns2;B;;missing\r\n',
        encoding="utf-8",
    )
    (tmp_path / "intake.csv").write_text("file;learner_id;status;reason\nz/a_12_3_b.mosaic.json;s1;graded\n")
    one, two = read_lines(tmp_path)
    assert (one.flags, one.score, one.raw, one.lms) == (("late", "duplicate"), 4.5, 5.25, "12")
    assert (two.status, two.score) == ("missing", None)
