"""What a check showed, as one of the four ratings of a review: the one table.

| what happened | rating |
|---|---|
| right at the first try, nothing looked up | Good |
| right after a hint, or partly right | Hard |
| not right | Again |
| the solution was opened | Again |
| right, within eight hours of a wrong try, the solution or a right answer | no review: it was just read |
| a card, turned and rated by the learner | as rated: Again, Hard, Good or Easy |

Easy is only the learner's own word: a right answer to a question with four options does not show that it was easy.
Hard means remembered with effort; a wrong answer is never Hard (rating a lapse as Hard makes every interval too long:
open-spaced-repetition, the FSRS tutorial).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from enum import IntEnum

import msgspec

from mosaic_exercises.workbook.events import Event

CARD = "card--"
"""How the exercise of an event is called that rates a card."""
ASKED = "review--"
"""How an exercise is called that a review asks once more: ``review--``, its slug, ``--`` and the how-manieth time. Its
own answer and points stay as they are."""
WANTED = "again--"
"""How the exercise of an event is called by which a learner says "ask me this again", before the slug."""

REST = timedelta(hours=8)
"""For so long after an answer a right one shows nothing: it was just read. Hours, not days: what day it is depends on
where the computer thinks it is, and a replay is the same everywhere."""


class Recall(IntEnum):
    """How well something was remembered; the numbers are those of FSRS and Anki."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class SeenReview(msgspec.Struct, frozen=True):
    """One review: what, when (UTC) and how well."""

    card: str
    at: datetime
    recall: Recall


def reviews(events: Iterable[Event]) -> list[SeenReview]:
    """The reviews that a workbook's events tell of, oldest first.

    Events come in any order and may stand twice: each counts once, by its id. An event whose time cannot be read is
    left out; it is still in the learner's record.
    """
    known = {event.id: event for event in events}
    timed = [(when, event) for event in known.values() if (when := when_of(event)) is not None]
    timed.sort(key=lambda pair: (pair[0], pair[1].session, pair[1].seq, pair[1].id))
    found: list[SeenReview] = []
    hinted: set[str] = set()
    read: dict[str, datetime] = {}  # exercise -> when its answer was last given away
    for when, event in timed:
        slug = memory_of(event.exercise)
        if slug.startswith(WANTED):
            continue
        if slug.startswith(CARD):
            if (own := _own(event)) is not None:
                found.append(SeenReview(slug, when, own))
        elif event.type == "hint":
            hinted.add(slug)
        elif event.type == "solution":
            read[slug] = when
            found.append(SeenReview(slug, when, Recall.AGAIN))
        elif event.outcome in ("correct", "partial", "incorrect"):
            just_read = slug in read and when - read[slug] < REST
            if event.outcome == "incorrect":
                if not just_read:
                    found.append(SeenReview(slug, when, Recall.AGAIN))
                read[slug] = when
            elif not just_read:
                eased = slug in hinted or event.outcome == "partial"
                found.append(SeenReview(slug, when, Recall.HARD if eased else Recall.GOOD))
                read[slug] = when
            hinted.discard(slug)
    return found


def memory_of(exercise: str) -> str:
    """What an event's exercise is a memory of: for one that a review asked again, the exercise itself."""
    return exercise.removeprefix(ASKED).partition("--")[0] if exercise.startswith(ASKED) else exercise


def wanted(events: Iterable[Event]) -> dict[str, datetime]:
    """When a learner last asked for an exercise to come again."""
    found: dict[str, datetime] = {}
    for event in events:
        when = when_of(event) if event.exercise.startswith(WANTED) else None
        if when is not None:
            slug = event.exercise.removeprefix(WANTED)
            found[slug] = max(when, found.get(slug, when))
    return found


def when_of(event: Event) -> datetime | None:
    """When it was, in UTC; None where that cannot be read."""
    try:
        found = datetime.fromisoformat(event.at)
        return found.astimezone(UTC) if found.tzinfo is not None else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def _own(event: Event) -> Recall | None:
    rating = event.answer.get("rating") if isinstance(event.answer, dict) else None
    return Recall(rating) if isinstance(rating, int) and not isinstance(rating, bool) and 1 <= rating <= 4 else None
