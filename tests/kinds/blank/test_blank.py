"""Blank: which differences do not count, which are near misses, and what a wrong word hears."""

from __future__ import annotations

from typing import Any

import pytest

from mosaic_exercises.kinds.blank.folding import FOLDS, distance, fold
from tests.kinds import harness as ex
from tests.kinds.examples import examples

RIGHT = {"who": "customer", "user": "consumer", "inside": "internal customer"}


@pytest.mark.parametrize("name", examples("blank"))
def test_the_contract(name: str) -> None:
    ex.assert_sound(name)


def test_any_answer() -> None:
    ex.assert_any_answer_is_judged_or_refused("blank", ["who", "user", "inside", "customer", "consumer"])
    ex.assert_refused("blank", "who")


@pytest.mark.parametrize(
    "typed",
    ["Customer", "CUSTOMERS", " the  customer. ", "“customer”", "cústomer", "a customer", "customer\u200b", "Buyer's"],
)
def test_what_makes_no_difference(typed: str) -> None:
    assert ex.judged("blank", {**RIGHT, "who": typed}).outcome == "correct"


@pytest.mark.parametrize("typed", ["p-e", "P-Es", "(P-E)", "the P-E"])
def test_every_difference_counts_where_the_author_says_so(typed: str) -> None:
    assert ex.judged("blank-exact", {"a": typed, "b": "E"}).score == 0.5
    assert ex.judged("blank-exact", {"a": "P  -  E", "b": "E"}).score == 1


@pytest.mark.parametrize(
    ("plural", "one"),
    [("policies", "policy"), ("boxes", "box"), ("churches", "church"), ("losses", "loss"), ("gaps", "gap")],
)
def test_plurals(plural: str, one: str) -> None:
    assert fold(plural, FOLDS) == fold(one, FOLDS) == one


@pytest.mark.parametrize("word", ["loss", "bonus", "analysis", "logistics", "gas", "e-bike service"])
def test_words_that_only_look_like_plurals(word: str) -> None:
    assert fold(word, ("plural",)) == word


@pytest.mark.parametrize("typed", ["custmer", "cusotmer", "customerr"])
def test_a_misspelling_is_told_from_a_wrong_word(typed: str) -> None:
    said = ex.judged("blank", {**RIGHT, "who": typed}).criteria[0]
    assert (said.met, said.try_next) == (False, "Check the spelling.")


@pytest.mark.parametrize("typed", ["external customer", "internal costumes", "internal"])
def test_another_word_is_no_misspelling(typed: str) -> None:
    said = next(c for c in ex.judged("blank", {**RIGHT, "inside": typed}).criteria if c.item == "inside")
    assert (said.met, said.why) == (False, "This does not fit here.")


def test_a_slip_goes_before_a_misspelling_and_names_the_mix_up() -> None:
    said = ex.judged("blank", {"who": "The Consumers"}).criteria[0]
    assert (said.misconception, said.try_next) == ("consumer-is-customer", "Follow the money.")


def test_a_wrong_word_hears_no_right_one() -> None:
    result = ex.judged("blank", {"who": "bank", "user": "bank"})
    assert "customer" not in str(result).replace("does not fit", "")
    assert result.criteria[-1].seen == "1 blank is still empty."


@pytest.mark.parametrize(("a", "b", "most", "want"), [("abc", "acb", 2, 1), ("abc", "abc", 1, 0), ("ab", "xyz", 1, 2)])
def test_distance(a: str, b: str, most: int, want: int) -> None:
    assert distance(a, b, most) == want


def test_a_message_names_the_gap() -> None:
    assert ex.judged("blank", {"inside": "x" * 300}).summary.startswith("What the claims desk is: 300 characters")
    assert ex.judged("blank", {"user": 5}).summary == "Blank 2: a text is needed, not a number. Type a word or two."


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        ("task.sentence", "{who} {user}", "sentence: '{inside}' is missing"),
        ("task.sentence", "{who} {user} {inside} {who}", "'{who}' stands twice"),
        ("task.sentence", "{who} {user} {inside} {xx}", "'{xx}' is no blank"),
        ("task.blanks.1.id", "who", "blanks: the id 'who' stands twice"),
        ("task.blanks.1.width", 0, "letters wide"),
        ("key.accept.zz", ["x"], "key.accept: there is no blank 'zz'"),
        ("key.accept.who", [], "'who' accepts nothing"),
        ("key.accept.who", ["customer", "Customers"], "accepted twice"),
        ("key.accept.who", ["?!"], "nothing once folded"),
        ("key.why", "", "key.why"),
        ("key.reasons.zz", "x", "key.reasons: there is no blank 'zz'"),
        ("key.slips.0.text", ["Customers"], "'Customers' is right in 'who'"),
        ("key.slips.0.text", [], "key.slips.0: give the text"),
        ("key.slips.0.text", ["bank", "Banks"], "'Banks' in 'who' stands twice"),
        ("key.slips.0.blank", "zz", "key.slips: there is no blank 'zz'"),
    ],
)
def test_faults(path: str, value: Any, told: str) -> None:
    ex.assert_fault("blank", path, value, told)
