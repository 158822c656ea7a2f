"""When each card is due: FSRS (the package ``fsrs``), replayed from the reviews.

A replay gives the same state on every machine. fsrs draws a fuzz of its own at each review, so it is switched off, and
the days until a card is due are shifted by our own fuzz, seeded by learner, card and count; the memory state does not
depend on it. Reviews are replayed in order of time: fsrs takes one that goes back in time without a word.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

import msgspec

from mosaic_exercises.errors import MosaicError
from mosaic_exercises.recall.ratings import Recall, SeenReview

RETENTION = 0.9  # the chance of remembering that a card is brought back at
LEECH = 4  # lapses from which on a card is a leech: it should be learned in another way, not asked more often
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


def replay(seen: Iterable[SeenReview], learner: str) -> dict[str, Memory]:
    """The memory of every card that was reviewed. ``learner``: the workbook's id, which seeds the fuzz.

    Raises ReviewError where fsrs is not installed.
    """
    return further({}, seen, learner)


def further(known: Mapping[str, Memory], seen: Iterable[SeenReview], learner: str) -> dict[str, Memory]:
    """What is known after these reviews too, which are newer than those that made ``known``."""
    try:
        from fsrs import Card, Rating, Scheduler, State
    except ImportError:
        raise ReviewError(NO_FSRS) from None
    scheduler = Scheduler(desired_retention=RETENTION, enable_fuzzing=False)
    by_card: dict[str, list[SeenReview]] = {}
    for one in seen:
        by_card.setdefault(one.card, []).append(one)
    found = dict(known)
    for id_, own in by_card.items():
        before = found.get(id_)
        card = (
            Card(card_id=1)
            if before is None
            else Card(
                card_id=1,
                state=State(before.state),
                step=before.step,
                stability=before.stability,
                difficulty=before.difficulty,
                due=before.due,
                last_review=before.last,
            )
        )
        count, lapses = (before.count, before.lapses) if before is not None else (0, 0)
        for one in sorted(own, key=lambda s: s.at):
            lapses += card.state == State.Review and one.recall is Recall.AGAIN
            card, _ = scheduler.review_card(card, Rating(int(one.recall)), one.at)
            count += 1
        assert card.last_review is not None  # a reviewed card has all three
        assert card.stability is not None
        assert card.difficulty is not None
        found[id_] = Memory(
            card=id_,
            due=fuzzed(card.last_review, card.due, f"{learner} {id_} {count}"),
            last=card.last_review,
            stability=card.stability,
            difficulty=card.difficulty,
            count=count,
            lapses=lapses,
            state=int(card.state),
            step=card.step,
        )
    return found


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


def due(memories: Mapping[str, Memory], now: datetime) -> list[Memory]:
    """What is due, the longest overdue for its stability first: it is the nearest to being forgotten."""
    found = [m for m in memories.values() if m.due <= now]
    return sorted(found, key=lambda m: (-((now - m.last) / timedelta(days=1)) / max(m.stability, 0.01), m.card))


def forecast(memories: Mapping[str, Memory], now: datetime, days: int = 14) -> tuple[int, ...]:
    """How many cards come due on each of the next ``days`` days; those overdue count today."""
    counts = [0] * days
    for memory in memories.values():
        ahead = max(0, (memory.due.date() - now.date()).days)
        if ahead < days:
            counts[ahead] += 1
    return tuple(counts)


def sitting(
    memories: Sequence[Memory], minutes: float, seconds: Mapping[str, float], usual: float = 30.0
) -> list[Memory]:
    """As many of what is due as fit into ``minutes``; ``seconds``: how long a card takes, where it is known."""
    found: list[Memory] = []
    left = minutes * 60
    for memory in memories:
        left -= seconds.get(memory.card, usual)
        if left < 0 and found:
            break
        found.append(memory)
    return found
