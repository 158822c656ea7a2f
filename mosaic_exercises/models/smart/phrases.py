"""Word lists, and fixed phrases looked up among tokens: the longest one that starts at a place."""

from __future__ import annotations

from collections.abc import Iterable


class Phrases:
    """A set of phrases. A lookup costs no more than the longest phrase that begins with the same word."""

    __slots__ = ("_by_first",)

    def __init__(self, phrases: Iterable[str]) -> None:
        by_first: dict[str, list[tuple[str, ...]]] = {}
        for phrase in phrases:
            words = tuple(phrase.split())
            if words:
                by_first.setdefault(words[0], []).append(words)
        self._by_first = {first: sorted(group, key=len, reverse=True) for first, group in by_first.items()}

    @property
    def firsts(self) -> frozenset[str]:
        """The words a phrase can start with."""
        return frozenset(self._by_first)

    def at(self, words: tuple[str, ...], index: int) -> int:
        """Where the longest phrase that starts at `index` stops; `index` itself when none does."""
        if index < len(words):
            for phrase in self._by_first.get(words[index], ()):
                if words[index : index + len(phrase)] == phrase:
                    return index + len(phrase)
        return index

    def found(self, words: tuple[str, ...], start: int = 0) -> list[tuple[int, int]]:
        """Every place, without overlap, as (first, stop)."""
        places: list[tuple[int, int]] = []
        free = start
        for index in range(start, len(words)):
            if index >= free and words[index] in self._by_first:
                free = self.at(words, index)
                if free > index:
                    places.append((index, free))
        return places


def vocab(block: str) -> frozenset[str]:
    """The words of a block."""
    return frozenset(block.split())


def lines(block: str) -> list[str]:
    """The phrases of a block: split at commas and line ends."""
    return [phrase.strip() for line in block.splitlines() for phrase in line.split(",") if phrase.strip()]
