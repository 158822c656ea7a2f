"""Is the statement specific: an act, an object, and something that narrows the object?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from ..lexicon import vocab, word_list
from ..lexicon.nouns import (
    DELIVERABLES,
    GENERIC_MODIFIERS,
    HELD,
    INDICATORS,
    OPEN_ENDED,
    PEOPLE,
    PRAISE,
    SOFT_INDICATORS,
    singular,
)
from ..lexicon.times import NP_STOPS
from ..readers import narrowing, object_first
from ..readers.actions import Action
from ..readers.amount_roles import Quantity
from ..readers.durations import TimeExpr
from ..readers.narrowing import Narrowing
from ..readers.noun_phrases import LY_NOUNS, Deliverable
from ..text.tokens import Document

Manner: TypeAlias = Literal["vague", "change", "concrete"]
Case: TypeAlias = Literal[
    "amount",
    "deliverable",
    "narrowed",
    "no object",
    "no act",
    "bare indicator",
    "vague verb",
    "bare object",
    "compound",
]


@dataclass(frozen=True, slots=True)
class SpecificReading:
    """`verdict` is None for unsure. `case` says which reason to give."""

    verdict: bool | None
    case: Case
    action: Action | None = None
    narrowed: tuple[Narrowing, ...] = ()


_ALWAYS_VAGUE = word_list("specific.always_vague")
_CHANGE_FIRST = word_list("specific.change_first")
_FILLING = word_list("specific.filling")
_COMPARATIVES: dict[str, Manner] = {
    **dict.fromkeys(word_list("specific.comparatives"), "change"),
    **dict.fromkeys(vocab("better stronger happier greater safer improved"), "vague"),
}
AT_A_TIME = word_list("specific.at_a_time")
_CONCRETE_PROVIDE = word_list("specific.concrete_provide")
_SOFT_ACTS = word_list("specific.soft_acts")
_CHANGE_OR_ACT = word_list("specific.change_or_act")


def manner(action: Action) -> Manner:
    """What the verb lets a reader expect: a change of an indicator, an act that can be seen, or neither."""
    classes, base = action.form.classes, action.base
    if base in _ALWAYS_VAGUE:
        return "vague"
    if classes & {"change", "keep"} and (base in _CHANGE_FIRST or not classes & {"vague"}):
        if classes & {"act", "done"} and base in _CHANGE_OR_ACT:
            return "change" if base not in ("move", "take", "collect") else "concrete"
        return "change"
    if classes & {"act", "done"} and base in _CONCRETE_PROVIDE | {
        "create",
        "build",
        "develop",
        "design",
        "produce",
        "establish",
    }:
        return "concrete"
    if "vague" in classes:
        return (
            "concrete"
            if base in _SOFT_ACTS
            and classes & {"act", "done"}
            and base not in ("educate", "guide", "fix", "bring", "give", "put")
            else "vague"
        )
    return "concrete"


_MEETINGS = word_list("specific.meetings")
_RECORDS = word_list("specific.records")
_HEED = vocab("attention priority thought consideration importance weight emphasis")
_SHIFTS = vocab("need shift change improvement culture progress difference")


_AFTER_MOVED = vocab("by to from below under .") | {""}


def _moved(doc: Document, action: Action) -> bool:
    """ "Bring spoiled meals on ward 4 down by June"."""
    for place in range(action.object_first + 1, action.object_stop):
        if doc.words[place] in ("down", "up") and doc.norm(place + 1) in _AFTER_MOVED:
            return True
    return False


def manner_of(doc: Document, action: Action) -> Manner:
    """The manner of a verb with its object: "raise awareness" changes no indicator."""
    raised = doc.norm(action.object_first) in ("awareness", "profile", "standards", "money", "hope", "aspirations")
    if action.base == "have" and set(doc.words[action.object_first : action.object_stop]) & _MEETINGS:
        return "concrete"
    if action.base == "keep" and set(doc.words[action.object_first : action.object_stop]) & _RECORDS:
        return "concrete"
    if action.base in ("stop", "start", "begin") and doc.norm(action.object_first) in ("being", "having", "feeling"):
        return "vague"
    if action.base == "keep" and doc.norm(action.object_first).endswith("ing"):
        return "vague"
    if action.base in ("bring", "win", "get") and doc.norm(action.verb + 1) == "back":
        return "change"
    if action.base == "put" and doc.norm(action.verb + 1) in ("up", "out", "together", "on"):
        return "concrete"
    if action.base in ("bring", "get", "drive", "take", "push") and _moved(doc, action):
        return "change"
    if action.base in ("give", "pay", "devote") and _HEED & set(
        doc.words[action.object_first : action.object_first + 3]
    ):
        return "vague"
    if action.base in ("see", "witness") and _SHIFTS & set(doc.words[action.object_first : action.object_stop]):
        return "vague"
    if action.base == "get" and doc.norm(action.object_first) == "better":
        return "vague"
    if action.base == "do" and doc.norm(action.object_first) in ("well", "better", "good", "best", "more", "our", "my"):
        return "vague"
    if action.base == "go" and doc.norm(action.object_first) in ("to", "for"):
        return "concrete"
    return "vague" if raised and action.base in ("raise", "increase", "build", "spread") else manner(action)


def read(
    doc: Document,
    start: int,
    times: tuple[TimeExpr, ...],
    quantities: tuple[Quantity, ...],
    actions: tuple[Action, ...],
    deliverables: tuple[Deliverable, ...],
    told: Document,
) -> SpecificReading:
    """The most specific reading that any act of the statement allows. `told`: the sentences before it, which say what
    "them" in "cut them by a third" stands for."""
    targets = [quantity for quantity in quantities if quantity.role in ("target", "frequency")]
    amounts = [quantity for quantity in targets if quantity.role == "target"]
    skip = {place for expr in times if expr.role != "duration" for place in range(expr.first, expr.stop)}
    skip |= {place for quantity in quantities for place in range(quantity.first, quantity.stop)}
    if amounts:
        named = _names_something(doc, start, skip) or _names_something(told, 0, set())
        return SpecificReading(
            named, "amount" if named else "no object", actions[0] if actions else None, _around(doc, start, skip)
        )
    if deliverables:
        return SpecificReading(True, "deliverable", actions[0] if actions else None, _around(doc, start, skip))
    best = SpecificReading(False, "no act")
    if by_the_clock(doc, start, actions) and any(expr.role == "clock" for expr in times):
        return SpecificReading(True, "narrowed")
    main = actions[:1] if actions and actions[0].base in ("become", "remain", "stay") else actions
    for action in main:
        reading = _read_action(doc, action, manner_of(doc, action), times, quantities, skip)
        best = max(best, reading, key=lambda found: (_RANK[found.verdict], found.case != "no act"))
    if not actions and best.case == "no act":
        best = _read_event(doc, start, quantities, skip) or best
    if doc.norm(start) in _COMPARATIVES and all(action.verb > start + 1 for action in actions):
        reading = _read_fragment(doc, start, quantities, skip)
        best = max(best, reading, key=lambda found: _RANK[found.verdict])
    return best if best.verdict else _turned(doc, start, best, quantities, skip)


def by_the_clock(doc: Document, start: int, actions: tuple[Action, ...]) -> bool:
    """ "In bed by 10.30": a place to be in at a time of day."""
    return not actions and doc.norm(start) in (
        "in",
        "up",
        "at",
        "home",
        "asleep",
        "awake",
        "out",
        "off",
        "lights",
        "no",
    )


def _turned(
    doc: Document, start: int, best: SpecificReading, quantities: tuple[Quantity, ...], skip: set[int]
) -> SpecificReading:
    """The reading of an act whose object stands before it, where that says more."""
    for action, verb in object_first.find(doc, start, told=best.case == "no act"):
        passed = skip | verb
        first, stop = action.object_first, action.object_stop
        objects = narrowing.content(doc, action, passed)
        reading = _decide(doc, action, first, stop, manner_of(doc, action), objects, quantities, passed)
        if reading.verdict:
            return reading
    return best


_PICKING = ("condition", "label", "holding", "scope")
_RANK: dict[bool | None, int] = {True: 2, None: 1, False: 0}


def _around(doc: Document, start: int, skip: set[int]) -> tuple[Narrowing, ...]:
    return narrowing.find(doc, start, len(doc.words), skip)


def _names_something(doc: Document, start: int, skip: set[int]) -> bool:
    """True when some word beside the amount says what is counted."""
    return any(
        place not in skip and word.isalpha() and len(word) > 1 and word not in _FILLING
        for place, word in enumerate(doc.words[start:], start)
    ) or any(word in ("nps", "csat", "ces") for word in doc.words)


_HELD_FOR = vocab("for with to at in")


def _read_event(doc: Document, start: int, quantities: tuple[Quantity, ...], skip: set[int]) -> SpecificReading | None:
    """ "First aid training for new staff": an event with its group stands for holding it."""
    for place in range(start, min(start + 6, len(doc.words))):
        if doc.words[place] in HELD and doc.norm(place + 1) in _HELD_FOR:
            objects = [word for word in doc.words[start:] if word.isalpha() and word not in NP_STOPS]
            reading = _decide(doc, None, start, len(doc.words), "concrete", objects, quantities, skip)
            return reading if reading.verdict else None
    return None


def _read_fragment(doc: Document, start: int, quantities: tuple[Quantity, ...], skip: set[int]) -> SpecificReading:
    stop = next((place for place in range(start, len(doc.words)) if doc.words[place] in (".", ";")), len(doc.words))
    objects = [word for word in doc.words[start + 1 : stop] if word.isalpha() and word not in NP_STOPS]
    return _decide(doc, None, start + 1, stop, _COMPARATIVES[doc.words[start]], objects, quantities, skip)


def _read_action(
    doc: Document,
    action: Action,
    how: Manner,
    times: tuple[TimeExpr, ...],
    quantities: tuple[Quantity, ...],
    skip: set[int],
) -> SpecificReading:
    if action.base in AT_A_TIME and any(expr.role == "clock" for expr in times):
        return SpecificReading(True, "narrowed", action)
    often = any(quantity.role == "frequency" for quantity in quantities)
    if action.object_stop <= action.object_first:
        return SpecificReading(False, "no object", action)
    objects = narrowing.content(doc, action, skip)
    reading = _decide(doc, action, action.object_first, action.object_stop, how, objects, quantities, skip)
    if often and how == "concrete" and objects and reading.verdict is False and not set(objects) <= OPEN_ENDED:
        return SpecificReading(True, "narrowed", action, reading.narrowed)
    return reading


def _decide(
    doc: Document,
    action: Action | None,
    first: int,
    stop: int,
    how: Manner,
    objects: list[str],
    quantities: tuple[Quantity, ...],
    skip: set[int],
) -> SpecificReading:
    if not objects:
        return SpecificReading(False, "no object", action)
    narrowed = narrowing.find(doc, first, stop, skip)
    sorts = {item.sort for item in narrowed}
    told = [quantity for quantity in quantities if quantity.role in _PICKING and first <= quantity.first < stop]
    picks = bool(sorts & {"group", "place", "condition"} or told)
    narrowed = (*narrowed, *(Narrowing(quantity.first, quantity.stop, "condition") for quantity in told))
    indicator = any(word in INDICATORS for word in objects) or _quality_of(doc, first, stop)
    if how == "vague":
        indicator = indicator and bool((set(objects) & INDICATORS) - PEOPLE or _quality_of(doc, first, stop))
        indicator = indicator or bool(set(objects) & SOFT_INDICATORS)
        with_what = any(item.sort == "topic" and doc.norm(item.first - 1) == "satisfaction" for item in narrowed)
        picks = picks or with_what
        asked = doc.norm(first) in ("why", "how", "what", "whether", "which")
        if (indicator or asked) and picks:
            return SpecificReading(True, "narrowed", action, narrowed)
        picked = any(item.sort == "group" and item.stop - item.first > 1 for item in narrowed)
        picked = picked or ("group" in sorts and bool(sorts & {"condition", "place"}))
        helped = picked and action is not None and action.base in ("help", "assist", "support", "serve")
        return SpecificReading(helped, "narrowed" if helped else "vague verb", action, narrowed)
    if how == "change":
        lead = _before_preposition(doc, first, stop, skip)
        holding = action is not None and action.base in ("maintain", "keep", "hold", "have", "sustain")
        holding = holding and not {"more", "fewer"} & set(doc.words[first:stop])
        ending = action is not None and action.base in ("eliminate", "eradicate", "halt")
        among = any(doc.words[item.first] == "among" for item in narrowed)
        if picks and (indicator or among or not (holding or ending)):
            return SpecificReading(True, "narrowed", action, narrowed)
        reaching = action is not None and action.base in ("achieve", "attain", "reach")
        if reaching and not picks and (_for_all(doc, first, stop) or not (lead and lead[-1] in INDICATORS)):
            return SpecificReading(False, "bare indicator", action, narrowed)
        if "topic" in sorts and (indicator or (len(lead) >= 2 and not (holding or ending))):
            return SpecificReading(True, "narrowed", action, narrowed)
        if indicator and len([word for word in lead if word not in INDICATORS | PEOPLE]) >= 3:
            return SpecificReading(True, "compound", action, narrowed)
        return SpecificReading(False, "bare indicator", action, narrowed)
    return _concrete(doc, action, first, stop, objects, narrowed, picks, skip)


def _for_all(doc: Document, first: int, stop: int) -> bool:
    """ "Access to water for all", "universal access": widened, not narrowed."""
    return "universal" in doc.words[first:stop] or any(
        doc.words[place] == "for" and doc.norm(place + 1) in ("all", "everyone", "everybody")
        for place in range(first, stop)
    )


def _quality_of(doc: Document, first: int, stop: int) -> bool:
    """ "The quality of ...": an indicator, where "quality service" is praise."""
    return any(doc.words[place] == "quality" and doc.norm(place + 1) == "of" for place in range(first, stop))


_LEAD_STOPS = word_list("specific.lead_stops")
_PLAIN_MODIFIERS = GENERIC_MODIFIERS - PRAISE


def _before_preposition(doc: Document, first: int, stop: int, skip: set[int]) -> list[str]:
    words = []
    for place in range(first, stop):
        word = doc.words[place]
        if word in _LEAD_STOPS:
            break
        adverb = word.endswith("ly") and word not in LY_NOUNS and word not in PRAISE
        if place not in skip and word.isalpha() and not adverb and word not in _PLAIN_MODIFIERS:
            words.append(word)
    return words


_MAKING = word_list("specific.making") | _CONCRETE_PROVIDE


def _concrete(
    doc: Document,
    action: Action | None,
    first: int,
    stop: int,
    objects: list[str],
    narrowed: tuple[Narrowing, ...],
    picks: bool,
    skip: set[int],
) -> SpecificReading:
    lead = _before_preposition(doc, first, stop, skip)
    solid = [
        word
        for word in lead
        if word not in ("back", "up", "out", "together", "something")
        and word not in OPEN_ENDED
        and word not in PRAISE
        and word in objects
    ]
    praised = any(word in PRAISE for word in lead)
    open_head = bool(lead) and lead[-1] in OPEN_ENDED and singular(lead[-1]) not in DELIVERABLES
    topic = any(item.sort == "topic" for item in narrowed)
    making = action is not None and action.base in _MAKING
    if making and praised:
        groups = [item for item in narrowed if item.sort in ("group", "condition")]
        return SpecificReading(
            bool(groups) and bool(solid) and not open_head, "narrowed" if groups else "vague verb", action, narrowed
        )
    if open_head and action is not None and action.base in ("explore", "consider", "seek", "pursue"):
        return SpecificReading(False, "bare object", action, narrowed)
    if making and open_head and not picks:
        return SpecificReading(False, "bare object", action, narrowed)
    if making and picks and open_head and all(item.stop - item.first == 1 for item in narrowed if item.sort != "topic"):
        picks = False  # "give patients more choice": everyone the writer serves
    if making and not picks and not topic:
        return SpecificReading(False, "bare object", action, narrowed)
    if picks and (solid or not lead or not open_head or len(objects) >= 2):
        return SpecificReading(True, "narrowed", action, narrowed)
    if topic and len(objects) >= 2:
        return SpecificReading(True, "narrowed", action, narrowed)
    told = doc.norm(first) in ("what", "how", "why", "whether", "that")
    if not told and not making and not open_head and not praised and len(solid) >= 2 and lead[-1] not in PEOPLE:
        return SpecificReading(True, "narrowed", action, narrowed)
    if not told and not open_head and len([word for word in objects if word not in OPEN_ENDED]) >= 3:
        return SpecificReading(True, "narrowed", action, narrowed)
    return SpecificReading(False, "bare object", action, narrowed)
