"""A log whose columns are added up: what a learner is told of the sums."""

from __future__ import annotations

from typing import Any

import msgspec

from mosaic_exercises.course import load
from mosaic_exercises.kinds import KINDS
from mosaic_exercises.results import Result
from tests.support import each

FORM = KINDS["form"]


def told(rows: list[dict[str, str]]) -> Result:
    course = load()
    exercise, key = course.exercise("plan-on-one-page"), course.key("plan-on-one-page")
    raw: Any = msgspec.json.decode(msgspec.json.encode(FORM.solution(exercise.task, key).answer))
    raw["entries"][0]["values"]["budget"] = rows
    return FORM.check(exercise.task, key, FORM.parse(exercise.task, raw))


def row(eur: str, hours: str = "1", who: str = "Sanne de Wit") -> dict[str, str]:
    return {"what": "Training", "who": who, "eur": eur, "hours": hours}


def test_what_sums_come_to_is_said_and_what_cannot_be_added_is_named() -> None:
    cases: dict[str, tuple[list[dict[str, str]], str]] = {
        "all of it": ([row("30,000")], ""),
        "in parts": ([row("EUR 20,000"), row("10 000 €")], ""),
        "one more": ([row("30,000"), row("1")], "comes to 30,001, and there is 30,000"),
        "cents": ([row("29,999.50"), row("1")], "comes to 30,000.50, and there is 30,000"),
        "a word": ([row("a lot")], "row 1: “a lot” is no clear amount for “EUR”"),
        "two readings": ([row("8.000")], "“8.000” is no clear amount"),
        "below nothing": ([row("40,000"), row("-20,000")], "row 2: “-20,000” is no clear amount"),
        "hours of one head": (
            [row("0", "3"), row("0", "2", "sanne  de wit")],
            "comes to 5 for “Sanne de Wit”, and there is 4",
        ),
        "hours of two heads": ([row("0", "4"), row("0", "4", "Farid Benali")], ""),
        "nothing said": ([{"what": "Training"}], ""),
    }

    def one(name: str) -> None:
        rows, said = cases[name]
        result = told(rows)
        faults = [c.seen for c in result.criteria if c.met is False]
        assert (result.outcome == "correct") == (not said), faults
        assert not said or any(said in text for text in faults), faults

    each(cases, one)


def test_an_author_is_told_of_a_budget_that_cannot_be_added_up() -> None:
    exercise = load().exercise("mission")
    task = msgspec.structs.replace(exercise.task, rules=("budget",))
    assert any("no column of a log has a most" in p for p in FORM.problems(task, None))
