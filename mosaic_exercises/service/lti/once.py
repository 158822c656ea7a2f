"""What may be used one time, and not for long: kept here, in the service, and nowhere in the browser."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")
MOST = 20_000  # that are remembered at once: a class of thousands, and a bound for whoever asks for ever


class OneUse(Generic[T]):
    """``keep`` a thing under a key that nobody can guess; ``take`` it once, within ``seconds``."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic, most: int = MOST) -> None:
        self.seconds = seconds
        self.clock = clock
        self.most = most
        self._kept: dict[str, tuple[float, T]] = {}

    def keep(self, thing: T) -> str:
        """The key of it. The oldest go where there are too many."""
        now = self.clock()
        for key, (until, _) in list(self._kept.items()):  # in the order of their ends
            if until > now and len(self._kept) < self.most:
                break
            del self._kept[key]
        key = secrets.token_urlsafe(32)
        self._kept[key] = (now + self.seconds, thing)
        return key

    def take(self, key: str) -> T | None:
        """What was kept under it; None where nothing was, or it was taken, or is too old."""
        until, thing = self._kept.pop(key, (0.0, None))
        return thing if until > self.clock() else None

    def look(self, key: str) -> T | None:
        """The same, and it stays."""
        until, thing = self._kept.get(key, (0.0, None))
        return thing if until > self.clock() else None
