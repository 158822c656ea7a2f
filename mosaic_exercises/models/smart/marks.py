"""Marks for the text: every token carries at most one label, so the spans never overlap."""

from __future__ import annotations

from collections.abc import Iterator

from .lexicon import vocab, word_list
from .lexicon.nouns import INDICATORS, PEOPLE
from .readers import object_first
from .readers.actions import Action
from .readers.amount_roles import CURRENCY_CODES, Quantity
from .readers.durations import TimeExpr
from .readers.noun_phrases import Deliverable
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
    deliverables: tuple[Deliverable, ...] = (),
    start: int = 0,
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
    targets = [quantity.first for quantity in quantities if quantity.role == "target"]
    for action in actions:
        if action.verb in targets and len(targets) > 1:
            lay(action.verb, action.verb + 1, "action")  # "double the margin from 120,000 to 240,000"
    for quantity in quantities:
        if quantity.role in _AMOUNT_LABELS:
            coded = quantity.first > 0 and doc.norm(quantity.first - 1) in CURRENCY_CODES
            lay(quantity.first - coded, quantity.stop, _AMOUNT_LABELS[quantity.role])
    for expr in times:
        if expr.role in _TIME_LABELS:
            lay(expr.first, expr.stop, _TIME_LABELS[expr.role])
    main = relevance is not None and bool(actions) and actions[0].verb >= relevance.first
    if relevance is not None and relevance.purpose and not main:
        lay(relevance.first, relevance.stop, "purpose")
    for action in actions:
        lay(action.verb, action.object_first, "vague" if manner(action) == "vague" else "action")
    if not actions and reading is not None:
        for told, verb in object_first.find(doc, start, told=True)[:1]:
            lay(min(verb), told.verb + 1, "action")  # "nine calls in ten are answered"
    for thing in deliverables if not targets else ():
        lay(thing.first, thing.stop, "target")
    for item in reading.narrowed if reading is not None else ():
        if item.sort == "group":
            lay(item.first, item.stop, "audience")
    counted = bool(targets) or not deliverables  # what is done or not done has no measure beside it
    for place, word in enumerate(doc.words):
        if word in _VAGUE_WORDS:
            lay(place, place + 1, "vague")
        elif (
            word in _MEASURES
            and reading is not None
            and counted
            and (not actions or any(action.object_first <= place < action.object_stop for action in actions))
        ):
            lay(place, place + 1, "measure")
    about = [(action.object_first, action.object_stop) for action in actions]
    if not actions and reading is not None:
        about = [(start, next((at for at in range(start, len(doc.words)) if doc.words[at] in _ENDS), len(doc.words)))]
    for begin, end in about:
        for first, stop in _runs(doc, laid, begin, end):
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


_ENDS = vocab(". ; ! ?")
_EDGE_MARKS = vocab(". , ; ( ) *")
