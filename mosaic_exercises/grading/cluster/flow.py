"""Chunks on their way to workers and back, in their order, a bounded number of them at a time.

A chunk that is lost with its workers is sent again to be done part by part; what is lost even so is halved until one
part is left. That one is tried some more times while nothing else is under way, since a part can die with its
neighbour, or by chance. Then it is named, with the reason.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Generic, Protocol, TypeVar

ALONE = 3  # times that a part is tried with nothing beside it before it is named
T = TypeVar("T")
R = TypeVar("R")


class Lost(Exception):
    """A parcel's workers died, or failed, each time it was tried. Its only argument says how."""


class Crew(Protocol):
    """What does parcels, elsewhere."""

    @property
    def width(self) -> int:
        """How many parcels should be under way, so that no worker waits and memory stays flat."""
        ...

    def send(self, parcel: bytes) -> Any:
        """Hand one out. Returns a ticket."""
        ...

    def reply(self, ticket: Any) -> bytes:
        """Wait for what came of it. Raises Lost."""
        ...

    def rest(self, tickets: Iterable[Any]) -> None:
        """Wait until none of these is under way any more."""
        ...


class Carrier(Generic[T, R]):
    """Chunks of parts (T) carried to a crew, results (R) carried back. ``pack``: parts as a parcel (to be done each
    alone, or not); ``unpack``: results of a reply; ``named``: the result of a part that is lost, with the reason.
    ``lost`` counts the chunks that were, ``parts`` the parts that were named."""

    def __init__(
        self,
        crew: Crew,
        pack: Callable[[Sequence[T], bool], bytes],
        unpack: Callable[[bytes], list[R]],
        named: Callable[[T, str], R],
    ) -> None:
        self.crew, self.pack, self.unpack, self.named = crew, pack, unpack, named
        self.lost = self.parts = 0
        self._waiting: deque[tuple[Sequence[T], Any]] = deque()

    def through(self, chunks: Iterable[Sequence[T]]) -> Iterator[tuple[Sequence[T], list[R]]]:
        """Each chunk with its results, in the order of the chunks."""
        for chunk in chunks:
            while len(self._waiting) >= max(1, self.crew.width):
                yield self._first()
            self._waiting.append((chunk, self.crew.send(self.pack(chunk, False))))
        while self._waiting:
            yield self._first()

    def _first(self) -> tuple[Sequence[T], list[R]]:
        chunk, ticket = self._waiting.popleft()
        try:
            return chunk, self.unpack(self.crew.reply(ticket))
        except Lost:
            self.lost += 1
            return chunk, self._again(chunk)

    def _again(self, parts: Sequence[T]) -> list[R]:
        """Parts of a chunk that was lost, each done alone."""
        why = ""
        for _ in range(ALONE if len(parts) == 1 else 1):
            if len(parts) == 1:
                self.crew.rest([ticket for _, ticket in self._waiting])
            try:
                return self.unpack(self.crew.reply(self.crew.send(self.pack(parts, True))))
            except Lost as error:
                why = str(error)
        if len(parts) == 1:
            self.parts += 1
            return [self.named(parts[0], why)]
        half = len(parts) // 2
        return self._again(parts[:half]) + self._again(parts[half:])
