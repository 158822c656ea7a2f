"""The made-up class: the same for the same seed, graded whole, and with mistakes as a class makes them."""

from __future__ import annotations

import statistics
from collections import Counter
from pathlib import Path

import pytest

from mosaic_exercises.course import Course, load
from mosaic_exercises.grading import CourseIndex, grade_class, score_submission
from mosaic_exercises.grading.demo.made_up import submissions, write_class
from mosaic_exercises.grading.demo.scene import everyday
from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.intake.roster import read_roster
from mosaic_exercises.grading.settings.class_file import read_settings
from mosaic_exercises.grading.settings.plan import plan_of
from mosaic_exercises.grading.wall.board import pieces
from mosaic_exercises.grading.wall.folder import WallHand, hand
from mosaic_exercises.workbook import SOLUTION_AFTER, histories
from mosaic_exercises.workbook.events import merge
from mosaic_exercises.workbook.handin import read
from tests.grading.conftest import table
from tests.support import long_profile


def files(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir()}


def test_the_same_seed_writes_the_same_bytes(course: Course, tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("again", 1), ("two", 2)):
        write_class(course, 20, seed, tmp_path / name)
    assert files(tmp_path / "one") == files(tmp_path / "again")
    assert files(tmp_path / "one") != files(tmp_path / "two")


def test_a_larger_class_begins_with_the_smaller_one(course: Course) -> None:
    small = [s.events for s in submissions(course, 5, 7)]
    large = [s.events for s in submissions(course, 9, 7)]
    assert large[:5] == small


def test_the_whole_class_is_graded_and_is_the_roster(course: Course, tmp_path: Path) -> None:
    room = tmp_path / "class"
    write_class(course, 200, 1, room)
    report = grade_class(course, [room], tmp_path / "out", read_roster(room / "roster.csv"))
    assert report.learners == {"graded": 200, "needs-review": 0, "corrupt": 0, "missing": 0}
    assert report.flags == {"late": 0, "duplicate": 0, "unknown-learner": 0}
    assert report.files["ignored"] == 1  # the roster
    assert 0.3 * report.max_score < (report.mean or 0) < 0.95 * report.max_score
    names = [r["name"] for r in table(tmp_path / "out" / "grades.csv")]
    assert sum(not n.isascii() for n in names) > 50
    assert any("\u0590" <= c <= "\u06ff" for n in names for c in n)
    assert any("," in n for n in names)


def test_the_base_course_makes_a_class_that_is_graded_whole(tmp_path: Path) -> None:
    base, size = load(), 200 if long_profile() else 50
    write_class(base, size, 1, tmp_path / "class")
    report = grade_class(base, [tmp_path / "class"], tmp_path / "out")
    assert sum(report.learners.values()) == size
    assert report.learners["graded"] == size
    assert report.files["corrupt"] == 0


def test_files_are_read_back_without_damage(course: Course, tmp_path: Path) -> None:
    write_class(course, 10, 3, tmp_path)
    for path in tmp_path.glob("*.mosaic.json"):
        found = read(path.read_bytes())
        assert found.damaged == 0
        assert path.name == f"{found.learner.id}.mosaic.json"
        assert found.learner.email.endswith(f"{found.learner.id}@students.example")
        assert found.learner.email.isascii()


def test_the_class_does_what_a_class_does(course: Course) -> None:
    """Several attempts, hints, solutions as the rules allow, unfinished work, drafts, and one popular mistake."""
    room = list(submissions(course, 150, 1))
    past = [histories(merge(s.events)) for s in room]
    kinds = Counter(e.type for s in room for e in s.events)
    assert kinds["hint"] > 5
    assert kinds["solution"] > 0
    assert any(h.attempts > 2 for p in past for h in p.values())
    assert any(s.drafts for s in room)
    assert any(len(p) < 5 for p in past)
    for learner in past:
        for slug, history in learner.items():
            assert history.hints <= len(course.exercises[slug].hints)
            if history.solution_seen:
                assert history.honest >= SOLUTION_AFTER
    wrong = Counter(
        str(e.answer) for s in room for e in s.events if e.exercise == "who-buys" and e.outcome == "incorrect"
    )
    (_, first), (_, second) = wrong.most_common(2)
    assert first > 1.5 * second


def test_what_learners_were_told_is_what_they_are_graded(course: Course) -> None:
    """The outcome written down with an event is that of the check: nobody in this class cheats."""
    index = CourseIndex(course)
    for given in submissions(course, 30, 5):
        past = histories(merge(given.events))
        for item in score_submission(index, given).items:
            event = past[slug].earning if (slug := item.exercise.rpartition("/")[2]) in past else None
            assert item.outcome == (event.outcome if event else "not_attempted")


def test_one_half_of_a_learners_work_foretells_the_other(course: Course) -> None:
    """Learners have an ability: without one the halves would have nothing to do with each other."""
    index = CourseIndex(course)
    graded = [score_submission(index, s) for s in submissions(course, 200, 2)]
    halves = [[sum(i.score for i in g.items[half::2]) for g in graded] for half in (0, 1)]
    assert statistics.correlation(*halves) > 0.4


def test_times_lie_in_two_weeks_and_go_forward(course: Course) -> None:
    for given in submissions(course, 40, 4):
        times = [e.at for e in given.events]
        assert times == sorted(times)
        assert all("2026-03-02" <= t < "2026-03-17" for t in times)


def test_open_answers_differ_as_those_of_a_class_do(tmp_path: Path) -> None:
    """On the wall no two texts, and hardly two debates, are the same; ratings lean one way or the other; curves rise
    and fall elsewhere. The roster has two sections."""
    course = load()
    said: dict[str, dict[int, str]] = {}  # the last answer of each learner
    for number, given in enumerate(submissions(course, 16, 1)):
        for event in given.events:
            if event.type == "check":
                said.setdefault(event.exercise, {})[number] = str(event.answer)
    for slug in ("take-the-poster-down", "tows", "my-change-force", "journey-map", "focus-baseline"):
        different = len({*said[slug].values()})
        assert different >= 0.5 * len(said[slug]) > 4, (slug, different)
    write_class(course, 4, 1, tmp_path)
    people = read_roster(tmp_path / "roster.csv").people.values()
    assert {person.place.section for person in people} == {"Morning", "Evening"}


def test_other_files_in_the_folder_stay_and_are_said(course: Course, tmp_path: Path) -> None:
    (tmp_path / "mine.mosaic.json").write_bytes(b"precious")
    _, others = write_class(course, 3, 1, tmp_path)
    assert others == 1
    assert (tmp_path / "mine.mosaic.json").read_bytes() == b"precious"


def test_a_folder_that_cannot_be_written_is_said(course: Course, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="file"):
        write_class(course, 1, 1, tmp_path / "file")


def test_an_everyday_class_has_teams_late_days_extensions_and_ratings_by_role(tmp_path: Path) -> None:
    """What an instructor meets, at a size at which everything happens; whoever has no part in it hands in the very
    bytes of the plain class."""
    base = load()
    write_class(base, 10, 1, tmp_path / "plain")
    write_class(base, 10, 1, tmp_path / "class", everyday(10))
    plain, lively = files(tmp_path / "plain"), files(tmp_path / "class")
    assert {n for n in plain if n not in lively} == {f"s{n:04}.mosaic.json" for n in (4, 6, 9)}
    assert {n for n in lively if lively[n] != plain.get(n) and n.startswith("s")} == {
        f"s{n:04}.mosaic.json" for n in (1, 7, 8, 10)
    }  # ratings by others; late; late with an extension
    plan = plan_of(base, read_settings(tmp_path / "class" / "class.toml", base))
    roster = read_roster(tmp_path / "class" / "roster.csv")
    grade_class(base, [tmp_path / "class"], tmp_path / "out", roster, plan=plan)
    rows = {r["learner_id"]: r for r in table(tmp_path / "out" / "grades.csv")}
    assert [n for n, r in rows.items() if r["group"] == "Team Heron"] == ["s0002", "s0004", "s0006"]
    assert len({rows[n]["score"] for n in ("s0002", "s0004", "s0006")}) == 1
    assert {n: r["flags"] for n, r in rows.items() if r["flags"]} == {
        "s0004": "group",
        "s0006": "group",
        "s0007": "late",
    }
    assert float(rows["s0007"]["penalty"]) > 0
    assert rows["s0009"]["status"] == "missing"
    folder = tmp_path / "class"
    rows_of = base.exercises["focus-baseline"]
    papers = {n: hand(folder / f"{n}.mosaic.json", [rows_of.id]) for n in ("s0001", "s0002")}
    rated = {n: pieces(rows_of, found) for n, found in papers.items() if isinstance(found, WallHand)}
    assert {n: len(found) for n, found in rated.items()} == {"s0001": 4, "s0002": 1}, "four raters, and one alone"


def test_a_class_list_or_settings_of_ones_own_are_not_written_over(course: Course, tmp_path: Path) -> None:
    room = tmp_path / "room"
    room.mkdir()
    for name in ("roster.csv", "class.toml"):
        (room / name).write_text("learner_id\nANA\n")
        with pytest.raises(InputError, match=f"{name} is there already"):
            write_class(course, 1, 1, room, everyday(1))
        assert [p.name for p in room.iterdir()] == [name]
        (room / name).unlink()
    for _ in range(2):  # those of an invented class are
        write_class(course, 1, 1, room, everyday(1))
