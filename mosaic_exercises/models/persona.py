"""Personas: fields with evidence, and rules that find what a persona lacks.

A persona is an archetype that rests on research: experience, end and life goals; activities, attitudes, aptitudes,
motivations and skills (Cooper et al., *About Face*). Rules say what is missing and where, never that a persona is good.
Word lists and thresholds are this workbook's reading.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, Literal

import msgspec

from mosaic_exercises.models.claims import figures_in
from mosaic_exercises.results import Criterion

Source = Literal["interview", "survey", "data", "assumption"]
Role = Literal[
    "",
    "name",
    "demographic",
    "quote",
    "experience-goal",
    "end-goal",
    "life-goal",
    "activity",
    "attitude",
    "aptitude",
    "skill",
    "motivation",
    "frustration",
    "channel",
    "need",
]
GOALS: Final = ("experience-goal", "end-goal", "life-goal")
BEHAVIOUR: Final = (*GOALS, "activity", "attitude", "aptitude", "skill", "motivation", "frustration", "channel", "need")
"""What makes a persona more than a row of a census."""

ALIKE: Final = 0.8
"""From this share of common words on, two personas count as the same (this workbook's reading)."""

WORDS = re.compile(r"\w+")


class Evidence(msgspec.Struct, frozen=True):
    """What a field rests on. ``ref``: the id of an interview or figure; ``note``: where else it can be looked up."""

    source: Source
    ref: str = ""
    note: str = ""


class Field(msgspec.Struct, frozen=True):
    """One field of a persona. ``texts``: what is in it, none blank. ``asks``: evidence may be named for it.
    ``free_numbers``: a number in it is no claim (an age, a name)."""

    id: str
    label: str
    texts: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    role: Role = ""
    asks: bool = True
    free_numbers: bool = False


class Persona(msgspec.Struct, frozen=True):
    """One persona; ``name`` is how messages call it."""

    id: str
    name: str
    fields: tuple[Field, ...] = ()


class PersonaStanding(msgspec.Struct, frozen=True):
    """How a persona stands, counted over its filled fields that ask for evidence.

    ``counts``: evidence entries per field id. ``named``: fields with at least one entry. ``assumed``: named fields
    whose every source is an assumption. ``share_assumed``: assumed / named, 0.0 where none is named.
    """

    filled: int
    named: int
    assumed: int
    share_assumed: float
    counts: dict[str, int]
    words: str


def standing(persona: Persona) -> PersonaStanding:
    """How much of a persona rests on evidence; ``words`` says it, and says so where it is made of assumptions."""
    asked = [f for f in persona.fields if f.asks and f.texts]
    named = [f for f in asked if f.evidence]
    assumed = [f for f in named if all(e.source == "assumption" for e in f.evidence)]
    if not asked:
        words = "Empty."
    elif not named:
        words = "No evidence named."
    elif len(assumed) == len(named):
        words = "Made of assumptions: to be tested before anybody decides by it."
    else:
        words = f"{len(named) - len(assumed)} of {len(asked)} filled fields rest on interviews, survey or data."
    share = len(assumed) / len(named) if named else 0.0
    return PersonaStanding(
        len(asked), len(named), len(assumed), share, {f.id: len(f.evidence) for f in persona.fields if f.asks}, words
    )


def words_of(persona: Persona) -> frozenset[str]:
    """The words of everything that is behaviour: goals, activities, frustrations, but no name and no demographics."""
    texts = (t for f in persona.fields if f.role in BEHAVIOUR for t in f.texts)
    return frozenset(w for t in texts for w in WORDS.findall(t.casefold()))


def likeness(one: Persona, other: Persona) -> float:
    """Common words over all words of the behaviour of two personas (Jaccard), 0.0 to 1.0; 0.0 where one has none."""
    a, b = words_of(one), words_of(other)
    return len(a & b) / len(a | b) if a and b else 0.0


def _field(persona: Persona, roles: tuple[str, ...]) -> str:
    first = next((f.id for f in persona.fields if f.role in roles), "")
    return f"{persona.id}/{first}" if first else persona.id


def demographics_only(personas: tuple[Persona, ...]) -> tuple[Criterion, ...]:
    """A persona tells more than who somebody is on paper."""
    return tuple(
        Criterion(
            "demographics-only",
            False,
            f"{p.name} has demographic details, but no goal, activity, attitude, motivation or frustration.",
            "Two people of one age and income can want opposite things. What they do and want is what a design can "
            "serve.",
            f"Fill at least one goal and one frustration of {p.name} from an interview.",
            _field(p, BEHAVIOUR),
            "persona-demographics-only",
        )
        for p in personas
        if any(f.texts for f in p.fields if f.role == "demographic")
        and not any(f.texts for f in p.fields if f.role in BEHAVIOUR)
    )


def invented_number(personas: tuple[Persona, ...]) -> tuple[Criterion, ...]:
    """A number that claims something names an interview, a survey or data."""
    return tuple(
        Criterion(
            "invented-number",
            False,
            f"{p.name}, “{f.label}” gives the number {claims[0]} and names no interview, survey or data for it.",
            "A number looks like knowledge. Without a source it is an invention that others will repeat.",
            f"Name where {claims[0]} comes from, beside “{f.label}”, or say it without the number.",
            f"{p.id}/{f.id}",
            "persona-invented",
        )
        for p in personas
        for f in p.fields
        if not f.free_numbers
        and all(e.source == "assumption" for e in f.evidence)
        and (claims := [c for t in f.texts for c in figures_in(t)])
    )


def no_goal(personas: tuple[Persona, ...]) -> tuple[Criterion, ...]:
    """A persona has a goal."""
    return tuple(
        Criterion(
            "no-goal",
            False,
            f"{p.name} has no goal.",
            "Goals are why somebody does anything at all; without one, no feature can be said to help.",
            f"Ask of {p.name}: what should be done at the end of the day (end goal), how should it feel (experience "
            "goal)?",
            _field(p, ("end-goal", "experience-goal", "life-goal")),
        )
        for p in personas
        if not any(f.texts for f in p.fields if f.role in GOALS)
    )


def no_evidence(personas: tuple[Persona, ...]) -> tuple[Criterion, ...]:
    """Each filled field that asks for evidence names it; an assumption is a name too, and says so."""
    return tuple(
        Criterion(
            "no-evidence",
            False,
            f"{p.name}, “{f.label}” names no evidence.",
            "A reader cannot tell what you found from what you guess.",
            f"Beside “{f.label}”, name an interview, the survey or data. If you guess, choose “assumption”: that is "
            "honest and can be tested.",
            f"{p.id}/{f.id}",
            "persona-invented",
        )
        for p in personas
        for f in p.fields
        if f.asks and f.texts and not f.evidence
    )


def only_assumptions(personas: tuple[Persona, ...]) -> tuple[Criterion, ...]:
    """At least one field rests on something else than an assumption."""
    return tuple(
        Criterion(
            "only-assumptions",
            False,
            f"Every source that {p.name} names is an assumption.",
            "Such a persona is a proto-persona: useful to plan interviews, too weak to decide by.",
            f"Read the interviews and find one sentence that supports, or contradicts, a field of {p.name}.",
            p.id,
            "persona-invented",
        )
        for p in personas
        if (s := standing(p)).named and s.assumed == s.named
    )


def same_twice(personas: tuple[Persona, ...]) -> tuple[Criterion, ...]:
    """No two personas are the same but for name and demographics."""
    return tuple(
        Criterion(
            "same-twice",
            False,
            f"{other.name} has nearly the same goals and habits as {one.name}: they share {likeness(one, other):.0%} "
            "of the words.",
            "Two personas are worth having only if they would decide differently somewhere.",
            f"Ask where {other.name} would choose otherwise than {one.name}. If nowhere, keep one of them.",
            other.id,
        )
        for i, one in enumerate(personas)
        for other in personas[i + 1 :]
        if likeness(one, other) >= ALIKE
    )


class PersonaRule(msgspec.Struct, frozen=True):
    """One rule: its id, what it asks for in words, and the function that returns what breaks it. ``applies``: whether
    the personas have anything that the rule speaks of; where they have not, silence means nothing."""

    id: str
    text: str
    check: Callable[[tuple[Persona, ...]], tuple[Criterion, ...]]
    applies: Callable[[tuple[Persona, ...]], bool]


def _behave(personas: tuple[Persona, ...]) -> bool:
    return any(f.texts for p in personas for f in p.fields if f.role in BEHAVIOUR)


def _asked(personas: tuple[Persona, ...]) -> bool:
    return any(standing(p).filled for p in personas)


def _named(personas: tuple[Persona, ...]) -> bool:
    return any(standing(p).named for p in personas)


def _several(personas: tuple[Persona, ...]) -> bool:
    return len(personas) > 1


_ALL = (
    PersonaRule(
        "demographics-only", "More than demographics: goals, activities or frustrations.", demographics_only, _behave
    ),
    PersonaRule("invented-number", "Every number names an interview, a survey or data.", invented_number, _behave),
    PersonaRule("no-goal", "There is a goal.", no_goal, _behave),
    PersonaRule(
        "no-evidence", "Every filled field names its evidence, even if it is an assumption.", no_evidence, _asked
    ),
    PersonaRule("only-assumptions", "Something rests on an interview, the survey or data.", only_assumptions, _named),
    PersonaRule("same-twice", "No two are the same but for name and age.", same_twice, _several),
)
RULES: Mapping[str, PersonaRule] = MappingProxyType({rule.id: rule for rule in _ALL})


def broken(personas: tuple[Persona, ...], rules: tuple[str, ...] = tuple(RULES)) -> tuple[Criterion, ...]:
    """Everything that breaks the named rules; ``item`` is "<persona id>/<field id>" or "<persona id>"."""
    return tuple(c for name in rules for c in RULES[name].check(personas))
