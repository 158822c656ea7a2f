"""A term that a notebook uses first in an exercise's prompt is a link there; one that the exercise asks for is none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mosaic_exercises.course import load
from mosaic_exercises.editor import editions
from mosaic_exercises.editor.prompts import wanted
from mosaic_exercises.panel.sessions.exercise import ExerciseSession
from mosaic_exercises.workbook import Workbook

from .bench import Bench

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


def view(slug: str, folder: Path) -> dict[str, Any]:
    course = load()
    return ExerciseSession(course.exercise(slug), course, Workbook(folder, course.course), 1).view()


def test_the_glossary_names_the_exercises_and_none_that_asks_for_the_term(tmp_path: Path) -> None:
    course = load()
    found = wanted(editions(course, NOTEBOOKS)[0])
    assert {slug: set(entry.prompts) for slug, entry in course.glossary.items()} == found
    assert sum(map(len, found.values())) > 5
    asked = [(s, e) for s, exercises in found.items() for e in exercises if s in course.exercises[e].concepts]
    assert asked == [], "what it means would be the answer"
    for slug, exercises in found.items():
        for one in exercises:
            assert slug in [term["id"] for term in view(one, tmp_path)["terms"]]
    assert "terms" not in view("which-lens", tmp_path)


def test_the_first_use_is_a_link_with_its_meaning(bench: Bench, tmp_path: Path) -> None:
    made = view("journey-map", tmp_path)
    hostile = "<img src=x onerror=document.title='hit'>"
    made["terms"][0]["meaning"] = hostile
    made["prompt"] += " A persona's step; prepersona."
    panel = bench.open(made, kernel=False)
    links = panel.locator(".mo-prompt a")
    assert sorted(links.all_inner_texts()) == ["persona", "pre-action"]
    first = links.filter(has_text="persona")
    assert first.evaluate("n => n.closest('strong') !== null"), "where it stands first, in what is bold"
    assert first.get_attribute("href") == "/lab/tree/notebooks/glossary.ipynb#persona"
    assert hostile in links.evaluate_all("all => all.map(n => n.title)")
    plain = panel.locator(".mo-prompt").inner_text()
    assert "one persona in one scenario" in plain
    assert bench.page.title() == "Panel"
    bench.tab_to(".mo-prompt a")
    assert bench.focused() == "persona"
