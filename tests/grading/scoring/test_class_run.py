"""A class graded from files to tables: one row a learner, one row a file, nothing lost, nothing believed."""

from __future__ import annotations

import io
import json
import pickle
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mosaic_exercises.course import Course
from mosaic_exercises.grading import Report, grade_class
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.intake.roster import read_roster
from mosaic_exercises.grading.settings.times import instant as due_date
from mosaic_exercises.workbook.events import Learner
from tests.grading.conftest import RIGHT, Row, event, one, paper, table
from tests.support import share

OTHER = "f" * 32
TABLES = {"grades.csv", "items.csv", "intake.csv"}


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


class Class:
    """A folder of hand-in files and what grading makes of it."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self.folder = Path("class")
        self.folder.mkdir()

    def put(self, name: str, data: bytes) -> None:
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_bytes(data)

    def grade(self, roster: str = "", due: str = "", out: str = "grades") -> Report:
        people = None
        if roster:
            Path("people.csv").write_text(roster, encoding="utf-8")
            people = read_roster(Path("people.csv"))
        report = grade_class(self.course, [self.folder], Path(out), people, due_date(due) if due else None)
        self.grades: list[Row] = table(Path(out) / "grades.csv")
        self.items: list[Row] = table(Path(out) / "items.csv")
        self.intake: list[Row] = table(Path(out) / "intake.csv")
        return report


@pytest.fixture
def room(course: Course) -> Class:
    return Class(course)


def test_three_learners_make_three_rows_and_their_items(room: Class) -> None:
    room.put("s1.mosaic.json", paper(RIGHT, "s1", "Ana"))
    room.put("s2.mosaic.json", paper({"who-buys": ["b"], "how-much": "42"}, "s2", "Bo"))
    room.put("s3.mosaic.json", paper([], "s3", "Cy"))
    report = room.grade()
    assert [(r["learner_id"], r["name"], r["status"], r["flags"], r["score"], r["max_score"]) for r in room.grades] == [
        ("s1", "Ana", "graded", "", "30.5", "30.5"),
        ("s2", "Bo", "graded", "", "2.5", "30.5"),
        ("s3", "Cy", "graded", "", "0", "30.5"),
    ]
    assert [(r["file"], r["learner_id"], r["status"], r["reason"]) for r in room.intake] == [
        (f"class/s{n}.mosaic.json", f"s{n}", "graded", "") for n in (1, 2, 3)
    ]
    assert one(room.items, learner_id="s2", exercise="who-buys") == {
        "learner_id": "s2",
        "exercise": "who-buys",
        "outcome": "incorrect",
        "score": "0",
        "max_score": "6",
        "attempts": "1",
    }
    assert report.learners == {"graded": 3, "needs-review": 0, "corrupt": 0, "missing": 0}
    assert report.mean == 11.0
    assert report.median == 2.5


def test_the_columns_are_those_promised(room: Class) -> None:
    room.put("s1.mosaic.json", paper(RIGHT))
    room.grade()
    assert list(room.grades[0]) == ["learner_id", "name", "email", "status", "flags", "score", "max_score"]
    assert list(room.items[0]) == ["learner_id", "exercise", "outcome", "score", "max_score", "attempts"]
    assert list(room.intake[0]) == ["file", "learner_id", "status", "reason"]


def test_items_add_up_to_the_grades_in_the_files(room: Class) -> None:
    from decimal import Decimal

    room.put("a.json", paper(RIGHT, "s1"))
    room.put("b.json", paper({"q-a": ["true"], "which-fit": ["a"], "in-bins": {"p": "x"}}, "s2", workbook=OTHER))
    room.grade()
    for row in room.grades:
        mine = [i for i in room.items if i["learner_id"] == row["learner_id"]]
        assert len(mine) == 10
        for column in ("score", "max_score"):
            assert sum(Decimal(i[column]) for i in mine) == Decimal(row[column])


def test_of_two_files_of_a_learner_the_newer_work_counts(room: Class) -> None:
    old = [event("how-much", "1", "2026-03-02T10:00:00.000Z")]
    new = [event("how-much", "42", "2026-03-02T10:00:01.000Z")]
    room.put("a.mosaic.json", paper(new, "s1", made="2026-03-03T00:00:00.000Z"))
    room.put("b.mosaic.json", paper(old, " S1 ", made="2026-03-09T00:00:00.000Z"))
    report = room.grade()
    (row,) = room.grades
    assert (row["learner_id"], row["score"], row["flags"]) == ("s1", "2.5", "duplicate")
    assert one(room.intake, file="class/a.mosaic.json")["status"] == "graded"
    older = one(room.intake, file="class/b.mosaic.json")
    assert older["status"] == "superseded"
    assert "class/a.mosaic.json" in older["reason"]
    assert len(room.items) == 10
    assert one(room.items, exercise="how-much")["score"] == "2.5"
    assert report.flags["duplicate"] == 1


def test_a_duplicate_of_another_workbook_is_said(room: Class) -> None:
    room.put("a.mosaic.json", paper([event("how-much", "42", "2026-03-02T10:00:00Z")], "s1"))
    room.put("b.mosaic.json", paper([event("how-much", "42", "2026-03-03T10:00:00Z")], "s1", workbook=OTHER))
    room.grade()
    assert "of another workbook" in one(room.intake, status="superseded")["reason"]


def test_the_order_of_files_changes_nothing(room: Class) -> None:
    files = [paper([event("how-much", "42", f"2026-03-0{n}T10:00:00Z")], "s1", f"Name {n}") for n in (1, 2, 3)]
    outcomes = set()
    for turn in ((0, 1, 2), (2, 1, 0), (1, 2, 0)):
        for place, n in enumerate(turn):
            room.put(f"{place}.json", files[n])
        room.grade()
        outcomes.add((room.grades[0]["name"], room.grades[0]["score"], len(room.items)))
    assert outcomes == {("Name 3", "2.5", 10)}


def test_a_torn_file_is_corrupt_and_the_others_are_graded(room: Class) -> None:
    whole = paper(RIGHT, "s1", "Ana")
    room.put("s1.mosaic.json", whole)
    room.put("s2.mosaic.json", paper(RIGHT, "s2", "Bo")[: len(whole) // 2])
    room.put("s3.mosaic.json", b"\x00" * 100)
    room.put("other.json", b'{"some": "json"}')
    report = room.grade()
    assert [(r["learner_id"], r["name"], r["status"], r["score"]) for r in room.grades] == [
        ("s1", "Ana", "graded", "30.5"),
        ("s2", "Bo", "corrupt", ""),
        ("s3", "", "corrupt", ""),
    ]
    assert sorted((r["file"], r["status"]) for r in room.intake) == [
        ("class/other.json", "corrupt"),
        ("class/s1.mosaic.json", "graded"),
        ("class/s2.mosaic.json", "corrupt"),
        ("class/s3.mosaic.json", "corrupt"),
    ]
    assert all(r["reason"] for r in room.intake if r["status"] == "corrupt")
    assert len(report.corrupt) == 3


def test_a_good_file_beside_a_torn_one_of_the_same_learner_counts(room: Class) -> None:
    whole = paper(RIGHT, "s1", "Ana")
    room.put("a.mosaic.json", whole[: len(whole) // 2])
    room.put("b.mosaic.json", whole)
    room.grade()
    (row,) = room.grades
    assert (row["learner_id"], row["status"], row["score"], row["flags"]) == ("s1", "graded", "30.5", "duplicate")


ROSTER = "learner_id,name,email\ns1,Ana Ruiz,ana@x.example\ns2,Bo,\ns3,Cy,\ns4,Di,\n"


def test_a_roster_names_the_missing_the_unknown_and_the_order(room: Class) -> None:
    room.put("1.json", paper(RIGHT, "s3", "C."))
    room.put("2.json", paper(RIGHT, "S1", "A."))
    room.put("3.json", paper(RIGHT, "zz", "Somebody"))
    room.put("s4.mosaic.json", b"torn")
    room.put("nobody.mosaic.json", b"torn")
    room.grade(ROSTER)
    assert [(r["learner_id"], r["name"], r["status"], r["flags"], r["score"]) for r in room.grades] == [
        ("s1", "Ana Ruiz", "graded", "", "30.5"),
        ("s2", "Bo", "missing", "", ""),
        ("s3", "Cy", "graded", "", "30.5"),
        ("s4", "Di", "corrupt", "", ""),
        ("zz", "Somebody", "graded", "unknown-learner", "30.5"),
    ]
    assert one(room.intake, file="class/nobody.mosaic.json")["learner_id"] == ""
    assert {r["max_score"] for r in room.grades} == {"30.5"}


def test_learners_without_an_id_are_not_mixed_up(room: Class) -> None:
    room.put("a.json", paper({"how-much": "42"}, "", "Ana"))
    room.put("b.json", paper({"who-buys": ["a"]}, "", "Bo", workbook=OTHER))
    room.grade()
    assert [(r["learner_id"], r["name"], r["score"], r["flags"]) for r in room.grades] == [
        ("unknown-01234567", "Ana", "2.5", "unknown-learner"),
        ("unknown-ffffffff", "Bo", "6", "unknown-learner"),
    ]


def test_work_after_the_due_date_is_flagged_and_still_graded(room: Class) -> None:
    room.put("a.json", paper([event("how-much", "42", "2026-03-01T17:00:00.000Z")], "s1"))
    room.put("b.json", paper([event("how-much", "42", "2026-03-01T17:00:00.001Z")], "s2"))
    looked = [
        event("how-much", "42", "2026-03-01T09:00:00Z"),
        event("how-much", None, "2026-03-09T09:00:00Z", type="hint"),
    ]
    room.put("c.json", paper(looked, "s3", made="2026-03-09T09:01:00Z"))
    room.grade(due="2026-03-01T18:00+01:00")
    assert [(r["flags"], r["score"]) for r in room.grades] == [("", "2.5"), ("late", "2.5"), ("", "2.5")]


def test_flags_are_joined_by_semicolons(room: Class) -> None:
    for n in (1, 2):
        room.put(f"{n}.json", paper([event("how-much", "42", f"2026-03-0{n}T17:00:00Z")], "../up"))
    room.grade(due="2026-02-01")
    assert [r["flags"] for r in room.grades] == ["late;duplicate;unknown-learner"]


def test_a_date_alone_means_the_end_of_that_day() -> None:
    assert due_date("2026-03-02") - due_date("2026-03-01T23:59:59") == pytest.approx(86_401, abs=0.01)
    assert due_date("2026-03-01T12:00Z") == due_date("2026-03-01T13:00+01:00")
    for bad in ("", "tomorrow", "2026-02-30", "01/03/2026"):
        with pytest.raises(InputError, match="2026-03-01"):
            due_date(bad)


def test_hostile_names_are_text_in_every_table(room: Class) -> None:
    import csv

    names = [
        "=cmd|' /C calc'!A0",
        '+1"',
        "-2",
        "@SUM(A1)",
        "\t=1",
        "a,b",
        'q"q',
        "l1\nl2",
        "🚲",
        "שרה",
        "محمد",
        "x" * 5000,
    ]
    for n, name in enumerate(names):
        room.put(f"{n:02d}.json", paper({"how-much": "42"}, f"s{n:02d}", name))
    room.put("z.json", paper({"how-much": "42"}, "=HYPERLINK(1)", "Z", learner=Learner("Z", "=HYPERLINK(1)", "@z")))
    room.grade()
    assert len(room.grades) == len(room.intake) == len(names) + 1
    for name in TABLES:
        for row in csv.reader(io.StringIO((Path("grades") / name).read_text(encoding="utf-8"), newline="")):
            for cell in row:
                assert not cell.startswith(("=", "+", "-", "@", "\t", "\r")), (name, cell)
    given = {r["learner_id"]: r["name"] for r in room.grades}
    assert [given[f"s{n:02d}"] for n in (5, 6, 7, 8, 9, 10)] == names[5:11]
    assert given["s00"] == "'" + names[0]


def test_ids_with_paths_write_nothing_outside(room: Class, tmp_path: Path) -> None:
    for n, id_ in enumerate(("../../evil", "/etc/passwd", "..\\up", "a/../b", "C:\\x", "con", ".", "..")):
        room.put(f"{n}.json", paper({"how-much": "42"}, id_))
    before = {p for p in tmp_path.rglob("*") if "grades" not in p.parts}
    room.grade()
    assert {p.name for p in Path("grades").iterdir()} == TABLES
    assert {p for p in tmp_path.rglob("*") if "grades" not in p.parts} == before
    assert len(room.grades) == 8
    assert "unknown-learner" in one(room.grades, learner_id="../../evil")["flags"]


def test_grading_again_replaces_the_tables_and_reads_none_of_them(room: Class) -> None:
    room.put("a.json", paper(RIGHT, "s1"))
    for _ in range(2):
        report = room.grade(out="class")
        assert {p.name for p in room.folder.iterdir()} == TABLES | {"a.json"}
        assert [r["file"] for r in room.intake] == ["class/a.json"]
        assert sum(report.files.values()) == 1


def test_every_bad_input_at_once(room: Class, tmp_path: Path) -> None:
    """The whole list of the issue: each is a row with its reason, and the good one is graded."""
    good = paper(RIGHT, "s1", "Ana")
    room.put("good.mosaic.json", good)
    bad = {
        "torn.mosaic.json": good[:700],
        "empty.mosaic.json": b"",
        "foreign.json": b'{"cells": []}',
        "nested.mosaic.json": b'{"format":"mosaic-submission","x":' + b"[" * 1_000_000,
        "typed.mosaic.json": b'{"format":"mosaic-submission","v":1,"course":7,"workbook":[]}',
        "latin.mosaic.json": paper(RIGHT, "s5", "Zoé").decode().encode("latin-1"),
        "broken.zip": b"PK\x03\x04 and so on",
        "other.mosaic.json": paper(RIGHT, "s6", course="chess"),
    }
    for name, data in bad.items():
        room.put(name, data)
    with (room.folder / "huge.mosaic.json").open("wb") as file:
        file.truncate(200_000_000)
    (room.folder / "dir.mosaic.json").mkdir()
    (room.folder / "link.mosaic.json").symlink_to("link.mosaic.json")
    with zipfile.ZipFile(room.folder / "evil.zip", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("../../out.mosaic.json", "x")
        file.writestr("bomb.mosaic.json", bytes(20_000_000))
        file.writestr("in/zip.mosaic.json", paper(RIGHT, "s2", "Bo"))
    before = set(tmp_path.rglob("*"))
    room.grade()
    new = {p.relative_to(tmp_path).as_posix() for p in set(tmp_path.rglob("*")) - before}
    assert new == {"grades", *(f"grades/{name}" for name in TABLES)}
    graded = {r["file"]: r["learner_id"] for r in room.intake if r["status"] == "graded"}
    assert graded == {"class/good.mosaic.json": "s1", "class/evil.zip/in/zip.mosaic.json": "s2"}
    listed = {r["file"]: r for r in room.intake}
    wanted = [f"class/{name}" for name in (*bad, "huge.mosaic.json", "dir.mosaic.json")]
    wanted += ["class/evil.zip/../../out.mosaic.json", "class/evil.zip/bomb.mosaic.json"]
    for name in wanted:
        assert (listed[name]["status"], bool(listed[name]["reason"])) == ("corrupt", True), name
    assert listed["class/link.mosaic.json"]["status"] == "ignored"
    assert len(room.intake) == len(wanted) + 3
    scores = {r["learner_id"]: r["score"] for r in room.grades if r["status"] == "graded"}
    assert scores == {"s1": "30.5", "s2": "30.5"}


def test_every_fault_of_other_graders_at_once(room: Class, tmp_path: Path) -> None:
    """What made others lose a class: code that deletes, forges or never ends, paths in ids, claimed scores, formulas in
    names, links to the key, pickles, one entry twice. The good ones are graded, the others are listed."""
    room.put("good.mosaic.json", paper(RIGHT, "s1", "Ana"))
    wrong = [
        event("who-buys", ["b"], outcome="correct", score=1.0),
        event("how-much", "1", outcome="correct", score=99.0),
    ]
    room.put("claims.mosaic.json", paper(wrong, "s2", "Bo"))
    room.put("formula.mosaic.json", paper(RIGHT, "s3", '=cmd|"/c calc",\n@x'))
    room.put("path.mosaic.json", paper(RIGHT, "../../../s1", "Cy", workbook="c" * 32))
    twice = event("how-much", "42")
    room.put("twice.mosaic.json", paper([twice, twice, twice], "s4", "Di"))
    unparsed = paper([event("how-much", "41", id="x1", score=0.5), event("who-buys", ["a"])], "s5", "Ed")
    room.put("partial.mosaic.json", unparsed.replace(b'"score":0.5', b'"score":"full"'))
    room.put("pickle.mosaic.json", pickle.dumps({"score": 1}))
    code = "import os, shutil; shutil.rmtree('..'); print('x' * 10**9)\nwhile True: pass"
    cells = [{"cell_type": "code", "source": code, "outputs": [], "metadata": {}, "execution_count": 1}]
    room.put("work.ipynb", json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode())
    room.put("code.mosaic.json", paper({"say-why": f"__import__('os').system('touch {tmp_path}/ran')"}, "s6", "Fy"))
    key = Path(room.course.layers[0]) / "keys" / "01_one.toml"
    (room.folder / "key.mosaic.json").symlink_to(key)
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file() and not p.is_symlink()}
    room.grade()
    assert {p: p.read_bytes() for p in before} == before
    assert not (tmp_path / "ran").exists()
    scores = {r["learner_id"]: r["score"] for r in room.grades}
    assert {i: s for i, s in scores.items() if s} == {
        "../../../s1": "30.5",  # a text like any other: no file is named by it
        "s1": "30.5",
        "s2": "0",
        "s3": "30.5",
        "s4": "2.5",
        "s5": "6",
        "s6": "0",
    }
    assert one(room.grades, learner_id="s3")["name"].startswith("'=cmd")
    assert one(room.items, learner_id="s4", exercise="how-much")["attempts"] == "1"
    assert one(room.grades, learner_id="s5")["status"] == "needs-review"
    listed = {r["file"].removeprefix("class/"): r for r in room.intake}
    assert listed["pickle.mosaic.json"]["status"] == "corrupt"
    assert {listed[n]["status"] for n in ("work.ipynb", "key.mosaic.json")} == {"ignored"}
    assert "He pays" not in "".join(p.read_text() for p in Path("grades").rglob("*.csv"))


def test_memory_holds_rows_not_answers(room: Class) -> None:
    """What is kept of a submission does not grow with what is in it."""
    import tracemalloc

    room.put("warm.json", paper(RIGHT, "s0"))
    room.grade()
    long = [event("say-why", "word " * 3000, f"2026-03-02T10:{n:02d}:00Z", id=f"e{n}") for n in range(20)]
    for n in range(30):
        room.put(f"{n}.json", paper(long, f"s{n}"))
    size = sum(p.stat().st_size for p in room.folder.iterdir())
    tracemalloc.start()
    room.grade()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size > 8_000_000
    assert peak < size / 3


def test_progress_counts_every_file_to_the_end(room: Class) -> None:
    room.put("a.json", paper(RIGHT, "s1"))
    with zipfile.ZipFile(room.folder / "b.zip", "w") as file:
        for n in range(3):
            file.writestr(f"{n}.json", paper(RIGHT, f"z{n}"))
    told: list[tuple[int, int]] = []
    grade_class(room.course, ["class"], Path("grades"), progress=lambda done, total: told.append((done, total)))
    assert [done for done, _ in told] == [1, 2, 3, 4]
    assert told[-1] == (4, 4)


def test_nothing_found_is_three_tables_with_headers_only(room: Class) -> None:
    report = room.grade()
    assert (room.grades, room.items, room.intake) == ([], [], [])
    assert report.mean is None
    assert {p.name for p in Path("grades").iterdir()} == TABLES


@given(st.binary(max_size=400) | st.text(max_size=400).map(lambda t: t.encode("utf-8", "replace")))
@settings(max_examples=share(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_end_as_a_row(room: Class, data: bytes) -> None:
    room.put("a.mosaic.json", data)
    room.put("good.mosaic.json", paper({"how-much": "42"}, "s1"))
    room.grade()
    assert one(room.intake, file="class/a.mosaic.json")["status"] == "corrupt"
    assert one(room.grades, learner_id="s1")["score"] == "2.5"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)


@given(
    st.dictionaries(st.sampled_from([*RIGHT, "no-such"]), json_values, max_size=8),
    st.text(max_size=30),
    st.text(max_size=30),
)
@settings(max_examples=share(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_answers_of_anybody_are_graded(room: Class, answers: dict[str, object], id_: str, name: str) -> None:
    room.put("a.json", paper(answers, id_, name))
    room.grade()
    (row,) = room.grades
    assert row["status"] in ("graded", "needs-review")
    assert 0 <= float(row["score"]) <= float(row["max_score"])
    assert len(room.items) == 10


def test_a_changed_byte_never_stops_the_class(room: Class) -> None:
    """Every hundredth byte of a good file changed, one file each: all are rows."""
    whole = paper(RIGHT, "s0", "Ana")
    places = range(0, len(whole), 100)
    for n in places:
        room.put(f"{n:05d}.mosaic.json", whole[:n] + bytes([whole[n] ^ 0x15]) + whole[n + 1 :])
    room.grade()
    assert len(room.intake) == len(places)


def test_the_same_class_gives_the_same_tables(room: Class) -> None:
    for n in range(5):
        room.put(f"{n}.json", paper([event("how-much", str(40 + n), id=f"e{n}")], f"s{n}"))
    written = []
    for out in ("one", "two"):
        room.grade(out=out)
        written.append({name: (Path(out) / name).read_bytes() for name in TABLES})
    assert written[0] == written[1]


def test_nothing_of_a_learner_is_run(room: Class) -> None:
    room.put("class.py", b"raise SystemExit('run')")
    room.put("sitecustomize.py", b"raise SystemExit('run')")
    room.put("a.ipynb", b'{"cells":[{"cell_type":"code","source":"import os"}]}')
    room.put("a.json", paper({"say-why": "__import__('os').system('touch ran')"}, "s1"))
    room.grade()
    assert not Path("ran").exists()
    assert {r["file"]: r["status"] for r in room.intake} == {
        "class/a.json": "graded",
        "class/a.ipynb": "ignored",
        "class/class.py": "ignored",
        "class/sitecustomize.py": "ignored",
    }
