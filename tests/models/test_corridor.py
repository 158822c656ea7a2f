"""The corridor: its parts, how accessible it is, pre-action and reaction, departments, direct and end customer."""

from __future__ import annotations

import pytest

from mosaic_exercises.models.corridor import (
    Access,
    Contact,
    Cycle,
    Deed,
    Handover,
    Touchpoint,
    accessibility,
    contributions,
    corridor,
    customers,
    cycles,
    narrowest,
    pre_action_share,
    touchpoints_of,
)
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.journey import JourneyMap, Lane, Note, Stage

RIDE = Touchpoint("r2", "research", "Test ride", "physical", "sales", "reaction", "optional", True)
SITE = Touchpoint("r1", "research", "Website", "technological", "marketing", "reaction", "base")
NOTICE = Touchpoint("n1", "renewal", "Renewal notice", "technological", "service", "pre-action", "alternative")
WAIT = Touchpoint("c3", "claims", "Waiting", "technological", "", "reaction", "base")
CALL = Touchpoint("c7", "claims", "Handler rings first", "technological", "sales", "pre-action", "optional", True)
ALL = (RIDE, SITE, NOTICE, WAIT, CALL)


def test_the_corridor_has_a_base_where_it_flows() -> None:
    parts = corridor(ALL, ["research", "purchase", "renewal", "claims"])
    assert [(p.stage, p.base, p.optional, p.alternative, p.flows) for p in parts] == [
        ("research", ("r1",), ("r2",), (), True),
        ("purchase", (), (), (), False),
        ("renewal", (), (), ("n1",), False),
        ("claims", ("c3",), ("c7",), (), True),
    ]
    assert [p.stage for p in corridor(ALL)] == ["research", "renewal", "claims"]


def test_a_strange_stage_and_an_id_twice_are_refused() -> None:
    with pytest.raises(DataError, match="'n1' stands at 'renewal'"):
        corridor(ALL, ["research", "claims"])
    with pytest.raises(DataError, match="twice"):
        corridor((RIDE, RIDE))


def test_touchpoints_of_a_map_are_those_that_say_all() -> None:
    journey = JourneyMap(
        (Stage("s", "Research"),),
        (Lane("t", "touchpoints", "T"),),
        (
            Note(
                "a",
                "s",
                "t",
                text="Ride",
                channel="physical",
                department="sales",
                initiative="reaction",
                corridor="base",
            ),
            Note("b", "s", "t", text="Half said", channel="physical"),
        ),
    )
    assert touchpoints_of(journey) == (Touchpoint("a", "s", "Ride", "physical", "sales", "reaction", "base"),)


def test_accessibility_is_the_share_of_what_was_looked_at() -> None:
    found = accessibility(Access("c1", at_hand=False, open=False, no_barrier=True, in_time=False))
    assert (found.met, found.looked_at, found.share) == (1, 4, 0.25)
    assert found.lacking == ("at_hand", "open", "in_time")
    assert found.unknown == ("one_contact",)
    nobody = accessibility(Access("c2"))
    assert (nobody.share, nobody.looked_at, len(nobody.unknown)) == (None, 0, 5)


def test_the_narrowest_points_with_ties() -> None:
    found = narrowest([Access("a", open=True), Access("b", open=False), Access("c", at_hand=False), Access("d")])
    assert [a.touchpoint for a in found] == ["b", "c"]
    assert narrowest([Access("d")]) == ()


def test_a_reaction_becomes_a_pre_action_or_is_repeated() -> None:
    deeds = (
        Deed("1", "reaction", "late decision"),
        Deed("2", "reaction", "portal"),
        Deed("3", "reaction", "late decision"),
        Deed("4", "pre-action", "late decision"),
        Deed("5", "pre-action", "worn brakes"),
        Deed("6", "reaction", "portal"),
    )
    assert cycles(deeds) == (
        Cycle("late decision", reactions=2, pre_actions=1, repeats=1, closed=True),
        Cycle("portal", reactions=2, pre_actions=0, repeats=1, closed=False),
        Cycle("worn brakes", reactions=0, pre_actions=1, repeats=0, closed=True),
    )
    assert pre_action_share(d.initiative for d in deeds) == pytest.approx(1 / 3)
    assert pre_action_share([]) is None


def test_contributions_by_department_with_nobody_last() -> None:
    found = contributions(ALL, [Contact("c3", -2), Contact("c3", -1), Contact("r2", 2)])
    assert [c.department for c in found] == ["sales", "marketing", "service", "unassigned"]
    sales, nobody = found[0], found[-1]
    assert (sales.touchpoints, sales.stages, sales.base, sales.moments_of_truth) == (2, ("research", "claims"), 0, 2)
    assert (sales.pre_actions, sales.contacts, sales.emotion) == (1, 1, 2.0)
    assert (nobody.contacts, nobody.emotion) == (2, -1.5)
    assert found[1].emotion is None
    with pytest.raises(DataError, match="'zz'"):
        contributions(ALL, [Contact("zz", 1)])


def test_direct_and_end_customers() -> None:
    chain = (
        Handover("sales", "claims", "papers"),
        Handover("claims", "finance", "decision"),
        Handover("claims", "customer", "letter"),
        Handover("finance", "customer", "payment"),
        Handover("finance", "sales", "figures"),
        Handover("workshop", "rider", "bike"),
    )
    found = customers(chain, "sales")
    assert found.direct == ("claims",)
    assert found.end == ("customer",)
    assert found.chain == ("sales", "claims", "customer")
    assert customers(chain, "workshop").end == ("rider",)
    last = customers(chain, "customer")
    assert (last.direct, last.end, last.chain) == ((), (), ())


def test_work_that_goes_in_a_circle_reaches_no_end_customer() -> None:
    found = customers((Handover("a", "b"), Handover("b", "a")), "a")
    assert (found.direct, found.end, found.chain) == (("b",), (), ())
    with pytest.raises(DataError, match="Nobody here"):
        customers((Handover("a", "b"),), "c")
