"""Ids of things that other exercises refer to: a part, a point, the whole."""

from __future__ import annotations

import pytest

from mosaic_exercises.course import load
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.reading.refs import part_id, point_id, whole_id


@pytest.mark.parametrize("id_", [part_id("e1", "frustrations"), point_id("lowest", "e1"), "e1"])
def test_a_part_and_a_point_lead_back_to_the_whole(id_: str) -> None:
    assert whole_id(id_) == "e1"


def test_a_point_of_nobody_is_its_own_whole() -> None:
    assert whole_id(point_id("lowest", "")) == "lowest"


def test_what_every_model_answer_offers_has_an_id_of_its_own_and_parts_have_a_whole() -> None:
    course = load()
    parts = 0
    for slug, exercise in course.exercises.items():
        kind = KINDS[exercise.kind]
        if not kind.linked or course.key(slug) is None:
            continue
        made = kind.objects(
            exercise.task, kind.parse(exercise.task, kind.solution(exercise.task, course.key(slug)).answer)
        )
        ids = [one.id for one in made]
        assert len(set(ids)) == len(ids), slug
        for id_ in ids:
            if "/" in id_:
                assert whole_id(id_) in ids, (slug, id_)
                parts += 1
    assert parts > 10
