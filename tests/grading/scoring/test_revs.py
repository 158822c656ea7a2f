"""Answers to an earlier edition of an exercise: what is right today counts, all else waits for a person, nothing is a
silent zero."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import Any

import msgspec
import pytest

from mosaic_exercises.course import Course
from mosaic_exercises.grading.records import Graded
from mosaic_exercises.grading.scoring.score import CourseIndex, assess, score_submission
from mosaic_exercises.learner.earned import earned_tile, judge
from mosaic_exercises.workbook import histories
from mosaic_exercises.workbook.events import Event, EventType, Learner
from mosaic_exercises.workbook.handin import FORMAT, Submission, write
from tests.grading.conftest import WORKBOOK

POINTS = 6.0  # of who-buys


@pytest.fixture
def changed(course: Course) -> Course:
    """The same course in which "who-buys" has another meaning since."""
    table = dict(course.exercises)
    table["who-buys"] = msgspec.structs.replace(table["who-buys"], rev=2)
    return replace(course, exercises=MappingProxyType(table))


def event(course: Course, number: int, rev: int, answer: Any, type_: EventType = "check") -> Event:
    at = f"2026-03-02T10:00:0{number}.000Z"
    return Event(1, f"e{number}", course.course, rev, WORKBOOK, "s", number, "who-buys", type_, at, answer)


def handed_in(course: Course, *acts: Any) -> Submission:
    events = tuple(event(course, number, *one) for number, one in enumerate(acts))
    return Submission(
        FORMAT, 1, course.course, course.version, WORKBOOK, "2026-03-03T10:00:00.000Z", Learner("Ana", "s1"), events
    )


@pytest.mark.parametrize(
    ("acts", "outcome", "score", "note"),
    [
        (((1, ["a"]),), "correct", POINTS, ""),
        (((1, ["b"]),), "recorded", 0.0, "answered in an earlier edition"),
        (((1, ["b"]), (2, ["a"])), "correct", POINTS, ""),
        (((1, ["a"]), (2, ["b"])), "incorrect", 0.0, ""),
        (((1, ["gone"]),), "invalid", 0.0, "cannot be read now"),
        (((1, ["b"]), (1, None, "solution"), (2, ["a"])), "correct", POINTS, ""),
        (((2, ["b"]), (1, ["a"])), "incorrect", 0.0, ""),
    ],
)
def test_an_answer_to_an_earlier_rev(changed: Course, acts: Any, outcome: str, score: float, note: str) -> None:
    sent = handed_in(changed, *acts)
    index = CourseIndex(changed)
    for graded in (score_submission(index, sent), assess(index, write(sent))):
        assert isinstance(graded, Graded)
        item = next(i for i in graded.items if i.exercise == "who-buys")
        assert (item.outcome, item.score) == (outcome, score)
        assert (
            any(note in said and "who-buys" in said for said in graded.notes)
            if note
            else not any("earlier edition" in said for said in graded.notes)
        )
        assert graded.status == ("needs-review" if note else "graded")


@pytest.mark.parametrize("acts", [((1, ["a"]),), ((1, ["b"]),), ((1, ["b"]), (2, ["a"])), ((1, ["a"]), (2, ["b"]))])
def test_the_screen_says_the_points_that_grading_gives(changed: Course, acts: Any) -> None:
    sent = handed_in(changed, *acts)
    placed = next(p for p in changed.placed() if p.slug == "who-buys")
    told = earned_tile(changed, placed, histories(sent.events), WORKBOOK, judge(changed))
    item = next(i for i in score_submission(CourseIndex(changed), sent).items if i.exercise == "who-buys")
    assert told.points == item.score
    assert told.waiting == (POINTS if item.outcome == "recorded" else 0.0)
