"""What a form, a map or a board has of what is asked for: judged thing by thing, and said in one sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, TypeVar

import msgspec

from mosaic_exercises.kinds.contract import Rubric
from mosaic_exercises.results import Criterion, Result

T = TypeVar("T")  # the task
A = TypeVar("A")  # the answer, parsed

Group = tuple[Criterion, ...]
"""One thing asked for; it is there if all of its criteria are met."""


def anywhere(_: Any) -> str:
    """Nothing is wrong with naming the rule here."""
    return ""


class Rule(msgspec.Struct, Generic[T, A], frozen=True):
    """One rule that a task may name: its id, what it asks for in words, and the function that returns what breaks it.
    ``applies``: whether the answer has anything that the rule speaks of; where it has not, silence means nothing.
    ``misplaced``: what the author got wrong who named it for a task that it cannot read; "" if nothing."""

    id: str
    text: str
    check: Callable[[T, A], Group]
    applies: Callable[[T, A], bool]
    misplaced: Callable[[T], str] = anywhere


class JudgedWords(msgspec.Struct, frozen=True):
    """How a kind says it: what it is called, "2 of 3 things ``there``", "1 thing is ``missing``", ``whole``."""

    noun: str
    there: str = "asked for are there"
    missing: str = "missing"
    whole: str = "It is complete."


def looked_at(rules: Iterable[Rule[T, A]], task: T, answer: A) -> list[Group]:
    """What the rules find, a group each: what breaks it, or that it holds. A rule with nothing to speak of has none."""
    groups: list[Group] = []
    for rule in rules:
        if found := rule.check(task, answer):
            groups.append(found)
        elif rule.applies(task, answer):
            groups.append((Criterion(rule.id, True, rule.text),))
    return groups


def for_a_marker(rubric: Iterable[Rubric]) -> list[Criterion]:
    """What nobody but a marker can judge."""
    return [Criterion(r.id, None, r.label, item=r.id, judge="marker") for r in rubric]


def summed(why: str | None, met: int, asked: int, seen: str, noun: str, criteria: Sequence[Criterion]) -> Result:
    """The result where ``met`` of ``asked`` things hold. ``why``: the reason of the key; None where there is no key,
    then the ``noun`` is recorded. ``seen``: the sentence about what is there."""
    if why is not None and met == asked:
        return Result("correct", 1.0, why, tuple(criteria))
    if why is None:
        return Result("recorded", 0.0, f"Your {noun} is recorded. {seen}", tuple(criteria))
    # Having begun counts as one of the things asked for.
    return Result("partial", round((1 + met) / (1 + asked), 6), seen, tuple(criteria))


def judged(
    why: str | None,
    groups: Sequence[Group],
    *,
    before: Iterable[Criterion],
    rubric: Iterable[Rubric],
    words: JudgedWords,
) -> Result:
    """Complete or not. ``before``: what is said without being asked for; the rest as ``summed`` has it."""
    criteria = [*before, *[c for group in groups for c in group], *for_a_marker(rubric)]
    met = len([None for group in groups if all(c.met for c in group)])
    done = why is not None and met == len(groups)
    seen = "" if done else told(groups, words.there, words.missing, words.whole)
    return summed(why, met, len(groups), seen, words.noun, criteria)


def told(groups: Sequence[Group], there: str, missing: str, whole: str) -> str:
    """``8 of 11 things asked for are there; 3 things are missing, in 4 places.``

    A rule may be broken in several places: these are said where they outnumber the things, because the learner sees
    one remark for each.
    """
    short = [group for group in groups if not all(c.met for c in group)]
    if not short:
        return whole
    places = sum(c.met is False for group in short for c in group)
    things = "1 thing is" if len(short) == 1 else f"{len(short)} things are"
    where = f", in {places} places" if places > len(short) else ""
    return f"{len(groups) - len(short)} of {len(groups)} things {there}; {things} {missing}{where}."
