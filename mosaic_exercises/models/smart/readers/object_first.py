"""Acts told the other way round: the object stands before the verb ("falls on wards will be cut", "more girls study
physics"). They are read only where no act in its usual place settles the matter."""

from __future__ import annotations

from ..lexicon import vocab, word_list
from ..lexicon.nouns import PEOPLE, is_plural
from ..lexicon.verbs import VerbClass, VerbForm, verb_forms
from ..text.tokens import Document
from .actions import Action

_BE = vocab("be been being is are get")
_HELPERS = word_list("actions.helpers")
_SUBJECT_BREAKS = word_list("actions.subject_breaks")
_ENDS = vocab(". ; ! ?")
_CLASSES: frozenset[VerbClass] = frozenset({"act"})


def find(doc: Document, start: int, *, told: bool) -> tuple[tuple[Action, frozenset[int]], ...]:
    """Each act with its subject taken for its object, and the places of the verb and its helpers.

    `told` also reads a verb in the present after its subject: right only where no other act is named.
    """
    found: list[tuple[Action, frozenset[int]]] = []
    ensured = _ensured(doc, start)
    for place in range(start + 1, len(doc.words)):
        form = _passive(doc, place)
        if form is None and not found and (told or ensured):
            form = _present(doc, place, ensured or start)
        if form is None:
            continue
        stop = place
        while stop > start and (doc.words[stop - 1] in _HELPERS or _is_adverb(doc.words[stop - 1])):
            stop -= 1
        first = stop
        while first > (ensured or start) and doc.words[first - 1] not in _SUBJECT_BREAKS:
            first -= 1
        end = place
        while end < len(doc.words) and doc.words[end] not in _ENDS:
            end += 1
        if stop > first:
            action = Action(place, first, end, form)
            found.append((action, frozenset(range(stop, place + 1))))
    return tuple(found)


def _ensured(doc: Document, start: int) -> int | None:
    """Where the clause starts that is to be made sure of: "ensure that all pupils ..."."""
    for place in range(start, min(start + 6, len(doc.words))):
        if doc.words[place] in ("ensure", "ensuring", "guarantee") or (
            doc.words[place] == "sure" and doc.norm(place - 1) in ("make", "making")
        ):
            return place + 1 + (doc.norm(place + 1) == "that")
    return None


def told_act(doc: Document, start: int) -> Action | None:
    """The act of a sentence in the present, its object after it: "new starters complete the hygiene course"."""
    for place in range(start + 1, min(start + 9, len(doc.words))):
        form = _present(doc, place, start)
        if form is not None:
            end = place + 1
            while end < len(doc.words) and doc.words[end] not in _ENDS:
                end += 1
            return Action(place, place + 1, end, form)
    return None


def _is_adverb(word: str) -> bool:
    return word.endswith("ly") and word not in ("family", "supply", "reply")


def _passive(doc: Document, place: int) -> VerbForm | None:
    at = place - 1
    while at > 0 and _is_adverb(doc.words[at]):
        at -= 1
    if doc.words[at] not in _BE:
        return None
    word = doc.words[place]
    form = verb_forms().get(word)
    if form is not None:
        return form if form.form in ("past", "participle") or form.base in ("cut", "put", "set") else None
    return VerbForm(word, "participle", _CLASSES) if word.endswith("ed") and len(word) > 5 else None


def _present(doc: Document, place: int, start: int) -> VerbForm | None:
    """A base form after a plural subject: "all teachers use ...", "more girls study ..."."""
    before = doc.words[place - 1]
    form = verb_forms().get(doc.words[place])
    subject = before in PEOPLE or is_plural(before)
    if form is None or form.form != "base" or not subject or place > start + 8 or form.base in ("be", "have"):
        return None
    return form
