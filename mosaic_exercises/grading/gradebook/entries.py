"""Learners read back from the gradebook, as grading knows them: some at a time, whatever the size of the class."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sql

from mosaic_exercises.grading.gradebook.sheets import given_points, results_of
from mosaic_exercises.grading.gradebook.tables import items, learners, marks
from mosaic_exercises.grading.intake.roster import Placement
from mosaic_exercises.grading.records import Grade, ItemScore, LearnerResult
from mosaic_exercises.grading.scoring.late import Rules
from mosaic_exercises.grading.scoring.marked import GivenPoints, Marks, given_to
from mosaic_exercises.grading.settings.plan import GradePlan
from mosaic_exercises.grading.settings.settle import with_marks

TOGETHER = 100  # learners whose results are read together


def points_of(db: sql.Connection) -> dict[str, dict[str, GivenPoints]]:
    """The marks as grading takes them."""
    found: dict[str, dict[str, GivenPoints]] = {}
    for row in db.execute(sql.select(learners.c.key, marks).join(learners, marks.c.learner == learners.c.id)):
        found.setdefault(row.key, {})[row.item] = given_points(row)
    return found


def entries_of(
    db: sql.Connection, keys: Sequence[str] | None, given: Marks, rules: Rules, plan: GradePlan | None
) -> Iterator[LearnerResult]:
    """Every learner in order (or those with these keys), with the marks in their scores. A learner's items are put in
    order here: on their sheets they stand in none."""
    everybody = sql.select(learners).order_by(learners.c.position, learners.c.id)
    if keys is not None:
        everybody = everybody.where(learners.c.key.in_(keys))
    in_course = sql.select(items.c.name).order_by(items.c.position, items.c.id)
    places = {name: place for place, name in enumerate(db.execute(in_course).scalars())}
    people = db.execute(everybody).all()
    for start in range(0, len(people), TOGETHER):
        some = people[start : start + TOGETHER]
        found = results_of(db, [person.id for person in some])
        for person in some:
            mine = sorted(found.pop(person.id), key=lambda item: places.get(item.exercise, -1))
            yield entry_of(person, tuple(mine), given, rules, plan)


def entry_of(
    person: Any, mine: tuple[ItemScore, ...], given: Marks, rules: Rules, plan: GradePlan | None
) -> LearnerResult:
    """One learner as grading knows them, with the marks in their scores."""
    flags = tuple(f for f in person.flags.split(";") if f)
    points = (person.score, person.max_score, person.raw, person.penalty, person.days, person.last_check)
    look = tuple(line for line in (person.look or "").split("\n") if line)
    grade = Grade(person.learner_id, person.name, person.email, person.status, flags, *points, look)
    place = Placement(person.section or "", person.team or "", person.track or "", person.extension or "")
    of_file = (person.file, person.workbook, person.torn)
    entry = LearnerResult(person.key, grade, mine, *of_file, place=place, leader=person.leader or "")
    return with_marks(entry, given_to(entry, given), plan, rules)
