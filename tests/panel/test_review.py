"""The review as a learner has it: a question once more, cards to turn, a forecast, what keeps failing."""

from __future__ import annotations

import dataclasses
import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from mosaic_exercises.course import load
from mosaic_exercises.panel.sessions.review import ReviewSession
from mosaic_exercises.recall.agenda import agenda, new_cards
from mosaic_exercises.workbook import Event, Workbook

from .bench import Bench

pytest.importorskip("fsrs", reason="fsrs is not installed")
NOW = datetime.now(UTC)  # what the sessions write down is of now


def past(book: Workbook, slug: str, outcome: str, days: float, answer: Any = None) -> None:
    """A check some days ago."""
    at = (NOW - timedelta(days=days)).isoformat()
    course = load().course
    rev = load().exercises[slug].rev
    book.add([Event(1, os.urandom(16).hex(), course, rev, book.uuid, "s", 1, slug, "check", at, answer, outcome, None)])  # type: ignore[arg-type]


@pytest.fixture
def book(tmp_path: Path) -> Workbook:
    """Twelve questions answered three weeks ago, one of them wrong."""
    made = Workbook(tmp_path / "my_work", load().course)
    slugs = [e.id for e in load().exercises.values() if e.kind == "choice" and e.task.mode == "one"][:11]
    for slug in slugs:
        past(made, slug, "correct", 21, list(load().key(slug).right))
    wrong = load().exercises["loyalty-ladder"]
    past(made, wrong.id, "incorrect", 21, {})
    return made


def opened(bench: Bench, book: Workbook, **more: Any) -> tuple[Any, ReviewSession]:
    session = ReviewSession(load(), book, NOW)
    panel = bench.open(session.view(), kernel=bench.asks(session.handle), **more)
    return panel, session


def test_what_was_met_comes_back_and_a_rating_moves_it(book: Workbook):
    first = agenda(load(), book, NOW)
    assert first.due == 12, "all twelve are due after three weeks"
    assert "loyalty-ladder" in first.asked
    assert any(i.startswith("card--concept--") for i in first.asked) or len(first.asked) >= 10
    session = ReviewSession(load(), book, NOW)
    card = new_cards(load(), book.events())[0].id
    assert session.handle({"type": "rate", "slug": "review", "card": card, "rating": 4, "id": "a" * 32})
    after = agenda(load(), book, datetime.now(UTC))
    assert after.memories[card].due > datetime.now(UTC) + timedelta(days=2)
    assert not session.handle({"type": "rate", "slug": "review", "card": card, "rating": 9})[0].get("event")


def test_asking_again_does_not_touch_the_answer_or_its_points(book: Workbook):
    session = ReviewSession(load(), book, NOW)
    asked = next(s for s in session.sessions.values() if s.exercise.kind == "choice")
    slug = asked.exercise.id.split("--")[1]
    before = book.history(slug)
    view = asked.shown()
    assert (view.answer, view.result, view.points) == (None, None, 0.0), "without the former answer"
    wrong = next(o.id for o in load().exercise(slug).task.options if o.id not in load().key(slug).right)
    session.handle({"type": "check", "slug": asked.exercise.id, "answer": [wrong], "at": 1.0, "n": 1})
    assert book.history(slug) == before
    found = agenda(load(), book, datetime.now(UTC))
    assert found.memories[slug].count == 2


def test_ask_me_this_again(book: Workbook):
    from mosaic_exercises.panel.sessions.exercise import ExerciseSession

    slug = "which-lens"
    assert slug not in agenda(load(), book, NOW).memories
    ExerciseSession(load().exercise(slug), load(), book, 1).handle({"type": "again", "slug": slug, "n": 1})
    assert agenda(load(), book, NOW).asked[0] == slug


def test_a_history_with_faults_is_reviewed_all_the_same(book: Workbook):
    """A clock that was ahead, duplicates, a torn line, an exercise that left or became another, an unreadable time."""
    course, before = load(), agenda(load(), book, NOW)
    slug = next(s for s in before.asked if not s.startswith("card--"))
    past(book, slug, "correct", -400)  # by a clock that was a year ahead
    assert agenda(course, book, NOW).memories[slug] == before.memories[slug]
    assert agenda(course, book, NOW + timedelta(days=500)).memories[slug].count == 2, "it counts when its time comes"
    book.add(book.events())
    (log,) = [p for p in book.folder.rglob("*.jsonl") if p.stat().st_size]
    with log.open("ab") as file:
        file.write(b'{"v": 1, "id": "torn')
    assert agenda(course, book, NOW).memories == before.memories
    gone = {k: e for k, e in course.exercises.items() if k != slug}
    assert slug not in agenda(dataclasses.replace(course, exercises=gone), book, NOW).asked
    other = course.exercises | {slug: msgspec.structs.replace(course.exercises[slug], rev=9)}
    changed = agenda(dataclasses.replace(course, exercises=other), book, NOW)
    assert slug not in changed.memories
    assert slug in changed.asked, "another question by now, and it is asked"
    past(book, slug, "correct", 1)
    unread = msgspec.structs.replace(book.events()[-1], id="f" * 32, at="0001-01-01T00:00:00+23:00")
    book.add([unread])
    assert agenda(course, book, NOW).memories[slug].count == 2


def test_what_was_answered_rests_until_it_is_no_longer_just_read(book: Workbook):
    session = ReviewSession(load(), book, NOW)
    slug = next(s for s in session.agenda.asked if not s.startswith("card--"))  # type: ignore[union-attr]
    past(book, slug, "incorrect", 0)
    assert slug not in agenda(load(), book, NOW + timedelta(minutes=30)).asked
    assert slug in agenda(load(), book, NOW + timedelta(hours=9)).asked
    assert agenda(load(), book, NOW + timedelta(minutes=30)).due == session.agenda.due - 1  # type: ignore[union-attr]


def test_the_browser_says_when_its_day_ends_and_nonsense_changes_nothing(book: Workbook):
    session = ReviewSession(load(), book, NOW)
    days = [(NOW + timedelta(hours=3, days=n)).timestamp() * 1000 for n in range(14)]
    session.handle({"type": "due", "slug": "review", "days": days})
    assert [end.timestamp() * 1000 for end in session.ends] == days
    for bad in ([], [5.0], days[::-1], [d + 9e7 for d in days], [1e300] * 14, days * 2):
        session.handle({"type": "due", "slug": "review", "days": bad})
        assert len(session.ends) == 14


@pytest.mark.parametrize(("theme", "width"), [("light", 860), ("dark", 400)])
def test_a_sitting_by_keyboard(bench: Bench, book: Workbook, theme: str, width: int):
    panel, session = opened(bench, book, theme=theme, width=width)
    keys = bench.page.keyboard
    folder = os.environ.get("MOSAIC_PICTURES")
    if folder:
        bench.seen()
    seen = {"question": 0, "card": 0}
    for _ in range(40):
        if panel.locator(".mo-review-end").count():
            break
        if panel.locator(".mo-flash").count():
            seen["card"] += 1
            panel.locator('[data-act="turn"]').focus()
            keys.press("Enter")
            panel.locator(".mo-flash-rate").wait_for()
            if seen["card"] == 1:
                bench.assert_accessible()
                if folder:
                    panel.screenshot(path=f"{folder}/review-card-{theme}-{width}.png")
            keys.press("3")
        else:
            seen["question"] += 1
            if seen["question"] == 1:
                bench.assert_accessible()
                if folder:
                    panel.screenshot(path=f"{folder}/review-question-{theme}-{width}.png")
            panel.locator('[data-act="next"]').focus()
            keys.press("Enter")
        bench.page.wait_for_timeout(30)
    panel.locator(".mo-review-end").wait_for()
    if folder:
        panel.screenshot(path=f"{folder}/review-end-{theme}-{width}.png")
    assert seen["question"] + seen["card"] == len(session.agenda.asked)  # type: ignore[union-attr]
    panel.locator('[data-act="more"]').press("Enter")
    panel.locator(".mo-kicker").filter(has_text="Review").wait_for()


def test_nothing_met_and_no_fsrs_are_said_in_words(bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    panel, _ = opened(bench, Workbook(tmp_path / "empty", load().course))
    assert "nothing to review yet" in panel.inner_text()
    monkeypatch.setitem(sys.modules, "fsrs", None)
    panel, _ = opened(bench, Workbook(tmp_path / "empty", load().course))
    assert "drill" in panel.inner_text()
    assert panel.locator("a[href*='/03_relationship']").count() == 1, "the way to a drill"
