"""What the learner is told: one sentence of reason and, where something is missing, what to try.

Advice names what is missing, quotes the learner's own words and gives a pattern with gaps. It never rewrites the
statement: filling the gaps is the exercise.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from .lexicon import word_list
from .lexicon.times import DETERMINERS, NP_STOPS
from .readers.actions import Action
from .readers.amount_roles import Quantity
from .readers.durations import TimeExpr
from .readers.noun_phrases import Deliverable
from .readers.times import years
from .text.tokens import Document
from .verdicts.flags import Flag
from .verdicts.relevant import RelevantReading
from .verdicts.specific import SpecificReading, manner

_LONGEST_QUOTE = 60


def quote(doc: Document, first: int, stop: int) -> str:
    """The learner's own words for tokens `first` to `stop`, in quotation marks."""
    if stop <= first:
        return ""
    start, end = doc.chars(first, stop)
    words = " ".join(doc.raw[start:end].split())
    return f"“{words if len(words) <= _LONGEST_QUOTE else words[:_LONGEST_QUOTE].rsplit(' ', 1)[0] + ' …'}”"


def _act(doc: Document, action: Action) -> str:
    return quote(doc, action.verb, max(action.object_first, action.verb + 1))


def _object(doc: Document, action: Action, times: tuple[TimeExpr, ...]) -> str:
    stop = min([action.object_stop] + [expr.first for expr in times if expr.first > action.object_first])
    return quote(doc, action.object_first, stop)


def specific(
    doc: Document, reading: SpecificReading, actions: tuple[Action, ...], times: tuple[TimeExpr, ...]
) -> tuple[str, str]:
    """Reason and advice for `specific`."""
    action = reading.action
    extra = _two_acts(doc, actions)
    if reading.case == "amount":
        return "It names what is to change and puts an amount to it.", extra
    if reading.case == "deliverable":
        return "It names a thing to be made or an act to be done, not a topic.", extra
    if reading.case == "narrowed" and reading.verdict:
        if not reading.narrowed:
            return "It names an act that can be seen and what it is done to.", extra
        what = quote(doc, reading.narrowed[0].first, reading.narrowed[0].stop)
        return f"{what} narrows what the act is about.", extra
    if action is None:
        return (
            "No act and object are named.",
            "Say who does what to what. Pattern: “[verb that can be seen] __ among __”.",
        )
    named = _object(doc, action, times)
    if reading.case == "compound":
        return (
            f"{named} is one kind of indicator, not the whole of it.",
            f"For whom or where does {named} change? Pattern: “{action.base} __ among __ to __”.",
        )
    if reading.case == "no object":
        return (
            f"{_act(doc, action)} has no object of its own: what changes, and for whom?",
            "Name the indicator and the group. Pattern: “[verb] [indicator] among [group] from __ to __”.",
        )
    if reading.case == "bare indicator":
        return (
            f"{named or _act(doc, action)} could be anywhere and for anyone.",
            f"Narrow {named or 'it'}: which product, place or group? Pattern: “{action.base} __ among __ by __”.",
        )
    if reading.case == "vague verb" or manner(action) == "vague":
        return (
            f"{_act(doc, action)} can mean many acts, so two people could not agree whether it was done.",
            f"What would be seen to change in {named or 'it'}? "
            "Pattern: “raise (or reduce) [indicator] among [group] from __ to __”.",
        )
    return (
        f"{named or _act(doc, action)} is not narrowed to a group, a place, a product or a deliverable.",
        "Say which one, for whom or where. Pattern: “[verb] __ for __ in __”.",
    )


def _two_acts(doc: Document, actions: tuple[Action, ...]) -> str:
    """Advice on a second main act; "by adding ..." is a method, not a second act."""
    firsts = [action for action in actions if action.base not in ("commit", "try", "continue", "aim", "help", "work")]
    for one, other in pairwise(firsts):
        between = doc.words[one.verb + 1 : other.verb]
        if between and between[-1] in ("and", "&", "+", "plus") and one.base != other.base:
            return (
                f"There are two acts, {_act(doc, one)} and {_act(doc, other)}. One may be done and the other not: "
                "consider an objective for each."
            )
    return ""


def measurable(
    doc: Document,
    verdict: bool | None,
    quantities: tuple[Quantity, ...],
    deliverables: tuple[Deliverable, ...],
    actions: tuple[Action, ...],
) -> tuple[str, str]:
    """Reason and advice for `measurable`."""
    targets = [quantity for quantity in quantities if quantity.role == "target"]
    if targets:
        return f"{_measure(doc, targets)} can be counted and checked.", _baseline(doc, quantities, targets, actions)
    if verdict and deliverables:
        item = deliverables[0]
        if item.sort == "universal":
            return f"{quote(doc, item.first, item.stop)} can be counted: each one is done or not.", ""
        return f"{quote(doc, item.first, item.stop)} is plainly done or not done.", ""
    if verdict:
        times_said = next((quantity for quantity in quantities if quantity.role == "frequency"), None)
        said = quote(doc, times_said.first, times_said.stop) if times_said else "How often"
        return f"{said} can be counted.", "Say how much each time, too. Pattern: “__ [units] each time”."
    if verdict is None and deliverables:
        item = deliverables[0]
        return (
            f"It is not plain what would show that {quote(doc, item.first, item.stop)} is done.",
            "Name what exists at the end. Pattern: “a written __ that lists __”.",
        )
    return _no_target(doc, quantities, actions)


def _measure(doc: Document, targets: list[Quantity]) -> str:
    return " and ".join(_amount(doc, quantity) for quantity in targets[:2])


_LEADS = word_list("wording.leads")


def _amount(doc: Document, quantity: Quantity) -> str:
    """The amount with the word that says what it counts or which way it points."""
    first, stop = quantity.first, quantity.stop
    word = stop < len(doc.tokens) and doc.tokens[stop].kind == "word"
    counted = word and doc.norm(stop) not in NP_STOPS and doc.norm(stop) not in DETERMINERS
    if doc.norm(first - 1) in _LEADS:
        first -= 1
    return quote(doc, first, stop + 1 if counted else stop)


_AMOUNT_WORDS = word_list("wording.amount_words")
_IDLE_REASON = {
    "holding": "counts what you have; it is not a target",
    "scope": "says where, not how much",
    "condition": "says which ones, not how many",
    "label": "is a name or a label, not an amount to reach",
    "confidence": "says how sure you are, not what will be reached",
    "baseline": "is where you start, not where you want to be",
    "universal": "says how many there are, not what will be seen",
}


def _no_target(doc: Document, quantities: tuple[Quantity, ...], actions: tuple[Action, ...]) -> tuple[str, str]:
    changing = next((action for action in actions if manner(action) == "change"), None)
    pattern = (
        f"“{changing.base} __ from __ to __”"
        if changing
        else "“from __ to __”, “__ out of __”, or a thing that is done or not"
    )
    idle = next((quantity for quantity in quantities if quantity.role in _IDLE_REASON), None)
    if idle is not None:
        reason = f"{quote(doc, idle.first, idle.stop)} {_IDLE_REASON[idle.role]}."
        return reason, f"How will you know it is reached? Add the target. Pattern: {pattern}."
    loose = next((place for place, word in enumerate(doc.words) if word in _AMOUNT_WORDS), None)
    if loose is not None:
        return (
            f"{quote(doc, loose, loose + 1)} gives a direction but no amount.",
            f"Put a number in the place of {quote(doc, loose, loose + 1)}. Pattern: {pattern}.",
        )
    if changing is not None:
        return (
            f"{quote(doc, changing.verb, min(changing.object_stop, changing.verb + 6))} has no target.",
            f"How much, and from what? Pattern: {pattern}.",
        )
    return (
        "No amount and no finished thing is named, so nobody could say it was reached.",
        f"Add what will be counted. Pattern: {pattern}.",
    )


_NO_BASELINE_ASKED = word_list("wording.no_baseline_asked")


def _baseline(
    doc: Document, quantities: tuple[Quantity, ...], targets: list[Quantity], actions: tuple[Action, ...]
) -> str:
    """More than the verdict asks: a change is only checked against a starting point."""
    if any(quantity.role == "baseline" for quantity in quantities):
        return ""
    for action in actions:
        following = [quantity for quantity in targets if quantity.first >= action.verb]
        if manner(action) == "change" and following and action.base not in _NO_BASELINE_ASKED:
            said = _amount(doc, following[0])
            return (
                f"Measurable as it stands, but what does {said} start from? Without the value today nobody can tell "
                f"how far it moved. Pattern: “{action.base} __ from __ to __”."
            )
    return ""


_TIME_REASON = {
    "vague": "{} names no date",
    "service": "{} says how fast each one is done, not when the objective is reached",
    "rate": "{} is a rate: it says how fast, not until when",
    "history": "{} looks back; it is not an end point",
    "clock": "{} is a time of day, not an end point",
    "duration": "{} is a length of time, not an end point",
}


def time_bound(doc: Document, times: tuple[TimeExpr, ...], today: date) -> tuple[str, str]:
    """Reason and advice for `time_bound`."""
    ends = [expr for expr in times if expr.role == "deadline"]
    if ends:
        past = [year for expr in ends for year in years(doc, expr)]
        said = quote(doc, ends[-1].first, ends[-1].stop)
        if past and max(past) < today.year:
            return (
                f"{said} sets an end point.",
                f"{said} has passed: is there a new date? Pattern: “by [day, month, year]”.",
            )
        return f"{said} sets an end point.", ""
    rhythm = next((expr for expr in times if expr.role == "schedule"), None)
    if rhythm is not None:
        said = quote(doc, rhythm.first, rhythm.stop)
        return (
            f"{said} sets a schedule.",
            f"A schedule counts, but {said} has no end: there is no day to look back and judge. Pattern: “… until __”.",
        )
    for role, sentence in _TIME_REASON.items():
        expr = next((expr for expr in times if expr.role == role), None)
        if expr is not None:
            said = quote(doc, expr.first, expr.stop)
            return (
                f"{sentence.format(said)}.",
                "Add the day it is to be reached. Pattern: “by [day, month, year]” or “within __ months”.",
            )
    return "No end point and no period is named.", "By when? Pattern: “by [day, month, year]” or “within __ months”."


_FLAG_REASON = {
    "absolute": "{} asks for an outcome without exception, which you do not control",
    "instant": "{} expects a result at once",
    "superlative": "{} is a rank that depends on what others do",
    "extreme": "{} is an extreme rise for so short a time",
}
_FLAG_ADVICE = {
    "absolute": "What share could you reach with what you have? Pattern: “__ out of __” or “from __ to __”.",
    "instant": "How long would the first visible step take? Pattern: “within __ weeks”.",
    "superlative": "What would customers notice if you were? Pattern: “raise [indicator] from __ to __”.",
    "extreme": "What did you reach in the last period? Pattern: “from __ to __ by __”, with a step you can defend.",
}


def achievable(doc: Document, flags: tuple[Flag, ...]) -> tuple[str, str]:
    """Reason and advice for `achievable`, which sees wording only."""
    if not flags:
        return ("No red flag in the wording; the words cannot show whether you have the means.", "")
    flag = flags[0]
    said = quote(doc, flag.first, flag.stop)
    return f"{_FLAG_REASON[flag.sort].format(said)}.", _FLAG_ADVICE[flag.sort]


def relevant(doc: Document, reading: RelevantReading) -> tuple[str, str]:
    """Reason and advice for `relevant`, which sees a stated tie only."""
    if reading.met:
        said = quote(doc, reading.first, reading.stop)
        if reading.purpose:
            return f"{said} says what it is for.", ""
        return f"{said} points to whom or what it serves.", ""
    if reading.met is None:
        return (
            "What it serves is not named, though it may be meant.",
            "Say it: for whom or for what result? Pattern: “… so that [customers, staff or result] __”.",
        )
    return (
        "No customer, staff, sales, service, cost, mission or health goal is stated.",
        "What is it for? Pattern: “… so that [customers, staff or result] __”.",
    )
