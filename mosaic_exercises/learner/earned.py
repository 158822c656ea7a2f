"""What was earned: points of a tile as grading will give them, what still waits for a person, what a solution cost.

Points are computed here exactly and once, for the screen and for grading. The screen shows them to a tenth
(``panel/ui/kit/words.js``); the grader's files keep every place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from math import fsum

import msgspec

from mosaic_exercises.course import Course, Exercise, Placed
from mosaic_exercises.kinds.judged import check
from mosaic_exercises.learner.progress import PLACES, drawn_points
from mosaic_exercises.results import Result
from mosaic_exercises.workbook import History
from mosaic_exercises.workbook.events import Event

Judge = Callable[[Exercise, Event], Result]


class Earned(msgspec.Struct, frozen=True, kw_only=True):
    """Points of one tile, or of several together. ``points``: earned; ``possible``: all there are; ``waiting``: those
    that a person has yet to give; ``closed``: those that can no longer be earned, as the solution was opened first."""

    points: float = 0.0
    possible: float = 0.0
    waiting: float = 0.0
    closed: float = 0.0


def points_of(share: float, points: float) -> float:
    """What a share (0 to 1) of so many points is worth."""
    return points if share == 1.0 else round(share * points, PLACES) if share else 0.0


def judge(course: Course) -> Judge:
    """Judges the answer of a check by the rules and keys of today."""
    return lambda exercise, event: check(exercise.kind, exercise.task, course.key(exercise.id), event.answer)


def earned(exercise: Exercise, history: History, points: float, judged: Judge) -> Earned:
    """What one exercise of so many points has earned: by the last check before the solution was opened, as always.

    An answer that was given to an earlier rev of the exercise counts where it is right today; else it waits for a
    person, who can see what was asked then.
    """
    event = history.earning
    result = judged(exercise, event) if event is not None and points else None
    former = history.rev < exercise.rev
    if result is not None and (result.outcome == "recorded" or (former and result.score < 1)):
        return Earned(possible=points, waiting=points)
    got = points_of(result.score, points) if result is not None else 0.0
    lost = round(points - got, PLACES) if history.solution_seen else 0.0
    return Earned(points=got, possible=points, closed=lost)


def earned_tile(
    course: Course, placed: Placed, past: Mapping[str, History], seed: str, judged: Judge, track: str = "any"
) -> Earned:
    """The same of a tile: an exercise, or a drill's questions for the workbook with this id."""
    blank = History()
    if not placed.quiz:
        return earned(course.exercise(placed.exercise), past.get(placed.exercise, blank), placed.points, judged)
    worth = drawn_points(course, course.quiz(placed.quiz), course.points(placed), seed, track=track)
    return together(earned(course.exercise(s), past.get(s, blank), points, judged) for s, points in worth.items())


def together(parts: Iterable[Earned]) -> Earned:
    """Several added up, without the dust of binary fractions."""
    all_ = tuple(parts)
    names = ("points", "possible", "waiting", "closed")
    return Earned(**{name: round(fsum(getattr(one, name) for one in all_), PLACES) for name in names})
