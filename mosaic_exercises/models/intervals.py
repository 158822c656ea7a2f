"""Intervals and tests that keep what they promise with few answers too: of a share, a net score, a mean, a lead.

Pure Python, because a survey of thirty people should need nothing else. An interval tells what chance alone does to a
sample; it says nothing about who did not answer.

Sources. Share: E. B. Wilson, Probable Inference, the Law of Succession, and Statistical Inference, Journal of the
American Statistical Association 22 (1927), 209-212. Difference of two shares: R. G. Newcombe, Interval Estimation for
the Difference between Independent Proportions, Statistics in Medicine 17 (1998), 873-890, method 10. Net score:
B. Rocks, Interval Estimation for the Net Promoter Score, The American Statistician 70 (2016), 365-372 (adjusted Wald).
Mean: Student's t; difference of two means: B. L. Welch, The Generalization of "Student's" Problem when Several
Different Population Variances are Involved, Biometrika 34 (1947), 28-35.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from functools import lru_cache

NET_PRIOR = (0.75, 1.5, 0.75)
"""What the adjusted Wald interval adds to promoters, passives and detractors: three answers, spread evenly over the net
score. Without them the interval is too short wherever one group is small."""

Interval = tuple[float, float]


def share(hits: int, n: int, z: float) -> Interval:
    """Wilson's interval of ``hits`` of ``n``, as fractions from 0 to 1. ``n`` is 1 or more."""
    part = hits / n
    middle = (part + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(part * (1 - part) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    # at the ends exactly, not all but for a rounding
    return 0.0 if hits == 0 else max(0.0, middle - half), 1.0 if hits == n else min(1.0, middle + half)


def share_difference(first: tuple[int, int], second: tuple[int, int], z: float) -> Interval:
    """Newcombe's interval of the first share minus the second; each is ``(hits, n)``. Fractions from -1 to 1."""
    (a, b), ((low_a, high_a), (low_b, high_b)) = (
        (hits / n for hits, n in (first, second)),
        (share(hits, n, z) for hits, n in (first, second)),
    )
    low = a - b - math.hypot(a - low_a, high_b - b)
    high = a - b + math.hypot(high_a - a, b - low_b)
    return max(-1.0, low), min(1.0, high)


def net(top: float, bottom: float, n: float, z: float) -> Interval:
    """The adjusted Wald interval of ``top - bottom``: two fractions of ``n`` answers. Fractions from -1 to 1.

    It leans towards 0, and is widened where it would leave out the score itself (nearly all answers alike).
    """
    middle, variance = net_moments(top, bottom, n)
    half = z * math.sqrt(variance)
    return max(-1.0, min(middle - half, top - bottom)), min(1.0, max(middle + half, top - bottom))


def net_difference(first: tuple[float, float, int], second: tuple[float, float, int], z: float) -> Interval:
    """The interval of one net score minus another, of other people; each is ``(top, bottom, n)`` as in :func:`net`.

    Widened, too, where it would leave out the difference itself.
    """
    (a, var_a), (b, var_b) = net_moments(*first), net_moments(*second)
    half = z * math.sqrt(var_a + var_b)
    found = (first[0] - first[1]) - (second[0] - second[1])
    return max(-2.0, min(a - b - half, found)), min(2.0, max(a - b + half, found))


def net_moments(top: float, bottom: float, n: float) -> tuple[float, float]:
    """Middle and variance of a net score with :data:`NET_PRIOR` added to its answers."""
    promoters, passives, detractors = NET_PRIOR
    size = n + promoters + passives + detractors
    p, d = (top * n + promoters) / size, (bottom * n + detractors) / size
    return p - d, (p + d - (p - d) ** 2) / size


def mean(found: Sequence[float], confidence: float, bounds: Interval) -> Interval | None:
    """Student's interval of a mean, kept within ``bounds`` (the ends of the scale); None for fewer than two values.

    None, too, where all values are alike: there is no spread to measure, which is no certainty.
    """
    if len(found) < 2 or min(found) == max(found):
        return None
    middle = statistics.fmean(found)
    half = t_quantile((1 + confidence) / 2, len(found) - 1) * statistics.stdev(found) / math.sqrt(len(found))
    return max(bounds[0], middle - half), min(bounds[1], middle + half)


def mean_difference(first: Sequence[float], second: Sequence[float], confidence: float) -> Interval | None:
    """Welch's interval of the first mean minus the second, of other people; None for fewer than two values in either.

    None, too, where neither side varies: then nothing can be said of chance.
    """
    if min(len(first), len(second)) < 2:
        return None
    sides = [(statistics.fmean(side), statistics.stdev(side), len(side)) for side in (first, second)]
    return mean_difference_of(sides[0], sides[1], confidence)


def mean_difference_of(
    first: tuple[float, float, int], second: tuple[float, float, int], confidence: float
) -> Interval | None:
    """The same from each side's mean, standard deviation and number of values (two or more)."""
    parts = [sd * sd / n for _, sd, n in (first, second)]
    total = math.fsum(parts)
    if total == 0:
        return None
    freedom = total**2 / math.fsum(part**2 / (n - 1) for part, (*_, n) in zip(parts, (first, second), strict=True))
    middle = first[0] - second[0]
    half = t_quantile((1 + confidence) / 2, freedom) * math.sqrt(total)
    return middle - half, middle + half


def lead_p(first: int, second: int) -> float:
    """How often chance alone parts two equally likely answers at least this far: the exact sign test, two-sided.

    Of the ``first + second`` people who gave one of the two, ``first`` gave one. 1.0 where nobody did.
    """
    n, most = first + second, max(first, second)
    # P(X >= k) of n fair coins is the regularised incomplete beta function I_1/2(k, n - k + 1)
    return min(1.0, 2 * _beta(most, n - most + 1, 0.5)) if n else 1.0


@lru_cache(maxsize=256)  # a survey asks for one of them thirty times
def t_quantile(p: float, freedom: float) -> float:
    """The value that Student's t with ``freedom`` degrees of freedom does not exceed with probability ``p`` (0.5 to 1).

    Found by halving on the distribution function; exact to about 12 digits. ``freedom`` may be a fraction.
    """
    low, high = 0.0, 2.0
    while _t_above(high, freedom) > 1 - p:
        low, high = high, 2 * high
    for _ in range(100):
        middle = (low + high) / 2
        if _t_above(middle, freedom) > 1 - p:
            low = middle
        else:
            high = middle
        if high - low <= 1e-13 * high:
            break
    return (low + high) / 2


def f_quantile(p: float, above: float, below: float) -> float:
    """The value that the F distribution with ``above`` and ``below`` degrees of freedom does not exceed with ``p``."""
    low, high = 0.0, 2.0
    while _f_up_to(high, above, below) < p:
        low, high = high, 2 * high
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if _f_up_to(middle, above, below) < p else (low, middle)
        if high - low <= 1e-13 * high:
            break
    return (low + high) / 2


def _f_up_to(x: float, above: float, below: float) -> float:
    return _beta(above / 2, below / 2, above * x / (above * x + below))


def chi_square_above(x: float, freedom: int) -> float:
    """P(X > x) of a chi-square variable with a whole number of degrees of freedom."""
    if x <= 0:
        return 1.0
    half, odd = x / 2, freedom % 2
    found = math.erfc(math.sqrt(half)) if odd else 0.0
    for step in range(freedom // 2):  # one term for each two degrees of freedom
        power = step + 0.5 * odd
        found += math.exp(power * math.log(half) - half - math.lgamma(power + 1))
    return min(1.0, found)


def _t_above(t: float, freedom: float) -> float:
    """P(T > t) for t of 0 or more: half of the regularised incomplete beta function at f / (f + t^2)."""
    return _beta(freedom / 2, 0.5, freedom / (freedom + t * t)) / 2


def _beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function I_x(a, b), by its continued fraction (Lentz's method)."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):  # there the fraction converges slowly; the function is symmetric
        return 1 - _beta(b, a, 1 - x)
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)) / a
    tiny = 1e-300
    c, d = 1.0, 1 / max(1 - (a + b) * x / (a + 1), tiny)
    found = d
    for m in range(1, 500):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for part in (even, odd):
            d = 1 / (_away(1 + part * d, tiny))
            c = _away(1 + part / c, tiny)
            found *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return front * found


def _away(value: float, tiny: float) -> float:
    return value if abs(value) > tiny else tiny
