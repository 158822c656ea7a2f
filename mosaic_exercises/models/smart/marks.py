"""Marks for the text: every token carries at most one label, so the spans never overlap."""

from __future__ import annotations

from collections.abc import Iterator

from .lexicon import vocab, word_list
from .lexicon.nouns import INDICATORS, PEOPLE
from .readers.actions import Action
from .readers.amount_roles import CURRENCY_CODES, Quantity
from .readers.durations import TimeExpr
from .records import Label, Span
from .text.tokens import Document
from .verdicts.flags import Flag
from .verdicts.relevant import RelevantReading
from .verdicts.specific import SpecificReading, manner

_TIME_LABELS: dict[str, Label] = {"deadline": "deadline", "schedule": "schedule", "vague": "vague"}
_AMOUNT_LABELS: dict[str, Label] = {"target": "target", "baseline": "baseline"}
_VAGUE_WORDS = word_list("marks.vague_words")
_MEASURES = INDICATORS - PEOPLE


def mark(
    doc: Document,
    times: tuple[TimeExpr, ...] = (),
    quantities: tuple[Quantity, ...] = (),
    actions: tuple[Action, ...] = (),
    reading: SpecificReading | None = None,
    flags: tuple[Flag, ...] = (),
    relevance: RelevantReading | None = None,
) -> tuple[Span, ...]:
    """Spans over the original text, in order and without overlap; what is laid first stays on top."""
    laid: list[tuple[Label, int] | None] = [None] * len(doc.tokens)
    count = 0

    def lay(first: int, stop: int, label: Label) -> None:
        nonlocal count
        count += 1
        for place in range(first, min(stop, len(laid))):
            if laid[place] is None:
                laid[place] = (label, count)

    for flag in flags:
        lay(flag.first, flag.stop, "red_flag")
    for quantity in quantities:
        if quantity.role in _AMOUNT_LABELS:
            coded = quantity.first > 0 and doc.norm(quantity.first - 1) in CURRENCY_CODES
            lay(quantity.first - coded, quantity.stop, _AMOUNT_LABELS[quantity.role])
    for expr in times:
        if expr.role in _TIME_LABELS:
            lay(expr.first, expr.stop, _TIME_LABELS[expr.role])
    if relevance is not None and relevance.purpose:
        lay(relevance.first, relevance.stop, "purpose")
    for action in actions:
        lay(action.verb, action.object_first, "vague" if manner(action) == "vague" else "action")
    for item in reading.narrowed if reading is not None else ():
        if item.sort == "group":
            lay(item.first, item.stop, "audience")
    for place, word in enumerate(doc.words):
        if word in _VAGUE_WORDS:
            lay(place, place + 1, "vague")
        elif word in _MEASURES and any(action.object_first <= place < action.object_stop for action in actions):
            lay(place, place + 1, "measure")
    for action in actions:
        for first, stop in _runs(doc, laid, action.object_first, action.object_stop):
            lay(first, stop, "object")
    return _joined(doc, laid)


_LINKS = word_list("marks.links")
_LEADING_LINKS = _LINKS - {"the", "a", "an", "our"}


def _runs(doc: Document, laid: list[tuple[Label, int] | None], first: int, stop: int) -> Iterator[tuple[int, int]]:
    """Stretches without a label, the small words at their edges left out."""
    place = first
    while place < stop:
        end = place
        while end < stop and laid[end] is None:
            end += 1
        begin, finish = place, end
        while begin < finish and doc.words[begin] in _LEADING_LINKS:
            begin += 1
        while finish > begin and doc.words[finish - 1] in _LINKS:
            finish -= 1
        if begin < finish:
            yield begin, finish
        place = end + 1


def _joined(doc: Document, laid: list[tuple[Label, int] | None]) -> tuple[Span, ...]:
    """Neighbouring tokens of one stretch as one span. Two tokens of one word ("we'll") stay with the first."""
    spans: list[Span] = []
    open_stretch: tuple[Label, int] | None = None
    for token, label in zip(doc.tokens, laid, strict=True):
        if label is not None and label == open_stretch:
            spans[-1] = Span(spans[-1].start, max(token.end, spans[-1].end), label[0])
        elif label is None or token.norm in _EDGE_MARKS or (spans and token.start < spans[-1].end):
            open_stretch = None
        else:
            spans.append(Span(token.start, token.end, label[0]))
            open_stretch = label
    return tuple(spans)


_EDGE_MARKS = vocab(". , ; ( ) *")
