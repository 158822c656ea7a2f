"""Taught before tested: the cell exists and has the term, and all 70 questions are asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from mosaic_exercises.course import load
from mosaic_exercises.course.records import Concept
from mosaic_exercises.editor import editions
from mosaic_exercises.editor.teaching import asked_where, remarks
from tests.editor.cases import BOOK, taught

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


@pytest.mark.parametrize(
    ("cell", "term", "rule"),
    [
        ("", "", "untaught"),
        ("gone", "", "cell-missing"),
        ("loyalty", "", ""),
        ("loyalty", "rungs", ""),
        ("loyalty", "moments of truth", "cell-without-term"),
        ("title", "", "cell-without-term"),
    ],
)
def test_a_concept_names_a_cell_that_is_there_and_has_its_term(cell: str, term: str, rule: str) -> None:
    concept = Concept("Loyal customers: they stay", BOOK, (), cell, term)
    edition = taught(concept, "title: it", "loyalty: **loyal customers** stand on *rungs*.")
    found = [r.rule for r in remarks(edition) if r.rule != "source-question-unasked"]
    assert found == ([rule] if rule else [])


def test_each_of_the_70_source_questions_is_asked_on_the_main_path_or_in_a_whole_pool() -> None:
    course = load()
    numbers = {n: slug for slug, concept in course.concepts.items() for n in concept.seed}
    path = {item.exercise for item in course.placed() if item.track == "any"}
    table = asked_where(course)
    print(f"\n{'question':>8}  {'concept':<30}{'main path':>10}{'in pools':>9}")
    for number, slugs in table.items():
        on_path = sum(slug in path for slug in slugs)
        print(f"{number:>8}  {numbers.get(number, '-'):<30}{on_path:>10}{len(slugs) - on_path:>9}")
    assert sorted(table) == list(range(1, 71))
    assert [number for number, slugs in table.items() if not slugs] == []


def test_each_concept_of_the_course_has_its_cell() -> None:
    base, _ = editions(load(), NOTEBOOKS)
    assert [str(r) for r in remarks(base)] == []
