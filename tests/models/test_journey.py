"""Journey maps: what the curves say against figures computed by hand; each rule against a map that breaks it alone."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.journey import (
    RULES,
    Actor,
    Emotion,
    JourneyMap,
    Lane,
    Note,
    Point,
    Stage,
    broken,
    derived,
    figures,
    in_words,
    points,
    silent,
    unowned,
    validate,
)

CURVES = json.loads(Path(__file__).with_name("curves.json").read_text(encoding="utf-8"))

GOOD = JourneyMap(
    stages=(Stage("need", "Need arises"), Stage("buy", "Purchase"), Stage("claim", "Claim")),
    lanes=(
        Lane("act", "actions", "Actions"),
        Lane("tp", "touchpoints", "Touchpoints"),
        Lane("opp", "opportunities", "Opportunities"),
        Lane("dep", "department", "Department in charge"),
    ),
    notes=(
        Note("n1", "need", "tp", text="Poster", department="Marketing"),
        Note("n2", "buy", "tp", text="Counter", department="Sales"),
        Note("n3", "claim", "tp", text="Wait for the decision", department="Claims"),
        Note("n4", "claim", "act", text="Rings four times"),
        Note("n5", "claim", "opp", text="Ring first", owner="Claims", metric="calls before the decision"),
    ),
    emotions=(Emotion("need", as_is=0, to_be=0), Emotion("buy", as_is=1, to_be=1), Emotion("claim", as_is=-2, to_be=1)),
)


@pytest.mark.parametrize("case", CURVES, ids=lambda c: c["name"])
def test_figures_match_those_computed_by_hand(case: dict[str, Any]) -> None:
    found = figures(tuple(Point(stage, float(value)) for stage, value in case["steps"]))
    assert found is not None
    assert found.steps == len(case["steps"])
    assert (found.lowest, list(found.lowest_at)) == (case["lowest"], case["lowest_at"])
    assert (found.peak, list(found.peak_at)) == (case["peak"], case["peak_at"])
    assert (found.end, found.end_at) == (case["end"], case["end_at"])
    assert [[d.start, d.end, d.change] for d in found.drops] == case["drops"]
    assert (found.intense, found.tied, found.peak_end) == (case["intense"], case["tied"], case["peak_end"])
    assert found.mean == pytest.approx(case["mean"])


def test_no_step_has_no_figures() -> None:
    assert figures(()) is None


def test_a_step_without_a_value_is_left_out_and_its_neighbours_meet() -> None:
    gap = replace(GOOD, emotions=(Emotion("need", as_is=2), Emotion("buy", to_be=1), Emotion("claim", as_is=-1)))
    steps = points(gap)
    assert [p.stage for p in steps] == ["need", "claim"]
    found = figures(steps)
    assert found is not None
    assert [(d.start, d.end, d.change) for d in found.drops] == [("need", "claim", -3.0)]


def test_each_persona_has_a_curve_of_its_own() -> None:
    two = replace(
        GOOD,
        personas=(Actor("p1", "Ada"), Actor("p2", "Bo")),
        emotions=(Emotion("need", "p1", 1), Emotion("need", "p2", -1, 2)),
    )
    assert [p.value for p in points(two, "p1")] == [1.0]
    assert [p.value for p in points(two, "p2")] == [-1.0]
    assert [p.value for p in points(two, "p2", "to_be")] == [2.0]
    words = in_words(two)
    assert [line.split(":")[0] for line in words] == ["Ada, as it is", "Bo, as it is", "Bo, as it shall be"]
    assert all("one step only" in line for line in words)


def test_figures_in_words_name_the_stages() -> None:
    words = " ".join(in_words(GOOD))
    assert "lowest at Claim (−2)" in words
    assert "the largest drop is from Purchase to Claim (−3)" in words
    assert "no department" not in words


def test_a_level_curve_has_no_lowest_point() -> None:
    flat = replace(GOOD, emotions=tuple(Emotion(s.id, "", 1) for s in GOOD.stages))
    (words,) = in_words(flat)[:1]
    assert words == f"As it is: the same feeling at all {len(GOOD.stages)} stages (+1)."


def test_a_touchpoint_without_owner_is_counted() -> None:
    alone = replace(GOOD, notes=(*GOOD.notes, Note("n9", "buy", "tp", text="Wait", department=" Unassigned ")))
    assert [n.id for n in unowned(alone)] == ["n9"]
    assert in_words(alone)[-1] == "1 touchpoint has no department in charge."


def test_a_derived_lane_shows_what_the_touchpoints_say() -> None:
    twice = replace(GOOD, notes=(*GOOD.notes, Note("n9", "buy", "tp", text="Cash desk", department="Sales")))
    assert derived(twice, "department", "buy") == ("Sales",)
    assert derived(twice, "corridor", "buy") == ("",)


def without(note: str) -> JourneyMap:
    return replace(GOOD, notes=tuple(n for n in GOOD.notes if n.id != note))


def renamed(stage: str, name: str) -> JourneyMap:
    return replace(GOOD, stages=tuple(replace(s, name=name) if s.id == stage else s for s in GOOD.stages))


def changed(note: str, **fields: str) -> JourneyMap:
    return replace(GOOD, notes=tuple(replace(n, **fields) if n.id == note else n for n in GOOD.notes))


@dataclass(frozen=True)
class Break:
    """A map that breaks one rule, and the words that must say where."""

    rule: str
    journey: JourneyMap
    item: str
    said: tuple[str, ...]


BREAKS = [
    Break("stage-without-touchpoint", without("n2"), "buy/tp", ("“Purchase”", "“Touchpoints”")),
    Break("dip-without-opportunity", without("n5"), "claim/opp", ("“Claim”", "−2", "“Opportunities”")),
    Break("loose-opportunity", changed("n5", owner=""), "claim/opp", ("“Ring first”", "“Claim”", "no owner")),
    Break("loose-opportunity", changed("n5", metric=" "), "claim/opp", ("“Claim”", "no metric")),
    Break("starts-at-purchase", renamed("need", "Signing the contract"), "need", ("“Signing the contract”",)),
    Break(
        "internal-process", changed("n4", text="The claims team checks the file"), "claim/act", ("“Claim”", "“Actions”")
    ),
    Break("internal-process", without("n4"), "", ("nothing the customer does",)),
    Break(
        "to-be-below-as-is",
        replace(GOOD, emotions=(GOOD.emotions[0], Emotion("buy", as_is=1, to_be=0), GOOD.emotions[2])),
        "buy",
        ("“Purchase”", "shall be 0", "is +1"),
    ),
    Break("touchpoint-without-owner", changed("n3", department=""), "claim/tp", ("“Wait for the decision”", "“Claim”")),
    Break("stage-without-emotion", replace(GOOD, emotions=GOOD.emotions[1:]), "need", ("“Need arises”",)),
]


@pytest.mark.parametrize("case", BREAKS, ids=lambda b: f"{b.rule}: {b.item}")
def test_each_rule_fires_alone_and_says_where_and_what_to_do(case: Break) -> None:
    found = broken(case.journey)
    assert [c.id for c in found] == [case.rule]
    assert found[0].met is False
    assert found[0].item == case.item
    words = f"{found[0].seen} {found[0].try_next}"
    assert all(part in words for part in case.said), words
    assert found[0].why
    assert found[0].try_next


def test_every_rule_is_broken_by_one_of_these_maps_and_silent_on_the_good_one() -> None:
    assert {b.rule for b in BREAKS} == set(RULES)
    assert broken(GOOD) == ()
    assert silent(GOOD) == tuple(RULES)
    assert all(rule.applies(GOOD) for rule in RULES.values())
    assert not any(rule.applies(JourneyMap(stages=GOOD.stages)) for rule in RULES.values())


@pytest.mark.parametrize(
    "name", ["Need arises", "Deciding to buy", "Before the purchase", "Looking for a service", "Awareness", "Necessity"]
)
def test_a_way_that_begins_before_the_purchase_is_left_alone(name: str) -> None:
    assert broken(renamed("need", name), ("starts-at-purchase",)) == ()


@pytest.mark.parametrize("name", ["Purchase", "Checkout", "Onboarding", "Claims", "Renewal", "Unboxing and use"])
def test_a_way_that_begins_too_late_is_seen(name: str) -> None:
    assert len(broken(renamed("need", name), ("starts-at-purchase",))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Rings the claims line",
        "Sends three photographs",
        "We compare three offers at the kitchen table",
        "It is raining; she looks for a number",
        "Claims the bike was locked",
        "Waits for the system to answer",
    ],
)
def test_what_customers_do_is_no_internal_process(text: str) -> None:
    assert broken(changed("n4", text=text), ("internal-process",)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The claims team checks the papers",
        "Back office enters the data",
        "Our colleagues look it up",
        "The claim is forwarded to Northlight",
        "CRM ticket",
        "Sales will sign it",
    ],
)
def test_what_the_firm_does_is_seen(text: str) -> None:
    assert [c.item for c in broken(changed("n4", text=text), ("internal-process",))] == ["claim/act"]


def test_an_opportunity_for_another_persona_does_not_answer_a_dip() -> None:
    two = replace(
        GOOD,
        personas=(Actor("p1", "Ada"), Actor("p2", "Bo")),
        emotions=(Emotion("claim", "p1", -1), Emotion("claim", "p2", -2)),
        notes=tuple(replace(n, persona="p1") if n.id == "n5" else n for n in GOOD.notes),
    )
    found = broken(two, ("dip-without-opportunity",))
    assert [(c.item, "for Bo" in c.seen) for c in found] == [("claim/opp", True)]


def test_a_rule_without_its_lane_says_that_the_lane_is_missing() -> None:
    bare = JourneyMap(stages=(Stage("a", "Need"),), emotions=(Emotion("a", as_is=-1),))
    found = broken(bare, ("dip-without-opportunity",))
    assert "there is none yet" in found[0].try_next
    assert found[0].item == "a"


@pytest.mark.parametrize(
    "journey",
    [
        replace(GOOD, stages=(*GOOD.stages, Stage("act", "Twice"))),
        replace(GOOD, notes=(Note("x", "nowhere", "tp"),)),
        replace(GOOD, notes=(Note("x", "buy", "dep", text="shown only"),)),
        replace(GOOD, emotions=(Emotion("buy", as_is=3),)),
        replace(GOOD, emotions=(Emotion("buy", as_is=float("nan")),)),
        replace(GOOD, emotions=(Emotion("buy", "nobody", 1),)),
        replace(GOOD, emotions=(Emotion("buy", as_is=1), Emotion("buy", as_is=2))),
    ],
)
def test_parts_that_do_not_fit_are_refused(journey: JourneyMap) -> None:
    validate(GOOD)
    with pytest.raises(DataError):
        validate(journey)
