"""Gradebooks as other hands left them: of an earlier version, or with another result on a sheet."""

from __future__ import annotations

import msgspec
import sqlalchemy as sql

from mosaic_exercises.grading.gradebook.sheets import read_sheet
from mosaic_exercises.grading.gradebook.store import Gradebook
from mosaic_exercises.grading.gradebook.tables import items, learners, results, sheets

NEW = (("marks", "outcome"), ("marks", "fits"), ("items", "part"))  # columns that came with the sheets


def as_former(book: Gradebook) -> None:
    """Give a gradebook the tables that it had before there were sheets: a row for each learner and item."""
    with book.writing() as db:
        results.create(db)
        ids = {row.name: row.id for row in db.execute(sql.select(items.c.name, items.c.id))}
        for learner, sheet in db.execute(sql.select(sheets.c.learner, sheets.c.results)).all():
            rows = [msgspec.structs.asdict(one) for one in read_sheet(sheet)]
            told = [{**row, "learner": learner, "item": ids[row.pop("exercise")]} for row in rows]
            db.execute(results.insert(), told)
        for table in ("sheets", "outcomes"):
            db.execute(sql.text(f"drop table {table}"))
        for table, column in NEW:
            db.execute(sql.text(f"alter table {table} drop column {column}"))


def rewrite(book: Gradebook, key: str, item: str, **changed: object) -> None:
    """Put another result in the place of one."""
    with book.writing() as db:
        join = sheets.join(learners, sheets.c.learner == learners.c.id).join(items, sheets.c.part == items.c.part)
        query = sql.select(sheets).select_from(join).where(learners.c.key == key, items.c.name == item)
        row = db.execute(query).one()
        mine = [msgspec.structs.replace(i, **changed) if i.exercise == item else i for i in read_sheet(row.results)]
        here = sql.and_(sheets.c.learner == row.learner, sheets.c.part == row.part)
        db.execute(sheets.update().where(here).values(results=msgspec.msgpack.encode(mine)))
