"""Times and what they are in the statement: a deadline, a schedule, a rate, a service level, history, or vague.

Only a deadline or a schedule makes a statement time-bound. The reader is a small descent over tokens: it looks at
each place once and never far ahead, so its cost grows with the length of the text and no more.
"""

from __future__ import annotations

import re

from ..lexicon import vocab, word_list
from ..lexicon.times import (
    BY,
    COMPARE,
    DETERMINERS,
    EDGES,
    EVENTS,
    IN,
    MONTHS,
    NAMED,
    NP_STOPS,
    PERIOD_MODIFIERS,
    PERIODS,
    PHRASE_ENDS,
    RATE_UNITS,
    SCHEDULE_ADVERBS,
    SCHEDULE_UNITS,
    SCHEDULED_NOUNS,
    SCHEDULES,
    SEASONS,
    SHORT_UNITS,
    VAGUE,
    WEEKDAYS,
)
from ..text.tokens import Document
from . import dates
from .durations import TimeExpr, TimeRole, describes, length, length_after, many_cases
from .past import YEAR, bracketed, gone_by, history, reviewed

_STARTS = (
    BY.firsts | IN.firsts | VAGUE.firsts | COMPARE.firsts | SCHEDULES.firsts | NAMED.firsts | SCHEDULE_ADVERBS | EDGES
    | PERIOD_MODIFIERS | SEASONS | WEEKDAYS | DETERMINERS | frozenset(MONTHS)
    | word_list("times.starts")
)  # fmt: skip
"""Words that can open a time. Every other word is passed over without a try."""
_CLOCK_WORDS = {"am", "pm", "oclock", "noon", "midnight"}


def find(doc: Document, today: int) -> tuple[TimeExpr, ...]:
    """Every time in the text, in order, none overlapping. `today` is the year that it is."""
    found: list[TimeExpr] = []
    index = 0
    while index < len(doc.words):
        may_start = doc.tokens[index].kind != "word" or doc.words[index] in _STARTS
        expr = _told(doc, index, today) or _at(doc, index) if may_start else None
        if expr is not None and expr.stop > index:
            to_come = expr.role == "history" and max(years(doc, expr), default=0) > today
            found.append(TimeExpr(index, expr.stop, "deadline") if to_come else expr)
            index = expr.stop
        else:
            index += 1
    return tuple(found)


_EACH_WEEK = (("in", "week"), ("in", "month"), ("in", "year"), ("on", "day"))


def _told(doc: Document, index: int, today: int) -> TimeExpr | None:
    return bracketed(doc, index, today) or gone_by(doc, index, today) or reviewed(doc, index)


def _at(doc: Document, index: int) -> TimeExpr | None:
    day = _coming_day(doc, index)
    if day is not None:
        return day
    for reader in (history, _clock, _range, _vague, _schedule, _rate, length, _deadline):
        expr = reader(doc, index)
        if expr is not None:
            return TimeExpr(expr.first, expr.stop, _role_among(doc, index, expr))
    return None


def _role_among(doc: Document, index: int, expr: TimeExpr) -> TimeRole:
    """The role of a time by what stands before it: inside a clause it only says which ones are meant."""
    before = set(doc.words[max(0, index - 7) : index])
    which = {"who", "whose"} & set(doc.words[max(0, index - 3) : index])
    if expr.role == "deadline" and before & {"each", "every"} and doc.words[index : index + 2] in _EACH_WEEK:
        return "service"  # "each new member gets a call in week one"
    joined = expr.role == "deadline" and which and doc.words[index] in ("in", "mid", "at")
    told = expr.role == "schedule" and describes(doc, index)
    return "duration" if joined or told else expr.role  # "children who join mid-year"


_DAY_LEADS = vocab("by on before until within the end of close")


def _coming_day(doc: Document, index: int) -> TimeExpr | None:
    """ "The same day", "by the end of the next working day": a service level where there are many cases, and
    "next-day delivery"."""
    at = index
    while doc.norm(at) in _DAY_LEADS and at < index + 6:
        at += 1
    which = doc.norm(at)
    if which not in ("next", "same", "following"):
        return None
    stop = at + 1 + (doc.norm(at + 1) in ("working", "business"))
    if doc.norm(stop) not in ("day", "morning"):
        return None
    names_a_thing = doc.norm(stop + 1) not in PHRASE_ENDS
    each = which == "same" or names_a_thing or many_cases(doc, index)
    return TimeExpr(index, stop + 1, "service") if each and doc.norm(stop) == "day" else None


_DAY_TIMES = vocab("noon midnight lunchtime bedtime breakfast dinner bed")
_CLOCK_LEADS = word_list("times.clock_leads")
_SHORTENING = vocab("reduce cut shorten lower bring get trim drop reducing cutting shortening lowering down average")


def _clock(doc: Document, index: int) -> TimeExpr | None:
    """Times of day: "by 11 pm", "at 8.30 am", "9 to 5"."""
    start = index + 1 if doc.norm(index) in _CLOCK_LEADS else index
    if doc.norm(start + 1) == ":" and _SHORTENING & set(doc.words[max(0, index - 9) : index]):
        return None  # "reduce hold time from 6:30 to 4:00": minutes
    if start >= len(doc.tokens):
        return None
    if doc.norm(start) in _DAY_TIMES and start > index:
        return TimeExpr(index, start + 1, "clock")
    if doc.tokens[start].kind != "num":
        return None
    stop = start + 1
    ratio = doc.norm(stop) == ":" and len(doc.norm(stop + 1)) == 1  # "4:1"
    if not ratio and doc.norm(stop) in (":", ".") and stop + 1 < len(doc.tokens) and doc.tokens[stop + 1].kind == "num":
        minutes = doc.norm(stop + 1)
        touches = doc.tokens[stop + 1].start == doc.tokens[stop].end
        if not touches or (minutes.isdigit() and int(minutes) > 59):
            return None  # "Priority 2. 90 per cent"
        stop += 2
        exact = True
    else:
        exact = False
    if doc.norm(stop) in _CLOCK_WORDS:
        return TimeExpr(index, stop + 1, "clock")
    if doc.norm(stop) == "o" and doc.norm(stop + 1) == "clock":
        return TimeExpr(index, stop + 2, "clock")
    names_a_time = exact and (start > index or doc.norm(stop) not in SHORT_UNITS | {"", "to", "-", "->"})
    return TimeExpr(index, stop, "clock") if names_a_time else None


def _range(doc: Document, index: int) -> TimeExpr | None:
    """From one point to another: "from 2030 through 2050", "between September and December"."""
    if doc.norm(index) not in ("from", "between", "form"):
        return None
    clause = doc.words[max(0, index - 12) : index]
    if "who" in clause and "," not in clause and "to" not in clause:
        return None  # "tenants who have no heating between October and April"
    first = dates.any_point(doc, index + 1, loose=True)
    if first is None or doc.norm(first) not in ("to", "through", "until", "till", "and", "-"):
        return None
    second = dates.any_point(doc, first + 1, loose=True)
    if second is None:
        second = dates.event(doc, first + 1)
    return None if second is None else TimeExpr(index, second, "deadline")


def _vague(doc: Document, index: int) -> TimeExpr | None:
    stop = VAGUE.at(doc.words, index)
    if stop == index:
        return None
    # "one day" in "in one day" or "one day a week" is a length, and "later than 5 May" a deadline.
    if doc.words[index] == "one" and (doc.norm(index - 1) in ("in", "within", "for") or doc.norm(stop) in ("a", "per")):
        return None
    return None if doc.norm(stop) == "than" else TimeExpr(index, stop, "vague")


_EVERY_WHICH = word_list("times.every_which")
_AFTER_ADVERB = word_list("times.after_adverb") | {""}


def _schedule(doc: Document, index: int) -> TimeExpr | None:
    word = doc.words[index]
    basis = SCHEDULES.at(doc.words, index)
    if basis > index:
        return TimeExpr(index, basis, "schedule")
    start = index + 1 if word == "on" else index
    if doc.norm(start) in SCHEDULE_ADVERBS:
        following = doc.norm(start + 1)
        ends = following in _AFTER_ADVERB
        return TimeExpr(index, start + 1, "schedule") if ends or following in SCHEDULED_NOUNS else None
    if word not in ("every", "each"):
        return None
    stop = index + 1
    if doc.norm(stop) in _EVERY_WHICH or (stop < len(doc.tokens) and doc.tokens[stop].kind in ("num", "id")):
        stop += 1
    if doc.norm(stop) in PERIOD_MODIFIERS and doc.norm(stop + 1) in SCHEDULE_UNITS:
        stop += 1
    return TimeExpr(index, stop + 1, "schedule") if doc.norm(stop) in SCHEDULE_UNITS else None


_COUNTING = vocab("once twice times time one half %")


def _rate(doc: Document, index: int) -> TimeExpr | None:
    """ "a day", "per week" after an amount: how fast, not by when."""
    word = doc.words[index]
    if word == "per" and doc.norm(index + 1) in RATE_UNITS:
        return TimeExpr(index, index + 2, "rate")
    if word in ("a", "an", "each") and doc.norm(index + 1) in RATE_UNITS and index:
        before = doc.words[max(0, index - 5) : index]
        counted = any(doc.tokens[place].kind == "num" for place in range(max(0, index - 5), index))
        if counted or _COUNTING & set(before):
            return TimeExpr(index, index + 2, "rate")
    return None


_FREE_DAYS = vocab("holiday holidays vacation season christmas easter ramadan thanksgiving xmas festival peak")
_UP_TO_WHAT = vocab("date speed standard scratch code")
_PROMISED = vocab("promised agreed due stated advertised booked quoted expected scheduled")
_NEARLY = vocab("about around at least latest approximately or")


def _deadline(doc: Document, index: int) -> TimeExpr | None:
    words = doc.words
    stop = BY.at(words, index)
    if stop > index and doc.norm(stop) in ("the", "its") and doc.norm(stop + 1) in _PROMISED:
        return None  # "before the promised day": each case has its own
    if stop > index and not (words[index] == "up" and doc.norm(stop) in _UP_TO_WHAT):
        after = stop
        means = words[index] in ("through", "thru") and doc.norm(after) not in ("this", "next")
        while doc.norm(after) in _NEARLY:
            after += 1
        end = dates.any_point(doc, after, loose=True)
        if end is None:
            end = dates.edge(doc, after, any_noun=True)
        if end is None:
            end = dates.period(doc, after)
        if end is not None and means and doc.norm(end - 1) in EVENTS - PERIODS - SEASONS - _FREE_DAYS:
            return None  # "through the spring fair"
        if end is None and not means:
            end = dates.event(doc, after)
        if end is None and words[index] in ("by", "before", "until", "till"):
            end = dates.clause(doc, after)
        if end is not None:
            return TimeExpr(index, _with_latest(doc, end), "deadline")
    stop = length_after(doc, index)
    if stop > index:
        return TimeExpr(index, stop, "deadline")
    stop = IN.at(words, index)
    if stop > index:
        after = stop + (doc.norm(stop) == "around")
        end = dates.any_point(doc, after, loose=words[index] not in ("to", "for"))
        if end is None:
            end = dates.edge(doc, after, any_noun=False)
        if end is None and doc.norm(after) in ("this", "next", "the", "our", "coming", "my"):
            end = dates.period(doc, after)
            if (
                end is None
                and words[index] in ("at", "for", "in", "during")
                and doc.norm(after) in ("next", "our", "my")
            ):
                coming = doc.norm(after) == "next" or doc.norm(after + 1) == "next"
                end = dates.event(doc, after) if coming else None
        if end is None and words[index] == "at" and set(MONTHS) & set(words[after : after + 4]):
            end = dates.event(doc, after)
        if end is not None:
            return TimeExpr(index, _with_latest(doc, end), "deadline")
    return _bare(doc, index)


def _with_latest(doc: Document, stop: int) -> int:
    if doc.norm(stop) in ("onwards", "onward"):
        return stop + 1
    at = stop + 1 if doc.norm(stop) == "at" else stop
    return at + 2 if doc.norm(at) == "the" and doc.norm(at + 1) == "latest" else stop


_NAMES_A_THING = word_list("times.names_a_thing")


def _bare(doc: Document, index: int) -> TimeExpr | None:
    """Times that need no preposition: "this term", "Q3", "12/05/2027", "next session", "end of May"."""
    word = doc.words[index]
    if word in ("this", "next", "coming", "following", "all"):
        stop = dates.period(doc, index)
        if stop is None and word == "next":
            stop = dates.event(doc, index)
        if stop is not None and not (word == "all" and doc.norm(stop - 1) in DETERMINERS):
            sale = doc.norm(stop) in ("sale", "old")
            return None if sale else TimeExpr(index, stop, "deadline")
    if word in MONTHS and doc.norm(index + 1) in MONTHS:
        return TimeExpr(index, dates.date(doc, index + 1) or index + 2, "deadline")  # "Jan-Mar"
    if word in MONTHS and doc.norm(index + 1) in ("-", "to", "through") and doc.norm(index + 2) in MONTHS:
        return TimeExpr(index, dates.date(doc, index + 2) or index + 3, "deadline")
    if word == "go" and doc.norm(index + 1) == "live" and doc.norm(index - 1) in ("", ":", ".", "*", "to", "will"):
        return None  # an act: "go live with single sign-on"
    stop = dates.any_point(doc, index, loose=False)
    if stop == index + 1 and YEAR.match(word):
        # "the 2019 roadmap" names a roadmap; "(2027)" and "sales of 5,000 units 2027" set a date
        named = doc.norm(index - 1) in _NAMES_A_THING
        if named or (stop < len(doc.tokens) and doc.tokens[stop].kind == "word" and doc.norm(stop) not in NP_STOPS):
            return None
    if stop is None:
        stop = dates.edge(doc, index, any_noun=False)
    return None if stop is None else TimeExpr(index, stop, "deadline")


def years(doc: Document, expr: TimeExpr) -> list[int]:
    """The four-digit years inside a time, fiscal ones ("FY27") written out."""
    found = []
    for token in doc.tokens[expr.first : expr.stop]:
        if YEAR.match(token.norm):
            found.append(int(token.norm))
        elif re.fullmatch(r"fy\d\d(?:\d\d)?", token.norm):
            found.append(int("20" + token.norm[-2:]))
    return found
