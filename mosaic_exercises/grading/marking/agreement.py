"""How far two markers agree: the share of the same judgements, and Cohen's kappa, plain and weighted. Exact.

Kappa is the agreement beyond what chance would give two markers who use the levels as often as these did (Cohen, J.,
1960, "A coefficient of agreement for nominal scales"). Weighted, a difference counts by its size (Cohen, 1968,
"Weighted kappa"): here by the points between the two judgements. With few answers it wanders widely; where both give
one and the same level throughout there is nothing to tell from chance, and it is None.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from fractions import Fraction

import msgspec

Pair = tuple[Fraction, Fraction]  # what the first and the second marker gave


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """The agreement over some pairs. ``same``: the share (0 to 1) of pairs that are equal."""

    pairs: int
    same: float
    kappa: float | None
    weighted: float | None


def agreement(pairs: Sequence[Pair]) -> Agreement | None:
    """The agreement of two markers; None without a pair."""
    if not pairs:
        return None
    same = Fraction(sum(a == b for a, b in pairs), len(pairs))
    return Agreement(
        pairs=len(pairs),
        same=float(same),
        kappa=number(kappa(pairs, lambda a, b: Fraction(a != b))),
        weighted=number(kappa(pairs, lambda a, b: abs(a - b))),
    )


def kappa(pairs: Sequence[Pair], apart: Callable[[Fraction, Fraction], Fraction]) -> Fraction | None:
    """One less the observed distance over the one that chance gives; None where chance gives none."""
    n = len(pairs)
    first, second = (Counter(pair[which] for pair in pairs) for which in (0, 1))
    seen = sum((apart(a, b) for a, b in pairs), Fraction(0)) / n
    chance = sum((apart(a, b) * m * k for a, m in first.items() for b, k in second.items()), Fraction(0)) / (n * n)
    return 1 - seen / chance if chance else None


def number(value: Fraction | None) -> float | None:
    """The nearest float."""
    return None if value is None else float(value)
