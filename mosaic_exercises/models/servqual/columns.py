"""SERVQUAL from the columns of a large table: the figures of ``scores.summarise``, a hundred times as fast."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from mosaic_exercises.models import columnwise, frames, surveys
from mosaic_exercises.models.checks import Missing
from mosaic_exercises.models.columnwise import NameCodes
from mosaic_exercises.models.servqual.items import dimensions_of, in_order
from mosaic_exercises.models.servqual.scores import Gaps, Score, gathered

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]


class Rows(NamedTuple):
    """Answered pairs, one a row: whose, to which statement (and its dimension), expected and perceived."""

    person: Ints
    item: Ints
    dimension: Ints
    expected: Floats
    perceived: Floats


def from_long(
    found: Mapping[str, pd.Series[Any]],
    headings: Mapping[str, str],
    scale: tuple[float, float],
    missing: Missing,
    confidence: float,
) -> Gaps | None:
    """The gaps of a long table whose columns are ``found``, by argument; None where anything is unusual."""
    import numpy as np

    people, items = columnwise.named(found["respondent"]), columnwise.named(found["item"])
    if people is None or items is None or columnwise.twice(people, items):
        return None
    notes: list[str] = []
    if "dimension" in found:
        dimensions = columnwise.named(found["dimension"])
        if dimensions is None:
            return None
        of_item = np.empty(len(items.texts), dtype="int64")
        of_item[items.code[::-1]] = dimensions.code[::-1]
        if not (of_item[items.code] == dimensions.code).all():
            return None
        names = dimensions.texts
    else:
        place_of = dimensions_of(items.texts, None, notes)
        names = list(dict.fromkeys(place_of[item] for item in items.texts))
        of_item = np.array([names.index(place_of[item]) for item in items.texts])
    sides = {}
    for side in ("expectation", "perception"):
        where = f"column {headings[side]!r}"
        read = columnwise.scores(
            found[side], where=where, low=scale[0], high=scale[1], whole=False, missing=missing, notes=notes
        )
        if read is None:
            return None
        sides[side] = read.astype("float64", copy=False)
    complete = ~(np.isnan(sides["expectation"]) | np.isnan(sides["perception"]))
    rows = Rows(people.code, items.code, of_item[items.code], sides["expectation"], sides["perception"])
    if not complete.all():
        rows = Rows(*(part[complete] for part in rows))
    if not len(rows.person):
        return None
    answered = np.bincount(rows.person, minlength=len(people.texts))
    count = int(np.count_nonzero(answered))
    statements = len(np.unique(rows.item))
    fewer = int(np.count_nonzero((answered > 0) & (answered < statements)))
    if fewer:
        notes.append(f"{frames.counted(fewer, 'respondent')} answered fewer than {statements} statements: kept.")
    silent = len(people.texts) - count
    if silent:
        notes.append(f"{frames.counted(silent, 'respondent')} without any answered pair: not counted.")
    return _summarised(rows, people, items, names, of_item, count, scale, confidence, notes)


def _summarised(
    rows: Rows,
    people: NameCodes,
    items: NameCodes,
    names: list[str],
    of_item: Ints,
    count: int,
    scale: tuple[float, float],
    confidence: float,
    notes: list[str],
) -> Gaps:
    import numpy as np

    surveys.z_of(confidence)  # refuses what is no confidence
    widest = float(scale[1] - scale[0])
    # Statements and dimensions are numbered as their first answered pair comes.
    order = np.argsort(rows.item.astype("uint16") if len(items.texts) < 2**16 else rows.item, kind="stable")
    ends = np.cumsum(np.bincount(rows.item, minlength=len(items.texts)))
    by_item = []
    for place in _as_they_come(rows.item):
        own = order[ends[place - 1] if place else 0 : ends[place]]
        pair = (rows.expected[own], rows.perceived[own])
        by_item.append(_score(items.texts[place], names[of_item[place]], *pair, len(own), confidence, widest))
    key = rows.person * len(names) + rows.dimension
    size = len(people.texts) * len(names)
    answered = np.bincount(key, minlength=size)
    with np.errstate(invalid="ignore"):
        expected, perceived = (
            np.bincount(key, weights=side, minlength=size) / answered for side in (rows.expected, rows.perceived)
        )
    groups, each = {}, {}
    pairs = np.bincount(rows.dimension, minlength=len(names))
    for place in _as_they_come(rows.dimension):
        mine = slice(place, size, len(names))
        there = answered[mine] > 0
        pair = (expected[mine][there], perceived[mine][there])
        groups[names[place]] = _score(names[place], names[place], *pair, int(pairs[place]), confidence, widest)
        each[names[place]] = dict(zip(np.flatnonzero(there).tolist(), (pair[1] - pair[0]).tolist(), strict=True))
    dimensions = tuple(groups[name] for name in in_order(list(groups)))
    return gathered(dimensions, by_item, count, scale, confidence, notes, [each[one.name] for one in dimensions])


def _as_they_come(code: Ints) -> list[int]:
    """The different codes in the order of their first row."""
    import numpy as np

    size = int(code.max()) + 1
    first = np.full(size, len(code))
    first[code[::-1]] = np.arange(len(code))[::-1]
    return [int(place) for place in np.argsort(first, kind="stable") if first[place] < len(code)]


def _score(
    name: str, dimension: str, expected: Floats, perceived: Floats, pairs: int, confidence: float, widest: float
) -> Score:
    """The figures of one group from each person's two means."""
    expectation, perception = (math.fsum(side.tolist()) / len(side) for side in (expected, perceived))
    each = perceived - expected
    gap, between = columnwise.mean_and_interval(each, confidence, (-widest, widest))
    sd = columnwise.spread(each, gap) if len(each) > 1 else None
    low, high = between if between is not None else (None, None)
    return Score(name, dimension, expectation, perception, gap, low, high, pairs, sd, len(each))
