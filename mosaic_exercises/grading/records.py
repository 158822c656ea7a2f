"""What grading passes on: frozen records."""

from __future__ import annotations

from typing import Literal

import msgspec

from mosaic_exercises.grading.intake.roster import Placement
from mosaic_exercises.results import Outcome
from mosaic_exercises.workbook.events import Learner

FileStatus = Literal["graded", "needs-review", "superseded", "corrupt", "ignored"]
Status = Literal["graded", "needs-review", "corrupt", "missing"]
ANSWER_LIMIT = 200_000  # bytes


class ItemScore(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """One exercise of one learner, in points. A drill's question is named ``quiz/question``. ``answer`` is the one that
    counts, as JSON ("" for none; one longer than ANSWER_LIMIT is not kept). ``seconds``: from the first to the last
    event about it within one sitting, added up over the sittings; None where no sitting has two. ``event``: the id of
    the event whose answer counts, "" for none; ``at``: when it was given, in seconds since 1970, where that matters."""

    exercise: str
    outcome: Outcome
    score: float
    max_score: float
    attempts: int
    hints: int = 0
    solution: bool = False
    answer: bytes = b""
    seconds: float | None = None
    event: str = ""
    at: float | None = None


class ItemTry(msgspec.Struct, frozen=True, gc=False, kw_only=True, array_like=True):
    """One of the answers that could count for an item: a check before the solution was opened."""

    at: float | None
    outcome: Outcome
    score: float
    event: str
    answer: bytes = b""


class Graded(msgspec.Struct, frozen=True, tag=True):
    """One submission, every answer checked again. ``last`` is the time of its newest event and ``last_check`` that of
    its newest check, in seconds since 1970 by the learner's clock, None where no time can be. ``untimed``: how many
    checks have a time that cannot be read or cannot be right; they count as given at ``last``, when the file was made
    or later.
    ``torn``: a person has to look for another reason than marking. ``look``: what is worth a look, in words; it costs
    nothing and proves nothing. ``tries``: by the item's name, oldest first, where a plan asks for them. ``foreign``:
    other workbooks in which answers that count were given, and how many."""

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
    torn: bool = False
    look: tuple[str, ...] = ()
    tries: dict[str, tuple[ItemTry, ...]] = {}
    foreign: tuple[tuple[str, int], ...] = ()
    untimed: int = 0


class Refused(msgspec.Struct, frozen=True, tag=True):
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
    """One learner: a row of grades.csv. ``score`` is None where there is nothing that could be scored. ``raw`` is the
    score before the ``penalty`` for ``days`` begun after the due date. ``last_check``: seconds since 1970. ``look``:
    what is worth a look, in words."""

    learner_id: str
    name: str
    email: str
    status: Status
    flags: tuple[str, ...]
    score: float | None
    max_score: float
    raw: float | None = None
    penalty: float = 0.0
    days: int = 0
    last_check: float | None = None
    look: tuple[str, ...] = ()


class NotebookGrade(msgspec.Struct, frozen=True, kw_only=True):
    """One notebook of one learner. ``raw`` is the score before the ``penalty`` for lateness; ``due``: when it was due
    for this learner, extension included, told in ``zone``; ``weight``: among the notebooks, None where they have none.
    """

    id: str
    title: str
    score: float
    max_score: float
    raw: float
    penalty: float = 0.0
    days: int = 0
    due: float | None = None
    zone: str = ""
    weight: float | None = None


class LearnerResult(msgspec.Struct, frozen=True):
    """One learner with the items of the submission that counts. ``key`` compares; ``file``: its name, "" for none;
    ``torn``: a person has to look for another reason than marking. ``marked``: items whose mark counts; ``again``:
    items whose mark was given for another answer, and which wait again. ``place``: section, group, track, extension;
    ``leader``: the key of the group's member whose file counts, "" for one's own; ``notebooks``: where a plan asks;
    ``said``: by item, why it does not count as it is."""

    key: str
    grade: Grade
    items: tuple[ItemScore, ...] = ()
    file: str = ""
    workbook: str = ""
    torn: bool = False
    marked: tuple[str, ...] = ()
    again: tuple[str, ...] = ()
    place: Placement = Placement()
    leader: str = ""
    notebooks: tuple[NotebookGrade, ...] = ()
    said: dict[str, str] = {}
