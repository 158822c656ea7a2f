"""A deliverable, and where the words that name it stop."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from ..lexicon import vocab, word_list
from ..lexicon.times import NP_STOPS
from ..lexicon.verbs import verb_forms
from ..text.tokens import Document

Sort: TypeAlias = Literal["deliverable", "universal", "state"]


@dataclass(frozen=True, slots=True)
class Deliverable:
    """Tokens `first` to `stop` (excluded). `sure` is False where a fair reader could see no finish."""

    first: int
    stop: int
    sort: Sort
    sure: bool = True


DETERMINERS = word_list("deliverables.determiners")
ALL = vocab("all every each both")
LY_NOUNS = word_list("narrowing.ly_nouns")
_PHRASE_STOPS = word_list("deliverables.phrase_stops")


def phrase_end(doc: Document, first: int, limit: int, time_at: set[int]) -> int:
    """Where the noun phrase that starts at `first` stops."""
    stop = first
    while stop < limit and stop not in time_at:
        word = doc.words[stop]
        form = verb_forms().get(word)
        if (word in NP_STOPS or word in _PHRASE_STOPS) and not doc.hyphened(stop):
            break
        if stop > first + 1 and word.endswith("ly") and word not in LY_NOUNS:
            break
        if stop > first + 1 and form is not None and form.form == "gerund" and doc.norm(stop + 1) in DETERMINERS:
            break
        stop += 1
    return stop
