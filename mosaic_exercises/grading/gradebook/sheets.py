"""The sheets of a gradebook: the results of one learner in one part of the course, written together and read together.

A sheet holds ``ItemScore`` records as MessagePack (``save.packed``). Who marks an item reads one small sheet a
learner; a page or the class's figures read all of a learner's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import msgspec
import sqlalchemy as sql

from mosaic_exercises.course import Course
from mosaic_exercises.course.names import tile_of
from mosaic_exercises.grading.gradebook.tables import items, marks, sheets
from mosaic_exercises.grading.records import ItemScore
from mosaic_exercises.grading.scoring.marked import LOOKED, GivenPoints, stands

_decode = msgspec.msgpack.Decoder(list[ItemScore]).decode


def read_sheet(packed: bytes) -> list[ItemScore]:
    """The results on a sheet. Raises msgspec.MsgspecError for what is none."""
    return _decode(packed)


class CourseParts:
    """On which sheet the results of an item stand: each notebook has one, and what is of no notebook the last."""

    def __init__(self, course: Course) -> None:
        books = course.notebooks
        self._tiles = {placed.slug: n for n, book in enumerate(books) for placed in book.items}
        self._last = len(books)

    def __call__(self, item: str) -> int:
        """The part of an item with this name."""
        return self._tiles.get(tile_of(item), self._last)


def results_of(db: sql.Connection, learners: Collection[int]) -> dict[int, list[ItemScore]]:
    """Every result of some learners, by the learner's number, in no order."""
    found: dict[int, list[ItemScore]] = {learner: [] for learner in learners}
    query = sql.select(sheets.c.learner, sheets.c.results).where(sheets.c.learner.in_(learners))
    for learner, sheet in db.execute(query):
        found[learner] += read_sheet(sheet)
    return found


def result_of(db: sql.Connection, learner: int, item: str) -> ItemScore | None:
    """One result of one learner; None where there is none."""
    join = sheets.join(items, sheets.c.part == items.c.part)
    query = sql.select(sheets.c.results).select_from(join).where(sheets.c.learner == learner, items.c.name == item)
    sheet = db.execute(query).scalar_one_or_none()
    return None if sheet is None else on_sheet(sheet, item)


def on_sheet(sheet: bytes, item: str) -> ItemScore | None:
    """The result of an item on its sheet; None where the learner has none."""
    return next((one for one in read_sheet(sheet) if one.exercise == item), None)


def given_points(row: Any) -> GivenPoints:
    """The points in a row of marks."""
    return GivenPoints(row.score, row.share, row.event or "", row.answer or "")


def refit(db: sql.Connection, found: Mapping[int, Iterable[ItemScore]]) -> None:
    """Say of the marks of some learners what the answer is that counts now, and whether they were given for it."""
    columns = (marks.c.id, marks.c.learner, marks.c.item, marks.c.score, marks.c.share, marks.c.event, marks.c.answer)
    query = sql.select(*columns, marks.c.outcome, marks.c.fits).where(marks.c.learner.in_(found))
    given_to_them = db.execute(query.where(marks.c.item != LOOKED)).all()
    theirs = {learner: {one.exercise: one for one in found[learner]} for learner in {r.learner for r in given_to_them}}
    changed = []
    for row in given_to_them:
        given = given_points(row)
        item = theirs[row.learner].get(row.item)
        now = ("", False) if item is None else (str(item.outcome), stands(given, item))
        if now != (row.outcome, row.fits):
            changed.append({"mark": row.id, "now": now[0], "same": now[1]})
    if changed:
        which = marks.update().where(marks.c.id == sql.bindparam("mark"))
        db.execute(which.values(outcome=sql.bindparam("now"), fits=sql.bindparam("same")), changed)
