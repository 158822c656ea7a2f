"""Learners read back from the gradebook, as grading knows them: some at a time, whatever the size of the class."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Any

import sqlalchemy as sql

from mosaic_exercises.grading.gradebook.save import DETAILS
from mosaic_exercises.grading.gradebook.tables import items, learners, results
from mosaic_exercises.grading.intake.roster import Placement
from mosaic_exercises.grading.records import Grade, ItemScore, LearnerResult
from mosaic_exercises.grading.scoring.late import Rules
from mosaic_exercises.grading.scoring.marked import Marks, given_to
from mosaic_exercises.grading.settings.plan import GradePlan
from mosaic_exercises.grading.settings.settle import with_marks
from mosaic_exercises.results import Outcome

TOGETHER = 100  # learners whose results are read together


def entries_of(
    db: sql.Connection, keys: Sequence[str] | None, marks: Marks, rules: Rules, plan: GradePlan | None
) -> Iterator[LearnerResult]:
    """Every learner in order (or those with these keys), with the marks in their scores. A learner's items are put in
    order here: the database would sort the results of all of them, answers and all."""
    everybody = sql.select(learners).order_by(learners.c.position, learners.c.id)
    if keys is not None:
        everybody = everybody.where(learners.c.key.in_(keys))
    query = sql.select(results.c.learner, results.c.item, *(results.c[field] for field in DETAILS))
    in_course = sql.select(items.c.id, items.c.name).order_by(items.c.position, items.c.id)
    names = {item: (place, name) for place, (item, name) in enumerate(db.execute(in_course).all())}
    people = db.execute(everybody).all()
    for start in range(0, len(people), TOGETHER):
        some = people[start : start + TOGETHER]
        found: dict[int, list[tuple[int, ItemScore]]] = {person.id: [] for person in some}
        for learner, item, *details in db.execute(query.where(results.c.learner.in_([*found]))):
            place, name = names.get(item, (-1, ""))
            found[learner].append((place, item_score(name, *details)))
        for person in some:
            mine = tuple([item for _, item in sorted(found.pop(person.id), key=itemgetter(0))])
            yield entry_of(person, mine, marks, rules, plan)


def item_score(
    name: str,
    outcome: Outcome,
    score: float,
    most: float,
    attempts: int,
    hints: int,
    solution: bool,
    answer: bytes,
    seconds: float | None,
    event: str | None,
    at: float | None,
) -> ItemScore:
    """One item from its row: DETAILS in their order."""
    return ItemScore(name, outcome, score, most, attempts, hints, solution, answer, seconds, event or "", at)


def entry_of(
    person: Any, mine: tuple[ItemScore, ...], marks: Marks, rules: Rules, plan: GradePlan | None
) -> LearnerResult:
    """One learner as grading knows them, with the marks in their scores."""
    flags = tuple(f for f in person.flags.split(";") if f)
    points = (person.score, person.max_score, person.raw, person.penalty, person.days, person.last_check)
    look = tuple(line for line in (person.look or "").split("\n") if line)
    grade = Grade(person.learner_id, person.name, person.email, person.status, flags, *points, look)
    place = Placement(person.section or "", person.team or "", person.track or "", person.extension or "")
    of_file = (person.file, person.workbook, person.torn)
    entry = LearnerResult(person.key, grade, mine, *of_file, place=place, leader=person.leader or "")
    return with_marks(entry, given_to(entry, marks), plan, rules)
