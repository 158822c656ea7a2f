"""How many answers there are to each item, and how many of them people have marked: quick for any class, since each run
counts the answers and each mark knows whether it stands."""

from __future__ import annotations

from collections import Counter

import sqlalchemy as sql

from mosaic_exercises.grading.gradebook.records import Tally
from mosaic_exercises.grading.gradebook.tables import items, learners, marks, outcomes


def tally(db: sql.Connection) -> list[Tally]:
    """How many answers there are to each item, by what the computer made of them."""
    join = marks.join(learners, marks.c.learner == learners.c.id)
    by = (marks.c.item, marks.c.outcome, marks.c.fits)
    given = sql.select(*by, sql.func.count()).select_from(join).where(learners.c.leader.is_(None)).group_by(*by)
    counted = Counter({(item, outcome, bool(fits)): n for item, outcome, fits, n in db.execute(given)})
    told = (outcomes.c.outcome, outcomes.c.most, outcomes.c.answers)
    query = sql.select(items.c.name, items.c.exercise, *told).join(outcomes, outcomes.c.item == items.c.id)
    return [
        Tally(name, slug, outcome, worth, n, counted[name, outcome, True], counted[name, outcome, False])
        for name, slug, outcome, worth, n in db.execute(query.order_by(items.c.id, outcomes.c.outcome))
    ]
