"""Reading ratings: of one rater, and of the others where several rate."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds.rate.task import Cell, Other, Rates, RateTask, Rating, Ratings, cells, columns, names
from mosaic_exercises.reading.signs import UNSAVABLE, is_blank, quoted
from mosaic_exercises.reading.values import Raw, named, noun

MOST_RATERS = 12  # besides the learner
LONGEST_NAME = 80


def parse(task: RateTask, raw: Raw) -> Ratings:
    """{"rates": {row: rating or {column: rating}}, "others": [{"name", "rates"}]}; null and no rating are blank."""
    if raw is None:
        return Ratings((), ())
    if not isinstance(raw, dict):
        raise FormatError(f"This answer cannot be read: ratings are needed, not {noun(raw)}. Rate the rows again.")
    for field in raw:
        if field not in ("rates", "others"):
            raise FormatError(f"This answer has a part {named(field)} that ratings do not have. Rate the rows again.")
    own = _rates(task, raw.get("rates"), "Your answer")
    others = raw.get("others")
    if others is None:
        others = []
    if not isinstance(others, (list, tuple)):
        raise FormatError(f"Colleagues' ratings must be a list, not {noun(others)}. Add the files again.")
    if others and not task.raters:
        raise FormatError("This exercise takes no colleagues' ratings. Take them away.")
    if len(others) > MOST_RATERS:
        raise FormatError(f"{len(others)} colleagues are too many: {MOST_RATERS} at most. Take some away.")
    return Ratings(own, tuple(_other(task, other, i) for i, other in enumerate(others, start=1)))


def _other(task: RateTask, raw: Raw, number: int) -> Other:
    where = f"Colleague {number}"
    if not isinstance(raw, dict) or not set(raw) <= {"name", "rates"}:
        raise FormatError(f"{where}: a name and ratings are needed. Add that file again.")
    name = raw.get("name", "")
    if not isinstance(name, str) or is_blank(name) or len(name) > LONGEST_NAME or UNSAVABLE.search(name):
        raise FormatError(f"{where}: the name cannot be read. Use 1 to {LONGEST_NAME} plain letters.")
    rates = _rates(task, raw.get("rates"), where)
    if not rates:
        raise FormatError(f"{where} rated nothing. Add another file.")
    return Other(" ".join(name.split()), rates)


def _rates(task: RateTask, raw: Raw, where: str) -> Rates:
    if raw is None:
        return ()
    if not isinstance(raw, dict):
        raise FormatError(f"{where}: ratings row by row are needed, not {noun(raw)}. Rate the rows again.")
    if len(raw) > len(task.rows):
        raise FormatError(f"{where} has {len(raw)} rows, but there are only {len(task.rows)}. Rate the rows shown.")
    ids = {row.id for row in task.rows}
    found: dict[Cell, Rating] = {}
    for row, value in raw.items():
        if row not in ids:
            raise FormatError(f"{where}: there is no row {named(row)}. Rate the rows shown.")
        for column, rating in _by_column(task, row, value, where):
            found[row, column] = _rating(task, rating, f"{where}, row {names(task)[row, column]}")
    return tuple(map(found.get, cells(task))) if found else ()


def _by_column(task: RateTask, row: str, value: Raw, where: str) -> Iterator[tuple[str, Raw]]:
    if not task.columns:
        yield "", value
        return
    if not isinstance(value, dict) or not set(value) <= set(columns(task)):
        raise FormatError(f"{where}: the row {quoted(row)} needs a rating for each question. Rate that row again.")
    yield from value.items()


def _rating(task: RateTask, raw: Raw, where: str) -> Rating:
    if task.form == "scale" and task.points:
        if not isinstance(raw, str) or raw not in {point.id for point in task.points}:
            raise FormatError(f"{where}: {named(raw)} is not on the scale. Choose one of its points.")
        return raw
    if (
        isinstance(raw, bool)
        or not isinstance(raw, (int, float))
        or (isinstance(raw, float) and not math.isfinite(raw))
    ):
        raise FormatError(f"{where}: a number is needed, not {noun(raw)}. Rate that row again.")
    low, high = (0, task.total) if task.form == "weights" else (task.low, task.high)
    whole = task.form == "weights" or raw == math.floor(raw)
    if not low <= raw <= high or not whole:
        given = "what was given" if abs(raw) > 1e6 else f"{raw:g}"
        raise FormatError(f"{where}: {given} is off the scale, which goes from {low:g} to {high:g}. Rate it again.")
    return float(raw)


def as_raw(rates: dict[Cell, Any]) -> dict[str, Any]:
    """Ratings by cell as ``parse`` takes them."""
    out: dict[str, Any] = {}
    for (row, column), rating in rates.items():
        if column:
            out.setdefault(row, {})[column] = rating
        else:
            out[row] = rating
    return {"rates": out}
