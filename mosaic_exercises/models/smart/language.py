"""Is this English the rules can read? Other languages get "unsure", never a wrong verdict."""

from __future__ import annotations

from typing import Literal, TypeAlias

from .phrases import vocab
from .spelling import known_words
from .text import Document

Readable: TypeAlias = Literal["english", "other", "nothing", "unknown"]

_ENGLISH = vocab(
    """
    the of and to in for by with on at is are our we a an from that this will be all as it their more who not have
    has or was were every each no than within before after us my i you your its into up out new first next year
    month week per do van die op met in
    """
)
_OTHER = vocab(
    """
    el la los las de del que y en un una por para con se su al como le les des du et pour dans sur une est au aux
    avec der die das und zu den mit von fur für auf im ist ein eine nicht wir um il lo gli di che per della dei nel
    e è da os uma em não com het een van voor op met zijn na och att på som av til og jag vi ska nos nuestros unser
    unsere nous notre nosotros nossa nossos i w z do się
    """
)
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
