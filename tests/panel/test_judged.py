"""An answer is read once and checked once, however many ask for it."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import mosaic_exercises
from mosaic_exercises.course import load
from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.learner import judged
from mosaic_exercises.learner.judged import Judged
from mosaic_exercises.panel import rooms


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """How often any kind has read and checked since."""
    found = {"parse": 0, "check": 0}

    def counted(name: str, act: Any) -> Any:
        def count(*args: Any) -> Any:
            found[name] += 1
            return act(*args)

        return count

    kinds = {
        name: replace(kind, parse=counted("parse", kind.parse), check=counted("check", kind.check))
        for name, kind in KINDS.items()
    }
    for module in (judged, rooms):
        monkeypatch.setattr(module, "KINDS", kinds)
    return found


FIRST = {exercise.kind: exercise.id for exercise in reversed(load().exercises.values()) if load().key(exercise.id)}


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("kind", sorted(FIRST))
def test_a_check_reads_its_answer_once_and_checks_it_once(kind: str, counts: dict[str, int]) -> None:
    course, slug = load(), FIRST[kind]
    exercise = course.exercise(slug)
    samples = KINDS[kind].samples(exercise.task, course.key(slug))
    panel = mosaic_exercises.exercise(slug)
    wants = len(KINDS[kind].wants(exercise.task))  # what is offered from elsewhere is read there
    for number, answer in enumerate((*samples.right, *samples.wrong, *samples.partly)[:3], start=1):
        counts.update(parse=0, check=0)
        at = time.time() * 1000
        (reply, *_) = panel.receive({"type": "check", "slug": slug, "answer": answer, "at": at, "n": number})
        assert reply["view"]["result"]["outcome"]
        cost = (counts["parse"] - wants, counts["check"])
        assert cost == (1, 1) if number == 1 else max(cost) <= 1
        counts.update(parse=0, check=0)
        panel.receive({"type": "hello", "slug": slug, "draft": None, "ids": []})
        assert (counts["parse"] - wants, counts["check"]) == (0, 0)


def test_answers_that_look_alike_are_told_apart() -> None:
    course = load()
    number = next(e for e in course.exercises.values() if e.kind == "number" and course.key(e.id))
    seen = Judged(number, course.key(number.id))
    assert seen.readable("1")
    assert not seen.readable(True)
    with pytest.raises(FormatError):
        seen.parsed([1])
    assert seen.result([1]).outcome == "invalid"
    assert seen.result("1").outcome != "invalid"


def test_many_answers_are_forgotten_and_read_anew(counts: dict[str, int], home: Path) -> None:  # noqa: ARG001
    course = load()
    number = next(e for e in course.exercises.values() if e.kind == "number" and course.key(e.id))
    seen = Judged(number, course.key(number.id))
    for _ in range(2):
        for value in range(100):
            seen.result(str(value))
    assert counts["check"] == 200
    seen.result("99")
    assert counts["check"] == 200
