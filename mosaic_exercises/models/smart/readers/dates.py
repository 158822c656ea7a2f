"""Points in time: dates, years, quarters, seasons, events, and the edges of periods ("the end of the term").

Each reader takes a document and a token index, and returns where the point stops, or None.
"""

from __future__ import annotations

import re

from ..lexicon import vocab, word_list
from ..lexicon.nouns import is_plural
from ..lexicon.times import (
    DETERMINERS,
    EDGES,
    EVENTS,
    LIVED,
    LIVES,
    MONTHS,
    NAMED,
    NP_STOPS,
    PERIOD_MODIFIERS,
    PERIODS,
    PHRASE_ENDS,
    PLAIN_WEEKS,
    SCHOOL_WORDS,
    SEASONS,
    WEEK_PARTS,
    WEEKDAYS,
)
from ..text.tokens import Document

_YEAR = re.compile(r"(?:19|20)\d\d$")
_FISCAL = re.compile(r"(?:fy\d\d(?:\d\d)?(?:q[1-4]|h[12])?|q[1-4](?:fy\d\d)?|h[12]|[1-4]q\d\d|cy\d\d(?:\d\d)?)$")
_ACCOUNTING = re.compile(r"(?:p(?:1[0-3]|[1-9])|wk?\d\d?|m(?:1[0-2]|[1-9])|y[1-9])$")  # "by P8", "by wk12"
_DAY = re.compile(r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?$")
_SHORT_YEAR = re.compile(r"\d\d$")
_DOTTED = re.compile(r"\d{1,2}\.\d{1,2}\.(?:\d\d){1,2}$")
_NUMBERED = {
    "week",
    "month",
    "sprint",
    "session",
    "period",
    "term",
    "day",
    "year",
    "quarter",
    "wk",
    "phase",
    "semester",
}
_ORDINALS = {"first", "second", "third", "fourth", "final", "last", "1st", "2nd", "3rd", "4th"}
_AFTER_YEAR = {
    "levels",
    "figures",
    "results",
    "baselines",
    "awards",
    "games",
    "elections",
    "accounts",
    "prices",
    "values",
}
_TURNS = {"ends", "starts", "opens", "closes", "begins", "finishes", "next", "this", "when", "while"}
_AFTER_EVENT = NP_STOPS | DETERMINERS | _TURNS | {""}
_DAY_PARTS = {"morning", "afternoon", "evening", "night"}
_LIFE_EVENTS = {"graduate", "retire", "turn", "leave", "move", "marry", "finish", "start", "go", "return"}
_PLANNED = {"plan", "planning", "strategy", "strategic", "budget", "funding", "programme", "program", "review"}
_YEAR_NAMES = {"financial", "fiscal", "academic", "school", "calendar", "tax", "plan", "programme"}


def year(doc: Document, index: int) -> int | None:
    """ "2027", "2026/27", "2026-27". "2000 customers" is a count, not a year."""
    if not _YEAR.match(doc.norm(index)) or doc.norm(index - 1) in ("£", "$", "€") or doc.is_grouped(index):
        return None
    after = doc.norm(index + 1)
    if (
        after
        and after not in NP_STOPS
        and after not in _AFTER_YEAR
        and (is_plural(after) or after in ("more", "new", "kg"))
    ):
        return None
    stop = index + 1
    if doc.norm(stop) in ("/", "-") and (_SHORT_YEAR.match(doc.norm(stop + 1)) or _YEAR.match(doc.norm(stop + 1))):
        if doc.norm(stop + 2) in ("-", "/"):
            return None
        stop += 2
        return stop + 2 if doc.norm(stop + 1) in ("period", "cycle") and doc.norm(stop) in _PLANNED else stop
    return stop


def year_like(doc: Document, index: int) -> int | None:
    """A year or a fiscal year: "2027", "FY27", "FY 2027", "fiscal year 2027"."""
    word = doc.norm(index)
    if word in ("fy", "cy") and re.match(r"\d\d(?:\d\d)?$", doc.norm(index + 1)):
        index += 1
        if _SHORT_YEAR.match(doc.norm(index)):
            return index + 1
    elif _FISCAL.match(word):
        stop = index + 1
        if doc.norm(stop) in ("/", "-") and _SHORT_YEAR.match(doc.norm(stop + 1)):
            return stop + 2
        return stop
    elif word in _YEAR_NAMES and doc.norm(index + 1) in ("year", "years"):
        return year(doc, index + 2)
    return year(doc, index)


_ORDINAL_DAYS = word_list("dates.ordinal_days")
_BEFORE_YEAR = vocab("of the in , this next (")


def fiscal(doc: Document, index: int) -> int | None:
    """Quarters and halves with or without their year: "Q3", "Q3 FY27", "the third quarter of 2027"."""
    word = doc.norm(index)
    if (word in _ORDINALS and doc.norm(index + 1) in ("quarter", "half", "term", "semester", "trimester")) or (
        word == "q" and doc.norm(index + 1) in ("1", "2", "3", "4")
    ):
        stop = index + 2
    else:
        found = year_like(doc, index)
        if found is None:
            return None
        stop = found
        if re.match(r"(?:q[1-4]|h[12])$", doc.norm(stop)):
            return stop + 1
        if not re.match(r"(?:q|h)\d$", word):
            return stop
    after = stop
    while doc.norm(after) in _BEFORE_YEAR:
        after += 1
    end = year_like(doc, after)
    if end is not None and (after > stop or doc.norm(after) not in ("q1", "q2", "q3", "q4")):
        return end
    if after > stop and doc.norm(after) in ("year", "term"):
        return after + 1
    if after > stop and doc.norm(after) in PERIOD_MODIFIERS and doc.norm(after + 1) == "year":
        return after + 2
    return stop


def date(doc: Document, index: int) -> int | None:
    """ "12 May", "the 10th of June 2027", "May 12, 2027", "12/05/27", "2027-05-12", "May 2027"."""
    start = index
    if doc.norm(index) in WEEKDAYS and (_DAY.match(doc.norm(index + 1)) or doc.norm(index + 1) in (",", "the")):
        index += 1 + (doc.norm(index + 1) == ",")
    index += doc.norm(index) == "the"
    word = doc.norm(index)
    if word in _ORDINAL_DAYS and doc.norm(index + 1) == "of" and doc.norm(index + 2) in MONTHS:
        return _then_year(doc, index + 3)
    if _DAY.match(word):
        after = index + 1 + (doc.norm(index + 1) == "of")
        if doc.norm(after) in MONTHS:
            return _then_year(doc, after + 1)
        pointed = start < index or doc.norm(index - 1) in ("the", "by", "on", "before", "until")
        bare_day = pointed and not word.isdigit() and (doc.norm(index + 1) in NP_STOPS or not doc.norm(index + 1))
        return _slashed(doc, index) or (index + 1 if bare_day else None)
    if _DOTTED.match(word):
        return index + 1
    if word in MONTHS:
        after = index + 1
        after += doc.norm(after) == "." and (doc.norm(after + 1).isdigit() or bool(_DAY.match(doc.norm(after + 1))))
        day = after + (doc.norm(after) == "the")
        if _DAY.match(doc.norm(day)) and doc.norm(day + 1) not in ("%", "percent", "per", "points"):
            if _SHORT_YEAR.match(doc.norm(day)) and int(doc.norm(day)) > 31:
                return day + 1
            return _then_year(doc, day + 1)
        if doc.norm(after) in (",", "of") and _YEAR.match(doc.norm(after + 1)):
            return after + 2
        if _YEAR.match(doc.norm(after)):
            return after + 1
        return None
    return _iso(doc, index)


def _then_year(doc: Document, index: int) -> int:
    at = index + (doc.norm(index) == ",")
    if _YEAR.match(doc.norm(at)):
        return at + 1
    return index


def _slashed(doc: Document, index: int) -> int | None:
    mark = doc.norm(index + 1)
    if mark in ("/", "-", ".") and doc.norm(index + 3) == mark:
        month, last = doc.norm(index + 2), doc.norm(index + 4)
        if _DAY.match(month) and re.match(r"\d\d(?:\d\d)?$", last):
            return index + 5
    return None


def _iso(doc: Document, index: int) -> int | None:
    if (
        _YEAR.match(doc.norm(index))
        and doc.norm(index + 1) in ("-", "/")
        and doc.norm(index + 3) == doc.norm(index + 1)
    ):
        return index + 5 if _DAY.match(doc.norm(index + 4)) else None
    return None


def numbered(doc: Document, index: int) -> int | None:
    """ "week 8", "month six", "year one"."""
    if doc.norm(index) not in _NUMBERED:
        return None
    following = doc.norm(index + 1)
    after = doc.norm(index + 2)
    if doc.norm(index) == "year" and SCHOOL_WORDS & set(doc.words):
        return None  # "boys in year 8"
    ends = not after or (after in NP_STOPS and after not in ("%", "percent"))
    return index + 2 if ends and (following == "one" or following.isdigit()) else None


_BEFORE_POINT = word_list("dates.before_point")


def any_point(doc: Document, index: int, *, loose: bool) -> int | None:
    """A date, year, quarter, numbered week or named point. `loose` also takes bare months, seasons and weekdays:
    ask for it only after a preposition."""
    at = index
    while loose and doc.norm(at) in _BEFORE_POINT:
        at += 1
        at += doc.norm(at) == "-" and doc.norm(at - 1) == "mid"
    if loose and doc.norm(at) == "class" and doc.norm(at + 1) == "of":
        at += 2
    if loose and doc.norm(at) in ("summer", "spring", "autumn", "fall", "winter", "the") and year(doc, at + 1):
        return year(doc, at + 1)
    if loose and at == index and doc.norm(at - 1) in ("by", "before", "until") and _ACCOUNTING.match(doc.norm(at)):
        return at + 1
    for reader in (date, fiscal, numbered):
        stop = reader(doc, at)
        if stop is not None:
            return stop
    if loose and at == index and doc.norm(at - 1) in ("by", "before", "until", "due", "deadline", ":"):
        month = doc.norm(at + 2)
        dated = _DAY.match(doc.norm(at)) and doc.norm(at + 1) == "/" and month.isdigit() and 0 < int(month) < 13
        if dated and not (doc.norm(at) == "1" and not any(token.kind == "num" for token in doc.tokens[:at])):
            return at + 3  # but "by 1/3" is a third where no other amount stands before it
    if loose and doc.norm(at + 1) in ("week", "weekend", "fortnight") and doc.norm(at + 2) in PHRASE_ENDS:
        named = doc.tokens[at].kind == "word" and doc.norm(at) not in NP_STOPS | DETERMINERS | PLAIN_WEEKS
        return at + 2 if named else None
    stop = NAMED.at(doc.words, at)
    if stop > at and (loose or doc.norm(at) not in ("new", "christmas", "xmas", "easter", "thanksgiving", "black")):
        return _unless_noun(doc, stop)
    word = doc.norm(at)
    if word in SEASONS and year(doc, at + 1):
        return year(doc, at + 1)
    if not loose or not (word in MONTHS or word in SEASONS or word in WEEKDAYS):
        return None
    if word in ("fall", "sun", "sat", "mar", "second") and at == index and not _time_follows(doc, at):
        return None
    if word in MONTHS:
        return at + 1
    stop = _unless_noun(doc, at + 1)
    describes = stop == at + 1 and doc.norm(stop) not in PHRASE_ENDS and doc.norm(at - 1) == "on"
    return None if describes else stop


_AFTER_SEASON = word_list("dates.after_season") | {""}


def _time_follows(doc: Document, index: int) -> bool:
    return doc.norm(index + 1) in _AFTER_SEASON


def _unless_noun(doc: Document, stop: int) -> int | None:
    """Take in the noun that a season or feast goes on with ("summer holidays", "Easter weekend"); None where the time
    only describes another thing ("summer sale prices")."""
    if doc.norm(stop) not in EVENTS and doc.norm(stop) not in PERIODS:
        return stop
    return stop + 1 if doc.norm(stop + 1) in PHRASE_ENDS else None


_NEEDS_POINTING = word_list("dates.needs_pointing")


def period(doc: Document, index: int) -> int | None:
    """ "this term", "the next financial year", "the coming quarter", "next week"."""
    at = index
    pointed = False
    while doc.norm(at) in DETERMINERS or doc.norm(at) == "all":
        pointed = pointed or doc.norm(at) in ("this", "next", "coming", "upcoming", "following")
        at += 1
    if at == index:
        return None
    if doc.norm(at) in PERIOD_MODIFIERS and (doc.norm(at + 1) in PERIODS or doc.norm(at + 1) in EVENTS):
        at += 1
    if (
        pointed
        and doc.norm(at + 1) in PERIODS
        and doc.norm(at) not in PERIODS | NP_STOPS
        and doc.tokens[at].kind == "word"
    ):
        at += 1  # "this strategy period"
    if doc.norm(at - 1) in ("my", "our") and doc.norm(at) in ("first", "second", "third", "final", "last"):
        at += doc.norm(at + 1) in PERIODS  # "my final year"
    word = doc.norm(at)
    if word in SEASONS and (doc.norm(at + 1) in PERIODS or doc.norm(at + 1) in EVENTS):
        return at + 2
    if word not in PERIODS:
        return None
    share = doc.norm(at - 1) in ("a", "an") and word in ("quarter", "half")
    if share or (not pointed and word in _NEEDS_POINTING):
        return None
    noun_follows = not pointed and doc.norm(at + 1) not in PHRASE_ENDS
    return None if noun_follows or doc.norm(at + 1) in ("old", "-") else at + 1


def _life(doc: Document, index: int) -> int | None:
    """ "(the life of) this plan": where the noun stops."""
    stop = index
    while doc.norm(stop) not in PHRASE_ENDS and doc.norm(stop) not in DETERMINERS and stop < index + 4:
        stop += 1
    return stop if doc.norm(stop - 1) in LIVED or doc.norm(stop - 1) in PERIODS else None


_BARE_EDGES = vocab("end start beginning mid early late middle")


def edge(doc: Document, index: int, *, any_noun: bool) -> int | None:
    """ "the end of May", "the close of the spring campaign"; with `any_noun` also "the end of work"."""
    at = index
    while doc.norm(at) in ("the", "very", "our", "a") or (doc.norm(at) in ("first", "second") and at > index):
        at += 1
    ordinal = doc.norm(at - 1) in _ORDINALS and at > index
    while doc.norm(at) in _ORDINALS:
        at, ordinal = at + 1, True
    week_of = doc.norm(at) in WEEK_PARTS and doc.norm(at + 1) == "of" and (ordinal or doc.norm(at) == "week")
    if doc.norm(at) in LIVES and doc.norm(at + 1) == "of" and doc.norm(at + 2) in ("this", "the", "our", "my"):
        return _life(doc, at + 3)
    if doc.norm(at) not in EDGES and not week_of:
        return None
    at += 1
    of = doc.norm(at) == "of"
    if not of and doc.norm(at - 1) not in _BARE_EDGES:
        return None
    if of and doc.norm(at - 1) == "half" and doc.norm(at + 1) in ("all", "the", "our", "my") and not ordinal:
        unit = at + 2 + (doc.norm(at + 2) in PERIOD_MODIFIERS)
        if doc.norm(unit) not in PERIODS:
            return None  # "half of the customers"
    at += of
    if not of and doc.norm(at) in _DAY_PARTS:
        return None  # "in the late afternoon"
    stop = any_point(doc, at, loose=True)
    if stop is None:
        stop = period(doc, at)
    if stop is None and doc.norm(at) in PERIODS and (of or doc.norm(at) != "day"):
        stop = at + 1
    if stop is None and of:
        stop = event(doc, at)
    if stop is None and of and any_noun:
        stop = at
        while stop < at + 4 and doc.norm(stop) and doc.norm(stop) not in NP_STOPS:
            stop += 1
        return stop if stop > at else None
    return stop


def event(doc: Document, index: int) -> int | None:
    """A named event, the words before it included: "the board meeting", "our next call", "my birthday"."""
    at = index
    if doc.norm(at) == "that" and doc.norm(at + 1) == "day":
        return None
    while at < index + 6:
        word = doc.norm(at)
        ends = doc.norm(at + 1) in _AFTER_EVENT
        if doc.norm(index) == "their" and doc.norm(at + 1) in _TURNS:
            return None
        if word in EVENTS and ends:
            return _dated(doc, at + 1)
        if word in EVENTS and doc.norm(at + 1) == "of":
            return at + 1
        numeric = at < len(doc.tokens) and doc.tokens[at].kind == "num" and not _YEAR.match(word)
        if not word or numeric or (word in NP_STOPS and word not in DETERMINERS):
            return None
        at += 1
    return None


def _dated(doc: Document, stop: int) -> int:
    """Take in a date that fixes the event: "the meeting on 12 May"."""
    if doc.norm(stop) in ("on", "in", "at"):
        end = any_point(doc, stop + 1, loose=True)
        if end is not None:
            return end
    if doc.norm(stop) in _TURNS - {"next", "this", "when", "while"}:
        return stop + 1
    return stop


_CLAUSE_VERBS = word_list("dates.clause_verbs")


def clause(doc: Document, index: int) -> int | None:
    """A clause that ends or starts something: "the new car park opens", "the sale ends", "I graduate"."""
    at = index
    if doc.norm(at) in ("their", "that", "they"):
        return None  # each of them has a time of their own
    if doc.norm(at) == "the" and doc.norm(at + 1) == "time":
        at += 2
        if doc.norm(at) in ("i", "we"):
            return min(at + 2, len(doc.words))
    if doc.norm(at) in ("i", "we") and doc.norm(at + 1) in _LIFE_EVENTS:
        return at + 2
    for place in range(at + 1, at + 7):
        word = doc.norm(place)
        if word in _CLAUSE_VERBS:
            return _dated(doc, place + 1)
        if not word or word in NP_STOPS or doc.tokens[place].kind == "num":
            return None
    return None
