"""Views of the kinds match to table, made by Python from the examples of tests/kinds."""

from __future__ import annotations

import random
from typing import Any

from mosaic_exercises.panel.wire.views import SolutionView
from tests.kinds import harness as ex

from .building import View, as_sent, exercise, found, later

PROMPTS = {
    "match": "Join each of Tessera's people and firms to the word that names its part.",
    "blank": "Fill in the words of this notebook.",
    "rate": "Think of your own firm, or of Tessera, **last month**: what was done, not what was meant.",
    "quadrant": "Put each of Tessera's relationships on the map.",
    "outline": "Make the map your own: add branches, notes and links.",
    "dialogue": "A rider is back with his bell. Lead the conversation as Ines, who minds the showroom.",
    "debate": "Take a side, and answer the strongest point of the other.",
    "table": "Compute the gap of each dimension from Tessera's SYNTHETIC survey.",
}


BO = [
    {"name": "Bo", "rates": {"data": 2, "train": 3}},
    {"name": "<b>Cy</b>", "rates": {"data": 3, "train": 1, "budget": 2}},
]


MAP = {
    "velo": {"now": [80, 30], "wanted": [85, 80]},
    "ines": {"now": [70, 85], "wanted": [30, 75]},
    "shop": {"now": [60, 60]},
}


OWN = {
    "own-1": {"ref": {"exercise": "", "object": "red", "label": "Redbrick"}, "now": [92, 38], "wanted": [92, 70]},
    "own-2": {"name": "<b>My landlord</b>", "now": [20, 60]},
}


STAND = {
    "side": "a",
    "reply": "They do wait, and two in five of them call as the first settled <b>nothing</b>.",
}


def fresh(name: str, **more: Any) -> View:
    """The view of an example that nobody has touched."""
    _, task, key = ex.exercise(name)
    title = {"match": "Who is who?"}.get(name, f"Tessera: {name.replace('-', ' ')}")
    kind = name.split("-")[0]
    return exercise(kind, f"tessera-{name}", title, PROMPTS[kind], task, key, random.Random(2), **more)


def judged(name: str, answer: Any, now: View | None = None) -> View:
    """The view after Python checked ``answer``."""
    view = now or fresh(name)
    result = found(view["slug"], answer)
    checked = None if result["outcome"] == "invalid" else answer
    return later(view, answer=answer, answer_at=1.0, checked=checked, result=result, attempts=1, solution_left=2)


def solved(name: str) -> View:
    """The view with the solution open."""
    rules, task, key = ex.exercise(name)
    given = rules.solution(task, key)
    shown = SolutionView(answer=given.answer, why=given.why, reasons=given.reasons)
    return later(judged(name, given.answer), solution=as_sent(shown), solution_left=0)


def scenes() -> dict[str, View]:
    """What is worth a look."""
    match = {"l1": "r1", "l2": "r4", "l4": "r5"}
    blanks = {"who": "Consumer", "user": "consumers", "inside": "internal custmer"}
    return {
        "match": fresh("match"),
        "match-checked": judged("match", match),
        "match-solved": solved("match"),
        "blank": fresh("blank"),
        "blank-checked": judged("blank", blanks),
        "blank-solved": solved("blank"),
        "rate": judged("rate", {"rates": {"data": 3, "train": 1, "budget": 2}, "others": BO}),
        "rate-keyed": judged("rate-keyed", {"rates": {"rel": 7, "tan": 6}}),
        "rate-weights": judged("rate-weights", {"rates": {"t": 20, "r": 20, "s": 20, "a": 20, "e": 19}}),
        "rate-pair": fresh("rate-pair"),
        "rate-kano": solved("rate-kano"),
        "quadrant": judged("quadrant", MAP),
        "quadrant-free": fresh("quadrant-free"),
        "quadrant-one": solved("quadrant-one"),
        "quadrant-own": judged("quadrant-own", OWN),
        "outline": fresh("outline"),
        "outline-solved": solved("outline"),
        "dialogue": fresh("dialogue"),
        "dialogue-checked": judged("dialogue", ["a2", "b2"]),
        "dialogue-solved": solved("dialogue"),
        "debate": fresh("debate"),
        "debate-recorded": judged("debate", STAND),
        "debate-solved": solved("debate"),
        "table": fresh("table"),
        "table-solved": solved("table"),
    }
