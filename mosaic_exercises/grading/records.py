"""What grading passes on: frozen records."""

from __future__ import annotations

from typing import Literal

import msgspec

from mosaic_exercises.results import Outcome
from mosaic_exercises.workbook.events import Learner

FileStatus = Literal["graded", "needs-review", "superseded", "corrupt", "ignored"]
Status = Literal["graded", "needs-review", "corrupt", "missing"]


class ItemScore(msgspec.Struct, frozen=True):
    """One exercise of one learner, in points. A drill's question is named ``quiz/question``."""

    exercise: str
    outcome: Outcome
    score: float
    max_score: float
    attempts: int


class Graded(msgspec.Struct, frozen=True):
    """One submission, every answer checked again. ``last`` is the time of its newest event and ``last_check`` that of
    its newest check, in seconds since 1970 by the learner's clock, None where there is none that can be read."""

    learner: Learner
    workbook: str
    made: str
    last: float | None
    last_check: float | None
    status: Literal["graded", "needs-review"]
    score: float
    max_score: float
    items: tuple[ItemScore, ...]
    notes: tuple[str, ...] = ()


class Refused(msgspec.Struct, frozen=True):
    """Bytes that are no submission of this course, why, and the learner as far as the torn file still tells."""

    reason: str
    learner: Learner = Learner()


class Intake(msgspec.Struct, frozen=True):
    """One file that was found: a row of intake.csv."""

    file: str
    learner_id: str
    status: FileStatus
    reason: str = ""


class Grade(msgspec.Struct, frozen=True):
    """One learner: a row of grades.csv. ``score`` is None where there is nothing that could be scored."""

    learner_id: str
    name: str
    email: str
    status: Status
    flags: tuple[str, ...]
    score: float | None
    max_score: float
