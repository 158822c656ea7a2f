"""Lab: the note is what is recorded, the settings are kept with it and must be possible ones."""

from __future__ import annotations

import random
from typing import Any

import pytest

from mosaic_exercises.errors import FormatError
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.kinds.contract import Item
from mosaic_exercises.kinds.judged import check
from mosaic_exercises.kinds.lab.check import view
from mosaic_exercises.kinds.lab.task import Control, LabTask, settings
from tests.kinds.examples import exercise


def test_a_note_is_recorded_with_its_settings() -> None:
    values = {"retention": 85.5, "paid": "now", "costs": False}
    kind, task, key = exercise("lab")
    raw = {"values": values, "note": "It bends up."}
    result = check(kind, task, key, raw)
    assert (result.outcome, result.score) == ("recorded", 0.0)
    assert result.criteria[0].seen == "Your settings: Retention: 85.5 %; Paid: now; With costs: off."
    assert KINDS[kind].parse(task, raw).values == values
    assert KINDS[kind].describe(task, KINDS[kind].parse(task, raw)).splitlines()[-1] == "It bends up."


def test_settings_alone_answer_only_where_nothing_is_asked() -> None:
    assert check(*exercise("lab"), {"values": {"retention": 50}, "note": " "}).outcome == "not_attempted"
    assert check(*exercise("lab-silent"), {"values": {"year": 2021}}).outcome == "recorded"
    assert check(*exercise("lab-silent"), {"values": {}}).outcome == "not_attempted"


@pytest.mark.parametrize(
    ("id_", "value", "told"),
    [
        ("retention", -0.5, "“Retention” goes from 0 to 99"),
        ("retention", 99.5, "goes from 0 to 99"),
        ("retention", "80", "needs a number, not a text"),
        ("retention", True, "needs a number, not yes or no"),
        ("retention", float("nan"), "goes from 0 to 99"),
        ("retention", 10**400, "goes from 0 to 99"),
        ("paid", "later", "has no option “later”"),
        ("paid", 1, "needs one of its options, not a number"),
        ("costs", 1, "is on or off, not a number"),
        ("costs", None, "is on or off, not nothing"),
        ("price", 1, "This lab has no control “price”"),
    ],
)
def test_a_setting_no_control_can_have_is_refused(id_: str, value: Any, told: str) -> None:
    result = check(*exercise("lab"), {"values": {id_: value}, "note": "x"})
    assert result.outcome == "invalid"
    assert told in result.summary


@pytest.mark.parametrize("value", [0, 99, 80.25, 98.99999999999999])
def test_a_slider_takes_its_whole_range(value: float) -> None:
    assert check(*exercise("lab"), {"values": {"retention": value}, "note": "It bends up."}).outcome == "recorded"


def test_the_dust_of_binary_fractions_is_no_fault() -> None:
    kind, task, key = exercise("lab", task__controls__0__max=0.3, task__controls__0__step=0.1)
    assert check(kind, task, key, {"values": {"retention": 0.1 + 0.2}, "note": "It bends up."}).outcome == "recorded"


def test_every_control_starts_somewhere() -> None:
    kind, task, _ = exercise("lab")
    assert [c.default for c in view(task, random.Random(1)).controls] == [80, "end", True]
    answer = KINDS[kind].parse(task, {"values": {"paid": "now"}})
    assert settings(task, answer) == {"retention": 80, "paid": "now", "costs": True}
    kind, task, _ = exercise("lab-silent")
    assert settings(task, KINDS[kind].parse(task, None)) == {"year": 2020}


def test_a_file_is_one_of_the_courses_or_a_plain_name() -> None:
    task = LabTask("x", (Control("data", "Survey", "file", options=(Item("ours", "Ours"),), form="nps"),))
    assert KINDS["lab"].parse(task, {"values": {"data": "ours"}}).values == {"data": "ours"}
    assert KINDS["lab"].parse(task, {"values": {"data": "June 2026.csv"}}).values == {"data": "June 2026.csv"}
    for name in (
        "../up.csv",
        "a/b.csv",
        "a\\b.csv",
        ".csv",
        "a.txt",
        "a\u0000.csv",
        "a\u202e\x85.csv",
        f"{'a' * 200}.csv",
    ):
        with pytest.raises(FormatError, match="name of a CSV file"):
            KINDS["lab"].parse(task, {"values": {"data": name}})


def test_a_file_control_names_a_form_and_the_courses_own_data() -> None:
    control = Control("data", "Survey", "file", form="csat")
    found = KINDS["lab"].problems(LabTask("x", (control,)), None)
    assert [text for text in found if "form" in text]
    assert [text for text in found if "options" in text]


def test_a_choice_with_groups_takes_those_of_the_learners_file() -> None:
    options = (Item("all", "everybody"), Item("shops", "shops"))
    task = LabTask("kano-plane", (Control("who", "Who", type="choice", options=options, groups=True),))
    kind = KINDS["lab"]
    answer = kind.parse(task, {"values": {"who": "North, old town"}, "note": "Few."})
    assert "Who: your group North, old town" in kind.describe(task, answer)
    for name in ("", " ", "a bell\x07", "x" * 101):
        with pytest.raises(FormatError, match="has no option"):
            kind.parse(task, {"values": {"who": name}})
    wrong = LabTask("kano-plane", (Control("who", "Who", groups=True),))
    assert kind.problems(wrong, None) == ["controls.who: only a choice has groups"]
