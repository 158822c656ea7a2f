"""Every kind keeps its contract on exercises plain and odd, and tells an author what is wrong with a faulty one."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import groupby
from typing import Any

import msgspec
import pytest

from mosaic_exercises.kinds import KINDS
from mosaic_exercises.kinds.contract import Item, Kind, dealt
from tests.kinds.contract import assert_contract
from tests.kinds.examples import EXAMPLES, examples, exercise, exercise_of
from tests.support import every


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_sound_exercise_keeps_the_contract(name: str) -> None:
    assert_contract(*exercise(name))


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_exercise_whose_key_is_elsewhere_keeps_it_too(name: str) -> None:
    kind, task, _ = exercise(name)
    assert_contract(kind, task, None)


def test_every_kind_has_an_example() -> None:
    assert [kind for kind in KINDS if not examples(kind)] == []


@pytest.mark.parametrize("name", ["choice-one", "order", "sort"])
def test_learners_see_different_orders(name: str) -> None:
    kind, task, _ = exercise(name)
    assert len({str(KINDS[kind].view(task, random.Random(seed))) for seed in range(20)}) > 3


def bin_by_bin(view: Any, key: Any) -> bool:
    bins = [key.place[card.id][0] for card in view.cards]
    return len([b for b, _ in groupby(bins)]) == len(set(bins))


TOLD = {
    "order": lambda view, key: [i.id for i in view.items] in ([*key.order], [*reversed(key.order)]),
    "match": lambda view, key: all(b.id in key.pairs[a.id] for a, b in zip(view.left, view.right, strict=False)),
    "sort": bin_by_bin,
}


def sample(name: str) -> tuple[Kind[Any, Any, Any], Any, Any]:
    rules = KINDS[name]
    table = examples(name)[name]
    return rules, msgspec.convert(table["task"], rules.task), msgspec.convert(table["key"], rules.key)


@pytest.mark.parametrize("name", TOLD)
def test_no_learner_finds_the_answer_in_the_order_of_the_items(name: str) -> None:
    rules, task, key = sample(name)
    seeds = [f"learner {n}" for n in range(400)]
    chance = [seed for seed in seeds if TOLD[name](rules.view(task, random.Random(seed)), key)]
    assert chance, "by chance alone some would"
    assert [seed for seed in seeds if TOLD[name](dealt(rules, task, key, seed), key)] == []
    assert dealt(rules, task, None, chance[0]) == rules.view(task, random.Random(chance[0]))


def test_what_the_author_ordered_stays() -> None:
    kind, task, _ = exercise("choice-one", task__keep_order=True)
    views: list[Any] = [KINDS[kind].view(task, random.Random(seed)) for seed in range(5)]
    assert all([o.id for o in view.options] == ["a", "b", "c"] for view in views)
    kind, task, _ = exercise("sort")
    views: list[Any] = [KINDS[kind].view(task, random.Random(seed)) for seed in range(5)]
    assert all([b.id for b in view.bins] == ["s", "p", "c"] for view in views)
    assert all(view.layout == "ladder" for view in views)


# The contract itself must be able to fail.


def broken(kind: str, **changes: Any) -> Kind[Any, Any, Any]:
    return replace(KINDS[kind], **changes)


def test_the_contract_sees_a_key_in_the_view() -> None:
    kind, task, key = exercise("choice-one")

    class Leaking(msgspec.Struct, frozen=True):
        options: tuple[Item, ...]
        hint: str = key.why

    def view(task: Any, rng: random.Random) -> msgspec.Struct:
        return Leaking(KINDS[kind].view(task, rng).options)  # type: ignore[attr-defined]

    view.__annotations__["return"] = Leaking
    leaking = broken(kind, view=view)
    with pytest.raises(AssertionError, match="key"):
        assert_contract(leaking, task, key)


def test_the_contract_sees_a_reason_told_too_early() -> None:
    kind, task, key = exercise("sort")
    rules = KINDS[kind]

    def tell(task: Any, key: Any, answer: Any) -> Any:
        result = rules.check(task, key, answer)
        told = type(result)(result.outcome, result.score, key.why if key else result.summary, result.criteria)
        return result if result.outcome in ("not_attempted", "correct") else told

    with pytest.raises(AssertionError, match="reason"):
        assert_contract(broken(kind, check=tell), task, key)


def test_the_contract_sees_a_solution_that_is_wrong() -> None:
    kind, task, key = exercise("number")
    wrong = broken(kind, solution=lambda task, key: replace(KINDS[kind].solution(task, key), answer="1"))
    with pytest.raises(AssertionError):
        assert_contract(wrong, task, key)


FAULTS: list[tuple[str, str, Any, str]] = [
    ("choice-one", "task.options.1.id", "a", "options: the id 'a' stands twice"),
    ("choice-one", "task.options.1.text", "Anna", "two entries read 'Anna'"),
    ("choice-one", "task.options.1.text", " ", "'b' has no text"),
    ("choice-one", "task.options", [{"id": "a", "text": "Anna"}], "options: give at least two"),
    ("choice-one", "key.right", ["z"], "key.right: there is no option 'z'"),
    ("choice-one", "key.right", [], "name at least one right option"),
    ("choice-one", "key.right", ["a", "b"], 'only mode = "many" may have several'),
    ("choice-many", "key.right", ["a", "a"], "key.right: 'a' stands twice"),
    ("choice-one", "key.why", "", "key.why"),
    ("choice-one", "key.missed", {"a": "x"}, 'only mode = "many" can leave'),
    ("choice-many", "key.missed", {"b": "x"}, "key.missed: 'b' is a wrong option"),
    ("choice-one", "key.wrong.z", {"why": "x"}, "key.wrong: there is no option 'z'"),
    ("choice-one", "key.wrong.a", {"why": "x"}, "key.wrong: 'a' is a right option"),
    ("choice-one", "key.wrong", {}, "no slip for the wrong option 'b'"),
    ("choice-true-false", "task.options", [{"id": "a", "text": "A"}], "has its own two options"),
    ("order", "task.items.0.id", "k1", "items: the id 'k1' stands twice"),
    ("order", "task.items.0.text", "Suspect", "two entries read 'Suspect'"),
    ("order-two", "task.items", [{"id": "x", "text": "Ask"}], "items: give at least two"),
    ("order", "task.to_label", "knows least of us", "two ends need two names"),
    ("order", "key.order", ["k1", "k2", "k5", "k3"], "the item 'k4' is missing"),
    ("order", "key.order", ["k1", "k2", "k5", "k3", "k4", "k4"], "key.order: 'k4' stands twice"),
    ("order", "key.order.0", "k9", "key.order: there is no item 'k9'"),
    ("order", "key.reasons.k9", "x", "key.reasons: there is no item 'k9'"),
    ("order", "key.why", " ", "key.why"),
    ("order", "key.swaps.0.before", "k9", "key.swaps: there is no item 'k9'"),
    ("order", "key.swaps.0", {"before": "k1", "after": "k2", "why": "x"}, "is the right order, not a mistake"),
    ("order", "key.swaps.0", {"before": "k1", "after": "k1", "why": "x"}, "names one item twice"),
    ("order", "key.swaps.0", {"before": "k2", "after": "k1", "why": "x"}, "'k2 before k1' stands twice"),
    ("sort", "task.bins.1.id", "s", "bins: the id 's' stands twice"),
    ("sort", "task.bins.1.name", "Suspect", "bins: two entries read 'Suspect'"),
    ("sort", "task.cards.1.id", "1", "cards: the id '1' stands twice"),
    ("sort", "task.bins", [{"id": "s", "name": "Suspect"}], "bins: give at least two"),
    ("sort", "task.cards", [], "cards: give at least one"),
    ("sort", "key.place.9", ["s"], "key.place: there is no card '9'"),
    ("sort", "key.place.1", [], "the card '1' has no place"),
    ("sort", "key.place.1", ["z"], "key.place.1: there is no bin 'z'"),
    ("sort", "key.place.1", ["p", "p"], "key.place.1: 'p' stands twice"),
    ("sort", "key.reasons.9", "x", "key.reasons: there is no card '9'"),
    ("sort", "key.elsewhere.zz", "x", "key.elsewhere: there is no bin 'zz'"),
    ("sort", "key.why", "", "key.why"),
    ("sort", "key.wrong.0.card", "9", "key.wrong: there is no card '9'"),
    ("sort", "key.wrong.0.bin", "z", "key.wrong: there is no bin 'z'"),
    ("sort", "key.wrong.0.bin", "p", "key.wrong: '1' in 'p' is right"),
    ("sort-one-card", "key.wrong", [{"card": "law", "bin": "in", "why": "x"}] * 2, "'law' in 'in' stands twice"),
    ("number", "task.decimals", 11, "decimals"),
    ("number", "task.decimals", -1, "decimals"),
    ("number", "task.unit", "m2", "unit"),
    ("number", "task.unit", ".", "unit"),
    ("number", "task.low", 20_000.0, "low, high"),
    ("number", "task.low", float("nan"), "low, high"),
    ("number", "task.high", 100.0, "key.value: outside low and high"),
    ("number", "task.low", 300.0, "key.value: outside low and high"),
    ("number", "task.placeholder", "EUR 266.70", "placeholder"),
    ("number", "key.tolerance", -1.0, "key.tolerance: below 0"),
    ("number", "key.value", float("inf"), "key.value: not a plain number"),
    ("number", "key.slips.1.value", float("nan"), "key.slips.1.value: not a plain number"),
    ("number", "key.slips.0.value", 266.5, "266.5 is right, so this is never said"),
    ("number", "key.slips.1.value", 366.0, "an earlier slip takes 366"),
    ("number", "key.why", "", "key.why"),
    ("number-bare", "task.decimals", 0, "decimals: rounded to 0"),
    ("text", "task.min_words", 20, "the least is more than the most"),
    ("text", "task.min_words", -1, "below 0"),
    ("text", "task.rows", 0, "rows"),
    ("text", "task.rubric.1.id", "concrete", "rubric: the id 'concrete' stands twice"),
    ("text", "task.rubric.1.id", "length", "'length' is taken"),
    ("text", "task.rubric.1.levels", ["good"], "one level"),
    ("text", "key.model", " ", "key.model: write a model answer"),
    ("text", "key.model", "Too short", "its 2 words are outside"),
    ("text", "key.model", "a bell \x07 rings", "key.model: Your text has a hidden character"),
    ("lab", "task.run", "CLV curve", "run: name a lab function"),
    ("lab", "task.controls.1.id", "costs", "controls: the id 'costs' stands twice"),
    ("lab-silent", "task.controls", [], "something to move or something to answer"),
    ("lab", "task.controls.0.max", 0, "min must be less than max"),
    ("lab", "task.controls.0.max", float("nan"), "min must be less than max"),
    ("lab", "task.controls.0.step", 0, "step must be above 0"),
    ("lab", "task.controls.0.default", 100, "default: it goes from 0 to 99"),
    ("lab", "task.controls.0.default", True, "default: it needs a number"),
    ("lab", "task.controls.1.default", "later", "default: it has no option “later”"),
    ("lab", "task.controls.1.options", [{"id": "end", "text": "E"}], "options: give at least two"),
    ("lab", "task.controls.2.default", 1, "default: it is on or off"),
    ("lab", "task.controls.2.options", [{"id": "end", "text": "E"}], "only a choice has options"),
    ("lab", "key.model", "", "key.model: answer what is asked"),
    ("lab-silent", "key.model", "Something", "key.model: nothing is asked"),
    ("lab", "key.model", "a bell \x07", "key.model: Your text has a hidden character"),
]


@every(FAULTS)
def test_each_fault_is_found(fault: tuple[str, str, Any, str]) -> None:
    name, path, value, told = fault
    kind, task, key = exercise_of(name, [(path.split("."), value)])
    found = KINDS[kind].problems(task, key)
    assert any(told in problem for problem in found), found
