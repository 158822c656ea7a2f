"""Is this English the rules can read? Other languages get "unsure", never a wrong verdict."""

from __future__ import annotations

from typing import Literal, TypeAlias

from ..lexicon import word_list
from .spelling import known_words
from .tokens import Document

Readable: TypeAlias = Literal["english", "other", "nothing", "unknown"]

_ENGLISH = word_list("language.english")
_OTHER = word_list("language.other")
_SHARED = _ENGLISH & _OTHER


def readable(doc: Document) -> Readable:
    """What the words are: English, another language, no words at all, or words the rules do not know."""
    words = [token.norm for token in doc.tokens if token.kind == "word"]
    if not words:
        return "nothing"
    latin = sum(word.isascii() or all(letter < "\u0250" for letter in word) for word in words)
    if latin < 0.6 * len(words):
        return "other"
    english = sum(word in _ENGLISH and word not in _SHARED for word in words)
    other = sum(word in _OTHER and word not in _SHARED for word in words)
    known = sum(word in known_words() and word not in _OTHER for word in words)
    if other >= 2 and other > english and known < 0.6 * len(words):
        return "other"
    if len(words) >= 3 and not english and other and known < 0.34 * len(words):
        return "other"
    return "english" if english or known else "unknown"
