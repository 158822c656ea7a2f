"""Intervals that cover: against second implementations, and against every sample that could be drawn.

``pytest -s tests/models/test_intervals.py`` prints the table of coverage.
"""

from __future__ import annotations

import math
from itertools import product

import pytest

from mosaic_exercises.models import intervals

Z = 1.959963984540054
MIXES = (
    *((0.9, 0.08, 0.02), (0.9, 0.1, 0.0), (0.95, 0.04, 0.01), (0.8, 0.15, 0.05), (0.7, 0.2, 0.1), (0.5, 0.3, 0.2)),
    *((0.36, 0.32, 0.32), (0.34, 0.33, 0.33), (0.5, 0.0, 0.5), (0.25, 0.5, 0.25), (0.1, 0.8, 0.1), (0.05, 0.9, 0.05)),
    *((0.2, 0.3, 0.5), (0.05, 0.15, 0.8), (0.02, 0.08, 0.9), (0.6, 0.25, 0.15), (0.4, 0.5, 0.1), (0.1, 0.5, 0.4)),
    *((43 / 120, 38 / 120, 39 / 120), (52 / 120, 34 / 120, 34 / 120)),  # the case's June 2026 and June 2025
)
"""Shares of promoters, passives and detractors: twenty of all kinds, lopsided ones among them."""


def wald(p: float, d: float, n: int, z: float) -> tuple[float, float]:
    half = z * math.sqrt(max(0.0, p + d - (p - d) ** 2) / n)
    return p - d - half, p - d + half


def coverage(shares: tuple[float, float, float], n: int, interval: object) -> float:
    """How often the interval holds the true score: the chances of all samples of ``n`` for which it does, summed."""
    logs = [math.log(share) if share else -math.inf for share in shares]
    truth, total = shares[0] - shares[2], 0.0
    for p, d in product(range(n + 1), repeat=2):
        if p + d > n:
            continue
        counts = (p, n - p - d, d)
        if any(count and not share for count, share in zip(counts, shares, strict=True)):
            continue
        low, high = interval(p / n, d / n, n, Z)  # type: ignore[operator]
        if low - 1e-9 <= truth <= high + 1e-9:
            ways = math.lgamma(n + 1) - sum(math.lgamma(count + 1) for count in counts)
            total += math.exp(ways + sum(c * at for c, at in zip(counts, logs, strict=True) if c))
    return total


def test_the_interval_of_a_net_score_covers() -> None:
    print("\npromoters passives detractors    n   Wald  adjusted")
    found: dict[int, list[float]] = {}
    for n in (10, 30, 50, 200):
        for shares in MIXES:
            old, new = coverage(shares, n, wald), coverage(shares, n, intervals.net)
            print("{:9.3f} {:8.3f} {:10.3f} {:4d}  {:.3f}  {:.3f}".format(*shares, n, old, new))
            found.setdefault(n, []).append(new)
    # Nominal is 0.95. No interval of counts can meet it at every mix: whole people cannot be drawn in halves.
    assert all(sum(covers) / len(covers) >= 0.945 for covers in found.values()), found
    assert all(min(covers) >= (0.92 if n >= 30 else 0.89) for n, covers in found.items()), found
    assert coverage((0.95, 0.04, 0.01), 50, wald) < 0.80  # what the adjustment is for


@pytest.mark.parametrize(
    ("p", "freedom", "t"),
    [  # scipy 1.17.1, t.ppf
        (0.975, 1, 12.706204736174694),
        (0.975, 4, 2.776445105197793),
        (0.975, 5.7, 2.4784713087012474),
        (0.95, 119, 1.6577592849000737),
        (0.995, 2, 9.92484320091829),
        (0.75, 30, 0.6827556928752013),
        (0.975, 100_000, 1.9599877075346895),
    ],
)
def test_students_t_agrees_with_scipy(p: float, freedom: float, t: float) -> None:
    assert intervals.t_quantile(p, freedom) == pytest.approx(t, rel=1e-9)


def test_intervals_agree_with_second_implementations() -> None:
    assert intervals.share(43, 120, Z) == pytest.approx((0.2781607905, 0.4472946400))  # statsmodels 0.15.0, wilson
    found = intervals.share_difference((56, 70), (48, 80), Z)
    assert found == pytest.approx((0.0524314724, 0.3338726540))  # statsmodels 0.15.0, newcomb
    one, other = [5, 6, 7, 3, 4, 6, 5], [3, 4, 2, 5, 6, 3, 4, 4, 1]
    assert intervals.mean(one, 0.95, (1, 7)) == pytest.approx((3.8987681281, 6.3869461576))  # scipy 1.17.1, t.interval
    assert intervals.mean_difference(one, other, 0.95) == pytest.approx((0.0497655047, 3.1248376699))  # ttest_ind
    assert intervals.lead_p(100_000, 99_000) == pytest.approx(0.025127217688, rel=1e-9)  # binomtest


def test_ends_stay_where_the_scale_ends() -> None:
    assert intervals.mean([1, 7], 0.95, (1, 7)) == (1, 7)
    assert intervals.mean([4], 0.95, (1, 7)) is None
    assert intervals.mean([4, 4, 4], 0.95, (1, 7)) is None  # a point would look like certainty
    assert (intervals.share(0, 10, Z)[0], intervals.share(10, 10, Z)[1]) == (0.0, 1.0)
    assert intervals.mean_difference([4, 4], [5, 5], 0.95) is None
    assert intervals.mean_difference([4], [5, 6], 0.95) is None
    assert intervals.net(1.0, 0.0, 50, Z)[1] == 1.0
    assert intervals.lead_p(0, 0) == 1.0
