"""Which sentences of a statement hold the plan. History before it ("Returns rose last year. Cut them by a third.") is
told, not wanted: its numbers are no targets, its years no deadlines."""

from __future__ import annotations

from collections.abc import Callable

from ..text.tokens import Document


def plan(doc: Document, wanted: Callable[[Document], bool]) -> tuple[Document, Document]:
    """The sentences that want something, and those before and between them that only tell.

    `wanted` says of one sentence whether it states an intention. A statement of one sentence, and one in which no
    sentence or every sentence wants something, is returned whole.
    """
    ranges = doc.sentences()
    if len(ranges) < 2:
        return doc, doc.only([])
    asked = [wanted(doc.only([place])) for place in ranges]
    if all(asked) or not any(asked):
        return doc, doc.only([])
    told = [place for place, wants in zip(ranges, asked, strict=True) if not wants]
    return doc.only([place for place, wants in zip(ranges, asked, strict=True) if wants]), doc.only(told)
