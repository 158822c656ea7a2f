"""Sort: what a placing earns, and that a wrong one never tells the right place."""

from __future__ import annotations

from itertools import product

from mosaic_exercises.kinds import KINDS
from mosaic_exercises.kinds.judged import check
from tests.kinds.examples import exercise

ACCEPTED = {"1": "p", "2": "c", "3": "s", "4": "sp"}


def test_every_placing_earns_its_share() -> None:
    kind, task, key = exercise("sort")
    for bins in product(["", "s", "p", "c"], repeat=4):
        answer = {card: bin_ for card, bin_ in zip("1234", bins, strict=True) if bin_}
        result = check(kind, task, key, answer)
        right = sum(bin_ in ACCEPTED[card] for card, bin_ in answer.items())
        assert result.score == right / 4
        assert (result.outcome == "not_attempted") == (not answer)
        assert {c.item: c.met for c in result.criteria if c.item} == {c: b in ACCEPTED[c] for c, b in answer.items()}


def test_a_known_slip_is_named() -> None:
    result = check(*exercise("sort"), {"1": "s", "2": "c"})
    said = next(c for c in result.criteria if c.item == "1")
    assert (said.met, said.misconception, said.why) == (False, "suspect-is-prospect", "She has shown a need already.")
    assert said.seen == "“Ines asked for a quote” is on “Suspect”."


def test_a_slip_nobody_foresaw_points_back_to_the_bin_chosen() -> None:
    said = check(*exercise("sort"), {"2": "s"}).criteria[0]
    assert said.why == "This card does not belong on “Suspect”."
    assert said.try_next == "Read the card again beside what is written there: May buy one day."
    assert "Client" not in str(said)


def test_a_bin_whose_words_would_give_the_answer_away_says_afterwards_what_belongs_there() -> None:
    said = check(*exercise("sort"), {"3": "c"}).criteria[0]
    assert said.why == "This card does not belong on “Client”. A client buys regularly."


def test_a_card_that_quotes_somebody_is_not_quoted_twice() -> None:
    said = check(*exercise("sort", task__cards__1__text='"I renew every spring."'), {"2": "c"}).criteria[0]
    assert said.seen == "“I renew every spring.” is on “Client”."


def test_only_a_card_placed_right_hears_its_reason() -> None:
    result = check(*exercise("sort"), {"1": "p", "2": "p"})
    assert [c.why for c in result.criteria if c.item == "1"] == ["She has a need."]
    assert "Three springs in a row." not in str(result)


def test_cards_without_a_place_are_counted_not_called_wrong() -> None:
    result = check(*exercise("sort"), {"1": "p", "2": "c", "3": "s"})
    assert (result.outcome, result.score) == ("partial", 0.75)
    assert result.criteria[-1].seen == "1 card has no place yet."
    assert result.summary == "3 of 4 cards are in the right place."


def test_an_entry_that_cannot_be_read_names_its_card() -> None:
    kind, task, key = exercise("sort")
    assert "“Ines asked for a quote” has a number for a place" in check(kind, task, key, {"1": 5}).summary
    assert "“Ines asked for a quote” has a list for a place" in check(kind, task, key, {"1": ["p"]}).summary
    assert "is put in “attic”, which is not here" in check(kind, task, key, {"1": "attic"}).summary
    assert "no card “9”" in check(kind, task, key, {"9": "p"}).summary


def test_the_order_of_entries_means_nothing() -> None:
    kind, task, _ = exercise("sort")
    parse = KINDS[kind].parse
    assert parse(task, {"2": "c", "1": "p"}) == parse(task, {"1": "p", "2": "c"})
    assert (
        KINDS[kind].describe(task, parse(task, {"2": "c", "1": "p"})).splitlines()[0]
        == "Ines asked for a quote: Prospect"
    )
