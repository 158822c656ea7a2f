"""Importance-performance analysis: what matters to customers against how well it is done, in four fields.

Each attribute stands at its mean importance and its mean performance; a cross parts the plane in *concentrate here*
(matters, done badly), *keep it up* (matters, done well), *low priority* and *possibly too much*.

Misuse: the fields say nothing about attributes near the cross: their names change with a point more or less, and with
where the cross stands (the middle of the scale, or the means). People call almost everything important when asked;
importance that is asked and importance that shows in satisfaction (``drivers``) often differ. Importance and
performance of one attribute are answered by the same people in one sitting and rise together.

Source: J. A. Martilla & J. C. James, Importance-Performance Analysis, Journal of Marketing 41 (1977), 77-79. The cross
at the means and the test of nearness (both intervals leave the cross out) are usual and are this workbook's reading.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final, Literal, overload

import msgspec

from mosaic_exercises.models import frames, intervals, segments, surveys
from mosaic_exercises.models.checks import Missing, finite
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.results_frame import frame_of

if TYPE_CHECKING:
    import pandas as pd

Field = Literal["concentrate here", "keep it up", "low priority", "possibly too much"]
FIELDS: Final[tuple[Field, ...]] = ("concentrate here", "keep it up", "low priority", "possibly too much")
"""In the order in which to act. Names after Martilla & James, whose last is called possible overkill."""

METHOD: Final = "means with Student's t intervals, kept within the scale"
Cut = Literal["mean", "middle"] | tuple[float, float]


class Attribute(msgspec.Struct, frozen=True, kw_only=True):
    """One attribute: both means with their intervals (None for one answer), and the field it stands in.

    ``settled`` where both intervals leave the cross out: only then is the field more than the luck of the draw.
    """

    name: str
    importance: float
    importance_low: float | None
    importance_high: float | None
    performance: float
    performance_low: float | None
    performance_high: float | None
    n: int
    field: Field
    settled: bool


class Quadrants(msgspec.Struct, frozen=True, kw_only=True):
    """All attributes in the order given. ``cross`` is (importance, performance), ``rule`` says where it comes from."""

    attributes: tuple[Attribute, ...]
    cross: tuple[float, float]
    rule: str
    importance_scale: tuple[float, float]
    performance_scale: tuple[float, float]
    confidence: float
    method: str
    notes: tuple[str, ...]

    def frame(self) -> pd.DataFrame:
        """The attributes as a pandas table, one row each."""
        return frame_of(self.attributes, notes=self.notes)


@overload
def quadrants(
    importance: object,
    performance: object,
    *,
    cut: Cut = ...,
    scale: tuple[float, float] = ...,
    performance_scale: tuple[float, float] | None = ...,
    segment: None = ...,
    missing: Missing = ...,
    confidence: float = ...,
) -> Quadrants: ...
@overload
def quadrants(
    importance: object,
    performance: object,
    *,
    cut: Cut = ...,
    scale: tuple[float, float] = ...,
    performance_scale: tuple[float, float] | None = ...,
    segment: Iterable[object],
    missing: Missing = ...,
    confidence: float = ...,
) -> dict[str, Quadrants]: ...
def quadrants(
    importance: object,
    performance: object,
    *,
    cut: Cut = "mean",
    scale: tuple[float, float] = (1, 7),
    performance_scale: tuple[float, float] | None = None,
    segment: Iterable[object] | None = None,
    missing: Missing = "error",
    confidence: float = 0.95,
) -> Quadrants | dict[str, Quadrants]:
    """The four fields of ``importance`` against ``performance``.

    Both are tables with one row a person and one column an attribute, named alike: of pandas, polars or pyarrow, or
    dicts of lists.
    ``cut`` is where the cross stands: at the ``"mean"`` of the attributes (each attribute is then judged against the
    others), in the ``"middle"`` of the scales (usually all attributes stand above it), or at two numbers of your own.
    An attribute on the cross counts as above. ``missing="skip"`` leaves out a pair that lacks one side. With
    ``segment``, one name a person, one result for each segment, each with a cross of its own where ``cut="mean"``.

    Raises DataError, with column and rows, for answers off the scale, for attributes that stand on one side only, and
    if nobody answered one of them.

    >>> found = quadrants({"speed": [7, 6, 7], "rooms": [3, 4, 4]}, {"speed": [3, 4, 3], "rooms": [6, 6, 7]})
    >>> [(one.name, one.field, one.settled) for one in found.attributes]
    [('speed', 'concentrate here', True), ('rooms', 'possibly too much', True)]
    """
    if segment is not None:
        return segments.of_sides(
            [importance, performance],
            segment,
            lambda own: quadrants(
                *own, cut=cut, scale=scale, performance_scale=performance_scale, missing=missing, confidence=confidence
            ),
        )
    surveys.z_of(confidence)
    scales = (_ends(scale), _ends(performance_scale or scale))
    frames.same_rows({"importance": importance, "performance": performance})
    sides = (_columns(importance, "importance"), _columns(performance, "performance"))
    lonely = [name for name in {**sides[0], **sides[1]} if name not in sides[0] or name not in sides[1]]
    if lonely or not sides[0]:
        raise DataError(
            f"{lonely[0]!r} stands on one side only" if lonely else "There is no attribute",
            "arguments `importance` and `performance`",
            "Name each attribute alike on both sides.",
        )
    notes: list[str] = []
    pairs = {name: _pairs(name, sides, scales, missing, notes) for name in sides[0]}
    middles = {name: tuple(statistics.fmean(side) for side in zip(*own, strict=True)) for name, own in pairs.items()}
    cross, rule = _cross(cut, list(middles.values()), scales)
    found = tuple(_attribute(name, pairs[name], cross, scales, confidence) for name in pairs)
    near = sum(1 for one in found if not one.settled)
    if near:
        notes.append(f"{near} of {len(found)} attributes lie so near the cross that their field is not settled.")
    fewest = min(one.n for one in found)
    return Quadrants(
        attributes=found, cross=cross, rule=rule, importance_scale=scales[0], performance_scale=scales[1],
        confidence=float(confidence), method=METHOD, notes=(*notes, *surveys.few(fewest)),
    )  # fmt: skip


def _ends(scale: tuple[float, float]) -> tuple[float, float]:
    low, high = (finite(end, "scale") for end in scale)
    if low >= high:
        raise DataError(f"`scale` is {scale!r}", "argument `scale`", "Write the lower end first: scale=(1, 7).")
    return low, high


def _columns(given: Any, argument: str) -> dict[str, list[object]]:
    if frames.is_table(given):
        table = frames.opened(given, argument)
        return {str(name): frames.column(table, name, argument).tolist() for name in table.names}
    if isinstance(given, Mapping):
        return {str(name): surveys.values(cell, f"{argument}[{name!r}]") for name, cell in given.items()}
    raise DataError(
        f"`{argument}` is a {type(given).__name__}",
        f"argument `{argument}`",
        "Pass a table with a column an attribute.",
    )


def _pairs(
    name: str,
    sides: tuple[dict[str, list[object]], dict[str, list[object]]],
    scales: tuple[tuple[float, float], tuple[float, float]],
    missing: Missing,
    notes: list[str],
) -> list[tuple[float, float]]:
    read = [
        surveys.scores(side[name], where=f"`{what}`, column {name!r}", low=ends[0], high=ends[1], whole=False,
                       missing=missing, notes=notes)
        for side, what, ends in zip(sides, ("importance", "performance"), scales, strict=True)
    ]  # fmt: skip
    if len(read[0]) != len(read[1]):
        raise DataError(
            f"{name!r} has {len(read[0]):,} answers on importance and {len(read[1]):,} on performance",
            "arguments `importance` and `performance`",
            "Give both sides the same people in the same order.",
        )
    out = [(one, other) for one, other in zip(*read, strict=True) if one is not None and other is not None]
    if not out:
        raise DataError(f"Nobody answered both sides of {name!r}", f"column {name!r}", "Leave the attribute out.")
    return out


def _cross(
    cut: Cut, middles: list[tuple[float, ...]], scales: tuple[tuple[float, float], tuple[float, float]]
) -> tuple[tuple[float, float], str]:
    if cut == "mean":
        return (
            statistics.fmean(m[0] for m in middles),
            statistics.fmean(m[1] for m in middles),
        ), "means of the attributes"
    if cut == "middle":
        return (sum(scales[0]) / 2, sum(scales[1]) / 2), "middle of the scales"
    if isinstance(cut, tuple | list) and len(cut) == 2:
        chosen = finite(cut[0], "cut"), finite(cut[1], "cut")
        if not all(low <= at <= high for at, (low, high) in zip(chosen, scales, strict=True)):
            (a, b), (c, d) = scales
            raise DataError(
                f"`cut` is {cut!r}, off the scale",
                "argument `cut`",
                f"Write (importance, performance) from {a:g} to {b:g} and from {c:g} to {d:g}.",
            )
        return chosen, "chosen"
    raise DataError(f"`cut` is {cut!r}", "argument `cut`", "Write 'mean', 'middle' or (importance, performance).")


def _attribute(
    name: str,
    pairs: list[tuple[float, float]],
    cross: tuple[float, float],
    scales: tuple[tuple[float, float], tuple[float, float]],
    confidence: float,
) -> Attribute:
    sides = [list(side) for side in zip(*pairs, strict=True)]
    means = [statistics.fmean(side) for side in sides]
    ends = [intervals.mean(side, confidence, scale) for side, scale in zip(sides, scales, strict=True)]
    matters, well = means[0] >= cross[0], means[1] >= cross[1]
    field: Field = (
        ("keep it up" if well else "concentrate here") if matters else ("possibly too much" if well else "low priority")
    )
    clear = all(one is not None and not one[0] <= at <= one[1] for one, at in zip(ends, cross, strict=True))
    first, second = ((None, None) if one is None else one for one in ends)
    return Attribute(
        name=name, importance=means[0], importance_low=first[0], importance_high=first[1], performance=means[1],
        performance_low=second[0], performance_high=second[1], n=len(pairs), field=field, settled=clear,
    )  # fmt: skip
