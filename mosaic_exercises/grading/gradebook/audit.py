"""What happened in a gradebook, as far as one asks for it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import sqlalchemy as sql

from mosaic_exercises.grading.gradebook.records import GradeChange
from mosaic_exercises.grading.gradebook.store import Gradebook
from mosaic_exercises.grading.gradebook.tables import history, learners
from mosaic_exercises.grading.intake.roster import ById, comparable


class ChangeFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which changes are asked for: "" is every one. ``since``: a moment as the history writes it (UTC, ISO 8601)."""

    learner: str = ""
    item: str = ""
    who: str = ""
    what: str = ""
    since: str = ""
    last: int = 0


def changes(book: Gradebook, asked: ChangeFilter) -> Iterator[GradeChange]:
    """The changes that are asked for, oldest first; of ``last`` so many only the newest. Raises
    InputError where two learners may be meant."""
    with book.reading() as db:
        people = sql.select(learners.c.learner_id, learners.c.key)
        keys = ById((r.learner_id, r.key) for r in db.execute(people))
    wanted = [
        column == value
        for column, value in (
            (history.c.learner_key, asked.learner and (keys(asked.learner) or comparable(asked.learner))),
            (history.c.item, asked.item),
            (history.c.who, asked.who),
            (history.c.what, asked.what),
        )
        if value
    ]
    if asked.since:
        wanted.append(history.c.at >= asked.since)
    order = history.c.id.desc() if asked.last else history.c.id
    query = sql.select(history).where(*wanted).order_by(order)
    with book.reading() as db:
        if asked.last:
            found: list[sql.Row[tuple[object, ...]]] = list(db.execute(query.limit(asked.last)))[::-1]
        rows = iter(found) if asked.last else db.execution_options(stream_results=True, yield_per=5_000).execute(query)
        for r in rows:
            yield GradeChange(r.learner_key, r.item, r.what, r.before, r.after, r.at, r.who)
