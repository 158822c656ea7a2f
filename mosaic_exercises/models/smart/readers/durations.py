"""Stretches of time: a deadline ("within six months"), a service level ("within 2 hours") or a plain duration."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from ..lexicon import vocab, word_list
from ..lexicon.nouns import is_plural
from ..lexicon.times import (
    DAY_UNITS,
    IN,
    LONG_UNITS,
    NP_STOPS,
    PERIOD_MODIFIERS,
    PHRASE_ENDS,
    PROJECT_EVENTS,
    SERVICE_VERBS,
    SHORT_UNITS,
)
from ..text.tokens import Document
from . import dates

TimeRole: TypeAlias = Literal["deadline", "schedule", "rate", "service", "history", "vague", "clock", "duration"]
_LIMITS = {"under", "below", "over", "about", "around", "approximately", "roughly", "maximum", "max", "least", "most"}
_LOW_LIMIT = {"under", "less", "fewer", "below"}


@dataclass(frozen=True, slots=True)
class TimeExpr:
    """Tokens `first` to `stop` (excluded) and the role they play."""

    first: int
    stop: int
    role: TimeRole


def number_at(doc: Document, index: int) -> int:
    """Where a count that starts at `index` stops: "six", "a", "2-3", "a couple of"."""
    words = doc.words
    if index >= len(words):
        return index
    if doc.tokens[index].kind == "num":
        if doc.norm(index + 1) in ("-", "to", "or") and index + 2 < len(words) and doc.tokens[index + 2].kind == "num":
            return index + 3
        return index + 1
    if words[index] in ("a", "one", "an"):
        if doc.norm(index + 1) == "couple" and doc.norm(index + 2) == "of":
            return index + 3
        return index + 2 if doc.norm(index + 1) == "further" else index + 1
    return index


_SPANNING = vocab("in within over across throughout during inside")
_STRETCHES = word_list("durations.stretches")
_BEFORE_EVENT = vocab("the a an our project contract new")
_DAY_MODIFIERS = word_list("durations.day_modifiers")
_SHARES = word_list("times.shares")
_WEAK_SERVICE_VERBS = word_list("times.weak_service_verbs")
_POINTING = vocab("the a an our my this its one")
_CONDITIONS = vocab("if when whenever where wherever")
_BREAKS = vocab(". ; ! ?")


def _clause_before(doc: Document, index: int, most: int) -> tuple[str, ...]:
    first = index
    while first > max(0, index - most) and doc.words[first - 1] not in _BREAKS:
        first -= 1
    return doc.words[first:index]


def many_cases(doc: Document, index: int) -> bool:
    """True when the time at `index` is allowed for each of many cases: "settle 80% of claims within ten days"."""
    before = _clause_before(doc, index, 30)
    if {"case", "cases"} & set(doc.words[index + 3 : index + 10]):
        return True
    if _CONDITIONS & set(_clause_before(doc, index, 30)):
        return True  # "if your boiler breaks down, we will be with you within a day"
    shared = bool(_SHARES & {*before, *doc.words[index + 3 : index + 10]} or _ratio(before))
    if {"all", *_SHARES} & set(before) and (SERVICE_VERBS | _WEAK_SERVICE_VERBS) & set(before):
        return True
    if SERVICE_VERBS & set(before):
        return True
    weak = bool(_WEAK_SERVICE_VERBS & set(before))
    return weak and (shared or not _one_thing(before))


def _ratio(words: tuple[str, ...]) -> bool:
    """ "9 out of 10", "2 in 3"."""
    return any(
        one.isdigit() and words[place + 1 + (words[place + 1] == "out") :][:1] in (("in",), ("of",))
        for place, one in enumerate(words[:-2])
    )


def _one_thing(words: tuple[str, ...]) -> bool:
    """ "Send the report to the donors": what the act is done to is one thing, and pointed at."""
    if any(word.isdigit() for word in words):
        return False
    acts = [place for place, word in enumerate(words) if word in SERVICE_VERBS | _WEAK_SERVICE_VERBS]
    if acts and words[acts[0]] in ("receive", "received"):
        return not any(is_plural(word) for word in words[: acts[0]])  # "customers are to receive a card"
    if acts:
        first = acts[0] + 1
        stop = next((at for at in range(first + 1, len(words)) if words[at] in NP_STOPS), len(words))
        return words[first : first + 1] != () and words[first] in _POINTING and not is_plural(words[stop - 1])
    return bool(_POINTING & set(words)) and not any(is_plural(word) for word in words if len(word) > 3)


def length(doc: Document, index: int) -> TimeExpr | None:
    """A stretch of time: a deadline ("within six months"), a service level ("within 2 hours") or a plain duration."""
    words, at = doc.words, index
    opener = IN.at(words, at)
    lead = words[at] if opener > at else ""
    at = opener
    low = limit = False
    ending = _months_to(doc, at) if lead else at
    if ending > at:
        return TimeExpr(index, ending, "deadline")
    for _ in range(4):
        word = doc.norm(at)
        if word in ("the", "a", "an") and doc.norm(at + 1) in _STRETCHES:
            at += 1
        elif word in ("next", "coming") or (
            word in ("first", "following", "remaining", "upcoming", "further", "another") and at > index
        ):
            lead = "next"
            at += 1
        elif word in _LIMITS or (word in ("less", "fewer", "more", "longer", "later") and doc.norm(at + 1) == "than"):
            low = low or word in _LOW_LIMIT
            limit = limit or word in ("longer", "more", "later")
            at += 1
        elif word in ("than", "of", "space", "period", "no", "at"):
            at += 1
    late = words[index : index + 3] in (("no", "later", "than"), ("not", "later", "than"))
    number = number_at(doc, at)
    pointed = doc.norm(at) == "the" and at > index and number_at(doc, at + 1) > at + 1
    if pointed:
        at += 1  # "in the six weeks after opening"
        number = number_at(doc, at)
    if number == at and doc.norm(at) == "the":
        number = at + 1
    if number == at and lead != "next":
        return None
    unit_at = max(number, at)
    hyphen = doc.norm(unit_at) == "-"
    unit_at += hyphen
    while doc.norm(unit_at) in _DAY_MODIFIERS:
        unit_at += 1
    described = (
        number > at and (lead == "next" or pointed) and doc.norm(unit_at) not in NP_STOPS | DAY_UNITS | SHORT_UNITS
    )
    if doc.norm(unit_at) not in LONG_UNITS and doc.norm(unit_at + 1) in LONG_UNITS:
        unit_at += doc.norm(unit_at) in PERIOD_MODIFIERS or described  # "the next three release cycles"
    unit, stop = doc.norm(unit_at), unit_at + 1
    if doc.hyphened(unit_at) and doc.words[unit_at - 1] in ("first", "final", "next"):
        return None  # "a first-year student"
    numbered = (
        unit in ("year", "week", "day") and number > at and stop < len(doc.tokens) and doc.tokens[stop].kind == "num"
    )
    if unit in ("quarter", "half") and doc.norm(index - 1) == "by" and words[at] in ("a", "one"):
        return None  # "bring them down by a quarter"
    share = (
        unit in ("quarter", "quarters") and doc.norm(stop) == "of" and doc.norm(stop + 1) not in ("the", "this", "next")
    )
    ordinal = unit == "second" and words[at] in ("a", "one") and doc.norm(stop) not in PHRASE_ENDS
    if numbered or (share and (words[at] in ("a", "one") or unit == "quarters")) or ordinal:
        return None  # "900 year 5 pupils", "a quarter of all calls", "a second agent"
    if unit in SHORT_UNITS:
        if words[at] == "the":
            return None  # "the second quarter"
        digits = number > at and doc.tokens[at].kind == "num"
        return TimeExpr(index, stop, "service") if digits or (number > at > index) else None
    if unit not in LONG_UNITS and unit not in DAY_UNITS:
        return None
    if doc.norm(stop) == "before" and words[at] == "the" and doc.norm(stop + 1) in PHRASE_ENDS:
        return TimeExpr(index, stop + 1, "history")  # "three fewer than the year before"
    if doc.norm(stop) == "before" and number > at:
        return TimeExpr(index, min(stop + 3, len(words)), "deadline")
    if late:
        return TimeExpr(index, _tail(doc, stop), "deadline")  # "no later than two years after entry into force"
    if hyphen or (doc.norm(stop) in ("old", "olds") or doc.norm(stop - 2) == "-"):
        return TimeExpr(index, stop, "duration")
    held = words[max(0, index - 7) : index]
    if lead in ("in", "for", "over") and {"has", "have"} & set(held) and not {"to", "will"} & set(held):
        return TimeExpr(index, stop, "history")  # "this has hardly changed in two years"
    if pointed and lead in _SPANNING and (lead not in ("within", "inside") or unit in LONG_UNITS):
        return TimeExpr(index, _tail(doc, stop), "deadline")
    if doc.norm(stop) in ("of", "after", "from", "following"):
        after = stop + 1
        while doc.norm(after) in _BEFORE_EVENT:
            after += 1
        while doc.norm(after) in ("date", "day", "of", "this", "that", "its"):
            after += 1
        project = any(doc.norm(place) in PROJECT_EVENTS for place in (stop + 1, after, after + 1))
        if doc.norm(after) == "now":
            return TimeExpr(index, after + 1, "deadline")
        if lead in ("within", "in", "inside", "after"):
            if number == at + 1 and doc.tokens[at].kind == "word" and words[at] == "the":
                return TimeExpr(index, stop, "duration")  # "in the months after arrival"
            each = bool(_SHARES & set(_clause_before(doc, index, 16))) if project else not _one(doc, index)
            return TimeExpr(index, min(after + 1, len(words)), "service" if each else "deadline")
        if not lead and project and {"each", "every"}.isdisjoint(words[stop : after + 2]):
            live = doc.norm(after) == "go" and doc.norm(after + 1) == "live"
            stop = min(after + 1 + live, len(words))
            latest = words[stop : stop + 3] == ("at", "the", "latest")
            return TimeExpr(index, stop + 3 * latest, "deadline")  # "six months from the decision"
    if doc.norm(index - 1) == "to" and lead == "within":
        return TimeExpr(index, stop, "service")  # "correct to within one day"
    if (lead != "next" or "first" in words[index:at]) and describes(doc, index):
        return TimeExpr(index, stop, "duration")
    in_each = words[max(0, index - 2) : index] in (("each", "of"), ("every", "one"))
    if lead == "next" and not in_each and {"each", "every"} & set(words[max(0, index - 4) : index]):
        return TimeExpr(index, stop, "service")  # "tell each applicant in the first week"
    if lead == "next" or (opener > index and lead in _SPANNING):
        if lead in ("in", "within", "inside") and (low or doc.norm(stop) == "or") and unit in DAY_UNITS:
            return TimeExpr(index, stop, "service")
        if lead == "in" and words[at] in ("a", "the") and unit in DAY_UNITS:
            return TimeExpr(index, stop, "service")
        if lead in ("in", "within", "inside") and _each_time(doc, index, unit):
            return TimeExpr(index, stop, "service")
        return TimeExpr(index, stop + (doc.norm(stop) == "time"), "deadline")
    if lead == "for" and limit:
        return TimeExpr(index, stop, "service")  # "none is left for longer than a week"
    if lead == "for" and "least" in words[index:at]:
        return TimeExpr(index, stop, "duration")  # "keep found items for at least eight weeks"
    if lead in ("for", "in the course of", "over the course of"):
        return TimeExpr(index, stop, "deadline" if words[at] != "the" else "duration")
    return TimeExpr(index, stop, "duration") if number > at and words[at] != "the" else None


def _months_to(doc: Document, index: int) -> int:
    """Where "the twelve months to March 2028" stops."""
    at = index + (doc.norm(index) == "the")
    counted = at < len(doc.tokens) and (doc.tokens[at].kind == "num" or doc.words[at] == "year") and at > index
    unit = at + (doc.words[at] != "year") if counted else at
    if not counted or doc.norm(unit) not in LONG_UNITS or doc.norm(unit + 1) not in ("to", "ending"):
        return index
    end = dates.any_point(doc, unit + 2, loose=True)
    return index if end is None else end


def length_after(doc: Document, index: int) -> int:
    """Where "(we will have 12 customers) after three months" stops, or `index`."""
    ahead = {"will", "to", "should", "shall"} & set(doc.words[max(0, index - 12) : index])
    if doc.words[index] != "after" or not ahead:
        return index
    stop = number_at(doc, index + 1)
    whole = stop > index + 1 and doc.norm(stop) in LONG_UNITS and doc.norm(stop + 1) in PHRASE_ENDS
    return stop + 1 if whole else index


_WEEKS = vocab("week weeks wk wks fortnight month months")


def _each_time(doc: Document, index: int, unit: str) -> bool:
    """True when the days before `index` are allowed for each of many cases: "resolve 90 % of tickets within 5 days".
    Weeks are only where the words say how many of the cases: "90 % of orders are shipped within two weeks"."""
    before = _clause_before(doc, index, 16)
    if "average" in doc.words[index : index + 8] or "average" in before:
        return True
    if unit in DAY_UNITS:
        return many_cases(doc, index)
    shared = _SHARES & set(before)
    return (
        unit in _WEEKS and bool(shared or _ratio(before)) and bool((SERVICE_VERBS | _WEAK_SERVICE_VERBS) & set(before))
    )


def _one(doc: Document, index: int) -> bool:
    before = _clause_before(doc, index, 16)
    return _one_thing(before) and not {"all", *_SHARES} & set(before) and not SERVICE_VERBS & set(before)


def _tail(doc: Document, stop: int) -> int:
    """Where "(the six weeks) after opening" stops."""
    if doc.words[stop : stop + 3] in (("leading", "up", "to"), ("running", "up", "to")):
        stop += 2
    if doc.norm(stop) not in ("of", "after", "before", "following", "to"):
        return stop
    after = stop + 1
    while doc.norm(after) in _BEFORE_EVENT or doc.norm(after) in ("this", "that", "its"):
        after += 1
    while doc.norm(after) not in PHRASE_ENDS and after < stop + 5:
        after += 1
    return after


def describes(doc: Document, index: int) -> bool:
    """True inside a clause that tells which ones: "students who graduate in 4 years"."""
    before = doc.words[max(0, index - 4) : index]
    if any(word in ("who", "whose", "which") for word in before) and "by" not in before:
        return True
    counted = {"number", "proportion", "percentage", "share"} & set(doc.words[max(0, index - 8) : index])
    return bool(counted) and doc.norm(index - 1).endswith("ed") and doc.words[index] in ("in", "within", "inside")
