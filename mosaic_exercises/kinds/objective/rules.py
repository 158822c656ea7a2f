"""What an objective is looked at for: S, M and T of its wording, the fields beside it, and whether both agree.

S, M and T are judged (models.smart). Nobody can see from words whether a target can be reached or matters, so A and R
are asked for in fields; judged is only that a field is filled in and does not contradict the text. What the words leave
open is put to the learner as a question (``met`` None, judge "learner") and never scored.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds.completeness import Rule
from mosaic_exercises.kinds.objective.task import Ask, Objectives, ObjectiveTask, WrittenObjective, aim_words
from mosaic_exercises.reading.numerals import read_numeral, written
from mosaic_exercises.reading.signs import quoted
from mosaic_exercises.results import Criterion

if TYPE_CHECKING:
    from mosaic_exercises.models import smart

JUDGED = (("S", "specific"), ("M", "measurable"), ("T", "time_bound"))
NAMES: Mapping[str, str] = MappingProxyType(
    {
        "specific": "Specific",
        "measurable": "Measurable",
        "achievable": "Achievable",
        "relevant": "Relevant",
        "time_bound": "Time-bound",
    }
)
FIELD_NAMES: Mapping[Ask, str] = MappingProxyType(
    {"baseline": "Baseline and its source", "resources": "Resources", "owner": "Owner", "aim": "Aim it serves"}
)
ASKED: Mapping[Ask, str] = MappingProxyType(
    {
        "baseline": "Say where it stands today and how you know.",
        "resources": "Say what it needs: people, time, money, tools.",
        "owner": "Name the one person or role that answers for it.",
        "aim": "Say which aim it serves, or pull in the strategy or measure it comes from.",
    }
)
_NUMBERS = re.compile(r"\d[\d.,'\u2009\u202f]*(?:\s?\d{3})*")
_NOBODY = re.compile(
    r"\W*(?:everyone|everybody|all(?: of us| staff| employees| departments)?|we(?: all)?|nobody|no one|tbd|none|someone"
    r"|the (?:company|firm|organi[sz]ation))\W*",
    re.IGNORECASE,
)
_NOTHING = re.compile(r"\W*(?:none|no|nothing|n/?a|tbd|no (?:budget|resources|money|time))(?: needed| yet)?\W*", re.I)
_WORDS = re.compile(r"[^\W\d_]{4,}")
_SMALL = frozenset(
    re.findall(
        r"\w+",
        """
        that this with from than into their them they have more most each every which when where what will would should
        could year years month months week weeks share number percent least among over under until before after raise
        increase reduce grow improve become make better good
        """,
    )
)


def numbers(text: str) -> tuple[float, ...]:
    """Every number in a text that can be read, in order."""
    found: list[float] = []
    for hit in _NUMBERS.finditer(text):
        try:
            found.append(read_numeral(hit.group().strip(" .,'")).value)
        except FormatError:
            continue
    return tuple(found)


@lru_cache(512)
def read(text: str) -> smart.Assessment:
    """The text as the model reads it: once, though the letters, the fields and the rules all ask."""
    from mosaic_exercises.models import smart  # its word lists are a third of a kernel's imports

    return smart.assess(text)


def rests_on(seen: smart.Assessment, name: str) -> tuple[str, ...]:
    """The words of the text that a criterion that is met stands on, in order, each once; none where it is not met."""
    finding = seen.finding(name)
    if finding.verdict != "met":
        return ()
    ordered = sorted(finding.spans, key=lambda span: span.start)
    return tuple(dict.fromkeys(" ".join(span.words(seen.text).split()) for span in ordered))


def stated_baseline(text: str) -> float | None:
    """The number the text itself starts from ("from 31%"), None where it says none in digits."""
    spans = (numbers(span.words(text)) for span in read(text).spans if span.label == "baseline")
    return next((said[0] for said in spans if said), None)


FAR = 2.0
"""Where a target is more than so many times today's figure, or less than that part of it, a board asks by what means
(this workbook's reading)."""


def far_targets(task: ObjectiveTask, answer: Objectives) -> tuple[Criterion, ...]:  # noqa: ARG001 - as the contract has it
    """The objectives whose target is far from today's figure, with the means that they name."""
    found: list[Criterion] = []
    for o in answer:
        start = stated_baseline(o.text) if o.text else None
        spans = read(o.text).spans if start else ()
        after = next((s.end for s in spans if s.label == "baseline"), 0)
        aimed = [numbers(s.words(o.text)) for s in spans if s.label == "target" and s.start >= after]
        goal = next((said[0] for said in aimed if said), None)
        if not start or goal is None or max(goal, start) <= FAR * min(goal, start):
            continue
        means = f"the means it names are {quoted(o.resources, 100)}" if o.resources else "it names no means"
        seen = f"{quoted(o.text, 160)} goes from {written(start)} to {written(goal)}, and {means}."
        found.append(Criterion("far-target", False, seen, item=o.slot))
    return tuple(found)


def field_fault(objective: WrittenObjective, field: Ask) -> tuple[str, str] | None:
    """What is wrong with a field that is filled in: (why, what to try), None where nothing is."""
    if field == "owner" and _NOBODY.fullmatch(objective.owner):
        return (
            f"{quoted(objective.owner)} is not one owner. What everybody owns nobody answers for.",
            "Name one person or one role, such as the head of the claims desk.",
        )
    if field == "resources" and _NOTHING.fullmatch(objective.resources):
        return (
            f"{quoted(objective.resources)}: a change that costs nothing is rare. Somebody's hours are a resource too.",
            "Name whose time it takes, and how much of it.",
        )
    if field == "baseline" and objective.text:
        started = stated_baseline(objective.text)
        said = numbers(objective.baseline)
        if started is not None and said and started not in said:
            return (
                f"The text starts from {written(started)}, the field says {quoted(objective.baseline)}: one of the two "
                "is wrong.",
                "Look the figure up, and write the same one in both places.",
            )
        if started is not None and not said:
            return (
                f"The text starts from {written(started)}, but the field gives no figure and no source for it.",
                "Write the figure of today and where it comes from.",
            )
    return None


def open_question(
    task: ObjectiveTask, objective: WrittenObjective, seen: smart.Assessment, letter: str
) -> tuple[str, str]:
    """What the words of A or R leave to the learner: (what is open, what to ask oneself); two "" where nothing is."""
    if letter == "A":
        finding = seen.achievable
        return (finding.reason, finding.advice) if finding.verdict != "met" else ("", "")
    said = aim_words(task, objective)
    if said and objective.text and not _shared(objective.text, said) and seen.relevant.verdict != "met":
        return (
            f"The objective and its aim {quoted(said)} have no word in common.",
            "If it is reached, how does the aim come nearer? If that takes more than a sentence, choose another aim.",
        )
    return "", ""


def _shared(one: str, other: str) -> bool:
    """Whether two texts share a word, endings apart."""

    def stems(text: str) -> set[str]:
        return {w[:5] for w in (m.casefold() for m in _WORDS.findall(text)) if w not in _SMALL}

    return bool(stems(one) & stems(other))


ObjectiveRule = Rule[ObjectiveTask, Objectives]


def _aims(task: ObjectiveTask, answer: Objectives) -> tuple[Criterion, ...]:
    names = {slot.id: slot.name for slot in task.slots}
    return tuple(
        Criterion(
            "aim-not-objective",
            False,
            f"{names[o.slot]}: {quoted(o.text)} reads like an aim.",
            "An aim gives a direction. An objective says what will be different by when, so that it can be checked.",
            "Ask yourself: on what day could two people look and agree that it is reached?",
            o.slot,
        )
        for o in answer
        if o.text and read(o.text).kind in ("aim", "neither")
    )


def _twice(task: ObjectiveTask, answer: Objectives) -> tuple[Criterion, ...]:
    names = {slot.id: slot.name for slot in task.slots}
    first: dict[str, str] = {}
    found = []
    for o in answer:
        words = " ".join(re.findall(r"\w+", o.text.casefold()))
        earlier = first.setdefault(words, o.slot)
        if words and earlier != o.slot:
            found.append(
                Criterion(
                    "said-twice",
                    False,
                    f"{names[earlier]} and {names[o.slot]} have the same objective.",
                    "Each of them asks something else; one sentence in two places leaves one of them without an "
                    "objective.",
                    f"Read again what {quoted(names[o.slot])} asks for, and write an objective for it.",
                    o.slot,
                )
            )
    return tuple(found)


RULES: Mapping[str, ObjectiveRule] = MappingProxyType(
    {
        rule.id: rule
        for rule in (
            ObjectiveRule(
                "aim-not-objective",
                "Each is an objective, not an aim: it can be checked.",
                _aims,
                lambda _, answer: any(o.text for o in answer),
            ),
            ObjectiveRule(
                "said-twice",
                "No two objectives say the same.",
                _twice,
                lambda _, answer: sum(bool(o.text) for o in answer) > 1,
            ),
        )
    }
)
UNCOUNTED = frozenset({"aim-not-objective"})  # what it says is in S, M and T already
