"""Within a sitting the order is that of the answers, not of the clock; answers that another learner has are said."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from mosaic_exercises.course import Course
from mosaic_exercises.grading import CourseIndex, Graded, assess, grade_class, score_submission
from mosaic_exercises.workbook import histories
from mosaic_exercises.workbook.events import Event, Learner, by_session, encode, first_link, link, merge
from mosaic_exercises.workbook.handin import read, write
from tests.grading.conftest import RIGHT, Row, event, one, paper, submission, table


def at(clock: str, seq: int, answer: object = None, **changed: object) -> Event:
    return event("how-much", answer, f"2026-03-02T{clock}:00.000Z", seq=seq, **changed)


ORDERS = {
    "right after wrong, with the clock set back": ([at("10:00", 1, "41"), at("09:00", 2, "42")], 2.5),
    "wrong after right, with the clock set back": ([at("10:00", 1, "42"), at("09:00", 2, "41")], 0.0),
    "right after the solution, with the clock set back": (
        [at("10:00", 1, "41"), at("10:05", 2, type="solution"), at("09:50", 3, "42")],
        0.0,
    ),
    "another sitting between": (
        [at("10:00", 1, "41"), at("09:00", 2, "41"), at("09:30", 1, "42", session="t"), at("08:00", 3, "42")],
        2.5,
    ),
}


@pytest.mark.parametrize("name", ORDERS)
def test_within_a_sitting_the_order_is_that_of_the_answers(course: Course, name: str) -> None:
    events, points = ORDERS[name]
    for given in (events, events[::-1]):
        paper_ = submission(list(given))
        strict = score_submission(CourseIndex(course), paper_)
        item = next(i for i in strict.items if i.exercise == "how-much")
        assert item.score == points
        assert assess(CourseIndex(course), paper(list(given))).items == strict.items  # type: ignore[union-attr]
        earning = histories(merge(given))["how-much"].earning
        assert earning is not None
        assert earning.answer == ("42" if points else earning.answer)
        assert earning.id == item.event


def linked(*events: Event) -> list[Event]:
    """The events as one workbook writes them, each linked to the one above it."""
    row: list[Event] = []
    for each in events:
        before = link(encode(row[-1])) if row else first_link(each.workbook)
        row.append(msgspec.structs.replace(each, prev=before))
    return row


def test_between_two_sittings_the_links_say_what_was_given_later(course: Course) -> None:
    """A battery was empty, a laptop came back from another zone: the later answer counts, wherever it stands."""
    first, later = at("10:00", 1, "41"), at("09:30", 1, "42", session="t")
    for events in (linked(first, later), linked(later, msgspec.structs.replace(first, answer="42"))):
        for given in (events, events[::-1]):
            found = assess(CourseIndex(course), paper(list(given)))
            assert isinstance(found, Graded)
            assert next(i.score for i in found.items if i.exercise == "how-much") == 2.5
        assert histories(merge(events))["how-much"].newest.id == events[-1].id


def test_lateness_is_told_by_the_latest_clock(course: Course) -> None:
    graded = score_submission(CourseIndex(course), submission([at("10:00", 1, "41"), at("09:00", 2, "42")]))
    assert graded.last_check == pytest.approx(1772445600)  # 10:00, though the answer after it says 09:00


def test_sittings_keep_their_places_among_each_other() -> None:
    events = [at("10:00", 5), at("10:01", 1, session="t"), at("10:02", 4), at("10:03", 2, session="t"), at("10:04", 6)]
    assert [(e.session, e.seq) for e in by_session(events)] == [("s", 4), ("t", 1), ("s", 5), ("t", 2), ("s", 6)]


# answers of others


def graded(course: Course, folder: Path, files: dict[str, bytes]) -> tuple[dict[str, Row], list[Row]]:
    (folder / "in").mkdir()
    for name, data in files.items():
        (folder / "in" / name).write_bytes(data)
    report = grade_class(course, [folder / "in"], folder / "out")
    grades = {r["learner_id"]: r for r in table(folder / "out" / "grades.csv")}
    assert report.flags.get("look-at", 0) == sum("look at" in r["flags"] for r in grades.values())
    return grades, table(folder / "out" / "intake.csv")


def test_the_same_file_under_another_id_is_said_with_the_other_named(course: Course, tmp_path: Path) -> None:
    mine = paper(RIGHT, "s1")
    copied = mine.replace(b'"id":"s1"', b'"id":"s2"')
    assert copied != mine
    changed = "look at: the file was changed after it was made;"
    grades, intake = graded(
        course, tmp_path, {"a.json": mine, "b.json": copied, "c.json": paper(RIGHT, "s3", workbook="c" * 32)}
    )
    assert grades["s1"]["flags"] == "look at: 10 answers the very same as in in/b.json"
    assert grades["s2"]["flags"] == f"{changed}look at: 10 answers the very same as in in/a.json"
    assert "look at" not in grades["s3"]["flags"]  # the same answers, given by themselves
    assert grades["s2"]["score"] == grades["s1"]["score"]
    assert "in/a.json" in one(intake, file="in/b.json")["reason"]


def test_another_learners_answers_appended_are_said(course: Course, tmp_path: Path) -> None:
    strong = read(paper(RIGHT, "s1", workbook="a" * 32)).events
    strong = tuple(event(e.exercise, e.answer, e.at, id=e.id, workbook="a" * 32) for e in strong)
    weak = [event("who-buys", ["b"], workbook="b" * 32)]
    files = {
        "a.json": paper(list(strong), "s1", workbook="a" * 32),
        "b.json": paper([*weak, *strong[3:5]], "s2", workbook="b" * 32),
    }
    grades, _ = graded(course, tmp_path, files)
    said = grades["s2"]["flags"].split(";")
    assert said == [
        "look at: 2 answers given in another workbook, that of in/a.json (aaaaaaaa)",
        "look at: 2 answers the very same as in in/a.json",
    ]
    assert grades["s1"]["flags"] == "look at: 2 answers the very same as in in/b.json"


def test_two_files_of_one_learner_share_their_answers_without_a_word(course: Course, tmp_path: Path) -> None:
    mine = submission(RIGHT, "s1")
    more = event("how-much", "41", "2026-03-03T10:00:00Z")
    newer = submission([*mine.events, more], learner=Learner("Ana", "S1"))
    grades, _ = graded(course, tmp_path, {"a.json": write(mine), "b.json": write(newer)})
    assert [r["flags"] for r in grades.values()] == ["duplicate"]


def test_of_a_whole_class_with_one_file_each_is_told_one_other(course: Course, tmp_path: Path) -> None:
    mine = paper(RIGHT, "s0")
    files = {f"f{n}.json": mine.replace(b'"id":"s0"', f'"id":"s{n}"'.encode()) for n in range(40)}
    grades, _ = graded(course, tmp_path, files)
    assert len(grades) == 40
    assert {g["flags"].partition(" same as in ")[2] for g in grades.values()} == {"in/f0.json", "in/f1.json"}


def test_the_look_of_a_learner_is_in_the_gradebook_and_on_no_page_of_theirs(course: Course, tmp_path: Path) -> None:
    pytest.importorskip("sqlalchemy", reason="the gradebook needs the extra 'grading'")
    from mosaic_exercises.grading.gradebook.store import Gradebook
    from mosaic_exercises.grading.marking.answers import Explainer
    from mosaic_exercises.grading.reports.learner_page import LearnerPages
    from mosaic_exercises.grading.scoring.late import Rules

    mine = paper(RIGHT, "s1")
    for name, data in {"a.json": mine, "b.json": mine.replace(b'"id":"s1"', b'"id":"s2"')}.items():
        (tmp_path / name).write_bytes(data)
    book = Gradebook(tmp_path / "gradebook.db")
    grade_class(course, [tmp_path], tmp_path / "out", book=lambda e, i: book.save(course, Rules(), e, i))
    entries = list(book.entries())
    book.close()
    assert [e.grade.look[-1].rpartition("/")[2] for e in entries] == ["b.json", "a.json"]
    pages = LearnerPages(course, Explainer(course))
    assert all("the very same" not in pages.page(e) and "b.json" not in pages.page(e) for e in entries)


def test_a_graded_record_says_nothing_where_nothing_is_odd(course: Course) -> None:
    found = assess(CourseIndex(course), paper(RIGHT, "s1"))
    assert isinstance(found, Graded)
    assert found.look == ()
