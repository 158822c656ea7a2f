"""Personas: evidence counted, and each rule against a persona that breaks it alone."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from mosaic_exercises.models.persona import (
    RULES,
    Evidence,
    Field,
    Persona,
    broken,
    likeness,
    standing,
)

SAID = (Evidence("interview", "int-06"),)
GUESS = (Evidence("assumption"),)
GRACE = Persona(
    "e1",
    "Grace",
    (
        Field("name", "Name", ("Grace",), role="name", asks=False),
        Field("age", "Age", ("34, two children",), role="demographic", asks=False, free_numbers=True),
        Field("goal", "Goal", ("children home by six",), SAID, role="end-goal"),
        Field("pain", "Frustration", ("the number is under Documents",), GUESS, role="frustration"),
    ),
)
INGRID = Persona(
    "e2",
    "Ingrid",
    (Field("goal", "Goal", ("long rides without a breakdown",), SAID, role="end-goal"),),
)


def changed(field: str, **values: Any) -> Persona:
    return replace(GRACE, fields=tuple(replace(f, **values) if f.id == field else f for f in GRACE.fields))


def test_standing_counts_evidence() -> None:
    found = standing(GRACE)
    assert (found.filled, found.named, found.assumed, found.share_assumed) == (2, 2, 1, 0.5)
    assert found.counts == {"goal": 1, "pain": 1}
    assert found.words == "1 of 2 filled fields rest on interviews, survey or data."


def test_a_persona_of_assumptions_says_so() -> None:
    found = standing(changed("goal", evidence=GUESS))
    assert found.share_assumed == 1.0
    assert found.words.startswith("Made of assumptions")
    assert standing(Persona("x", "X")).words == "Empty."
    assert standing(Persona("x", "X", (Field("a", "A", ("b",)),))).words == "No evidence named."


TWIN = replace(GRACE, id="e3", name="Gloria")
NO_GOAL = changed("goal", texts=(), evidence=())
BREAKS: list[tuple[str, tuple[Persona, ...], str, str]] = [
    ("invented-number", (changed("pain", texts=("73% never find it",)),), "e1/pain", "73%"),
    ("no-goal", (NO_GOAL, INGRID), "e1/goal", "Grace has no goal"),
    ("no-evidence", (changed("pain", evidence=()),), "e1/pain", "“Frustration”"),
    ("only-assumptions", (changed("goal", evidence=GUESS),), "e1", "Grace"),
    ("same-twice", (GRACE, TWIN), "e3", "Gloria"),
]


@pytest.mark.parametrize(("rule", "personas", "item", "said"), BREAKS, ids=[b[0] for b in BREAKS])
def test_each_rule_fires_alone_and_says_where(rule: str, personas: tuple[Persona, ...], item: str, said: str) -> None:
    others = tuple(r for r in RULES if r != "only-assumptions" or rule == "only-assumptions")
    found = broken(personas, others)
    assert [(c.id, c.item) for c in found] == [(rule, item)]
    assert said in found[0].seen
    assert found[0].why
    assert found[0].try_next


def test_demographics_only() -> None:
    bare = Persona("e1", "Grace", GRACE.fields[:2])
    found = broken((bare,), ("demographics-only",))
    assert [c.misconception for c in found] == ["persona-demographics-only"]
    assert broken((Persona("e1", "Grace", GRACE.fields[:1]),), ("demographics-only",)) == ()


def test_every_rule_is_silent_on_good_personas() -> None:
    assert broken((GRACE, INGRID)) == ()
    assert {b[0] for b in BREAKS} | {"demographics-only"} == set(RULES)
    assert all(rule.applies((GRACE, INGRID)) for rule in RULES.values())
    assert not any(rule.applies((Persona("x", "X", GRACE.fields[:1]),)) for rule in RULES.values())


def test_a_number_with_a_source_is_no_invention() -> None:
    claim = changed("pain", texts=("73% never find it",), evidence=(Evidence("survey", "", "June 2026"),))
    assert broken((claim,), ("invented-number",)) == ()


def test_likeness_is_of_behaviour_not_of_names() -> None:
    assert likeness(GRACE, TWIN) == 1.0
    assert likeness(GRACE, INGRID) == 0.0
    assert likeness(GRACE, Persona("x", "Grace", GRACE.fields[:1])) == 0.0
    # goal words {children home by six} of 4 against {children home by ten}: 3 common of 5
    one = Persona("a", "A", (Field("g", "G", ("children home by six",), role="end-goal"),))
    two = Persona("b", "B", (Field("g", "G", ("Children home, by ten",), role="end-goal"),))
    assert likeness(one, two) == pytest.approx(3 / 5)
