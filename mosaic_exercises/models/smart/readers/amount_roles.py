"""What a number does: a target, a baseline, or a number that measures nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ..lexicon import vocab, word_list
from ..lexicon.nouns import NARROW_PEOPLE, PEOPLE, is_plural, singular
from ..lexicon.times import DAY_UNITS, LONG_UNITS, SCHOOL_WORDS, SHORT_UNITS
from ..text.tokens import Document

QuantityRole: TypeAlias = Literal[
    "target", "baseline", "holding", "scope", "condition", "label", "confidence", "frequency", "universal"
]


@dataclass(frozen=True, slots=True)
class Quantity:
    """Tokens `first` to `stop` (excluded), the role, and the number where there is one (percentages as 20 for 20%)."""

    first: int
    stop: int
    role: QuantityRole
    value: float | None = None
    percent: bool = False


TIME_UNITS = SHORT_UNITS | DAY_UNITS | LONG_UNITS
CURRENCY = frozenset("£$€")
CURRENCY_CODES = frozenset(("eur", "usd", "gbp", "chf"))
_LABEL_NOUNS = word_list("amounts.label_nouns")
_SKIPPED = CURRENCY_CODES | word_list("amounts.skipped")
_CONDITION_LEADS = word_list("amounts.condition_leads")
_RELATIVES = vocab("who whose which that where whom")
_SPREADING = word_list("amounts.spreading")
"""After these verbs the number of places is itself the target: "open stalls in 2 shopping centres"."""
_SAYING = word_list("amounts.saying")
_PAST_LEADS = vocab("today now") | word_list("amounts.past_leads")
_MONEY_THINGS = word_list("amounts.money_things")
_PRICE_CUTS = word_list("amounts.price_cuts")


def role_of(doc: Document, index: int, first: int, stop: int, percent: bool, found: list[Quantity]) -> QuantityRole:
    money = first < index
    if _is_label(doc, index, stop, found, percent):
        return "label"
    if _is_confidence(doc, index, stop):
        return "confidence"
    if _is_age(doc, index, stop) or _is_condition(doc, first, stop, percent):
        return "condition"
    if _is_baseline(doc, first, stop):
        return "baseline"
    if percent and doc.norm(stop) in _PRICE_CUTS and not doc.hyphened(stop + 1):
        return "label"
    if money and doc.norm(stop) in _MONEY_THINGS:
        return "label"
    if _is_budget(doc, first):
        return "label"
    unit_at = stop + 2 if doc.norm(stop) in ("-", "to") else stop
    if doc.norm(first - 1) in ("(", "-") and doc.norm(unit_at) in TIME_UNITS and doc.norm(unit_at + 1) == ")":
        return "condition"
    if doc.norm(stop) == "-" and not percent:
        return _hyphened(doc, stop)
    if not percent and not money:
        return _counted(doc, index, stop)
    return "target"


_LABEL_OR_AIM = word_list("amounts.label_or_aim")
_JOINERS = vocab("and , & + or - to")


def _is_label(doc: Document, index: int, stop: int, found: list[Quantity], percent: bool) -> bool:
    before, word, after = doc.norm(index - 1), doc.words[index], doc.norm(stop)
    if index == 0 and after in (".", ")", ":"):
        return True
    if before in ("(", "[", "*", "#") and after in (")", "]", ".", ":") and index < 3:
        return True
    if percent:
        return False
    if before in ("#", "/") and not (before == "/" and found and found[-1].role == "target"):
        return True
    several = singular(before) in _LABEL_NOUNS and is_plural(before) and singular(before) not in _LABEL_OR_AIM
    if several and (after in ("and", "-", "to", "or", ",") or not is_plural(after)):
        joined = stop + 1 < len(doc.tokens) and doc.tokens[stop + 1].kind == "num"
        named = doc.tokens[index - 1].capital and index > 1
        if named or (joined and before == "years" and SCHOOL_WORDS & set(doc.words)):
            return True  # "boys in Years 8 and 9"
    if before in _LABEL_NOUNS and not is_plural(before) and after not in TIME_UNITS:
        return not (before in _LABEL_OR_AIM and (is_plural(after) and after not in ("", "we")))
    if before in _JOINERS and found and found[-1].role == "label" and index - found[-1].stop <= 1:
        return True
    if before == "scopes" or (word == "24" and after == "/" and doc.norm(stop + 1) == "7") or word in ("24/7",):
        return True
    if word in ("101", "360", "365", "999", "911", "111") and not is_plural(after):
        return True
    if word in ("999", "911", "111") and after in ("calls", "call"):
        return True
    if word.isdigit() and len(word) > 1 and word[0] == "0":
        return True
    digits = [
        place for place in (index - 1, index + 1) if 0 <= place < len(doc.tokens) and doc.tokens[place].kind == "num"
    ]
    if digits and len(word) > 2 and any(len(doc.words[place]) > 2 for place in digits):
        return True
    one_to_one = doc.norm(index + 1) in (":", "-", "to") and word == "1" and doc.norm(index + 2) == "1"
    return one_to_one or (word == "50" and after == "/" and doc.norm(stop + 1) == "50") or _plain_year(doc, index, stop)


_COUNTED_AFTER = word_list("amounts.counted_after")


def _plain_year(doc: Document, index: int, stop: int) -> bool:
    """A year that is part of a name: "Vision 2030", "the 2030 agenda"."""
    word = doc.words[index]
    if not re.match(r"(?:19|20)\d\d$", word) or doc.norm(index - 1) in CURRENCY or doc.is_grouped(index):
        return False
    after = doc.norm(stop)
    return not (is_plural(after) or after in _COUNTED_AFTER)


def _is_confidence(doc: Document, index: int, stop: int) -> bool:
    near = doc.words[max(0, index - 4) : stop + 4]
    if any(word.startswith("confiden") or word in ("conf", "motivation", "certainty") for word in near):
        inside = "(" in doc.words[max(0, index - 5) : index] or any(word in ("conf", "confidence") for word in near)
        unit = doc.norm(stop)
        return inside and unit not in TIME_UNITS and not (unit and is_plural(unit))
    scored = doc.norm(stop) == "/" and doc.norm(stop + 1) in ("10", "5") and doc.norm(stop + 2) == ")"
    second = doc.norm(index - 1) == "/" and doc.norm(stop) == ")" and doc.norm(index - 3) == "("
    return (scored and doc.norm(index - 1) == "(") or second


def _is_age(doc: Document, index: int, stop: int) -> bool:
    before, after, then = doc.norm(index - 1), doc.norm(stop), doc.norm(stop + 1)
    limited = before in ("over", "under") and doc.norm(index - 2) in ("aged", "ages")
    of_age = before == "of" and doc.norm(index - 2) == "age"  # "after the age of fourteen"
    if before in ("aged", "ages", "age") or limited or of_age:
        return True
    between = next((at for at in (index - 1, index - 3) if doc.norm(at) == "between"), None)
    if between is not None and (doc.norm(between - 1) in PEOPLE or doc.norm(between - 1) in NARROW_PEOPLE):
        return after not in TIME_UNITS  # "young people between 8 and 18"
    if before in ("to", "-", "and") and index > 2 and doc.norm(index - 3) in ("aged", "ages", "age", "between"):
        return doc.norm(index - 3) != "between" or doc.norm(index - 4) in ("aged", "ages", "age")
    if after in ("to", "-", "and", "or") and then.isdigit() and "old" in doc.norm(stop + 3) + doc.norm(stop + 4):
        return doc.norm(stop + 2) in ("year", "years", "-")
    old = after in ("year", "years") and then in ("old", "olds", "of") and doc.norm(stop + 2) != "experience"
    if old and (then != "of" or doc.norm(stop + 2) == "age"):
        return True
    if after == "-" and then == "year" and doc.norm(stop + 2) in ("-", "old", "olds"):
        return True
    if (after, then) in (
        ("and", "over"),
        ("and", "older"),
        ("or", "older"),
        ("and", "under"),
        ("or", "younger"),
        ("and", "up"),
    ):
        return True
    people = doc.norm(index - 2)
    whom = people in PEOPLE or people in NARROW_PEOPLE
    in_years = after in ("year", "years")
    if after in SHORT_UNITS:
        return False
    return before in ("under", "over") and whom and (in_years or (after not in TIME_UNITS and not is_plural(after)))


_KEEPING = vocab("keep get bring hold have maintain limit")
_CLAUSE_BREAKS = vocab(", . ; by : to from")
_LIMIT_WORDS = word_list("amounts.limit_words")
_ENTITIES = word_list("amounts.entities")


def _is_condition(doc: Document, first: int, stop: int, percent: bool) -> bool:
    at = first - 1
    while at > first - 4 and doc.norm(at) in _LIMIT_WORDS:
        at -= 1
    lead = doc.norm(at)
    waited = {"no", "nobody", "none", "never", "not"} & set(doc.words[max(0, at - 4) : at])
    if lead == "longer" and waited and doc.norm(stop) in TIME_UNITS:
        return False  # "no one to wait longer than 20 minutes"
    if lead in _CONDITION_LEADS and not (lead == "age" and doc.norm(stop) in SHORT_UNITS) and doc.norm(at - 1) != "no":
        return True
    words = doc.words[max(0, first - 7) : first]
    for back, word in enumerate(reversed(words), 1):
        if word in _CLAUSE_BREAKS or (word == "and" and back > 1):
            break
        if word in _RELATIVES:
            noun = doc.norm(first - back - 1)
            return (is_plural(noun) or noun in PEOPLE) and noun not in _SAYING
    owners = doc.norm(first - 2)
    if doc.norm(first - 1) == "with" and (owners in PEOPLE or owners in NARROW_PEOPLE) and not percent:
        return True  # "families with three or more children"
    comparing = at < first - 1 and doc.norm(first - 1) in ("over", "under", "than", "least", "above", "below")
    entity = lead in _ENTITIES
    keeping = any(word in _KEEPING for word in doc.words[:first])
    if lead == "with" and at < first - 1 and _COUNTS & set(doc.words[max(0, at - 8) : at]):
        return True  # "the number of accounts with more than 50 users"
    staffed = doc.norm(stop) in ("employees", "staff") and "with" in words[-4:]
    return (comparing and entity and not keeping and not percent) or staffed


_COUNTS = vocab("number proportion share percentage count")
_SKIPPED_BEFORE = _SKIPPED - {"to", "at_least", "at_most"}


def _is_baseline(doc: Document, first: int, stop: int) -> bool:
    at = first - 1
    while at > first - 5 and (doc.norm(at) in _SKIPPED_BEFORE or (doc.norm(at) == ":" and at > 0)):
        at -= 1
    lead = doc.norm(at)
    if lead in ("from", "form"):
        return not _is_source(doc, stop)
    if lead in ("baseline", "instead", "rather", "versus", "vs", "against") or lead in _PAST_LEADS:
        return True
    if doc.norm(stop) in ("baseline", "currently", "now", "today") or doc.norm(stop) == "->":
        return True
    ahead = doc.words[stop : stop + 4]
    return bool(ahead) and ahead[0] == "at" and doc.norm(stop + 1) == "present"


def _is_source(doc: Document, stop: int) -> bool:
    """ "Quotes from three printers": a number of things it comes from, not where a change starts."""
    noun = doc.norm(stop)
    described = noun.isalpha() and is_plural(doc.norm(stop + 1))
    if not noun.isalpha() or not (is_plural(noun) or described) or noun in TIME_UNITS:
        return False
    ahead = range(stop + 1, min(stop + 8, len(doc.tokens) - 1))
    return not any(doc.words[place] in ("to", "->") and doc.tokens[place + 1].kind == "num" for place in ahead)


def _is_budget(doc: Document, first: int) -> bool:
    return (
        doc.norm(first - 1) == "of" and doc.norm(first - 2) in ("budget", "grant", "cost", "fee", "investment")
    ) or (
        doc.norm(first - 1) in ("costing", "for") and doc.norm(first) in CURRENCY and doc.norm(first - 1) == "costing"
    )


_SERVICE_NOUNS = word_list("amounts.service_nouns")


def _hyphened(doc: Document, stop: int) -> QuantityRole:
    unit, then = doc.norm(stop + 1), doc.norm(stop + 2)
    if unit in ("point", "points", "fold", "percent", "percentage", "%") or (
        stop + 1 < len(doc.tokens) and doc.tokens[stop + 1].kind == "num"
    ):
        return "target"
    if unit in TIME_UNITS and then in _SERVICE_NOUNS:
        return "target"
    return "condition"


_ASKING_VERBS = word_list("amounts.asking_verbs")


def _asked(doc: Document, index: int, after: str) -> bool:
    """A count of people or things after "from", "to" or "with" is what is to be reached: "speak with 20 parents"."""
    whom = after in PEOPLE or after in NARROW_PEOPLE or is_plural(after) or is_plural(doc.norm(index + 2))
    ahead = range(index + 1, min(index + 6, len(doc.tokens) - 1))
    change = any(doc.words[place] in ("to", "->") and doc.tokens[place + 1].kind == "num" for place in ahead)
    return whom and after not in TIME_UNITS and not change and bool(_ASKING_VERBS & set(doc.words[:index]))


_HELD = vocab("keep hold maintain cap limit keeping holding capped")
_BEFORE_SCORE = vocab("a to of above over least reach")
_DISTANCES = word_list("amounts.distances")
_OWNERS = word_list("amounts.owners")


def _counted(doc: Document, index: int, stop: int) -> QuantityRole:
    """A bare count: what stands before it says whether it is reached, held already, or only where."""
    before, after = doc.norm(index - 1), doc.norm(stop)
    if after in ("working", "business", "calendar", "full", "consecutive"):
        after = doc.norm(stop + 1)
    rated = doc.norm(stop + 1) in ("average", "rating", "ratings", "score")
    if after in ("star", "stars") and not rated:
        reached = before in ("get", "achieve", "earn", "score", "maintain", "keep", "hit", "have", "average", "hold")
        scored = (before in _BEFORE_SCORE or reached) and not is_plural(doc.norm(stop + 1))
        if not scored:
            return "condition"
    if before == "all" and after == "of" and {"keep", "retain", "fill"} & set(doc.words[:index]):
        return "target"
    if before in ("all", "every", "each") or (
        before in ("our", "the", "of", "these") and doc.norm(index - 2) in ("all", "each")
    ):
        return "universal"
    if before in _OWNERS:
        return "holding"
    if before == "the" and after not in TIME_UNITS:
        return "holding"
    if before == "within" and after in _DISTANCES:
        return "target"
    if before == "at" and _HELD & set(doc.words[:index]):
        return "target"  # "keep the number of children per teacher at eight"
    if before == "at" and doc.norm(index - 2) in ("aim", "aims", "aiming", "aimed"):
        return "target"
    if before in ("from", "to", "with") and _asked(doc, index, after):
        return "target"  # "collect feedback from 150 guests"
    if before in ("in", "at") and after in (",", ".", ";", "") and "will" in doc.words[:index]:
        return "target"  # "from April it will stop in 24"
    if before in ("across", "at", "in", "throughout", "within", "from") and after not in TIME_UNITS:
        return "target" if set(doc.words[:index]) & _SPREADING else "scope"
    return "target"
