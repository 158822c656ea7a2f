"""Gather a course's questions: each exercise as the parts that its kind makes of it, with its place and points."""

from __future__ import annotations

from mosaic_exercises.bank.pictures import ladder_picture, plane_picture
from mosaic_exercises.bank.records import Left, Question
from mosaic_exercises.course import Course, Exercise, by_notebook
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.kinds.portable import Portable

NO_KEY = "its key is not here: it is assessed, and the instructor's own folder holds the key (MOSAIC_COURSE)"
NO_WAY = "its kind says nothing of how another system could ask it"


def gather(course: Course) -> tuple[list[Question], list[Left]]:
    """Every question of the course in the order of its notebooks, and every exercise that stays here, with the reason.

    No exercise is missing from both.
    """
    where, points = by_notebook(course), {item.slug: item.points for item in course.placed()}
    order = {n.id: i for i, n in enumerate(course.notebooks)}
    last = len(order)
    found: list[Question] = []
    left: list[Left] = []
    for exercise in sorted(course.exercises.values(), key=lambda e: order[where[e.id].id] if e.id in where else last):
        chapter = where[exercise.id].title if exercise.id in where else course.title
        portable = _portable(course, exercise)
        if isinstance(portable, str):
            left.append(Left(exercise.id, exercise.kind, exercise.title, portable))
        elif not portable.parts:
            left.append(Left(exercise.id, exercise.kind, exercise.title, "; ".join(portable.lost)))
        else:
            found += questions(exercise, portable, chapter, points.get(exercise.id, 1.0))
    return found, left


def _portable(course: Course, exercise: Exercise) -> Portable | str:
    leave, key = KINDS[exercise.kind].portable, course.key(exercise.id)
    if leave is None:
        return NO_WAY
    return leave(exercise.task, key) if key is not None else NO_KEY


def questions(exercise: Exercise, portable: Portable, chapter: str, points: float) -> list[Question]:
    """The parts of one exercise as questions of their own."""
    picture, alt = "", ""
    if portable.ladder:
        picture, alt = ladder_picture(portable.ladder)
    elif portable.plane:
        picture, alt = plane_picture(portable.plane)
    return [
        Question(
            id=f"{exercise.id}--{part.name}" if part.name else exercise.id,
            kind=exercise.kind,
            title=_title(exercise.title, number, len(portable.parts)),
            prompt=f"{exercise.prompt}\n\n{part.ask}" if part.ask else exercise.prompt,
            body=part.body,
            why=part.why or portable.why,
            hints=exercise.hints,
            tags=exercise.concepts,
            chapter=chapter,
            points=round(points * part.share, 4),
            rev=exercise.rev,
            picture=picture,
            alt=alt,
            lost=portable.lost,
        )
        for number, part in enumerate(portable.parts, start=1)
    ]


def _title(title: str, number: int, of: int) -> str:
    return title if of == 1 else f"{title} ({number} of {of})"
