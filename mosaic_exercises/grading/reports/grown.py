"""What a class knew before and knows now: the first tries of two checks of one blueprint, learner by learner."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from mosaic_exercises.course import Course
from mosaic_exercises.errors import FormatError
from mosaic_exercises.grading.csv_out import lines, text
from mosaic_exercises.grading.intake.files import read
from mosaic_exercises.grading.intake.places import HandInPlace
from mosaic_exercises.learner.growth import Growth, growth
from mosaic_exercises.workbook.handin import Submission, newest_of_each
from mosaic_exercises.workbook.handin import read as read_submission
from mosaic_exercises.workbook.history import histories

HEAD = ("learner_id", "name", "check", "concept", "before", "now")
CELL = {True: "1", False: "0", None: ""}


class GrownLearner(msgspec.Struct, frozen=True):
    """One learner's rows by the check that is compared."""

    id: str
    name: str
    rows: tuple[tuple[str, Growth], ...]


class ConceptGrowth(msgspec.Struct, frozen=True):
    """One concept over a class: of those who tried both (``n``), how many were right at the first try."""

    check: str
    concept: str
    n: int
    before: int
    now: int


def grown(course: Course, places: Iterable[HandInPlace]) -> tuple[list[GrownLearner], list[tuple[str, str]]]:
    """Every learner once (of several files of one workbook the newest counts), and the files that could not be read."""
    bad: list[tuple[str, str]] = []
    sheets = newest_of_each(readable(places, bad))
    checks = [quiz for quiz in course.quizzes.values() if quiz.since]
    learners = []
    for sheet in sheets:
        past = histories(sheet.events)
        rows = tuple((quiz.id, one) for quiz in checks for one in growth(course, quiz, past))
        learners.append(GrownLearner(sheet.learner.id, sheet.learner.name, rows))
    return sorted(learners, key=lambda one: (one.id, one.name)), bad


def readable(places: Iterable[HandInPlace], bad: list[tuple[str, str]]) -> Iterator[Submission]:
    """What can be read; ``bad`` takes the others, with the reason."""
    for place in places:
        for found in read(place, lambda _: None):
            try:
                if found.problem:
                    raise FormatError(found.problem)
                yield read_submission(found.data)
            except FormatError as error:
                bad.append((found.label, str(error)))


def growth_csv(learners: Iterable[GrownLearner]) -> bytes:
    """A row a learner and concept; 1 right, 0 not yet, blank: not asked."""
    rows = [
        (text(one.id), text(one.name), check, row.concept, CELL[row.before], CELL[row.now])
        for one in learners
        for check, row in one.rows
    ]
    return lines([HEAD, *rows])


def over_class(learners: Sequence[GrownLearner]) -> list[ConceptGrowth]:
    """Concept by concept, those who tried both alone: a class that shrinks would seem to learn otherwise."""
    found: dict[tuple[str, str], list[Growth]] = {}
    for one in learners:
        for check, row in one.rows:
            both = found.setdefault((check, row.concept), [])
            if row.before is not None and row.now is not None:
                both.append(row)
    return [
        ConceptGrowth(check, concept, len(rows), sum(bool(r.before) for r in rows), sum(bool(r.now) for r in rows))
        for (check, concept), rows in found.items()
    ]
