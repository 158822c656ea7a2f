"""Dialogue: ways through a conversation, what each turn earns, and what an author is told."""

from __future__ import annotations

from typing import Any

from mosaic_exercises.kinds.dialogue.check import MOST_TURNS
from tests.kinds import harness as ex
from tests.kinds.examples import examples
from tests.support import every

NAMES = tuple(examples("dialogue"))


def test_the_contract() -> None:
    for name in NAMES:
        ex.assert_sound(name)


def test_any_answer_is_judged_or_refused() -> None:
    ex.assert_any_answer_is_judged_or_refused("dialogue", ["start", "when", "a1", "a2", "a3", "b1", "b2"])
    ex.assert_refused("dialogue", "a1")


def test_several_ways_are_good_and_each_turn_earns_its_part() -> None:
    scores = {
        ("a1", "b1"): ("correct", 1.0),
        ("a2", "b1"): ("correct", 1.0),
        ("a1", "b2"): ("partial", 0.75),
        ("a3",): ("incorrect", 0.0),
        ("a1",): ("partial", 0.5),
    }
    for way, (outcome, score) in scores.items():
        result = ex.judged("dialogue", list(way))
        assert (result.outcome, result.score) == (outcome, score), way


def test_each_turn_says_what_was_heard_what_was_said_and_why() -> None:
    first, second = ex.judged("dialogue", ["a2", "b2"]).criteria
    assert (first.met, first.item, first.why) == (True, "a2", "It names the trouble and asks for a fact.")
    assert "The bell on my bike is loose again." in first.seen
    assert "Ines said" in first.seen
    assert (second.met, second.worth, second.item) == (False, 0.5, "b2")


def test_a_conversation_that_is_not_over_says_so() -> None:
    result = ex.judged("dialogue", ["a1"])
    assert result.summary == "What you said so far worked."
    assert result.criteria[-1].seen == "The conversation is not over yet."


def test_a_move_that_the_turn_does_not_offer_is_refused() -> None:
    for raw in (["b1"], ["a3", "b1"], ["a1", "a2"]):
        assert "can be said here" in ex.judged("dialogue", raw).summary
    assert "no way here is that long" in ex.judged("dialogue", ["a1", "b1", "b1"]).summary


def test_it_reads_as_a_conversation() -> None:
    rules, task, _ = ex.exercise("dialogue")
    assert rules.describe(task, rules.parse(task, ["a1", "b1"])).split("\n") == [
        "Mr Kaya: The bell on my bike is loose again.",
        "Ines: When did it come loose?",
        "Mr Kaya: On Monday, on the way to work.",
        "Ines: I fix it now, it takes two minutes.",
        "Mr Kaya: Thank you, I can wait two minutes.",
    ]


MOVE = {"id": "x", "text": "And?", "to": "start"}
MANY = [{"id": f"t{i}", "text": f"Line {i}"} for i in range(MOST_TURNS + 1)]
FAULTS: tuple[tuple[str, Any, str], ...] = (
    ("task.turns.1.moves.0.to", "start", "can come back to"),
    ("task.turns.1.moves.0.to", "nowhere", "there is no turn 'nowhere'"),
    ("task.turns.1.moves.0.to", "cold", "nothing leads to 'glad'"),
    ("task.turns.1.moves", [MOVE], "has one move"),
    ("task.turns.0.moves", [], "a first turn with something to say"),
    ("task.turns", MANY, "a first turn"),
    ("task.turns.1.id", "start", "stands twice"),
    ("task.turns.0.moves.1.id", "a1", "stands twice"),
    ("task.you", " ", "name both"),
    ("key.why", " ", "what all good ways have in common"),
    ("key.good", {"a1": "It asks."}, "say in good, wrong or close why 'a2'"),
    ("key.good.a3", "It is short.", "'a3' stands 2 times"),
    ("key.good.b9", "It is no move.", "there is no move 'b9'"),
    ("key.good.a1", " ", "'a1' has no reason"),
    ("key.close.b2.worth", 1, "worth must be above 0 and below 1"),
)


@every(FAULTS, lambda fault: f"{fault[0]} = {fault[1]!r}"[:60])
def test_an_author_is_told(fault: tuple[str, Any, str]) -> None:
    ex.assert_fault("dialogue", *fault)


def test_no_way_that_works_is_a_fault() -> None:
    late = {"why": "It is too late for that."}
    rules, task, key = ex.exercise("dialogue", {"key.good": {"a1": "It asks.", "a2": "So too."}, "key.wrong.b1": late})
    assert "key.good: no way of good moves leads to an end" in rules.problems(task, key)
