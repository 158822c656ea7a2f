"""Spaced review: what a record of events says, the same on every machine, and as fsrs itself would have it."""

from __future__ import annotations

import random
import time as clock
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from mosaic_exercises.course import load
from mosaic_exercises.recall import agenda, schedule
from mosaic_exercises.recall.ratings import Recall, SeenReview, reviews
from mosaic_exercises.workbook.events import Event

START = datetime(2026, 1, 5, 9, tzinfo=UTC)


def event(n: int, slug: str, type_: Any, minutes: float, outcome: Any = None, answer: Any = None) -> Event:
    at = (START + timedelta(minutes=minutes)).isoformat()
    return Event(1, f"e{n}", "course", 1, "w", "s", n, slug, type_, at, answer, outcome, None)


DAY = 24 * 60


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ([("check", 0, "correct")], [Recall.GOOD]),
        ([("hint", 0, None), ("check", 1, "correct")], [Recall.HARD]),
        ([("check", 0, "partial")], [Recall.HARD]),
        ([("check", 0, "incorrect")], [Recall.AGAIN]),
        ([("check", 0, "incorrect"), ("check", 1, "correct")], [Recall.AGAIN]),
        ([("check", 0, "incorrect"), ("check", DAY, "correct")], [Recall.AGAIN, Recall.GOOD]),
        ([("solution", 0, None), ("check", 1, "correct")], [Recall.AGAIN]),
        ([("check", 14 * 60 + 55, "incorrect"), ("check", 15 * 60 + 5, "correct")], [Recall.AGAIN]),  # over midnight
        ([("check", 0, "correct"), ("check", 60, "correct")], [Recall.GOOD]),
        ([("check", 0, "correct"), ("check", 9 * 60, "correct")], [Recall.GOOD, Recall.GOOD]),
        ([("check", 0, "recorded")], []),
        ([("check", 0, "invalid")], []),
    ],
)
def test_what_a_check_showed(told, wanted):
    events = [event(n, "x", type_, at, outcome) for n, (type_, at, outcome) in enumerate(told)]
    assert [one.recall for one in reviews(events)] == wanted


def test_a_card_is_rated_by_the_learner():
    good = event(1, "card--concept--lenses", "check", 0, "recorded", {"rating": 4})
    bad = [event(2, "card--concept--lenses", "check", 1, "recorded", {"rating": r}) for r in (0, 5, True, "3", None)]
    assert [one.recall for one in reviews([good, *bad])] == [Recall.EASY]


def year(seed: int) -> list[SeenReview]:
    """A learner's year: 5,000 cards, up to sixty reviews a day."""
    dice = random.Random(seed)
    weighed = (Recall.AGAIN, Recall.HARD, Recall.GOOD, Recall.GOOD, Recall.GOOD, Recall.EASY)
    return [
        SeenReview(f"c{dice.randrange(5000)}", START + timedelta(days=day, minutes=3 * k), dice.choice(weighed))
        for day in range(365)
        for k in range(dice.randint(0, 60))
    ]


def test_a_year_is_what_fsrs_replayed_outside_says():
    fsrs = pytest.importorskip("fsrs", reason="fsrs is not installed")
    seen = year(1)
    found = schedule.replay(seen, "me")
    outside: dict[str, Any] = {}
    scheduler = fsrs.Scheduler(desired_retention=schedule.RETENTION, enable_fuzzing=False)
    for one in seen:
        before = outside.get(one.card) or fsrs.Card(card_id=1)
        outside[one.card] = scheduler.review_card(before, fsrs.Rating(int(one.recall)), one.at)[0]
    state = {k: (m.stability, m.difficulty, m.state, m.step, m.last) for k, m in found.items()}
    assert state == {k: (c.stability, c.difficulty, int(c.state), c.step, c.last_review) for k, c in outside.items()}
    moved = [abs((found[k].due - c.due).days) for k, c in outside.items()]
    assert max(moved) > 0, "the fuzz moves some"
    assert all(abs(found[k].due - c.due) <= (c.due - c.last_review) * 0.5 for k, c in outside.items() if c.step is None)


def test_the_same_reviews_in_any_order_and_in_parts_make_the_same_state():
    pytest.importorskip("fsrs", reason="fsrs is not installed")
    seen = year(2)
    whole = schedule.replay(seen, "me")
    mixed = seen[:]
    random.Random(3).shuffle(mixed)
    assert schedule.replay(mixed, "me") == whole
    kept: schedule.Kept = {}
    schedule.replay(seen[: len(seen) // 2], "me", kept)
    assert schedule.replay(seen, "me", kept) == whole
    other = schedule.replay(seen, "somebody else")
    assert {k: m.stability for k, m in other.items()} == {k: m.stability for k, m in whole.items()}
    assert {k: m.due for k, m in other.items()} != {k: m.due for k, m in whole.items()}


def test_what_is_due_comes_in_the_order_of_need_and_fits_the_minutes():
    pytest.importorskip("fsrs", reason="fsrs is not installed")
    found = schedule.replay(year(4), "me")
    now = START + timedelta(days=200)
    due = schedule.due(found, now)
    assert {m.card for m in due} == {k for k, m in found.items() if m.due <= now}
    late = [(now - m.last).total_seconds() / m.stability for m in due]
    assert late == sorted(late, reverse=True)
    counts = schedule.forecast(found, schedule.day_ends(now, 10_000), {})
    assert sum(counts) == len(found)
    assert counts[0] >= len(due)
    leeches = [m for m in found.values() if m.leech]
    assert all(m.lapses >= schedule.LEECH for m in leeches)


def test_a_review_asks_what_fits_into_its_minutes_and_one_thing_at_least():
    cards = [f"{agenda.CARD}{n}" for n in range(9)]
    assert agenda.fitting(load(), cards, 4 * agenda.CARD_SECONDS / 60) == cards[:4]
    assert agenda.fitting(load(), cards, 0) == cards[:1]
    assert agenda.fitting(load(), [], 10) == []


def test_without_fsrs_it_says_so(monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "fsrs", None)
    with pytest.raises(schedule.ReviewError, match="drill"):
        schedule.replay([SeenReview("c", START, Recall.GOOD)], "me")


def test_what_is_learned_is_due_all_day_and_what_was_just_answered_rests():
    evening = START + timedelta(hours=11)
    night = START + timedelta(hours=15)

    def memory(card: str, due: datetime, state: int) -> schedule.Memory:
        return schedule.Memory(
            card=card, due=due, last=START, stability=1.0, difficulty=5.0, count=1, lapses=0, state=state, step=None
        )

    cards = [memory("learned", evening, 2), memory("step", evening, 1), memory("rests", START, 1)]
    found = {m.card: m for m in (*cards, memory("tomorrow", night + timedelta(minutes=1), 2))}
    resting = {"rests": START + timedelta(hours=8)}
    assert [m.card for m in schedule.due(found, START, night, resting)] == ["learned"]
    later = START + timedelta(hours=12)
    assert {m.card for m in schedule.due(found, later, night, resting)} == {"learned", "step", "rests"}
    assert schedule.forecast(found, (night, night + timedelta(days=1)), {"rests": night + timedelta(hours=1)}) == (2, 2)


def test_days_end_at_midnight_where_the_computer_is_when_clocks_change(monkeypatch):
    monkeypatch.setenv("TZ", "Europe/Berlin")
    clock.tzset()
    try:
        ends = schedule.day_ends(datetime(2026, 10, 23, 22, 30, tzinfo=UTC), 4)  # half past midnight in Berlin
    finally:
        monkeypatch.undo()
        clock.tzset()
    assert [end.isoformat() for end in ends] == [
        "2026-10-24T22:00:00+00:00",
        "2026-10-25T23:00:00+00:00",  # a day of 25 hours
        "2026-10-26T23:00:00+00:00",
        "2026-10-27T23:00:00+00:00",
    ]
