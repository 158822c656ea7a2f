"""Which words of a statement hold the plan. History before it ("Returns rose last year. Cut them by a third.") is
told, not wanted: its numbers are no targets, its years no deadlines."""

from __future__ import annotations

from collections.abc import Callable

from ..lexicon import word_list
from ..lexicon.intention import BE, WANTS
from ..lexicon.verbs import verb_forms
from ..text.tokens import Document

_CLAUSE_OPENERS = word_list("intention.clause_openers")


def plan(doc: Document, wanted: Callable[[Document], bool]) -> tuple[Document, Document]:
    """The sentences that want something, and those before and between them that only tell.

    `wanted` says of one sentence whether it states an intention. A statement of one sentence, and one in which no
    sentence or every sentence wants something, is returned whole, but for a clause of history that leads to its plan.
    """
    ranges = [part for sentence in doc.sentences() for part in _clauses(doc, *sentence)]
    if len(ranges) < 2:
        return doc, doc.only([])
    asked = [not leading and wanted(doc.only([(first, stop)])) for first, stop, leading in ranges]
    if not any(asked) and not any(leading for _, _, leading in ranges):
        return doc.only([ranges[0][:2]]), doc.only([part[:2] for part in ranges[1:]])
    if all(asked) or not any(asked):
        return doc, doc.only([])
    kept = [(first, stop) for (first, stop, _), wants in zip(ranges, asked, strict=True) if wants]
    return doc.only(kept), doc.only([(first, stop) for first, stop, _ in ranges if (first, stop) not in kept])


def _clauses(doc: Document, first: int, stop: int) -> list[tuple[int, int, bool]]:
    """A sentence, cut where "following a year in which many left," or "having opened in June," ends and the plan
    begins; True marks such a leading clause."""
    whole = [(first, stop, False)]
    if doc.words[first] not in _CLAUSE_OPENERS:
        return whole
    want = next((place for place, _ in WANTS.found(doc.words[:stop], first)), None)
    commas = [at for at in range(first + 2, want or first) if doc.words[at] == ","]
    if not commas or not _past(doc, first, commas[-1]):
        return whole
    return [(first, commas[-1] + 1, True), (commas[-1] + 1, stop, False)]


def _past(doc: Document, first: int, stop: int) -> bool:
    forms = verb_forms()
    for place in range(first, stop):
        word = doc.words[place]
        form = forms.get(word)
        told = word.endswith("ed") if form is None else form.form in ("past", "participle")
        if word in ("was", "were", "had", "did") or (told and doc.norm(place - 1) not in BE):
            return True
    return False
