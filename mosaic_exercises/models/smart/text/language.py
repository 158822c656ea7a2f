"""Is this English the rules can read? Other languages get "unsure", never a wrong verdict.

Words in small letters decide: names, brands and places are written with capitals in every language read here, so
"Open a café in Düsseldorf" is English, and German is known by the small words between its nouns. A text that is all
capitals is judged on all its words.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, TypeAlias

from ..lexicon import word_list
from .spelling import everyday_words, known_words
from .tokens import Document, Token, word_forms

Readable: TypeAlias = Literal["english", "other", "nothing", "unknown"]
_ENGLISH = word_list("language.english")
_SHARED = word_list("language.shared") | _ENGLISH
_OTHER = (
    frozenset().union(
        *(
            word_list(f"language.{name}")
            for name in ("german", "spanish", "french", "dutch", "italian", "portuguese", "elsewhere")
        )
    )
    - _SHARED
)
_LOANS = word_list("language.loans")
_LEAST_WORDS = 2


def readable(doc: Document) -> Readable:
    """What the words are: English, another language, no words at all, or words the rules do not know.

    The words are looked at as they were typed, not mended: a foreign one may stand one letter from an English one.
    """
    words = [_typed(doc, token) for token in doc.tokens if token.kind == "word"]
    if not words:
        return "nothing"
    latin = sum(all(letter < "\u0250" for letter in token.norm) for token in words)
    if latin < 0.6 * len(words):
        return "other"
    shouted = all(token.capital for token in words) and doc.raw.upper() == doc.raw
    small = [
        place
        for place, token in enumerate(words)
        if shouted or not token.capital or not place or _opens_sentence(doc, token)
    ]
    english = sum(_is_english(words[place].norm) for place in small)
    foreign = [place for place in small if _is_foreign(words[place].norm)]
    told = sum(shouted or not _inside_name(words, place) for place in foreign)
    if told and told >= english:
        return "other"
    if foreign and not english:
        return "other"
    if english:
        return "english"
    anywhere = any(token.norm in known_words() or token.norm in _ENGLISH for token in words)
    if anywhere:
        return "english"
    return "other" if len(words) >= _LEAST_WORDS and _accented(words) else "unknown"


def _typed(doc: Document, token: Token) -> Token:
    forms = word_forms(doc.raw[token.start : token.end])
    return token if token.norm in forms or not forms else replace(token, norm=forms[0])


def _is_english(word: str) -> bool:
    return word in _ENGLISH or ((word in known_words() or word in everyday_words()) and word not in _OTHER)


def _is_foreign(word: str) -> bool:
    return word in _OTHER or (not word.isascii() and word not in _LOANS)


def _accented(words: list[Token]) -> bool:
    return any(not token.norm.isascii() and token.norm not in _LOANS for token in words)


def _opens_sentence(doc: Document, token: Token) -> bool:
    before = doc.raw[: token.start].rstrip(" \t\"'(\u201c\u2018*-\u2022#>")
    return not before or before[-1] in ".!?:;\n"


def _inside_name(words: list[Token], place: int) -> bool:
    """A small word of a name, between capitals: "Café de la Paix", "Ponte della Paglia"."""
    first, last = place, place
    while first > 0 and not words[first].capital and words[first].norm not in _ENGLISH:
        first -= 1
    while last < len(words) - 1 and not words[last].capital and words[last].norm not in _ENGLISH:
        last += 1
    return place - first < 3 and last - place < 3 and words[first].capital and words[last].capital
