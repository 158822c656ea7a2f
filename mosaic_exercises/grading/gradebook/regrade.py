"""What grading again would change, and for whom: the results of a run beside those in the gradebook; none is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import PurePosixPath

import msgspec

from mosaic_exercises.grading.csv_out import number
from mosaic_exercises.grading.gradebook.store import Gradebook
from mosaic_exercises.grading.records import LearnerResult, NotebookGrade
from mosaic_exercises.grading.scoring.late import Rules
from mosaic_exercises.grading.scoring.marked import Marks, given_to
from mosaic_exercises.grading.scoring.rows import written
from mosaic_exercises.grading.settings.plan import GradePlan
from mosaic_exercises.grading.settings.settle import with_marks
from mosaic_exercises.models.frames import counted

NAMED = 2  # notebooks that are named where something changes in the same way
TOGETHER = 200  # learners that are looked up together
Points = float | None


class ItemChange(msgspec.Struct, frozen=True):
    """One item that earns other points, or counts to another maximum, than before."""

    item: str
    before: Points
    after: Points


class Regraded(msgspec.Struct, frozen=True, kw_only=True):
    """One learner for whom something changes: who is to be told, from what to what, and why: the items, and ``why`` in
    words whatever is no item (lateness, due dates, weights, another file, another place on the roster)."""

    learner_id: str
    name: str
    email: str
    before: Points
    after: Points
    max_before: float
    max_after: float
    status: tuple[str, str]
    items: tuple[ItemChange, ...]
    why: tuple[str, ...] = ()

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
        why=tuple(reasons(old, new)) if old else (),
    )
    return found if found.told or items else None


def reasons(old: LearnerResult, new: LearnerResult) -> Iterable[str]:
    """What else than items is not as it was, in words."""
    files = [PurePosixPath(one.file).name for one in (old, new)]
    yield from changed("file", *files)
    for field in ("section", "group", "track", "extension"):
        yield from changed(field, *(str(getattr(one.place, field)) for one in (old, new)))
    yield from changed("full mark", *(number(one.grade.max_score) for one in (old, new)))
    yield from changed("days late", str(old.grade.days), str(new.grade.days))
    yield from changed("lost by lateness", number(old.grade.penalty), number(new.grade.penalty))
    before = {one.id: one for one in old.notebooks}
    both = [(before[one.id], one) for one in new.notebooks if one.id in before]
    costs = [(was, now) for was, now in both if (was.days, was.penalty) != (now.days, now.penalty)]
    yield from together("due", ((now.id, day(was), day(now)) for was, now in costs))
    yield from together("weight", ((now.id, number(was.weight), number(now.weight)) for was, now in both))


def together(what: str, values: Iterable[tuple[str, str, str]]) -> Iterable[str]:
    """What changes in the same way in several notebooks, once: a notebook's id, the value before and after."""
    found: dict[str, list[str]] = {}
    for id_, was, now in values:
        for said in changed(what, was, now):
            found.setdefault(said, []).append(id_)
    for said, ids in found.items():
        yield f"{said} ({', '.join(ids) if len(ids) <= NAMED else counted(len(ids), 'notebook')})"


def day(notebook: NotebookGrade) -> str:
    """When a notebook was due, to the minute, in the class's time zone."""
    return written(notebook.due, notebook.zone)[: len("2026-03-17T23:59")].replace("T", " ")


def changed(what: str, was: str, now: str) -> Iterable[str]:
    """A value before and after, where it is another one."""
    if was != now:
        yield f"{what} {was or 'none'} -> {now or 'none'}"
