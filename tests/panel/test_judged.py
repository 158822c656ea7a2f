"""An answer is read once and checked once, however many ask for it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

import mosaic_exercises
from mosaic_exercises.course import load
from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.kinds.judged import Judged
from mosaic_exercises.workbook.events import as_browsers_have_it
from tests.support import count_kinds


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """How often any kind has read and checked since."""
    return count_kinds(monkeypatch)


FIRST = {exercise.kind: exercise.id for exercise in reversed(load().exercises.values()) if load().key(exercise.id)}


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("kind", sorted(FIRST))
def test_a_check_reads_its_answer_once_and_checks_it_once(kind: str, counts: dict[str, int]) -> None:
    course, slug = load(), FIRST[kind]
    exercise = course.exercise(slug)
    samples = KINDS[kind].samples(exercise.task, course.key(slug))
    panel = mosaic_exercises.exercise(slug)
    for number, answer in enumerate((*samples.right, *samples.wrong, *samples.partly)[:3], start=1):
        counts.update(parse=0, check=0)
        at = time.time() * 1000
        (reply, *_) = panel.receive(
            {"type": "check", "slug": slug, "answer": as_browsers_have_it(answer), "at": at, "n": number}
        )
        assert reply["view"]["result"]["outcome"]
        cost = (counts["parse"], counts["check"])
        assert cost == (1, 1) if number == 1 else max(cost) <= 1
        counts.update(parse=0, check=0)
        panel.receive({"type": "hello", "slug": slug, "draft": None, "ids": []})
        assert (counts["parse"], counts["check"]) == (0, 0)


def test_answers_that_look_alike_are_told_apart() -> None:
    course = load()
    number = next(e for e in course.exercises.values() if e.kind == "number" and course.key(e.id))
    seen = Judged(number.kind, number.task, course.key(number.id))
    assert seen.readable("1")
    assert not seen.readable(True)
    with pytest.raises(FormatError):
        seen.parsed([1])
    assert seen.result([1]).outcome == "invalid"
    assert seen.result("1").outcome != "invalid"


def test_many_answers_are_forgotten_and_read_anew(counts: dict[str, int], home: Path) -> None:  # noqa: ARG001
    course = load()
    number = next(e for e in course.exercises.values() if e.kind == "number" and course.key(e.id))
    seen = Judged(number.kind, number.task, course.key(number.id))
    for _ in range(2):
        for value in range(100):
            seen.result(str(value))
    assert counts["check"] == 200
    seen.result("99")
    assert counts["check"] == 200
