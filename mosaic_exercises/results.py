"""What a check returns: an outcome, a score and the criteria behind them. Records only; nothing here displays."""

from __future__ import annotations

from typing import Literal

import msgspec

Outcome = Literal["correct", "partial", "incorrect", "not_attempted", "invalid", "recorded"]
Judge = Literal["computer", "marker", "learner"]


class Criterion(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing that was looked at.

    ``item`` is the id of the part of the answer it speaks of (an option, a card, a field) or "" for the whole.
    ``met`` is None where nobody has judged yet. ``misconception`` is a slug of the course's catalogue. ``worth``: the
    part of a point, above 0 and below 1, that a near miss earns (met is False then); 0 for everything else.
    """

    id: str
    met: bool | None
    seen: str
    why: str = ""
    try_next: str = ""
    item: str = ""
    misconception: str = ""
    judge: Judge = "computer"
    worth: float = 0.0


class Result(msgspec.Struct, frozen=True, omit_defaults=True):
    """The outcome of one check. ``score`` is a share from 0.0 to 1.0; points stand in the course manifest."""

    outcome: Outcome
    score: float = 0.0
    summary: str = ""
    criteria: tuple[Criterion, ...] = ()


def graded(score: float, summary: str, criteria: tuple[Criterion, ...]) -> Result:
    """A result whose outcome follows from its score: 1 is correct, 0 is incorrect, between is partial."""
    share = min(1.0, max(0.0, score))
    outcome: Outcome = "correct" if share >= 1.0 else "incorrect" if share <= 0.0 else "partial"
    return Result(outcome, round(share, 6), summary, criteria)


NOT_ATTEMPTED = Result("not_attempted", 0.0, "Nothing has been answered yet.")
