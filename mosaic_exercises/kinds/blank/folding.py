"""Short texts compared as a teacher would: what differences do not count, and what is nearly right."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from mosaic_exercises.reading.signs import UNSEEN

FOLDS = ("case", "accents", "punctuation", "plural", "articles")

_SIGNS = re.compile(r"[^\w\s%€$£&+/]|_")
_SPLIT_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d"})
_ARTICLES = frozenset({"a", "an", "the"})
_KEEP_S = ("ss", "us", "is", "ics")


@lru_cache(8192)
def fold(text: str, folds: tuple[str, ...]) -> str:
    """``text`` without the differences named in ``folds``; runs of white space are always one space."""
    words = unicodedata.normalize("NFKC", text.translate(UNSEEN))
    if "case" in folds:
        words = words.casefold()
    if "accents" in folds:
        parts = unicodedata.normalize("NFD", words.translate(_SPLIT_LETTERS))
        words = "".join(sign for sign in parts if not unicodedata.combining(sign))
    if "punctuation" in folds:
        words = _SIGNS.sub(" ", re.sub(r"[’'`´](?=s\b)", "", words))
    split = words.split()
    if "articles" in folds and len(split) > 1 and split[0].casefold() in _ARTICLES:
        split = split[1:]
    if "plural" in folds:
        split = [_singular(word) for word in split]
    return " ".join(split)


def _singular(word: str) -> str:
    """A word without a plural ending: policies, boxes, customers. Short words and -ss, -us, -is stay as they are."""
    lower = word.casefold()
    if len(word) < 4 or not lower.endswith("s") or lower.endswith(_KEEP_S):
        return word
    if lower.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if lower.endswith(("xes", "ches", "shes", "sses", "zes")):
        return word[:-2]
    return word[:-1]


def near_miss(folded: str, accepted: Iterable[str]) -> bool:
    """Whether ``folded`` is an accepted text but for one letter in a word of five letters or more.

    Word by word: "internal customer" and "external customer" are two things, not a misspelling.
    """
    words = folded.split()
    return any(
        len(words) == len(good) and all(a == b or _slipped(a, b) for a, b in zip(words, good, strict=True))
        for good in map(str.split, accepted)
    )


def _slipped(word: str, good: str) -> bool:
    return len(good) >= 5 and distance(word, good, 1) == 1


def distance(a: str, b: str, most: int) -> int:
    """Letters to add, drop, change or swap with their neighbour; ``most + 1`` as soon as it is more than ``most``."""
    if abs(len(a) - len(b)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, sign in enumerate(a, start=1):
        older, before, row = before, row, [i]
        for j, other in enumerate(b, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (sign != other))
            if older and j > 1 and sign == b[j - 2] and a[i - 2] == other:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
