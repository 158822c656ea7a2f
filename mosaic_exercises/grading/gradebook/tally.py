"""How many answers there are to each item, and how many of them people have marked: quick for any class, since answers
are read only where that alone tells whether a mark still stands."""

from __future__ import annotations

from collections import Counter

import sqlalchemy as sql

from mosaic_exercises.grading.gradebook.marks import given_points
from mosaic_exercises.grading.gradebook.records import Tally
from mosaic_exercises.grading.gradebook.tables import items, learners, marks, results
from mosaic_exercises.grading.scoring.marked import same_answer


def tally(db: sql.Connection) -> list[Tally]:
    """How many answers there are to each item, by what the computer made of them."""
    followers = sql.select(learners.c.id).where(learners.c.leader.is_not(None))
    own = results.c.learner.not_in(followers)
    most, found = sql.func.max(results.c.max_score).label("most"), sql.func.count().label("n")
    # Counted from the index alone, so that no answer is read.
    by = (results.c.item, results.c.outcome)
    told = sql.select(*by, most, found).where(own).group_by(*by).subquery()
    columns = (items.c.name, items.c.exercise, told.c.outcome, told.c.most, told.c.n)
    query = sql.select(*columns).join(told, told.c.item == items.c.id).order_by(items.c.id, told.c.outcome)
    # From the marks to their answers, which outer joins tell SQLite: of those there are many more.
    there = sql.and_(results.c.learner == marks.c.learner, results.c.item == items.c.id)
    join = marks.outerjoin(items, items.c.name == marks.c.item).outerjoin(results, there)
    of_own = sql.and_(results.c.learner.is_not(None), own)  # a mark of no item has no answer
    same = sql.and_(marks.c.event != "", marks.c.event == results.c.event)
    of_item = (marks.c.item, results.c.outcome)
    plain = sql.select(*of_item, found).select_from(join).where(of_own, same).group_by(*of_item)
    of_marks = (marks, results.c.outcome, results.c.event.label("now"), results.c.answer.label("said"))
    others = sql.or_(results.c.event.is_(None), marks.c.event.is_(None), sql.not_(same))
    given = sql.select(*of_marks).select_from(join).where(of_own, others)
    again: Counter[tuple[str, str]] = Counter()
    counting = Counter({(item, outcome): n for item, outcome, n in db.execute(plain)})
    for row in db.execute(given):
        points = given_points(row)
        stands = same_answer(points.event, points.answer, row.now or "", row.said)
        (counting if stands else again)[row.item, row.outcome] += 1
    return [
        Tally(name, slug, outcome, worth, n, counting[name, outcome], again[name, outcome])
        for name, slug, outcome, worth, n in db.execute(query)
    ]
