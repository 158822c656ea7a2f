"""Red flags for "achievable": outcomes no writer controls, instant results, superlative ranks, extreme rises.

A red flag is in the wording only. Its absence does not show that a target can be reached.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from ..lexicon import Phrases, vocab, word_list
from ..lexicon.flags import (
    ABSOLUTES,
    ENDING,
    INSTANT,
    NOT_ABSOLUTE,
    NOT_SUPERLATIVE,
    OUTCOMES,
    OWN_ACTS,
    OWN_INPUTS,
    OWN_WASTE,
    SUPERLATIVES,
)
from ..lexicon.nouns import GROUPS, PLACES_AND_CHANNELS, is_plural, singular
from ..lexicon.times import DETERMINERS, NP_STOPS
from ..lexicon.verbs import verb_forms
from ..readers.amount_roles import Quantity
from ..readers.durations import TimeExpr
from ..readers.quantities import linked
from ..readers.times import years
from ..text.tokens import Document

FlagSort: TypeAlias = Literal["absolute", "instant", "superlative", "extreme"]


@dataclass(frozen=True, slots=True)
class Flag:
    first: int
    stop: int
    sort: FlagSort


_LEADING_NOT = word_list("flags.leading_not")
_UNHAPPY = vocab("unhappy dissatisfied angry disappointed lost frustrated upset")
_KEEPING = word_list("flags.keeping")
_DREAMED = vocab("world society country future")
_NO_EXCEPTION = vocab("no all every everyone nobody")
_BEFORE_LEADING = word_list("flags.before_leading")


def find(
    doc: Document, start: int, times: tuple[TimeExpr, ...], quantities: tuple[Quantity, ...], today: date
) -> tuple[Flag, ...]:
    """Every red flag in the text."""
    found: list[Flag] = []
    clear = _spared(doc)
    listed: tuple[tuple[Phrases, FlagSort], ...] = (
        (SUPERLATIVES, "superlative"),
        (ABSOLUTES, "absolute"),
        (INSTANT, "instant"),
    )
    for phrases, sort in listed:
        for first, stop in phrases.found(doc.words):
            if not clear & set(range(first, stop)) and _stands(doc, first, stop, sort):
                found.append(Flag(first, stop, sort))
    found = [flag for flag in found if not (doc.words[flag.first] == "every" and _acts(doc, flag.stop))]
    for index, word in enumerate(doc.words):
        leads = doc.norm(index + 1) not in _LEADING_NOT and doc.norm(index - 1) in _BEFORE_LEADING
        ranked = bool(_RANKING & set(doc.words[max(0, index - 5) : index]))
        if (word == "leading" and leads) or (word in ("favourite", "favorite") and ranked):
            found.append(Flag(index, index + 1, "superlative"))
        elif word in ENDING:
            found.extend(_ended(doc, index, start))
        elif word in ("without", "where") and _DREAMED & set(doc.words[max(0, index - 2) : index]):
            if word == "without" or _NO_EXCEPTION & set(doc.words[index : index + 4]):
                found.append(Flag(max(0, index - 1), min(index + 2, len(doc.words)), "absolute"))
        elif word == "no" and doc.norm(index + 1 + (doc.norm(index + 1) == "more")) in _BAD_OUTCOMES:
            limited = _LIMITS & set(doc.words[index + 2 : index + 6]) or linked(doc, index)
            if not limited and not doc.hyphened(index + 1):
                found.append(Flag(index, index + 2, "absolute"))
        elif word == "no" and doc.norm(index + 1) in _UNHAPPY and doc.norm(index + 2) in GROUPS:
            found.append(Flag(index, index + 3, "absolute"))
        elif word == "no" and doc.norm(index + 1) in GROUPS:
            found.append(Flag(index, index + 2, "absolute"))
        elif word == "every" or word == "all":
            found.extend(_all_of_them(doc, index))
    found.extend(_amounts(doc, times, quantities, today))
    found.extend(_by_tomorrow(doc, times, quantities))
    return tuple(sorted(set(found), key=lambda flag: (flag.first, flag.stop)))


def _spared(doc: Document) -> set[int]:
    """Tokens of phrases that only look absolute ("best practice"), and of clauses that describe ("who never buy")."""
    spared = {
        place
        for group in (NOT_SUPERLATIVE, NOT_ABSOLUTE)
        for first, stop in group.found(doc.words)
        for place in range(first, stop)
    }
    for index, word in enumerate(doc.words):
        if word in ("who", "which", "whose") and index:
            spared.update(range(index, min(index + 4, len(doc.words))))
        elif word in ("because", "since", "although") and index:
            end = next((at for at in range(index, len(doc.words)) if doc.words[at] in (".", ";")), len(doc.words))
            spared.update(range(index, end))
    return spared


_RANKING = word_list("flags.ranking")
_INSTANT_THINGS = vocab("message messaging coffee noodles messages chat win")
_UNIVERSAL_GOODS = word_list("flags.universal_goods")
_COMPLETE = vocab("completely totally absolutely perfect perfectly guarantee perfection")


def _stands(doc: Document, first: int, stop: int, sort: str) -> bool:
    word, before, after = doc.words[first], doc.norm(first - 1), doc.norm(stop)
    if word == "never" and after in ("been", "before", "mind"):
        return False
    if word == "always" and after in ("on", "been"):
        return False
    if word == "universal" and stop == first + 1:
        return after in _UNIVERSAL_GOODS
    own = _own_act(doc, first)
    if own and word == "never" and after in ("by", "without", "with", "in", "later", "more", "less"):
        return False  # "answered in person, never by a form"
    if own and sort == "instant" and word in ("at", "immediately", "straight", "right", "on"):
        return False  # "phone the duty manager at once"
    if word == "at" and {"several", "many", "two", "both", "2"} & set(doc.words[max(0, first - 4) : first]):
        return False  # "several departments at once"
    if word in ("never", "always") and before in ("they", "who", "it", "which", "that") and after not in ("be", "to"):
        return False  # "they never get a pitch"
    bare = after in NP_STOPS or after in DETERMINERS or not after or after.endswith("s")
    if word == "every" and stop == first + 2 and not bare:
        return False  # "every home match"
    if word in ("everyone", "everybody") and before in ("could", "can", "would", "please", "let"):
        return False  # "could everybody do one visit"
    if word in ("everyone", "everybody") and (_own_act(doc, first) or _reports(doc, stop)):
        return False  # "text everyone whose membership runs out"
    if word in ("everyone", "everybody") and before in ("thank", "tell", "invite", "for") and before != "for":
        return False
    if sort == "instant" and word == "overnight":
        return after in NP_STOPS or after in ("", "success")  # not "overnight stays"
    ranked = next((place for place in range(first, stop) if doc.words[place] in _RANKED), None)
    if ranked is not None and {doc.norm(ranked + 1), doc.norm(ranked + 2)} & _PROBLEMS:
        return False  # "deal with our biggest complaint"
    if sort == "instant" and word in ("instant", "immediately"):
        return after not in _INSTANT_THINGS
    if sort == "instant" and word in ("in", "within"):
        return any(
            doc.norm(place) in ("double", "triple", "all", "every", "whole")
            for place in range(max(0, first - 10), first)
        )
    if word in _COMPLETE:
        return before not in ("to", "we") or word not in ("perfect",)
    if word == "of" and doc.norm(first + 1) == "all":
        return after in (",", ".", ";") and doc.norm(first - 1) not in (
            "best",
            "first",
            "most",
            "worst",
            "above",
            "one",
        )
    if word == "for" and doc.words[first + 1 : first + 2] == ("all",):
        return _for_all(doc, first, stop)
    if doc.words[first:stop] == ("for", "ever") and (after.endswith("er") or after == "more"):
        return False  # "for ever closer relations"
    if word == "for" and doc.norm(first + 1) == "good":
        return after in ("", ".", ",", "!", "by") and before not in ("force", "forces")
    if doc.words[stop - 1] == "leading" and after in _LEADING_NOT:
        return False
    if word == "best" and stop == first + 1:
        return before not in ("as", "how", "what", "which", "to") and after not in ("to", "when", "if")
    if word == "the" and doc.norm(first + 1) == "top" and stop == first + 2:
        summit = before == "to" and after in ("", ".", "!", "in", "on", "of")
        return (before in _RANKING or summit) and not after.isdigit()
    return word not in ("anyone", "anybody") or after not in ("who", "with", "that")


_AFTER_ALL = word_list("flags.after_all") | {""}


def _for_all(doc: Document, first: int, stop: int) -> bool:
    """ "for all" people is an outcome; "for all orders over £50" is the writer's own act."""
    after = doc.norm(stop)
    if after in _AFTER_ALL:
        return True
    return (after in GROUPS or after in ("our", "of", "those", "the", "ages")) and not _own_act(doc, first)


def _own_act(doc: Document, before: int) -> bool:
    forms = verb_forms()
    return any(
        word in forms
        and forms[word].base in OWN_ACTS
        and forms[word].base not in ("provide", "offer", "use", "maintain", "test", "complete")
        for word in doc.words[:before]
    )


_BEFORE_END = word_list("flags.before_end")
_AFTER_END = word_list("flags.after_end") | {""}


def _ended(doc: Document, index: int, start: int) -> list[Flag]:
    """ "End hunger", "eliminate waste": not "by the end", not "end paper forms"."""
    word, before, after = doc.words[index], doc.norm(index - 1), doc.norm(index + 1)
    if doc.hyphened(index) or doc.hyphened(index + 1):
        return []  # "end-to-end"
    if word.startswith("eliminat") and _LIMITS & set(doc.words[index + 1 : index + 5]):
        return []  # "eliminate waits of more than 13 weeks"
    if word in ("end", "ends", "ending"):
        verb_place = index == start or (before in _BEFORE_END and word != "ends")
        if not verb_place or after in _AFTER_END or (before == "by" and word == "end"):
            return []
    if word in ("stamp", "wipe") and after != "out":
        return []
    if word == "rid" and after != "of":
        return []
    return [] if set(doc.words[index + 1 : index + 5]) & OWN_WASTE else [Flag(index, index + 1, "absolute")]


_LIMITS = word_list("flags.limits")
_BAD_OUTCOMES = word_list("flags.bad_outcomes")
_PROBLEMS = word_list("flags.problems")
_RANKED = vocab("biggest largest greatest strongest fastest highest lowest cheapest")
_OWN_PEOPLE = word_list("flags.own_people")
_REACHING = word_list("flags.reaching")


def _all_of_them(doc: Document, index: int) -> list[Flag]:
    """ "Inspire every shopper", "all customers satisfied": an outcome for all, unless it is the writer's own act."""
    window = doc.words[index + 1 : index + 5]
    people = next((place for place, word in enumerate(window) if word in GROUPS), None)
    if people is not None and _names_a_place(doc, index + people + 2):
        return []
    if people is None and "access" in window and is_plural(window[0]):
        people = 0
    if people is None:
        return []
    stop = index + people + 2
    before, rest = doc.words[max(0, index - 4) : index], doc.words[stop : stop + 5]
    forms = verb_forms()
    felt = any(word in _FELT for word in rest) or any(word in _FELT for word in window)
    lead = next(
        (
            forms[word].base
            for word in reversed(before)
            if word in forms and forms[word].form in ("base", "gerund", "third")
        ),
        "",
    )
    if felt or lead in _REACHING:
        own = _OWN_PEOPLE & set(window)
        return [] if (own or _acts(doc, stop)) and not felt else [Flag(index, stop, "absolute")]
    return []


def _names_a_place(doc: Document, after: int) -> bool:
    """ "All elderly care wards": the people only say which wards."""
    near = {singular(doc.norm(after)), singular(doc.norm(after + 1)), doc.norm(after)}
    return bool(near & PLACES_AND_CHANNELS) and doc.norm(after) not in NP_STOPS


_TAUGHT = vocab("training course module briefing")


def _reports(doc: Document, stop: int) -> bool:
    """ "Everyone on nights to have had their training": they are the writer's own people."""
    return doc.norm(stop) in ("on", "in", "at") and not _TAUGHT.isdisjoint(doc.words)


def _acts(doc: Document, first: int) -> bool:
    """ "... have completed the module", "... will be called back": what is asked of them is an act of the writer's."""
    forms = verb_forms()
    for place in range(first, min(first + 14, len(doc.words))):
        form = forms.get(doc.words[place])
        helped = doc.norm(place - 1) in ("have", "has", "be", "is", "are", "been")
        if helped and form is not None and form.form in ("past", "participle"):
            return bool(form.classes & {"act", "done"}) and not form.classes & {"vague"}
    return False


_FELT = word_list("flags.felt")


def _amounts(doc: Document, times: tuple[TimeExpr, ...], quantities: tuple[Quantity, ...], today: date) -> list[Flag]:
    found = []
    for quantity in quantities:
        if quantity.role != "target" or quantity.value is None:
            continue
        if (quantity.value == 100 and quantity.percent and not _about_own_acts(doc, quantity)) or (
            quantity.value == 0 and _zero_is_flag(doc, quantity, times, today)
        ):
            found.append(Flag(quantity.first, quantity.stop, "absolute"))
        elif quantity.percent and quantity.value >= 200 and _rises(doc, quantity) and _within_a_year(doc, times, today):
            found.append(Flag(quantity.first, quantity.stop, "extreme"))
    for quantity in quantities:
        words = set(doc.words[quantity.first : quantity.stop])
        multiple = any(
            word.startswith(("tripl", "trebl", "quadrupl", "quintupl", "tenfold"))
            or (word[:-1].isdigit() and word.endswith("x") and int(word[:-1]) >= 3)
            for word in words
        )
        if (
            quantity.role == "target"
            and multiple
            and doc.norm(quantity.stop) not in ("a", "per", "each", "every")
            and _within_a_year(doc, times, today)
        ):
            found.append(Flag(quantity.first, quantity.stop, "extreme"))
    return found


def _about_own_acts(doc: Document, quantity: Quantity) -> bool:
    near = set(doc.words[quantity.stop : quantity.stop + 6])
    if {"completion", "attendance"} & set(doc.words[max(0, quantity.first - 8) : quantity.first]):
        return True
    if near & OUTCOMES and not near & OWN_INPUTS:
        return False
    forms = verb_forms()
    bases = {forms[word].base for word in doc.words if word in forms}
    return bool(near & OWN_INPUTS) or bool(bases & OWN_ACTS)


_OWN_PILES = vocab("inbox backlog pile queue in-tray list arrears")


def _zero_is_flag(doc: Document, quantity: Quantity, times: tuple[TimeExpr, ...], today: date) -> bool:
    words = doc.words[quantity.first : quantity.stop]
    if _OWN_PILES & set(doc.words[max(0, quantity.first - 6) : quantity.first]):
        return False  # "get the inbox to zero"
    if set(doc.words[max(0, quantity.first - 8) : quantity.first]) & _KEEPING:
        return False
    after = doc.words[quantity.stop : quantity.stop + 3]
    if (
        "net" in words
        or words[-1].startswith("neutral")
        or (after and after[0] in ("carbon", "emission", "emissions") and doc.norm(quantity.first) == "zero")
    ):
        ends = [year for expr in times if expr.role == "deadline" for year in years(doc, expr)]
        return not ends or max(ends) - today.year < 9
    return words[-1] != "no"  # "no complaints" and the like are phrases of their own


def _rises(doc: Document, quantity: Quantity) -> bool:
    before = doc.words[max(0, quantity.first - 10) : quantity.first]
    forms = verb_forms()
    lifted = any(word in forms and forms[word].base in _RISING for word in before)
    return (
        "from" not in before[-3:] and "of" not in before[-1:] and "to" not in before[-1:] and (lifted or "by" in before)
    )


_RISING = word_list("flags.rising")


def _within_a_year(doc: Document, times: tuple[TimeExpr, ...], today: date) -> bool:
    """True when the deadline is at most twelve months off, as far as the words tell."""
    for expr in times:
        if expr.role != "deadline":
            continue
        words = doc.words[expr.first : expr.stop]
        ends = years(doc, expr)
        if ends:
            if max(ends) - today.year > 1:
                return False
            continue
        numbers = [float(word) for word in words if word.replace(".", "", 1).isdigit()]
        number = numbers[-1] if numbers else 1
        if any(word.startswith("year") or word == "yrs" for word in words) and number > 1:
            return False
        if any(word.startswith(("month", "mth")) for word in words) and number > 12:
            return False
    return any(expr.role == "deadline" for expr in times)


_LARGE = word_list("flags.large")


def _by_tomorrow(doc: Document, times: tuple[TimeExpr, ...], quantities: tuple[Quantity, ...]) -> list[Flag]:
    """A large change by tomorrow, tonight or the end of the day."""
    soon = [
        expr
        for expr in times
        if expr.role == "deadline" and set(doc.words[expr.first : expr.stop]) & {"tomorrow", "tonight", "eod", "today"}
    ]
    if not soon:
        return []
    large = any(
        quantity.role == "target"
        and (
            (quantity.percent and (quantity.value or 0) >= 10)
            or (quantity.value or 0) >= 100
            or (quantity.value == 2 and "doub" in doc.words[quantity.first])
        )
        for quantity in quantities
    )
    whole = bool(set(doc.words) & _LARGE)
    return [Flag(expr.first, expr.stop, "instant") for expr in soon] if large or whole else []
