"""What was earned: in the line above the title, on the chip, in the feedback and in the hand-in, by one rounding."""

from __future__ import annotations

from typing import Any

from . import building, samples
from .bench import Bench

RIGHT = building.result("correct", 1, "Yes.")
PARTLY = building.result("partial", 0.7336, "Nearly.")
RECORDED = building.result("recorded", 0, "Your text is recorded.")


def answered(view: Any, result: Any, **earned: Any) -> Any:
    """The exercise after a check."""
    so = {"points": 0.0, "waiting": 0.0, "closed": 0.0, "late": False} | earned
    return view | {"points": 14, "result": result, "attempts": 2, "earned": so, "answer_at": 5.0}


def line(panel: Any) -> str:
    said: str = panel.locator(".mo-kicker").first.inner_text()
    return said


def chip(panel: Any) -> str:
    said: str = panel.locator('[data-part="state"]').first.inner_text()
    return " ".join(said.split()).removesuffix(" at your last check")


def test_points_are_said_to_a_tenth(bench: Bench) -> None:
    """What is rounded how is tested in tests/ui/kit.test.js."""
    panel = bench.open(answered(samples.CHOICE, PARTLY, points=13.97), kernel=False)
    assert "13.9 of 14 points" in line(panel)
    assert panel.locator(".mo-feedback-points").inner_text() == "13.9 of 14 points"


def test_before_an_answer_the_line_says_what_there_is_to_earn(bench: Bench) -> None:
    panel = bench.open(samples.CHOICE | {"points": 14, "earned": None}, kernel=False)
    assert "14 points" in line(panel)
    assert " of 14" not in line(panel)


def test_a_right_answer_after_the_solution_says_that_it_earns_nothing(bench: Bench) -> None:
    solution = {"answer": ["a"], "why": "W", "reasons": []}
    late = answered(samples.CHOICE, RIGHT, closed=14, late=True) | {"solution": solution, "solution_left": 0}
    panel = bench.open(late, kernel=False)
    assert chip(panel) == "Right, no points"
    assert "0 of 14 points" in line(panel)
    assert panel.locator(".mo-feedback-points").inner_text() == "No points: you had seen the solution"


def test_what_was_earned_before_the_solution_stays_and_is_said(bench: Bench) -> None:
    solution = {"answer": ["a"], "why": "W", "reasons": []}
    late = answered(samples.CHOICE, RIGHT, points=10.2704, closed=3.7296, late=True)
    panel = bench.open(late | {"solution": solution, "solution_left": 0}, kernel=False)
    assert chip(panel) == "Right, 10.3 of 14 points kept"
    assert "10.3 of 14 points" in line(panel)


def test_points_that_a_person_gives_are_not_claimed(bench: Bench) -> None:
    panel = bench.open(answered(samples.TEXT, RECORDED, waiting=14.0), kernel=False)
    assert "14 points" in line(panel)
    assert " of 14" not in line(panel)
    assert chip(panel) == "Recorded"
    assert panel.locator(".mo-feedback-points").inner_text() == ""


def test_a_good_answer_costs_and_asks_first_where_there_are_points(bench: Bench) -> None:
    view = answered(samples.TEXT, RECORDED, waiting=14.0) | {"solution_left": 0}
    panel = bench.open(view, kernel=False)
    panel.get_by_role("button", name="See a good answer").click()
    assert bench.sent("solution") == []
    assert "is what is read for points" in panel.locator('[data-part="ask-area"]').inner_text()
    panel.get_by_role("button", name="Show a good answer").click()
    bench.wait_sent("solution")


def row(title: str, outcome: str, worth: float, **earned: Any) -> dict[str, Any]:
    so = {"points": 0.0, "possible": worth, "waiting": 0.0, "closed": 0.0} | earned
    return {
        **{"notebook": "Loyalty", "title": title, "outcome": outcome, "attempts": 2, "points": worth},
        **{"earned": so, "solution": bool(so["closed"]), "state": "partial", "slug": title},
    }


def test_the_hand_in_shows_what_was_earned_and_what_a_solution_cost(bench: Bench) -> None:
    rows = [
        row("Ladder", "partial", 14, points=10.2704),
        row("Choice", "correct", 1, closed=1.0),
        row("Text", "recorded", 3, waiting=3.0),
        row("Drill", "3 of 10 right", 5, points=1.5),
    ]
    total = {"points": 11.7704, "possible": 23.0, "waiting": 3.0, "closed": 1.0}
    panel = bench.open(samples.SUBMIT | {"rows": rows, "total": total}, kernel=False)
    said = [" ".join(t.split()) for t in panel.locator("td.mo-earned").all_inner_texts()]
    assert said == ["10.3 of 14", "0 of 1 solution opened", "3 open a person reads it", "1.5 of 5"]
    words = panel.locator('[data-part="points"]').inner_text()
    assert "You have earned 11.8 of 23 points." in words
    assert "3 points more wait for a person" in words
    assert "1 point can no longer be earned, because you opened the solution first." in words
    assert "rounded to a tenth" in words
    drill = panel.get_by_role("row", name="Drill")
    assert "3 of 10 right" in drill.inner_text()


def test_the_name_said_at_the_head_is_known_at_the_foot(bench: Bench) -> None:
    nobody = {"name": "", "id": "", "email": "", "track": "any"}
    bench.open(samples.start(9) | {"learner": nobody}, samples.SUBMIT | {"learner": nobody}, kernel=False)
    assert bench.page.get_by_label("Your name").count() == 0  # nobody is asked twice, and nobody unasked
    before = len(bench.sent("refresh"))
    bench.page.evaluate("document.dispatchEvent(new CustomEvent('mosaic:changed', { detail: {} }))")
    bench.wait_sent("refresh", before + 1)
    bench.receive(type="view", view=samples.SUBMIT)
    foot = bench.page.locator(".mo-submit-who")
    foot.get_by_text("Ana Silva").wait_for()
    assert foot.get_by_role("textbox").count() == 0
