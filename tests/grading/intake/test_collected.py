"""What mosaic collect brought is graded by the folder that it lies in."""

from __future__ import annotations

from pathlib import Path

from mosaic_exercises.course import Course
from mosaic_exercises.grading import grade_class
from mosaic_exercises.grading.scoring.late import Rules
from mosaic_exercises.handover.hand_ins import HandIns
from tests.grading.conftest import RIGHT, paper, table


def test_the_folder_tells_whose_it_is_and_the_last_that_came_counts(course: Course, tmp_path: Path) -> None:
    into = HandIns(tmp_path / "class" / "hand_ins")
    into.receive("ana", paper(RIGHT, "ana"), at=1_000.0)
    into.receive("ana", paper({"who-buys": "b"}, "ana"), at=2_000.0)
    into.receive("eve", paper({"who-buys": "c"}, "ana"), at=1_000.0)
    (into.folder / "torn").mkdir()
    (into.folder / "torn" / "x.mosaic.json").write_bytes(b"{")
    (into.folder / "torn" / "essay.pdf").write_bytes(b"%PDF")
    grade_class(course, [tmp_path / "class"], tmp_path / "out")
    rows = {row["learner_id"]: row for row in table(tmp_path / "out" / "grades.csv")}
    assert set(rows) == {"ana", "eve", "torn"}
    assert float(rows["ana"]["score"]) == 0
    assert "the file says that it is of 'ana'" in rows["eve"]["flags"]
    assert rows["torn"]["status"] == "corrupt"
    assert "look at" not in rows["ana"]["flags"].replace("in the very same", "")
    files = {row["file"]: row for row in table(tmp_path / "out" / "intake.csv")}
    assert len(files) == 4, "one version a learner"
    grade_class(course, [tmp_path / "class"], tmp_path / "best", rules=Rules(keep="best"))
    best = {row["learner_id"]: row for row in table(tmp_path / "best" / "grades.csv")}
    assert float(best["ana"]["score"]) > 0


def test_what_lies_beside_the_learners_folders_is_graded_or_told(course: Course, tmp_path: Path) -> None:
    """A hand-in that came by mail and was laid there: its learner is not missing without a word."""
    into = HandIns(tmp_path / "hand_ins")
    into.receive("ana", paper(RIGHT, "ana"), at=1_000.0)
    (into.folder / "bo.mosaic.json").write_bytes(paper(RIGHT, "bo"))
    (into.folder / "roster.csv").write_text("learner_id\nana\n")
    (into.folder / "link.mosaic.json").symlink_to(into.folder / "bo.mosaic.json")
    grade_class(course, [into.folder], tmp_path / "out")
    rows = {row["learner_id"]: row for row in table(tmp_path / "out" / "grades.csv")}
    assert set(rows) == {"ana", "bo"}
    assert rows["bo"]["score"] == rows["ana"]["score"] != "0"
    files = {row["file"].removeprefix("hand_ins/"): row["status"] for row in table(tmp_path / "out" / "intake.csv")}
    assert (files["roster.csv"], files["link.mosaic.json"]) == ("ignored", "ignored")
