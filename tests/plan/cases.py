"""A small course whose exercises build on each other, and workbooks in which somebody has worked through it."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec

from mosaic_exercises.course import Course, Exercise, Notebook, Placed
from mosaic_exercises.course.records import PlanChapter, PlanTable
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.kinds.judged import check
from mosaic_exercises.kinds.text.task import TextKey, TextTask
from mosaic_exercises.reading.values import as_json
from mosaic_exercises.workbook import Workbook
from tests.kinds.form.cases import form
from tests.kinds.journey.cases import journey


def course() -> Course:
    """Personas, a journey that takes them up, a mission and a free text, in two notebooks and two chapters."""
    persona, persona_key = form("persona")
    map_, map_key = journey("build")
    map_ = msgspec.structs.replace(map_, personas_from=("persona-builder",))
    mission, mission_key = form("mission")
    tasks = {
        "persona-builder": ("form", "Build a persona", persona, persona_key),
        "journey-map": ("journey", "Map the journey", map_, map_key),
        "mission": ("form", "The mission", mission, mission_key),
        "look-back": ("text", "Look back", TextTask(), TextKey(model="What I keep.", why="Yours.")),
    }  # fmt: skip
    exercises = {
        s: Exercise(s, kind, 1, title, "Do it.", (), (), False, task) for s, (kind, title, task, _) in tasks.items()
    }
    first = (Placed("persona-builder", sessions=(4,)), Placed("journey-map", sessions=(6,)))
    second = (Placed("mission", sessions=(8,), track="manager"), Placed("look-back", sessions=(4,)))
    notebooks = (
        Notebook("01_people", "People", items=first),
        Notebook("02_way", "The way", items=second),
    )
    chapters = (
        PlanChapter("people", "Who we serve", "Two people.", ("persona-builder", "journey-map")),
        PlanChapter("way", "Where we go", "", ("mission", "look-back")),
    )
    return Course(
        "c", "1", "A course", notebooks, MappingProxyType(exercises),
        MappingProxyType({s: key for s, (*_, key) in tasks.items()}), MappingProxyType({}), MappingProxyType({}),
        MappingProxyType({}), MappingProxyType({}), plan=PlanTable("", chapters),
    )  # fmt: skip


def model(of: Course, slug: str) -> Any:
    """The model answer of an exercise."""
    exercise = of.exercise(slug)
    return as_json(KINDS[exercise.kind].solution(exercise.task, of.key(slug)).answer)


def give(book: Workbook, of: Course, slug: str, answer: Any) -> None:
    """Check an answer, as the panel does."""
    exercise = of.exercise(slug)
    result = check(exercise.kind, exercise.task, of.key(slug), answer)
    book.append(slug, 1, "check", answer, result.outcome, result.score)


def worked(home: Path, of: Course) -> Workbook:
    """A workbook in which everything is done; the journey's first persona is the first one of the builder."""
    book = Workbook(home, of.course)
    personas = model(of, "persona-builder")
    give(book, of, "persona-builder", personas)
    first = personas["entries"][0]
    name = first["values"]["name"]
    map_ = model(of, "journey-map")
    ref = {"exercise": "persona-builder", "object": first["id"], "label": name}
    map_["personas"] = [{**map_["personas"][0], "name": name, "ref": ref}, *map_["personas"][1:]]
    give(book, of, "journey-map", map_)
    give(book, of, "mission", model(of, "mission"))
    give(book, of, "look-back", "I will visit three shops.")
    return book
