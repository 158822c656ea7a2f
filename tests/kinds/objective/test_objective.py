"""Objectives: S, M and T of the text, the fields beside it and their agreement, the marks while it is typed."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from mosaic_exercises.errors import FormatError
from mosaic_exercises.reading.refs import Made, Want
from mosaic_exercises.reading.values import as_json
from mosaic_exercises.results import Criterion
from tests.kinds.contract import assert_message
from tests.kinds.harness import (
    assert_any_answer_is_judged_or_refused,
    assert_fault,
    assert_refused,
    assert_sound,
    examples,
    exercise,
    judged,
)

MODEL: dict[str, Any] = examples("objective")["objective"]["key"]["model"]["objectives"]
RATE = "Raise the renewal rate among families from 81% to 85% by 31 December 2027"


def changed(slot: str, **fields: Any) -> dict[str, Any]:
    """The model with some fields of one slot replaced."""
    model = copy.deepcopy(MODEL)
    model[slot].update(fields)
    return {"objectives": model}


def failed(raw: Any) -> list[Criterion]:
    return [c for c in judged("objective", raw).criteria if c.met is False]


def live(**values: Any) -> dict[str, Any]:
    """What is said while the slot "finance" is typed."""
    rules, task, _ = exercise("objective")
    assert rules.live is not None
    found: dict[str, Any] = as_json(rules.live(task, {"slot": "finance", **values}))
    return found


def letters(**values: Any) -> dict[str, str]:
    return {row["letter"]: row["verdict"] for row in live(**values)["letters"]}


@pytest.mark.parametrize("name", examples("objective"))
def test_a_sound_exercise_keeps_the_contract(name: str) -> None:
    assert_sound(name)


def test_the_model_is_right_and_nothing_is_left_open() -> None:
    result = judged("objective", {"objectives": MODEL})
    assert (result.outcome, result.score) == ("correct", 1.0)
    assert {c.judge for c in result.criteria if c.met is None} == {"marker"}


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Raise the renewal rate among families from 81% to 85%", ["time_bound"]),
        ("Raise the renewal rate among families by 31 December 2027", ["measurable"]),
        ("Improve service", ["specific", "measurable", "time_bound", "aim-not-objective"]),
        ("", ["objective"]),
    ],
)
def test_each_letter_that_is_judged_fails_alone(text: str, ids: list[str]) -> None:
    found = failed(changed("finance", text=text))
    assert [c.id for c in found] == ids
    assert {c.item for c in found} == {"finance"}
    assert all(c.why or c.try_next for c in found)


@pytest.mark.parametrize("field", ["baseline", "resources", "owner"])
def test_a_field_that_is_empty_is_named(field: str) -> None:
    assert [(c.id, c.item) for c in failed(changed("process", **{field: ""}))] == [(field, f"process/{field}")]


def test_what_was_pulled_in_is_an_aim_too() -> None:
    assert failed(changed("customer", aim="")) == []
    assert [c.item for c in failed(changed("customer", aim="", ref=None))] == ["customer/aim"]


@pytest.mark.parametrize(
    ("field", "said", "told"),
    [
        ("baseline", "78% (policy data)", "The text starts from 81, the field says “78% (policy data)”"),
        ("baseline", "to be measured", "the field gives no figure"),
        ("owner", "Everyone", "“Everyone” is not one owner"),
        ("owner", "we all", "not one owner"),
        ("resources", "none needed", "Somebody's hours are a resource"),
    ],
)
def test_a_field_that_contradicts_the_text_is_told_so(field: str, said: str, told: str) -> None:
    (found,) = failed(changed("finance", **{field: said}))
    assert found.item == f"finance/{field}"
    assert told in found.why


@pytest.mark.parametrize("said", ["81 %", "81,0% in 2026", "81% of families, 64% of couriers"])
def test_a_baseline_that_agrees_is_left_alone(said: str) -> None:
    assert failed(changed("finance", baseline=said)) == []


def test_no_field_is_held_against_a_text_without_a_start() -> None:
    assert failed(changed("process", baseline="nobody has counted")) == []


def test_achievable_and_relevant_are_asked_and_never_scored() -> None:
    raw = changed("finance", text="Guarantee 100% satisfaction for everyone by 31 December 2027")
    result = judged("objective", raw)
    asked = [c for c in result.criteria if c.judge == "learner"]
    assert [(c.id, c.met) for c in asked] == [("achievable", None)]
    assert "Guarantee" in asked[0].seen
    assert result.outcome == "correct"


def test_the_same_objective_twice_is_told() -> None:
    found = failed(changed("process", text=MODEL["finance"]["text"].upper(), baseline="81%"))
    assert "said-twice" in [c.id for c in found]


def test_an_empty_slot_costs_no_less_than_a_poor_one() -> None:
    without = {"objectives": {k: v for k, v in MODEL.items() if k != "people"}}
    empty = judged("objective", without)
    poor = judged("objective", {"objectives": {**without["objectives"], "people": {"text": "Be nice"}}})
    assert 0 < empty.score <= poor.score < 1


def test_a_typed_aim_stands_where_none_are_offered() -> None:
    changes = {"task.ask": ["aim"], "task.aims": []}
    raw = {"objectives": {"o": {"text": RATE, "aim": "Families stay"}}}
    rules, task, _ = exercise("objective-one", changes)
    assert [c.id for c in rules.check(task, None, rules.parse(task, raw)).criteria if c.met is False] == []


def test_live_marks_what_the_words_were_taken_for() -> None:
    spans = {s["role"]: s["words"] for s in live(text=RATE)["spans"]}
    assert spans["action"] == "Raise"
    assert (spans["baseline"], spans["target"]) == ("81%", "85%")
    assert (spans["audience"], spans["deadline"]) == ("families", "by 31 December 2027")


def test_live_says_what_each_letter_rests_on_and_what_is_missing() -> None:
    said = live(text="Train all 14 colleagues in complaint handling")
    rests = {row["letter"]: row.get("rests") for row in said["letters"]}
    assert rests["M"] == ["all 14 colleagues"]
    assert (rests["T"], said["missing"]) == ([], ["deadline"])
    assert {words for row in said["letters"] for words in row.get("rests", ())} <= {s["words"] for s in said["spans"]}
    assert live(text=RATE)["missing"] == []


def test_a_check_says_which_words_a_criterion_rests_on() -> None:
    rules, task, _ = exercise("objective")
    raw = {"objectives": {"finance": {"text": RATE}}}
    found = {c.id: c for c in rules.check(task, None, rules.parse(task, raw)).criteria if c.item == "finance"}
    assert "It rests on" in found["time_bound"].why
    assert "“by 31 December 2027”" in found["time_bound"].why


def test_live_offsets_count_code_points_of_the_text_as_typed() -> None:
    text = "  \U0001f6b2 " + RATE
    for span in live(text=text)["spans"]:
        assert text[span["start"] : span["end"]] == span["words"]


def test_live_letters_follow_the_text_and_the_fields() -> None:
    assert letters(text="") == {"S": "no", "M": "no", "A": "ask", "R": "ask", "T": "no"}
    bare = letters(text=RATE)
    assert bare == {"S": "yes", "M": "yes", "A": "ask", "R": "ask", "T": "yes"}
    full = {f: MODEL["finance"][f] for f in ("baseline", "resources", "owner", "aim")}
    assert set(letters(text=RATE, **full).values()) == {"yes"}
    assert letters(text=RATE, **full | {"aim": ""}, ref="Renewal rate")["R"] == "yes"
    assert letters(text=RATE, **full | {"baseline": "50%"})["A"] == "no"


@pytest.mark.parametrize(
    "values", [None, 7, {"slot": "z"}, {"text": "x"}, {"slot": "finance", "text": 7}, {"slot": ["finance"]}]
)
def test_live_refuses_in_words_what_it_cannot_read(values: Any) -> None:
    rules, task, _ = exercise("objective")
    assert rules.live is not None
    with pytest.raises(FormatError) as refused:
        rules.live(task, values)
    assert_message(str(refused.value))


def test_an_objective_can_be_referred_to_and_a_measure_pulled_in() -> None:
    rules, task, _ = exercise("objective")
    made = rules.objects(task, rules.parse(task, {"objectives": MODEL}))
    assert made[0] == Made("finance", RATE, "objective")
    assert len(made) == 4
    assert rules.wants(task) == (Want("tessera-scorecard", ("measure", "strategy")),)


def test_a_report_reads_it_all() -> None:
    rules, task, _ = exercise("objective")
    said = rules.describe(task, rules.parse(task, {"objectives": MODEL}))
    assert f"Finance: {RATE}" in said
    assert "  Aim it serves: Families stay with Tessera Complaints about letters" in said


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        ("task.slots.1.id", "finance", "the id 'finance' stands twice"),
        ("task.slots.1.id", "a/b", "letters, digits"),
        ("task.rules", ["no-such"], "there is no rule 'no-such'"),
        ("task.ask", ["owner"], "aims and wants need 'aim'"),
        ("task.rubric.0.id", "begun", "the id 'begun' is taken"),
        ("key.why", " ", "key.why"),
        ("key.model", {}, "write a model answer"),
        ("key.model.objectives.finance.text", "Improve service", "key.model: finance"),
        ("key.model.objectives.finance.aim", "none", "key.model"),
    ],
)
def test_an_author_is_told(path: str, value: Any, told: str) -> None:
    assert_fault("objective", path, value, told)


def test_any_answer_is_judged_or_refused() -> None:
    ids = ["objectives", "finance", "people", "text", "baseline", "owner", "aim", "ref", "exercise", "object", "stay"]
    assert_any_answer_is_judged_or_refused("objective", ids)


def test_what_nobody_typed_is_refused() -> None:
    assert_refused("objective", "objectives")
