"""What a learner's events say about one exercise: the answer that stands, attempts, hints, the solution seen or not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from mosaic_exercises.workbook.events import Event

SOLUTION_AFTER = 3  # honest attempts


class History(msgspec.Struct, frozen=True):
    """One exercise's past. ``last`` is the check that stands; ``earning`` the one that counts for points: the last
    before the solution was opened."""

    checks: tuple[Event, ...] = ()
    hints: int = 0
    solution_seen: bool = False
    earning: Event | None = None

    @property
    def last(self) -> Event | None:
        """The newest check, or None."""
        return self.checks[-1] if self.checks else None

    @property
    def attempts(self) -> int:
        """How often the learner checked."""
        return len(self.checks)

    @property
    def honest(self) -> int:
        """Distinct, readable, non-blank answers checked so far. Pressing Check again is no new attempt."""
        tried = [e.answer for e in self.checks if e.outcome not in ("not_attempted", "invalid")]
        return len({msgspec.json.encode(a, order="deterministic") for a in tried})

    @property
    def solution_left(self) -> int:
        """Honest attempts still to make before the solution may be opened; 0 when it may."""
        done = any(e.outcome in ("correct", "recorded") for e in self.checks)
        return 0 if done or self.solution_seen else max(0, SOLUTION_AFTER - self.honest)


def histories(events: Iterable[Event]) -> dict[str, History]:
    """The history of every exercise that has one. Events must come oldest first (``merge`` gives them so)."""
    checks: dict[str, list[Event]] = {}
    hints: dict[str, int] = {}
    seen: set[str] = set()
    earning: dict[str, Event] = {}
    for event in events:
        slug = event.exercise
        if event.type == "check":
            checks.setdefault(slug, []).append(event)
            if slug not in seen:
                earning[slug] = event
        elif event.type == "hint":
            hints[slug] = hints.get(slug, 0) + 1
        else:
            seen.add(slug)
    slugs = dict.fromkeys((*checks, *hints, *seen))
    return {s: History(tuple(checks.get(s, ())), hints.get(s, 0), s in seen, earning.get(s)) for s in slugs}


def laid(outcome: Any) -> bool:
    """Whether an outcome lays the exercise's tile."""
    return outcome in ("correct", "recorded")
