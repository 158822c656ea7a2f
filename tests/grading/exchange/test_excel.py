"""Excel: a workbook in which texts are texts, CSV for Excels of Europe, and ids that lost their leading zeros."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest

from mosaic_exercises.cli import main
from mosaic_exercises.course import load_layers
from mosaic_exercises.grading.exchange import excel
from mosaic_exercises.grading.exchange.results import read_lines
from mosaic_exercises.grading.gradebook.store import Gradebook
from tests.grading.conftest import one, paper, table
from tests.grading.marked_class import write_course

ODD = {  # id: name
    "00123": '=HYPERLINK("http://x.example","Ana")',
    "12345678901234567890": "+49 170 555",
    "1e5": "2026-03-01",
    "s4": "http://x.example/a",
    "s5": "Bo 😀\x07 שרה",
    "s6": "TRUE",
}


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A class with odd ids and names."""
    write_course(tmp_path / "course")
    course = load_layers((str(tmp_path / "course"),))
    monkeypatch.setattr("mosaic_exercises.commands.grade.load", lambda: course)
    (tmp_path / "in").mkdir()
    for n, (id_, name) in enumerate(ODD.items()):
        data = paper({"who-buys": ["a"] if n % 2 else ["b"]}, id_, name, workbook=f"{n:032x}")
        (tmp_path / "in" / f"f{n}.mosaic.json").write_bytes(data)
    (tmp_path / "class.toml").write_text("[items.portrait]\nexclude = true\n")
    return tmp_path


def test_texts_are_texts_and_numbers_numbers(room: Path) -> None:
    words = ["grade", str(room / "in"), "--out", str(room / "out"), "--settings", str(room / "class.toml"), "--xlsx"]
    assert main(words) == 0
    book = openpyxl.load_workbook(room / "out" / "grades.xlsx")
    assert book.sheetnames == ["Grades", "Notebooks", "Items", "Files"]
    sheet = book["Grades"]
    head, *rows = ([c.value for c in row] for row in sheet.iter_rows())
    assert head == list(excel.GRADES)
    assert {row[0]: row[1] for row in rows} == {k: v.replace("\x07", "\ufffd") for k, v in ODD.items()}
    for row in sheet.iter_rows(min_row=2):
        assert [c.data_type for c in row[:4]] == ["s" if c.value else "n" for c in row[:4]]
        assert not any(c.data_type == "f" or c.hyperlink for c in row)
        assert [type(c.value) for c in row[5:7]] == [int, int]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref is not None
    items = [[c.value for c in row] for row in book["Items"].iter_rows(min_row=2)]
    assert len(items) == len(ODD) * 4
    assert ["s4", "who-buys", "correct", 2, 2, 1] in items
    assert [r[1].value for r in book["Notebooks"].iter_rows(min_row=2)] == ["01_one"] * len(ODD)
    first = (room / "out" / "grades.xlsx").read_bytes()
    assert main(["export", "xlsx", str(room / "out"), "--out", str(room / "again.xlsx")]) == 0
    assert (room / "again.xlsx").read_bytes() == first
    assert main(["export", "xlsx", str(room / "out"), "--out", str(room / "x.xlsx"), "--points", "5"]) == 2


def test_a_full_sheet_goes_on_in_the_next(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    main(["grade", str(room / "in"), "--out", str(room / "out")])
    monkeypatch.setattr(excel, "MOST_ROWS", 10)
    book = Gradebook(room / "out" / "gradebook.db")
    assert excel.write_workbook(room / "x.xlsx", book.entries(), book.intake()) == len(ODD)
    found = openpyxl.load_workbook(room / "x.xlsx")
    assert [n for n in found.sheetnames if n.startswith("Items")] == ["Items", "Items 2", "Items 3"]
    assert sum(found[n].max_row - 1 for n in found.sheetnames if n.startswith("Items")) == len(ODD) * 4


def test_semicolons_and_decimal_commas_on_request(room: Path) -> None:
    plain, europe = room / "plain", room / "europe"
    (room / "class.toml").write_text("total = 10.5\n")
    words = ["grade", str(room / "in"), "--settings", str(room / "class.toml"), "--out"]
    assert main([*words, str(plain)]) == 0
    assert main([*words, str(europe), "--semicolons"]) == 0
    for name in ("grades", "items", "intake", "notebooks"):
        data = (europe / f"{name}.csv").read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        rows = list(csv.DictReader(data.decode("utf-8-sig").splitlines(), delimiter=";"))
        there = table(plain / f"{name}.csv")
        assert [
            {k: v.replace(",", ".") if k in ("score", "max_score", "raw_score") else v for k, v in r.items()}
            for r in rows
        ] == there
    assert (
        one(
            list(csv.DictReader((europe / "grades.csv").read_text("utf-8-sig").splitlines(), delimiter=";")),
            learner_id="s4",
        )["max_score"]
        == "10,5"
    )
    for folder in (plain, europe):
        (folder / "gradebook.db").unlink()
    assert read_lines(plain) == read_lines(europe)
    assert main(["regrade", str(europe)]) == 2


def test_lost_zeros_are_hinted_at_never_guessed(room: Path, capsys: pytest.CaptureFixture[str]) -> None:
    roster = room / "canvas.csv"
    roster.write_text(
        "Student,ID,SIS User ID,SIS Login ID,Section,Mosaic (1)\n    Points Possible,,,,,15\n"
        '"Ruiz, Ana",9001,123,ana,A,\n"Bo, B",9002,s4,bo,A,\n',
        encoding="utf-8",
    )
    assert main(["grade", str(room / "in"), "--out", str(room / "out"), "--roster", str(roster)]) == 0
    assert "1 file has an id that the roster has with other leading zeros" in capsys.readouterr().out
    grades = table(room / "out" / "grades.csv")
    assert one(grades, learner_id="123")["status"] == "missing", "another id is another id"
    assert one(grades, learner_id="s4")["section"] == "A"  # the SIS id, not Canvas's own
    assert (
        "the roster has '123': were leading zeros lost?"
        in one(table(room / "out" / "intake.csv"), learner_id="00123")["reason"]
    )
    main(["grade", str(room / "in"), "--out", str(room / "all")])
    words = [
        "export",
        "canvas",
        str(room / "all"),
        "--into",
        str(roster),
        "--title",
        "Mosaic",
        "--out",
        str(room / "c.csv"),
    ]
    capsys.readouterr()
    assert main(words) == 1
    assert "1 of those who are not in" in capsys.readouterr().out
