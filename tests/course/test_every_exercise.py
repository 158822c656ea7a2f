"""Every exercise of the course keeps its kind's contract: right, partly right, wrong, blank and malformed answers."""

from __future__ import annotations

import pytest

from mosaic_exercises.course import load
from tests.kinds.contract import assert_contract

COURSE = load()


@pytest.mark.parametrize("slug", sorted(COURSE.exercises))
def test_it_keeps_the_contract(slug: str) -> None:
    exercise = COURSE.exercise(slug)
    assert_contract(exercise.kind, exercise.task, COURSE.key(slug))


def test_every_exercise_of_the_base_course_has_its_key() -> None:
    assert [slug for slug in COURSE.exercises if COURSE.key(slug) is None] == []
