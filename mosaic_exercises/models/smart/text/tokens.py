"""Text into tokens that keep their place in the original.

The rules of this package read *canonical* tokens: lower case, contractions in full, number words as digits ("two
thirds" keeps its words, "twenty five" becomes 25), likely typing errors mended. Every token remembers where it stood,
so whatever a rule finds can be shown in the learner's own words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field

from ..lexicon import pair_list, phrase_list, word_list

MAX_TOKENS = 400
"""A statement is a sentence or a few; the rest of a longer text is not read, and the assessment says so."""
_RAW = re.compile(
    r"(?P<tag></?[A-Za-z][^<>\n]{0,120}>|&(?:nbsp|amp|lt|gt|quot|#\d{1,5});)"  # left out: the text between tags is read
    r"|(?P<cap>(?:\d\ufe0f?\u20e3)+)"  # keycaps: a digit in a box
    r"|(?P<part>[\u00bc-\u00be\u2150-\u215e])"  # one sign for a half, a third ...
    r"|(?P<id>[^\W\d_]{1,3}\d+(?:\.\d+)*[a-z]?(?![^\W_]))"  # Q3, FY27, KR2, v2.0, P1
    r"|(?P<abbr>(?:[^\W\d_]\.){2,8}(?:[^\W\d_](?![^\W\d_]))?)"
    r"|(?P<num>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)*)"
    r"|(?P<word>[^\W\d_]+(?:['\u2019][^\W\d_]+)*)"
    r"|(?P<arrow>[-=]+>|\u2192|\u21d2|>=|<=|\u2265|\u2264)"
    r"|(?P<mark>[^\s\w]|_)"
)
_SCALE = {
    "k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "million": 1e6, "millions": 1e6, "billion": 1e9, "thousand": 1e3,
    "hundred": 1e2, "trillion": 1e12
}  # fmt: skip
_UNITS = {word: value for value, word in enumerate(phrase_list("tokens.units"))}
_TENS = {word: 10 * value for value, word in enumerate(phrase_list("tokens.tens"), 2)} | {"fourty": 40, "ninty": 90}
_ORDINAL_ENDS = {"st", "nd", "rd", "th"}
_UNIT_WORDS = word_list("tokens.unit_words")
_CONTRACTIONS = {pair[0]: pair[1] for pair in pair_list("tokens.contractions")}
_ARROWS = {">=": "at_least", "\u2265": "at_least", "<=": "at_most", "\u2264": "at_most"}
_MARKS = {"\u2013": "-", "\u2014": "-", "\u2011": "-", "\u2012": "-", "\u2212": "-", "\u2022": "*", "\u00b7": "*"}
_DOTTED = word_list("tokens.dotted")
_KEPT_MARKS = set("%£$€-/.,;:?!()[]*<>#+=&~")


@dataclass(frozen=True, slots=True)
class Token:
    """One canonical token: `norm` is what the rules read, `start` and `end` are characters of the original."""

    norm: str
    start: int
    end: int
    kind: str  # "word", "num", "id" or "mark"
    capital: bool = False


_PADDING = ("",) * 24
"""What stands before the first token and after the last: looking around the edge of a text finds nothing there."""
_SENTENCE_ENDS = {".", "!", "?", ";"}


@dataclass(frozen=True, slots=True)
class Document:
    """A text, its tokens, and their canonical forms in order."""

    raw: str
    tokens: tuple[Token, ...]
    truncated: bool = False
    words: tuple[str, ...] = field(init=False, repr=False)
    _padded: tuple[str, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        words = tuple(token.norm for token in self.tokens)
        object.__setattr__(self, "words", words)
        object.__setattr__(self, "_padded", words + _PADDING)

    def is_grouped(self, index: int) -> bool:
        """True for a number written with a comma, which is never a year: "2,000"."""
        return 0 <= index < len(self.tokens) and "," in self.raw[self.tokens[index].start : self.tokens[index].end]

    def norm(self, index: int) -> str:
        """The token's canonical form, or "" outside the text."""
        try:
            return self._padded[index]
        except IndexError:
            return ""

    def hyphened(self, index: int) -> bool:
        """True where a hyphen ties the token to the one before: "up" in "walk-up"."""
        return 0 < index < len(self.tokens) and self.raw[self.tokens[index].start - 1] in "-\u2010\u2011"

    def sentences(self) -> list[tuple[int, int]]:
        """The token ranges (first, stop) of the sentences, a semicolon ending one too. Single words join the next."""
        ranges: list[tuple[int, int]] = []
        first = named = 0
        for index, token in enumerate(self.tokens):
            last = index == len(self.tokens) - 1
            named += token.kind == "word"
            if last or (token.norm in _SENTENCE_ENDS and token.kind == "mark" and named > 1):
                ranges.append((first, index + 1))
                first, named = index + 1, 0
        return ranges

    def only(self, ranges: list[tuple[int, int]]) -> Document:
        """The document with the tokens of these ranges alone; places in the text stay as they were."""
        kept = tuple(token for first, stop in ranges for token in self.tokens[first:stop])
        return Document(self.raw, kept, self.truncated)

    def chars(self, first: int, stop: int) -> tuple[int, int]:
        """Characters of the original that tokens `first` to `stop` (excluded) cover."""
        return self.tokens[first].start, self.tokens[max(first, stop - 1)].end


def word_forms(raw: str) -> list[str]:
    """The canonical words of one raw word: contractions in full, a possessive without its ending."""
    word = raw.lower().replace("\u2019", "'")
    if word in _CONTRACTIONS:
        return _CONTRACTIONS[word].split()
    return [word.split("'")[0] if word.endswith(("'s", "s'")) else word.replace("'", "")]


def _number(text: str) -> str:
    return text.replace(",", "")


def _show(value: float) -> str:
    return f"{value:.10g}" if value < 1e15 else str(int(value))


def _read_number_words(words: list[str]) -> tuple[float, int] | None:
    """Value and length of the number that `words` starts with; None where it starts with no number above one."""
    total, current, used, seen_joiner = 0.0, 0.0, 0, False
    for index, word in enumerate(words):
        following = words[index + 1] if index + 1 < len(words) else ""
        if word in _TENS:
            if current % 100:
                break
            current += _TENS[word]
        elif word in _UNITS:
            if current % 10 or (current % 100 == 10) or (current and _UNITS[word] > 9 and current % 100):
                break
            if index and used < index and not seen_joiner:
                break
            current += _UNITS[word]
        elif word == "hundred" and 0 < current < 100:
            current *= 100
        elif word in ("thousand", "million", "billion") and current:
            total, current = total + current * _SCALE[word], 0.0
        elif (
            word == "and"
            and used
            and words[index - 1] in ("hundred", "thousand", "million")
            and (following in _UNITS or following in _TENS)
        ) or (word == "-" and used and words[index - 1] in _TENS and following in _UNITS):
            seen_joiner = True
            continue
        else:
            break
        used = index + 1
    value = total + current
    return (value, used) if used and (value > 1 or used > 1) else None


def _raw_tokens(text: str, limit: int) -> tuple[list[Token], bool]:
    tokens: list[Token] = []
    for match in _RAW.finditer(text):
        if len(tokens) >= limit:
            return tokens, True
        start, end = match.span()
        kind = match.lastgroup or "mark"
        piece = match.group()
        if kind == "tag":
            continue
        if kind == "word":
            tokens.extend(Token(form, start, end, "word", piece[0].isupper()) for form in word_forms(piece) if form)
        elif kind == "abbr":
            tokens.append(Token(piece.replace(".", "").lower(), start, end, "word", piece[0].isupper()))
        elif kind == "num":
            tokens.append(Token(_number(piece), start, end, "num"))
        elif kind == "cap":
            tokens.append(Token("".join(sign for sign in piece if sign.isdigit()), start, end, "num"))
        elif kind == "part":
            tokens.append(Token(_show(round(unicodedata.numeric(piece), 3)), start, end, "num"))
        elif kind == "id":
            tokens.append(Token(piece.lower(), start, end, "id", piece[0].isupper()))
        elif kind == "arrow":
            tokens.append(Token(_ARROWS.get(piece, "->"), start, end, "mark"))
        else:
            norm = _MARKS.get(piece, piece)
            if norm in _KEPT_MARKS:
                tokens.append(Token(norm, start, end, "mark"))
    return tokens, False


def _join_numbers(tokens: list[Token]) -> list[Token]:
    """Number words to digits, scales multiplied in, ordinals and identifiers glued."""
    joined: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if token.kind == "word" and (token.norm in _UNITS or token.norm in _TENS):
            found = _read_number_words([other.norm for other in tokens[index : index + 9]])
            if found:
                value, used = found
                joined.append(Token(_show(value), token.start, tokens[index + used - 1].end, "num"))
                index += used
                continue
        if token.kind == "word" and token.norm == "dozen":
            joined.append(Token("12", token.start, token.end, "num"))
        elif token.kind == "num" and following is not None:
            touching = following.start == token.end
            word = following.norm
            if word in _SCALE and (touching or len(word) > 3) and token.norm.count(".") < 2:
                value = float(token.norm) * _SCALE[word]
                joined.append(Token(_show(value), token.start, following.end, "num"))
                index += 2
                continue
            if touching and word in _ORDINAL_ENDS:
                joined.append(Token(token.norm + word, token.start, following.end, "id"))
                index += 2
                continue
            if touching and following.kind in ("word", "id") and word not in _UNIT_WORDS:
                joined.append(Token(token.norm + word, token.start, following.end, "id"))
                index += 2
                continue
            joined.append(token)
        else:
            joined.append(token)
        index += 1
    return joined


def _settle_hyphens(tokens: list[Token]) -> list[Token]:
    """A hyphen beside a number says "two-time", "30-day" or "2-3": kept. Between words it is a space, else a comma."""
    settled: list[Token] = []
    for index, token in enumerate(tokens):
        if token.norm == "." and _is_inner_dot(tokens, index):
            continue
        if token.norm != "-" or token.kind != "mark":
            settled.append(token)
            continue
        before = tokens[index - 1] if index else None
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        touches = before is not None and after is not None and before.end == token.start and token.end == after.start
        numeric = before is not None and after is not None and (before.kind == "num" or after.kind == "num")
        if (numeric and touches) or (
            before is not None and after is not None and before.kind == "num" and after.kind == "num"
        ):
            settled.append(token)
        elif before is None or before.norm in (".", ";", ":"):
            settled.append(Token("*", token.start, token.end, "mark"))
        elif not touches:
            settled.append(Token(",", token.start, token.end, "mark"))
    return settled


def _is_inner_dot(tokens: list[Token], index: int) -> bool:
    """A full stop that ends no sentence: "St. Mary", "booking.com"."""
    if not index or index + 1 >= len(tokens):
        return False
    before, after = tokens[index - 1], tokens[index + 1]
    inside = before.end == tokens[index].start and tokens[index].end == after.start
    return before.norm in _DOTTED or (inside and before.kind == "word" and after.kind == "word" and not after.capital)


def read(text: str, mend: Callable[[str], str] = lambda word: word) -> Document:
    """Tokens of `text`; `mend` puts right a likely typing error and returns other words unchanged."""
    raw, truncated = _raw_tokens(text, MAX_TOKENS)
    mended = [
        Token(mend(token.norm), token.start, token.end, token.kind, token.capital) if token.kind == "word" else token
        for token in raw
    ]
    return Document(text, tuple(_settle_hyphens(_join_numbers(mended))), truncated)
