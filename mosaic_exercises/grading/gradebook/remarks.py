"""Comments to learners written many at a time: in one transaction, none of them twice."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import sqlalchemy as sql

from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.gradebook.marks import comment
from mosaic_exercises.grading.gradebook.sheets import result_of
from mosaic_exercises.grading.gradebook.store import Gradebook
from mosaic_exercises.grading.gradebook.tables import comments, items, learners
from mosaic_exercises.grading.intake.roster import ById

LONGEST = 5_000  # characters of a comment


class NewComment(msgspec.Struct, frozen=True):
    """A comment to write: to whom, about which item ("" for the whole). ``where``: where it was said, for problems."""

    learner_id: str
    item: str
    text: str
    where: str = ""


def write_comments(book: Gradebook, wanted: Sequence[NewComment], author: str) -> int:
    """Write comments; one that the same author has written there already is passed over. Returns how many are new.

    Raises InputError that lists what is wrong with them; nothing is written then.
    """
    with book.writing() as db:
        query = sql.select(learners.c.learner_id, learners.c.key, learners.c.id)
        people = ById((r.learner_id, r) for r in db.execute(query))
        known = set(db.execute(sql.select(items.c.name)).scalars())
        problems: list[str] = []
        for one in wanted:
            row, where = None, f"{one.where}: " if one.where else ""
            try:
                row = people(one.learner_id)
            except InputError as error:
                problems.append(f"{where}{error}")
                continue
            if row is None:
                problems.append(f"{where}the gradebook has no learner '{one.learner_id[:80]}'")
            elif one.item and one.item not in known:
                problems.append(f"{where}the gradebook has no item '{one.item[:80]}'")
            elif one.item and result_of(db, row.id, one.item) is None:
                problems.append(f"{where}'{one.learner_id[:80]}' was not asked '{one.item[:80]}'")
            elif not one.text.strip():
                problems.append(f"{where}the comment is empty")
            elif len(one.text) > LONGEST:
                problems.append(f"{where}the comment has {len(one.text):,} characters; {LONGEST:,} are the most")
        if problems:
            more = f"\n  and {len(problems) - 20:,} more" if len(problems) > 20 else ""
            raise InputError("nothing is written:\n  " + "\n  ".join(problems[:20]) + more)
        said = sql.select(comments.c.learner, comments.c.item, comments.c.text).where(comments.c.author == author)
        there = {(r.learner, r.item, r.text) for r in db.execute(said)}
        written = 0
        for one in wanted:
            row, text = people(one.learner_id), one.text.strip()
            if row is not None and (row.id, one.item, text) not in there:
                comment(db, row.key, one.item, text, author)
                there.add((row.id, one.item, text))
                written += 1
    return written
