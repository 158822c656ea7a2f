"""What narrows the object of an act: a group, a place or channel, a condition, a topic."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from ..lexicon import word_list
from ..lexicon.nouns import (
    EMPTY_OBJECTS,
    GENERIC_MODIFIERS,
    GENERIC_PLACES,
    INDICATORS,
    NARROW_PEOPLE,
    OPEN_ENDED,
    PEOPLE,
    PLACES_AND_CHANNELS,
    singular,
)
from ..lexicon.times import NP_STOPS
from ..lexicon.verbs import verb_forms
from ..text.tokens import Document
from .actions import Action
from .noun_phrases import LY_NOUNS

Sort: TypeAlias = Literal["group", "place", "condition", "topic"]


@dataclass(frozen=True, slots=True)
class Narrowing:
    first: int
    stop: int
    sort: Sort


_PLACE_PREPOSITIONS = word_list("narrowing.place_prepositions")
_TOPIC_PREPOSITIONS = word_list("narrowing.topic_prepositions")
_PICKS = word_list("narrowing.picks")
_EMPTY_MODIFIERS = GENERIC_MODIFIERS | word_list("narrowing.empty_modifiers")
_NOT_PLACES = word_list("narrowing.not_places")


def find(doc: Document, first: int, stop: int, skip: set[int]) -> tuple[Narrowing, ...]:
    """Everything between two tokens that picks out a part: tokens in `skip` (times, amounts) do not count."""
    found: list[Narrowing] = []
    for index in range(first, stop):
        if index in skip:
            continue
        group = _group(doc, index, first, stop, skip)
        if group is not None:
            found.append(group)
        word = doc.words[index]
        if word in _PLACE_PREPOSITIONS and index + 1 < stop:
            place = _place(doc, index, stop, skip)
            if place is not None:
                found.append(place)
        elif word in ("who", "whose", "that", "which") and index > first and _restricts(doc, index):
            found.append(Narrowing(index, min(index + 4, stop), "condition"))
        elif index > first and _participial(doc, index, stop, skip):
            found.append(Narrowing(index, min(index + 3, stop), "condition"))
        if word in _TOPIC_PREPOSITIONS:
            topic = _topic(doc, index, stop, skip)
            if topic is not None:
                found.append(topic)
    return tuple(found)


_AFTER_HEAD = word_list("narrowing.after_head")


def _group(doc: Document, index: int, first: int, stop: int, skip: set[int]) -> Narrowing | None:
    word = doc.words[index]
    if word[:-1].isdigit() and word.endswith("s") and doc.norm(index - 1) in ("over", "under", "the"):
        return Narrowing(index - 1, index + 1, "group")  # "over 75s"
    among = _among(doc, index, stop)
    if among is not None and (word not in PEOPLE or doc.norm(index + 1) in PEOPLE):
        return among
    if word not in PEOPLE and word not in NARROW_PEOPLE:
        before = doc.norm(index - 1)
        described = index > first and before.isalpha() and before not in _EMPTY_MODIFIERS and before not in NP_STOPS
        return Narrowing(index - described, index + 1, "group") if is_trade(word) else None
    following = doc.norm(index + 1)
    after_end = index + 1 >= stop or index + 1 in skip or doc.tokens[index + 1].kind == "mark"
    is_head = after_end or following in NP_STOPS or following in _PICKS or following in _AFTER_HEAD
    if not is_head:
        form = verb_forms().get(following)
        if form is None or form.form not in ("past", "participle", "gerund"):
            return None
    whole = {"all", "every", "each", "both"} & set(doc.words[max(first, index - 3) : index])
    if whole and (word in PEOPLE or doc.norm(index - 1) not in ("all", "every", "each")):
        return None
    if word in NARROW_PEOPLE:
        return Narrowing(index, index + 1, "group")
    before = doc.norm(index - 1)
    form = verb_forms().get(before)
    acts = form is not None and form.form in ("base", "gerund") and index - 1 <= first
    if before in PEOPLE and index - 2 >= first and before.isalpha():
        before = doc.norm(index - 2)
    if word in ("workforce", "society", "population", "community"):
        return None
    picked = index - 1 >= first and index - 1 not in skip and before.isalpha() and before not in _EMPTY_MODIFIERS
    if (
        picked
        and not acts
        and before not in NP_STOPS
        and before not in PEOPLE
        and before not in INDICATORS
        and before not in ("via", "using", "per")
    ):
        return Narrowing(index - 1, index + 1, "group")
    if following in _PICKS and index + 1 < stop:
        return Narrowing(index, min(index + 4, stop), "group")
    if following in ("in", "at", "from") and index + 2 < stop:
        return _place(doc, index + 1, stop, skip)
    return None


_NOT_TRADES = word_list("narrowing.not_trades")
_TRADE_ENDINGS = ("ers", "ors", "ists", "ants", "ees", "ians", "eers", "mates")


def is_trade(word: str) -> bool:
    """A plural that by its ending names people of one kind: "contractors", "dentists", "trainees"."""
    return (
        len(word) > 6
        and word.endswith(_TRADE_ENDINGS)
        and word not in _NOT_TRADES
        and word not in INDICATORS
        and word not in PLACES_AND_CHANNELS
        and word not in OPEN_ENDED
        and word not in PEOPLE
    )


def _among(doc: Document, index: int, stop: int) -> Narrowing | None:
    """Whatever stands after "among" is a group."""
    if doc.norm(index - 1) not in ("among", "amongst") or not doc.words[index].isalpha():
        return None
    if doc.words[index] in GENERIC_MODIFIERS or doc.words[index] in ("all", "every", "each", "others", "themselves"):
        return None
    return Narrowing(index - 1, min(index + 2, stop), "group")


_BEFORE_PLACE = word_list("narrowing.before_place")


def _place(doc: Document, index: int, stop: int, skip: set[int]) -> Narrowing | None:
    """ "in the Norwich store", "on route 9", "at home"; not "in the region" or "in line with"."""
    at = index + 1
    if (
        doc.norm(at) in ("all", "every", "each")
        and not doc.norm(at + 1).isdigit()
        and doc.norm(at + 1) not in ("our", "the")
    ):
        return None
    while at < stop and doc.words[at] in _BEFORE_PLACE:
        at += 1
    end = at
    while end < stop and end < at + 5 and doc.words[end] not in NP_STOPS and end not in skip:
        end += 1
    words = [word for word in doc.words[at:end] if word.isalpha()]
    if not words:
        return None
    if all(word in GENERIC_MODIFIERS or word in _NOT_PLACES for word in words):
        return None  # "in the right place at the right time"
    if words[0].endswith("ing") and words[0] not in PLACES_AND_CHANNELS:
        return None
    if words[-1] in GENERIC_PLACES and (len(words) == 1 or words[0] in _EMPTY_MODIFIERS):
        return None
    named = words[-1] in PLACES_AND_CHANNELS or singular(words[-1]) in PLACES_AND_CHANNELS
    if not named and (words[0] in _NOT_PLACES or words[0] in OPEN_ENDED | INDICATORS):
        return None
    named = any(word in PLACES_AND_CHANNELS or singular(word) in PLACES_AND_CHANNELS for word in words)
    if doc.words[index] in ("from", "through", "via", "within") and not named:
        return None
    plain = words[0] in _EMPTY_MODIFIERS or words[0] in INDICATORS or words[0] in OPEN_ENDED
    if words[-1] in PEOPLE or (words[-1] in OPEN_ENDED and not named and (len(words) == 1 or plain)):
        return None
    return Narrowing(index, end, "place")


_AFTER_PARTICIPLE = word_list("narrowing.after_participle")


def _participial(doc: Document, index: int, stop: int, skip: set[int]) -> bool:
    """A participle that tells which: "infections caused by listeria", "trips made by bus"."""
    noun = doc.norm(index - 1)
    told = doc.words[index].endswith("ed") or doc.words[index] in ("made", "sent", "held", "sold", "bought", "left")
    told = told or doc.words[index] in ("involving", "relating", "arising", "resulting", "affecting")
    if not told or index + 2 >= stop or index + 2 in skip or index - 1 in skip:
        return False
    counted = noun in INDICATORS or singular(noun) != noun
    linked = doc.words[index + 1] in _AFTER_PARTICIPLE or doc.words[index].endswith("ing")
    return counted and linked and doc.words[index + 2] not in NP_STOPS and noun not in ("needs", "us", "less")


def _restricts(doc: Document, index: int) -> bool:
    """True for a clause that tells which ("tickets that are old"), not one that tells why ("a world that cares")."""
    noun = doc.norm(index - 1)
    if noun in OPEN_ENDED and noun not in PEOPLE | {"homes", "places", "services"}:
        return False
    return noun in PEOPLE or noun in NARROW_PEOPLE or noun in INDICATORS or singular(noun) != noun


def _topic(doc: Document, index: int, stop: int, skip: set[int]) -> Narrowing | None:
    at = index + 1
    if doc.words[index] == "to" and doc.norm(at) in ("be", "have", "become", "being", "having", "becoming"):
        return None
    while at < stop and (
        doc.words[at] in GENERIC_MODIFIERS or doc.words[at] in ("number", "proportion", "percentage", "share")
    ):
        at += 1
    end = at
    while end < stop and end < at + 6 and doc.words[end] not in NP_STOPS and end not in skip:
        end += 1
    if end == at + 1 and doc.norm(end) in ("and", "or") and doc.words[at] not in OPEN_ENDED | PEOPLE | INDICATORS:
        end += 1  # "for knee and hip operations"
        while end < stop and end < at + 6 and doc.words[end] not in NP_STOPS and end not in skip:
            end += 1
    words = [
        word
        for word in doc.words[at:end]
        if word.isalpha() and word not in GENERIC_MODIFIERS and (word not in OPEN_ENDED or end > at + 2)
    ]
    if len(words) >= 2 and not (words[-1] in PEOPLE and len(words) < 2):
        return Narrowing(index, end, "topic")
    return None


def content(doc: Document, action: Action, skip: set[int]) -> list[str]:
    """The words of the object that say something."""
    return [
        word
        for place, word in enumerate(doc.words[action.object_first : action.object_stop], action.object_first)
        if place not in skip
        and word.isalpha()
        and len(word) > 2
        and (not word.endswith("ly") or word in LY_NOUNS)
        and word not in GENERIC_MODIFIERS
        and word not in EMPTY_OBJECTS
        and word not in NP_STOPS
    ]
