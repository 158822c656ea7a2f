"""Saturated and flat: two questions about a market, and the four answers.

Saturated: many offer the same thing. Flat: their offers hardly differ in price and features. The two are independent
(this workbook's reading, as are both thresholds, which can be changed).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import msgspec

from mosaic_exercises.models.checks import finite, whole_number
from mosaic_exercises.models.errors import DataError

MANY: Final = 4
"""From so many offers on a market counts as saturated."""
FLAT: Final = 10.0
"""Up to this difference in percent a market counts as flat."""

ADVICE: Final[Mapping[tuple[bool, bool], str]] = MappingProxyType(
    {
        (True, True): "Many offer the same at the same price. What sets you apart is what customers live through.",
        (True, False): "Many offer, and differently. Say clearly what you are not.",
        (False, True): "Few offer, and alike. Whoever differs first is seen.",
        (False, False): "Few offer, and differently. Keep what makes you different hard to copy.",
    }
)


class Market(msgspec.Struct, frozen=True):
    """A market. ``offers``: how many sell there. ``difference``: percent, the larger of the two: how much the dearest
    costs more than the cheapest, and the share of features that not every offer has."""

    name: str
    offers: int
    difference: float
    saturated: bool
    flat: bool
    many: int = MANY
    flat_below: float = FLAT

    @property
    def quadrant(self) -> str:
        """Both answers in words."""
        return f"{'saturated' if self.saturated else 'not saturated'}, {'flat' if self.flat else 'not flat'}"

    @property
    def advice(self) -> str:
        """What the quadrant asks for."""
        return ADVICE[self.saturated, self.flat]


def market(name: str, offers: int, difference: float, *, many: int = MANY, flat_below: float = FLAT) -> Market:
    """Place a market: saturated from ``many`` offers on, flat up to ``flat_below`` percent of difference.

    Raises DataError for a number that is none or below 0.
    """
    whole_number(offers, "offers", least=0)
    whole_number(many, "many", least=1)
    numbers = {"difference": finite(difference, "difference"), "flat_below": finite(flat_below, "flat_below")}
    for argument, value in numbers.items():
        if value < 0:
            raise DataError(f"`{argument}` is {value:g}", f"argument `{argument}`", "Write percent, from 0 on.")
    gap, limit = numbers["difference"], numbers["flat_below"]
    return Market(name, offers, gap, offers >= many, gap <= limit, many, limit)


def market_from_prices(
    name: str,
    prices: Mapping[str, float],
    features: Mapping[str, frozenset[str] | set[str]] | None = None,
    *,
    others: int = 0,
    many: int = MANY,
    flat_below: float = FLAT,
) -> Market:
    """Place a market by the prices of firms for the same thing and, if known, their features. ``others``: offers whose
    prices are not known, which count as offers only.

    Difference in percent: (dearest - cheapest) / cheapest, or the share of all features that not every firm has,
    whichever is larger. Raises DataError for no prices, and for a price that is not above 0.
    """
    if not prices:
        raise DataError("There are no prices", "argument `prices`", "Give each firm's price for the same thing.")
    for firm, price in prices.items():
        if finite(price, "prices") <= 0:
            raise DataError(f"The price of {firm!r} is {price!r}", "argument `prices`", "Write a price above 0.")
    low, high = min(prices.values()), max(prices.values())
    gap = (high - low) / low * 100
    if features:
        every = frozenset.union(*(frozenset(has) for has in features.values()))
        shared = frozenset.intersection(*(frozenset(has) for has in features.values()))
        if every:
            gap = max(gap, len(every - shared) / len(every) * 100)
    whole_number(others, "others", least=0)
    return market(name, len(prices) + others, gap, many=many, flat_below=flat_below)
