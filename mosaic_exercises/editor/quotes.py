"""Quotations of the case: word for word, and in a notebook each leads to where it stands in the case.

Made like the links of terms (``mosaic check --link``): ``"[That was a good week.][int-15] I went home."``, with
``[int-15]: 00_start.ipynb#int-15 "whose words they are"`` at the cell's end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from mosaic_exercises.editor.records import EditorRule, NotebookCell, Piece, Remark
from mosaic_exercises.running_case.sayings import Saying, close_to, said_by

PAGE: Final = "00_start.ipynb"
SHORT: Final = 4  # words: a quotation of fewer can be anyone's
NEAR: Final = 6  # words in a row that are no accident
_QUOTED: Final = re.compile(
    r"[\"“]([^\"“”\n]{8,900})[\"”]|^> (?:\*\*[^*\n]+\*\*:?|\*\*[^*\n]+:\*\*) ([^\n]+)$", re.MULTILINE
)
_FIRST: Final = re.compile(r"[^.!?]+[.!?]*")

RULES = (EditorRule("quote-untrue", "A quotation of the case is word for word what was said there."),)


class QuoteUse(msgspec.Struct, frozen=True):
    """A quotation in a text: its words, from where to where its first sentence goes, and whose words they are."""

    words: str
    start: int
    end: int
    saying: Saying


def quotations(text: str) -> Iterator[tuple[int, str]]:
    """(where it begins, its words) of each quotation of some length."""
    for hit in _QUOTED.finditer(text):
        group = 1 if hit[1] is not None else 2
        if len(hit[group].split()) >= SHORT:
            yield hit.start(group), hit[group]


def quotes(text: str, known: tuple[Saying, ...]) -> tuple[QuoteUse, ...]:
    """The quotations of the case in a cell's unlinked text."""
    found = []
    for start, words in quotations(text):
        saying = said_by(words, known)
        if saying is not None:
            first = _FIRST.match(words)
            end = start + len(first[0] if first else words)
            found.append(QuoteUse(words, start, end, saying))
    return tuple(found)


def remarks(known: tuple[Saying, ...], texts: Iterable[Piece]) -> Iterator[Remark]:
    """Each quotation that is nearly, but not, what somebody of the case has said."""
    for piece in texts if known else ():
        for _, words in quotations(piece.text):
            near = close_to(words, known, NEAR) if said_by(words, known) is None else None
            if near is not None:
                advice = f"Quote it word for word ({near.id}): {near.text}"
                yield Remark("quote-untrue", piece.place, words, advice)


def without_source(known: tuple[Saying, ...], cells: Iterable[NotebookCell]) -> Iterator[tuple[str, str]]:
    """(cell, words) of each quotation that is nobody's of the case: said in the story, a title, an example."""
    for cell in cells:
        if cell.kind == "markdown":
            for _, words in quotations(cell.source):
                if said_by(words, known) is None:
                    yield cell.id, words
