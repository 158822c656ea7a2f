"""What notebook 11 states as a fact, worked out again from the data, and its models against the course's own test."""

from __future__ import annotations

import re
from typing import Any

from mosaic_exercises.course import load
from tests.course.facts.case import rows
from tests.course.facts.test_scorecard import LINES, late, second_year

COURSE = load()
VISITED = {"Amina Yeboah": "C1001", "Grace Adeyemi": "C2002"}


def items(slug: str) -> dict[str, str]:
    return {item.id: item.text for item in COURSE.exercise(slug).task.items}


def test_the_chain_holds_the_figures_of_the_second_year() -> None:
    chain = items("one-thing-leads-to-next")
    signed = [c for c in second_year() if c["signoff"] == "yes"]
    assert f"{LINES['sc-p1'].actual}%" in chain["p4"]
    assert f"{late(signed)} of the {late(second_year())} late ones waited for Northlight" in chain["p4"]
    assert f"from {LINES['sc-p1'].actual}%" in chain["p7"]


def test_the_remedy_would_have_helped_the_customers_it_begins_with() -> None:
    """The limit that the strategy asks for is above the claims of the two customers, and both were signed off."""
    chain = items("one-thing-leads-to-next")
    limit = float(re.search(r"limit of EUR ([\d,]+)", chain["p5"])[1].replace(",", ""))  # type: ignore[index]
    told = COURSE.key("one-thing-leads-to-next").why
    for name, customer in VISITED.items():
        (claim,) = [c for c in rows("claims") if c["customer_id"] == customer]
        assert name in chain["p1"]
        assert claim["signoff"] == "yes"
        assert float(claim["amount_eur"]) < limit
        assert f"EUR {float(claim['amount_eur']):,.0f}" in told


def test_the_objective_is_one_through_the_whole_course() -> None:
    written = "from 42.2% to 75% by 30 June 2027"
    texts: list[Any] = [items("one-thing-leads-to-next")["p7"]]
    texts += [one.label for one in COURSE.exercise("ninety-days").task.stand_ins if one.id == "tessera-claims"]
    texts += [COURSE.key("four-objectives").model["objectives"]["process"]["text"]]
    assert len(texts) == 3
    assert all(written in text for text in texts)


def test_each_step_of_the_model_serves_the_objective_that_it_names() -> None:
    labels = {one.id: one.label for one in COURSE.exercise("ninety-days").task.stand_ins}
    notes = COURSE.key("ninety-days").model["notes"]
    for note in notes:
        for ref in note["refs"]:
            assert ref["label"] == labels[ref["object"]]
            owner = " ".join(labels[ref["object"]].split()[:2])
            assert ref["object"] != "tessera-word" or note["fields"]["owner"] == owner, note["id"]
    assert {ref["object"] for note in notes for ref in note["refs"]} == set(labels)
    assert not any("board decides on the limit" in note["fields"]["sign"] for note in notes), "Northlight decides on it"
