"""Answers whose time cannot be read, or cannot be right: with a due date they are neither in time in silence nor
given up. They count as given when the file was made, and a person has to look."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mosaic_exercises.cli import main
from mosaic_exercises.course import Course
from mosaic_exercises.grading import CourseIndex, Graded, assess, grade_class
from mosaic_exercises.grading.intake.provenance import moment
from mosaic_exercises.grading.scoring.late import Rules
from mosaic_exercises.grading.settings.times import instant
from tests.grading.conftest import Row, event, one, paper, table
from tests.grading.settings.conftest import EARLY, Room, room

__all__ = ["room"]
UNREADABLE = (
    "",
    "gestern",
    "0000-00-00T00:00:00Z",
    "2026-13-20T10:00:00.000Z",
    "2026-02-30T10:00:00.000Z",  # sorts between the others, so that only reading it shows
    "2026-03-01T25:00:00.000Z",
    "2026-03-01T10:00:00+99:00",
    "9999-12-31T23:59:59-23:59",  # in the year 10000 by the clock of Greenwich
    "0001-01-01T00:00:00+14:00",
)
SAID = "look at: 1 event whose time cannot be read"
DUE = "[notebooks.01_one]\ndue = 2026-03-02T00:00:00Z\n[late]\nper_day = 10\n"


@pytest.fixture
def graded(course: Course, tmp_path: Path) -> Callable[..., Row]:
    """The row of one file (made on 5 March), in a class in which work was due on 2 March and each day costs a tenth."""

    def grade(*times: str, due: str = "2026-03-02T00:00Z", made: str = "2026-03-05T10:00:00.000Z") -> Row:
        (tmp_path / "in").mkdir(exist_ok=True)
        events = [event("who-buys", ["a"], at, seq=n) for n, at in enumerate(times, 1)]
        (tmp_path / "in/s1.mosaic.json").write_bytes(paper(events, made=made))
        rules = Rules(instant(due), per_day=0.1) if due else Rules()
        grade_class(course, [tmp_path / "in"], tmp_path / "out", rules=rules)
        return one(table(tmp_path / "out/grades.csv"))

    return grade


@pytest.mark.parametrize("at", UNREADABLE)
def test_an_unreadable_time_does_not_escape_the_due_date(graded: Callable[..., Row], at: str) -> None:
    """3.4 days late, so four begun: 6 points less 4 x 3.05, of which nothing is left."""
    row = graded(at)
    assert (row["status"], row["flags"], row["days_late"]) == ("needs-review", f"late;{SAID}", "4")
    assert (row["raw_score"], row["score"]) == ("6", "0")


BEFORE = "look at: 1 event dated before 2025-01-01, when there was no Mosaic"
AFTER = "look at: 1 event dated after the day on which the file was made (2026-03-05)"
IMPOSSIBLE = {
    "1970-01-02T00:00:00.000Z": BEFORE,
    "2024-12-31T23:59:59.999Z": BEFORE,
    "2026-03-06T10:00:00.001Z": AFTER,
    "2099-01-01T00:00:00.000Z": AFTER,
}


@pytest.mark.parametrize("at", IMPOSSIBLE)
def test_a_time_that_cannot_be_is_treated_as_one_that_cannot_be_read(graded: Callable[..., Row], at: str) -> None:
    """Before there was a course it would be in time, after the file was made it would lose all that there is."""
    row = graded(at)
    assert (row["status"], row["flags"], row["days_late"]) == ("needs-review", f"late;{IMPOSSIBLE[at]}", "4")
    in_time = graded(at, due="2026-03-06T00:00Z")
    assert (in_time["status"], in_time["flags"], in_time["score"]) == ("needs-review", IMPOSSIBLE[at], "6")
    free = graded(at, due="")
    assert (free["status"], free["flags"], free["score"]) == ("graded", IMPOSSIBLE[at], "6")


def test_a_day_for_a_wrong_clock_is_allowed(graded: Callable[..., Row]) -> None:
    row = graded("2026-03-06T10:00:00.000Z", due="2026-03-07T00:00Z")
    assert (row["status"], row["flags"], row["score"]) == ("graded", "", "6")


def test_a_file_made_when_there_was_no_course_tells_no_time(graded: Callable[..., Row]) -> None:
    made = "1970-01-02T00:00:00.000Z"
    said = "look at: the file says that it was made before 2025-01-01, when there was no Mosaic"
    row = graded(made, made=made)
    assert (row["status"], row["flags"], row["score"]) == ("needs-review", f"{said};{BEFORE}", "6")
    late = graded("2026-03-04T10:00:00.000Z", made=made)  # its answer says when it was given
    assert (late["status"], late["flags"], late["days_late"]) == ("graded", f"late;{said}", "3")


@pytest.mark.parametrize(("day", "waits"), [("2026-02-28", True), ("2026-03-02", False)])
def test_a_layer_may_say_when_its_course_began(
    layer: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, day: str, waits: bool
) -> None:
    """On 2 March; a day earlier is a wrong clock."""
    text = (layer() / "manifest.toml").read_text(encoding="utf-8")
    text = text.replace('version = "3"', 'version = "3"\nbegins = "2026-03-02"')
    own = Room(tmp_path, layer(manifest=text), monkeypatch)
    own.hand_in("s1", ("who-buys", ["a"], f"{day}T10:00:00.000Z"))
    (row,) = own.grade("[notebooks.01_one]\ndue = 2026-03-04T00:00:00Z\n[late]\nper_day = 10\n")
    assert (row["status"], row["days_late"]) == (("needs-review", "2") if waits else ("graded", "0"))


def test_an_impossible_time_of_one_answer_is_that_of_no_other(room: Room) -> None:
    """By the settings: four days begun for the one of 2099, 6 - 4 x 0.6; the other is in time."""
    room.hand_in(
        "s1", ("in-bins", {"p": "x", "q": "y", "r": "y"}, EARLY), ("who-buys", ["a"], "2099-01-01T10:00:00.000Z")
    )
    (row,) = room.grade(DUE)
    assert (row["score"], row["days_late"], row["status"]) == ("6.6", "4", "needs-review")
    (reason,) = (r["reason"] for r in table(room.folder / "out/intake.csv"))
    assert (
        "checks whose time cannot be read, or cannot be right: 1; they count as given when the file was made" in reason
    )


def test_some_that_can_be_read_do_not_cover_the_others(graded: Callable[..., Row]) -> None:
    row = graded(EARLY, "")
    assert (row["status"], row["flags"], row["days_late"]) == ("needs-review", f"late;{SAID}", "4")


def test_a_file_made_in_time_loses_nothing_and_is_looked_at(graded: Callable[..., Row]) -> None:
    row = graded("", due="2026-03-06T00:00Z")
    assert (row["status"], row["flags"], row["score"]) == ("needs-review", SAID, "6")


def test_without_a_due_date_it_is_only_something_to_look_at(graded: Callable[..., Row]) -> None:
    row = graded("gestern", due="")
    assert (row["status"], row["flags"], row["score"]) == ("graded", SAID, "6")


def test_a_file_that_tells_no_time_at_all_waits_for_a_person(graded: Callable[..., Row]) -> None:
    row = graded("", made="soon")
    assert row["status"] == "needs-review"
    assert row["flags"] == f"{SAID};look at: the time at which the file was made cannot be read"
    in_time = graded(EARLY, made="")  # its answers say when they were given
    assert (in_time["status"], in_time["score"]) == ("graded", "6")
    assert in_time["flags"] == "look at: the time at which the file was made cannot be read"


def test_forms_that_the_standard_allows_are_read() -> None:
    ten = moment("2026-03-20T10:00:00Z")
    assert ten is not None
    assert moment("2026-03-20t10:00:00z") == moment("2026-03-20t12:00:00+02:00") == ten
    assert moment("2016-12-31T23:59:60Z") == moment("2017-01-01T00:00:00Z")
    assert moment("2016-12-31t23:59:60.5z") == moment("2017-01-01T00:00:00.5Z")
    assert moment("2026-03-20T10:00:60Z") is moment("2026-03-20T10:59:61Z") is None


def test_the_newest_is_so_by_the_clock_and_not_by_its_letters(course: Course) -> None:
    """Half past midnight in the west is later than noon in the middle."""
    west, middle = "2026-03-02T00:30:00.000-13:00", "2026-03-02T12:00:00Z"
    events = [event("who-buys", ["a"], west), event("how-much", "42", middle)]
    found = assess(CourseIndex(course), paper(events))
    assert isinstance(found, Graded)
    assert found.last_check == found.last == moment("2026-03-02T13:30:00Z")


def test_by_the_settings_each_answer_counts_as_given_when_the_file_was_made(room: Room) -> None:
    """Four days begun: 6 - 4 x 0.6. Someone looks, and leaves it so, or grants an extension."""
    room.hand_in("s1", ("who-buys", ["a"], ""), ("in-bins", {"p": "x", "q": "y", "r": "y"}, EARLY))
    (row,) = room.grade(DUE)
    assert (row["score"], row["days_late"], row["status"]) == ("6.6", "4", "needs-review")
    (row,) = room.grade(DUE + 'closes = "1d"\n')
    assert (row["score"], row["status"]) == ("3", "needs-review")
    roster = "learner_id,extension\ns1,\n"
    room.grade(DUE, roster)
    assert main(["mark", str(room.folder / "out"), "--looked", "s1", "--marker", "Eva"]) == 0
    (row,) = room.grade(DUE, roster)
    assert (row["score"], row["status"]) == ("6.6", "graded")
    (row,) = room.grade(DUE, "learner_id,extension\ns1,2026-03-06\n")
    assert (row["score"], row["days_late"], row["status"]) == ("9", "0", "graded")


def test_of_equal_answers_the_one_with_a_time_counts(room: Room) -> None:
    room.hand_in("s1", ("who-buys", ["a"], "sometime"), ("who-buys", ["a"], EARLY))
    (row,) = room.grade('answer = "best"\n' + DUE)
    assert (row["score"], row["days_late"], row["status"]) == ("6", "0", "needs-review")
    (reason,) = (r["reason"] for r in table(room.folder / "out/intake.csv"))
    assert "time cannot be read" in reason
