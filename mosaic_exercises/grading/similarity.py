"""Texts of a class that look alike. Only a reason to look: two learners may have worked together as they were asked to,
or both have quoted the course.

Texts are compared by their runs of three words (Broder, A. Z., 1997, "On the resemblance of documents"). Which texts to
compare is found by the runs with the smallest hashes, so a class of thousands takes seconds.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable

import msgspec

RUN = 3  # words
LEAST_WORDS = 12  # a shorter text is alike by chance
SKETCH = 12  # smallest hashes by which texts find each other
CROWD = 60  # texts with one hash in common beyond which each is compared with its neighbours only
WORD = re.compile(r"\w+")


class Alike(msgspec.Struct, frozen=True):
    """Texts to look at side by side: a first one, another, and the share of their runs that both have (0 to 1).
    ``first`` and ``other`` hold everybody who handed in that very text."""

    first: tuple[str, ...]
    other: tuple[str, ...]
    text: str
    other_text: str
    share: float


def runs(text: str) -> frozenset[int]:
    """The runs of three words of a text, as numbers; none for a short text."""
    words = WORD.findall(text.casefold())
    if len(words) < LEAST_WORDS:
        return frozenset()
    return frozenset(zlib.crc32(" ".join(words[n : n + RUN]).encode()) for n in range(len(words) - RUN + 1))


def resemblance(a: frozenset[int], b: frozenset[int]) -> float:
    """The share of all runs of two texts that both have."""
    return len(a & b) / len(a | b) if a or b else 0.0


def alike(texts: Iterable[tuple[str, str]], least: float = 0.6) -> list[Alike]:
    """Pairs of (who, text) that resemble each other by ``least`` or more, the most alike first. The same text of
    several learners (letter case, blanks and punctuation aside) is one entry with a share of 1."""
    same: dict[frozenset[int], list[tuple[str, str]]] = {}
    for who, text in texts:
        found = runs(text)
        if found:
            same.setdefault(found, []).append((who, text))
    pairs = [
        Alike((who[0][0],), tuple(w for w, _ in who[1:]), who[0][1], who[1][1], 1.0)
        for who in same.values()
        if len(who) > 1
    ]
    kinds = list(same)
    buckets: dict[int, list[int]] = {}
    for n, kind in enumerate(kinds):
        for number in sorted(kind)[:SKETCH]:
            buckets.setdefault(number, []).append(n)
    seen: set[tuple[int, int]] = set()
    for bucket in buckets.values():
        for at, a in enumerate(bucket):
            for b in bucket[at + 1 : at + 1 + CROWD]:
                if (a, b) in seen:
                    continue
                seen.add((a, b))
                share = resemblance(kinds[a], kinds[b])
                if share >= least:
                    one, two = same[kinds[a]], same[kinds[b]]
                    first, other = tuple(w for w, _ in one), tuple(w for w, _ in two)
                    pairs.append(Alike(first, other, one[0][1], two[0][1], share))
    return sorted(pairs, key=lambda p: (-p.share, p.first, p.other))
