"""Units as people write them: which words mean the same unit, and whether one contradicts another."""

from __future__ import annotations

import re
from functools import lru_cache

Words = tuple[str, ...]  # a unit, word by word, normalised: ("EUR", "/", "year")

_PHRASES = (
    (re.compile(r"(percentage|percent|per cent|%)[ -]?points?|p\.?p\.?(?![a-z])"), " percentage-point "),
    (re.compile(r"per ?cent(?![a-z])"), " % "),
    (re.compile(r"per ?mille?(?![a-z])"), " ‰ "),
    (re.compile(r"us ?\$|us dollars?"), " usd "),
)
_WORD = re.compile(r"percentage-point|[^\W\d_]+(?:-[^\W\d_]+)*|[^\w\s.]")

_SAME = {
    "EUR": "€ eur euro",
    "USD": "$ usd dollar",
    "GBP": "£ gbp pound",
    "JPY": "¥ ￥ jpy yen",
    "CHF": "chf franc",
    "INR": "₹ inr rupee",
    "cent": "cent ct penny pence",
    "%": "% percent pct",
    "‰": "‰ permille",
    "percentage-point": "percentage-point",
    "point": "point pt",
    "second": "second sec",
    "minute": "minute min",
    "hour": "hour hr h",
    "day": "day",
    "week": "week wk",
    "month": "month mo",
    "quarter": "quarter",
    "year": "year yr",
    "/": "/ per a an each",
}
_COUNTED = (
    "customer client consumer buyer user member person people bike e-bike fleet shop courier contract policy claim "
    "purchase order transaction sale visit call complaint referral prospect suspect advocate answer respondent time "
    "x × unit piece item"
)
_LOOSE = frozenset({"unit", "piece", "item", "person"})  # fit anything that can be counted
_CANONICAL = {
    **{word: name for name, words in _SAME.items() for word in words.split()},
    **{word: word for word in _COUNTED.split()},
    **{"people": "person", "x": "time", "×": "time"},
}
_COUNTS = frozenset(_CANONICAL[word] for word in _COUNTED.split())
_KNOWN = frozenset(_CANONICAL.values())
_MONEY = frozenset({"EUR", "USD", "GBP", "JPY", "CHF", "INR"})


@lru_cache(1024)
def unit_words(text: str) -> Words:
    """A unit as normalised words: "€ a year" and "euros per year" are both ("EUR", "/", "year")."""
    lower = text.casefold()
    for phrase, word in _PHRASES:
        lower = phrase.sub(word, lower)
    return tuple(_canonical(word) for word in _WORD.findall(lower))


def _canonical(word: str) -> str:
    for form in (word, re.sub("ies$", "y", word), re.sub("s$", "", word)):
        if form in _CANONICAL:
            return _CANONICAL[form]
    return re.sub("s$", "", word) if len(word) > 3 else word


def known_unit(words: Words, wanted: Words) -> bool:
    """Whether ``words`` are a unit made of words that are known here or that the exercise asks for."""
    return any(word != "/" for word in words) and all(word in _KNOWN or word in wanted for word in words)


def fits(written: Words, wanted: Words) -> bool:
    """Whether a written unit agrees with the one asked for. None written, or none asked for, contradicts nothing.

    The first part is enough ("EUR" for EUR per year), and so is the last ("per year").
    """
    if not written or not wanted or written == wanted[: len(written)]:
        return True
    if written[0] == "/" and written == wanted[-len(written) :]:
        return True
    if written == ("point",) and wanted[0] == "percentage-point":
        return True
    return len(written) == 1 and written[0] in _LOOSE and wanted[0] in _COUNTS


def another_unit(wanted: Words) -> str:
    """A well-known unit that contradicts ``wanted``."""
    return "%" if wanted[0] in _MONEY else "EUR"
