"""What a learner's events say about one exercise: the answer that stands, attempts, hints, the solution seen or not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from mosaic_exercises.workbook.events import Event

SOLUTION_AFTER = 3  # honest attempts


class History(msgspec.Struct, frozen=True, kw_only=True):
    """One exercise's past. ``last`` is the check that stands; ``earning`` the one that counts for points: the last
    before the solution was opened.

    An exercise whose meaning changed has a higher ``rev``: what was done is counted anew from the first event of the
    newest rev that there is (``rev``, 0 without events); the checks of earlier ones are kept in ``older``.
    """

    checks: tuple[Event, ...] = ()
    hints: int = 0
    solution_seen: bool = False
    earning: Event | None = None
    rev: int = 0
    older: tuple[Event, ...] = ()

    @property
    def every(self) -> tuple[Event, ...]:
        """All checks, of whichever rev, oldest first."""
        return (*self.older, *self.checks)

    @property
    def newest(self) -> Event | None:
        """The newest check of whichever rev, or None."""
        return self.last or (self.older[-1] if self.older else None)

    def of(self, rev: int) -> History:
        """The past of this rev of the exercise: where nothing was done in it yet, all there is belongs to ``older``."""
        return self if self.rev >= rev or not self.rev else History(rev=rev, older=self.every)

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
    revs: dict[str, int] = {}
    older: dict[str, list[Event]] = {}
    for event in events:
        slug = event.exercise
        if event.rev > revs.setdefault(slug, event.rev):  # its meaning changed: count anew
            revs[slug] = event.rev
            older.setdefault(slug, []).extend(checks.pop(slug, ()))
            hints.pop(slug, None)
            seen.discard(slug)
            earning.pop(slug, None)
        elif event.rev < revs[slug]:  # from a copy of the course that was still the earlier one
            if event.type == "check":
                older.setdefault(slug, []).append(event)
            continue
        if event.type == "check":
            checks.setdefault(slug, []).append(event)
            if slug not in seen:
                earning[slug] = event
        elif event.type == "hint":
            hints[slug] = hints.get(slug, 0) + 1
        else:
            seen.add(slug)
    return {
        s: History(
            checks=tuple(checks.get(s, ())),
            hints=hints.get(s, 0),
            solution_seen=s in seen,
            earning=earning.get(s),
            rev=rev,
            older=tuple(older.get(s, ())),
        )
        for s, rev in revs.items()
    }


def laid(outcome: Any) -> bool:
    """Whether an outcome lays the exercise's tile."""
    return outcome in ("correct", "recorded")
