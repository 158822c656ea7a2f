"""Whether answers hang together: Cronbach's alpha of the statements of a scale, Krippendorff's alpha of raters.

``cronbach`` asks whether statements that are added up measure one thing; its item statistics show which statement does
not fit. ``krippendorff`` asks whether people who rated the same things agree beyond chance.

Misuse: a high alpha does not show that a scale measures one thing only, nor the right thing. It rises with the number
of statements, and near 1 says mostly that they repeat each other. The usual line of 0.7 is a habit, not a test. An
alpha of raters depends on what they were given: where nearly everything deserves the same rating it is low though they
hardly differ.

Sources. L. J. Cronbach, Coefficient Alpha and the Internal Structure of Tests, Psychometrika 16 (1951), 297-334; its
interval: L. S. Feldt, The Approximate Sampling Distribution of Kuder-Richardson Reliability Coefficient Twenty,
Psychometrika 30 (1965), 357-370. K. Krippendorff, Content Analysis (1980, 4th ed. 2019), chapter 12; bootstrap over
units: A. Zapf and others, Measuring Inter-rater Reliability for Nominal Data, BMC Medical Research Methodology 16
(2016), 93.
"""

from __future__ import annotations

import math
import statistics
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, Literal

import msgspec

from mosaic_exercises.models import frames, intervals, surveys
from mosaic_exercises.models.checks import Missing, one_of, whole_number
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.results_frame import frame_of

if TYPE_CHECKING:
    import pandas as pd

Level = Literal["nominal", "ordinal", "interval"]
FELDT: Final = "Feldt's interval by the F distribution, which takes answers as normally spread"
UNITS: Final = "percentile bootstrap over the things rated (1,000 draws, fixed seed)"


class ItemStatistic(msgspec.Struct, frozen=True, kw_only=True):
    """One statement. ``rest``: its correlation with the sum of the others; ``alpha_without``: alpha if it is left out.

    ``low`` and ``high`` are the interval of the mean (Student's t, kept within the scale). ``rest`` and
    ``alpha_without`` are None where there is nothing to compute them from.
    """

    name: str
    mean: float
    low: float | None
    high: float | None
    sd: float
    rest: float | None
    alpha_without: float | None


class Cronbach(msgspec.Struct, frozen=True, kw_only=True):
    """Alpha of ``items`` answered by ``n`` people, with its interval. None where their sum never varies."""

    alpha: float | None
    low: float | None
    high: float | None
    n: int
    items: tuple[ItemStatistic, ...]
    confidence: float
    method: str
    notes: tuple[str, ...]

    def frame(self) -> pd.DataFrame:
        """The item statistics as a pandas table, one row a statement."""
        return frame_of(self.items, notes=self.notes)


class Krippendorff(msgspec.Struct, frozen=True, kw_only=True):
    """Agreement of ``raters`` on ``units``: 1 in full, 0 as by chance, below 0 worse. None where all ratings are alike.

    ``values`` is the number of ratings that have a partner; ``low`` and ``high`` are None for fewer than two units, and
    where everybody agrees on all.
    """

    alpha: float | None
    low: float | None
    high: float | None
    units: int
    raters: int
    values: int
    level: Level
    confidence: float
    method: str
    notes: tuple[str, ...]

    def frame(self) -> pd.DataFrame:
        """The figures as a pandas table of one row."""
        return frame_of([self], notes=self.notes)


def cronbach(
    table: object,
    items: Sequence[str] | None = None,
    *,
    reverse: Collection[str] = (),
    scale: tuple[float, float] = (1, 7),
    missing: Missing = "error",
    confidence: float = 0.95,
) -> Cronbach:
    """Cronbach's alpha of the statements ``items`` (columns of ``table``), and what each of them adds.

    ``table`` has one row a person and one column a statement: a table of pandas, polars or pyarrow, a list with one
    dict a row, or a dict of lists. Without ``items`` all its columns are taken. ``reverse`` names the statements that
    were worded the other way round: 7 becomes 1. ``missing="skip"`` leaves out whoever left a statement open, and
    ``notes`` say how many.

    Raises DataError, with column and rows, for answers off the ``scale`` and missing answers; for fewer than two
    statements, and for fewer than three people.

    >>> found = cronbach({"on time": [5, 6, 4, 7], "as said": [5, 7, 4, 6], "complete": [6, 7, 3, 6]})
    >>> round(found.alpha, 3), [round(item.rest, 2) for item in found.items]
    (0.918, [0.79, 0.91, 0.86])
    """
    surveys.z_of(confidence)
    table, heads = _with_heads(table, items)
    if items is None and surveys.is_frame(table):  # a pivoted table may have numbers for names
        heads = tuple(frames.require_table(table, "table").columns)
    names = list(heads if items is None else items)
    if len(names) < 2 or len(set(names)) < len(names):
        raise DataError(
            f"{frames.counted(len(set(names)), 'different statement')}", "argument `items`", "Name two or more."
        )
    strange = [name for name in reverse if name not in names]
    if strange:
        raise DataError(f"{strange[0]!r} is none of the statements", "argument `reverse`", "Name one of `items`.")
    low, high = _ends(scale)
    notes: list[str] = []
    found = surveys.columns(table, {name: name for name in names})
    read = [
        surveys.scores(
            found[name], where=f"column {name!r}", low=low, high=high, whole=False, missing=missing, notes=notes
        )
        for name in names
    ]
    rows = [row for row in zip(*read, strict=True) if None not in row]
    if len(rows) < len(read[0]):
        open_ = len(read[0]) - len(rows)
        notes.append(f"{open_:,} {'person' if open_ == 1 else 'people'} left a statement open: not counted.")
    if len(rows) < 3:
        raise DataError(
            f"{len(rows)} answered every statement", "the table", "Alpha needs three people or more: check the file."
        )
    columns = [
        [low + high - float(value or 0.0) if name in reverse else float(value or 0.0) for value in column]
        for name, column in zip(names, zip(*rows, strict=True), strict=True)
    ]
    n, size = len(rows), len(columns)
    alpha = _alpha(columns)
    between: tuple[float | None, float | None] = (None, None)
    if alpha is None:
        notes.append("The sum of the answers is the same for everybody: there is no alpha.")
    elif alpha == 1:
        notes.append("The statements were answered alike: the method gives no interval, which is not certainty.")
    else:
        tail, freedom = (1 - confidence) / 2, (n - 1, (n - 1) * (size - 1))
        between = (
            1 - (1 - alpha) * intervals.f_quantile(1 - tail, *freedom),
            1 - (1 - alpha) * intervals.f_quantile(tail, *freedom),
        )
    stats = tuple(_item(name, columns, place, confidence, (low, high)) for place, name in enumerate(names))
    backwards = [one.name for one in stats if one.rest is not None and one.rest < 0]
    if backwards:
        notes.append(
            f"Runs against the others: {', '.join(backwards)}. If it was worded the other way round, reverse it."
        )
    return Cronbach(
        alpha=alpha, low=between[0], high=between[1], n=n, items=stats, confidence=float(confidence), method=FELDT,
        notes=(*notes, *surveys.few(n, "respondents")),
    )  # fmt: skip


def _with_heads(given: object, items: Sequence[str] | None) -> tuple[object, tuple[str, ...]]:
    table, heads = surveys.kept(given)
    if items is None and not heads:
        raise DataError(
            f"`table` is a {type(given).__name__} without names of columns",
            "argument `table`",
            "Pass a table with one column a statement; of an array: pandas.DataFrame(array).",
        )
    return table, heads


def _ends(scale: tuple[float, float]) -> tuple[float, float]:
    low, high = scale
    if not low < high:
        raise DataError(f"`scale` is {scale!r}", "argument `scale`", "Write the lower end first: scale=(1, 7).")
    return float(low), float(high)


def _alpha(columns: Sequence[Sequence[float]]) -> float | None:
    size = len(columns)
    total = statistics.variance(math.fsum(row) for row in zip(*columns, strict=True))
    if size < 2 or total == 0:
        return None
    return size / (size - 1) * (1 - math.fsum(map(statistics.variance, columns)) / total)


def _item(
    name: str, columns: Sequence[Sequence[float]], place: int, confidence: float, ends: tuple[float, float]
) -> ItemStatistic:
    own = columns[place]
    others = [column for at, column in enumerate(columns) if at != place]
    rest = [math.fsum(row) for row in zip(*others, strict=True)]
    varies = statistics.pvariance(own) > 0 and statistics.pvariance(rest) > 0
    between = intervals.mean(own, confidence, ends)
    return ItemStatistic(
        name=str(name),
        mean=statistics.fmean(own),
        low=None if between is None else between[0],
        high=None if between is None else between[1],
        sd=statistics.stdev(own),
        rest=statistics.correlation(own, rest) if varies else None,
        alpha_without=_alpha(others) if len(others) > 1 else None,
    )


def krippendorff(
    raters: object, *, level: Level = "ordinal", confidence: float = 0.95, draws: int = 1000
) -> Krippendorff:
    """How far raters agree on the same things, beyond chance, whatever their number and with gaps.

    ``raters`` is a dict from rater to ratings (all in the same order of things, None where nobody rated), or a
    table with one column a rater and one row a thing. ``level``: of ``"ordinal"`` ratings (casual, moderate, intense as
    1, 2, 3) only the order counts, of ``"interval"`` ratings the distance too; ``"nominal"`` ones are names, and may be
    text. A thing that fewer than two people rated tells nothing, and ``notes`` count it.

    Raises DataError for fewer than two raters, for columns of different length, for text where numbers are needed, and
    where nothing was rated twice.

    >>> found = krippendorff({"Ada": [1, 2, 3, 3, 2, 1], "Ben": [1, 2, 3, 2, 2, 1], "Cy": [None, 3, 3, 3, 2, 1]})
    >>> round(found.alpha, 3), found.units, found.values
    (0.813, 6, 17)
    """
    one_of(level, ("nominal", "ordinal", "interval"), "level")
    whole_number(draws, "draws", least=100)
    surveys.z_of(confidence)
    columns = _columns(raters, level)
    units = [tuple(value for value in row if value is not None) for row in zip(*columns.values(), strict=True)]
    paired = [unit for unit in units if len(unit) > 1]
    notes = []
    if len(paired) < len(units):
        notes.append(f"{frames.counted(len(units) - len(paired), 'thing')} rated by fewer than two: not counted.")
    if not paired:
        raise DataError("Nothing was rated by two people", "argument `raters`", "Let several people rate the same.")
    order = sorted({value for unit in paired for value in unit}, key=lambda one: (str(type(one)), one))
    alpha, between = _agreement(paired, order, level, confidence, draws)
    if alpha is None:
        notes.append("All ratings are the same: agreement beyond chance cannot be told.")
    elif alpha == 1:
        between = (None, None)
        notes.append("Everybody agreed on everything: the method gives no interval, which is not certainty.")
    notes += surveys.few(len(paired), "things rated")
    return Krippendorff(
        alpha=alpha, low=between[0], high=between[1], units=len(paired), raters=len(columns),
        values=sum(map(len, paired)), level=level, confidence=float(confidence), method=UNITS, notes=tuple(notes),
    )  # fmt: skip


def _columns(raters: object, level: Level) -> dict[str, list[Any]]:
    if frames.is_table(raters):
        table = frames.require_table(raters, "raters")
        given: dict[str, list[object]] = {str(name): table[name].tolist() for name in table.columns}
    elif isinstance(raters, Mapping):
        frames.same_rows({"raters": raters})
        given = {str(name): surveys.values(answers, f"raters[{name!r}]") for name, answers in raters.items()}
    else:
        raise DataError(
            f"`raters` is a {type(raters).__name__}", "argument `raters`", "Write {'name': [1, 2, None], ...}."
        )
    if len(given) < 2:
        raise DataError(frames.counted(len(given), "rater"), "argument `raters`", "Agreement needs two or more.")
    if len({len(answers) for answers in given.values()}) > 1:
        raise DataError(
            "Raters have different numbers of ratings", "argument `raters`", "Write None where somebody gave none."
        )
    if level == "nominal":
        return {
            name: [
                None if surveys.is_missing(one) else one if isinstance(one, int | float) else str(one)
                for one in answers
            ]
            for name, answers in given.items()
        }
    notes: list[str] = []
    return {
        name: surveys.scores(
            answers, where=f"rater {name}", low=-math.inf, high=math.inf, whole=False, missing="skip", notes=notes
        )
        for name, answers in given.items()
    }


def _agreement(
    units: Sequence[Sequence[Any]], order: Sequence[Any], level: Level, confidence: float, draws: int
) -> tuple[float | None, tuple[float | None, float | None]]:
    """Alpha and its interval. Each unit is a vector of counts by value: what it adds to the coincidences is known."""
    import numpy as np

    place = {value: at for at, value in enumerate(order)}
    counts = np.zeros((len(units), len(order)))
    for row, unit in enumerate(units):
        for value, number in Counter(unit).items():
            counts[row, place[value]] = number

    def alpha_of(times: Any) -> float | None:
        held = counts[times]
        size = held.sum(axis=1, keepdims=True)
        weight = held / (size - 1)
        pairs = weight.T @ held - np.diag(weight.sum(axis=0))
        total = pairs.sum(axis=1)
        apart = _distance(order, total, level)
        expected = float(total @ apart @ total)
        if expected <= 0:
            return None
        return float(1 - (total.sum() - 1) * (pairs * apart).sum() / expected)

    alpha = alpha_of(np.arange(len(units)))
    if alpha is None or len(units) < 2:
        return alpha, (None, None)
    rng = np.random.default_rng(20261129)
    found = [one for _ in range(draws) if (one := alpha_of(rng.integers(0, len(units), len(units)))) is not None]
    if len(found) < draws / 2:
        return alpha, (None, None)
    low, high = np.quantile(found, [(1 - confidence) / 2, (1 + confidence) / 2])
    return alpha, (min(float(low), alpha), max(float(high), alpha))


def _distance(order: Sequence[Any], total: Any, level: Level) -> Any:
    """The squared distance of each two values: 1 for names, by ranks between for orders, by numbers for intervals."""
    import numpy as np

    if level == "nominal":
        return 1.0 - np.eye(len(order))
    if level == "interval":
        numbers = np.array(order, dtype=float)
        numbers /= np.abs(numbers).max() or 1.0  # alpha has no unit; the square of 1e200 is no number
        return (numbers[:, None] - numbers[None, :]) ** 2
    middle = np.cumsum(total) - total / 2  # the mean rank of each value
    return (middle[:, None] - middle[None, :]) ** 2
