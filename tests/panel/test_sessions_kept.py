"""An exercise: what two windows may not lose of each other, what was earned, and what counts as an attempt."""

from __future__ import annotations

from pathlib import Path

import pytest

from mosaic_exercises.course import Course
from mosaic_exercises.course.loader import load_layers
from mosaic_exercises.grading import CourseIndex, score_submission
from mosaic_exercises.panel.sessions.exercise import ExerciseSession
from mosaic_exercises.panel.sessions.submit import SubmitSession
from mosaic_exercises.workbook import Workbook
from mosaic_exercises.workbook.handin import collect
from tests.support import GOOD, small_course

from .test_sessions import say


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return small_course(tmp_path / "course")


@pytest.fixture
def book(home: Path) -> Workbook:
    return Workbook(home, "c")


@pytest.fixture
def session(course: Course, book: Workbook) -> ExerciseSession:
    return ExerciseSession(course.exercise("who-buys"), course, book, 2)


def test_a_draft_does_not_overwrite_what_another_window_wrote_unseen(session: ExerciseSession, book: Workbook) -> None:
    assert say(session, "draft", answer=["a"], at=10.0, base=0, by="w1")["type"] == "saved"
    reply = say(session, "draft", answer=["b"], at=20.0, base=0, by="w2")
    assert reply["type"] == "elsewhere"
    assert reply["other"] == {"answer": ["a"], "at": 10.0, "by": "w1", "text": "The father"}
    assert book.draft("who-buys").answer == ["a"]  # type: ignore[union-attr]
    assert say(session, "draft", answer=["b"], at=21.0, base=10.0, by="w2")["type"] == "saved"  # seen and decided
    assert say(session, "draft", answer=["a"], at=22.0, base=0, by="w1")["type"] == "elsewhere"


def test_a_clock_that_is_behind_does_not_lose_a_window_its_answer(session: ExerciseSession) -> None:
    say(session, "draft", answer=["a"], at=9_000.0, base=0, by="w1")
    assert say(session, "draft", answer=["b"], at=50.0, base=0, by="w2")["type"] == "elsewhere"
    assert say(session, "draft", answer=["a"], at=60.0, base=0, by="w2")["type"] == "saved"  # the same answer


def test_a_mirror_s_draft_that_another_window_has_passed_is_refused_and_shown(session: ExerciseSession) -> None:
    say(session, "draft", answer=["a"], at=10.0, base=0, by="w1")
    mirrored = {"answer": ["b"], "at": 99.0, "base": 0, "by": "w2"}
    reply = say(session, "hello", draft=mirrored, ids=[])
    assert reply["view"]["answer"] == ["a"]
    assert reply["other"]["answer"] == ["a"]
    known = say(session, "hello", draft=mirrored | {"base": 10.0}, ids=[])
    assert "other" not in known
    assert known["view"]["answer"] == ["b"]


def test_a_check_sent_twice_is_written_down_once(session: ExerciseSession, book: Workbook) -> None:
    id_ = "0123456789abcdef" * 2
    first = say(session, "check", answer=["b"], at=5.0, id=id_, base=0, by="w1")
    again = say(session, "check", answer=["b"], at=5.0, id=id_, base=0, by="w1")
    assert first["check"] == again["check"] == id_
    assert [e.id for e in book.events()] == [id_]
    assert again["view"]["attempts"] == 1
    say(session, "check", answer=["b"], at=6.0, id="../../no id", base=0, by="w1")
    assert len(book.events()) == 2
    assert book.events()[-1].id != "../../no id"


def test_a_check_is_recorded_even_where_another_window_has_another_draft(
    session: ExerciseSession, book: Workbook
) -> None:
    say(session, "draft", answer=["a"], at=10.0, base=0, by="w1")
    reply = say(session, "check", answer=["b"], at=20.0, base=0, by="w2")
    assert reply["other"]["answer"] == ["a"]
    assert [e.answer for e in book.events()] == [["b"]]
    assert book.draft("who-buys").answer == ["a"]  # type: ignore[union-attr]


def test_the_view_says_what_was_earned_and_what_the_solution_cost(session: ExerciseSession, book: Workbook) -> None:
    assert session.view()["earned"] is None
    wrong = say(session, "check", answer=["b"], at=5.0)["view"]
    assert wrong["earned"] == {"points": 0.0, "waiting": 0.0, "closed": 0.0, "late": False}
    book.append("who-buys", 1, "solution")
    seen = session.view()
    assert seen["earned"] == {"points": 0.0, "waiting": 0.0, "closed": 2, "late": False}
    after = say(session, "check", answer=["a"], at=9.0)["view"]
    assert after["result"]["outcome"] == "correct"
    assert after["earned"] == {"points": 0.0, "waiting": 0.0, "closed": 2, "late": True}


def test_the_hand_in_counts_what_grading_will_count(course: Course, book: Workbook) -> None:
    session, submit = ExerciseSession(course.exercise("who-buys"), course, book, 2), SubmitSession(course, book)
    say(session, "check", answer=["a"], at=5.0)
    first = submit.view()
    (row,) = [r for r in first["rows"] if r["slug"] == "who-buys"]
    assert row["earned"]["points"] == row["points"] > 0
    assert not row["solution"]
    assert first["total"]["points"] == row["points"]
    index = CourseIndex(course)
    graded = score_submission(index, collect(book, course.version))
    assert first["total"]["points"] == graded.score
    assert first["total"]["possible"] == index.max_score
    book.append("who-buys", 1, "solution")
    say(session, "check", answer=["b"], at=9.0)
    assert submit.view()["total"] == first["total"]  # what was earned before the solution stays


WRITES = {
    "exercises/01_one.toml": """
        [[exercise]]
        id = "who-buys"
        kind = "text"
        title = "Who buys?"
        prompt = "Say who pays, and why."
        concepts = ["customer"]
        min_words = 20
        [[exercise]]
        id = "is-it-so"
        kind = "choice"
        title = "So?"
        prompt = "True or false?"
        concepts = ["customer"]
        mode = "true-false"
    """,
    "keys/01_one.toml": """
        [who-buys]
        model = "The father pays for the bike, as he has the money, and the daughter uses it, as she rides it to work."
        [is-it-so]
        right = ["true"]
        why = "It is."
        wrong = { false = { why = "Look again." } }
    """,
}


def test_one_word_of_nonsense_lays_no_tile_and_opens_no_good_answer(home: Path, tmp_path: Path) -> None:
    for path, text in (GOOD | WRITES).items():
        (tmp_path / "course" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "course" / path).write_text(text, encoding="utf-8")
    course = load_layers((str(tmp_path / "course"),))
    book = Workbook(home, "c")
    session = ExerciseSession(course.exercise("who-buys"), course, book, 2)
    for n, nonsense in enumerate(("asdf", "jklö", "asdf asdf asdf asdf asdf")):
        view = say(session, "check", answer=nonsense, at=5.0 + n, base=0, by="w1")["view"]
        assert view["result"]["outcome"] == "not_attempted"
        assert "from 5 words, three of them different" in view["result"]["summary"]
        assert view["attempts"] == 0
        assert view["solution_left"] == 3
    assert say(session, "solution")["view"]["solution"] is None
    assert book.events() == ()
    assert book.draft("who-buys").answer == "asdf asdf asdf asdf asdf"  # type: ignore[union-attr]
    assert SubmitSession(course, book).view()["rows"][0]["state"] == "empty"
    # An older version wrote such answers down as recorded: grading gives them to nobody to mark.
    book.append("who-buys", 1, "check", "asdf", "recorded", 0.0)
    assert session.view()["solution_left"] == 3
    graded = score_submission(CourseIndex(course), collect(book, course.version))
    assert [i.outcome for i in graded.items if i.exercise == "who-buys"] == ["not_attempted"]
    assert graded.status == "graded"
    view = say(session, "check", answer="The father pays and the daughter rides", at=50.0, base=0, by="w1")["view"]
    assert view["result"]["outcome"] == "recorded"
    assert view["solution_left"] == 0
    assert SubmitSession(course, book).view()["rows"][0]["state"] == "laid"
