"""The answers that were given, read once for all three figures."""

from __future__ import annotations

from typing import Any

from mosaic_exercises.models import columnwise, surveys
from mosaic_exercises.models.checks import Missing, one_of
from mosaic_exercises.models.errors import DataError


def answers(scores: object, argument: str, low: int, high: int, missing: Missing, notes: list[str]) -> Any:
    """The answers that were given: a list, or a numeric array where they came as a column."""
    one_of(missing, ("error", "skip"), "missing")
    name = getattr(scores, "name", None)
    where = f"column {name!r}" if isinstance(name, str) and name else f"argument `{argument}`"
    column = columnwise.scores(scores, where=where, low=low, high=high, missing=missing, notes=notes)
    if column is not None and len(column := columnwise.given(column)):
        return column
    notes.clear()
    read = surveys.scores(
        surveys.values(scores, argument), where=where, low=low, high=high, missing=missing, notes=notes
    )
    found = [score for score in read if score is not None]
    if not found:
        raise DataError("Nobody answered", where, "A figure needs at least one answer: check the file or the filter.")
    return found
