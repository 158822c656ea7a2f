"""SWOT and TOWS, and what the wording of a factor gives away."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mosaic_exercises.models import pest_words, scorecard_words, swot_words
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.swot import CELLS, MEANING, Strategy, citing, doubts, for_us, pairs, swot, unused
from tests.data.tessera_files import FIRM, toml
from tests.kinds.examples import CALM

FACTS = {fact["id"]: fact["text"] for fact in FIRM["fact"]}
CLASSES: dict[str, str] = toml("notes")["swot"]
PLURAL = {"strength": "strengths", "weakness": "weaknesses", "opportunity": "opportunities", "threat": "threats"}
TESSERA = swot({PLURAL[sort]: [FACTS[f] for f, s in CLASSES.items() if s == sort] for sort in PLURAL}, of="Tessera")


def test_no_fact_of_the_case_is_doubted_where_it_belongs() -> None:
    assert len(TESSERA.factors) == 20
    assert doubts(TESSERA) == ()


@pytest.mark.parametrize(
    ("part", "text", "misconception"),
    [
        ("opportunities", "Open a second workshop", "opportunity-is-our-action"),
        ("opportunities", "To launch an app", "opportunity-is-our-action"),
        ("opportunities", "Training our mechanics on batteries", "opportunity-is-our-action"),
        ("opportunities", "We could lease bikes to the hospital", "opportunity-is-our-action"),
        ("opportunities", "Our new portal", "opportunity-is-our-action"),
        ("threats", "Our claims take too long", "threat-is-weakness"),
        ("threats", "We lack people at the claims desk", "threat-is-weakness"),
        ("threats", "Outdated software", "threat-is-weakness"),
        ("threats", FACTS["fact-06"], "threat-is-weakness"),
        ("threats", FACTS["fact-07"], "threat-is-weakness"),
        ("strengths", "We want to be known for fast claims", "aspirations-as-strengths"),
        ("strengths", "To become the best-loved insurer", "aspirations-as-strengths"),
        ("strengths", "A claim tracker is planned for spring", "aspirations-as-strengths"),
    ],
)
def test_a_mix_up_is_named(part: str, text: str, misconception: str) -> None:
    (found,) = doubts(swot({part: [text]}))
    assert found.misconception == misconception
    assert found.words.casefold() in text.casefold()
    assert found.ask.endswith(("?", ".", "wish."))


@pytest.mark.parametrize(
    "text",
    [
        "Growing interest in touring",
        "Open data of the city on cycle traffic",
        "Use of cargo bikes rises by a third",
        "Increase of fuel prices",
        "Our customers grow older",
        "Our region builds cycle motorways",
        "Train fares rise again",
        "Cut in the tax on repairs",
    ],
)
def test_what_happens_outside_is_no_action_of_ours(text: str) -> None:
    assert swot_words.own_action(text) == ""
    assert swot_words.inside(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Kettle Lane Cycles offers independent shops twice our commission.",
        "Too few skilled mechanics in the region",
        "Poor staff of suppliers",
        "A price war in the market",
        "Fraud by made-up theft photographs is rising",
    ],
)
def test_what_comes_from_outside_is_no_weakness(text: str) -> None:
    assert swot_words.inside(text) == ""


@CALM
@given(st.text(max_size=280))
def test_any_text_is_read(text: str) -> None:
    readers = (
        swot_words.own_action,
        swot_words.inside,
        swot_words.aspiration,
        pest_words.internal,
        pest_words.competitor,
    )
    for read in (*readers, scorecard_words.initiative):
        found = read(text)
        assert " ".join(found.split()) in " ".join(text.split())


def test_words_of_great_length_are_read_in_time_that_grows_with_them() -> None:
    for text in ("no " * 5000, "our " * 5000, "to " * 5000, "we are " * 3000, "a " * 9000, "x-" * 9000):
        assert isinstance(
            scorecard_words.initiative(text) + pest_words.internal(text) + swot_words.aspiration(text), str
        )


def test_tows_joins_one_factor_of_each_side() -> None:
    assert dict(CELLS) == {
        "so": ("strengths", "opportunities"),
        "wo": ("weaknesses", "opportunities"),
        "st": ("strengths", "threats"),
        "wt": ("weaknesses", "threats"),
    }
    assert "maxi-mini" in MEANING["st"]
    found = pairs(TESSERA, most=2)
    assert len(found) == 16
    assert {(p.internal.part, p.external.part) for p in found if p.cell == "wt"} == {("weaknesses", "threats")}
    assert [p.internal.id for p in pairs(TESSERA, "so", most=1)] == ["s1"]
    with pytest.raises(DataError, match="no cell 'sw'"):
        pairs(TESSERA, "sw")


def test_a_strategy_says_what_it_stands_on() -> None:
    good, lame, lost = citing(
        TESSERA,
        [Strategy("x", "so", ("s1", "o1")), Strategy("y", "wt", ("w1", "o2")), Strategy("z", "st", ("gone",))],
    )
    assert (good.lacks, [f.id for f in good.internal], [f.id for f in good.external]) == ((), ["s1"], ["o1"])
    assert lame.lacks == ("threats",)
    assert (lost.lacks, lost.unknown) == (("strengths", "threats"), ("gone",))
    left = unused(TESSERA, [Strategy("x", "so", ("s1", "o1"))])
    assert len(left) == 18


def test_competitors_strengths_are_questions_to_us() -> None:
    rivals = [
        swot({"strengths": row["strengths"].split("; "), "weaknesses": row["weaknesses"].split("; ")}, of=row["name"])
        for row in FIRM["competitor"]
    ]
    found = for_us(rivals)
    assert len(found) == 18
    gannet = [seen for seen in found if seen.firm == "Gannet Direct"]
    assert [seen.may_be for seen in gannet] == ["threats"] * 3 + ["opportunities"] * 3
    assert gannet[0].ask == "Gannet Direct does this well: which of our customers would leave for it?"


@pytest.mark.parametrize(
    ("parts", "said"),
    [({"aims": ["x"]}, "no part 'aims'"), ({"strengths": ["a", " "]}, "Point 2"), ({"threats": "rain"}, "is a text")],
)
def test_what_is_no_swot_is_refused(parts: Any, said: str) -> None:
    with pytest.raises(DataError, match=said):
        swot(parts)
