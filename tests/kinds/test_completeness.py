"""The sentence above the remarks on a form, a map or a board counts what stands below it."""

from __future__ import annotations

import re

from mosaic_exercises.course.loader import load
from mosaic_exercises.kinds import KINDS, completeness
from mosaic_exercises.kinds.judged import check
from mosaic_exercises.results import Criterion

SAID = re.compile(r"(\d+) of (\d+) things .*; (\d+) things? (?:is|are) (?:missing|not)(?:, in (\d+) places)?\.")


def group(*met: bool) -> tuple[Criterion, ...]:
    return tuple(Criterion(f"c{n}", one, "seen") for n, one in enumerate(met))


def test_a_rule_broken_in_two_places_is_one_thing_in_two_places() -> None:
    groups = [group(True), group(False), group(False, False, True)]
    said = completeness.told(groups, "asked for are there", "missing", "Whole.")
    assert said == "1 of 3 things asked for are there; 2 things are missing, in 3 places."
    assert completeness.told(groups[:2], "asked for are there", "missing", "Whole.").endswith("1 thing is missing.")
    assert completeness.told(groups[:1], "asked for are there", "missing", "Whole.") == "Whole."


def test_every_sample_of_the_course_says_as_many_as_it_shows() -> None:
    course, told = load(), 0
    for exercise in course.exercises.values():
        if exercise.kind not in ("form", "board", "journey"):
            continue
        key = course.key(exercise.id)
        for sample in KINDS[exercise.kind].samples(exercise.task, key).partly:
            result = check(exercise.kind, exercise.task, key, sample)
            counts = SAID.search(result.summary)
            if counts is None:
                continue
            there, asked, missing, places = (int(n or 0) for n in counts.groups())
            assert there + missing == asked, exercise.id
            assert (places or missing) == sum(c.met is False for c in result.criteria), exercise.id
            told += 1
    assert told > 20
