"""Debate: both sides are recorded, the other's point is answered, and a class is counted without names."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import pytest

from mosaic_exercises.commands.divide import divided
from mosaic_exercises.course import load
from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.kinds.division import FEWEST, division_json, read_division
from tests.kinds import harness as ex
from tests.kinds.contract import assert_message
from tests.kinds.examples import examples
from tests.support import every

REPLY = "They do wait, and two in five of them call again because nothing was settled."


def test_the_contract() -> None:
    for name in examples("debate"):
        ex.assert_sound(name)


def test_any_answer_is_read_or_refused() -> None:
    ex.assert_any_answer_is_judged_or_refused("debate", ["side", "reply", "a", "b"])
    ex.assert_refused("debate", "reply")


def test_either_side_is_recorded_and_its_answer_counted() -> None:
    for side in "ab":
        result = ex.judged("debate", {"side": side, "reply": REPLY})
        assert (result.outcome, result.summary) == ("recorded", "Your side and your answer are recorded.")
        assert [c.met for c in result.criteria] == [True, True, None]


def test_a_side_without_an_answer_is_no_attempt_and_an_answer_without_a_side_says_so() -> None:
    assert ex.judged("debate", {"side": "a"}).outcome == "not_attempted"
    result = ex.judged("debate", {"reply": REPLY})
    assert result.criteria[0].seen == "You have taken no side yet."
    assert result.outcome == "recorded"


def test_it_reads_with_the_point_that_is_answered() -> None:
    rules, task, _ = ex.exercise("debate")
    said = rules.describe(task, rules.parse(task, {"side": "b", "reply": "One\nline."})).split("\n")
    assert said == [
        "Side: Short calls.",
        "Their strongest point: Whoever has to call twice costs two calls and a customer's trust.",
        "Answer: One line.",
    ]


FAULTS: tuple[tuple[str, Any, str], ...] = (
    ("task.sides", [{"id": "a", "name": "Yes.", "strongest": "So."}], "a debate has two, not 1"),
    ("task.sides.0.strongest", " ", "'a' has no strongest point"),
    ("task.sides.1.id", "a", "stands twice"),
    ("task.motion", "", "say what is debated"),
    ("task.max_words", 3, "the least is more than the most"),
    ("task.min_words", 200, "outside min_words and max_words"),
    ("key.models", {"a": REPLY}, "'b' has none"),
    ("key.models.c", REPLY, "there is no side 'c'"),
    ("key.why", "", "what the two sides disagree about"),
)


@every(FAULTS, lambda fault: fault[0])
def test_an_author_is_told(fault: tuple[str, Any, str]) -> None:
    ex.assert_fault("debate", *fault)


def test_the_division_of_a_class_goes_out_and_comes_back_without_small_groups() -> None:
    text = division_json({"calls": {"a": 3, "b": 4}, "few": {"a": FEWEST - 1}})
    assert read_division(text, "calls", ["a", "b"]) == {"a": 3, "b": 4}
    assert read_division(text, "calls", ["a", "b", "c"])["c"] == 0
    with pytest.raises(FormatError, match="nothing of this debate"):
        read_division(text, "few", ["a", "b"])


class Book:
    """A gradebook with one debate, and answers of all sorts to it."""

    def items(self) -> list[tuple[str, str]]:
        return [("paid-by-the-scorecard", "paid-by-the-scorecard"), ("gone", "gone"), ("which-would-you-sign", "")]

    def asked(self, item: str) -> list[SimpleNamespace]:
        raws: list[Any] = [{"side": "s1", "reply": REPLY}] * 3 + [{"side": "s2", "reply": ""}] * 2
        raws += [{"side": "s9", "reply": REPLY}, {"reply": REPLY}, None, 7]
        told = [json.dumps(raw).encode() for raw in raws] if item == "paid-by-the-scorecard" else []
        return [SimpleNamespace(answer=answer) for answer in (*told, b"{")]


def test_a_class_is_counted_by_side() -> None:
    assert divided(load(), Book()) == {"paid-by-the-scorecard": {"s1": 3, "s2": 2}}


BAD = {
    "no JSON": "{",
    "another file": '{"format": "mosaic-form", "v": 1}',
    "no table": '{"format": "mosaic-division", "v": 1, "division": []}',
    "no sides": '{"format": "mosaic-division", "v": 1, "division": {"debate": 7}}',
    "no count": '{"format": "mosaic-division", "v": 1, "division": {"debate": {"a": "3"}}}',
    "a share": '{"format": "mosaic-division", "v": 1, "division": {"debate": {"a": 0.5}}}',
    "yes": '{"format": "mosaic-division", "v": 1, "division": {"debate": {"a": true}}}',
    "below nothing": '{"format": "mosaic-division", "v": 1, "division": {"debate": {"a": -1}}}',
    "too many": '{"format": "mosaic-division", "v": 1, "division": {"debate": {"a": 10000000}}}',
}


@every(BAD)
def test_a_file_that_is_no_division_is_refused_in_words(name: str) -> None:
    rules, task, _ = ex.exercise("debate")
    assert rules.live is not None
    with pytest.raises(FormatError) as refused:
        rules.live(task, {"slug": "debate", "text": BAD[name]})
    assert_message(str(refused.value))


@every([None, 7, [], {"slug": 1, "text": "x"}, {"text": "{}"}, {"slug": "debate"}, {"name": "x"}], repr)
def test_a_message_that_is_no_file_is_refused(values: Any) -> None:
    live = KINDS["debate"].live
    assert live is not None
    with pytest.raises(FormatError):
        live(ex.exercise("debate")[1], values)
