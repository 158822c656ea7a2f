"""The learners of the last run as a list: quick for any class, since no answers are read."""

from __future__ import annotations

import msgspec
import sqlalchemy as sql

from mosaic_exercises.grading.gradebook.store import Gradebook
from mosaic_exercises.grading.gradebook.tables import comments, judgements, learners, marks, runs


class LearnerLine(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """One learner. ``score`` is as computed: marks that people gave stand in ``Gradebook.entries``."""

    key: str
    learner_id: str
    name: str
    email: str
    status: str
    flags: tuple[str, ...]
    score: float | None
    max_score: float
    last_check: float | None
    file: str
    torn: bool
    look: tuple[str, ...]
    section: str


def learner_lines(book: Gradebook) -> list[LearnerLine]:
    """Every learner in the order of the class."""
    t = learners.c
    columns = (t.key, t.learner_id, t.name, t.email, t.status, t.flags, t.score, t.max_score, t.last_check, t.file)
    query = sql.select(*columns, t.torn, t.look, t.section).where(t.position >= 0).order_by(t.position, t.id)
    with book.reading() as db:
        return [
            LearnerLine(
                key=r.key,
                learner_id=r.learner_id,
                name=r.name,
                email=r.email,
                status=r.status,
                flags=tuple(f for f in r.flags.split(";") if f),
                score=r.score,
                max_score=r.max_score,
                last_check=r.last_check,
                file=r.file,
                torn=bool(r.torn),
                look=tuple(line for line in (r.look or "").split("\n") if line),
                section=r.section or "",
            )
            for r in db.execute(query)
        ]


def state_of(book: Gradebook) -> str:
    """A text that changes with whatever changes what is shown of a class: runs, marks, judgements, comments."""
    parts = [sql.select(sql.func.max(runs.c.id), sql.func.max(runs.c.at))]
    parts += [sql.select(sql.func.count(), sql.func.max(t.c.at)) for t in (marks, judgements, comments)]
    with book.reading() as db:
        return "|".join(str(value) for query in parts for value in db.execute(query).one())


def last_run(book: Gradebook) -> str:
    """When the last run was, ISO 8601; "" for never."""
    with book.reading() as db:
        return db.execute(sql.select(runs.c.at).order_by(runs.c.id.desc()).limit(1)).scalar_one_or_none() or ""
