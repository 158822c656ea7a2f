"""The seven service gaps, which two parties each lies between, and which of them the evidence speaks for.

Gaps 1 to 5: A. Parasuraman, V. Zeithaml & L. Berry, A Conceptual Model of Service Quality (Journal of Marketing, 1985).
Gaps 6 and 7: A. Curry (1999), A. Luk & R. Layton (2002). Lovelock's textbooks number another set of seven: say which
you use. The signals of :func:`diagnose` are this workbook's reading.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Final, Literal

import msgspec

from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.servqual.items import folded

Verdict = Literal["shown", "mixed", "not shown", "not known"]

WANTED: Final = "customer expectation"
PERCEIVED: Final = "customer perception"
MANAGERS: Final = "management perception"
EMPLOYEES: Final = "employee perception"
SPECIFIED: Final = "specification"
DELIVERED: Final = "delivery"
PROMISED: Final = "external promises"
PARTIES: Final = (WANTED, PERCEIVED, MANAGERS, EMPLOYEES, SPECIFIED, DELIVERED, PROMISED)

LOVELOCK: Final = "Lovelock's textbooks number another set of seven gaps; this course counts as its sources do."


class ServiceGap(msgspec.Struct, frozen=True):
    """One of the seven: its number, what lies apart (``between``), what that means, its usual causes and cures."""

    number: int
    name: str
    between: tuple[str, str]
    says: str
    cause: str
    cure: str
    source: str


_FIRST: Final = "Parasuraman, Zeithaml & Berry 1985"
_LATER: Final = "Curry 1999; Luk & Layton 2002"

SEVEN: Final[tuple[ServiceGap, ...]] = (
    ServiceGap(
        1,
        "knowledge",
        (WANTED, MANAGERS),
        "Management does not know what customers expect.",
        "Nobody asks customers, or what the front line hears does not reach the top.",
        "Ask customers, and let those who meet them report upwards.",
        _FIRST,
    ),
    ServiceGap(
        2,
        "standards",
        (MANAGERS, SPECIFIED),
        "Management knows, but the standards do not say it.",
        "No goal is set for what customers want, or it is thought to be out of reach.",
        "Turn what customers expect into a standard that can be measured.",
        _FIRST,
    ),
    ServiceGap(
        3,
        "delivery",
        (SPECIFIED, DELIVERED),
        "The standard is right, and the service does not reach it.",
        "Too few people, wrong tools, unclear roles, or departments that do not work together.",
        "Give people the time, tools, training and say that the standard needs.",
        _FIRST,
    ),
    ServiceGap(
        4,
        "communication",
        (DELIVERED, PROMISED),
        "More is promised outside than is delivered.",
        "Those who promise do not ask those who deliver.",
        "Promise what is kept; let the two sides agree before the advertisement is printed.",
        _FIRST,
    ),
    ServiceGap(
        5,
        "service",
        (WANTED, PERCEIVED),
        "The customer experienced less than expected: the gap that SERVQUAL measures.",
        "The gaps inside the firm add up here.",
        "Find which of the inner gaps stands behind it, and close that one.",
        _FIRST,
    ),
    ServiceGap(
        6,
        "employee knowledge",
        (WANTED, EMPLOYEES),
        "The people who serve do not know what customers expect.",
        "They guess from the loudest or the last customer.",
        "Show front-line people what customers said.",
        _LATER,
    ),
    ServiceGap(
        7,
        "inner view",
        (EMPLOYEES, MANAGERS),
        "Employees and managers see customers' expectations differently.",
        "Each side knows something that it does not tell the other.",
        "Let both rank what customers want, and talk about the differences.",
        _LATER,
    ),
)

_BY_PAIR: Final = {frozenset(gap.between): gap for gap in SEVEN}
_OTHER_NAMES: Final = {
    "customer expectations": WANTED,
    "expected service": WANTED,
    "customer perceptions": PERCEIVED,
    "perceived service": PERCEIVED,
    "management perceptions": MANAGERS,
    "employee perceptions": EMPLOYEES,
    "specifications": SPECIFIED,
    "standards": SPECIFIED,
    "service delivery": DELIVERED,
    "external communication": PROMISED,
    "promises": PROMISED,
}


def service_gap(number: int) -> ServiceGap:
    """The gap with this number, 1 to 7."""
    if isinstance(number, bool) or number not in range(1, len(SEVEN) + 1):
        raise DataError(f"There is no gap {number!r}", "argument `number`", "Write a number from 1 to 7.")
    return SEVEN[number - 1]


def between(one: str, other: str) -> ServiceGap:
    """Which gap lies between two parties, in either order: ``between("specification", "delivery")`` is gap 3.

    Raises DataError for a name that is none of ``PARTIES``, and for two parties that no gap of the seven lies between.
    """
    parties = [_party(one, "one"), _party(other, "other")]
    found = _BY_PAIR.get(frozenset(parties))
    if found is None or parties[0] == parties[1]:
        told = "; ".join(f"{gap.number}: {gap.between[0]} / {gap.between[1]}" for gap in SEVEN)
        raise DataError(
            f"None of the seven gaps lies between {parties[0]} and {parties[1]}",
            "arguments `one` and `other`",
            f"The gaps are {told}.",
        )
    return found


def _party(name: object, argument: str) -> str:
    if isinstance(name, str):
        known = folded(name)
        if known in PARTIES:
            return known
        if known in _OTHER_NAMES:
            return _OTHER_NAMES[known]
    raise DataError(f"`{argument}` is {name!r}", f"argument `{argument}`", f"Write one of {', '.join(PARTIES)}.")


class Signal(msgspec.Struct, frozen=True):
    """A fact that can be seen, and that speaks for a gap where it is true and against it where it is false."""

    id: str
    gap: int
    says: str


SIGNALS: Final[tuple[Signal, ...]] = (
    Signal("managers-guess-wrong", 1, "Managers weigh what customers want differently from customers themselves."),
    Signal("complaints-stay-below", 1, "What the front line hears from customers does not reach managers."),
    Signal("no-standard", 2, "There is no standard for something that managers know customers want."),
    Signal("standard-measures-else", 2, "The standard measures what suits the firm instead of what customers want."),
    Signal("standard-missed", 3, "A standard exists that fits customers, and the work often misses it."),
    Signal("hands-or-tools-short", 3, "People, time or tools are too short to reach the standard."),
    Signal("promised-more", 4, "Advertising or sales promise more than is delivered."),
    Signal("promise-not-agreed", 4, "Those who deliver were not asked before the promise was made."),
    Signal("perceived-below-expected", 5, "Customers rate what they got below what they expected."),
    Signal(
        "staff-guess-wrong", 6, "Front-line people weigh what customers want differently from customers themselves."
    ),
    Signal("staff-and-managers-differ", 7, "Front-line people and managers disagree about what customers want."),
)


class GapFinding(msgspec.Struct, frozen=True):
    """What the evidence says of one gap: signals that are there, that are not, and that nobody has looked for."""

    gap: ServiceGap
    verdict: Verdict
    seen: tuple[Signal, ...]
    denied: tuple[Signal, ...]
    open: tuple[Signal, ...]


class Diagnosis(msgspec.Struct, frozen=True):
    """All seven findings in order; ``shown`` and ``not_known`` are the numbers of those gaps."""

    findings: tuple[GapFinding, ...]
    shown: tuple[int, ...]
    not_known: tuple[int, ...]
    notes: tuple[str, ...]


def diagnose(evidence: Mapping[str, bool | None]) -> Diagnosis:
    """Which gaps stated evidence speaks for. ``evidence`` maps ids of ``SIGNALS`` to True, False or None (not known).

    A gap is shown if a signal of it is true and none is false; mixed if both; not shown if one is false and none true;
    else not known: what nobody looked at is neither there nor absent. Several gaps can be shown at once. The rule
    orders what you state; it proves no cause. Raises DataError for an id that is no signal and for other values.
    Source: this workbook's reading.
    """
    if not isinstance(evidence, Mapping):
        raise DataError(
            f"`evidence` is a {type(evidence).__name__}", "argument `evidence`", "Write {'standard-missed': True, ...}."
        )
    ids = [signal.id for signal in SIGNALS]
    for name, value in evidence.items():
        if name not in ids:
            close = difflib.get_close_matches(str(name), ids, n=1)
            hint = f"Did you mean {close[0]!r}? " if close else ""
            raise DataError(f"{name!r} is no signal", "argument `evidence`", f"{hint}The signals are {', '.join(ids)}.")
        if value is not None and not isinstance(value, bool):
            raise DataError(
                f"{name!r} is {value!r}", "argument `evidence`", "Write True, False, or None where you do not know."
            )
    findings = tuple(_finding(gap, evidence) for gap in SEVEN)
    shown = tuple(finding.gap.number for finding in findings if finding.verdict == "shown")
    not_known = tuple(finding.gap.number for finding in findings if finding.verdict == "not known")
    notes = []
    inner = [number for number in shown if number != 5]
    if 5 in shown and not inner:
        notes.append("Gap 5 is where the others add up: look for gaps 1 to 4 behind it.")
    if inner and findings[4].verdict == "not shown":
        notes.append("Customers do not feel it (gap 5 is not shown): mend it before they do, or check whom you asked.")
    if not_known:
        notes.append(f"Nothing was said about gap {', '.join(map(str, not_known))}: not known, which is not 'no'.")
    return Diagnosis(findings, shown, not_known, (*notes, LOVELOCK))


def _finding(gap: ServiceGap, evidence: Mapping[str, bool | None]) -> GapFinding:
    own = [signal for signal in SIGNALS if signal.gap == gap.number]
    seen = tuple(signal for signal in own if evidence.get(signal.id) is True)
    denied = tuple(signal for signal in own if evidence.get(signal.id) is False)
    left = tuple(signal for signal in own if evidence.get(signal.id) is None)
    verdict: Verdict = "not known"
    if seen:
        verdict = "mixed" if denied else "shown"
    elif denied:
        verdict = "not shown"
    return GapFinding(gap, verdict, seen, denied, left)
