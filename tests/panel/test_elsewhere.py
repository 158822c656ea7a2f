"""What one panel's learner does, other panels here and on other kernels hear, and nobody hears it twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mosaic_exercises.panel.elsewhere import SAME_AT_MOST, Listeners, marks
from mosaic_exercises.panel.sessions.contract import Message
from mosaic_exercises.panel.sessions.exercise import ExerciseSession
from mosaic_exercises.panel.sessions.start import StartSession
from mosaic_exercises.workbook import Workbook
from tests.support import small_course

SLUG = "who-buys"


class Ear:
    """A panel that only remembers what it was told."""

    def __init__(self, session: Any, listeners: Listeners) -> None:
        self.session = session
        self.listeners = listeners
        self.heard: list[Message] = []
        listeners.join(self)

    def tell(self, message: Message) -> None:
        self.heard.append(message)

    def say(self, type_: str, **more: Any) -> list[Message]:
        before = marks(self)
        replies: list[Message] = self.session.handle({"type": type_, "slug": SLUG, **more})
        self.listeners.answered(self, before, replies, str(more.get("by", "")))
        return replies


@pytest.fixture
def made(tmp_path: Path) -> Any:
    """Makes a panel of the exercise: in this kernel, or with a board and a workbook as another kernel has."""
    course = small_course(tmp_path / "course")
    here = Listeners(), Workbook(tmp_path / "my_work", "c")

    def make(*, elsewhere: bool = False, start: bool = False) -> Ear:
        listeners, book = (Listeners(), Workbook(tmp_path / "my_work", "c")) if elsewhere else here
        return Ear(
            StartSession(course, book) if start else ExerciseSession(course.exercise(SLUG), course, book, 1), listeners
        )

    return make


def test_a_panel_on_the_same_kernel_is_told_at_once_and_the_one_that_wrote_is_not(made: Any) -> None:
    one, two, head = made(), made(), made(start=True)
    one.say("draft", answer=["a"], at=5.0, base=0, by="w1")
    assert [m["view"]["answer"] for m in two.heard] == [["a"]]
    assert two.heard[0]["by"] == "w1"
    assert head.heard == []  # a draft changes nothing that the mosaic shows
    one.say("check", answer=["a"], at=6.0, base=0, by="w1")
    assert two.heard[-1]["view"]["attempts"] == 1
    assert head.heard == [{"type": "changed", "by": "w1"}]
    assert one.heard == []
    one.listeners.look()
    assert len(two.heard) == 2
    assert len(head.heard) == 1


def test_a_panel_on_another_kernel_is_told_when_its_board_looks(made: Any) -> None:
    one, two = made(), made(elsewhere=True)
    one.say("draft", answer=["a"], at=5.0, base=0, by="w1")
    two.listeners.look()
    two.listeners.look()
    assert [m["view"]["answer"] for m in two.heard] == [["a"]]
    two.say("check", answer=["b"], at=9.0, base=5.0, by="w2")
    one.listeners.look()
    assert one.heard[0]["view"]["result"]["outcome"]
    assert two.listeners.look() is None
    assert len(two.heard) == 1


def test_what_was_written_elsewhere_before_a_draft_is_not_taken_as_known(made: Any) -> None:
    one, two = made(), made(elsewhere=True)
    two.say("check", answer=["a"], at=5.0, base=0, by="w2")
    (reply,) = one.say("draft", answer=["b"], at=6.0, base=0, by="w1")
    assert reply["type"] == "elsewhere"
    assert reply["other"]["answer"] == ["a"]
    assert [m["view"]["attempts"] for m in one.heard] == [1]


def test_panels_left_behind_by_pages_loaded_again_are_not_told_for_ever(made: Any) -> None:
    ears = [made() for _ in range(SAME_AT_MOST + 3)]
    ears[-1].say("draft", answer=["a"], at=5.0, base=0, by="w1")
    assert [bool(e.heard) for e in ears] == [False] * 3 + [True] * (SAME_AT_MOST - 1) + [False]


def test_the_learner_s_name_is_known_in_every_kernel(made: Any) -> None:
    one, two = made(start=True), made(start=True, elsewhere=True)
    one.say("learner", learner={"name": "Ana", "id": "7", "email": "", "track": "any"})
    assert two.session.view()["learner"]["name"] == "Ana"
    two.listeners.look()
    assert two.heard == [{"type": "changed", "by": ""}]
