"""Culture: sides, values, markets, target customers, shared responsibility, sessions; and Porter's positions."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mosaic_exercises.models import culture
from mosaic_exercises.models.culture import SESSIONS, TRACKS, Step, Trait, Value
from mosaic_exercises.models.errors import DataError
from mosaic_exercises.models.positioning import POSITIONS, classify
from tests.data.tessera_files import FIRM
from tests.kinds.examples import CALM

# ------------------------------------------------------------------ sides and values


def test_hard_and_soft_sides_that_pull_apart_are_told() -> None:
    pulls = {"cul-05": 1, "cul-06": -1, "cul-07": 1}
    traits = [
        Trait(row["text"], row["side"], pulls.get(row["id"], -1 if row["side"] == "hard" else 0))
        for row in FIRM["culture"]
    ]
    found = culture.culture(traits)
    assert (found.hard, found.soft, found.contradiction) == ((0, 0, 4), (2, 1, 1), True)
    assert found.words.startswith("People mean well and the rules pull the other way")
    turned = culture.culture([Trait("a", "hard", 1), Trait("b", "soft", -1)])
    assert (turned.contradiction, "do not follow" in turned.words) == (True, True)
    assert not culture.culture([Trait("a", "hard", 1), Trait("b", "soft", 0)]).contradiction
    assert "away" in culture.culture([Trait("a", "hard", -1)]).words
    assert "even" in culture.culture([Trait("a", "hard", 0)]).words


def test_traits_of_no_side_are_refused() -> None:
    wrong: Any = culture.culture
    for traits, said in (([], "no traits"), ([Trait("a", "hard", 2)], "pull is 2"), ([Trait("a", "x", 0)], "side")):  # type: ignore[arg-type]
        with pytest.raises(DataError, match=said):
            wrong(traits)


def test_a_value_is_lived_or_hangs_on_the_wall() -> None:
    cases = [Value("v", ("a",)), Value("v", ("a",), ("b",)), Value("v", (), ("b",)), Value("v")]
    assert [culture.value_standing(v) for v in cases] == ["lived", "mixed", "broken", "on the wall"]


# ------------------------------------------------------------------ market


def test_the_case_has_a_saturated_flat_market_and_one_that_is_not_flat() -> None:
    prices = {row["name"]: row["price_plus_eur"] for row in FIRM["competitor"]}
    plus = culture.market_from_prices("Plus", {**prices, "Tessera": 159}, others=9)
    assert (plus.offers, plus.saturated, plus.flat) == (13, True, True)
    assert plus.difference == pytest.approx((165 - 155) / 155 * 100)
    assert "customers live through" in plus.advice
    assert culture.market("fleets", 4, 40).quadrant == "saturated, not flat"
    assert culture.market("fleets", 4, 40, many=5).quadrant == "not saturated, not flat"
    assert culture.market("x", 3, 10).quadrant == "not saturated, flat"


def test_features_that_not_everybody_has_make_a_market_less_flat() -> None:
    features = {"a": {"theft", "help"}, "b": {"theft", "help", "workshop"}}
    assert culture.market_from_prices("x", {"a": 100, "b": 100}, features).difference == pytest.approx(100 / 3)
    assert culture.market_from_prices("x", {"a": 100, "b": 150}, features).difference == 50


def test_a_market_without_numbers_is_refused() -> None:
    with pytest.raises(DataError, match="no prices"):
        culture.market_from_prices("x", {})
    with pytest.raises(DataError, match="price of 'a' is 0"):
        culture.market_from_prices("x", {"a": 0})
    with pytest.raises(DataError, match="difference"):
        culture.market("x", 3, -1)
    with pytest.raises(DataError, match="offers"):
        culture.market("x", -1, 1)


# ------------------------------------------------------------------ target customer

GROUPS = culture.candidates(FIRM["target"])


def test_candidates_are_scored_by_the_learners_weights() -> None:
    even = culture.choose(GROUPS)
    assert even.weights == culture.equal_weights()
    assert even.scored[0].candidate.name == "Large courier fleets (over 50 bikes)"
    assert even.scored[-1].candidate.name == "Tourist rental stations"
    hospital = next(s for s in even.scored if s.candidate.name.startswith("Hospital"))
    means = (13 / 3, 11 / 3, 13 / 3)
    assert hospital.score == pytest.approx(sum(means) / 3, abs=1e-6)
    fit = culture.choose(GROUPS, {"value": 0, "compatibility": 100, "strategicity": 0})
    assert (fit.scored[0].candidate.name, fit.scored[0].score) == ("Touring clubs of the over-sixties", 5.0)
    assert not fit.steady
    assert GROUPS[1].spread == 2


@CALM
@given(st.integers(0, 100), st.integers(0, 100))
def test_scores_stay_on_the_scale_and_fall(one: int, two: int) -> None:
    value, fit = sorted((one, two))
    weights = {"value": value, "compatibility": fit - value, "strategicity": 100 - fit}
    scored = culture.choose(GROUPS, weights).scored
    scores = [s.score for s in scored]
    assert scores == sorted(scores, reverse=True)
    assert all(1 <= score <= 5 for score in scores)
    assert [s.place for s in scored] == [1 + sum(other > s.score for other in scores) for s in scored]


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        ({"value": 50, "compatibility": 30, "strategicity": 10}, "sum to 90"),
        ({"value": 120, "compatibility": -30, "strategicity": 10}, "compatibility is below 0"),
        ({"value": 100}, "weights for value"),
        ({"value": float("nan"), "compatibility": 50, "strategicity": 50}, "finite"),
    ],
)
def test_weights_are_shared_out_of_a_hundred(weights: dict[str, float], said: str) -> None:
    with pytest.raises(DataError, match=said):
        culture.choose(GROUPS, weights)


def test_ratings_off_the_scale_are_refused() -> None:
    row = {"name": "x", "value": 3, "compatibility": {"a": 6}, "strategicity": 1}
    with pytest.raises(DataError, match="compatibility of 'x' by a is 6"):
        culture.candidates([row])
    with pytest.raises(DataError, match="stands twice"):
        culture.candidates([{**row, "compatibility": 2}] * 2)
    with pytest.raises(DataError, match="Nobody rated"):
        culture.candidates([{**row, "compatibility": {}}])
    with pytest.raises(DataError, match="no candidates"):
        culture.choose([])


# ------------------------------------------------------------------ shared responsibility


def test_steps_that_nobody_or_two_own_are_found() -> None:
    steps = [
        Step("Report", ("service",), customer="fills in the form"),
        Step("Wait"),
        Step("Decide", ("claims", "Northlight"), ("workshop",)),
        Step("Repair", ("workshop",)),
    ]
    found = culture.responsibility(steps, ["service", "sales"])
    assert (found.unowned, found.split, found.idle) == (("Wait",), ("Decide",), ("sales",))
    assert found.handovers == (("Decide", "Repair"),)
    assert found.parts["workshop"] == (1, 1)
    assert found.with_customer == ("Report",)
    assert found.words == "4 steps, 1 handover; nobody answers for Wait; more than one answers for Decide."
    with pytest.raises(DataError, match="no steps"):
        culture.responsibility([])


# ------------------------------------------------------------------ sessions


def test_tracks_are_cumulative() -> None:
    assert [culture.sessions_of(track) for track in TRACKS] == [tuple(range(1, n)) for n in (7, 8, 9)]
    assert [s.number for s in SESSIONS] == list(range(1, 9))
    for number in range(1, 9):
        reach = [set(culture.topics(number, track)) for track in TRACKS]
        assert reach[0] <= reach[1] <= reach[2]
        assert reach[2]
    assert culture.topics(7, "any") == ()
    assert "vision" in culture.topics(8, "manager")


def test_the_table_has_a_row_for_each_session() -> None:
    table = culture.sessions_table()
    assert [len(row) for row in table] == [4] * 9
    assert [row[1:].count("-") for row in table[1:]] == [0] * 6 + [1, 2]


def test_coverage_tells_the_cells_that_no_exercise_serves() -> None:
    tagged = [("a", range(1, 7), "any"), ("b", (7,), "intermediate")]
    assert culture.empty_cells(tagged) == ((8, "manager"),)
    cells = culture.coverage([*tagged, ("c", (1, 8), "manager")])
    assert cells[1, "any"] == ("a",)
    assert cells[1, "manager"] == ("a", "c")
    assert cells[7, "manager"] == ("b",)
    assert (7, "any") not in cells
    with pytest.raises(DataError, match="'d' is for 'any' and names session 7"):
        culture.coverage([("d", (7,), "any")])
    with pytest.raises(DataError, match="no session 9"):
        culture.topics(9, "any")
    with pytest.raises(DataError, match="`track` is 'boss'"):
        culture.sessions_of("boss")


# ------------------------------------------------------------------ positioning


@pytest.mark.parametrize(
    ("needs", "customers", "narrow", "basis", "agrees"),
    [
        ("few", "many", False, "variety", False),  # the source says few: this workbook marks by Porter
        ("few", "many", True, "variety", False),
        ("broad", "few", False, "needs", True),
        ("broad", "many", True, "access", True),
        ("broad", "many", False, None, True),
        ("few", "few", False, None, False),
    ],
)
def test_positions_are_keyed_on_porter(
    needs: str, customers: str, narrow: bool, basis: str | None, agrees: bool
) -> None:
    found = classify(needs, customers, narrow)
    assert (found.position.basis if found.position else None) == basis
    assert found.seed_agrees is agrees


def test_the_difference_to_the_source_is_shown() -> None:
    assert "few needs of many" in POSITIONS["variety"].serves
    assert "chosen few" in POSITIONS["variety"].seed
    assert "marks by Porter" in POSITIONS["variety"].difference
    assert all(p.gives_up and p.question.endswith("?") for p in POSITIONS.values())
    with pytest.raises(DataError, match="`needs` is 'some'"):
        classify("some", "few")
