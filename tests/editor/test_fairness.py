"""Fairness and feedback: two verdicts on one card, questions asked twice, bare mistakes, ids in place of words."""

from __future__ import annotations

from typing import Any

import pytest

from mosaic_exercises.course.records import Misconception
from mosaic_exercises.editor import read
from mosaic_exercises.editor.records import Remark
from mosaic_exercises.editor.tagged import tagged
from tests.editor.cases import asked, edition_of, one_of


def found(rule: str, *exercises: Any, **more: Any) -> list[Remark]:
    return [remark for remark in read(edition_of(*exercises, **more)).remarks if remark.rule == rule]


def sort(slug: str, place: str, text: str = "Marketing prints 48 hours without asking the workshop") -> Any:
    bins = [{"id": "a", "name": "Contact"}, {"id": "b", "name": "Complementary"}]
    other = "b" if place == "a" else "a"
    slip = {"card": "k", "bin": other, "why": "Read it again."}
    return asked(
        slug, "sort", {"bins": bins, "cards": [{"id": "k", "text": text}]}, {"place": {"k": [place]}, "wrong": [slip]}
    )


def test_the_same_card_with_two_verdicts_is_named_in_both() -> None:
    (remark,) = found("same-card-two-verdicts", sort("one", "a"), sort("two", "b"))
    assert remark.place.item == "one"
    assert "'two'" in remark.seen
    assert found("same-card-two-verdicts", sort("one", "a"), sort("two", "a")) == []
    assert found("same-card-two-verdicts", sort("one", "a"), sort("two", "b", "The owner reads a report")) == []


def test_an_option_that_is_right_here_and_wrong_there_is_named() -> None:
    here = one_of("here", "The share of covers renewed on time", "The price", "The colour")
    there = one_of("there", "The weather", "The share of covers that were renewed on time", "The bell")
    assert [r.place.item for r in found("option-two-verdicts", here, there)] == ["here"]


def test_a_question_asked_twice_is_named() -> None:
    words = "Priya Nair reviews fleets each quarter and settles delays before couriers complain"
    one = one_of("one", "Yes, that is proactive work", "No, reactive", prompt=words)
    two = one_of("two", "Proactive work, yes", "It is reactive, no", prompt=f"{words} about bikes")
    assert len(found("same-question-twice", one, two)) == 1
    assert found("same-question-twice", one, one_of("three", "A lock", "A bell")) == []


@pytest.mark.parametrize(
    "text", ["See int-02.", "Her claim (CL102) waited.", "He says so (P092).", "As C1003 shows.", "sc-p1."]
)
def test_an_id_in_a_learners_text_is_named(text: str) -> None:
    assert found("id-in-text", one_of("q", "Yes", "No"), cells={"a": text})
    assert not found("id-in-text", one_of("q", "Yes", "No"), cells={"a": "Twenty-five of C and P, at EUR 4,000."})


def test_feedback_of_an_id_or_one_word_is_named() -> None:
    def answer(why: str) -> Any:
        bins = [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}]
        slip = {"card": "k", "bin": "b", "why": "Not so."}
        key = {"place": {"k": ["a"]}, "reasons": {"k": why}, "wrong": [slip]}
        return asked("q", "sort", {"bins": bins, "cards": [{"id": "k", "text": "A card"}]}, key)

    assert len(found("feedback-is-id", answer("IN75."))) == 1
    assert len(found("feedback-is-id", answer("Trust (IN03)."))) == 1
    assert found("feedback-is-id", answer("He kept the date he had named.")) == []


def test_a_part_without_any_reason_for_a_mistake_is_named() -> None:
    bins = [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}]
    cards = [{"id": "k1", "text": "One"}, {"id": "k2", "text": "Two"}]
    key = {"place": {"k1": ["a"], "k2": ["b"]}, "wrong": [{"card": "k1", "bin": "b", "why": "Not so."}]}
    assert [r.place.at for r in found("bare-mistake", asked("q", "sort", {"bins": bins, "cards": cards}, key))] == [
        "wrong: k2"
    ]
    items = [{"id": i, "text": i.upper()} for i in ("x", "y", "z")]
    key = {"order": ["x", "y", "z"], "swaps": [{"before": "y", "after": "x", "why": "Not so."}]}
    assert [r.place.at for r in found("bare-mistake", asked("q", "order", {"items": items}, key))] == ["swaps: y, z"]


TAGS = {
    "used": Misconception("A user is a buyer.", "They can differ.", "names the rider where the buyer is asked for"),
    "bare": Misconception("More is better.", "It can be worse."),
}


def test_a_tag_needs_a_mistake_and_a_wrong_answer() -> None:
    slip = {"o1": {"why": "She rides it.", "misconception": "used"}}
    options = [{"id": "o0", "text": "The father"}, {"id": "o1", "text": "The daughter"}]
    question = asked("who", "choice", {"options": options}, {"right": ["o0"], "wrong": slip})
    more = {"cells": {"a": "Text."}, "tags": TAGS}
    assert [r.place.item for r in found("tag-without-mistake", question, **more)] == ["bare"]
    assert [r.place.item for r in found("tag-unused", question, **more)] == ["bare"]
    (row,) = tagged(edition_of(question, tags=TAGS).course)
    assert (row.tag, row.slug, row.answer, row.why) == ("used", "who", "The daughter", "She rides it.")
