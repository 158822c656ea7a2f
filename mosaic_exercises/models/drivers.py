"""What goes with satisfaction: how much each answer adds to explaining an outcome.

Answers of one survey are correlated, so the coefficients of a regression jump about and can turn negative. Two measures
share the explained variance (R squared) out among the drivers, each driver getting 0 or more, all adding up to R
squared:

- ``lmg`` (also called Shapley value regression): what a driver adds to R squared, averaged over all orders in which
  the drivers could enter. The default, because its meaning can be said in one sentence; up to 12 drivers.
- ``relative weights``: the same idea by way of uncorrelated stand-ins for the drivers; close to lmg, and quick.

Misuse: this is correlation, not cause. Whoever likes a firm ticks everything higher (halo), so drivers that differ
little in wording share what belongs to none of them; what hardly varies (all get it) cannot show, however much it
matters; and what was not asked is not there. Shares of R squared add up to 100% even where R squared is small: read R
squared first. Two more similar statements split one share between them.

Sources. R. H. Lindeman, P. F. Merenda & R. Z. Gold, Introduction to Bivariate and Multivariate Analysis (1980); U.
Groemping, Relative Importance for Linear Regression in R, Journal of Statistical Software 17 (2006), 1. J. W. Johnson,
A Heuristic Method for Estimating the Relative Weight of Predictor Variables, Multivariate Behavioral Research 35
(2000), 1-19.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final, Literal

import msgspec

from mosaic_exercises.models import frames, surveys
from mosaic_exercises.models.checks import Missing, one_of, whole_number
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.results_frame import frame_of

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

Method = Literal["lmg", "relative weights"]
MOST: Final = 12
"""So many drivers can enter in 479,001,600 orders, that is, in 4,096 sets."""
CAUTION: Final = "Correlation, not cause: what people who are satisfied also tick."


class Driver(msgspec.Struct, frozen=True, kw_only=True):
    """One driver: ``part`` of R squared (``share`` in per cent of it), with the bootstrap interval of ``part``.

    ``correlation`` is its own with the outcome, ``coefficient`` the standardised one of the regression on all.
    """

    name: str
    part: float
    low: float | None
    high: float | None
    share: float
    correlation: float
    coefficient: float


class Drivers(msgspec.Struct, frozen=True, kw_only=True):
    """The drivers of ``outcome``, the largest first. ``r_squared``: what part of its variance they explain."""

    outcome: str
    drivers: tuple[Driver, ...]
    r_squared: float
    adjusted: float
    n: int
    confidence: float
    method: str
    notes: tuple[str, ...]

    def frame(self) -> pd.DataFrame:
        """The drivers as a pandas table, one row each."""
        return frame_of(self.drivers, notes=self.notes)


def drivers(
    table: object,
    outcome: str,
    names: Sequence[str],
    *,
    method: Method = "lmg",
    missing: Missing = "error",
    confidence: float = 0.95,
    draws: int = 300,
) -> Drivers:
    """How much each column of ``names`` adds to explaining the column ``outcome``.

    ``table`` has one row a person: a table of pandas, polars or pyarrow, a list with one dict a row, or a dict of
    lists. Each interval is a percentile bootstrap over people with a fixed seed (``draws=0``: none). ``missing="skip"``
    leaves out whoever left one of the columns open, and ``notes`` say how many.

    Raises DataError for text, for fewer people than three for each driver, for a column that is the same for all or a
    mixture of others, and for ``lmg`` with more than 12 drivers.

    >>> found = drivers({"happy": [1, 2, 3, 4, 5, 6, 7, 5], "fast": [1, 2, 2, 4, 5, 5, 7, 6],
    ...                  "kind": [3, 2, 4, 3, 5, 6, 5, 4]}, "happy", ["fast", "kind"], draws=0)
    >>> round(found.r_squared, 3), [(one.name, round(one.share)) for one in found.drivers]
    (0.964, [('fast', 64), ('kind', 36)])
    """
    import numpy as np

    one_of(method, ("lmg", "relative weights"), "method")
    surveys.z_of(confidence)
    if draws:
        whole_number(draws, "draws", least=100)
    own = list(names)
    if not own or len({*own, outcome}) < len(own) + 1:
        raise DataError("The drivers are not different columns", "argument `names`", "Name each driver once.")
    if method == "lmg" and len(own) > MOST:
        raise DataError(
            f"{len(own)} drivers", "argument `names`", f"lmg takes up to {MOST}: use method='relative weights'."
        )
    notes = [CAUTION]
    data = _read(table, [outcome, *own], missing, notes)
    if len(data) < 3 * len(own) + 2:
        raise DataError(
            f"{frames.counted(len(data), 'complete row')} for {frames.counted(len(own), 'driver')}",
            "the table",
            "Ask more people, or look at fewer drivers: three people for each are the least, thirty are better.",
        )
    if len(data) < 30 * len(own):
        notes.append(f"{len(data)} people for {frames.counted(len(own), 'driver')}: under 30 for each, read as rough.")
    flat = [name for name, column in zip([outcome, *own], data.T, strict=True) if column.std() == 0]
    if flat:
        raise DataError(f"All answers in {flat[0]!r} are the same", f"column {flat[0]!r}", "Leave the column out.")
    related = np.corrcoef(data, rowvar=False)
    if np.linalg.matrix_rank(related[1:, 1:], tol=1e-8) < len(own):
        raise DataError(
            "A driver is a mixture of the others", "argument `names`", "Leave out what is added up from other columns."
        )
    shared = _lmg if method == "lmg" else _relative
    parts = shared(related)
    total = float(parts.sum())
    ends = _bootstrap(data, shared, draws, confidence)
    weights = np.linalg.solve(related[1:, 1:], related[1:, 0])
    rows = [
        Driver(
            name=name, part=float(part), low=low, high=high, share=100 * float(part) / total if total else 0.0,
            correlation=float(single), coefficient=float(weight),
        )
        for name, part, (low, high), single, weight in zip(own, parts, ends, related[1:, 0], weights, strict=True)
    ]  # fmt: skip
    n = len(data)
    return Drivers(
        outcome=outcome, drivers=tuple(sorted(rows, key=lambda row: -row.part)), r_squared=total,
        adjusted=1 - (1 - total) * (n - 1) / (n - len(own) - 1), n=n, confidence=float(confidence),
        method=method + (f"; intervals: bootstrap over people ({draws:,} draws, fixed seed)" if draws else ""),
        notes=tuple(notes),
    )  # fmt: skip


def _read(table: object, names: Sequence[str], missing: Missing, notes: list[str]) -> NDArray[Any]:
    import numpy as np

    table, _ = surveys.kept(table)
    found = surveys.columns(table, {name: name for name in names})
    gaps: list[str] = []
    read = [
        surveys.scores(
            found[name],
            where=f"column {name!r}",
            low=-math.inf,
            high=math.inf,
            whole=False,
            missing=missing,
            notes=gaps,
        )
        for name in names
    ]
    rows = [row for row in zip(*read, strict=True) if None not in row]
    if len(rows) < len(read[0]):
        notes.append(f"{frames.counted(len(read[0]) - len(rows), 'row')} with a gap in one of the columns: left out.")
    data = np.array(rows, dtype=float).reshape(len(rows), len(names))
    top = np.abs(data).max(axis=0, initial=0.0)
    # what follows has no unit, and the square of 1e200 is no number
    held: NDArray[Any] = data / np.where((top > 1e100) | ((top > 0) & (top < 1e-100)), top, 1.0)
    return held


def _lmg(related: NDArray[Any]) -> NDArray[Any]:
    """What each driver adds to R squared, averaged over all orders, from the correlations (the outcome first)."""
    import numpy as np

    among, single = related[1:, 1:], related[1:, 0]
    size = len(single)
    explained = np.zeros(1 << size)  # of each set of drivers, a bit each
    for count in range(1, size + 1):
        sets = np.array(list(combinations(range(size), count)))
        blocks = among[sets[:, :, None], sets[:, None, :]]
        own = single[sets]
        marks = (1 << sets).sum(axis=1)
        explained[marks] = np.einsum("ij,ij->i", own, np.linalg.solve(blocks, own[:, :, None])[:, :, 0])
    every = np.arange(1 << size)
    filled = np.array([mark.bit_count() for mark in range(1 << size)])
    ways = np.array([math.factorial(k) * math.factorial(size - k - 1) / math.factorial(size) for k in range(size)])
    out = np.zeros(size)
    for driver in range(size):
        without = every[(every >> driver) & 1 == 0]
        out[driver] = (ways[filled[without]] * (explained[without | (1 << driver)] - explained[without])).sum()
    return out


def _relative(related: NDArray[Any]) -> NDArray[Any]:
    """Johnson's relative weights, from the correlations (the outcome first)."""
    import numpy as np

    values, vectors = np.linalg.eigh(related[1:, 1:])
    root = vectors @ np.diag(np.sqrt(np.maximum(values, 0))) @ vectors.T
    beta = np.linalg.solve(root, related[1:, 0])
    found: NDArray[Any] = root**2 @ beta**2
    return found


def _bootstrap(
    data: NDArray[Any], shared: Any, draws: int, confidence: float
) -> list[tuple[float | None, float | None]]:
    import numpy as np

    size = data.shape[1] - 1
    rng = np.random.default_rng(20261129)
    found = []
    for _ in range(draws):
        some = data[rng.integers(0, len(data), len(data))]
        if (some.std(axis=0) == 0).any():
            continue
        related = np.corrcoef(some, rowvar=False)
        if np.linalg.cond(related[1:, 1:]) < 1e10:
            found.append(shared(related))
    if len(found) < 100:
        return [(None, None)] * size
    ends = np.quantile(np.array(found), [(1 - confidence) / 2, (1 + confidence) / 2], axis=0)
    return [(float(low), float(high)) for low, high in ends.T]
