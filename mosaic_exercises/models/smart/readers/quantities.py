"""Numbers and amounts, and what each does: a target, a baseline, or a number that measures nothing.

"Our 3 stores", "aged 2 and over", "older than 30 days", "chapter 4" and "(confidence 8/10)" all hold a number; none
says how much is to be reached.
"""

from __future__ import annotations

import re

from ..lexicon import vocab, word_list
from ..lexicon.nouns import GROUPS, INDICATORS, is_plural
from ..lexicon.times import PERIODS
from ..lexicon.verbs import verb_forms
from ..text.tokens import Document
from .amount_roles import CURRENCY, TIME_UNITS, Quantity, role_of
from .durations import TimeExpr

_PERCENT = frozenset(("%", "percent", "pct", "pc"))
_FRACTIONS = word_list("amounts.fractions")
_AFTER_HALF = word_list("amounts.after_half")
_DOUBLE_NOUNS = word_list("amounts.double_nouns")
_MULTIPLIERS = re.compile(
    r"(?:doubl|tripl|trebl|quadrupl|halv)(?:e|es|ed|ing)$|quintuple$|tenfold$|\w+fold$|\d+x$|\d+fold$"
)
_NOT_ONE = word_list("amounts.not_one")
_BEFORE_ONE = word_list("amounts.before_one")


def find(doc: Document, times: tuple[TimeExpr, ...]) -> tuple[Quantity, ...]:
    """Every number or amount in the text that is not part of a date, with its role."""
    taken = {
        place
        for expr in times
        if expr.role in ("deadline", "schedule", "history", "clock", "vague")
        for place in range(expr.first, expr.stop)
    }
    described = {
        place
        for expr in times
        if expr.role == "duration" and doc.words[expr.first] in ("in", "within", "every", "each")
        for place in range(expr.first, expr.stop)
    }
    service = {place for expr in times if expr.role == "service" for place in range(expr.first, expr.stop)}
    found: list[Quantity] = []
    index = 0
    while index < len(doc.words):
        quantity = None if index in taken | described else _at(doc, index, found, service, taken)
        if quantity is None:
            index += 1
        else:
            found.append(quantity)
            index = max(quantity.stop, index + 1)
    counted = {place for quantity in found for place in range(quantity.first, quantity.stop)}
    for expr in times:
        if expr.role == "schedule":
            numbered = any(token.kind == "num" for token in doc.tokens[expr.first : expr.stop])
            found.append(Quantity(expr.first, expr.stop, "target" if numbered else "frequency"))
        elif expr.role == "service" and not counted & set(range(expr.first, expr.stop)):
            found.append(Quantity(expr.first, expr.stop, "target", 1))  # "below a minute"
    return tuple(sorted(found, key=lambda quantity: quantity.first))


_BODY_UNITS = vocab("stone kilo pound mile kilometre litre")


def _at(doc: Document, index: int, found: list[Quantity], service: set[int], timed: set[int]) -> Quantity | None:
    token = doc.tokens[index]
    if token.kind == "num":
        return _number(doc, index, found, service, timed)
    word = token.norm
    if word == "one":
        return _one(doc, index)
    if word in ("zero", "nil"):
        return _zero(doc, index)
    if word == "no":
        return _none_left(doc, index)
    if word == "every" and doc.norm(index + 1) in _ONE_IN and doc.norm(index + 2) not in TIME_UNITS | PERIODS:
        return Quantity(index, index + 2, "target", 1)  # "every second enquiry"
    form = verb_forms().get(doc.norm(index + 1))
    done = doc.norm(index + 1).endswith("ed") or (form is not None and form.form in ("past", "participle"))
    if word == "none" and done:
        return Quantity(index, index + 1, "target", 0)
    if word in ("carbon", "climate") and doc.norm(index + 1) in ("neutral", "neutrality"):
        return Quantity(index, index + 2, "target", 0)
    if word in _FRACTIONS:
        return _fraction(doc, index)
    if (
        word == "a"
        and doc.norm(index + 1) in _BODY_UNITS
        and doc.norm(index - 1) in ("lose", "gain", "half", "run", "walk", "swim")
    ):
        return Quantity(index, index + 2, "target", 1)
    if word == "a" and doc.norm(index + 1) in ("hundred", "thousand", "million", "billion", "dozen"):
        return Quantity(index, index + 2, "target") if doc.norm(index + 2) not in ("of", "times", "") else None
    graded = len(word) == 1 and token.capital and word in "abcde" and doc.norm(index - 1) in ("a", "an", "grade")
    if graded or (word in ("distinction", "merit") and doc.norm(index - 1) == "a"):
        return Quantity(index, index + 1, "target", 1)
    if word in ("twice", "thrice") and doc.norm(index - 1) not in ("think", "thinking", "look", "ask", "asked"):
        return Quantity(index, index + 1, "target")
    if _MULTIPLIERS.match(word):
        return _multiple(doc, index)
    if word == "once" and doc.norm(index + 1) in ("a", "per", "every", "each"):
        return Quantity(index, index + 1, "target", 1)
    return None


def _value(text: str) -> float | None:
    return float(text) if text.count(".") < 2 and len(text) < 300 else None


def _amount_end(doc: Document, index: int) -> tuple[int, bool]:
    """Where the amount at `index` stops, its unit included, and whether it is a percentage."""
    stop, percent = index + 1, False
    if doc.norm(stop) in _PERCENT:
        stop, percent = stop + 1, True
    elif doc.norm(stop) == "per" and doc.norm(stop + 1) in ("cent", "cents"):
        stop, percent = stop + 2, True
    if doc.norm(stop) in ("points", "point", "pts", "pp") or (percent and doc.norm(stop) == "-"):
        stop += 1
    if doc.norm(stop) == "+":
        stop += 1
    return stop, percent


def _number(doc: Document, index: int, found: list[Quantity], service: set[int], timed: set[int]) -> Quantity | None:
    value = _value(doc.words[index])
    if value is None:
        return Quantity(index, index + 1, "label")
    stop, percent = _amount_end(doc, index)
    first = index - 1 if doc.norm(index - 1) in CURRENCY else index
    before, after = doc.norm(index - 1), doc.norm(stop)
    if after in _FRACTIONS and after != "half" and value < 10:
        started = doc.norm(first - 1) in ("from", "form")
        return Quantity(first, stop + 1, "baseline" if started else "target")
    role = role_of(doc, index, first, stop, percent, found)
    if after == "of" and not percent and stop + 1 < len(doc.tokens) and doc.tokens[stop + 1].kind == "num":
        start_value = role == "baseline" or (doc.norm(index - 1) in (":", "today") and "today" in doc.words[:index])
        return Quantity(first, stop + 2, "baseline" if start_value else "target", value, False)  # "9 of 10 calls"
    if role == "target" and after in ("out", "in") and doc.norm(stop + (after == "out")) in ("of", "in"):
        ratio = stop + 1 + (after == "out")
        if not percent and ratio < len(doc.tokens) and doc.tokens[ratio].kind == "num" and ratio not in timed:
            return Quantity(first, ratio + 1, "target", value, False)
    if role == "target" and after == "/" and stop + 1 < len(doc.tokens) and doc.tokens[stop + 1].kind == "num":
        return Quantity(first, stop + 2, "target", value, False)
    if role == "target" and before == "-" and found and found[-1].stop == index - 1:
        role = found[-1].role
    if role == "target" and index in service and after in TIME_UNITS:
        stop += 1
    return Quantity(first, stop, role, value, percent)


_BEFORE_COUNT = word_list("amounts.before_count") | {""}


def _one(doc: Document, index: int) -> Quantity | None:
    before, after = doc.norm(index - 1), doc.norm(index + 1)
    if after in ("in", "out") and index + 2 < len(doc.tokens):
        ratio = index + 2 + (after == "out")
        if ratio < len(doc.tokens) and doc.tokens[ratio].kind == "num":
            return Quantity(index, ratio + 1, "target", 1)
    if after in _FRACTIONS:
        return Quantity(index, index + 2, "target")
    if before == "than" and {"who", "whose", "which", "that"} & set(doc.words[max(0, index - 9) : index]):
        return None  # "residents who ask about more than one service"
    form = verb_forms().get(before)
    asked = before in _BEFORE_COUNT or (form is not None and form.form == "base")
    if after in ("day", "hour", "week", "evening", "night") and doc.norm(index + 2) in ("a", "per", "each", "every"):
        return Quantity(index, index + 2, "target", 1)
    if before in _BEFORE_ONE or after in _NOT_ONE or not after or not asked:
        return None
    if after in TIME_UNITS and before not in ("to", "under", "within", "in", "than"):
        return None
    return Quantity(index, index + 1, "target", 1)


_ZERO_NAMES = vocab("tolerance hours hour trust based sum gravity")


def _zero(doc: Document, index: int) -> Quantity | None:
    after = doc.norm(index + 1)
    if doc.hyphened(index + 1) and after not in INDICATORS and doc.norm(index - 1) != "net":
        return None  # "zero-plastic cutlery"
    if after in _ZERO_NAMES:
        return None
    adjective = after == "emission" or (after in ("carbon", "waste") and is_plural(doc.norm(index + 2)))
    if adjective and doc.norm(index - 1) != "net":
        return None
    return Quantity(index - 1 if doc.norm(index - 1) == "net" else index, index + 1, "target", 0)


_UNHAPPY = vocab("unhappy dissatisfied angry disappointed lost frustrated upset")
_ONE_IN = vocab("second third fourth fifth tenth other")
_NO_LINKS = vocab("have has had with of at there in under on no")
_LIMITING = vocab("older longer later above below over under exceeds beyond")
_LOST_WAYS = word_list("amounts.lost_ways")


def linked(doc: Document, index: int) -> bool:
    """ "Who have no access", "there is no queue": told, where "our goal is no queue" is wanted."""
    before = doc.norm(index - 1)
    return before in _NO_LINKS or (before in ("is", "are") and doc.norm(index - 2) in ("there", "that", "which"))


def _none_left(doc: Document, index: int) -> Quantity | None:
    """ "No more complaints", "no missed bins": none is a number too."""
    after = doc.norm(index + 1)
    if doc.raw[doc.tokens[index].end : doc.tokens[index].end + 1] == "-":
        return None  # "no-shows"
    at = index + 1 + (after == "more")
    if doc.norm(index - 1) in _NO_LINKS or {"who", "whose", "which", "that"} & set(
        doc.words[max(0, index - 3) : index]
    ):
        return None  # "residents who have no access to a car"
    if after in _UNHAPPY and doc.norm(index + 2) in GROUPS:
        return Quantity(index, index + 1, "target", 0)  # "no unhappy customers"
    if after in GROUPS and {"should", "must", "will"} & set(doc.words[index : index + 4]):
        return Quantity(index, index + 1, "target", 0)  # "no patient should ever wait"
    if any(doc.norm(place) in _LIMITING for place in range(at + 1, at + 6)) and index < 3:
        return Quantity(index, index + 1, "target", 0)  # "no ticket older than a day"
    if doc.norm(at) in _LOST_WAYS:
        at += 1
    if doc.norm(at) in INDICATORS and doc.norm(index - 1) not in ("by", "there"):
        return Quantity(index, index + 1, "target", 0)
    return None


def _fraction(doc: Document, index: int) -> Quantity | None:
    word, before, after = doc.words[index], doc.norm(index - 1), doc.norm(index + 1)
    if word in ("half", "halves"):
        if after in _AFTER_HALF and not (after == "an" and doc.norm(index + 2) == "hour"):
            return None
        if before in ("first", "second", "other", "last", "next", "this"):
            return None
        if before in ("from", "form") and after != "of":
            return Quantity(index, index + 1, "baseline")
        return Quantity(index - (before == "a"), index + 1, "target", 50, True)
    counted = before in ("a", "one") or (index > 0 and doc.tokens[index - 1].kind == "num")
    period = word.startswith("quarter") and (
        (doc.norm(index - 2) in ("in", "within", "over", "per", "every", "for") and after != "of") or after == "end"
    )
    if not counted or period or (after in ("party", "parties", "time", "of") and word == "third" and before == "the"):
        return None
    lead = doc.norm(index - 2)
    if lead in ("from", "form"):
        return Quantity(index - 1, index + 1, "baseline")
    return Quantity(index - 1, index + 1, "target")


_BEFORE_DOUBLE_NOUN = word_list("amounts.before_double_noun")


def _multiple(doc: Document, index: int) -> Quantity | None:
    word, before, after = doc.words[index], doc.norm(index - 1), doc.norm(index + 1)
    if re.match(r"\d+x$|\d*\w*fold$", word):
        return (
            Quantity(index, index + 1, "target")
            if not word.startswith(("mani", "scaf", "blind", "un", "folding"))
            else None
        )
    if after in _DOUBLE_NOUNS or before in _BEFORE_DOUBLE_NOUN:
        return None
    return Quantity(index, index + 1, "target", 2 if word.startswith("doub") else None)
