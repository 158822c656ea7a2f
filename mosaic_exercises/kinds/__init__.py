"""The kinds of exercise, and the one way to check an answer of any of them."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds.attempt import no_attempt
from mosaic_exercises.kinds.contract import Kind
from mosaic_exercises.reading.values import Raw
from mosaic_exercises.results import Result

NAMES = (
    *("choice", "order", "sort", "number", "text", "lab", "match", "blank", "rate", "quadrant", "outline", "table"),
    *("form", "journey", "objective", "board", "dialogue", "debate"),
)
"""Every kind, by its folder: to add one is a folder and its name here."""

KINDS: Mapping[str, Kind[Any, Any, Any]] = MappingProxyType(
    {name: import_module(f"{__name__}.{name}").KIND for name in NAMES}
)


def check(kind: str, task: Any, key: Any, raw: Raw) -> Result:
    """Check a raw answer. An unreadable one is ``invalid`` with the reason, never wrong and never an exception; one
    that is no attempt yet (``attempt.py``) is ``not_attempted``, with what is missing."""
    rules = KINDS[kind]
    try:
        answer = rules.parse(task, raw)
    except FormatError as error:
        return Result("invalid", 0.0, str(error))
    return judged(rules, task, key, answer)


def judged(rules: Kind[Any, Any, Any], task: Any, key: Any, answer: Any) -> Result:
    """Check an answer that was read already."""
    result = rules.check(task, key, answer)
    return (too_little(rules, task, answer) if result.outcome == "recorded" else None) or result


def too_little(rules: Kind[Any, Any, Any], task: Any, answer: Any) -> Result | None:
    """What to say where the own words of an answer are no attempt yet, else None."""
    return no_attempt(*rules.words(task, answer)) if rules.words is not None else None


def is_attempt(kind: str, task: Any, raw: Raw) -> bool:
    """Whether a raw answer counts as a try towards the solution: readable, not blank, and an attempt where it is in the
    learner's own words."""
    rules = KINDS[kind]
    try:
        return too_little(rules, task, rules.parse(task, raw)) is None
    except FormatError:
        return False


__all__ = ["KINDS", "Kind", "check", "is_attempt", "judged", "too_little"]
