"""The kinds of exercise, and the one way to check an answer of any of them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds import (
    blank,
    board,
    choice,
    form,
    journey,
    lab,
    match,
    number,
    objective,
    order,
    outline,
    quadrant,
    rate,
    sort,
    table,
    text,
)
from mosaic_exercises.kinds.base import Kind, Raw
from mosaic_exercises.results import Result

MODULES = (
    *(choice, order, sort, number, text, lab, match, blank, rate, quadrant, outline, table),
    *(form, journey, objective, board),
)
KINDS: Mapping[str, Kind[Any, Any, Any]] = MappingProxyType({module.KIND.name: module.KIND for module in MODULES})


def check(kind: str, task: Any, key: Any, raw: Raw) -> Result:
    """Check a raw answer. An unreadable one is ``invalid`` with the reason, never wrong and never an exception."""
    rules = KINDS[kind]
    try:
        answer = rules.parse(task, raw)
    except FormatError as error:
        return Result("invalid", 0.0, str(error))
    return rules.check(task, key, answer)


__all__ = ["KINDS", "Kind", "check"]
