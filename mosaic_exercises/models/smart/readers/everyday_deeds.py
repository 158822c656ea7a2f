"""Everyday deeds, done or not: a verb with its particle, somebody placed, something shown, given or had done."""

from __future__ import annotations

from ..lexicon import Phrases, phrase_list, vocab, word_list
from ..lexicon.nouns import DELIVERABLES, GROUPS, OPEN_ENDED, PRAISE, is_plural
from ..lexicon.times import NP_STOPS
from ..lexicon.verbs import verb_forms
from ..text.tokens import Document
from . import told_as_reached
from .actions import Action
from .noun_phrases import DETERMINERS, Deliverable, phrase_end

NOT_DELIVERED = word_list("deliverables.not_delivered")
_GIVING = vocab("give send hand issue lend show offer buy get make")


def find(doc: Document, action: Action, time_at: set[int]) -> Deliverable | None:
    """The deed that an act comes to, or None. `time_at`: the tokens of times, which end what is done."""
    base, first, stop = action.base, action.object_first, action.object_stop
    had_done = base in ("have", "get") and _caused(doc, action)
    put_up = base in ("put", "post", "print", "show", "display") and _shown(doc, action)
    there = base in ("put", "place", "have", "station", "post") and _placed(doc, first, stop)
    rid = base == "get" and doc.words[first : first + 2] == ("rid", "of") and doc.norm(first + 2) in DETERMINERS
    reported = base == "report" and doc.norm(action.verb + 1) == "back"
    if had_done or put_up or there or reported or rid:
        return Deliverable(action.verb, stop, "deliverable")
    given = _given(doc, action, time_at) if base in _GIVING else None
    return given or _phrasal(doc, action, time_at)


_PHRASAL = Phrases(phrase_list("deliverables.phrasal"))


def _phrasal(doc: Document, action: Action, time_at: set[int]) -> Deliverable | None:
    """ "Switch on order tracking", "put in place a complaints procedure": done or not, if it is one thing."""
    first = action.object_first
    if first < action.verb + 2 or _PHRASAL.at((action.base, *doc.words[action.verb + 1 : first]), 0) < 2:
        return None
    stop = phrase_end(doc, first, action.object_stop, time_at)
    if stop == first:
        return None
    words = doc.words[first:stop]
    one = words[0] in DETERMINERS or doc.tokens[first].kind == "num" or action.base in ("switch", "turn")
    head = words[-1]
    if (head in OPEN_ENDED | GROUPS and words[0] not in ("a", "an")) or set(words) & PRAISE:
        return None
    counted = words[0] == "the" and first + 1 < len(doc.tokens) and doc.tokens[first + 1].kind == "num"
    plural = (
        is_plural(head) and not counted and action.base not in ("switch", "turn") and doc.tokens[first].kind != "num"
    )
    named = one or head in DELIVERABLES
    return Deliverable(action.verb, stop, "deliverable") if named and not plural else None


_SHOWN_ON = word_list("deliverables.shown_on")


def _shown(doc: Document, action: Action) -> bool:
    """ "Put the names of the account managers on the website"."""
    for place in range(action.object_first + 1, min(action.object_first + 16, action.object_stop, len(doc.words)) - 1):
        if doc.words[place] in ("on", "in") and _SHOWN_ON & set(doc.words[place + 1 : place + 4]):
            return True
    return False


def _given(doc: Document, action: Action, time_at: set[int]) -> Deliverable | None:
    """ "Give ward clerks a shortcut by May": people, then one thing of theirs."""
    first = action.object_first
    for place in range(first + 1, min(first + 5, action.object_stop)):
        whom = doc.words[place - 1] in GROUPS or is_plural(doc.words[place - 1])
        if whom and doc.words[place] in ("a", "an") and not set(doc.words[first:place]) & NP_STOPS:
            stop = phrase_end(doc, place + 1, action.object_stop, time_at)
            named = set(doc.words[place:stop])
            open_ = named & (OPEN_ENDED | PRAISE | NOT_DELIVERED) or not time_at
            return None if open_ or stop == place + 1 else Deliverable(action.verb, stop, "deliverable")
    return None


_SOMEBODY = vocab("somebody someone one")


def _placed(doc: Document, first: int, limit: int) -> bool:
    """ "Put somebody on the gate", "have a first-aider at every home match": a person or thing is there or not."""
    stop = phrase_end(doc, first, limit, set())
    who = doc.norm(first) in _SOMEBODY or (doc.norm(first) in ("a", "an") and stop > first + 1)
    where = doc.norm(stop) in ("on", "at", "by", "in") and doc.norm(stop + 1) in ("the", "every", "each", "all", "our")
    return who and where and doc.norm(stop - 1) not in OPEN_ENDED


_CAUSED = word_list("deliverables.had_done")


_BREAKS = vocab("and to by , . ; : that who which because so")


def _caused(doc: Document, action: Action) -> bool:
    """ "Have the new fitting rooms open", "get somebody trained on the hoist": it is done by the end or not."""
    for place in range(action.object_first + 1, min(action.object_first + 8, action.object_stop)):
        word, before = doc.words[place], doc.norm(place - 1)
        form = verb_forms().get(word)
        done = form is not None and form.form in ("past", "participle") and "done" in form.classes
        seen = word in _CAUSED or (done and form is not None and not form.classes & {"change", "vague"})
        if any(doc.words[place : place + len(phrase)] == phrase for phrase in told_as_reached.STATE_PHRASES):
            return True
        if word in _BREAKS and not doc.hyphened(place):
            return False
        after = doc.norm(place + 1)
        ends = after in NP_STOPS or after in ("", "into", "out", "onto") or after.endswith("ly")
        if seen and ends and before not in ("more", "well", "be", "the", "a"):
            return True
    return False
