"""Signs that no file can hold or nobody can see, and a piece of a text as a message quotes it."""

from __future__ import annotations

import re
from functools import lru_cache

UNSAVABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters but tab and newline, and halves of surrogate pairs (which no UTF-8 file can hold)."""

INVISIBLE = "\xad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
"""Zero-width signs and marks of direction, which copying leaves in a text."""

UNSEEN = str.maketrans("", "", INVISIBLE)


def quoted(text: str, limit: int = 60) -> str:
    """A piece of an answer for a message: in quotes, short, in one line, and free of signs that no file can hold."""
    return _quoted(text[: limit + 1], limit)


@lru_cache(2_000)  # mostly the names of an exercise's own parts
def _quoted(text: str, limit: int) -> str:
    clean = " ".join(UNSAVABLE.sub("\ufffd", text[:limit].translate(UNSEEN)).split())
    if len(text) > limit:
        return f"“{clean}…”"
    return f"“{clean[1:-1]}”" if clean[:1] in ('"', "“") and clean[1:][-1:] in ('"', "”") else f"“{clean}”"


def is_blank(text: str) -> bool:
    """Whether nothing in ``text`` can be seen: empty, white space, zero-width signs."""
    return not text[:1].isalnum() and not text.translate(UNSEEN).strip()
