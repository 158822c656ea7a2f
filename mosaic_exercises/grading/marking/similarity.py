"""Texts, forms and maps of a class that look alike. Only a reason to look: two learners may have worked together as
they were asked to, or both have quoted the course.

Answers in words are compared by their runs of three words (Broder, A. Z., 1997, "On the resemblance of documents").
Runs that nearly everybody has (the labels of a form, the words of the question) do not count. Which answers to compare
is found by the runs with the smallest hashes, so a class of thousands takes seconds.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

RUN = 3  # words
LEAST_WORDS = 12  # a shorter text is alike by chance
SKETCH = 12  # smallest hashes by which texts find each other
CROWD = 60  # texts with one hash in common beyond which each is compared with its neighbours only
LEAST_RUNS = LEAST_WORDS - RUN + 1
SEVERAL = 8  # different answers from which what they share can be told from what they say
SHARED = 0.8  # the share of them that has a run which then does not count
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
    told = [word.encode() for word in words]
    return frozenset(map(zlib.crc32, map(b" ".join, zip(*(told[n:] for n in range(RUN)), strict=False))))


def resemblance(a: frozenset[int], b: frozenset[int]) -> float:
    """The share of all runs of two texts that both have."""
    both = len(a & b)
    return both / (len(a) + len(b) - both) if a or b else 0.0


def of_their_own(kinds: Sequence[frozenset[int]]) -> list[frozenset[int]]:
    """The runs of each answer without those that nearly all have; none where too little is left to compare."""
    often = Counter(run for kind in kinds for run in kind) if len(kinds) >= SEVERAL else Counter[int]()
    common = {run for run, n in often.items() if n >= SHARED * len(kinds)}
    own = [kind - common for kind in kinds]
    return [mine if len(mine) >= LEAST_RUNS else frozenset() for mine in own] if common else own


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
    kinds, own = list(same), of_their_own(list(same))
    buckets: dict[int, list[int]] = {}
    for n, mine in enumerate(own):
        for number in sorted(mine)[:SKETCH]:
            buckets.setdefault(number, []).append(n)
    seen: set[tuple[int, int]] = set()
    for bucket in buckets.values():
        for at, a in enumerate(bucket):
            for b in bucket[at + 1 : at + 1 + CROWD]:
                if (a, b) in seen:
                    continue
                seen.add((a, b))
                share = resemblance(own[a], own[b])
                if share >= least:
                    one, two = same[kinds[a]], same[kinds[b]]
                    first, other = tuple(w for w, _ in one), tuple(w for w, _ in two)
                    pairs.append(Alike(first, other, one[0][1], two[0][1], share))
    return sorted(pairs, key=lambda p: (-p.share, p.first, p.other))
