"""Times that lie back: history, base years, years gone by in brackets."""

from __future__ import annotations

import re

from ..lexicon import Phrases, phrase_list, vocab
from ..lexicon.times import (
    BASE_WORDS,
    COMPARE,
    DAY_UNITS,
    HISTORY_BEFORE,
    LONG_OR_DAYS,
    LONG_UNITS,
    MONTHS,
    PERIOD_MODIFIERS,
    PERIODS,
)
from ..lexicon.verbs import verb_forms
from ..text.tokens import Document
from . import dates
from .durations import TimeExpr, number_at

_TODAY_BEFORE = vocab("( than from as is are was were")


def history(doc: Document, index: int) -> TimeExpr | None:
    words, word = doc.words, doc.norm(index)
    if word == "yesterday":
        return TimeExpr(index, index + 1, "history")
    acting = verb_forms().get(doc.norm(index + 1))
    described = {"that", "which"} & set(words[max(0, index - 8) : index]) and {"is", "are"} & set(
        words[max(0, index - 7) : index]
    )
    if word == "today" and described:
        return TimeExpr(index, index + 1, "history")
    if word == "today" and (doc.norm(index - 1) == "which" or (acting is not None and acting.form == "third")):
        return TimeExpr(index, index + 1, "history")
    figure = index + 1 + (doc.norm(index + 1) in (":", "at", "is", ",", "about", "some"))
    valued = figure < len(doc.tokens) and doc.tokens[figure].kind == "num" and doc.norm(index) in ("today", "now")
    if word == "today" and (valued or doc.norm(index - 1) in _TODAY_BEFORE):
        return TimeExpr(index, index + 1, "history")
    earlier = word == "the" and doc.norm(index + 1) in LONG_OR_DAYS and doc.norm(index + 2) == "before"
    if earlier and doc.norm(index + 3) in ("", ",", ".", ";", ")", "and", "but"):
        return TimeExpr(index, index + 3, "history")
    stop = number_at(doc, index)
    if stop > index and doc.norm(stop) in LONG_OR_DAYS and doc.norm(stop + 1) in ("ago", "later", "earlier"):
        return TimeExpr(index, stop + 2, "history")
    if word in ("last", "past", "previous", "prior", "preceding"):
        after = max(number_at(doc, index + 1), index + 1)
        after += doc.norm(after) in ("few", "several")
        after += doc.norm(after) in PERIOD_MODIFIERS and doc.norm(after + 1) in PERIODS
        unit = doc.norm(after)
        known = unit in LONG_UNITS or unit in DAY_UNITS or unit in PERIODS
        edge_of_period = doc.norm(after + 1) == "of" and unit in ("day", "week", "month", "quarter")
        if known and not edge_of_period:
            return TimeExpr(index, after + 1, "history")
        return None
    if word == "since":
        end = dates.any_point(doc, index + 1, loose=True)
        if end is None:
            end = dates.event(doc, index + 1)
        return None if end is None else TimeExpr(index, end, "history")
    return _base_year(doc, index) or _told_year(doc, index, words)


_WEAK_COMPARISONS = vocab("from over on below above using with")
_BEFORE_BASE_YEAR = vocab("a an the its our in their")


def _base_year(doc: Document, index: int) -> TimeExpr | None:
    """Years to compare with: "from a 2019 base year", "against 2020 levels", "from 12 % in 2022 to"."""
    compare = COMPARE.at(doc.words, index)
    start = compare if compare > index else index
    skip = start
    while doc.norm(skip) in _BEFORE_BASE_YEAR:
        skip += 1
    stop = dates.year_like(doc, skip)
    if stop is not None:
        based = doc.norm(stop) in BASE_WORDS
        while doc.norm(stop) in BASE_WORDS or (based and doc.norm(stop) in ("year", "of")):
            stop += 1
        strong = compare > index and doc.norm(compare - 1) not in _WEAK_COMPARISONS
        ranged = doc.norm(stop) in ("to", "through", "until", "till", "-", "onwards", "onward") and not based
        onward = doc.norm(stop) in ("we", "i", "all", ",")
        start_only = compare > index and doc.norm(index) in ("from", "form") and not ranged and not onward
        if based or (strong and not ranged) or start_only:
            return TimeExpr(index, stop, "history")
    return None


def gone_by(doc: Document, index: int, today: int) -> TimeExpr | None:
    """ "Visitors in 2024: 18,200": a bare year before this one, and its figure."""
    if doc.words[index] not in ("in", "for", "during"):
        return None
    stop = dates.year(doc, index + 1)
    past = stop is not None and int(doc.words[index + 1]) < today and doc.norm(stop) == ":"
    return TimeExpr(index, stop, "history") if past and stop is not None else None


_REVIEWED = Phrases(phrase_list("times.under_review"))


def reviewed(doc: Document, index: int) -> TimeExpr | None:
    """ "In the year under review": a period that is over."""
    at = index + (doc.words[index] in ("in", "during", "over", "for"))
    at += doc.norm(at) == "the"
    if doc.norm(at) not in LONG_UNITS and doc.norm(at) != "period":
        return None
    stop = _REVIEWED.at(doc.words, at + 1)
    return TimeExpr(index, stop, "history") if stop > at + 1 else None


def bracketed(doc: Document, index: int, today: int) -> TimeExpr | None:
    """A year gone by in brackets tells of the past: "(12% in 2024)", "(2025: 76%)", "(survey of 2024)"."""
    opened = next((at for at in range(index, max(-1, index - 8), -1) if doc.words[at] in ("(", ")")), None)
    if opened is None or doc.words[opened] == ")":
        return None
    at = index + (doc.words[index] in ("in", "of", "for", "from", "during"))
    stop = dates.year_like(doc, at)
    if stop is None:
        month = doc.norm(at) in MONTHS and YEAR.match(doc.norm(at + 1))
        stop = at + 2 if month else None
    if stop is None:
        return None
    said = [int(word) for word in doc.words[at:stop] if YEAR.match(word)]
    return TimeExpr(index, stop, "history") if said and said[0] < today else None


def _told_year(doc: Document, index: int, words: tuple[str, ...]) -> TimeExpr | None:
    """A date after "in" that belongs to the past by what stands before it, or to a starting value."""
    if words[index] not in ("in", "on", "at", "during", "for"):
        return None
    stop = dates.any_point(doc, index + 1, loose=True)
    if stop is None:
        return None
    before = words[max(0, index - 6) : index]
    breaks = [place for place, word in enumerate(before) if word in (";", ".", "!")]
    before = before[breaks[-1] + 1 :] if breaks else before
    if "by" in before or "will" in before or "be" in before:
        return None
    past = any(word in HISTORY_BEFORE for word in before)
    ago = _is_value(doc, index - 1) and _starts_from(doc, index)
    rising = doc.norm(stop) in ("to", "->") and _is_value(doc, index - 1) and _is_value(doc, stop + 1)
    return TimeExpr(index, stop, "history") if past or ago or rising else None


def _is_value(doc: Document, index: int) -> bool:
    near = range(max(0, index - 1), min(len(doc.tokens), index + 2))
    return any(doc.tokens[place].kind == "num" for place in near)


_STARTING = vocab("from form than versus vs against")


def _starts_from(doc: Document, index: int) -> bool:
    """True when the value before `index` is a starting point: "from 58 % in 2025", "up from 40 in May"."""
    words = doc.words[max(0, index - 5) : index]
    started = [place for place, word in enumerate(words) if word in _STARTING]
    return bool(started) and "to" not in words[started[0] + 1 :]  # but not "from 60 to 20 in Q4"


YEAR = re.compile(r"(?:19|20)\d\d$")
