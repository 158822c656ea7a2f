"""A second marker's judgements: kept beside the first marker's, for comparing. They change no mark."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sql

from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.gradebook.marks import (
    judgement_of,
    learner_of,
    levels_of,
    put,
    result_of,
    standing,
    tell,
)
from mosaic_exercises.grading.gradebook.records import GivenAnswer, GradeChange, Judgement
from mosaic_exercises.grading.gradebook.save import clean
from mosaic_exercises.grading.gradebook.store import Gradebook
from mosaic_exercises.grading.gradebook.tables import learners, opinions
from mosaic_exercises.grading.scoring.marked import digest, same_answer
from mosaic_exercises.workbook.events import now


def opine(
    book: Gradebook, asked: GivenAnswer, criterion: str, level: int, scale: Mapping[str, int], marker: str
) -> bool:
    """Keep one opinion; the same marker may change it. Returns whether it is new. Raises InputError for what is no
    level, where another answer stands by now, and where somebody else has given the second opinion."""
    levels = levels_of(asked.item, scale, criterion, level)
    here_, at = asked.learner, now()
    with book.writing() as db:
        id_ = learner_of(db, here_, hold=True)
        found = result_of(db, id_, asked.item, here_)
        if not same_answer(asked.event, digest(asked.answer), found.event, found.answer):
            raise InputError("the class was graded again and another answer stands by now")
        here = {"learner": id_, "item": asked.item, "criterion": criterion}
        former = standing(db, opinions, here)
        if former is not None and former.marker != marker:
            raise InputError(f"{former.marker} has given the second opinion already; that stays")
        if former is not None and (former.level, former.answer, former.levels) == (level, digest(found.answer), levels):
            return False
        what = {"level": level, "levels": levels, "answer": digest(found.answer), "event": found.event}
        put(db, opinions, here, {**what, "marker": clean(marker), "at": at}, former.version if former else 0)
        said = ["" if value is None else f"{criterion}: {value + 1}" for value in (former and former.level, level)]
        tell(db, GradeChange(here_, asked.item, "second", *said), marker, at)
    return True


def given_opinions(book: Gradebook, item: str) -> dict[str, dict[str, Judgement]]:
    """The second opinions on one item, by the learner's key and the criterion."""
    query = sql.select(learners.c.key, opinions).join(learners, opinions.c.learner == learners.c.id)
    found: dict[str, dict[str, Judgement]] = {}
    with book.reading() as db:
        for row in db.execute(query.where(opinions.c.item == item).order_by(opinions.c.id)):
            found.setdefault(row.key, {})[row.criterion] = judgement_of(row)
    return found
