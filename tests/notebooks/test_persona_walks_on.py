"""What is made in notebook 07 is at hand in notebook 08: the personas, by their newest names."""

from __future__ import annotations

from typing import Any

from mosaic_exercises import exercise
from mosaic_exercises.course import load


def offered() -> dict[str, str]:
    return {o["object"]: o["label"] for o in exercise("journey-map").view["task"]["offers"]}


def test_a_persona_is_offered_to_the_map_and_a_rename_follows() -> None:
    assert offered() == {}
    assert exercise("journey-map").view["task"]["stand_ins"], "Tessera's own examples until there is a persona"
    answer: dict[str, Any] = load().key("persona-builder").model  # type: ignore[union-attr]
    builder = exercise("persona-builder")
    builder.receive({"type": "check", "slug": "persona-builder", "answer": answer, "at": 1.0})
    assert offered() == {"gloria": "Gloria, who carries two", "ruben": "Ruben, paid by the drop"}
    first, *rest = answer["entries"]
    renamed = {"entries": [{**first, "values": {**first["values"], "name": "Gloria of Saltbridge"}}, *rest]}
    builder.receive({"type": "check", "slug": "persona-builder", "answer": renamed, "at": 2.0})
    assert offered()["gloria"] == "Gloria of Saltbridge"


def test_each_tessera_example_of_the_map_can_be_taken() -> None:
    course = load()
    model: dict[str, Any] = course.key("journey-map").model  # type: ignore[union-attr]
    stand_ins = {s.id for s in course.exercise("journey-map").task.stand_ins}
    assert {p["ref"]["object"] for p in model["personas"]} <= stand_ins
