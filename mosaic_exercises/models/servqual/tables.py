"""SERVQUAL from whole tables, long (a row a statement of a person) or wide (a row a person); points of importance."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, overload

import msgspec

from mosaic_exercises.models import columnwise, frames, intervals, segments, surveys
from mosaic_exercises.models.checks import Missing, one_of
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.servqual import columns as large
from mosaic_exercises.models.servqual.items import SCALE, dimensions_of, in_order
from mosaic_exercises.models.servqual.reading import RatedPair, grade, scale_of
from mosaic_exercises.models.servqual.scores import Gaps, check_points, gaps, summarise

if TYPE_CHECKING:
    import pandas as pd


@overload
def from_long(
    table: object,
    *,
    respondent: str = ...,
    item: str = ...,
    dimension: str | None = ...,
    expectation: str = ...,
    perception: str = ...,
    scale: tuple[float, float] = ...,
    missing: Missing = ...,
    confidence: float = ...,
    segment: None = ...,
) -> Gaps: ...
@overload
def from_long(
    table: object,
    *,
    respondent: str = ...,
    item: str = ...,
    dimension: str | None = ...,
    expectation: str = ...,
    perception: str = ...,
    scale: tuple[float, float] = ...,
    missing: Missing = ...,
    confidence: float = ...,
    segment: str,
) -> dict[str, Gaps]: ...
def from_long(
    table: object,
    *,
    respondent: str = "respondent_id",
    item: str = "item_id",
    dimension: str | None = "dimension",
    expectation: str = "expectation",
    perception: str = "perception",
    scale: tuple[float, float] = SCALE,
    missing: Missing = "error",
    confidence: float = 0.95,
    segment: str | None = None,
) -> Gaps | dict[str, Gaps]:
    """The gaps of a table with one row a statement of a person: the shape in which surveys are stored.

    ``table`` is a table of pandas, polars or pyarrow, a list with one dict a row, or a dict of lists; the other
    arguments name its columns. ``dimension=None`` looks the 22 statements of this workbook up. A person who answered
    fewer statements than others is kept, and ``notes`` count them. Raises DataError as :func:`gaps` does, and for a
    statement that one person answered twice or that belongs to two dimensions. With ``segment``, a column,
    one result for each of its values.
    """
    if segment is not None:
        return segments.of_table(
            table,
            segment,
            lambda own: from_long(
                own,
                respondent=respondent,
                item=item,
                dimension=dimension,
                expectation=expectation,
                perception=perception,
                scale=scale,
                missing=missing,
                confidence=confidence,
            ),
        )
    names = {"respondent": respondent, "item": item, "expectation": expectation, "perception": perception}
    if dimension is not None:
        names["dimension"] = dimension
    columns = columnwise.series(table, names)
    one_of(missing, ("error", "skip"), "missing")
    if columns is not None:
        quick = large.from_long(columns, names, scale_of(scale), missing, confidence)
        if quick is not None:
            return quick
    found = surveys.columns(table, names)
    notes: list[str] = []
    people = surveys.people(found["respondent"], f"column {respondent!r}", missing, notes)
    items = surveys.names(found["item"], f"column {item!r}")
    surveys.once(list(zip(people, items, strict=True)), "An answer", f"columns {respondent!r} and {item!r}")
    if dimension is None:
        place_of = dimensions_of(list(dict.fromkeys(items)), None, notes)
    else:
        place_of = _one_dimension(items, surveys.names(found["dimension"], f"column {dimension!r}"), dimension)
    sides = {side: found[side] for side in ("expectation", "perception")}
    rows = grade(sides, scale, missing, notes, {side: f"column {names[side]!r}" for side in sides})
    pairs = [
        RatedPair(name, place_of[name], who, values)
        for name, who, values in zip(items, people, rows, strict=True)
        if values is not None and who
    ]
    if not pairs:
        raise DataError("Nobody answered both sides", "the answers", "A gap needs at least one answered pair.")
    count: dict[str, int] = {}
    for pair in pairs:
        count[pair.respondent] = count.get(pair.respondent, 0) + 1
    statements = len({pair.item for pair in pairs})
    fewer = sum(1 for answered in count.values() if answered < statements)
    if fewer:
        notes.append(f"{frames.counted(fewer, 'respondent')} answered fewer than {statements} statements: kept.")
    silent = len({*people} - {""}) - len(count)
    if silent:
        notes.append(f"{frames.counted(silent, 'respondent')} without any answered pair: not counted.")
    return summarise(pairs, len(count), scale, confidence, notes)


@overload
def from_wide(
    table: object,
    *,
    expectation: str = ...,
    perception: str = ...,
    dimensions: Mapping[str, str] | None = ...,
    scale: tuple[float, float] = ...,
    missing: Missing = ...,
    confidence: float = ...,
    segment: None = ...,
) -> Gaps: ...
@overload
def from_wide(
    table: object,
    *,
    expectation: str = ...,
    perception: str = ...,
    dimensions: Mapping[str, str] | None = ...,
    scale: tuple[float, float] = ...,
    missing: Missing = ...,
    confidence: float = ...,
    segment: str,
) -> dict[str, Gaps]: ...
def from_wide(
    table: object,
    *,
    expectation: str = "e_*",
    perception: str = "p_*",
    dimensions: Mapping[str, str] | None = None,
    scale: tuple[float, float] = SCALE,
    missing: Missing = "error",
    confidence: float = 0.95,
    segment: str | None = None,
) -> Gaps | dict[str, Gaps]:
    """The gaps of a table with one row a person and two columns a statement, such as ``e_rel1`` and ``p_rel1``.

    ``expectation`` and ``perception`` say how the columns are called, with * for the statement; other columns are left
    alone. Shapes of ``table`` and ``segment`` as for :func:`from_long`, rules and errors as for :func:`gaps`.
    """
    if segment is not None:
        return segments.of_table(
            table,
            segment,
            lambda own: from_wide(
                own,
                expectation=expectation,
                perception=perception,
                dimensions=dimensions,
                scale=scale,
                missing=missing,
                confidence=confidence,
            ),
        )
    table, heads = surveys.kept(table)
    sides = {}
    for argument, pattern in (("expectation", expectation), ("perception", perception)):
        before, star, after = pattern.partition("*")
        if not star:
            raise DataError(f"`{argument}` is {pattern!r}", f"argument `{argument}`", "Write a pattern such as 'e_*'.")
        inner = {
            head[len(before) : len(head) - len(after)]: head
            for head in heads
            if head.startswith(before) and head.endswith(after) and len(head) > len(before) + len(after)
        }
        if not inner:
            shown = ", ".join(map(repr, heads[:12])) or "none"
            raise DataError(
                f"No column is called like {pattern!r}",
                f"argument `{argument}`; the columns are {shown}",
                "Say how they are called, with * for the statement: expectation='e_*', perception='p_*'.",
            )
        found = surveys.columns(table, {head: head for head in inner.values()})
        sides[argument] = {name: found[head] for name, head in inner.items()}
    return gaps(
        sides["expectation"], sides["perception"], dimensions, scale=scale, missing=missing, confidence=confidence
    )


class Importance(msgspec.Struct, frozen=True):
    """Mean points by dimension, which sum to 100, of so many ``respondents``.

    ``intervals`` are those of the means (Student's t, kept within 0 and 100), None for fewer than two people.
    """

    weights: dict[str, float]
    respondents: int
    notes: tuple[str, ...]
    intervals: dict[str, tuple[float, float] | None] = {}

    def frame(self) -> pd.DataFrame:
        """The points as a pandas table, one row a dimension."""
        import pandas as pd

        rows = [(name, mean, *(self.intervals.get(name) or (None, None))) for name, mean in self.weights.items()]
        table = pd.DataFrame(rows, columns=["name", "points", "low", "high"])
        table.attrs = {"notes": list(self.notes)}
        return table


@overload
def importance(
    table: object,
    *,
    respondent: str = ...,
    dimension: str = ...,
    points: str = ...,
    off: Literal["error", "scale"] = ...,
    confidence: float = ...,
    segment: None = ...,
) -> Importance: ...
@overload
def importance(
    table: object,
    *,
    respondent: str = ...,
    dimension: str = ...,
    points: str = ...,
    off: Literal["error", "scale"] = ...,
    confidence: float = ...,
    segment: str,
) -> dict[str, Importance]: ...
def importance(
    table: object,
    *,
    respondent: str = "respondent_id",
    dimension: str = "dimension",
    points: str = "points",
    off: Literal["error", "scale"] = "error",
    confidence: float = 0.95,
    segment: str | None = None,
) -> Importance | dict[str, Importance]:
    """How much each dimension matters: each person spread 100 points; the mean of their points.

    ``table`` has one row a dimension of a person; shapes as for :func:`from_long`. Raises DataError, with the person,
    for points that do not sum to 100 (``off="scale"`` brings them to 100 in proportion, and ``notes`` say whose), for
    points below zero or missing, and for a person who left a dimension out. ``segment`` as for :func:`from_long`.
    """
    if segment is not None:
        return segments.of_table(
            table,
            segment,
            lambda own: importance(
                own, respondent=respondent, dimension=dimension, points=points, off=off, confidence=confidence
            ),
        )
    surveys.z_of(confidence)
    one_of(off, ("error", "scale"), "off")
    found = surveys.columns(table, {"respondent": respondent, "dimension": dimension, "points": points})
    people = surveys.names(found["respondent"], f"column {respondent!r}")
    names = surveys.names(found["dimension"], f"column {dimension!r}")
    surveys.once(list(zip(people, names, strict=True)), "A weight", f"columns {respondent!r} and {dimension!r}")
    notes: list[str] = []
    read = surveys.scores(found["points"], where=f"column {points!r}", low=0, high=math.inf, whole=False, notes=notes)
    spread: dict[str, dict[str, float]] = {}
    for who, name, value in zip(people, names, read, strict=True):
        spread.setdefault(who, {})[name] = value or 0.0
    all_names = in_order(list(dict.fromkeys(names)))
    scaled = []
    for who, own in spread.items():
        without = [name for name in all_names if name not in own]
        if without:
            raise DataError(
                f"Respondent {who} gave no points for {', '.join(without)}",
                f"column {dimension!r}",
                "Write 0 where a dimension got none.",
            )
        total = math.fsum(own.values())
        if off == "scale" and total > 0 and abs(total - 100) > 1e-6:
            scaled.append(f"{who} ({total:g})")
            spread[who] = {name: value * 100 / total for name, value in own.items()}
        else:
            check_points(own, f"respondent {who}, column {points!r}")
    if scaled:
        shown = ", ".join(scaled[:5]) + (f" and {len(scaled) - 5} more" if len(scaled) > 5 else "")
        notes.append(f"Points that did not sum to 100 were brought to 100 in proportion: {shown}.")
    count = len(spread)
    weights = {name: math.fsum(own[name] for own in spread.values()) / count for name in all_names}
    ends = {name: intervals.mean([own[name] for own in spread.values()], confidence, (0, 100)) for name in all_names}
    return Importance(weights, count, (*notes, *surveys.few(count, "respondents")), ends)


class GuessDifference(msgspec.Struct, frozen=True):
    """Points that customers gave a dimension and that others guessed; ``difference`` = guess - customers."""

    name: str
    customers: float
    guess: float
    difference: float


def compare(customers: Mapping[str, float], guess: Mapping[str, float]) -> tuple[GuessDifference, ...]:
    """How far a guess of what matters lies from what customers say, the largest difference first.

    Both are points by dimension that sum to 100. A manager's guess speaks to gap 1, that of front-line staff to gap 6;
    managers against staff to gap 7. Raises DataError as :func:`weighted` does for weights.
    """
    for argument, points in (("customers", customers), ("guess", guess)):
        if not isinstance(points, Mapping) or not points:
            raise DataError(
                f"`{argument}` is no dict of points", f"argument `{argument}`", "Write {'empathy': 20, ...}."
            )
        check_points(points, f"argument `{argument}`")
    lonely = sorted(set(customers) ^ set(guess))
    if lonely:
        raise DataError(
            f"{', '.join(map(repr, lonely))} stands on one side only", "arguments `customers` and `guess`", "Name both."
        )
    rows = [GuessDifference(name, own, guess[name], guess[name] - own) for name, own in customers.items()]
    return tuple(sorted(rows, key=lambda row: -abs(row.difference)))


def _one_dimension(items: list[str], dimensions: list[str], column: str) -> dict[str, str]:
    out: dict[str, str] = {}
    for row, (item, dimension) in enumerate(zip(items, dimensions, strict=True)):
        if out.setdefault(item, dimension) != dimension:
            raise DataError(
                f"Statement {item!r} belongs to {out[item]!r} and to {dimension!r}",
                f"column {column!r}, {surveys.rows_text([row])}",
                "Give each statement one dimension.",
            )
    return out
