"""What the browser gets back for each message it sends: driven without a browser and without a kernel."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from mosaic_exercises.course import Course
from mosaic_exercises.kinds.contract import Item
from mosaic_exercises.panel.sessions.exercise import ExerciseSession
from mosaic_exercises.panel.sessions.quiz import QuizSession
from mosaic_exercises.panel.sessions.start import StartSession
from mosaic_exercises.panel.sessions.submit import SubmitSession
from mosaic_exercises.workbook import Learner, Workbook
from tests.support import each, small_course


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return small_course(tmp_path / "course")


@pytest.fixture
def book(home: Path) -> Workbook:
    return Workbook(home, "c")


@pytest.fixture
def session(course: Course, book: Workbook) -> ExerciseSession:
    return ExerciseSession(course.exercise("who-buys"), course, book, 2)


def say(session: Any, type_: str, **more: Any) -> dict[str, Any]:
    """Send one message and take the one reply, as the wire would carry it."""
    (reply,) = json.loads(json.dumps(session.handle({"type": type_, "slug": "who-buys", "n": 7} | more)))
    return reply


def test_a_view_holds_no_key(session: ExerciseSession) -> None:
    shown = json.dumps(session.view())
    for secret in ("He pays", "She rides it", "user-is-buyer", "right"):
        assert secret not in shown


def test_a_right_answer_is_kept_and_told(session: ExerciseSession, book: Workbook) -> None:
    reply = say(session, "check", answer=["a"], at=5.0)
    assert reply["n"] == 7
    assert reply["slug"] == "who-buys"
    view = reply["view"]
    assert (view["result"]["outcome"], view["result"]["summary"]) == ("correct", "He pays.")
    assert (view["answer"], view["checked"], view["attempts"], view["saved"]) == (["a"], ["a"], 1, True)
    assert reply["event"]["id"] == book.events()[0].id
    assert reply["event"]["outcome"] == "correct"


def test_a_wrong_answer_names_the_mix_up_in_words(session: ExerciseSession) -> None:
    (row,) = say(session, "check", answer=["b"], at=5.0)["view"]["result"]["criteria"]
    assert row["misconception"] == "The user is the buyer"
    assert row["met"] is False
    assert row["why"] == "She rides it."


def test_nothing_chosen_is_no_attempt(session: ExerciseSession, book: Workbook) -> None:
    reply = say(session, "check", answer=[], at=5.0)
    assert reply["view"]["result"]["outcome"] == "not_attempted"
    assert book.events() == ()


def test_an_unreadable_answer_is_said_and_kept(session: ExerciseSession, book: Workbook) -> None:
    reply = say(session, "check", answer=["zzz"], at=5.0)
    assert reply["view"]["result"]["outcome"] == "invalid"
    assert book.events()[0].answer == ["zzz"]
    assert reply["view"]["solution_left"] == 3


def test_the_solution_opens_after_honest_attempts_only(session: ExerciseSession, book: Workbook) -> None:
    assert say(session, "solution")["view"]["solution"] is None
    for _ in range(5):  # the same answer again is no new attempt
        left = say(session, "check", answer=["b"], at=5.0)["view"]["solution_left"]
    assert left == 2
    assert say(session, "solution")["view"]["solution"] is None
    say(session, "check", answer=["a"], at=6.0)
    view = say(session, "solution")["view"]
    assert view["solution"]["answer"] == ["a"]
    assert view["solution"]["reasons"] == [["b", "She rides it."]]
    assert [e.type for e in book.events()][-1] == "solution"


def test_hints_come_one_by_one_and_are_on_record(course: Course, book: Workbook) -> None:
    import msgspec

    hinted = msgspec.structs.replace(course.exercise("who-buys"), hints=("first", "second"))
    session = ExerciseSession(hinted, course, book, 2)
    assert session.view()["hints"] == {"total": 2, "shown": ()}
    assert say(session, "hint")["view"]["hints"]["shown"] == ["first"]
    assert say(session, "hint")["view"]["hints"]["shown"] == ["first", "second"]
    assert "event" not in say(session, "hint")
    assert [e.type for e in book.events()] == ["hint", "hint"]


def test_typing_saves_a_draft_and_no_event(session: ExerciseSession, book: Workbook, course: Course) -> None:
    assert say(session, "draft", answer=["b"], at=50.0) == {"slug": "who-buys", "n": 7, "type": "saved", "at": 50.0}
    assert book.events() == ()
    assert ExerciseSession(course.exercise("who-buys"), course, book, 2).view()["answer"] == ["b"]


def test_the_newer_of_mirror_and_folder_wins(session: ExerciseSession) -> None:
    say(session, "draft", answer=["b"], at=100.0)
    older = say(session, "hello", draft={"answer": ["a"], "at": 50.0}, ids=[])
    assert older["view"]["answer"] == ["b"]
    newer = say(session, "hello", draft={"answer": ["a"], "at": 150.0}, ids=[])
    assert newer["view"]["answer"] == ["a"]


def test_events_of_the_mirror_come_back_to_an_emptied_folder(session: ExerciseSession, book: Workbook) -> None:
    event = say(session, "check", answer=["a"], at=5.0)["event"]
    (book.folder / "answers.jsonl").unlink()
    assert say(StartSession(session.course, book), "hello", ids=[event["id"], 3])["want"] == [event["id"]]
    welcome = say(session, "hello", draft=None, ids=[event["id"]])
    assert welcome["want"] == [event["id"]]
    view = say(session, "events", events=[event, {"junk": 1}, event | {"id": "other", "workbook": "0" * 32}])["view"]
    assert view["attempts"] == 1
    assert [e.id for e in book.events()] == [event["id"]]


def test_a_disk_that_refuses_still_gives_feedback_and_says_so(course: Course, tmp_path: Path) -> None:
    (tmp_path / "in-the-way").write_text("")
    session = ExerciseSession(course.exercise("who-buys"), course, Workbook(tmp_path / "in-the-way" / "w", "c"), 2)
    assert say(session, "draft", answer=["b"], at=50.0)["type"] == "unsaved"
    view = say(session, "check", answer=["a"], at=60.0)["view"]
    assert view["result"]["outcome"] == "correct"
    assert view["saved"] is False
    assert "cannot be written" in view["problem"]


def test_an_answer_the_exercise_no_longer_knows_is_not_shown_but_kept(session: ExerciseSession, book: Workbook) -> None:
    book.append("who-buys", 1, "check", ["an-option-of-last-year"], "correct", 1.0)
    assert session.view()["answer"] is None
    assert book.events()[0].answer == ["an-option-of-last-year"]


NO_MESSAGES: list[dict[str, Any]] = [
    {},
    {"type": None},
    {"type": "nonsense"},
    {"type": "hello", "draft": 3},
    {"type": "hello", "ids": "all"},
    {"type": "draft", "answer": ["a"], "at": "now"},
    {"type": "draft", "answer": ["a"], "at": 5.0, "base": True},
    {"type": "check", "answer": ["a"], "id": 7},
    {"type": "check", "answer": ["a"], "slug": "x" * 300},
    {"type": "events"},
    {"type": "events", "events": {"id": "e"}},
    {"type": "live", "width": "wide"},
    {"type": "import", "as": "csv"},
    {"type": "handin"},
]


def test_what_is_no_message_gets_words_and_changes_nothing(session: ExerciseSession, book: Workbook) -> None:
    say(session, "draft", answer=["b"], at=50.0)

    def told(message: dict[str, Any]) -> None:
        (reply,) = session.handle({"n": 3, **message})
        assert (reply["type"], reply["slug"], reply["n"]) == ("unsaved", "who-buys", 3)
        assert "Nothing was changed" in reply["problem"]
        assert session.view()["answer"] == ["b"]
        assert book.events() == ()

    each(NO_MESSAGES, told)


@pytest.mark.parametrize("make", [StartSession, SubmitSession])
def test_a_page_tells_what_is_no_message(make: Any, course: Course, book: Workbook) -> None:
    bad = [{}, {"type": "check"}, {"type": "learner"}, {"type": "learner", "learner": {"track": "none"}}]

    def told(message: dict[str, Any]) -> None:
        (reply,) = make(course, book).handle(message)
        assert "Nothing was changed" in reply["notice"]
        assert book.learner == Learner()

    each(bad, told)


def test_what_is_printed_does_not_depend_on_the_learner(session: ExerciseSession) -> None:
    before = session.label()
    say(session, "check", answer=["a"], at=5.0)
    assert session.label() == before
    assert "The father" in session.text()
    assert "correct" in session.text()


def newer(session: ExerciseSession, **changes: Any) -> ExerciseSession:
    """The same exercise in a later edition, in which its meaning changed."""
    exercise = msgspec.structs.replace(session.exercise, rev=session.exercise.rev + 1, **changes)
    return ExerciseSession(exercise, session.course, session.workbook, session.points)


def test_an_answer_to_an_earlier_edition_is_shown_in_words_and_not_judged(session: ExerciseSession) -> None:
    say(session, "check", answer=["a"], at=5.0)
    say(session, "hint")
    view = newer(session).view()
    assert (view["former"]["said"], view["former"]["outcome"]) == ("The father", "correct")
    assert (view["result"], view["checked"], view["attempts"], view["hints"]["shown"]) == (None, None, 0, ())
    assert view["answer"] == ["a"]  # it can be read today, so it is there to be checked again


def test_an_answer_that_today_s_edition_cannot_read_stays_readable(session: ExerciseSession) -> None:
    say(session, "check", answer=["a"], at=5.0)
    options = (Item("x", "The bank"), Item("y", "The shop"))
    task = msgspec.structs.replace(session.exercise.task, options=options)
    view = newer(session, task=task).view()
    assert view["former"]["said"] == '["a"]'
    assert view["answer"] is None


def test_a_new_check_takes_the_place_of_the_earlier_answer(session: ExerciseSession) -> None:
    say(session, "check", answer=["b"], at=5.0)
    later = newer(session)
    view = say(later, "check", answer=["a"], at=6.0)["view"]
    assert (view["former"], view["attempts"], view["result"]["outcome"]) == (None, 1, "correct")
    assert [e.rev for e in session.workbook.events()] == [1, 2]


def test_a_tile_that_was_laid_stays_when_its_exercise_changes(
    course: Course, book: Workbook, session: ExerciseSession
) -> None:
    say(session, "check", answer=["a"], at=5.0)
    table = dict(course.exercises) | {"who-buys": newer(session).exercise}
    start = StartSession(dataclasses.replace(course, exercises=table), book)
    assert start.view()["mosaic"]["modules"][0]["tiles"][0]["state"] == "laid"


def test_a_drill_passes_messages_to_its_questions(course: Course, book: Workbook) -> None:
    session = QuizSession(course.quiz("drill-one"), course, book, 1)
    assert [q["slug"] for q in session.view()["questions"]] == ["is-it-so"]
    reply = say(session, "check", slug="is-it-so", answer=["true"], at=5.0)
    assert reply["view"]["result"]["outcome"] == "correct"
    assert [e.exercise for e in book.events()] == ["is-it-so"]
    assert session.handle({"type": "check", "slug": "who-buys", "answer": ["a"]}) == []
    greeted = say(session, "hello", slug="drill-one")["view"]
    assert greeted["questions"][0]["result"]["outcome"] == "correct"
    assert greeted["questions"][0]["concepts"] == ["Customer"]
    assert say(session, "round", slug="drill-one")["view"]["round"] == 2


def test_a_drill_asks_its_whole_pool_when_the_learner_wants_it(course: Course, book: Workbook) -> None:
    session = QuizSession(course.quiz("drill-one"), course, book, 1)
    first = session.view()
    assert (first["whole"], first["pool"], first["size"], first["questions"][0]["points"]) == (False, 1, 1, 1.0)
    whole = say(session, "pool", slug="drill-one")["view"]
    assert whole["whole"] is True
    assert [(q["slug"], q["points"]) for q in whole["questions"]] == [("is-it-so", 0.0)]
    back = say(session, "round", slug="drill-one")["view"]
    assert (back["whole"], back["round"]) == (False, 1)


def test_a_drill_draws_anew_when_the_learner_takes_another_track(course: Course, book: Workbook) -> None:
    session = QuizSession(course.quiz("drill-one"), course, book, 1)
    sessions = session.sessions
    say(session, "hello", slug="drill-one")
    assert session.sessions is sessions
    say(StartSession(course, book), "learner", learner={"name": "Ana", "track": "manager"})
    say(session, "hello", slug="drill-one")
    assert session.track == "manager"
    assert session.sessions is not sessions


def test_a_tile_is_laid_by_a_right_answer_and_stays(course: Course, book: Workbook, session: ExerciseSession) -> None:
    start = StartSession(course, book)

    def states() -> list[str]:
        return [t["state"] for m in start.view()["mosaic"]["modules"] for t in m["tiles"]]

    assert states() == ["empty", "empty"]
    say(session, "check", answer=["b"], at=5.0)
    assert states() == ["partial", "empty"]
    say(session, "check", answer=["a"], at=6.0)
    say(session, "check", answer=["b"], at=7.0)
    say(QuizSession(course.quiz("drill-one"), course, book, 1), "check", slug="is-it-so", answer=["true"], at=8.0)
    assert states() == ["laid", "laid"]
    assert start.view()["mosaic"]["done"] == 2


def test_a_refresh_of_the_head_leaves_the_picture_out_that_the_browser_has(course: Course, book: Workbook) -> None:
    start = StartSession(course, book)

    def cut(view: dict[str, Any]) -> list[bool]:
        return ["patches" in module for module in view["mosaic"]["modules"]]

    assert cut(start.view()) == [True]
    lean = say(start, "refresh")["view"]
    assert cut(lean) == [False]
    assert len(json.dumps(lean)) < len(json.dumps(start.view()))
    assert cut(say(start, "hello", ids=[])["view"]) == [True]
    start.cut = (7,)  # other tiles than the browser has
    assert cut(say(start, "refresh")["view"]) == [True]


def test_a_learner_says_who_they_are(course: Course, book: Workbook) -> None:
    start = StartSession(course, book)
    reply = say(start, "learner", learner={"name": "  Ana \n Silva ", "id": "s1", "track": "manager"})
    assert reply["view"]["learner"] == {"name": "Ana Silva", "id": "s1", "email": "", "track": "manager"}
    refused = say(start, "learner", learner={"name": 7})
    assert "Nothing was changed" in refused["notice"]
    assert book.learner.name == "Ana Silva"


def test_download_then_upload_restores_everything(
    course: Course, book: Workbook, session: ExerciseSession, tmp_path: Path
) -> None:
    say(session, "check", answer=["a"], at=5.0)
    file = say(StartSession(course, book), "download")
    fresh = Workbook(tmp_path / "fresh", "c")
    reply = say(StartSession(course, fresh), "upload", name=file["name"], text=file["text"])
    assert reply["reload"] is True
    assert fresh.uuid == book.uuid
    assert ExerciseSession(course.exercise("who-buys"), course, fresh, 2).view()["result"]["outcome"] == "correct"
    parts = [file["text"][:50], file["text"][50:]]
    other = StartSession(course, Workbook(tmp_path / "other", "c"))
    assert other.handle({"type": "upload", "id": "f", "part": 1, "parts": 2, "text": parts[1]}) == []
    joined = say(other, "upload", id="f", part=0, parts=2, text=parts[0])
    assert joined["notice"].startswith("1 new answers")
    assert "choose it again" in say(other, "upload", id="g", part=3, parts=2, text="")["notice"]
    assert "no Mosaic hand-in file" in say(StartSession(course, fresh), "upload", name="x", text="[]")["notice"]


def test_another_workbooks_answers_in_the_browser_come_back_when_the_learner_says_so(
    course: Course, book: Workbook, session: ExerciseSession, tmp_path: Path
) -> None:
    event = say(session, "check", answer=["a"], at=5.0)["event"]
    fresh = Workbook(tmp_path / "fresh", "c")
    draft = {"exercise": "is-it-so", "rev": 1, "at": 9.0, "answer": ["false"]}
    rows = {"workbook": book.uuid, "events": [event], "drafts": [draft, 3], "learner": {"name": "Ana"}}
    reply = say(StartSession(course, fresh), "restore", **rows)
    assert reply["notice"] == "Restored from this browser: 1 checked answers and 1 drafts."
    assert (fresh.uuid, fresh.learner) == (book.uuid, Learner(name="Ana"))
    assert fresh.events() == book.events()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("JPY_SESSION_NAME", "notebooks/01_one.ipynb"),
        ("VOILA_REQUEST_URL", "http://host/user/a/voila/render/01%5Fone.ipynb?theme=dark"),
    ],
)
def test_the_way_on_follows_the_notebooks_that_exist(
    course: Course, book: Workbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "mosaic.toml").write_text("")
    monkeypatch.chdir(tmp_path / "notebooks")
    monkeypatch.setenv(name, value)
    view = StartSession(course, book).view()
    assert [(row["file"], row["here"], row["exists"]) for row in view["notebooks"]] == [("01_one.ipynb", True, False)]
    assert view["prev"] is None
    assert view["next"] is None


def test_handing_in_writes_the_file_and_offers_it(course: Course, book: Workbook, session: ExerciseSession) -> None:
    desk = SubmitSession(course, book)
    assert desk.view()["missing"] == ("One: Who buys?", "One: Drill")
    say(session, "check", answer=["a"], at=5.0)
    made, after = desk.handle({"type": "handin"})
    assert made["type"] == "file"
    assert json.loads(made["text"])["events"][0]["exercise"] == "who-buys"
    assert (book.folder / "hand_in" / made["name"]).read_text() == made["text"]
    assert after["view"]["missing"] == ("One: Drill",)


@pytest.mark.parametrize("kind", ["start", "submit"])
def test_a_disk_that_refuses_leaves_the_head_and_foot_usable(course: Course, tmp_path: Path, kind: str) -> None:
    (tmp_path / "in-the-way").write_text("")
    book = Workbook(tmp_path / "in-the-way" / "w", "c")
    session = StartSession(course, book) if kind == "start" else SubmitSession(course, book)
    assert "did not work" in say(session, "learner", learner={"name": "Ana"})["notice"]
    if kind == "submit":
        assert session.handle({"type": "handin"})[0]["type"] == "file"
