"""Reading expectations and perceptions in the shapes people have them, into answered pairs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from mosaic_exercises.models import frames, surveys
from mosaic_exercises.models.checks import Missing, finite
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.servqual.items import DIMENSIONS, ITEMS, dimensions_of

STANDARD: Final = {len(ITEMS): tuple(item.id for item in ITEMS), len(DIMENSIONS): DIMENSIONS}
"""What a list of so many answers is taken to answer."""


class RatedPair(NamedTuple):
    """One statement answered by one person: ``values`` are expectation and perception, or perception alone."""

    item: str
    dimension: str
    respondent: str
    values: tuple[float, ...]


def read(
    sides: Mapping[str, object],
    dimensions: Mapping[str, str] | Iterable[str] | None,
    scale: tuple[float, float],
    missing: Missing,
    notes: list[str],
) -> tuple[list[RatedPair], int | None]:
    """The answered pairs and the number of people, from one or two sides of one of the shapes of :func:`gaps`."""
    if all(isinstance(side, Mapping) or frames.is_table(side) for side in sides.values()):
        if dimensions is not None and not isinstance(dimensions, Mapping):
            raise DataError(
                "`dimensions` is a list",
                "argument `dimensions`",
                "Write a dict: dimensions={'tan1': 'tangibles', ...}.",
            )
        columns = {side: _columns(given, side) for side, given in sides.items()}
        return _from_columns(columns, sides, dimensions, scale, missing, notes)
    frames.same_rows(dict(sides) if isinstance(dimensions, Mapping) else {**sides, "dimensions": dimensions})
    lists = {side: surveys.values(given, side) for side, given in sides.items()}
    if any(isinstance(one, list | tuple) for answers in lists.values() for one in answers):
        people = {side: _people(answers, side) for side, answers in lists.items()}
        return _from_columns(people, sides, None, scale, missing, notes)
    sizes = {len(values) for values in lists.values()}
    if len(sizes) > 1:
        told = ", ".join(f"`{side}` has {len(values):,}" for side, values in lists.items())
        raise DataError("The two sides are not of one length", told, "Pair each expectation with its perception.")
    size = sizes.pop()
    if not size:
        raise _nobody()
    if dimensions is None or isinstance(dimensions, Mapping):
        if size not in STANDARD:
            raise DataError(
                f"{frames.counted(size, 'answer')}, and it is not said to which statement each belongs",
                "argument `dimensions`",
                "Give 22 answers in the order of ITEMS or 5 in the order of DIMENSIONS, or name them: "
                "{'reliability': [6, 7, 5]}. For a long table use from_long(), or dimensions=table['dimension'].",
            )
        single = {
            side: {name: [one] for name, one in zip(STANDARD[size], values, strict=True)}
            for side, values in lists.items()
        }
        return _from_columns(single, sides, dimensions, scale, missing, notes)
    labels = surveys.names(surveys.values(dimensions, "dimensions"), "argument `dimensions`")
    if len(labels) != size:
        raise DataError(
            f"`dimensions` has {len(labels):,} entries for {size:,} answers", "argument `dimensions`", "Give one each."
        )
    found = grade(lists, scale, missing, notes, {side: f"`{side}`" for side in lists})
    pairs = [
        RatedPair(label, label, f"{place}", values)
        for place, (label, values) in enumerate(zip(labels, found, strict=True))
        if values is not None
    ]
    if not pairs:
        raise _nobody()
    return pairs, None


def _people(rows: Sequence[object], argument: str) -> dict[str, list[object]]:
    """Columns from a list with one list of 22 (or 5) answers a person."""
    sizes = {len(row) if isinstance(row, list | tuple) else 0 for row in rows}
    size = sizes.pop()
    if sizes or size not in STANDARD:
        raise DataError(
            "A person's list has neither 22 answers nor 5, or people have lists of different length",
            f"argument `{argument}`",
            "Give each person 22 answers in the order of ITEMS, or 5 in the order of DIMENSIONS.",
        )
    columns = zip(*(row for row in rows if isinstance(row, list | tuple)), strict=True)
    return {name: list(answers) for name, answers in zip(STANDARD[size], columns, strict=True)}


def _columns(given: Any, argument: str) -> dict[str, list[object]]:
    if frames.is_table(given):
        table = frames.opened(given, argument)
        return {str(name): frames.column(table, name, argument).tolist() for name in table.names}
    out = {}
    for name, cell in given.items():
        single = isinstance(cell, str | bytes) or not isinstance(cell, Iterable)
        out[str(name)] = [cell] if single else surveys.values(cell, f"{argument}[{name!r}]")
    return out


def _from_columns(
    columns: Mapping[str, Mapping[str, list[object]]],
    sides: Mapping[str, Any],
    dimensions: Mapping[str, str] | None,
    scale: tuple[float, float],
    missing: Missing,
    notes: list[str],
) -> tuple[list[RatedPair], int]:
    first, *rest = columns.values()
    names = list(first)
    for other in rest:
        lonely = [name for name in names if name not in other] + [name for name in other if name not in first]
        if lonely:
            raise DataError(
                f"{', '.join(map(repr, lonely[:5]))} has no partner on the other side",
                "arguments `expectations` and `perceptions`",
                "Name the two answers to a statement alike on both sides.",
            )
    frames.same_rows(sides)
    sizes = {len(answers) for side in columns.values() for answers in side.values()}
    if len(sizes) > 1:
        raise DataError(
            "Some statements have more answers than others",
            f"between {min(sizes):,} and {max(sizes):,} answers a statement",
            "Give each statement one answer a person; write None where somebody gave none.",
        )
    people = sizes.pop() if sizes else 0
    if not people:
        raise _nobody()
    place_of = dimensions_of(names, dimensions, notes)
    pairs: list[RatedPair] = []
    for name in names:
        where = {side: f"`{side}`, column {name!r}" for side in columns}
        found = grade({side: columns[side][name] for side in columns}, scale, missing, notes, where)
        pairs += [
            RatedPair(name, place_of[name], f"{row}", values) for row, values in enumerate(found) if values is not None
        ]
    if not pairs:
        raise _nobody()
    return pairs, len({pair.respondent for pair in pairs})


def grade(
    lists: Mapping[str, Sequence[object]],
    scale: tuple[float, float],
    missing: Missing,
    notes: list[str],
    where: Mapping[str, str],
) -> list[tuple[float, ...] | None]:
    """The answers of one or two columns, row by row; None where a side is missing and may be skipped."""
    low, high = scale_of(scale)
    read = [
        surveys.scores(answers, where=where[side], low=low, high=high, whole=False, missing=missing, notes=notes)
        for side, answers in lists.items()
    ]
    out: list[tuple[float, ...] | None] = []
    for row in zip(*read, strict=True):
        complete = tuple(value for value in row if value is not None)
        out.append(complete if len(complete) == len(read) else None)
    return out


def scale_of(scale: object) -> tuple[float, float]:
    """The two ends of a scale, the lower first."""
    if not isinstance(scale, tuple | list) or len(scale) != 2:
        raise DataError(f"`scale` is {scale!r}", "argument `scale`", "Write its two ends: scale=(1, 7).")
    low, high = (finite(end, "scale") for end in scale)
    if low >= high:
        raise DataError(f"`scale` is {scale!r}", "argument `scale`", "Write the lower end first: scale=(1, 7).")
    return low, high


def _nobody() -> DataError:
    return DataError("Nobody answered", "the answers", "A gap needs at least one answered pair: check the file.")
