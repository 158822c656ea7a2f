"""Every answer that could count for an item, with the time at which it was given: for classes in which the best answer
counts, or in which a notebook has a due date. Others need only the last one, and save the work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from mosaic_exercises.grading.intake.submission import Told
from mosaic_exercises.grading.scoring.asked import AskedItem


def earning_checks(told: Iterable[Told]) -> dict[str, list[Any]]:
    """By exercise, the checks that could count, oldest first: those before the solution was opened, of the newest
    edition of the exercise that the learner has seen (as ``intake.submission.pasts``). Events must come in order."""
    found: dict[str, list[Any]] = {}
    revs: dict[str, int] = {}
    solved: set[str] = set()
    for one in told:
        slug = one.exercise
        if one.rev != revs.setdefault(slug, one.rev):
            if one.rev < revs[slug]:
                continue
            revs[slug] = one.rev
            found.pop(slug, None)
            solved.discard(slug)
        if one.type == "solution":
            solved.add(slug)
        elif one.type == "check" and slug not in solved:
            found.setdefault(slug, []).append(one)
    return found


def tries_of(
    told: Iterable[Told], asked: Sequence[AskedItem], make: Callable[[Any, str, float], Any]
) -> dict[str, tuple[Any, ...]]:
    """The tries at each item that has one: by its name, oldest first."""
    checks = earning_checks(told)
    return {
        name: tuple(make(e, slug, worth) for e in checks[slug]) for name, slug, worth, *_ in asked if slug in checks
    }
