"""What people write into a gradebook, and what changed: frozen records."""

from __future__ import annotations

import msgspec

from mosaic_exercises.grading.errors import InputError
from mosaic_exercises.grading.scoring.marked import GivenPoints


class Conflict(InputError):
    """Somebody else wrote this mark or comment since it was read. The message says who and what."""


class GivenMark(msgspec.Struct, frozen=True):
    """Points that a person gave. ``version`` rises with each change. ``points``: the same as grading takes them, with
    the answer that they were given for."""

    learner: str
    item: str
    score: float
    marker: str
    at: str
    version: int
    points: GivenPoints = GivenPoints(0.0)


class Judgement(msgspec.Struct, frozen=True):
    """One criterion of one answer, judged: ``level`` of ``levels``, the lowest is 0. ``answer``: a digest of the answer
    that was judged, so that a newer one shows."""

    learner: str
    item: str
    criterion: str
    level: int
    levels: int
    marker: str
    at: str
    version: int
    answer: str = ""
    event: str = ""


class Comment(msgspec.Struct, frozen=True):
    """What a person wrote to a learner about an item ("" for the whole)."""

    id: int
    learner: str
    item: str
    text: str
    author: str
    at: str
    version: int


class GradeChange(msgspec.Struct, frozen=True):
    """Something of one learner that is not as it was: a score, a status, a mark, a comment. ``item`` is "" for all."""

    learner: str
    item: str
    what: str
    before: str
    after: str
    at: str = ""
    who: str = ""


class GivenAnswer(msgspec.Struct, frozen=True):
    """An answer as it waits for a person: whose, to which item, what the computer made of it. ``again``: there is a
    mark that was given for another answer."""

    learner: str
    item: str
    outcome: str
    score: float
    max_score: float
    answer: bytes
    name: str = ""
    learner_id: str = ""
    event: str = ""
    again: bool = False


class Tally(msgspec.Struct, frozen=True):
    """Answers to one item with one outcome: how many, how many of them have a mark that counts, and how many one that
    was given for another answer. ``most``: the points that the item is worth."""

    item: str
    exercise: str
    outcome: str
    most: float
    answers: int
    marked: int
    again: int
