"""Is a tie to a customer, staff, sales, service, cost, mission, public or health goal stated or plain?"""

from __future__ import annotations

from dataclasses import dataclass

from ..lexicon import vocab, word_list
from ..lexicon.nouns import GOAL_WORDS, INDICATORS, NARROW_PEOPLE, PEOPLE, singular
from ..lexicon.verbs import verb_forms
from ..readers.actions import Action
from ..readers.narrowing import content, is_trade
from ..text.tokens import Document
from .specific import manner_of

_NOT_TIES = word_list("relevant.not_ties")
"""Words too weak to show a tie on their own."""
_PURPOSE_OPENERS = vocab("so because")


@dataclass(frozen=True, slots=True)
class RelevantReading:
    met: bool | None
    first: int = 0
    stop: int = 0
    purpose: bool = False


def read(doc: Document, start: int, actions: tuple[Action, ...]) -> RelevantReading:
    """The clearest words that say whom or what the act serves.

    Without such words an act that can be seen ("visit 4 branches") has no stated tie. A change or a wish nearly always
    has one, in words no list holds, so it is taken to; only where it has no object ("innovate") is that left open.
    """
    purpose = purpose_clause(doc, start)
    stated = {"mission", "vision"} & set(doc.words[start : start + 4]) or {"mission", "vision"} & set(doc.words[:start])
    ties = [place for place in range(start, len(doc.words)) if _is_tie(doc.words[place])]
    if purpose is not None and any(place >= purpose[0] for place in ties):
        return RelevantReading(True, purpose[0], purpose[1], True)
    if ties:
        best = min(ties, key=lambda place: _weakness(doc.words[place]))
        return RelevantReading(True, best, best + 1)
    if stated:
        return RelevantReading(True, start, min(start + 4, len(doc.words)))
    plain = bool(actions) and all(manner_of(doc, action) == "concrete" for action in actions)
    for action in actions:
        said = content(doc, action, set())
        if len(said) > 1 and not action.form.classes & {"done", "act", "change", "keep"}:
            return RelevantReading(True, action.object_first, action.object_stop)
    said_first = content(doc, actions[0], set()) if actions else [word for word in doc.words[start:] if word.isalpha()]
    if not plain and said_first:
        first, stop = (actions[0].object_first, actions[0].object_stop) if actions else (start, len(doc.words))
        return RelevantReading(True, first, stop)
    return RelevantReading(False if plain else None)


def _weakness(word: str) -> int:
    """Whom it serves first, then what moves, then the rest; an act's own verb last."""
    if word in PEOPLE or word in NARROW_PEOPLE:
        return 0
    if word in verb_forms():
        return 3
    return 1 if word in INDICATORS else 2


def _is_tie(word: str) -> bool:
    if word in _NOT_TIES or singular(word) in _NOT_TIES:
        return False
    if is_trade(word) or word in NARROW_PEOPLE:
        return True
    base = verb_forms()[word].base if word in verb_forms() else word
    return word in GOAL_WORDS or singular(word) in GOAL_WORDS or word in INDICATORS or base in GOAL_WORDS


def purpose_clause(doc: Document, start: int) -> tuple[int, int] | None:
    """ "so that ...", "in order to ...", "to shorten ..." after the act."""
    for place in range(start + 2, len(doc.words)):
        word, following = doc.words[place], doc.norm(place + 1)
        form = verb_forms().get(following) if word == "to" and place > start + 2 else None
        acts = form is not None and form.form == "base" and doc.norm(place - 1) not in _ASKING
        opens = word in _PURPOSE_OPENERS and following not in ("far", "on", "forth")
        if acts or opens or (word == "in" and following == "order" and doc.norm(place + 2) == "to"):
            return place, _clause_stop(doc, place)
    return None


_ASKING = word_list("relevant.asking")


def _clause_stop(doc: Document, place: int) -> int:
    stop = place
    while stop < len(doc.words) and doc.words[stop] not in (".", ";"):
        stop += 1
    return stop
