"""One figure for each segment: what ``segment=`` does in the functions that take answers or a table of them.

The whole is measured first, so that an error names the rows as they stand in the reader's own table. Segments that were
found by looking at the answers differ for that reason alone: name them before you look.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from mosaic_exercises.models import frames, surveys
from mosaic_exercises.models.errors import DataError

T = TypeVar("T")


def of_answers(answers: object, segment: object, measure: Callable[[Any], T]) -> dict[str, T]:
    """``measure`` of the answers of each segment, in the order in which the segments first appear.

    ``segment`` has one name an answer. Raises DataError where it has not, and what ``measure`` raises.
    """
    measure(answers)
    frames.same_rows({"answers": answers, "segment": segment})
    given = surveys.values(answers, "answers")
    names = surveys.names(surveys.values(segment, "segment"), "argument `segment`")
    if len(names) != len(given):
        raise DataError(
            f"{frames.counted(len(given), 'answer')} and {frames.counted(len(names), 'name')} of segments",
            "argument `segment`",
            "Give each answer its segment.",
        )
    places = _places(names)
    return {name: _of_one(name, measure, [given[at] for at in own]) for name, own in places.items()}


def of_answers_with(answers: object, others: object, segment: object, measure: Callable[[Any, Any], T]) -> dict[str, T]:
    """The same for answers and what belongs to each of them, such as its weight."""
    measure(answers, others)
    frames.same_rows({"answers": answers, "weights": others, "segment": segment})
    pairs = list(zip(surveys.values(answers, "answers"), surveys.values(others, "weights"), strict=True))
    return of_answers(
        list(range(len(pairs))),
        segment,
        lambda own: measure([pairs[at][0] for at in own], [pairs[at][1] for at in own]),
    )


def of_people(answers: object, segment: object, measure: Callable[[Any], T]) -> dict[str, T]:
    """``measure`` of the people of each segment; ``answers`` is a table with one row a person, or a dict of lists."""
    return of_sides([answers], segment, lambda sides: measure(sides[0]))


def of_sides(sides: Sequence[object], segment: object, measure: Callable[[Any], T]) -> dict[str, T]:
    """The same of several such tables, which have the same people in the same order."""
    tables = [surveys.kept(side) for side in sides]
    whole = [table for table, _ in tables]
    measure(whole)
    frames.same_rows({"segment": segment} | {f"table {at}": table for at, table in enumerate(whole, 1)})
    names = surveys.names(surveys.values(segment, "segment"), "argument `segment`")
    for table, heads in tables:
        size = len(surveys.column(table, heads[0], "answers")) if heads else len(names)
        if size != len(names):
            raise DataError(
                f"{frames.counted(size, 'row')} and {frames.counted(len(names), 'name')} of segments",
                "argument `segment`",
                "Give each person one segment.",
            )
    return {
        name: _of_one(name, measure, [_rows(table, own) for table in whole]) for name, own in _places(names).items()
    }


def of_table(table: object, segment: str, measure: Callable[[Any], T]) -> dict[str, T]:
    """``measure`` of the rows of each value of the column ``segment``, in the order in which they first appear."""
    table, _ = surveys.kept(table)
    measure(table)
    names = surveys.names(surveys.column(table, segment, "segment"), f"column {segment!r}")
    return {name: _of_one(name, measure, _rows(table, own)) for name, own in _places(names).items()}


def _of_one(name: str, measure: Callable[[Any], T], part: object) -> T:
    try:
        return measure(part)
    except DataError as error:
        raise DataError(error.what, f"segment {name}: {error.where}", error.do) from error


def _places(names: list[str]) -> dict[str, list[int]]:
    out: dict[str, list[int]] = {}
    for at, name in enumerate(names):
        out.setdefault(name, []).append(at)
    return out


def _rows(table: Any, places: list[int]) -> object:
    """Some rows of a table in whatever form it has."""
    if frames.is_table(table):
        return frames.opened(table, "table").rows(places)
    if isinstance(table, Mapping):
        return {name: [column[at] for at in places] for name, column in ((n, list(c)) for n, c in table.items())}
    rows = list(table) if isinstance(table, Iterable) else []
    return [rows[at] for at in places]
