"""Gamma-Gamma: how much each customer spends at a time, shrunk towards the mean of all the more, the less is known."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import msgspec

from mosaic_exercises.models import frames
from mosaic_exercises.models.checks import one_of
from mosaic_exercises.models.columns import read_amounts
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.forecast.buying import EDGE, FLAT, _gammaln
from mosaic_exercises.models.forecast.histories import arrays, interval, log_covariance, minimise, standard_errors
from mosaic_exercises.models.results_frame import frame_of

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from mosaic_exercises.models.frames import TableLike

PARAMETERS = ("p", "q", "v", "mean")
RELATED = 0.3
"""From this correlation of spending with frequency on, the notes warn. The line is this workbook's reading."""


class GammaGamma(msgspec.Struct, frozen=True, kw_only=True):
    """The three parameters; ``mean`` is what a purchase of an unknown customer is worth, None where ``q`` is 1 or less.

    ``correlation`` of the mean spend with the number of repeat purchases: the model takes it for 0.
    ``standard_errors`` by name, from the observed information, that of ``mean`` too; None where the data do not settle
    the parameters.
    """

    p: float
    q: float
    v: float
    mean: float | None = None
    correlation: float | None = None
    log_likelihood: float | None = None
    n: int | None = None
    standard_errors: dict[str, float] | None = None
    notes: tuple[str, ...] = ()

    def interval(self, name: str, confidence: float = 0.95) -> tuple[float, float] | None:
        """The interval of one parameter; None where it has no standard error."""
        one_of(name, PARAMETERS, "name")
        return interval(getattr(self, name), (self.standard_errors or {}).get(name), confidence)

    def frame(self) -> pd.DataFrame:
        """The parameters as a pandas table of one row."""
        return frame_of([self], notes=self.notes)


def gamma_gamma(summary: TableLike) -> GammaGamma:
    """Fit Gamma-Gamma to the customers of a summary who bought again and paid something, by maximum likelihood.

    Raises DataError where scipy is not installed, without amounts, and for fewer than ten such customers. Example: the
    946 customers of the CDNOW sample give p 6.25, q 3.74, v 15.45 (Fader & Hardie 2013: 6.25, 3.74, 15.44).
    """
    import numpy as np

    x, _, _ = arrays(summary)
    spend = _spent(summary)
    used = (x > 0) & (spend > 0)
    if used.sum() < 10:
        raise DataError(
            f"{frames.counted(int(used.sum()), 'customer')} bought again and paid something",
            "column 'mean_spend'",
            "Name the column of amounts in summary(amount='...'); ten customers are the least.",
        )
    x, spend = x[used], spend[used]
    scale = float(spend.mean())
    z = spend / scale
    gammaln = _gammaln()

    def loss(p: float, q: float, v: float) -> float:
        each = gammaln(p * x + q) - gammaln(p * x) - gammaln(q) + q * math.log(v)
        each = each + (p * x - 1) * np.log(z) + p * x * np.log(x) - (p * x + q) * np.log(v + x * z)
        return -float(each.mean())

    (p, q, v), least, ended = minimise(loss, [2.0, 2.0, 1.0], "Gamma-Gamma")
    covariance = log_covariance(loss, [p, q, v], len(x))
    v = float(v) * scale
    errors = standard_errors("p q v", [p, q, v], covariance)
    mean = float(p * v / (q - 1)) if q > 1 else None
    if errors is not None and covariance is not None and mean is not None:
        slope = np.array([1.0, -q / (q - 1), 1.0])  # of the logarithm of the mean in those of p, q and v
        errors["mean"] = mean * math.sqrt(slope @ covariance @ slope)
    related = float(np.corrcoef(x, spend)[0, 1]) if x.std() > 0 and spend.std() > 0 else None
    notes = ([] if ended else [EDGE]) + ([] if covariance is not None else [FLAT])
    if related is not None and abs(related) >= RELATED:
        notes.append(
            f"Spending and frequency are correlated ({related:.2f}); the model takes them for unrelated, so values of "
            "frequent customers are off."
        )
    left_out = int((~used).sum())
    notes.append(f"{frames.counted(left_out, 'customer')} without a paid repeat purchase: not used for the fit.")
    return GammaGamma(
        p=float(p),
        q=float(q),
        v=v,
        mean=mean,
        correlation=related,
        log_likelihood=-least * len(x) - len(x) * math.log(scale),
        n=len(x),
        standard_errors=errors,
        notes=tuple(notes),
    )


def expected_spend(model: GammaGamma, summary: TableLike) -> NDArray[Any]:
    """What each customer is expected to spend at a purchase: between their own mean and the mean of all.

    Raises DataError where ``q`` is 1 or less: then the mean of all has no end.
    """
    import numpy as np

    if model.q <= 1:
        raise DataError(
            f"With q = {model.q:.3g} the mean spend has no end",
            "argument `model`",
            "The model does not fit: cut outliers.",
        )
    x, _, _ = arrays(summary)
    spend = _spent(summary)
    x, own = np.where(spend > 0, x, 0.0), np.where(spend > 0, spend, 0.0)
    found: NDArray[Any] = model.p * (model.v + x * own) / (model.p * x + model.q - 1)
    return found


def _spent(summary: TableLike) -> NDArray[Any]:
    """What each customer paid at a time, NaN where nothing is known of it."""
    spend = read_amounts(frames.column(summary, "mean_spend", "mean_spend"), "mean_spend")
    below = spend < -1e-6  # sums of money may miss 0 by a rounding
    if below.any():
        raise DataError(
            f"{frames.counted(int(below.sum()), 'mean')} of what was paid below 0",
            f"column 'mean_spend', {frames.rows_text(below)}",
            "Pass what forecast.summary() returned: refunds are no spending.",
        )
    return spend
