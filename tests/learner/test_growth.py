"""Two checks of one blueprint: the same questions for everyone, first tries side by side; what does not fit is told."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from textwrap import dedent
from typing import Any

import msgspec
import pytest

from mosaic_exercises.course import Course, load_layers
from mosaic_exercises.course.draws import draws, pool
from mosaic_exercises.course.records import Placed, Quiz
from mosaic_exercises.errors import CourseError
from mosaic_exercises.learner.growth import growth
from mosaic_exercises.learner.progress import questions, tile
from mosaic_exercises.panel.sessions.quiz import QuizSession
from mosaic_exercises.workbook import Workbook
from tests.support import GOOD

CHECKS = """
        [[quiz]]
        id = "begin"
        title = "Begin"
        size = 1
        concepts = ["customer"]
        asks = ["who-buys"]
        [[quiz]]
        id = "end"
        title = "End"
        size = 1
        concepts = ["customer"]
        asks = [ASKED]
        since = "begin"
"""
MORE = """
[[exercise]]
id = "is-it-now"
kind = "choice"
title = "And now?"
prompt = "True or false?"
concepts = ["customer"]
mode = "true-false"
"""
MORE_KEY = """
[is-it-now]
right = ["true"]
why = "It is."
wrong = { false = { why = "Look again." } }
"""
ITEMS = '{ quiz = "begin", points = 0 }, { quiz = "end", points = 0 },\n]\nquestions'


def checked(folder: Path, asked: str = '"is-it-now"') -> Course:
    """The small course with a check at either end."""
    manifest = dedent(GOOD["manifest.toml"]).replace("]\nquestions", ITEMS) + dedent(CHECKS).replace("ASKED", asked)
    manifest = manifest.replace('["is-it-so"]', '["is-it-so", "is-it-now"]')
    more = {"exercises/01_one.toml": MORE, "keys/01_one.toml": MORE_KEY}
    files = {path: dedent(text) + more.get(path, "") for path, text in GOOD.items()}
    for path, text in (files | {"manifest.toml": manifest}).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return load_layers((str(folder),))


def tried(session: QuizSession, slug: str, *answers: list[str]) -> None:
    """Each answer checked, one after the other."""
    for at, answer in enumerate(answers):
        session.handle({"type": "check", "slug": slug, "n": at, "answer": answer, "at": float(at)})


def grown(session: QuizSession) -> list[tuple[bool | None, bool | None]]:
    """Before and now, as the browser is told."""
    view: dict[str, Any] = json.loads(json.dumps(session.view()))
    return [(one["before"], one["now"]) for one in view["growth"]]


def test_a_check_asks_everyone_the_same_in_the_same_order(tmp_path: Path) -> None:
    course = checked(tmp_path / "course")
    both = Quiz("both", "Both", 2, ("customer",), asks=("is-it-so", "who-buys"))
    assert {questions(course, both, seed, n) for seed in ("a", "b", "c") for n in (1, 2)} == {both.asks}
    assert pool(both, course.notebooks, course.exercises) == both.asks
    assert course.quiz("end").asks == ("is-it-now",)
    assert course.pool(course.quiz("drill-one")) == ("is-it-so",), "no drill asks what a check asks"
    assert set(draws({"both": both}, {"both": both.asks}, course.notebooks, course.exercises, course.concepts)) == {
        ("both", track) for track in ("any", "intermediate", "manager")
    }


def test_the_first_try_counts_and_nothing_that_cannot_be_read(tmp_path: Path, home: Path) -> None:
    course, book = checked(tmp_path / "course"), Workbook(home, "c")
    begin, end = (QuizSession(course.quiz(name), course, book, 0) for name in ("begin", "end"))
    assert grown(begin) == []
    assert grown(end) == [(None, None)]
    tried(begin, "who-buys", [], ["b"], ["a"])
    assert grown(end) == [(False, None)]
    tried(end, "is-it-now", ["true"], ["false"])
    assert grown(end) == [(False, True)]
    assert growth(course, course.quiz("end"), book.histories())[0].concept == "customer"
    state = tile(course, Placed(quiz="begin"), book.histories(), book.uuid)
    assert (state.state, state.outcome) == ("laid", "1 of 1 answered")
    view = end.view()
    assert (view["fixed"], view["pool"], view["rounds"]) == (True, 1, 1)


def test_what_cannot_be_compared_is_told(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match="'begin' asks 1 questions, this one 2"):
        checked(tmp_path / "two", '"is-it-now", "who-buys"')
    with pytest.raises(CourseError, match="there is no exercise 'is-it'"):
        checked(tmp_path / "none", '"is-it"')
    course = checked(tmp_path / "good")
    other = msgspec.structs.replace(course.exercises["is-it-now"], concepts=())
    found = dataclasses.replace(course, exercises={**course.exercises, "is-it-now": other})
    from mosaic_exercises.course.draws import same_blueprint

    assert "asks about other concepts" in same_blueprint(course.quiz("end"), found)[0]
