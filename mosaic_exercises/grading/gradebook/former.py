"""The results of a gradebook of an earlier version, a row for each learner and item, put on sheets."""

from __future__ import annotations

from collections import Counter
from typing import Any

import sqlalchemy as sql

from mosaic_exercises.grading.gradebook.save import SHEET_COLUMNS, bulk, keep_counts, packed
from mosaic_exercises.grading.gradebook.sheets import refit
from mosaic_exercises.grading.gradebook.tables import items, learners, results, sheets
from mosaic_exercises.grading.records import ItemScore

TOGETHER = 100  # learners whose results are read together
ON_A_SHEET = 16  # items: which notebook they are of is not known here
DETAILS = ItemScore.__struct_fields__[1:]  # columns of the same names


def as_sheets(db: sql.Connection) -> None:
    """Put all rows on sheets, which takes the place of what stands there, and drop their table. It is there, and has
    every column."""
    if db.execute(sql.select(results.c.learner).limit(1)).first() is not None:
        moved(db)
    results.drop(db)


def moved(db: sql.Connection) -> None:
    """The same where there are rows."""
    db.execute(sheets.delete())
    db.execute(items.update().where(items.c.part.is_(None)).values(part=items.c.position // ON_A_SHEET))
    parts = {row.name: int(row.part) for row in db.execute(sql.select(items.c.name, items.c.part))}
    query = sql.select(results.c.learner, items.c.name, *(results.c[field] for field in DETAILS))
    query = query.select_from(results.join(items, results.c.item == items.c.id))
    people = db.execute(sql.select(learners.c.id, learners.c.leader).order_by(learners.c.id)).all()
    counts: Counter[tuple[str, str, float]] = Counter()
    for start in range(0, len(people), TOGETHER):
        some = people[start : start + TOGETHER]
        found: dict[int, list[ItemScore]] = {person.id: [] for person in some}
        for learner, *row in db.execute(query.where(results.c.learner.in_([*found]))):
            found[learner].append(item_of(*row))
        for person in some:
            if person.leader is None:
                counts.update([(item.exercise, item.outcome, item.max_score) for item in found[person.id]])
        rows = [(id_, part, sheet) for id_, mine in found.items() for part, sheet in packed(mine, parts).items()]
        bulk(db, sheets, SHEET_COLUMNS, rows)
        refit(db, found)
    keep_counts(db, counts)


def item_of(*row: Any) -> ItemScore:
    """One item from its row: its name and DETAILS in their order."""
    name, outcome, score, most, attempts, hints, solution, answer, seconds, event, at = row
    return ItemScore(name, outcome, score, most, attempts, hints, solution, answer, seconds, event or "", at)
