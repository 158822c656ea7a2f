"""An exercise whose meaning changed has a higher rev: what was done is counted anew, and nothing of before is lost."""

from __future__ import annotations

from typing import Any

from mosaic_exercises.workbook import histories
from mosaic_exercises.workbook.events import Event, EventType


def act(number: int, rev: int, type_: EventType = "check", answer: Any = None) -> Event:
    at = f"2026-03-02T10:00:{number:02}.000Z"
    return Event(1, f"e{number}", "c", rev, "w", "s", number, "x", type_, at, answer, "incorrect", 0.0)


def test_a_higher_rev_is_counted_anew_and_the_earlier_checks_are_kept() -> None:
    past = histories([act(1, 1, answer="a"), act(2, 1, "hint"), act(3, 1, "solution"), act(4, 2, answer="b")])["x"]
    assert (past.rev, past.attempts, past.hints, past.solution_seen) == (2, 1, 0, False)
    assert past.last is past.earning
    assert [e.answer for e in past.every] == ["a", "b"]
    assert past.newest is past.last


def test_a_late_event_of_an_earlier_rev_changes_nothing_of_the_newer() -> None:
    past = histories([act(1, 2, answer="b"), act(2, 1, answer="a"), act(3, 1, "solution")])["x"]
    assert (past.attempts, past.solution_seen) == (1, False)
    assert past.earning is not None
    assert past.earning.answer == "b"
    assert [e.answer for e in past.older] == ["a"]


def test_the_past_of_a_rev_that_nobody_has_answered_yet_is_empty_but_for_what_came_before() -> None:
    past = histories([act(1, 1, answer="a"), act(2, 1, "hint")])["x"]
    assert past.of(1) is past
    fresh = past.of(2)
    assert (fresh.attempts, fresh.hints, fresh.last, fresh.earning) == (0, 0, None, None)
    assert fresh.newest is not None
    assert fresh.newest.answer == "a"
    assert histories([]).get("x") is None


def test_one_rev_is_as_it_always_was() -> None:
    past = histories([act(1, 1, answer="a"), act(2, 1, "solution"), act(3, 1, answer="b")])["x"]
    assert (past.attempts, past.solution_seen, past.older) == (2, True, ())
    assert past.earning is not None
    assert past.earning.answer == "a"
    assert past.last is not None
    assert past.last.answer == "b"
