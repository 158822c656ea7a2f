"""A class from dropped files to files that are given back, without a screen; and its settings with comments kept."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from mosaic_exercises.commands import Telling
from mosaic_exercises.course import Course
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.office import settings_form
from mosaic_exercises.office.actions import ACTIONS, BY_ID
from mosaic_exercises.office.desk import ClassDesk
from mosaic_exercises.office.figures import Wanted
from mosaic_exercises.office.job import Job
from mosaic_exercises.office.place import ClassFolder
from tests.grading.postgres import fresh, server
from tests.handover.made import paper

COURSE = "mosaic-customer-development"
HOSTILE = "<img src=x onerror=alert(1)>"


def sheet(id_: str, answer: str = "a") -> bytes:
    return paper(answer, id_, COURSE)


def dropped(desk: ClassDesk, name: str, data: bytes, where: str = "hand-ins") -> tuple[bool, str]:
    """A file that comes in three parts."""
    third = len(data) // 3
    for at, end in ((0, third), (third, 2 * third), (2 * third, len(data))):
        desk.part("f1", data[at:end], at)
    found = desk.take("f1", name, where)
    return found.good, found.said


def done(desk: ClassDesk, id_: str, then: bool = False, **filled: str) -> Any:
    desk.start(id_, filled, then=then)
    assert desk.job is not None
    desk.job.wait(60)
    return desk.report()


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory, course: Course) -> ClassDesk:
    """Six learners, graded once; nobody changes them but by comments."""
    made = ClassDesk(tmp_path_factory.mktemp("c") / "class", course)
    for n in range(6):
        dropped(made, f"s{n}.mosaic.json", paper("a", f"s{n}", COURSE) if n else paper("a", HOSTILE, COURSE))
    dropped(made, "list.csv", ("learner_id,name\n" + "".join(f"s{n},Name {n}\n" for n in range(1, 8))).encode())
    report = done(made, "grade")
    assert report.state == "done", report
    return made


def test_what_is_dropped_is_taken_or_refused_in_words(desk: ClassDesk) -> None:
    assert dropped(desk, "s1.mosaic.json", sheet("s1")) == (True, "Taken.")
    assert dropped(desk, "s1.mosaic.json", sheet("s1")) == (True, "Taken.")
    assert [p.name for p in desk.folder.files()] == ["s1.mosaic.json"], "the same file is not kept twice"
    good, said = dropped(desk, "s1.mosaic.json", sheet("s1", "b"))
    assert (good, "s1.mosaic-2.json" in said) == (True, True)
    good, said = dropped(desk, "../../evil.mosaic.json", sheet("s2"))
    assert good
    assert {p.parent for p in desk.folder.files()} == {desk.folder.hand_ins}
    for long in ("\u5f20" * 200, "a" * 400, "\U0001f600" * 100, "x\ud800"):
        assert dropped(desk, f"{long}.mosaic.json", sheet("s9"))[0], long
        assert dropped(desk, f"{long}.mosaic.json", sheet("s9", "b"))[0], long
    assert all(p.name.endswith((".mosaic.json", ".mosaic-2.json")) for p in desk.folder.files())
    for name in ("essay.pdf", "notebook.ipynb", "photo"):
        good, said = dropped(desk, name, b"x")
        assert (good, "neither a hand-in" in said) == (False, True)
    assert "it did not arrive whole" in dropped(desk, "class.zip", b"PK no zip")[1]
    good, said = dropped(desk, "torn.mosaic.json", sheet("s3")[:-30])
    assert (good, "cannot be read" in said) == (True, True)
    assert dropped(desk, "x.csv", b"a,b\n1,2\n") == (
        False, "roster x.csv: the first line names no column learner_id (or id); it has: a, b. "
        "Call the column with the ids learner_id. It was not taken.",
    )  # fmt: skip
    assert "CSV file" in dropped(desk, "x.xlsx", b"PK", "roster")[1]
    with pytest.raises(InputError, match="did not arrive whole"):
        desk.part("f9", b"later", 100)
    with pytest.raises(InputError, match="did not arrive whole"):
        desk.part("../x", b"", 0)
    assert not list(desk.root.glob(".part-*"))


def test_a_zip_of_a_class_and_a_folder_elsewhere_are_graded(desk: ClassDesk, tmp_path: Path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for n in range(120):
            archive.writestr(f"in/s{n:03d}.mosaic.json", sheet(f"s{n:03d}"))
    assert "a zip with 120 files" in dropped(desk, "all.zip", data.getvalue())[1]
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "x.mosaic.json").write_bytes(sheet("x"))
    with pytest.raises(InputError, match="there is no folder"):
        desk.name_folder("/nowhere/at all", on=True)
    desk.name_folder(str(tmp_path / "more"), on=True)
    assert done(desk, "grade").state == "done"
    assert not desk.state().stale
    (tmp_path / "more" / "y.mosaic.json").write_bytes(sheet("y"))
    assert desk.state().stale, "what comes to a named folder is something new, too"
    (tmp_path / "more" / "y.mosaic.json").unlink()
    page = desk.learners(Wanted())
    assert (page.total, len(page.rows), page.pages) == (121, 50, 3)
    assert [one.learner_id for one in desk.learners(Wanted(search="S11", page=9)).rows] == [
        f"s11{n}" for n in range(10)
    ]
    desk.name_folder(str(tmp_path / "more"), on=False)
    assert ClassFolder(desk.root).folders() == []


def test_the_page_shows_who_handed_in_and_what_is_odd(graded: ClassDesk) -> None:
    state = graded.state()
    assert (state.files, state.roster, dict(state.statuses)["missing"], state.stale) == (6, 7, 2, False)
    assert [one.learner_id for one in graded.learners(Wanted(filter="missing")).rows] == ["s6", "s7"]
    (stranger,) = graded.learners(Wanted(filter="unknown-learner")).rows
    assert stranger.learner_id == HOSTILE
    for order in ("name", "score", "status", "last"):
        assert graded.learners(Wanted(order=order)).total == 8
    assert graded.files(Wanted(search="s3")).rows[0].learner_id == "s3"
    title, html = graded.page(stranger.key)
    assert title == HOSTILE
    assert HOSTILE not in html
    assert graded.figures() is None
    assert done(graded, "figures").state == "done"
    found = graded.figures()
    assert found is not None
    assert all(one.low <= one.facility <= one.high for one in found.hardest)
    assert [one.high for one in found.hardest] == sorted(one.high for one in found.hardest)


def test_a_folder_that_is_named_is_looked_at_before_it_is_taken(desk: ClassDesk, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    assert desk.name_folder(str(tmp_path / "in"), on=True).endswith("too. No hand-in is in it yet.")
    (tmp_path / "in" / "s1.mosaic.json").write_bytes(sheet("s1"))
    assert desk.name_folder(str(tmp_path / "in"), on=True).endswith("In it: 1 file that may be hand-ins.")
    (tmp_path / "notes.txt").touch()
    wrong = {"": "write the folder first", "  ": "first", str(tmp_path / "notes.txt"): "neither a hand-in nor a zip"}
    wrong |= {tmp_path.anchor: "a whole disk", str(desk.root): "own folder", str(desk.root / "x" / ".."): "no folder"}
    for said, why in wrong.items():
        with pytest.raises(InputError, match=why):
            desk.name_folder(said, on=True)
    assert ClassFolder(desk.root).folders() == [str(tmp_path / "in")]


def test_work_that_had_to_leave_something_out_is_done_and_what_wrote_nothing_is_not(
    desk: ClassDesk, tmp_path: Path
) -> None:
    dropped(desk, "s1.mosaic.json", sheet("s1"))
    dropped(desk, "torn.mosaic.json", sheet("s2")[:-30])
    found = done(desk, "growth")
    assert (found.state, [path.name for path in found.files]) == ("partly", ["growth.csv"])
    assert "torn" in " ".join(found.lines)
    done(desk, "grade")
    (tmp_path / "canvas.csv").write_text("Student,ID,SIS User ID,Section,Mosaic (1)\nEva,1,other,,\n")
    found = done(desk, "export-canvas", into=str(tmp_path / "canvas.csv"), points="100")
    assert (found.state, found.files) == ("failed", ()), found


NOT_HERE = {
    *("second", "second-take", "second-told", "looked", "mark-take", "export-moodle-offline", "return"),
    *("feedback-moodle", "feedback-canvas", "release", "lti-scores", "lti-return"),
}
"""What has nothing to do in this class (nobody judged, no private course ...), and says so."""


def test_every_action_does_its_work_or_says_in_words_why_not(graded: ClassDesk, tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text("learner_id,exercise,comment\ns1,,Well done\n")
    (tmp_path / "s1").mkdir()
    table = str(tmp_path / "table.csv")
    given = dict.fromkeys(("source", "to"), str(tmp_path)) | dict.fromkeys(("csv", "take"), table)
    given |= {"learner": "s1", "text": "Well done", "marker": "Eva", "item": "which-lens", "outcome": "not_attempted"}
    given |= {"skip": "true", "points": "100"}
    told: dict[str, str] = {}
    for action in ACTIONS:
        if action.id in ("restore", "demo", "collect", "rescue"):
            continue  # they change what the others read, and are tried below
        mine = {f.name: f.value or given.get(f.name, "") for f in action.fields}
        try:
            found = done(graded, action.id, **mine)
        except InputError as error:
            told[action.id] = str(error)
            continue
        said = " ".join([found.problem, *found.lines])
        told[action.id] = said
        assert not [w for w in said.split() if w.startswith("--")], (action.id, said)
        assert "Traceback" not in said
        assert "Error:" not in said
        if action.id not in NOT_HERE:
            assert found.state == "done", (action.id, said)
            assert len(found.files) == len(action.made), (action.id, found.files)
    assert all(told.values()), told
    name, data = graded.download("made/class.xlsx")
    assert (name, data[:2]) == ("class.xlsx", b"PK")
    for wrong in ("../../x", "/etc/passwd", "made", "made/nothing.csv"):
        with pytest.raises(InputError, match="not there any more"):
            graded.download(wrong)


def test_an_invented_class_is_backed_up_restored_and_rescued(desk: ClassDesk) -> None:
    assert done(desk, "demo", learners="3").state == "done"
    assert (desk.state().files, desk.state().roster) == (3, 3), "the class list is this class's, no hand-in"
    assert done(desk, "grade").state == "done"
    assert done(desk, "comment", learner="s0001", text="Hello", marker="Eva").state == "done"
    (made,) = done(desk, "backup").files
    backup = str(made)
    with pytest.raises(InputError, match="tick “Put it in the place"):
        desk.start("restore", {"file": backup})
    assert done(desk, "restore", file=backup, sure="true").state == "done"
    assert done(desk, "rescue").files
    assert "comment" in " ".join(done(desk, "log").lines)


def tried(desk: ClassDesk, save: bool = False, **more: Any) -> settings_form.SettingsTry:
    """What becomes of a form of the page as it is now, in which somebody changes something."""
    before = desk.settings().form
    return desk.settings(msgspec.structs.replace(before, **more), before, save=save)


def test_settings_keep_their_comments_and_are_checked_before_they_are_saved(graded: ClassDesk) -> None:
    path = graded.folder.settings
    path.write_text("# mine\ntotal = 100  # percent\ndue = 2026-12-18\n\n[items.which-lens]\nexclude = true # why?\n")
    before = path.read_text()
    form = graded.settings().form
    assert settings_form.edited(before, form, form) == before, "what nobody changed stays to the byte"
    late, row = {"per_day": "10"}, settings_form.ItemRow(name="a/b", does="full")
    good: dict[str, Any] = {"total": "50", "due": "2026-12-19", "late": late}
    wrong = tried(graded, save=True, **good, items=(*form.items, row))
    assert wrong.problem.startswith('items."a/b": the course asks nothing of this name')
    assert path.read_text() == before
    assert any("2026" in line for line in tried(graded, **good).told)
    assert path.read_text() == before
    assert tried(graded, save=True, **good).saved
    after = path.read_text()
    assert after.startswith('# mine\ntotal = 50  # percent\ndue = "2026-12-19"\n')
    assert "# why?" in after
    assert "per_day = 10" in after
    much = tried(graded, save=True, late={"cap": "much"})
    assert much.problem == "late.cap: 'much' is no number: write digits, as 60 or 7.5"
    look = done(graded, "regrade")
    assert (look.state, graded.look_first("regrade")) == ("done", True)
    assert done(graded, "regrade", then=True).state == "done"
    assert not graded.look_first("regrade")
    assert graded.learners(Wanted(search="s1")).rows[0].max_score == 50
    path.unlink()


def test_a_damaged_gradebook_is_told_with_what_the_page_can_do_about_it(desk: ClassDesk) -> None:
    """By its titles, not by commands; and what it saves can be restored there."""
    for n in range(3):
        dropped(desk, f"s{n}.mosaic.json", sheet(f"s{n}"))
    assert done(desk, "grade").state == "done"
    assert done(desk, "comment", learner="s1", text="Hello", marker="Eva").state == "done"
    path = desk.folder.grades / "gradebook.db"
    path.write_bytes(path.read_bytes()[:-4096])
    with pytest.raises(InputError) as told:
        desk.state()
    for said in (desk.worded(str(told.value)), done(desk, "grade").problem):
        assert "save what can be saved, marks and comments too: “Save what can be saved of a damaged gradebook”" in said
        assert "(“Restore a backup”)" in said
        assert said.endswith("”")
    saved = done(desk, "rescue")
    (file,) = saved.files
    assert done(desk, "restore", file=str(file), sure="true").state == "done"
    assert done(desk, "grade").state == "done"
    assert dict(desk.state().statuses)["graded"] == 3


def test_how_it_is_graded_is_kept_and_used(desk: ClassDesk) -> None:
    dropped(desk, "s1.mosaic.json", sheet("s1"))
    found = done(desk, "ways", work="all", workers="2", tables="semicolons", xlsx="true")
    assert (found.state, found.lines[0]) == ("done", "The work    this computer, 2 processes")
    assert {f.value for f in desk.actions[-1].fields} == {"all", "2", "semicolons", "true", ""}
    assert done(desk, "grade").state == "done"
    assert (desk.folder.grades / "grades.csv").read_text(encoding="utf-8-sig").startswith("learner_id;")
    assert (desk.folder.grades / "grades.xlsx").is_file()
    with pytest.raises(InputError, match="leave the password out"):
        desk.start("ways", {"book": "postgresql://eva:x@nowhere.invalid/class"})
    found = done(desk, "ways", book="postgresql://eva@127.0.0.1:9/class")
    assert (found.state, "cannot be opened" in found.problem) == ("failed", True)
    assert desk.state().graded, "what cannot be used is not kept"
    (desk.root / "grading.json").write_text("{")
    with pytest.raises(InputError, match="is damaged"):
        desk.state()
    assert desk.actions


@pytest.fixture
def database() -> Iterator[str]:
    with server() as found:
        yield fresh(found)


@pytest.mark.slow
def test_a_gradebook_in_postgresql_is_graded_marked_shown_and_exported(desk: ClassDesk, database: str) -> None:
    dropped(desk, "s1.mosaic.json", sheet("s1"))
    assert done(desk, "ways", book=database).state == "done"
    assert desk.state().graded == 0
    assert done(desk, "grade").state == "done"
    assert not (desk.folder.grades / "gradebook.db").exists()
    assert [one.learner_id for one in desk.learners(Wanted()).rows] == ["s1"]
    assert done(desk, "comment", learner="s1", text="Hello", marker="Eva").state == "done"
    for id_ in ("report", "export-xlsx", "log", "mark-list", "backup", "regrade", "doctor"):
        found = done(desk, id_)
        assert (found.state, len(found.files)) == ("done", len(BY_ID[id_].made)), (id_, found)
    assert "Gradebook   postgresql" in " ".join(done(desk, "ways", book=database).lines)


def test_a_class_file_that_is_no_toml_is_told(graded: ClassDesk) -> None:
    graded.folder.settings.write_text("total = = 3")
    found = graded.settings()
    assert (found.unread, found.problem[:37]) == (True, "class.toml cannot be read: line 1: th")
    graded.folder.settings.unlink()


def test_work_tells_how_far_it_is_and_can_be_stopped() -> None:
    def act(told: Telling) -> int:
        told.say("begun")
        for n in range(10_000_000):
            told.progress(n, 10_000_000, "Counting", "sheep")
        return 0

    job = Job(1, "Count", act)
    while not job.report().total:
        pass
    assert job.running
    job.stop()
    job.wait(10)
    found = job.report()
    assert (found.state, found.lines, found.done > 0) == ("stopped", ("begun",), True)

    def fails(_: Telling) -> int:
        raise ZeroDivisionError("by nothing")

    broken = Job(2, "Fail", fails)
    broken.wait(10)
    assert broken.report().problem == "It could not be done: ZeroDivisionError: by nothing"


def test_one_piece_of_work_at_a_time(desk: ClassDesk) -> None:
    with pytest.raises(InputError, match="no hand-ins yet"):
        desk.start("grade", {})
    dropped(desk, "s1.mosaic.json", sheet("s1"))
    desk.start("grade", {})
    with pytest.raises(InputError, match="still under way"):
        desk.start("log", {})
    assert desk.state().graded == 0
    assert desk.job is not None
    desk.job.wait(60)
    rows = list(csv.DictReader((desk.folder.grades / "grades.csv").open()))
    assert [row["learner_id"] for row in rows] == ["s1"]
    before = desk.state()
    desk.start("grade", {})
    assert desk.writing
    assert desk.state() == before, "what is known stays on the page while the gradebook is written"
    desk.job.wait(60)
