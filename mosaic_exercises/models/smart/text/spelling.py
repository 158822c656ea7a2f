"""Likely typing errors put right, so that "decemeber" and "complants" do not change a verdict.

A word is mended only when it is in none of the lexicons, is not an everyday word, and is one slip (a letter missing,
added, changed or swapped with its neighbour) from exactly the kind of word the rules read. The words as typed stay
what the learner sees: mending changes what is read, never what is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ..lexicon import nouns, times, word_list
from ..lexicon.verbs import RARE_VERBS, VerbClass, verb_forms

SHORTEST = 5
"""Shorter words are left alone: too many of them are one letter from another."""
_SLIPS = word_list("spelling.slips")
_COMMON = dict(slip.split(":") for slip in _SLIPS)
"""Frequent slips that the one-letter rule cannot mend or would mend wrongly."""
_MENDED = word_list("spelling.mended")
"""Words worth mending to besides those of the other lexicons."""
_NEAR_MISSES = word_list("spelling.near_misses")
"""Everyday words one letter from a word the rules read: common English words that `mend` would have changed."""


def _deletes(word: str) -> Iterator[str]:
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]


@lru_cache(maxsize=1)
def known_words() -> frozenset[str]:
    """Every word the rules know."""
    found = set(verb_forms()) | set(times.MONTHS)
    for module in (nouns, times):
        for name in dir(module):
            value = getattr(module, name)
            if isinstance(value, frozenset):
                found |= value
    return frozenset(found | {noun + "s" for noun in nouns.GOAL_WORDS if not noun.endswith("s")})


def everyday_words() -> frozenset[str]:
    """English words no rule reads, though each is one letter from a word that one does."""
    return _NEAR_MISSES


@lru_cache(maxsize=1)
def _targets() -> dict[str, tuple[str, ...]]:
    """Words worth mending to, indexed by themselves and by each of their one-letter deletions."""
    words = set(times.MONTHS) | times.PERIODS | times.WEEKDAYS | times.SCHEDULE_ADVERBS
    words |= nouns.INDICATORS | nouns.PEOPLE | nouns.NARROW_PEOPLE | _MENDED
    mended: set[VerbClass] = {"change", "vague", "done", "keep"}
    words |= {form for form, verb in verb_forms().items() if verb.classes & mended and verb.base not in RARE_VERBS}
    index: dict[str, list[str]] = {}
    for word in sorted(words):
        if len(word) >= SHORTEST:
            for key in {word, *_deletes(word)}:
                index.setdefault(key, []).append(word)
    return {key: tuple(found) for key, found in index.items()}


def _one_slip(typed: str, word: str) -> bool:
    """True when one insertion, deletion, change or swap of neighbours turns `typed` into `word`."""
    if abs(len(typed) - len(word)) > 1 or typed == word:
        return False
    if len(typed) == len(word):
        places = [place for place, (one, other) in enumerate(zip(typed, word, strict=True)) if one != other]
        swapped = len(places) == 2 and places[1] == places[0] + 1
        return len(places) == 1 or (
            swapped and typed[places[0]] == word[places[1]] and typed[places[1]] == word[places[0]]
        )
    shorter, longer = sorted((typed, word), key=len)
    return any(deleted == shorter for deleted in _deletes(longer))


@lru_cache(maxsize=4096)
def mend(word: str) -> str:
    """The word meant, where `word` is one clear slip away from it; otherwise `word` itself."""
    if word in _COMMON:
        return _COMMON[word]
    if len(word) < SHORTEST or len(word) > 24 or word in known_words() or word in _NEAR_MISSES:
        return word
    index = _targets()
    near = {found for key in (word, *_deletes(word)) for found in index.get(key, ())}
    slips = sorted(found for found in near if found[0] == word[0] and _one_slip(word, found))
    if not slips:
        return word
    same_ending = [found for found in slips if found[-1] == word[-1]]
    return (same_ending or slips)[0]
