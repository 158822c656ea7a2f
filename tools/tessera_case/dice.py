"""Chance that gives the same bytes on every Python: built on random() alone, one independent stream per table."""

import hashlib
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

T = TypeVar("T")
Row = dict[str, Any]

SEED = 20260930
START = date(2024, 10, 1)
SPLIT = date(2025, 10, 1)  # first day of the second year
NOW = date(2026, 9, 30)


@dataclass(frozen=True)
class Dice:
    """Draws from one stream. Only random.Random.random() is used, whose sequence Python promises to keep."""

    source: random.Random

    def real(self) -> float:
        return self.source.random()

    def chance(self, probability: float) -> bool:
        return self.real() < probability

    def integer(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int(self.real() * (high - low + 1))

    def between(self, low: float, high: float) -> float:
        return low + self.real() * (high - low)

    def normal(self, mean: float, spread: float) -> float:
        """Nearly normal: twelve uniform draws added one by one (no math library, so no difference between machines)."""
        total = 0.0
        for _ in range(12):
            total += self.real()
        return mean + spread * (total - 6.0)

    def pick(self, items: Sequence[T]) -> T:
        return items[int(self.real() * len(items))]

    def weighted(self, weights: dict[str, float]) -> str:
        total = 0.0
        for weight in weights.values():
            total += weight
        mark = self.real() * total
        for name, weight in weights.items():
            mark -= weight
            if mark < 0:
                return name
        return list(weights)[-1]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """Fisher-Yates, written out: random.shuffle may change between versions."""
        result = list(items)
        for index in range(len(result) - 1, 0, -1):
            other = int(self.real() * (index + 1))
            result[index], result[other] = result[other], result[index]
        return result

    def day(self, first: date, last: date) -> date:
        return first + timedelta(days=self.integer(0, (last - first).days))


def dice(stream: str) -> Dice:
    """A stream of its own for each table, so that a change in one leaves the others as they were."""
    digest = hashlib.sha256(f"{SEED}:{stream}".encode()).digest()
    return Dice(random.Random(int.from_bytes(digest[:8], "big")))


def quota(counts: dict[str, int]) -> list[str]:
    """{"a": 2, "b": 1} -> ["a", "a", "b"]: an exact number of each, to be shuffled."""
    return [name for name, count in counts.items() for _ in range(count)]


def clip(value: float, low: int, high: int) -> int:
    """Nearest whole number (halves up) within low..high."""
    return max(low, min(high, int(value + 0.5) if value >= 0 else -int(-value + 0.5)))
