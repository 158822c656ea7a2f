"""What people write into a gradebook, and what changed: frozen records."""

from __future__ import annotations

import msgspec

from mosaic_exercises.grading.errors import InputError


class Conflict(InputError):
    """Somebody else wrote this mark or comment since it was read. The message says who and what."""


class GivenMark(msgspec.Struct, frozen=True):
    """Points that a person gave. ``version`` rises with each change."""

    learner: str
    item: str
    score: float
    marker: str
    at: str
    version: int


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
    """An answer as it waits for a person: whose, to which item, what the computer made of it."""

    learner: str
    item: str
    outcome: str
    score: float
    max_score: float
    answer: bytes
    name: str = ""
    learner_id: str = ""
