"""Ids that differ in capital letters alone: one learner or several, never one with what is another's."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("sqlalchemy", reason="the gradebook needs the extra 'grading'")

from mosaic_exercises.course import Course
from mosaic_exercises.grading import grade_class
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.exchange.csv_column import CsvFile
from mosaic_exercises.grading.exchange.lms import into
from mosaic_exercises.grading.exchange.results import read_lines
from mosaic_exercises.grading.gradebook.audit import ChangeFilter, changes
from mosaic_exercises.grading.gradebook.remarks import NewComment, write_comments
from mosaic_exercises.grading.gradebook.store import Gradebook
from mosaic_exercises.grading.intake.roster import Roster, read_roster
from mosaic_exercises.grading.scoring.late import Rules
from tests.grading.conftest import RIGHT, paper, table

BOOKS = {"ANA": "a" * 32, "ana": "b" * 32, "Ana": "c" * 32}
Rows = dict[str, dict[str, str]]


class Room:
    """A folder of hand-ins, graded into a gradebook again and again."""

    def __init__(self, folder: Path, course: Course) -> None:
        self.folder, self.course = folder, course
        (folder / "in").mkdir()
        (folder / "out").mkdir()
        self.book = Gradebook(folder / "out" / "gradebook.db")
        self.roster: Roster | None = None

    def put(self, id_: str, price: str = "42", book: str = "", name: str = "") -> None:
        data = paper(RIGHT | {"how-much": price}, id_, workbook=book or BOOKS[id_])
        (self.folder / "in" / f"{name or id_}.mosaic.json").write_bytes(data)

    def on_roster(self, text: str) -> None:
        (self.folder / "roster.csv").write_text(text)
        self.roster = read_roster(self.folder / "roster.csv")

    def grade(self) -> Rows:
        out = self.folder / "out"

        def keep(entries, intake) -> None:  # type: ignore[no-untyped-def]
            self.book.save(self.course, Rules(), entries, intake)

        marks = self.book.points()
        grade_class(self.course, [self.folder / "in"], out, self.roster, marks=marks, book=keep)
        self.files = {Path(r["file"]).name.split(".")[0]: r for r in table(out / "intake.csv")}
        return {r["learner_id"]: r for r in table(out / "grades.csv")}


@pytest.fixture
def room(tmp_path: Path, course: Course) -> Room:
    return Room(tmp_path, course)


@pytest.mark.parametrize("names", [("1", "2"), ("2", "1")], ids=["one first", "the other first"])
def test_two_workbooks_are_two_learners_whoever_comes_first(room: Room, names: tuple[str, str]) -> None:
    room.put("ANA", "42", name=names[0])
    room.put("ana", "0", name=names[1])
    rows = room.grade()
    assert float(rows["ANA"]["score"]) > float(rows["ana"]["score"]) > 0
    for id_, other, file in (("ANA", "ana", names[0]), ("ana", "ANA", names[1])):
        assert rows[id_]["flags"].startswith("look at")
        assert f"differs from '{other}' in capital letters alone" in room.files[file]["reason"]
        assert room.files[file]["learner_id"] == id_


def test_one_workbook_or_one_address_is_one_learner(room: Room) -> None:
    room.put("ANA", name="1")
    room.put("ana", book=BOOKS["ANA"], name="2")
    room.put("Bo@X.example", book="d" * 32, name="3")
    room.put("bo@x.example", book="e" * 32, name="4")
    rows = room.grade()
    assert [row["flags"] for row in rows.values()] == ["duplicate", "duplicate"]


def test_a_roster_says_how_many_there_are(room: Room) -> None:
    for id_ in BOOKS:
        room.put(id_)
    room.on_roster("learner_id,name,email\nANA,Ana Ruiz,\nana,Ana Bo,\n")
    assert room.roster is not None
    assert any("'ANA' or 'ana' differ in capital letters alone" in said for said in room.roster.notices)
    rows = room.grade()
    assert [(id_, row["name"], row["flags"]) for id_, row in rows.items()] == [
        ("ANA", "Ana Ruiz", ""), ("ana", "Ana Bo", ""), ("Ana", "Ana", "unknown-learner"),
    ]  # fmt: skip
    assert "the id is not on the roster, which has 'ANA' or 'ana'" in room.files["Ana"]["reason"]
    room.on_roster("learner_id,name\nana,Ana Bo\n")
    assert [(id_, row["flags"]) for id_, row in room.grade().items()] == [("ana", "duplicate")]
    assert "the id is written 'ANA' in it" in room.files["ANA"]["reason"]
    room.on_roster("learner_id,name\nbo@x.example,Bo\nBO@x.example,Bo\n")
    assert [*room.roster.people] == ["bo@x.example"]


def test_marks_and_comments_of_one_never_reach_the_other(room: Room) -> None:
    """ANA was marked and written to before ana handed in the very same words."""
    room.put("ANA")
    room.grade()
    write_comments(room.book, [NewComment("ANA", "", "Well done, Ana")], "Eva")
    room.book.mark("ana", "how-much", 1.0, "Eva")  # the key of the only one of this id
    room.put("ana")
    rows = room.grade()
    keys = {e.grade.learner_id: e.key for e in room.book.entries() if e.file}
    assert len({*keys.values()}) == 2
    assert rows["ana"]["score"] == rows["ANA"]["score"]
    assert not [key for key in keys.values() if key in room.book.comments()]
    assert not [key for key in keys.values() if key in room.book.points()]


def test_whoever_is_meant_is_asked_for_where_capital_letters_decide(room: Room) -> None:
    room.put("ANA")
    room.put("ana", "0")
    room.grade()
    write_comments(room.book, [NewComment("ANA", "", "Hello")], "Eva")
    with pytest.raises(InputError, match="'Ana' may be 'ANA' or 'ana'"):
        write_comments(room.book, [NewComment("Ana", "", "Hello")], "Eva")
    assert [c.after for c in changes(room.book, ChangeFilter(learner="ANA", what="comment"))] == ["Hello"]
    assert not [*changes(room.book, ChangeFilter(learner="ana", what="comment"))]
    with pytest.raises(InputError, match="'Ana' may be"):
        next(iter(changes(room.book, ChangeFilter(learner="Ana"))))


def test_a_learning_systems_list_is_filled_by_the_very_id(room: Room) -> None:
    room.put("ANA")
    room.put("ana", "0")
    scores = {id_: row["score"] for id_, row in room.grade().items()}
    lines = read_lines(room.folder / "out")
    for rows, filled in ((("ana", "ANA"), 2), (("ANA",), 1)):
        path = room.folder / "theirs.csv"
        head = "Student,ID,SIS User ID,SIS Login ID,Section,Mosaic (5)\n    Points Possible,,,,,30.5\n"
        path.write_text(head + "".join(f"X{n},{n},{id_},,A,\n" for n, id_ in enumerate(rows, 9000)))
        found = into("canvas", lines, CsvFile(path), "Mosaic")
        cells = [row.split(",") for row in found.data.decode().splitlines()[2:]]
        assert {cell[2]: cell[5] for cell in cells} == {id_: scores[id_] for id_ in rows}
        assert (found.written, len(found.unknown)) == (filled, 2 - filled)


def test_a_torn_file_is_its_own_learners(room: Room) -> None:
    room.put("ana")
    (room.folder / "in" / "ANA.mosaic.json").write_bytes(b'{"format": "mosaic-subm')
    rows = room.grade()
    assert {id_: row["status"] for id_, row in rows.items()} == {"ANA": "corrupt", "ana": "graded"}
