"""Does the statement want anything? A fact or a history has no intention and is neither an objective nor an aim."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeAlias

from ..lexicon import vocab, word_list
from ..lexicon.intention import (
    BE,
    COMPARATIVES,
    FACT_OPENINGS,
    FACT_STARTS,
    MISSION_VERBS,
    NOW,
    QUESTIONS,
    STATIVE,
    WANTS,
    WISHED,
)
from ..lexicon.nouns import GOAL_WORDS, GROUPS, INDICATORS, PEOPLE, PRAISE, is_plural, singular
from ..lexicon.verbs import verb_forms
from ..readers.actions import Action
from ..readers.amount_roles import Quantity
from ..readers.durations import TimeExpr
from ..readers.noun_phrases import Deliverable
from ..text.tokens import Document
from .facts import counts_what_is, habit, looks_ahead, past_fact, stated_as_fact, tells_of_one, told_figure, told_of_now

Intent: TypeAlias = Literal["yes", "no", "unsure"]


@dataclass(frozen=True, slots=True)
class Reading:
    intent: Intent
    reason: str


def read(
    doc: Document,
    start: int,
    times: tuple[TimeExpr, ...],
    quantities: tuple[Quantity, ...],
    actions: tuple[Action, ...],
    deliverables: tuple[Deliverable, ...],
) -> Reading:
    """Whether the words state an intention, and how that was seen."""
    words = doc.words[start:]
    if not any(token.kind == "word" for token in doc.tokens):
        return Reading("no", "There are no words that state something wanted.")
    wants = [place for place, _ in WANTS.found(doc.words, start) if not _told(doc, place)]
    wants = wants or _named_want(doc)
    after_it = FACT_OPENINGS.at(doc.words, start)
    if doc.words[start : start + 2] == ("it", "is") and doc.norm(after_it) in _HOPED:
        return Reading("yes", "It says what is wanted.")
    weighty = _WEIGHTY & set(words[2:7]) and {"to", "that"} & set(words[3:8])
    if doc.words[start : start + 2] == ("it", "is") and weighty:
        return Reading("yes", "It says what is wanted.")  # "it is the school's intention to ..."
    if (
        doc.words[start : start + 2] == ("it", "was")
        and doc.norm(start + 2) in _AGREED
        and {"to", "that"} & set(words[3:5])
    ):
        return Reading("yes", "It says what was agreed on.")
    if (
        after_it > start
        and doc.words[start : start + 4] not in (("there", "is", "to", "be"), ("there", "are", "to", "be"))
        and doc.norm(after_it) not in _HOPED
        and not any(looks_ahead(doc, expr) for expr in times if expr.role == "deadline")
    ):
        return Reading("no", "It states how things are or were; nothing is wanted yet.")
    opens_with_act = bool(actions) and actions[0].verb <= _first_act_limit(doc, start)
    question = words[:1] and words[0] in QUESTIONS and doc.words[-1] == "?"
    if question and not wants:
        return Reading("no", "This asks for a fact; it does not say what is wanted.")
    if not wants and any(pair in (("is", "too"), ("are", "too")) for pair in pairwise(words)):
        return Reading("no", "It says what is wrong now; nothing is wanted yet.")
    if doc.norm(start) in ("we", "i") and not wants and counts_what_is(doc, start, times, quantities):
        return Reading("no", "It counts what is there already; nothing is wanted yet.")
    if opens_with_act or doc.norm(start) in _PLAIN_ACTS:
        return Reading("yes", "It starts with an act.")
    if not wants and (stated_as_fact(doc, start) or words[:1] in _GIVEN_REASONS):
        return Reading("no", "It says how things are or were; nothing is wanted yet.")
    past = past_fact(doc, start, times, wants)
    if past is not None:
        return Reading("no", f"“{past}” tells what happened or how things were; nothing is wanted yet.")
    if wants:
        return Reading("yes", "It says what is wanted.")
    if words and words[0] in COMPARATIVES and not ("than" in words[1:2] and habit(doc, start, ahead=False)):
        return Reading("yes", "It names a change that is wanted.")
    return _by_present(doc, start, times, quantities, actions, deliverables)


_WEIGHTY = word_list("intention.wish_nouns") | word_list("intention.weighty")
_GIVEN_REASONS = (("since",), ("because",), ("although",))
_AGREED = word_list("intention.agreed")
_HOPED = word_list("intention.hoped")


def fragment(doc: Document) -> bool:
    """A label with what it names ("By when: Easter."), or a few words without a verb, that go with their neighbours."""
    forms = verb_forms()
    told = any(word in BE or word in ("have", "has", "had", "did") for word in doc.words)
    acted = any(word in forms and forms[word].form in ("past", "participle", "third") for word in doc.words)
    labelled = ":" in doc.words[1:5] and not FACT_OPENINGS.at(doc.words, 0)
    return labelled or (len(doc.words) < 6 and not told and not acted)


_WISH_NOUNS = word_list("intention.wish_nouns")


def _named_want(doc: Document) -> list[int]:
    """ "Our objective for the coming year is that ..."."""
    for place, word in enumerate(doc.words[:6]):
        if word in _WISH_NOUNS:
            limit = min(place + 10, len(doc.words))
            return [at for at in range(place + 1, limit) if doc.words[at] in ("is", "are", "will")][:1]
    return []


_BEFORE_FIRST_ACT = word_list("intention.before_first_act")


def _first_act_limit(doc: Document, start: int) -> int:
    at = start
    while doc.norm(at) in _BEFORE_FIRST_ACT or doc.norm(at).endswith("ly"):
        at += 1
    return at if doc.norm(start) not in ("we", "i") else start


_PLAIN_ACTS = vocab("be become have get stay remain do go make let")
_TELLING = vocab("did was were had who which how used tend tends seem seems")


def _told(doc: Document, place: int) -> bool:
    """A wanting that is itself told as past: "I did not meet my target", "we were going to"."""
    before = doc.words[max(0, place - 3) : place]
    named = doc.words[place : place + 2]
    over = bool(set(named) & _WISH_NOUNS) and {"was", "were"} & set(doc.words[place : place + 4])
    return bool(over) or any(word in _TELLING for word in before)


_SHARE_MARKS = vocab("% percent in of out /")


def _share_first(doc: Document, start: int) -> bool:
    """ "90% of calls", "nine in ten guests", "two thirds of referrals", "every caller", "no ticket"."""
    at = start + (doc.norm(start) in ("at", "about", "some")) + (doc.norm(start + 1) == "least")
    if doc.norm(at) in ("every", "all", "each", "no"):
        return True
    counted = at < len(doc.tokens) and doc.tokens[at].kind == "num"
    return counted and bool(_SHARE_MARKS & {doc.norm(at + 1), doc.norm(at + 2)} or doc.norm(at + 1).endswith("ths"))


def _standard(doc: Document, start: int, finite: int) -> bool:
    """A standard of service in the passive: "90% of calls are answered in 20 seconds", "every caller is told"."""
    if not _share_first(doc, start) or doc.words[finite] not in ("is", "are"):
        return False
    at = finite + 1
    while doc.norm(at).endswith("ly") or doc.norm(at) in ("then", "to", "be", "also"):
        at += 1
    form = verb_forms().get(doc.norm(at))
    return form is not None and form.form in ("past", "participle") and bool(form.classes & {"act", "done"})


def _by_present(
    doc: Document,
    start: int,
    times: tuple[TimeExpr, ...],
    quantities: tuple[Quantity, ...],
    actions: tuple[Action, ...],
    deliverables: tuple[Deliverable, ...],
) -> Reading:
    words = doc.words[start:]
    first = words[0] if words else ""
    paced = any(
        expr.role == "service" and {"which", "whom"}.isdisjoint(doc.words[max(start, expr.first - 4) : expr.first])
        for expr in times
    )
    if first in ("if", "when", "where", "whenever") and "," in words and paced:
        return Reading("yes", "It sets a standard to be met.")  # "if the lift fails, an engineer is there within a day"
    if told_of_now(doc, start, times) or told_figure(doc, start, times, quantities):
        return Reading("no", "It states how things are; nothing is wanted yet.")
    target = any(quantity.role in ("target", "universal") for quantity in quantities)
    ahead = any(expr.role == "deadline" and looks_ahead(doc, expr) for expr in times)
    ahead = ahead or any(expr.role == "deadline" and expr.stop <= start for expr in times)
    if habit(doc, start, ahead=ahead):
        return Reading("no", "It states how things are; nothing is wanted yet.")
    finite = _present_verb(doc, start)
    subject_we = first in ("we", "i")
    able = any(then == "can" and (is_plural(who) or who in ("anyone", "you")) for who, then in pairwise(words[:9]))
    if able and not ahead and not paced and "that" not in words[:4]:
        return Reading("no", "It says what can be done now; nothing is wanted yet.")
    if first in ("most", "some", "many", "few") and not ahead and not target:
        return Reading("no", "It states how things are; nothing is wanted yet.")
    if first in FACT_STARTS and first != "i" and not ahead:
        return Reading("no", "It states how things are; nothing is wanted yet.")
    coming = any(expr.role == "deadline" and expr.stop <= start and doc.words[expr.first] == "in" for expr in times)
    if ahead and (target or actions or deliverables or first == "new" or coming):
        return Reading("yes", "It sets something against a time to come.")
    told = any(doc.norm(place - 1) != "up" for place, _ in NOW.found(doc.words, start))
    if told and (finite is not None or subject_we):
        return Reading("no", "It states how things are now; nothing is wanted yet.")
    if finite is None and tells_of_one(doc, start):
        return Reading("no", "It states how things are; nothing is wanted yet.")
    if finite is None:
        return _fragment(doc, start, target, actions, deliverables)
    verb = doc.words[finite]
    if _standard(doc, start, finite):
        return Reading("yes", "It sets a standard to be met.")
    if first in ("every", "all", "each") and (verb not in BE or any(item.sort == "state" for item in deliverables)):
        return Reading("yes", "It sets a standard to be met.")
    if _pictured(doc, start, finite):
        return Reading("yes", "It pictures how things should be.")
    if verb in ("is", "are") and first not in _OWNED - {"the"} and _told_as_result(doc, start, finite):
        return Reading("yes", "It tells a result to reach.")
    if verb in ("is", "are"):
        state = any(item.sort == "state" for item in deliverables)
        state = state and not any(expr.role == "schedule" for expr in times)
        state = state and _AT_HAND.isdisjoint(words)
        if state and not subject_we and first not in ("the", "our", "this", "my", "it"):
            return Reading("yes", "It tells an end state to reach.")
        return Reading("no", f"“{_said(doc, finite)}” states how things are; nothing is wanted yet.")
    if verb in MISSION_VERBS and (subject_we or verb.endswith("s")):
        return Reading("yes", "It says what the organisation sets out to do.")
    if verb in WISHED:
        return Reading("yes", "It pictures how people should feel or know.")
    if verb in STATIVE:
        return Reading("no", f"“{_said(doc, finite)}” states how things are; nothing is wanted yet.")
    if target or actions:
        return Reading("yes", "It names something to be done.")
    return Reading("yes", "It can be read as something wanted, though it does not say so.")


_OWNED = word_list("intention.owned")


def _told_as_result(doc: Document, start: int, finite: int) -> bool:
    """ "3 partners are using it", "test time is below 10 minutes": key results are told as if reached."""
    after = doc.norm(finite + 1)
    form = verb_forms().get(after)
    doing = form is not None and form.form == "gerund"
    bettered = form is not None and form.classes & {"change", "vague"} and form.base not in _WORSE
    if form is not None and form.form in ("past", "participle") and bettered:
        return doc.norm(finite + 2) != "by"
    if {"our", "the", "my"} & set(doc.words[start:finite]):
        return False
    return doing or after in ("below", "under", "above", "over", "less", "at", "fewer", "more", "at_least", "at_most")


_AT_HAND = vocab("available open closed")
_WORSE = word_list("intention.worse")


_LIVELY = (PRAISE | vocab("able supported active independent valued proud")) - {"long"}


def _pictured(doc: Document, start: int, finite: int) -> bool:
    """An outcome told as if reached: "Residents live healthy lives"; not "our staff are friendly"."""
    first = doc.norm(start)
    bare = first not in _OWNED and doc.tokens[start].kind == "word" and doc.norm(start + 1) != "of"
    return bare and doc.words[finite] not in _REPORTING and not _LIVELY.isdisjoint(doc.words[finite:])


_REPORTING = word_list("intention.reporting")


def _said(doc: Document, place: int) -> str:
    return doc.raw[slice(*doc.chars(max(0, place - 1), min(place + 2, len(doc.words))))]


_PLURAL_NOUNS_TOO = word_list("intention.plural_nouns_too")
_BODIES = word_list("intention.bodies")
_BEFORE_NOUN_OR_CLAUSE = word_list("intention.before_noun_or_clause")


def _present_verb(doc: Document, start: int) -> int | None:
    """The main verb of a statement in the present, or None for a fragment."""
    first = doc.norm(start)
    several = is_plural(first) and first not in verb_forms() and doc.norm(start + 1) != ":"
    for place in range(start + 1, len(doc.words)):
        word, before = doc.words[place], doc.words[place - 1]
        if doc.tokens[place - 1].kind == "num" and not doc.norm(place + 1):
            continue
        if before in _BEFORE_NOUN_OR_CLAUSE:
            if before in ("who", "which", "that", "how", "where", "whose", "what"):
                return None if place < 4 and before != "that" else _after_clause(doc, place)
            continue
        if word in BE or word in ("has", "have", "gets", "get"):
            return place
        pronoun = before in ("we", "i", "they", "you", "it")
        subject = pronoun or before in GROUPS or singular(before) in PEOPLE or before in _BODIES
        if (
            (word in STATIVE or word in MISSION_VERBS)
            and (subject or word.endswith("s"))
            and word not in _PLURAL_NOUNS_TOO
        ):
            return place
        of_many = (several or first in GROUPS) and word not in _PLURAL_NOUNS_TOO
        if (subject or (of_many and place < start + 9)) and word in STATIVE:
            return place  # "members with a pass visit twice"
        if subject and word in MISSION_VERBS:
            return place
    return None


def _after_clause(doc: Document, place: int) -> int | None:
    for at in range(place + 2, len(doc.words)):
        if doc.words[at] in ("is", "are", "has", "have"):
            return at
    return None


def _fragment(
    doc: Document, start: int, target: bool, actions: tuple[Action, ...], deliverables: tuple[Deliverable, ...]
) -> Reading:
    words = [word for word in doc.words[start:] if word.isalpha() and len(word) > 1]
    if target or deliverables:
        return Reading("yes", "It names a result to reach.")
    if actions:
        return Reading("yes", "It names an act.")
    meant = [word for word in words if singular(word) in GOAL_WORDS or word in INDICATORS]
    listed = "," in doc.words and len(words) < 7
    if (doc.norm(start) in ("a", "an") and len(words) > 1) or set(words) & COMPARATIVES:
        return Reading("yes", "It pictures something wanted.")
    if not listed and (len(words) > 2 or (len(words) == 2 and meant)):
        return Reading("yes", "It names something wanted, without saying so.")
    return Reading("no", "It names things, but nothing that is wanted.")
