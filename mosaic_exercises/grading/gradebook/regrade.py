"""What grading again would change, and for whom: the results of a run beside those in the gradebook; none is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

import msgspec

from mosaic_exercises.grading.gradebook.store import Gradebook
from mosaic_exercises.grading.records import LearnerResult
from mosaic_exercises.grading.scoring.late import Rules
from mosaic_exercises.grading.scoring.marked import Marks, given_to
from mosaic_exercises.grading.settings.plan import GradePlan
from mosaic_exercises.grading.settings.settle import with_marks

TOGETHER = 200  # learners that are looked up together
Points = float | None


class ItemChange(msgspec.Struct, frozen=True):
    """One item that earns other points, or counts to another maximum, than before."""

    item: str
    before: Points
    after: Points


class Regraded(msgspec.Struct, frozen=True, kw_only=True):
    """One learner for whom something changes: who is to be told, from what to what, and why."""

    learner_id: str
    name: str
    email: str
    before: Points
    after: Points
    max_before: float
    max_after: float
    status: tuple[str, str]
    items: tuple[ItemChange, ...]

    @property
    def told(self) -> bool:
        """Whether the learner's own grade changes: then they are to be told."""
        return (self.before, self.max_before, self.status[0]) != (self.after, self.max_after, self.status[1])


class Standing:
    """The results of a new run on their way past the gradebook: what ``grade_class`` is given as its book."""

    def __init__(self, book: Gradebook, marks: Marks, plan: GradePlan, rules: Rules) -> None:
        self.book = book
        self.marks = marks
        self.plan = plan
        self.rules = rules
        self.changes: list[Regraded] = []
        self.seen = 0

    def take(self, entries: Iterable[LearnerResult], _: object) -> None:
        """Compare every entry; keep none."""
        for batch in batches(iter(entries)):
            before = {one.key: one for one in self.book.entries([e.key for e in batch])}
            for entry in batch:
                new = with_marks(entry, given_to(entry, self.marks), self.plan, self.rules)
                self.seen += 1
                found = compared(before.get(entry.key), new)
                if found is not None:
                    self.changes.append(found)


def batches(entries: Iterator[LearnerResult]) -> Iterator[list[LearnerResult]]:
    """The entries by the handful."""
    while batch := list(islice(entries, TOGETHER)):
        yield batch


def compared(old: LearnerResult | None, new: LearnerResult) -> Regraded | None:
    """What is not as it was for one learner; None where all is."""
    was = {i.exercise: i for i in old.items} if old else {}
    now = {i.exercise: i for i in new.items}
    items: list[ItemChange] = []
    for name in dict.fromkeys((*was, *now)):
        one, other = was.get(name), now.get(name)
        before, after = ((i.score if i.max_score else None) if i else None for i in (one, other))
        if before != after:
            items.append(ItemChange(name, before, after))
    grade = new.grade
    found = Regraded(
        learner_id=grade.learner_id,
        name=grade.name,
        email=grade.email,
        before=old.grade.score if old else None,
        after=grade.score,
        max_before=old.grade.max_score if old else grade.max_score,
        max_after=grade.max_score,
        status=(old.grade.status if old else "missing", grade.status),
        items=tuple(items),
    )
    return found if found.told or items else None
