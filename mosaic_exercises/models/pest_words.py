"""What the wording of a PEST factor gives away: a competitor or supplier (the trade, not the macro-environment), or
our own house. Word lists are this workbook's reading; a find is a question to the writer, and silence proves nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from mosaic_exercises.models import swot_words

TRADE = re.compile(
    r"\b(?:competitors?|rivals?|competing (?:firms?|insurers?|shops?|offers?)|(?:the )?competition"
    r"(?! (?:law|act|authority|policy|rules|commission|watchdog))|new entrants?|our suppliers?|suppliers?"
    r"|market leader|price war)\b",
    re.IGNORECASE,
)


@lru_cache(64)
def _names(names: tuple[str, ...]) -> re.Pattern[str] | None:
    known = [re.escape(" ".join(name.split())) for name in names if name.strip()]
    return re.compile(rf"(?<!\w)(?:{'|'.join(known)})(?!\w)", re.IGNORECASE) if known else None


def competitor(text: str, names: Iterable[str] = ()) -> str:
    """The words by which a factor speaks of a competitor or supplier: general words, or one of ``names``; "" if none.

    These belong to the trade (Porter's five forces) and to a SWOT; PEST scans what lies behind all of them.
    """
    line = " ".join(text.split())
    known = _names(tuple(names))
    found = (known.search(line) if known else None) or TRADE.search(line)
    return found.group() if found else ""


def internal(text: str) -> str:
    """The words by which a factor reads like our own house or our own doing; "" if none."""
    return swot_words.inside(text) or swot_words.own_action(text)
