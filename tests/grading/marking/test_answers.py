"""What kept answers say, and which of them are read at all for the mix-ups of a class."""

from __future__ import annotations

import msgspec

from mosaic_exercises.course import load
from mosaic_exercises.grading.marking.answers import Explainer
from mosaic_exercises.kinds import KINDS
from tests.support import each


def test_an_exercise_whose_answers_are_not_read_for_mixups_names_none() -> None:
    """Sample answers to one exercise of each kind: what is found without judging is what judging finds."""
    course = load()
    explainer = Explainer(course)
    named = 0

    def one(slug: str) -> None:
        nonlocal named
        exercise = course.exercises[slug]
        samples = KINDS[exercise.kind].samples(exercise.task, course.key(slug))
        for raw in (*samples.partly[:2], *samples.wrong[:2]):
            answer = msgspec.json.encode(raw)
            found = explainer(slug, answer)
            assert found is not None
            assert explainer.mixups(slug, answer) == found.misconceptions
            assert explainer.said(slug, answer) == found.said
            named += len(found.misconceptions)

    kinds: dict[str, list[str]] = {}
    for slug, exercise in course.exercises.items():
        kinds.setdefault(exercise.kind, []).append(slug)
    each([slug for slugs in kinds.values() for slug in slugs[:1]], one, str)
    assert named > 3
    assert explainer.mixups("nothing", b"1") == ()
