"""What one learner, and one request, may cost."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator

import msgspec

from mosaic_exercises.service.who import Refusal
from mosaic_exercises.workbook.handin import SIZE_LIMIT


class Bounds(msgspec.Struct, frozen=True, kw_only=True):
    """``body``: bytes of a hand-in. ``seconds``: how long one may take to arrive. ``drained``: bytes of a body that is
    refused which are still read and thrown away, so that the sender hears the answer instead of a broken connection.
    ``strangers``: the same of somebody whom nobody knows. ``at_once``: hand-ins of one learner that may be under
    way."""

    body: int = SIZE_LIMIT
    seconds: float = 120.0
    drained: int = 200_000_000
    strangers: int = 5_000_000
    at_once: int = 2


class Turns:
    """How many hand-ins of each learner are under way, and whose turn it is to be written."""

    def __init__(self, at_once: int) -> None:
        self._most = at_once
        self._under_way: dict[str, int] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    @contextlib.contextmanager
    def one_more(self, name: str) -> Iterator[None]:
        """While a hand-in comes in. Raises Refusal where too many do."""
        now = self._under_way.get(name, 0)
        if now >= self._most:
            raise Refusal(429, f"{now} of your hand-ins are still on their way. Wait until they have arrived.")
        self._under_way[name] = now + 1
        try:
            yield
        finally:
            left = self._under_way[name] - 1
            if left:
                self._under_way[name] = left
            else:
                del self._under_way[name]
                self._locks.pop(name, None)

    def lock(self, name: str) -> asyncio.Lock:
        """One writer a learner at a time."""
        return self._locks.setdefault(name, asyncio.Lock())
