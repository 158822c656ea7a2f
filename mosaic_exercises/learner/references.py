"""References between exercises: what a learner made in one is offered in another, by (exercise, object id, last label).

A rename follows, because the id stays. What was deleted is not dropped: the reference keeps the last label, and
``missing`` says that it leads nowhere now.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from mosaic_exercises.course import Course
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.kinds.judged import Judged
from mosaic_exercises.learner.standing import standing
from mosaic_exercises.reading.refs import Made, Offer, Ref, Want
from mosaic_exercises.workbook import Workbook

LABEL = 300  # characters of a reference's label that every kind takes
NAME = 80  # characters of a name


def made(course: Course, workbook: Workbook, slug: str) -> tuple[Made, ...]:
    """What this learner has made in an exercise; nothing where the course has none of that id. Raises WorkbookError."""
    exercise = course.exercises.get(slug)
    if exercise is None:
        return ()
    found = standing(exercise, workbook, workbook.history(slug), Judged(exercise.kind, exercise.task, None))
    if found is None or not found.readable:  # half a draft of a text: nothing to refer to
        return ()
    return KINDS[exercise.kind].objects(exercise.task, found.answer)


def offers(course: Course, workbook: Workbook, wants: Iterable[Want]) -> list[Offer]:
    """All that can be pulled in, in the order of ``wants``. Raises WorkbookError where the disk cannot be read."""
    return [
        Offer(want.exercise, one.id, one.label, one.sort, course.exercises[want.exercise].title)
        for want in wants
        for one in made(course, workbook, want.exercise)
        if not want.sorts or one.sort in want.sorts
    ]


def today(ref: Ref, known: Sequence[Offer]) -> Offer | None:
    """What a reference leads to today; None where its object is gone (the reference's label says what it was)."""
    return next((o for o in known if (o.exercise, o.object) == (ref.exercise, ref.object)), None)


def named_today(raw: Any, known: Sequence[Offer]) -> Any:
    """A raw answer in which what carries its reference's name beside it (a persona of a map) has the name of today; the
    answer itself where all have. What is gone keeps the name it had: the panel says that it is gone."""
    labels = {(o.exercise, o.object): o.label[:NAME] for o in known}

    def named(one: Any) -> Any:
        ref = one.get("ref") if isinstance(one, dict) else None
        if not isinstance(ref, dict):
            return one
        label = labels.get((str(ref.get("exercise")), str(ref.get("object"))))
        return one | {"name": label, "ref": ref | {"label": label}} if label else one

    if not labels or not isinstance(raw, dict):
        return raw
    return {key: [named(one) for one in part] if isinstance(part, list) else part for key, part in raw.items()}


def renamed(raw: Any, labels: Mapping[tuple[str, str], str]) -> Any:
    """A raw answer of any kind in which every reference reads as its object is called today; what is gone says so.

    ``labels``: (exercise, object) -> label. Stand-ins, the case's own examples, stay as they are. A thing that carries
    its reference's name beside it (a persona of a map) is renamed with it.
    """

    def reads(ref: dict[str, Any], longest: int) -> str:
        gone = f"no longer there (was: {ref.get('label') or ref['object']})"
        return labels.get((ref["exercise"], ref["object"]), gone)[:longest]

    def is_ref(value: Any) -> bool:
        return isinstance(value, dict) and all(isinstance(value.get(k), str) for k in ("exercise", "object"))

    def walk(value: Any, longest: int = LABEL) -> Any:
        if isinstance(value, list):
            return [walk(part) for part in value]
        if not isinstance(value, dict):
            return value
        if is_ref(value):
            return value | {"label": reads(value, longest)} if value["exercise"] else value
        named = isinstance(value.get("name"), str) and is_ref(value.get("ref")) and bool(value["ref"]["exercise"])
        fresh = {key: walk(part, NAME if named else LABEL) for key, part in value.items()}
        return fresh | {"name": fresh["ref"]["label"]} if named else fresh

    return walk(raw)
