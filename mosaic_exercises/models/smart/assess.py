"""The assessment: parts read once, five verdicts, a kind, spans and words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from . import wording
from .marks import mark
from .readers import actions, deliverables, quantities, times
from .readers.actions import Action
from .readers.amount_roles import Quantity
from .readers.durations import TimeExpr
from .readers.noun_phrases import Deliverable
from .readers.plan import plan
from .records import CRITERIA, RESTS_ON, Assessment, Finding, Kind, Label, Span, Verdict
from .text import language, spelling
from .text.tokens import MAX_TOKENS, Document, read, word_forms
from .verdicts import flags, intention, relevant, specific
from .verdicts.flags import Flag
from .verdicts.intention import Reading
from .verdicts.relevant import RelevantReading
from .verdicts.specific import SpecificReading


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything read from a statement, before any verdict: from `doc`, the words that hold its plan. `told` are those
    that only tell what was, `whole` all of them."""

    doc: Document
    told: Document
    whole: Document
    start: int
    times: tuple[TimeExpr, ...]
    quantities: tuple[Quantity, ...]
    actions: tuple[Action, ...]
    deliverables: tuple[Deliverable, ...]
    flags: tuple[Flag, ...]
    relevance: RelevantReading
    intent: Reading


def parts(text: str, *, today: date | None = None) -> Parts:
    """The parts of a statement: acts, amounts, times, deliverables, red flags, ties and intention.

    Where only some of its sentences want something, the parts are those of these sentences.
    """
    whole = read(text, spelling.mend)
    doc, told = plan(
        whole,
        lambda sentence: (
            intention.fragment(sentence) or _parts(sentence, sentence.only([]), sentence, today).intent.intent != "no"
        ),
    )
    return _parts(doc, told, whole, today)


def _parts(doc: Document, told: Document, whole: Document, today: date | None) -> Parts:
    found_times = times.find(doc, (today or date.today()).year)
    start = actions.statement_start(doc, found_times)
    found_quantities = quantities.find(doc, found_times)
    found_actions = actions.find(doc, found_times, start)
    found_deliverables = deliverables.find(doc, found_actions, found_times, start)
    found_flags = flags.find(doc, start, found_times, found_quantities, today or date.today())
    tie = relevant.read(doc, 0, found_actions)
    intent = intention.read(doc, start, found_times, found_quantities, found_actions, found_deliverables)
    return Parts(
        doc,
        told,
        whole,
        start,
        found_times,
        found_quantities,
        found_actions,
        found_deliverables,
        found_flags,
        tie,
        intent,
    )


def assess(text: str, *, today: date | None = None) -> Assessment:
    """Read one statement against the five SMART criteria.

    `today` is used for two things only: to say that a deadline has passed, and to tell how far off a net-zero year or
    an extreme rise is; left out, the day it is run. Raises TypeError when `text` is not a string. Any string has an
    answer: an empty one, one in another language, and one of any length (the first `MAX_TOKENS` words and signs are
    read, and a note says so). The convention for the labels is in tests/data/smart/README.md.
    """
    if not isinstance(text, str):
        raise TypeError(f"assess needs the statement as text, not {type(text).__name__}")
    found = parts(text, today=today)
    doc = found.doc
    notes = _notes(doc)
    state = language.readable(found.whole)
    if state == "other":
        return _unread(text, (*notes[: doc.truncated], "This checker reads English only, so it gives no verdict here."))
    if state in ("nothing", "unknown"):
        return _wordless(text, state, notes)
    if found.intent.intent == "no":
        return _neither(text, found, notes)
    return _judged(text, found, notes, today or date.today())


def _notes(doc: Document) -> tuple[str, ...]:
    notes = []
    if doc.truncated:
        notes.append(f"Only the first {MAX_TOKENS} words and signs were read: an objective fits in a sentence or two.")
    mended = {
        doc.raw[token.start : token.end]: token.norm
        for token in doc.tokens
        if token.kind == "word"
        and token.end - token.start < 25
        and token.norm not in word_forms(doc.raw[token.start : token.end])
    }
    notes.extend(f"“{typed}” was read as “{meant}”." for typed, meant in mended.items())
    return tuple(notes)


def _unread(text: str, notes: tuple[str, ...]) -> Assessment:
    finding = Finding(
        "unsure",
        (),
        "This checker reads English only, so it gives no verdict.",
        "Write it in English to have it checked.",
    )
    return Assessment(text, finding, finding, finding, finding, finding, "unsure", finding.reason, (), notes)


def _wordless(text: str, state: str, notes: tuple[str, ...]) -> Assessment:
    if not text.strip():
        reason, advice = (
            "Nothing is written yet.",
            "Start with a verb that can be seen. Pattern: “[verb] __ from __ to __ by __”.",
        )
    elif state == "nothing":
        reason, advice = "There are no words to read.", "Say it in words. Pattern: “[verb] __ from __ to __ by __”."
    else:
        reason, advice = (
            "None of these words is one the checker knows.",
            "Check the spelling, or say it in plain words.",
        )
    missing = Finding("not met", (), reason, advice)
    fine = Finding("met", (), "No red flag in the wording.")
    return Assessment(text, missing, missing, fine, missing, missing, "neither", reason, (), notes)


def _neither(text: str, found: Parts, notes: tuple[str, ...]) -> Assessment:
    missing = Finding(
        "not met", (), found.intent.reason, "Turn to what is to change next. Pattern: “[verb] __ from __ to __ by __”."
    )
    possible = _achievable(found, ranks_only=True)
    spans = possible.spans
    return Assessment(text, missing, missing, possible, missing, missing, "neither", found.intent.reason, spans, notes)


def _achievable(found: Parts, *, ranks_only: bool = False) -> Finding:
    """`ranks_only`: where nothing is wanted, "nobody complained" promises nothing, but "the best in town" is a rank."""
    doc = found.doc
    raised = tuple(flag for flag in found.flags if not ranks_only or flag.sort == "superlative")
    reason, advice = wording.achievable(doc, raised)
    spans = tuple(Span(*doc.chars(flag.first, flag.stop), "red_flag") for flag in raised)
    return Finding("not met" if raised else "met", spans, reason, advice)


def _judged(text: str, found: Parts, notes: tuple[str, ...], today: date) -> Assessment:
    doc = found.doc
    reading = specific.read(
        doc, found.start, found.times, found.quantities, found.actions, found.deliverables, found.told
    )
    countable = _countable(found)
    bounds = [expr for expr in found.times if _bounds(found, expr)]
    done = found.deliverables if countable is not False else ()
    spans = mark(
        doc, found.times, found.quantities, found.actions, reading, found.flags, found.relevance, done, found.start
    )
    tie = found.relevance
    findings = {
        "specific": Finding(
            _verdict(reading.verdict),
            _carried(spans, "action", "object", "audience", "measure") or _carried(spans, *RESTS_ON["specific"]),
            *wording.specific(doc, reading, found.actions, found.times),
        ),
        "measurable": Finding(
            _verdict(countable),
            _measured(found, spans, done),
            *wording.measurable(doc, countable, found.quantities, found.deliverables, found.actions),
        ),
        "achievable": _achievable(found),
        "relevant": Finding(
            _verdict(tie.met),
            (_span(doc, tie.first, tie.stop, "purpose"),) if tie.met else (),
            *wording.relevant(doc, tie),
        ),
        "time_bound": Finding(
            _verdict(bool(bounds)),
            tuple(
                _span(doc, expr.first, expr.stop, "schedule" if expr.role == "schedule" else "deadline")
                for expr in bounds
            ),
            *wording.time_bound(doc, found.times, today),
        ),
    }
    kind, why = _kind(found.intent, reading, countable, bool(bounds))
    return Assessment(
        text, **{name: findings[name] for name in CRITERIA}, kind=kind, kind_reason=why, spans=spans, notes=notes
    )


def _span(doc: Document, first: int, stop: int, label: Label) -> Span:
    return Span(*doc.chars(first, stop), label)


def _carried(spans: tuple[Span, ...], *labels: Label) -> tuple[Span, ...]:
    return tuple(span for span in spans if span.label in labels)


def _measured(found: Parts, spans: tuple[Span, ...], done: tuple[Deliverable, ...]) -> tuple[Span, ...]:
    """The words that can be counted or seen done: amounts, else things done, else how often or at what time of day."""
    doc = found.doc
    amounts = [quantity for quantity in found.quantities if quantity.role in ("target", "baseline")]
    if any(quantity.role == "target" for quantity in amounts):
        carried = [_span(doc, one.first, one.stop, "target" if one.role == "target" else "baseline") for one in amounts]
        return tuple(sorted((*carried, *_carried(spans, "measure")), key=lambda span: span.start))
    if done:
        return tuple(_span(doc, item.first, item.stop, "target") for item in done)
    paced = [_span(doc, one.first, one.stop, "schedule") for one in found.quantities if one.role == "frequency"]
    paced += [_span(doc, expr.first, expr.stop, "schedule") for expr in found.times if expr.role == "clock"]
    return (*paced, *_carried(spans, "measure"))


def _verdict(value: bool | None) -> Verdict:
    return "unsure" if value is None else "met" if value else "not met"


def _countable(found: Parts) -> bool | None:
    """Measurable: a target, a finished thing, or an act that can be seen done at a stated frequency."""
    if any(quantity.role == "target" for quantity in found.quantities):
        return True
    at_a_time = any(action.base in specific.AT_A_TIME for action in found.actions)
    at_a_time = at_a_time or specific.by_the_clock(found.doc, found.start, found.actions)
    if at_a_time and any(expr.role == "clock" for expr in found.times):
        return True
    if found.deliverables:
        return True if any(item.sure for item in found.deliverables) else None
    often = any(quantity.role == "frequency" for quantity in found.quantities)
    seen = any(specific.manner_of(found.doc, action) == "concrete" for action in found.actions)
    return often and seen


def _bounds(found: Parts, expr: TimeExpr) -> bool:
    """A deadline, or a rhythm for the act itself; "more guests on weekdays" tells which guests."""
    if expr.role != "schedule":
        return expr.role == "deadline"
    named_days = found.doc.words[expr.stop - 1].endswith(("days", "ends", "nights"))
    return not named_days or any(
        specific.manner_of(found.doc, action) == "concrete" and action.base != "get" for action in found.actions
    )


def _kind(intent: Reading, reading: SpecificReading, countable: bool | None, bounded: bool) -> tuple[Kind, str]:
    if intent.intent == "unsure":
        return "unsure", intent.reason
    if countable is not False:
        return "objective", "It can be checked: an objective, where an aim only gives a direction."
    if reading.verdict and bounded:
        return "objective", "It is narrow enough and has an end point: an objective, though it has no target yet."
    return "aim", "It gives a direction; nobody could say on a given day that it was reached."
