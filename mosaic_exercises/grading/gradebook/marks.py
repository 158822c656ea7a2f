"""What people write into the gradebook: marks, judgements of a rubric's criteria, comments. Each within a transaction.

A mark, a judgement and a comment carry a version: whoever writes one says which version they saw, and who saw an older
one is told, so two markers cannot undo each other's work.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
import sqlalchemy as sql
from sqlalchemy.exc import IntegrityError

from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.gradebook.records import Comment, Conflict, GivenAnswer, GivenMark, GradeChange, Judgement
from mosaic_exercises.grading.gradebook.save import clean, named, written
from mosaic_exercises.grading.gradebook.sheets import given_points, results_of
from mosaic_exercises.grading.gradebook.sheets import result_of as computed
from mosaic_exercises.grading.gradebook.tables import comments, history, judgements, learners, marks
from mosaic_exercises.grading.records import ItemScore
from mosaic_exercises.grading.scoring.marked import LOOKED, GivenPoints, digest, same_answer, stands, whole
from mosaic_exercises.learner.earned import points_of
from mosaic_exercises.workbook.events import now


def learner_of(db: sql.Connection, key: str, hold: bool = False) -> int:
    """A learner's number. ``hold``: nobody else writes about this learner until the transaction ends (SQLite, which has
    one writer at a time, needs no such lock). Raises InputError."""
    query = sql.select(learners.c.id).where(learners.c.key == key)
    found = db.execute(query.with_for_update() if hold else query).scalar_one_or_none()
    if found is None:
        raise InputError(f"the gradebook has no learner '{key}'")
    return int(found)


def result_of(db: sql.Connection, learner: int, item: str, key: str) -> ItemScore:
    """What the computer made of an item. Raises InputError where the learner has none of that name."""
    found = computed(db, learner, item)
    if found is None:
        raise InputError(f"'{key}' has no item '{item}'")
    return found


def put(db: sql.Connection, table: sql.Table, here: Mapping[str, Any], values: Mapping[str, Any], seen: int) -> bool:
    """Write a row of version ``seen`` + 1 in place of that of version ``seen`` (0: there was none). False where
    somebody else was faster."""
    new = {**values, "version": seen + 1}
    if seen:
        place = sql.and_(*(table.c[name] == value for name, value in here.items()), table.c.version == seen)
        return bool(db.execute(table.update().where(place).values(**new)).rowcount)
    try:
        with db.begin_nested():
            db.execute(table.insert().values(**here, **new))
    except IntegrityError:
        return False
    return True


def tell(db: sql.Connection, change: GradeChange, who: str, at: str) -> None:
    """One line of the history."""
    db.execute(history.insert(), {"at": at, "who": who, **{k: clean(v) for k, v in named(change).items()}})


def mark(db: sql.Connection, learner: str, item: str, score: float, marker: str, seen: int) -> GivenMark:
    """Give points. Raises Conflict where another marker was faster, InputError for what is no mark."""
    at = now()
    id_ = learner_of(db, learner, hold=True)
    found = result_of(db, id_, item, learner)
    most = found.max_score
    if not 0 <= score <= most:
        raise InputError(f"{item}: {score:g} is no mark; write 0 to {most:g}")
    here = {"learner": id_, "item": item}
    former = standing(db, marks, here)
    given = for_answer(found, score, score / most if most else 0.0)
    if not put(db, marks, here, {**as_columns(given, found), "marker": clean(marker), "at": at}, seen):
        there = standing(db, marks, here)
        raise Conflict(
            f"{learner}, {item}: {there.marker} gave {there.score:g} at {there.at}; look again"
            if there
            else f"{learner}, {item}: the mark was taken away meanwhile; look again"
        )
    tell(db, GradeChange(learner, item, "mark", written(former.score if former else None), written(score)), marker, at)
    return GivenMark(learner, item, score, marker, at, seen + 1, given)


def for_answer(found: ItemScore, score: float, share: float) -> GivenPoints:
    """Points for the answer that counts now."""
    return GivenPoints(score, share, found.event, digest(found.answer))


def as_columns(points: GivenPoints, found: ItemScore) -> dict[str, Any]:
    """A mark's columns, given for the answer that counts now."""
    return {**msgspec.structs.asdict(points), "outcome": found.outcome, "fits": True}


def looked(db: sql.Connection, learner: str, marker: str) -> None:
    """Keep that somebody has looked at a learner's work, as it counts now."""
    at = now()
    id_ = learner_of(db, learner, hold=True)
    events = (item.event for item in results_of(db, [id_])[id_])
    here = {"learner": id_, "item": LOOKED}
    former = standing(db, marks, here)
    given = {"score": 0.0, "share": 0.0, "event": "", "answer": whole(events)}
    put(db, marks, here, {**given, "marker": clean(marker), "at": at}, former.version if former else 0)
    tell(db, GradeChange(learner, "", "looked at", "", ""), marker, at)


def unmark(db: sql.Connection, learner: str, item: str, marker: str, seen: int) -> None:
    """Take a mark away, so that the computed score stands again. Raises Conflict."""
    here = {"learner": learner_of(db, learner, hold=True), "item": item}
    former = standing(db, marks, here)
    if former is None or not take(db, marks, here, seen):
        raise Conflict(f"{learner}, {item}: the mark was changed meanwhile; look again")
    tell(db, GradeChange(learner, item, "mark", written(former.score), ""), marker, now())


def judge(
    db: sql.Connection,
    learner: str,
    item: str,
    criterion: str,
    level: int | None,
    scale: Mapping[str, int],
    marker: str,
    seen: int,
    asked: GivenAnswer | None = None,
) -> int:
    """Judge one criterion, or take its judgement away (``level`` None). ``scale``: the rubric's criteria and how many
    levels each has. ``asked``: the answer that the marker has before them. Once all are judged the mark follows; while
    one is not there is none. Returns the version.

    Raises Conflict where another marker was faster or another answer stands by now, InputError for what is no level of
    this rubric.
    """
    at = now()
    levels = levels_of(item, scale, criterion, level)
    id_ = learner_of(db, learner, hold=True)
    found = result_of(db, id_, item, learner)
    if asked is not None and not same_answer(asked.event, digest(asked.answer), found.event, found.answer):
        raise Conflict(f"{item}: the class was graded again and another answer stands by now; open the queue again")
    here = {"learner": id_, "item": item, "criterion": criterion}
    what = {"level": level, "levels": levels, "answer": digest(found.answer), "event": found.event}
    values = {**what, "marker": clean(marker), "at": at}
    former = standing(db, judgements, here)
    done = take(db, judgements, here, seen) if level is None else put(db, judgements, here, values, seen)
    if not done:
        there = standing(db, judgements, here)
        raise Conflict(
            f"{there.marker} gave '{criterion}' level {there.level + 1} of {there.levels} at {there.at}; look again"
            if there
            else f"the judgement of '{criterion}' was taken away meanwhile; look again"
        )
    said = ["" if value is None else f"{criterion}: {value + 1}" for value in (former and former.level, level)]
    tell(db, GradeChange(learner, item, "judgement", *said), marker, at)
    follow(db, id_, found, GradeChange(learner, item, "mark", "", ""), scale, marker, at)
    return 0 if level is None else seen + 1


def levels_of(item: str, scale: Mapping[str, int], criterion: str, level: int | None) -> int:
    """How many levels a criterion of an item's rubric has. Raises InputError where it has no such level, or the rubric
    no such criterion."""
    levels = scale.get(criterion)
    if levels is None:
        raise InputError(f"{item}: the rubric has no criterion '{criterion[:80]}'; it has {', '.join(scale)}")
    if level is not None and not 0 <= level < levels:
        raise InputError(f"{item}: '{criterion}' has no level {level + 1}; write 1 to {levels}")
    return levels


def follow(
    db: sql.Connection, id_: int, found: ItemScore, change: GradeChange, scale: Mapping[str, int], marker: str, at: str
) -> None:
    """Let the mark follow from the judgements: there is one exactly when all criteria are judged for the answer that
    counts now. A mark for another answer stays until then, so that this one goes on waiting."""
    query = sql.select(judgements).where(judgements.c.learner == id_, judgements.c.item == found.exercise)
    mine = [row for row in db.execute(query) if row.criterion in scale]
    given = {
        row.criterion: (row.level, row.levels)
        for row in mine
        if same_answer(row.event or "", row.answer, found.event, found.answer)
    }
    here = {"learner": id_, "item": found.exercise}
    former = standing(db, marks, here)
    part = share(found, given) if len(given) == len(scale) else None
    if part is None:
        if former is not None and stands(given_points(former), found):
            take(db, marks, here, former.version)
            tell(db, GradeChange(change.learner, change.item, "mark", written(former.score), ""), marker, at)
        return
    points = for_answer(found, points_of(part, found.max_score), part)
    if former is not None and given_points(former) == points:
        return
    values = {**as_columns(points, found), "marker": clean(marker), "at": at}
    put(db, marks, here, values, former.version if former else 0)
    before = former.score if former else None
    tell(db, GradeChange(change.learner, change.item, "mark", written(before), written(points.score)), marker, at)


def share(found: ItemScore, given: Mapping[str, tuple[int, int]]) -> float:
    """The share of the points (0 to 1) of an answer whose criteria are all judged: each counts the same. What the
    computer scored counts as one criterion more; an answer that it only recorded counts by the rubric alone."""
    shares = [level / (levels - 1) for level, levels in given.values()]
    if found.outcome in ("correct", "partial", "incorrect") and found.max_score:
        shares.append(found.score / found.max_score)
    return sum(shares) / len(shares)


def comment(db: sql.Connection, learner: str, item: str, text: str, author: str) -> Comment:
    """Add a comment. Comments of several people stand side by side."""
    at = now()
    values = {"learner": learner_of(db, learner), "item": item, "text": clean(text), "author": clean(author), "at": at}
    key = db.execute(comments.insert().values(version=1, **values)).inserted_primary_key
    tell(db, GradeChange(learner, item, "comment", "", text), author, at)
    return Comment(int(key[0]) if key else 0, learner, item, text, author, at, 1)


def rewrite(db: sql.Connection, former: Comment, text: str, author: str) -> Comment:
    """Change a comment that one has read. Raises Conflict where it is another one by now."""
    at = now()
    values = {"text": clean(text), "author": clean(author), "at": at}
    if not put(db, comments, {"id": former.id}, values, former.version):
        raise Conflict(f"{former.learner}, {former.item}: the comment was changed meanwhile; look again")
    tell(db, GradeChange(former.learner, former.item, "comment", former.text, text), author, at)
    return Comment(former.id, former.learner, former.item, text, author, at, former.version + 1)


def uncomment(db: sql.Connection, former: Comment, author: str) -> None:
    """Take a comment away that one has read. Raises Conflict where it is another one by now."""
    if not take(db, comments, {"id": former.id}, former.version):
        raise Conflict(f"{former.learner}, {former.item}: the comment was changed meanwhile; look again")
    tell(db, GradeChange(former.learner, former.item, "comment", former.text, ""), author, now())


def standing(db: sql.Connection, table: sql.Table, here: Mapping[str, Any]) -> Any:
    """The row that stands, or None."""
    return db.execute(sql.select(table).where(*(table.c[n] == v for n, v in here.items()))).one_or_none()


def take(db: sql.Connection, table: sql.Table, here: Mapping[str, Any], seen: int) -> bool:
    """Take the row of version ``seen`` away. False where it is another one by now."""
    place = (*(table.c[n] == v for n, v in here.items()), table.c.version == seen)
    return bool(db.execute(table.delete().where(*place)).rowcount)


def judgement_of(row: Any) -> Judgement:
    """A row with its learner's key."""
    what = (row.key, row.item, row.criterion, row.level, row.levels)
    return Judgement(*what, row.marker, row.at, row.version, row.answer, row.event or "")
