"""When each card is due: FSRS (the package ``fsrs``), replayed from the reviews.

A replay gives the same state on every machine. fsrs draws a fuzz of its own at each review, so it is switched off, and
the days until a card is due are shifted by our own fuzz, seeded by learner, card and count; the memory state does not
depend on it. Reviews are replayed in order of time: fsrs takes one that goes back in time without a word.
"""

from __future__ import annotations

import random
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any

import msgspec

from mosaic_exercises.errors import MosaicError
from mosaic_exercises.recall.ratings import Recall, SeenReview

RETENTION = 0.9  # the chance of remembering that a card is brought back at
LEECH = 4  # lapses from which on a card is a leech: it should be learned in another way, not asked more often
DAYS = 14  # of the forecast
LEARNED = 2  # fsrs's state of a card that is past its first steps
FUZZ_FROM = 2.5  # days below which nothing is shifted, as in Anki
NO_FSRS = "Spaced review needs the package fsrs: pip install 'mosaic-exercises[review]'. Until then, do a drill."


class ReviewError(MosaicError):
    """Spaced review cannot be done here, and what to do instead."""


class Memory(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of one card. ``stability``: days after which it is remembered with a chance of 90 %; ``difficulty``
    from 1 to 10; ``lapses``: how often it was forgotten after it had been learned; ``due`` with the fuzz. ``state`` (1
    learning, 2 review, 3 relearning) and ``step`` are fsrs's own."""

    card: str
    due: datetime
    last: datetime
    stability: float
    difficulty: float
    count: int
    lapses: int
    state: int
    step: int | None

    @property
    def leech(self) -> bool:
        """Whether it was forgotten so often that asking again will not help."""
        return self.lapses >= LEECH


def present() -> bool:
    """Whether fsrs is installed."""
    from importlib.util import find_spec

    return find_spec("fsrs") is not None


Kept = dict[str, tuple[tuple[SeenReview, ...], Memory]]
"""What earlier replays found, by card: from which reviews, and what."""


def replay(seen: Iterable[SeenReview], learner: str, kept: Kept | None = None) -> dict[str, Memory]:
    """The memory of every card that was reviewed. ``learner``: the workbook's id, which seeds the fuzz. ``kept``: what
    earlier replays found; only cards with other reviews are replayed, and it is brought up to date.

    Raises ReviewError where fsrs is not installed.
    """
    try:
        from fsrs import Scheduler
    except ImportError:
        raise ReviewError(NO_FSRS) from None
    scheduler = Scheduler(desired_retention=RETENTION, enable_fuzzing=False)
    by_card: dict[str, list[SeenReview]] = {}
    for one in seen:
        by_card.setdefault(one.card, []).append(one)
    known: Kept = {} if kept is None else kept
    for id_, own in by_card.items():
        row = tuple(sorted(own, key=lambda s: s.at))
        if id_ not in known or known[id_][0] != row:
            known[id_] = row, _remembered(scheduler, row, learner)
    return {id_: known[id_][1] for id_ in by_card}


def _remembered(scheduler: Any, row: tuple[SeenReview, ...], learner: str) -> Memory:
    from fsrs import Card, Rating, State

    card, lapses = Card(card_id=1), 0
    for one in row:
        lapses += card.state == State.Review and one.recall is Recall.AGAIN
        card, _ = scheduler.review_card(card, Rating(int(one.recall)), one.at)
    assert card.last_review is not None  # a reviewed card has all three
    assert card.stability is not None
    assert card.difficulty is not None
    return Memory(
        card=row[0].card,
        due=fuzzed(card.last_review, card.due, f"{learner} {row[0].card} {len(row)}"),
        last=card.last_review,
        stability=card.stability,
        difficulty=card.difficulty,
        count=len(row),
        lapses=lapses,
        state=int(card.state),
        step=card.step,
    )


def fuzzed(last: datetime, due: datetime, seed: str) -> datetime:
    """``due`` shifted by up to a few days, so that what was learned together does not come back together.

    The ranges are those of Anki and fsrs: 15 % of the days from 2.5 to 7, 10 % to 20, 5 % beyond.
    """
    days = (due - last) / timedelta(days=1)
    if days < FUZZ_FROM:
        return due
    width = 1.0 + sum(share * max(0.0, min(days, end) - start) for start, end, share in RANGES)
    low, high = max(2, round(days - width)), round(days + width)
    return last + timedelta(days=random.Random(seed).randint(low, max(low, high)))


RANGES = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, float("inf"), 0.05))


def day_ends(now: datetime, days: int = DAYS) -> tuple[datetime, ...]:
    """When this day and the following ones end where this computer is, clocks that change included."""
    today = now.astimezone().date()
    midnights = (datetime.combine(today + timedelta(days=n), time.min) for n in range(1, days + 1))
    return tuple(midnight.astimezone(UTC) for midnight in midnights)


def due(
    memories: Mapping[str, Memory],
    now: datetime,
    until: datetime | None = None,
    resting: Mapping[str, datetime] | None = None,
) -> list[Memory]:
    """What is due today, the longest overdue for its stability first: it is the nearest to being forgotten.

    What is learned is due all day, to its end (``until``); what is just being learned, to the minute; ``resting``
    says until when a card is left alone.
    """
    rests, end = resting or {}, until or now
    found = [
        m for m in memories.values() if m.due <= (end if m.state == LEARNED else now) and rests.get(m.card, now) <= now
    ]
    return sorted(found, key=lambda m: (-((now - m.last) / timedelta(days=1)) / max(m.stability, 0.01), m.card))


def forecast(
    memories: Mapping[str, Memory], ends: Sequence[datetime], resting: Mapping[str, datetime]
) -> tuple[int, ...]:
    """How many cards come due on each day, by the ends of the days; those overdue count today."""
    counts = [0] * (len(ends) + 1)
    for memory in memories.values():
        counts[bisect_left(ends, max(memory.due, resting.get(memory.card, memory.due)))] += 1
    return tuple(counts[:-1])
