"""What the rules know by heart: word lists and fixed phrases, kept as text files and read once.

Each `*.txt` beside this module holds sections of one word or phrase a line::

    [people]
    # whom an act may serve
    customer

A line that starts with "#" is a comment; a word that starts with that sign is written with a backslash before it.
Lists of a few small words that belong to the grammar of one rule stay beside the rule, as `vocab("a an the")`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

_FOLDER = Path(__file__).parent


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


@cache
def sections(file: str) -> Mapping[str, tuple[str, ...]]:
    """The lists of one file by their names. Raises ValueError for a line outside every section or a name used twice."""
    found: dict[str, list[str]] = {}
    name = ""
    for number, line in enumerate((_FOLDER / f"{file}.txt").read_text(encoding="utf-8").splitlines(), 1):
        entry = line.strip()
        if not entry or entry.startswith("#"):
            continue
        if entry.startswith("[") and entry.endswith("]"):
            name = entry[1:-1]
            if name in found:
                raise ValueError(f"{file}.txt, line {number}: [{name}] stands twice; give one of them another name")
            found[name] = []
        elif not name:
            raise ValueError(f"{file}.txt, line {number}: {entry!r} stands before the first [section]")
        else:
            found[name].append(entry.removeprefix("\\"))
    return MappingProxyType({section: tuple(entries) for section, entries in found.items()})


def phrase_list(name: str) -> tuple[str, ...]:
    """The phrases of a section, in order: `phrase_list("times.by")`. Raises KeyError where there is no such list."""
    file, _, section = name.partition(".")
    return sections(file)[section]


def word_list(name: str) -> frozenset[str]:
    """The words of a section: `word_list("nouns.people")`. Raises KeyError where there is no such list."""
    return frozenset(phrase_list(name))


def pair_list(name: str) -> tuple[tuple[str, ...], ...]:
    """The entries of a section that are written as "one: other", each as its parts, in order."""
    return tuple(tuple(part.strip() for part in entry.split(": ")) for entry in phrase_list(name))


def vocab(block: str) -> frozenset[str]:
    """A few small words that belong to one rule."""
    return frozenset(block.split())
