"""Rows to rate on a scale, the key, and the ratings as read."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Literal, NamedTuple

import msgspec

from mosaic_exercises.kinds.contract import TABLES, Item, by_reason
from mosaic_exercises.reading.signs import quoted


class Range(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Ratings of one cell: from ``low`` to ``high``, or the ids in ``points``. ``why``, ``try_next`` and
    ``misconception`` are said of a rating inside (of a slip) or of a right one (``why`` of what is expected)."""

    row: str
    column: str = ""
    low: float | None = None
    high: float | None = None
    points: tuple[str, ...] = ()
    why: str = ""
    try_next: str = ""
    misconception: str = ""

    def holds(self, rating: Rating) -> bool:
        """Whether ``rating`` lies inside."""
        if isinstance(rating, str):
            return rating in self.points
        return (self.low is None or rating >= self.low) and (self.high is None or rating <= self.high)


class RateKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``expect``: the ratings that evidence supports; none makes the exercise formative: recorded, never judged.

    ``model``: the ratings that a solution shows, row -> rating or {column = rating}. ``slips``: what to say of others.
    """

    why: str
    expect: tuple[Range, ...] = ()
    slips: tuple[Range, ...] = ()
    model: dict[str, Any] = {}

    __hash__ = by_reason


Rating = float | str  # a number on the scale, a weight, or a point's id
Cell = tuple[str, str]  # row id, column id ("" where the task has no columns)
Rates = tuple[Rating | None, ...]  # one for each cell of the task, rows first


class RatedRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True):
    """What is rated; ``detail`` is the smaller print."""

    id: str
    text: str
    detail: str = ""


class RateTask(msgspec.Struct, frozen=True, forbid_unknown_fields=True, cache_hash=True):
    """Rows, and how each is rated.

    A scale is either whole numbers ``low`` to ``high`` with ``anchors`` ("1" = "never"), or named ``points``.
    ``form = "weights"``: each row takes a share of ``total`` instead. ``columns``: the questions asked of each row
    (expectation and perception; functional and dysfunctional); none is one question. ``raters``: whether colleagues'
    answers may be laid beside one's own. ``formative``: nothing is expected, so the button says Record.
    """

    rows: tuple[RatedRow, ...]
    form: Literal["scale", "weights"] = "scale"
    low: int = 1
    high: int = 5
    anchors: dict[str, str] = {}
    points: tuple[Item, ...] = ()
    columns: tuple[Item, ...] = ()
    total: float = 100
    raters: bool = False
    formative: bool = False

    def __hash__(self) -> int:
        return hash((self.rows, self.form, self.columns))


class Other(NamedTuple):
    """A colleague's ratings."""

    name: str
    rates: Rates


class Ratings(NamedTuple):
    """An answer; ``rates`` is () where nothing is rated."""

    rates: Rates
    others: tuple[Other, ...]


@lru_cache(TABLES)
def cells(task: RateTask) -> tuple[Cell, ...]:
    """Every place for a rating, rows first."""
    return tuple((row.id, column) for row in task.rows for column in columns(task))


def columns(task: RateTask) -> tuple[str, ...]:
    """The ids of the columns, ("",) where there are none."""
    return tuple(column.id for column in task.columns) or ("",)


@lru_cache(TABLES)
def names(task: RateTask) -> dict[Cell, str]:
    """Each cell in words, for messages."""
    heads = {c.id: c.text for c in task.columns}
    return {
        (row.id, col): f"{quoted(row.text, 80)}{f', {quoted(heads[col], 40)}' if col else ''}"
        for row in task.rows
        for col in columns(task)
    }


def shown(task: RateTask, rating: Rating) -> str:
    """A rating in words: the point's text, the number with its anchor, the weight."""
    if isinstance(rating, str):
        return next(point.text for point in task.points if point.id == rating)
    anchor = task.anchors.get(f"{rating:g}", "") if task.form == "scale" else ""
    return f"{rating:g} ({anchor})" if anchor else f"{rating:g}"


def widest(task: RateTask, answer: Ratings) -> tuple[Cell, list[Rating]] | None:
    """The cell on which own and others' ratings lie furthest apart, with the ratings; None where nobody differs."""
    place = {point.id: i for i, point in enumerate(task.points)}
    best: tuple[float, Cell, list[Rating]] | None = None
    for i, cell in enumerate(cells(task)):
        all_ = [r for who in (answer.rates, *(o.rates for o in answer.others)) if who and (r := who[i]) is not None]
        values = [place[r] if isinstance(r, str) else r for r in all_]
        spread = max(values) - min(values) if values else 0
        if spread > (best[0] if best else 0):
            best = (spread, cell, all_)
    return (best[1], best[2]) if best else None
